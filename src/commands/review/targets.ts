import { UsageError } from '../../model/errors.ts';
import { REVIEW_FORMATS, type ReviewFormat } from '../review.ts';

/** One `--format F` or `--format F=FILE` of a review. */
export interface ReviewTarget {
  readonly format: ReviewFormat;
  /** Absent for standard output. */
  readonly file?: string;
}

/** Understands the values of `--format`; none means `pretty` on standard output. @throws UsageError for what cannot be done. */
export function parseReviewFormats(values: readonly string[]): ReviewTarget[] {
  const targets = (values.length === 0 ? ['pretty'] : values).map(parseTarget);
  const files = targets.map(({ file }) => file);
  const twice = files.find((file, at) => files.indexOf(file) !== at);
  if (twice !== undefined)
    throw new UsageError({
      en: `Two --format write to ${twice}; give each its own file.`,
      zh: `有两个 --format 都写入 ${twice}；请分别指定文件。`,
    });
  if (files.filter((file) => file === undefined).length > 1)
    throw new UsageError({
      en: 'Only one --format may go to standard output; give the others a file: --format html=review.html.',
      zh: '只能有一个 --format 输出到标准输出，其他请指定文件：--format html=review.html。',
    });
  return targets;
}

function parseTarget(value: string): ReviewTarget {
  const cut = value.indexOf('=');
  const name = cut === -1 ? value : value.slice(0, cut);
  const format = REVIEW_FORMATS.find((known) => known === name);
  if (format === undefined) {
    const allowed = REVIEW_FORMATS.join(', ');
    throw new UsageError({
      en: `Unknown format "${name}". Allowed: ${allowed}.`,
      zh: `未知的格式“${name}”。可用：${allowed}。`,
    });
  }
  if (cut === -1) return { format };
  const file = value.slice(cut + 1);
  if (file === '')
    throw new UsageError({
      en: `--format ${value} names no file; write --format ${name}=review.${name}.`,
      zh: `--format ${value} 没有写文件名；请写成 --format ${name}=review.${name}。`,
    });
  return { format, file };
}

/** Longest address of a message. */
const MAX_ADDRESS = 254;

/** An address as a message's header may hold it. @throws UsageError for anything that could begin another header, or is none. */
export function checkAddress(flag: string, address: string): string {
  const plain = /^[^\s@<>,;:"\\()[\]\p{C}]+@[^\s@<>,;:"\\()[\]\p{C}]+$/u.test(address);
  const ascii = /^[\x21-\x7E]+$/.test(address);
  if (plain && ascii && address.length <= MAX_ADDRESS) return address;
  throw new UsageError({
    en: `${flag} "${address.slice(0, 80)}" is no e-mail address; write one, such as boss@example.com.`,
    zh: `${flag}“${address.slice(0, 80)}”不是有效的邮箱地址；请写一个，例如 boss@example.com。`,
  });
}
