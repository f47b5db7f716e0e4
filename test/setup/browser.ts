import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll } from 'vitest';

/*
 * A real Chromium for tests of pages. It comes from npm, so that nothing of the system is needed, and asks no network but the loopback.
 */

let browser: Promise<Browser> | undefined;

/** Opens an empty page in a context of its own. The browser is started once for a test file and ends with it. */
export async function openBrowser(options: BrowserContextOptions = {}): Promise<Page> {
  browser ??= launch();
  const context = await (await browser).newContext(options);
  await context.route(/^(?:https?|wss?):\/\/(?!127\.0\.0\.1[:/]|localhost[:/]|\[::1\])/, (route) => route.abort());
  return context.newPage();
}

async function launch(): Promise<Browser> {
  const [{ default: packed }, { chromium }] = await Promise.all([import('@sparticuz/chromium'), import('playwright-core')]);
  try {
    // Not the package's own flags: they run everything in one process, which ends with its first page, and switch the policy of pages off.
    const args = ['--no-sandbox', '--disable-gpu'];
    return await chromium.launch({ executablePath: await packed.executablePath(), args, headless: true });
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    if (!/error while loading shared libraries/i.test(text)) throw cause;
    throw new Error('Chromium lacks shared libraries of the system: apt-get install -y libnss3 libnspr4 libexpat1', { cause });
  }
}

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});
