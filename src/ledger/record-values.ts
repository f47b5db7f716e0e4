import { isDay } from '../model/day.ts';
import type { ProofFile } from '../model/ledger.ts';
import type { ProofFiles, RecordColumn } from './record-table.ts';
import { type RowReader, staysInside } from './row-reader.ts';

/** Columns that most tables have. */
export const COMMON: Readonly<Record<'id' | 'case' | 'proof' | 'proof_sha256' | 'note', RecordColumn>> = {
  id: { names: ['编号', '记录编号'], is: 'text', needed: true, about: 'Your number for the record; each once.' },
  case: { names: ['案件', '案件编号', '投诉编号'], is: 'text', about: 'Case that it belongs to.' },
  proof: {
    names: ['证明文件', '证明', '凭证', '附件', 'proofs', 'proof file', 'proof files'],
    is: 'list',
    about: "Files that prove it: paths from the ledger's folder, divided by ;",
  },
  proof_sha256: {
    names: ['证明文件校验值', '证明校验值', '凭证校验值', 'proof hash'],
    is: 'hashes',
    about: 'SHA-256 of the files, in their order, so that another file under a name is noticed.',
  },
  note: { names: ['备注', '说明', 'notes', 'comment', 'comments', 'remark', 'remarks'], is: 'text', about: 'For people.' },
};

/** Names of people or departments in one cell; no comma, because names may hold one. */
export const NAMES: RegExp = /[;；|、，\r\n]+/;

/** What of an object is not undefined. */
export type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** An object without its undefined values. */
export function present<T extends object>(values: T): Present<T> {
  // What is left has no undefined value, which is all that the two types differ in.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}

/** The files that prove a record, each hashed; one that is not there is told of as not found. */
export function readProofs(reader: RowReader, { found, hashOf }: ProofFiles): ProofFile[] {
  const written = reader.list('proof');
  const hashes = reader.list('proof_sha256', /[;；|,，\s]+/).map((text) => reader.hash(text, 'proof_sha256'));
  if (hashes.length > 0 && hashes.length !== written.length) {
    reader.reject('proof_sha256', {
      en: `There are ${hashes.length} hashes for ${written.length} files, so this row does not count as proof; write one for each, in their order, or none.`,
      zh: `有 ${written.length} 个证明文件，却有 ${hashes.length} 个校验值，该行不作为证明；请按顺序一一对应填写，或全部留空。`,
    });
  }
  return written.map((text, i) => {
    const path = text.replaceAll('\\', '/');
    const inside = staysInside(path);
    if (!inside) reader.addOutside(text);
    const sha256 = inside && found(path) ? hashOf(path, 'proof') : undefined;
    const kept = hashes[i];
    return {
      path,
      found: sha256 !== undefined,
      ...(sha256 === undefined ? {} : { sha256 }),
      ...(sha256 === undefined || kept === undefined || kept === sha256 ? {} : { changed: true as const }),
    };
  });
}

/** A day that must be there; empty when it is not one. */
export function readNeededDay(reader: RowReader, column: string): string {
  return reader.required(column) === '' ? '' : (reader.day(column) ?? '');
}

/** A moment that must be there; empty when it is not one. */
export function readNeededMoment(reader: RowReader, column: string): string {
  return reader.required(column) === '' ? '' : (readMoment(reader, column) ?? '');
}

/**
 * A day, or a day with a time. A time with its zone becomes UTC, such as `2026-11-22T06:30:00.000Z`; one without stays without
 * (`2026-11-22T14:30`), for nobody knows where it was.
 */
export function readMoment(reader: RowReader, column: string): string | undefined {
  const text = reader.text(column);
  if (text === undefined) return undefined;
  const found =
    /^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      text,
    );
  if (found === null) return reader.day(column);
  const [, day = '', hour = '', minute = '', second, fraction = '', zone] = found;
  const [year = '', month = '', date = ''] = day.split(/[-/.年月日]/);
  const iso = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const clock = `${hour.padStart(2, '0')}:${minute}${second === undefined ? '' : `:${second}${fraction}`}`;
  const offset = zone === undefined || /^z$/i.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const time = isDay(iso) && Number(hour) < 24 ? Date.parse(`${iso}T${clock}${offset}`) : Number.NaN;
  if (!Number.isNaN(time)) return zone === undefined ? `${iso}T${clock}` : new Date(time).toISOString();
  reader.reject(column, {
    en: `"${text}" is no time that there is, so this row does not count as proof; write it as 2026-01-31T14:30+08:00, or the day alone.`,
    zh: `“${text}”不是有效的时间，该行不作为证明；请写成 2026-01-31T14:30+08:00，或只写日期。`,
  });
  return undefined;
}

/** A whole number from 0 to a million. */
export function readCount(reader: RowReader, column: string): number | undefined {
  const text = reader.text(column);
  if (text === undefined) return undefined;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  reader.reject(column, {
    en: `"${text}" is no number of 0 or more, so this row does not count as proof; write digits only.`,
    zh: `“${text}”不是大于等于 0 的整数，该行不作为证明；请只填数字。`,
  });
  return undefined;
}

/** Says that a day comes before one that it must follow, where it does. */
export function requireOrder(reader: RowReader, first: string | undefined, column: string, last: string | undefined): void {
  if (first === undefined || last === undefined || first === '' || last.slice(0, 10) >= first.slice(0, 10)) return;
  reader.reject(column, {
    en: `"${column}" (${last}) comes before ${first}, so this row does not count as proof; correct one of the two.`,
    zh: `“${column}”（${last}）早于 ${first}，该行不作为证明；请改正其中一个日期。`,
  });
}
