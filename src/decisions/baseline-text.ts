import { isDay } from '../model/day.ts';
import type { Bilingual } from '../model/text.ts';
import { BASELINE_VERSION, type BaselineEntry } from './baseline.ts';

/*
 * The lines of a baseline -> entries, or everything that is wrong with them. A baseline that is half understood would let findings pass that
 * nobody accepted, or stop everybody's work: it is read whole or not at all.
 */

/** What is wrong with a line, in words; 1-based, in UTF-16 code units. */
export interface LineFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly zh: string;
}

/** What is known of each fingerprint, or the faults of the text. */
export type BaselineRead =
  | { readonly entries: ReadonlyMap<string, BaselineEntry> }
  | { readonly faults: readonly [LineFault, ...LineFault[]] };

/** Faults that are told; a file that is something else has as many as lines. */
const MAX_FAULTS = 20;
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;
const TEXTS = ['rule', 'marketplace', 'listing', 'field', 'match'] as const;
const KEYS: ReadonlySet<string> = new Set(['fingerprint', ...TEXTS, 'since', 'reason']);

/** Reads the text of a baseline. Lines may stand in any order, and twice, as a merge leaves them: of two, the earlier day counts. */
export function readBaseline(text: string): BaselineRead {
  const entries = new Map<string, BaselineEntry>();
  const faults: LineFault[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const end = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  let known = false;
  for (let at = 0; at < end && faults.length < MAX_FAULTS; at++) {
    const line = lines[at] ?? '';
    const read = readLine(line, at === lines.length - 1);
    if (read === 'header') known = true;
    else if ('en' in read) faults.push(faultAt(at + 1, read));
    else if (known) keep(entries, read);
    // An entry without the header above it is of some other file.
    else return { faults: [faultAt(at + 1, FOREIGN)] };
  }
  const [first, ...more] = faults;
  if (first !== undefined) return { faults: [first, ...more] };
  return known ? { entries } : { faults: [faultAt(1, FOREIGN)] };
}

function keep(entries: Map<string, BaselineEntry>, entry: BaselineEntry): void {
  const known = entries.get(entry.fingerprint);
  if (known === undefined || entry.since < known.since) entries.set(entry.fingerprint, entry);
}

/** What a line holds, or what is wrong with it. */
function readLine(line: string, unended: boolean): BaselineEntry | 'header' | Bilingual {
  if (CONFLICT.test(line)) return CONFLICTED;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return unended ? CUT : NO_JSON;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return NO_JSON;
  const has: Readonly<Record<string, unknown>> = { ...value };
  if (has.preclear === 'baseline') return has.version === BASELINE_VERSION ? 'header' : otherVersion(has.version);
  return entryIn(has);
}

function entryIn(has: Readonly<Record<string, unknown>>): BaselineEntry | Bilingual {
  const foreign = Object.keys(has).find((key) => !KEYS.has(key));
  if (foreign !== undefined)
    return told(`A baseline has no key "${foreign.slice(0, 100)}".`, `基线中不应有“${foreign.slice(0, 100)}”。`);
  const { fingerprint, since, reason } = has;
  if (typeof fingerprint !== 'string' || !/^[0-9a-f]{16}$/.test(fingerprint))
    return missing('fingerprint', '16 digits 0-9 a-f', '16 位 0-9、a-f');
  if (typeof since !== 'string' || !isDay(since)) return missing('since', 'a day such as 2026-11-22', '日期，如 2026-11-22');
  if (reason !== undefined && typeof reason !== 'string') return missing('reason', 'text', '文字');
  const [rule, marketplace, listing, field, match] = TEXTS.map((key) => has[key]);
  if (typeof rule !== 'string') return missing('rule', 'the id of a rule', '规则 id');
  if (typeof marketplace !== 'string') return missing('marketplace', 'text', '文字');
  if (typeof listing !== 'string') return missing('listing', 'text', '文字');
  if (typeof field !== 'string') return missing('field', 'text', '文字');
  if (typeof match !== 'string') return missing('match', 'text', '文字');
  return { fingerprint, rule, marketplace, listing, field, match, since, ...(reason === undefined ? {} : { reason }) };
}

function faultAt(line: number, { en, zh }: Bilingual): LineFault {
  return { line, column: 1, message: en, zh };
}

/** What is wrong, and where a right file comes from. */
function told(en: string, zh: string): Bilingual {
  return {
    en: `${en} preclear baseline create writes these files; take it from git again, or create a new one.`,
    zh: `${zh}该文件由 preclear baseline create 生成；请从 git 恢复，或重新创建。`,
  };
}

const CONFLICTED: Bilingual = {
  en: 'A merge left a conflict here. Keep the lines of both sides and delete the marks; with "preclear.baseline.jsonl merge=union" in .gitattributes git does that by itself.',
  zh: '这里有合并冲突未解决。请保留双方的行并删除冲突标记；在 .gitattributes 中加入 preclear.baseline.jsonl merge=union，git 即可自动合并。',
};
const CUT: Bilingual = told('The last line is cut short.', '最后一行不完整。');
const NO_JSON: Bilingual = told('Expected one JSON object in this line.', '这一行应为一个 JSON 对象。');
const FOREIGN: Bilingual = told(
  `This is no baseline of preclear: its first line must be {"preclear":"baseline","version":${BASELINE_VERSION}}.`,
  `这不是 preclear 的基线文件：第一行应为 {"preclear":"baseline","version":${BASELINE_VERSION}}。`,
);

function missing(key: string, expected: string, zh: string): Bilingual {
  return told(`"${key}" must be ${expected}.`, `“${key}”应为${zh}。`);
}

function otherVersion(version: unknown): Bilingual {
  const found = String(version).slice(0, 20);
  return {
    en: `The baseline has version ${found}, this preclear reads version ${BASELINE_VERSION}.`,
    zh: `基线的格式版本为 ${found}，当前 preclear 只支持版本 ${BASELINE_VERSION}。`,
  };
}
