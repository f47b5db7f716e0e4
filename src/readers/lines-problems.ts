import type { Problem } from '../model/problem.ts';

/** The format needs a pattern and has none. */
export function noPattern(file: string): Problem {
  return {
    file,
    reason: {
      en: 'The format is lines, but no pattern is given, so nothing was read. Write pattern: under sources:, with a named group for every field, such as "title: (?P<title>[^|]+)".',
      zh: '格式写的是 lines，但没有给出 pattern，文件没有读取。请在 sources: 下写 pattern:，每个字段用一个命名分组，例如 "title: (?P<title>[^|]+)"。',
    },
  };
}

/** The pattern cannot be compiled. */
export function badPattern(file: string, pattern: string, why: string): Problem {
  return {
    file,
    reason: {
      en: `The pattern ${pattern.slice(0, 200)} is no RE2 expression: ${why.slice(0, 200)}. Nothing was read; correct pattern: under sources: (RE2 knows no look-around and no back-references).`,
      zh: `pattern ${pattern.slice(0, 200)} 不是有效的 RE2 表达式：${why.slice(0, 200)}。文件没有读取，请修改 sources: 下的 pattern:（RE2 不支持环视和反向引用）。`,
    },
  };
}

/** The pattern has no named group. */
export function noGroups(file: string): Problem {
  return {
    file,
    reason: {
      en: 'The pattern has no named group, so it gives no field and nothing was read. Name the groups after fields: (?P<title>…), (?P<brand>…).',
      zh: 'pattern 里没有命名分组，得不到任何字段，文件没有读取。请用字段名命名分组，例如 (?P<title>…)、(?P<brand>…)。',
    },
  };
}

/** The map names what does not exist. */
export function unknownGroups(file: string, missing: readonly string[], names: readonly string[]): Problem {
  return {
    file,
    reason: {
      en: `map: names ${missing.join(', ')}, which is neither a group of the pattern nor a field. The groups are ${names.join(', ')}.`,
      zh: `map: 里的 ${missing.join('、')} 既不是 pattern 的分组，也不是字段。现有分组：${names.join('、')}。`,
    },
  };
}

/** A line longer than the limit. */
export function tooLong(file: string, line: number, limit: number): Problem {
  return {
    file,
    line,
    column: 1,
    reason: {
      en: `This line has more than ${limit} characters and was left out; the lines below were read. Put every listing on a line of its own.`,
      zh: `这一行超过 ${limit} 个字符，已跳过，后面的行照常读取。请让每个 Listing 单独占一行。`,
    },
  };
}

/** Lines that the pattern does not match. */
export function unmatched(file: string, line: number, count: number): Problem {
  return {
    file,
    line,
    column: 1,
    reason: {
      en: `${count === 1 ? 'This line does' : `This and ${count - 1} more lines do`} not match the pattern and ${count === 1 ? 'was' : 'were'} left out. Widen pattern: under sources:, or remove the line.`,
      zh: `${count === 1 ? '这一行' : `这一行及另外 ${count - 1} 行`}与 pattern 不匹配，没有读取。请放宽 sources: 下的 pattern:，或删掉这些行。`,
    },
  };
}
