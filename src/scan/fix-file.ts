import { Readable } from 'node:stream';
import { locate } from '../model/place.ts';
import type { Bilingual } from '../model/text.ts';
import type { Format, Input, SourceOptions } from '../readers/contract.ts';
import { detectFormat, isWorkbook } from '../readers/detect.ts';
import { detectEncoding } from '../readers/encoding.ts';
import { misplacedEdits } from './fix-compare.ts';
import { type EncodedText, openEncoded } from './fix-encoding.ts';
import { fitsUnquoted, notationAt, writeIn } from './fix-escape.ts';
import type { EditedField } from './fix-plan.ts';

/*
 * The bytes of a listing file with some of its texts edited. An edit that cannot be placed with certainty is left out and told.
 */

/** An edit that was not made, and why. */
export interface LeftEdit {
  readonly edit: EditedField;
  readonly reason: Bilingual;
}

/** What became of a file's edits. */
export interface FixedFile {
  /** The edited copy; absent when no edit could be made. */
  readonly bytes?: Buffer;
  /** What was replaced in the decoded text of the file, in order; empty when nothing was. */
  readonly patches: readonly Patch[];
  readonly done: readonly EditedField[];
  readonly left: readonly LeftEdit[];
}

/** A listing file to be edited. */
export interface FixableFile {
  readonly path: string;
  readonly file: string;
  readonly bytes: Buffer;
  readonly options: SourceOptions;
}

/** Copies are tried so often, each time without the edits that were found in the wrong place. */
const MAX_ROUNDS = 12;
/** Formats whose cells end at a delimiter. */
const TABLES = new Set<Format>(['amazon-flat-file', 'shopify-csv', 'google-tsv', 'table']);
/** How much of a file tells its format and character set; as much as a scan looks at. */
const HEAD = 65_536;

/** Puts edits into a file. */
export async function fixFile(source: FixableFile, edits: readonly EditedField[]): Promise<FixedFile> {
  const input = inputOf(source, source.bytes);
  if (isWorkbook(input)) return refused(edits, REASONS.workbook);
  const format = detectFormat(input);
  if (format === 'html') return refused(edits, REASONS.page);
  const encoded = await openEncoded(source.bytes, source.options.encoding ?? (await detectEncoding(input.head)));
  if (encoded === undefined) return refused(edits, REASONS.bytes);
  const left: LeftEdit[] = [];
  let wanted = [...edits];
  for (let round = 0; round < MAX_ROUNDS && wanted.length > 0; round++) {
    const written = writeEdits(encoded, format, wanted);
    left.push(...written.left);
    const bytes = encoded.encode(written.text);
    const misplaced = new Set(await misplacedEdits(input, inputOf(source, bytes), written.done));
    if (misplaced.size === 0) {
      const { done, patches } = written;
      return done.length === 0 ? { patches: [], done, left } : { bytes, patches, done, left };
    }
    left.push(...[...misplaced].map((edit) => ({ edit, reason: REASONS.place })));
    wanted = written.done.filter((edit) => !misplaced.has(edit));
  }
  return { patches: [], done: [], left: [...left, ...wanted.map((edit) => ({ edit, reason: REASONS.place }))] };
}

/** An input that reads bytes in memory as if they stood in the file. */
function inputOf({ path, file, options }: FixableFile, bytes: Buffer): Input {
  return { path, file, head: bytes.subarray(0, HEAD), size: bytes.length, options, open: () => Readable.from([bytes]) };
}

/** Characters to write in place of others. */
export interface Patch {
  /** Offsets of the decoded text, without byte order mark. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Written {
  readonly text: string;
  readonly patches: readonly Patch[];
  readonly done: EditedField[];
  readonly left: LeftEdit[];
}

function writeEdits(encoded: EncodedText, format: Exclude<Format, 'auto'>, edits: readonly EditedField[]): Written {
  const lines = lineStarts(encoded.text);
  const patches: Patch[] = [];
  const done: EditedField[] = [];
  const left: LeftEdit[] = [];
  for (const edit of edits) {
    const own = patchesOf(edit, encoded, format, lines);
    if ('en' in own) left.push({ edit, reason: own });
    else if (own.some((patch) => clashes(patch, patches))) left.push({ edit, reason: REASONS.place });
    else {
      patches.push(...own.filter((patch) => !patches.some((p) => samePatch(p, patch))));
      done.push(edit);
    }
  }
  patches.sort((a, b) => a.start - b.start);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text } of patches) {
    parts.push(encoded.text.slice(at, start), text);
    at = end;
  }
  return { text: parts.join('') + encoded.text.slice(at), patches, done, left };
}

function patchesOf(
  { field, edits }: EditedField,
  encoded: EncodedText,
  format: Exclude<Format, 'auto'>,
  lines: readonly number[],
): Patch[] | Bilingual {
  const offsetOf = (offset: number): number => {
    const { line, column } = locate(field.place, offset);
    return (lines[line - 1] ?? Number.NaN) + column - 1;
  };
  const notation = notationAt(format, encoded.text, offsetOf(0));
  if (notation === undefined) return REASONS.page;
  const table = notation === 'plain' && TABLES.has(format);
  if (table && edits.some(({ text }) => !fitsUnquoted(text, field.text))) return REASONS.place;
  const patches = edits.map(({ span, text }) => ({
    start: offsetOf(span[0]),
    end: offsetOf(span[1]),
    text: writeIn(notation, text),
  }));
  if (patches.some(({ start, end }) => !(start <= end && end <= encoded.text.length))) return REASONS.place;
  return patches.every(({ text }) => encoded.holds(text)) ? patches : REASONS.character;
}

/** Whether a patch touches another one and is not the same: two columns of a mapping may be one cell. */
function clashes(patch: Patch, others: readonly Patch[]): boolean {
  return others.some((other) => patch.start < other.end && other.start < patch.end && !samePatch(patch, other));
}

function samePatch(a: Patch, b: Patch): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/** Offsets at which the lines of a text begin. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const found of text.matchAll(/\r\n|\n|\r/g)) starts.push(found.index + found[0].length);
  return starts;
}

function refused(edits: readonly EditedField[], reason: Bilingual): FixedFile {
  return { patches: [], done: [], left: edits.map((edit) => ({ edit, reason })) };
}

const REASONS = {
  workbook: {
    en: 'workbooks are not written; change the cell in the workbook, or save the sheet as CSV and fix that',
    zh: '不改写 Excel 工作簿；请在表格里手动修改，或另存为 CSV 后再用 --fix',
  },
  page: {
    en: 'saved pages are not written; change the text where the page comes from',
    zh: '不改写网页文件；请在页面来源处修改',
  },
  bytes: {
    en: 'some bytes of the file mean nothing in its character set, so it could not be copied unchanged; save it as UTF-8',
    zh: '文件中有无法识别的字节，无法原样复制；请先另存为 UTF-8',
  },
  character: {
    en: 'the character set of the file lacks a character of the new text; save the file as UTF-8',
    zh: '文件的字符编码容不下新文字中的某个字符；请先另存为 UTF-8',
  },
  place: {
    en: 'the place of the text in the file could not be told with certainty; change it by hand',
    zh: '无法确定这段文字在文件中的准确位置；请手动修改',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
