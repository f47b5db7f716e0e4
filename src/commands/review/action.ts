import { dirname, resolve } from 'node:path';
import process from 'node:process';
import { openHistory } from '../../history/open.ts';
import { UsageError } from '../../model/errors.ts';
import type { Lang } from '../../model/text.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { type Gathered, gather } from '../../review/gather.ts';
import { loadThumbnails } from '../../review/pictures.ts';
import type { Sources } from '../../review/sources.ts';
import { machineZone } from '../../review/week.ts';
import { historyPlace, type LoadedConfig } from '../../scan/config.ts';
import { now } from '../../scan/today.ts';
import { openReviewLibrary, type ReviewLibrary } from '../../shop/review-library.ts';
import { reviewSources, reviewWeek } from '../../shop/review-sources.ts';
import { type Formats, type FormatTarget, parseFormats } from '../format-targets.ts';
import { pickLang } from '../lang.ts';
import { fileOutput, type Output, streamOutput } from '../output.ts';
import { REVIEW_FORMATS, type ReviewFlags, type ReviewFormat } from '../review.ts';
import { configFor } from '../scan/request.ts';
import { tellProblems } from '../tell-problems.ts';
import { terminalLook } from '../terminal.ts';
import { checkAddress } from './mail-address.ts';

const FORMATS: Formats<ReviewFormat> = {
  all: REVIEW_FORMATS,
  nameOf: (format) => `review.${format === 'pretty' ? 'txt' : format}`,
};

/** Makes the review of a week, in the formats that are asked for. */
export async function review(flags: ReviewFlags): Promise<void> {
  const targets = parseFormats(flags.format ?? [], FORMATS, 'pretty');
  const to = flags.to === undefined ? undefined : checkAddress('--to', flags.to);
  const from = flags.from === undefined ? to : checkAddress('--from', flags.from);
  const config = await configFor([], flags.config);
  const lang = pickLang(flags.lang, config?.values.lang);
  if (flags.schedule === true) return printSchedule(config, lang, to);
  const library = openReviewLibrary(config);
  const history = await openHistory(historyPlace(config), { create: false });
  try {
    const { sources, problems } = await reviewSources(history, config, library);
    tellProblems(problems, lang);
    const gathered = await gather(await reviewWeek(flags.week, sources), sources);
    const made = { gathered, sources, lang, library, envelope: { from: from ?? 'preclear@localhost', to } };
    for (const target of targets) await writeTarget(target, made);
  } finally {
    library.close();
    await history.close();
  }
}

interface Made {
  readonly gathered: Gathered;
  readonly sources: Sources;
  readonly lang: Lang;
  readonly library: ReviewLibrary;
  readonly envelope: { readonly from: string; readonly to: string | undefined };
}

async function writeTarget({ format, file }: FormatTarget<ReviewFormat>, made: Made): Promise<void> {
  if (format === 'xlsx' && file === undefined && process.stdout.isTTY === true)
    throw new UsageError({
      en: 'A workbook is no text for a terminal; write --format xlsx=review.xlsx.',
      zh: '工作簿不能显示在终端里；请写成 --format xlsx=review.xlsx。',
    });
  const text = await formatted(format, made, file === undefined);
  const output: Output = file === undefined ? streamOutput(process.stdout) : fileOutput(resolve(file));
  await output.write(text);
  await output.close();
}

async function formatted(format: ReviewFormat, made: Made, direct: boolean): Promise<string | Uint8Array> {
  const { gathered, sources, lang } = made;
  switch (format) {
    case 'pretty': {
      const { reviewText } = await import('../../review/terminal.ts');
      const look = direct ? terminalLook() : { color: false, width: 100 };
      return reviewText(gathered.review, { lang, ...look });
    }
    case 'json':
      return `${jsonText(gathered.review, 2)}\n`;
    case 'xlsx': {
      const { sheetTables } = await import('../../review/workbook-sheets.ts');
      const { writeWorkbook } = await import('../../review/workbook.ts');
      return writeWorkbook(await sheetTables(gathered, sources, lang));
    }
    case 'html':
      return page(made);
    case 'eml': {
      const { reviewMail } = await import('../../review/mail.ts');
      const { from, to } = made.envelope;
      return reviewMail(gathered.review, lang, await page(made), { from, at: now(), ...(to === undefined ? {} : { to }) });
    }
  }
}

async function page({ gathered, lang, library }: Made): Promise<string> {
  const { reviewHtml } = await import('../../review/html.ts');
  return reviewHtml(gathered.review, lang, await loadThumbnails(gathered.review, library.load));
}

async function printSchedule(config: LoadedConfig | undefined, lang: Lang, to: string | undefined): Promise<void> {
  const { scheduleText } = await import('../../review/schedule.ts');
  const program = resolve(process.argv[1] ?? 'preclear');
  const folder = config === undefined ? process.cwd() : dirname(config.file);
  const place = { folder, node: process.execPath, program, lang, zone: machineZone(), ...(to === undefined ? {} : { to }) };
  await streamOutput(process.stdout).write(scheduleText(place));
}
