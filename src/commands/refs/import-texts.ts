import { resolve } from 'node:path';
import process from 'node:process';
import { EnvironmentError, UsageError } from '../../model/errors.ts';
import type { Problem } from '../../model/problem.ts';
import type { NewText } from '../../references/entries.ts';
import { makeTextReference } from '../../references/entries.ts';
import { openStoreForWriting } from '../../references/store-write.ts';
import { TEXT_COLUMNS, type TextColumn, type TextDefaults, type TextHeadings } from '../../references/text-columns.ts';
import { shownPath } from '../../scan/files.ts';
import { openInput } from '../../scan/input.ts';
import { requirePath } from '../../scan/look-at.ts';
import { readTextLines, readTextTable, type TextEvent } from '../text-records.ts';
import { dayOf } from './add.ts';
import type { TextImportFlags } from './import-texts-command.ts';
import { makeOutcome, openForChange, type RefsOutcome } from './library.ts';

/** Records that are told one by one when they are left out; of the rest the number. */
const MOST_TOLD = 50;

/** What became of the records of all files. */
interface Tally {
  records: number;
  leftOut: number;
  /** Texts that stand in `references.jsonl`. */
  handKept: number;
  readonly problems: Problem[];
}

/**
 * Imports other people's listings in bulk. Records that cannot be used are told, the others are taken; what was imported before is skipped.
 * @throws UsageError for a file without texts, and when somebody else is writing into the library.
 */
export async function runTextImport(paths: readonly string[], flags: TextImportFlags): Promise<RefsOutcome> {
  const said = parseTextColumns(flags.columns);
  const owner = flags.owner?.trim();
  if (owner === '')
    throw new UsageError({
      en: '--owner is empty; name who owns the texts, or leave it out.',
      zh: '--owner 为空；请写明文案的权利人，或不写该参数。',
    });
  const defaults = { role: flags.role, capturedAt: dayOf(flags.captured), ...(owner === undefined ? {} : { owner }) };
  for (const given of paths) refuseFolder(given);
  const library = await openForChange(flags);
  const handKept = new Set(library.references.map(({ id }) => id));
  const tally: Tally = { records: 0, leftOut: 0, handKept: 0, problems: [] };
  const store = await openStoreForWriting(library.folder, 'refs import texts');
  try {
    const texts = readAll(paths, said, defaults, flags.encoding, handKept, tally);
    const { added, known } = await store.add(texts, showProgress);
    if (added + known + tally.handKept === 0) throw nothingRead(paths, tally);
    const stdout = `${library.shown}: ${added} texts added, ${store.texts} in all.\n`;
    return makeOutcome(stdout, notesOf(known, tally), tally.problems, flags);
  } finally {
    store.close();
    if (process.stderr.isTTY === true) process.stderr.write(CLEAR);
  }
}

async function* readAll(
  paths: readonly string[],
  said: TextHeadings,
  defaults: TextDefaults,
  encoding: string | undefined,
  handKept: ReadonlySet<string>,
  tally: Tally,
): AsyncGenerator<NewText> {
  for (const given of paths) {
    for await (const event of readOne(given, said, defaults, encoding)) {
      tally.records++;
      if ('problem' in event) {
        tally.leftOut++;
        if (tally.problems.length < MOST_TOLD) tally.problems.push(event.problem);
      } else if (handKept.size > 0 && handKept.has(makeTextReference(event.text).id)) tally.handKept++;
      else yield event.text;
    }
  }
}

async function* readOne(
  given: string,
  said: TextHeadings,
  defaults: TextDefaults,
  encoding: string | undefined,
): AsyncGenerator<TextEvent> {
  const path = resolve(given);
  const input = await openInput(path, shownPath(path), encoding === undefined ? {} : { encoding }).catch((cause: unknown) => {
    throw new EnvironmentError({ en: `${given} cannot be read.`, zh: `无法读取 ${given}。` }, { cause });
  });
  const isLines = /\.(?:jsonl|ndjson)$/i.test(given) || /^\s*\{/.test(input.head.subarray(0, 64).toString('latin1'));
  yield* isLines ? readTextLines(input, said, defaults) : readTextTable(input, said, defaults);
}

function refuseFolder(given: string): void {
  if (!requirePath(resolve(given), given).isDirectory()) return;
  throw new UsageError({
    en: `${given} is a folder; name CSV, TSV or JSON Lines files. \`preclear refs add\` takes folders.`,
    zh: `${given} 是文件夹，请指定 CSV、TSV 或 JSON Lines 文件；文件夹请用 \`preclear refs add\`。`,
  });
}

/** `title=Product Name,bullets=Feature 1;Feature 2`: what the user says about the columns. */
export function parseTextColumns(map: string | undefined): TextHeadings {
  const columns = new Map<TextColumn, readonly string[]>();
  for (const part of map?.split(',') ?? []) {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(0, equals)).trim().toLowerCase();
    const column = TEXT_COLUMNS.find((one) => one === name);
    const headings = part
      .slice(equals + 1)
      .split(';')
      .map((heading) => heading.trim())
      .filter((heading) => heading !== '');
    if (column === undefined || headings.length === 0) throw badColumns(part);
    columns.set(column, headings);
  }
  return columns;
}

function badColumns(part: string): UsageError {
  return new UsageError({
    en: `--columns has "${part}"; write pairs such as title=Product Name,url=Link. There are: ${TEXT_COLUMNS.join(', ')}.`,
    zh: `--columns 中的“${part}”无效；请写成 title=商品标题,url=链接 这样的形式。可用的列：${TEXT_COLUMNS.join('、')}。`,
  });
}

function notesOf(known: number, { records, leftOut, handKept, problems }: Tally): string[] {
  const more = leftOut - problems.length;
  return [
    ...(more > 0 ? [`${more} more records were left out for such reasons.`] : []),
    `Read ${records} records; left out ${leftOut}, ${known} were there already${handKept === 0 ? '' : `, ${handKept} stand in references.jsonl`}.`,
  ];
}

function nothingRead(paths: readonly string[], { problems, records }: Tally): UsageError {
  const [first] = problems;
  const why = first === undefined ? { en: 'It is empty.', zh: '文件为空。' } : first.reason;
  const place = first?.line === undefined ? '' : ` (line ${first.line})`;
  return new UsageError({
    en: `None of the ${records} records of ${paths.join(', ')} could be imported. ${why.en}${place}`,
    zh: `${paths.join('、')} 的 ${records} 条记录均无法导入。${why.zh}`,
  });
}

/** Back to the start of the line, which is then empty. */
const CLEAR = '\r\u001b[2K';

/** Long imports say on a terminal how far they are. */
function showProgress(added: number): void {
  if (process.stderr.isTTY === true) process.stderr.write(`${CLEAR}${added} texts added`);
}
