import packed from '@sparticuz/chromium';

/** Unpacks the browser before any test runs, because test files that run side by side would start one that is half unpacked. */
export default async function unpack(): Promise<void> {
  await packed.executablePath();
}
