import { isDay } from '../model/day.ts';
import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';
import type { LedgerRow } from './records.ts';
import type { Cell } from './table.ts';

/** Longest text of a cell, and most entries of a list. */
const MAX_TEXT = 2_000;
const MAX_ITEMS = 5_000;

/** Whether a proof file, a path from the ledger's folder, is there. */
export type ProofFound = (path: string) => boolean;

/**
 * SHA-256 of a file, hexadecimal; undefined when it is not there or cannot be read. A proof lies in the ledger's folder, an original there,
 * or in the folder that holds it.
 */
export type FileHash = (path: string, what: 'proof' | 'original') => string | undefined;

/** What a cell may say, by the word that the program uses: the words that people write. */
export type Words<T extends string> = Readonly<Record<T, readonly string[]>>;

/** Takes typed values out of one row; every mistake becomes a problem, and a row with one does not count. */
export class RowReader {
  readonly #row: LedgerRow;
  readonly #file: string;
  #faults = 0;
  readonly problems: Problem[] = [];

  constructor(row: LedgerRow, file: string) {
    this.#row = row;
    this.#file = file;
  }

  /** A text that must be there; empty when it is not. */
  required(column: string): string {
    const text = this.text(column);
    if (text === undefined) {
      this.#fault(undefined, {
        en: `The column "${column}" is empty, so this row does not count as proof; fill it in.`,
        zh: `“${column}”列为空，该行不作为证明；请填写。`,
      });
    }
    return text ?? '';
  }

  /** A text that may be absent. */
  text(column: string): string | undefined {
    const cell = this.#row.cells.get(column);
    if (cell === undefined) return undefined;
    if (cell.text.length > MAX_TEXT) {
      this.#fault(cell, {
        en: `The cell has more than ${MAX_TEXT} characters, so this row does not count as proof.`,
        zh: `该单元格超过 ${MAX_TEXT} 个字符，该行不作为证明。`,
      });
      return undefined;
    }
    return cell.text.trim();
  }

  /** A list: parts divided by `;` or line breaks, and by commas too where no part can hold one. */
  list(column: string, divider: RegExp = /[;；|\r\n]+/): string[] {
    const cell = this.#row.cells.get(column);
    const items = (cell?.items ?? cell?.text.split(divider) ?? []).map((item) => item.trim()).filter((item) => item !== '');
    if (items.length > MAX_ITEMS || items.some((item) => item.length > MAX_TEXT)) {
      this.#fault(cell, {
        en: `The list has more than ${MAX_ITEMS} entries or one above ${MAX_TEXT} characters, so this row does not count as proof.`,
        zh: `列表超过 ${MAX_ITEMS} 项，或某一项超过 ${MAX_TEXT} 个字符，该行不作为证明。`,
      });
      return [];
    }
    return items;
  }

  /** A day as `YYYY-MM-DD`; also read from `2026/1/5`, `2026.1.5` and `2026年1月5日`, which spreadsheets make of it. */
  day(column: string): string | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (year !== '' && isDay(iso)) return iso;
    this.#fault(this.#row.cells.get(column), {
      en: `"${text}" is not a day, so this row does not count as proof; write it as YYYY-MM-DD, such as 2026-01-31.`,
      zh: `“${text}”不是有效日期，该行不作为证明；请写成 YYYY-MM-DD，例如 2026-01-31。`,
    });
    return undefined;
  }

  /** First and last valid day; the last may not come before the first. */
  validity(): { validFrom?: string; validTo?: string } {
    const validFrom = this.day('valid_from');
    const validTo = this.day('valid_to');
    if (validFrom !== undefined && validTo !== undefined && validTo < validFrom) {
      this.#fault(this.#row.cells.get('valid_to'), {
        en: `The last day (${validTo}) comes before the first (${validFrom}), so this row does not count as proof.`,
        zh: `截止日期（${validTo}）早于生效日期（${validFrom}），该行不作为证明。`,
      });
    }
    return { ...(validFrom === undefined ? {} : { validFrom }), ...(validTo === undefined ? {} : { validTo }) };
  }

  /** One of the words that a required cell may hold; undefined when it holds another. */
  oneOf<T extends string>(column: string, words: Words<T>): T | undefined {
    const text = this.required(column);
    return text === '' ? undefined : this.#word(text, column, words);
  }

  /** A list of such words. */
  someOf<T extends string>(column: string, words: Words<T>): T[] {
    return this.list(column, /[;；|,，、\s]+/).flatMap((text) => this.#word(text, column, words) ?? []);
  }

  #word<T extends string>(text: string, column: string, words: Words<T>): T | undefined {
    const entries = Object.entries<readonly string[]>(words);
    const found = entries.find(([word, given]) => [word, ...given].some((name) => plain(name) === plain(text)))?.[0];
    // A key of `words`, for it was found among them.
    if (found !== undefined) return found as T;
    this.#fault(this.#row.cells.get(column), {
      en: `"${text}" is not allowed in the column "${column}", so this row does not count as proof. Allowed: ${entries.map(([word]) => word).join(', ')}.`,
      zh: `“${column}”列不能填“${text}”，该行不作为证明。可填：${entries.map(([word, [name]]) => `${name}（${word}）`).join('、')}。`,
    });
    return undefined;
  }

  /**
   * The proof file, whether it is there, and whether it is another than the one whose hash the row keeps. A path that leads out of the
   * ledger's folder is a mistake, and no proof.
   */
  proof(found: ProofFound, hashOf: FileHash = () => undefined): { proof?: string; proofFound: boolean; proofChanged?: true } {
    const text = this.text('proof');
    if (text === undefined || text === '') return { proofFound: false };
    const path = text.replaceAll('\\', '/');
    const inside = staysInside(path);
    if (!inside) this.addOutside(text);
    const proofFound = inside && found(path);
    const kept = proofFound ? this.#hash('proof_sha256') : undefined;
    const now = kept === undefined ? undefined : hashOf(path, 'proof');
    return { proof: path, proofFound, ...(now === undefined || now === kept ? {} : { proofChanged: true }) };
  }

  /** Says that a proof does not lie in the ledger's folder. */
  addOutside(proof: string): void {
    this.#note(this.#row.cells.get('proof'), {
      en: `The proof "${proof}" is not a file in the ledger's folder; copy it there and write its path from that folder. Until then it is no proof.`,
      zh: `证明文件“${proof}”不在台账文件夹内；请把文件复制到台账文件夹，并填写从该文件夹起的路径。在此之前不作为证明。`,
    });
  }

  /** A SHA-256; a text that is none is a mistake. */
  #hash(column: string): string | undefined {
    const text = this.text(column);
    return text === undefined ? undefined : this.hash(text, column);
  }

  /** A text of a column as SHA-256 in small letters; one that is none is a mistake. */
  hash(text: string, column: string): string | undefined {
    const hash = /^(?:sha256:)?([0-9a-f]{64})$/i.exec(text)?.[1]?.toLowerCase();
    if (hash === undefined) {
      this.#fault(this.#row.cells.get(column), {
        en: `"${text}" is no SHA-256 (64 hexadecimal digits), so this row does not count as proof; correct or empty the cell.`,
        zh: `“${text}”不是 SHA-256 校验值（64 位十六进制），该行不作为证明；请改正或清空。`,
      });
    }
    return hash;
  }

  /** Says that an original is not there; the row counts for what else it names. */
  addMissingOriginal(path: string): void {
    this.#note(this.#row.cells.get('covers'), {
      en: `The original "${path}" was not found in the ledger's folder or beside it, so nothing made of it is recognised; correct the path or write its SHA-256.`,
      zh: `在台账文件夹及其上一级中找不到原图“${path}”，无法识别由它裁剪或修改的图片；请改正路径，或填写原图的 SHA-256。`,
    });
  }

  /** Says that a country is none; half a territory proves nothing. */
  addUnknownTerritory(name: string): void {
    this.#fault(this.#row.cells.get('territories'), {
      en: `"${name}" is no country, so this row does not count as proof; write codes such as US, DE, JP, or EU, or worldwide.`,
      zh: `“${name}”不是国家或地区，该行不作为证明；请写国家代码（如 US、DE、JP）、EU 或 全球。`,
    });
  }

  /** Says that the row has the id of an earlier one. */
  addDuplicate(id: string): void {
    this.#fault(this.#row.cells.get('id'), {
      en: `The id "${id}" stands in an earlier row, so this row does not count as proof; give it an id of its own.`,
      zh: `编号“${id}”与前面的行重复，该行不作为证明；请改用不重复的编号。`,
    });
  }

  /** Says that a cell holds what cannot be, so that the row does not count. */
  reject(column: string, reason: Bilingual): void {
    this.#fault(this.#row.cells.get(column), reason);
  }

  /** Says what is wrong with a cell; the row counts for the rest of it. */
  remark(column: string, reason: Bilingual): void {
    this.#note(this.#row.cells.get(column), reason);
  }

  /** Whether the row has no mistake that keeps it from counting. */
  get counts(): boolean {
    return this.#faults === 0;
  }

  #fault(cell: Cell | undefined, reason: Bilingual): void {
    this.#faults++;
    this.#note(cell, reason);
  }

  #note(cell: Cell | undefined, reason: Bilingual): void {
    const { line, record } = this.#row;
    this.problems.push({ file: this.#file, line: cell?.line ?? line, column: cell?.column ?? 1, record, reason });
  }
}

/** Whether a path, with `/`, cannot lead out of the folder that it is read from. */
export function staysInside(path: string): boolean {
  return !/^\/|^[a-z][a-z0-9+.-]*:|\0/i.test(path) && !path.split('/').includes('..');
}

function plain(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
}
