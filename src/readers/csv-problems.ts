import type { Problem } from '../model/problem.ts';

/** A quote opens a cell and is never closed. */
export function quoteNeverClosed(file: string, line: number, column: number): Problem {
  return {
    file,
    line,
    column,
    reason: {
      en: 'The quote that opens this cell is never closed. It was read as a plain character, so that the rows below are still checked. Delete it, or write it twice ("") inside a quoted cell.',
      zh: '这个单元格开头的引号没有闭合，已按普通字符读取，后面的行照常检查。请删掉这个引号；如果引号属于内容，整格加引号并把里面的引号写成两个（""）。',
    },
  };
}

/** So many quotes are left open that quotes no longer bound cells of several lines. */
export function brokenQuoting(file: string, line: number, column: number): Problem {
  return {
    file,
    line,
    column,
    reason: {
      en: 'Another quote that is never closed. There are so many that from here on a cell ends with its line, quoted or not. Export the file again with quotes inside cells written twice ("").',
      zh: '又一个没有闭合的引号。数量太多，从这里起每个单元格都只读到行尾，不再跨行。请重新导出文件，单元格里的引号要写成两个（""）。',
    },
  };
}

/** A cell longer than the limit. */
export function cellTooLong(file: string, line: number, column: number, limit: number): Problem {
  return {
    file,
    line,
    column,
    reason: {
      en: `The cell that begins here has more than ${limit} characters; its row was left out, the rows below were read. Shorten it, or check that quotes and delimiters are in place.`,
      zh: `从这里开始的单元格超过 ${limit} 个字符，这一行已跳过，后面的行照常读取。请缩短内容，或检查引号和分隔符是否写错。`,
    },
  };
}

/** A row longer than the limit. */
export function rowTooLong(file: string, line: number, column: number, limit: number): Problem {
  return {
    file,
    line,
    column,
    reason: {
      en: `The row reaches more than ${limit} characters here without ending; it was left out, the rows below were read. Check that its line break is in place.`,
      zh: `这一行到这里已超过 ${limit} 个字符还没有结束，整行已跳过，后面的行照常读取。请检查换行是否缺失。`,
    },
  };
}

/** A quoted cell that is too long and never ends. */
export function longCellNeverEnds(file: string, line: number, column: number): Problem {
  return {
    file,
    line,
    column,
    reason: {
      en: 'The quote that opens this long cell is never closed, so nothing behind it could be read. Close it and scan the file again.',
      zh: '这个超长单元格开头的引号一直没有闭合，后面的内容都无法读取。请补上引号后重新扫描。',
    },
  };
}

/** A row with more cells than any spreadsheet has columns. */
export function tooManyColumns(file: string, line: number, column: number, limit: number): Problem {
  return {
    file,
    line,
    column,
    reason: {
      en: `The row has more than ${limit} cells; it was left out, the rows below were read. Check that its line break is in place and that the delimiter is right.`,
      zh: `这一行超过 ${limit} 个单元格，整行已跳过，后面的行照常读取。请检查换行是否缺失、分隔符是否正确。`,
    },
  };
}
