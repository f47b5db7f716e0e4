import type { Bilingual } from '../model/text.ts';
import type { Fault, TreeText } from './tree.ts';

/* What can be wrong with JSON, in the words of the person who has to correct it. */

/** Deepest nesting of a record; beyond it the record is refused, so that recursion cannot exhaust the stack. */
export const MAX_DEPTH = 200;

/** What may stand at a place. */
export const WANT = {
  key: { en: 'a name in double quotes', zh: '用双引号括起来的键名' },
  colon: { en: 'a colon behind the name', zh: '键名后面的冒号' },
  memberEnd: { en: 'a comma or }', zh: '逗号或 }' },
  itemEnd: { en: 'a comma or ]', zh: '逗号或 ]' },
  quote: { en: 'the closing quote of the text (write a line break as \\n)', zh: '文本结尾的双引号（换行要写成 \\n）' },
  escape: { en: 'an escape such as \\n, \\" or \\u00e9', zh: '\\n、\\"、\\u00e9 这样的转义写法' },
  value: {
    en: 'a text in double quotes, a number, true, false, null, { or [',
    zh: '双引号文本、数字、true、false、null、{ 或 [',
  },
  fileEnd: { en: 'the end of the file', zh: '文件到此结束' },
  end: { en: 'the end of the record', zh: '记录到此结束' },
} as const;

/** A comma in front of a closing bracket. */
export const TRAILING_COMMA: Bilingual = {
  en: 'A comma stands in front of the closing bracket; JSON does not allow it. It was read all the same: delete the comma.',
  zh: '右括号前多了一个逗号，JSON 不允许这样写。内容已照常读取，请删掉这个逗号。',
};

/** Why a text is no JSON: what stands there and what was expected. */
export function brokenJson(found: Bilingual, want: Bilingual): Bilingual {
  return {
    en: `Broken JSON: found ${found.en}, expected ${want.en}. Correct it; until then this record is not checked.`,
    zh: `JSON 格式有误：此处是${found.zh}，应为${want.zh}。请修正，否则这条记录不会被检查。`,
  };
}

const WORD = /[A-Za-z_$][\w$]*/y;

/** What stands at an offset, for a message: a word, a character or the end. */
export function foundAt(text: string, at: number): Bilingual {
  if (at >= text.length) return { en: 'the end of the text', zh: '文本结尾' };
  const unit = text.charCodeAt(at);
  if (unit === 10 || unit === 13) return { en: 'a line break', zh: '换行' };
  if (unit === 47) return { en: 'a comment', zh: '注释' };
  if (unit < 32) return { en: `a control character (U+00${hex(unit)})`, zh: `控制字符（U+00${hex(unit)}）` };
  WORD.lastIndex = at;
  const word = WORD.exec(text.slice(0, at + 24))?.[0] ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
  return { en: `"${word}"`, zh: `“${word}”` };
}

/** Why a record with too many brackets inside each other is left out. */
export function tooDeep(): Bilingual {
  return {
    en: `The record is nested more than ${MAX_DEPTH} levels deep; it is left out. Expected a listing.`,
    zh: `这条记录的嵌套超过 ${MAX_DEPTH} 层，已跳过。此处应是一条 Listing。`,
  };
}

/** Two members of one name; the place is the second one's. */
export function duplicate(first: TreeText, second: TreeText): Fault {
  const { line, column, text } = second;
  const name = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const both = `${first.line}:${first.column}`;
  return {
    line,
    column,
    reason: {
      en: `"${name}" stands twice in one object, at ${both} and at ${line}:${column}; the last one was read. Delete one of them.`,
      zh: `同一个对象里“${name}”出现了两次（${both} 和 ${line}:${column}），已采用最后一个。请删掉多余的一个。`,
    },
  };
}

function hex(unit: number): string {
  return unit.toString(16).toUpperCase().padStart(2, '0');
}

/** What can be wrong around the records. */
export const OUTSIDE: Readonly<
  Record<'missingComma' | 'comment' | 'textTooLong' | 'recordTooLong' | 'fileEnds' | 'empty', Bilingual>
> = {
  missingComma: {
    en: 'A comma is missing between two records. Both were read: add the comma.',
    zh: '两条记录之间缺少逗号。两条都已读取，请补上逗号。',
  },
  comment: {
    en: 'JSON knows no comments. The file was read all the same: delete the comment.',
    zh: 'JSON 不支持注释。文件已照常读取，请删掉注释。',
  },
  textTooLong: {
    en: 'This text is longer than 1 MiB; its record is left out. Expected the text of a listing: shorten it, or add the quote that it may lack.',
    zh: '这段文本超过 1 MiB，所在的记录已跳过。此处应是 Listing 文案：请缩短文本，或检查是否漏了右引号。',
  },
  recordTooLong: {
    en: 'This record is longer than 16 MiB and is left out. If the records stand deeper in the file, name their place under sources: records, such as $.products[*].',
    zh: '这条记录超过 16 MiB，已跳过。如果 Listing 在文件更深的位置，请在 sources: 的 records 里写明路径，例如 $.products[*]。',
  },
  fileEnds: {
    en: 'The file ends in the middle: a closing ] or } is missing. What stands before was read; export the file again.',
    zh: '文件不完整，缺少结尾的 ] 或 }。前面的内容已读取，请重新导出文件。',
  },
  empty: {
    en: 'The file is empty. Expected JSON with listings; export it again.',
    zh: '文件是空的，里面应有 JSON 格式的 Listing。请重新导出。',
  },
};

/** Why the rest of a JSON file cannot be read. */
export function brokenFile(found: Bilingual, want: Bilingual): Bilingual {
  return {
    en: `Broken JSON: found ${found.en}, expected ${want.en}. What stands before was read; correct this place to have the rest checked.`,
    zh: `JSON 格式有误：此处是${found.zh}，应为${want.zh}。前面的内容已读取，修正此处后才能检查后面的内容。`,
  };
}
