import { resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';

/** One `--format F` or `--format F=FILE`. */
export interface FormatTarget<F extends string> {
  readonly format: F;
  /** Absent for standard output. */
  readonly file?: string;
}

/** What a command can write. */
export interface Formats<F extends string> {
  readonly all: readonly F[];
  /** A file's name for examples. */
  readonly nameOf: (format: F) => string;
}

/**
 * Understands the values of `--format`, for all commands alike; none means `byDefault` on standard output.
 * @throws UsageError for what cannot be done: an unknown format, two reports in one place.
 */
export function parseFormats<F extends string>(
  values: readonly string[],
  formats: Formats<F>,
  byDefault: F,
): FormatTarget<F>[] {
  const targets = values.length === 0 ? [{ format: byDefault }] : values.map((value) => parseTarget(value, formats));
  const places = targets.map(({ file }) => (file === undefined ? undefined : resolve(file)));
  const at = places.findIndex((place, index) => places.indexOf(place) !== index);
  const twice = targets[at];
  if (twice !== undefined) throw twice.file === undefined ? twoOnOutput(twice.format, formats) : twoInFile(twice.file);
  return targets;
}

function parseTarget<F extends string>(value: string, { all, nameOf }: Formats<F>): FormatTarget<F> {
  const cut = value.indexOf('=');
  const name = cut === -1 ? value : value.slice(0, cut);
  const format = all.find((known) => known === name);
  if (format === undefined) {
    const allowed = all.join(', ');
    throw new UsageError({
      en: `Unknown format "${name}". Allowed: ${allowed}.`,
      zh: `未知的格式“${name}”。可用：${allowed}。`,
    });
  }
  if (cut === -1) return { format };
  const file = value.slice(cut + 1);
  if (file !== '') return { format, file };
  throw new UsageError({
    en: `--format ${value} names no file; write --format ${name}=${nameOf(format)}.`,
    zh: `--format ${value} 没有写文件名；请写成 --format ${name}=${nameOf(format)}。`,
  });
}

function twoOnOutput<F extends string>(format: F, { nameOf }: Formats<F>): UsageError {
  const example = `--format ${format}=${nameOf(format)}`;
  return new UsageError({
    en: `Only one --format may go to standard output; give the others a file: ${example}.`,
    zh: `只能有一个 --format 输出到标准输出，其他请指定文件：${example}。`,
  });
}

function twoInFile(file: string): UsageError {
  return new UsageError({
    en: `Two --format options write to ${file}; give each its own file.`,
    zh: `有两个 --format 都写入 ${file}；请为每个指定不同的文件。`,
  });
}
