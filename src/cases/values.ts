import type { NoticeCourt, NoticePenalty } from '../model/case-notice.ts';
import type { LabelField } from '../model/case-pattern.ts';
import type { EvidenceList } from './evidence.ts';
import type { Layout } from './layout.ts';
import { datesIn } from './periods.ts';
import { type Saying, sayingsOf, strongest } from './sayings.ts';

/*
 * Single values of a notice: complaint numbers, attachment types, addresses, points, court papers.
 */

const NUMBER_OF_COMPLAINT =
  /(?<![A-Za-z0-9])(?=[A-Za-z-]{0,12}\d)[A-Za-z0-9](?:[A-Za-z0-9_/-]{2,38})[A-Za-z0-9](?![A-Za-z0-9])/g;
/** In running text a complaint number stands right behind its word. */
const SPOKEN =
  /(?:complaint|complaint id|report id|claim(?: id)?|beschwerde(?:-?(?:id|nr\.?|nummer))?|beschwerdenummer|plainte(?: n[°o])?|reclamaci[oó]n|reclamo|投诉(?:编号|单号|号)?|申し立て(?:id|番号)?|苦情id)\s?(?:id|no\.?|number|#|n[°ºo.]|nr\.?)?\s?[:：#]?\s?#?((?=[A-Z-]{0,8}\d)[A-Z0-9][A-Z0-9-]{5,30}\d)(?![A-Za-z0-9])/gi;

/** Complaint numbers from labels, else from the subject and sentences. */
export function readComplaintIds(layout: Layout, evidence: EvidenceList): string[] {
  const ids = new Set<string>();
  for (const label of layout.labels.filter(({ field }) => field === 'complaintId')) {
    const value = layout.text.slice(label.start, label.end);
    for (const found of value.slice(0, 2000).matchAll(NUMBER_OF_COMPLAINT)) {
      if (/^B0[A-Z0-9]{8}$/.test(found[0]) || found[0].length < 4) continue;
      ids.add(found[0]);
      evidence.add('complaintIds', found[0], label.id, label.start + found.index, label.start + found.index + found[0].length);
    }
  }
  for (const { context, start, end } of layout.pieces) {
    if (context === 'examples' || context === 'internal-note') continue;
    for (const found of layout.text.slice(start, end).matchAll(SPOKEN)) {
      const id = found[1] ?? '';
      if (/^B0[A-Z0-9]{8}$/.test(id) || ids.has(id)) continue;
      ids.add(id);
      const at = start + found.index + found[0].length - id.length;
      evidence.add('complaintIds', id, 'shape/complaint-number', at, at + id.length);
    }
  }
  return [...ids];
}

/** The values behind labels of one field, each once. */
export function valuesOf(layout: Layout, field: LabelField, name: string, evidence: EvidenceList): string[] {
  const values = layout.labels.flatMap((label) => {
    const value = layout.text.slice(label.start, label.end).trim();
    if (label.field !== field || value === '') return [];
    evidence.add(name, value, label.id, label.start, label.end);
    return [value];
  });
  return [...new Set(values)];
}

const FILE_TYPE =
  /(?<![\p{L}\p{N}])\.?(pjpeg|jpeg|jpg|gif|png|tiff|tif|bmp|pdf|docx?|xlsx?|txt|zip|heic|webp)(?![\p{L}\p{N}])/giu;
const FILE_WORD =
  /attach|format|file|send|accept|upload|datei|anh[aä]ng|fichier|pi[eè]ce|archivo|allegat|附件|格式|文件|ファイル|形式/i;

/** The kinds of files that may be attached, in the order of the notice. */
export function readAttachmentTypes(layout: Layout, evidence: EvidenceList): string[] {
  const types = new Set<string>();
  for (const { kind, context, start, end } of layout.pieces) {
    const text = layout.text.slice(start, end);
    if (kind === 'sender' || kind === 'subject' || context !== undefined || !FILE_WORD.test(text)) continue;
    const found = [...text.matchAll(FILE_TYPE)].filter((one) => !isAddress(text, one.index));
    // One name of a file is no list of types, unless the sentence is about formats.
    if (found.length < 2 && !/format|格式|形式/i.test(text)) continue;
    for (const one of found) {
      const type = (one[1] ?? '').toLowerCase();
      types.add(type);
      evidence.add('attachmentTypes', type, 'shape/file-type', start + one.index, start + one.index + one[0].length);
    }
  }
  return [...types];
}

/** `.png` of an address or a file name is no type in a list. */
function isAddress(text: string, at: number): boolean {
  return /[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 1), at)) && text.charAt(at) === '.';
}

const MAIL = /[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}/i;

/** Where a retraction is to be sent; the owner's own address is where one is asked for. */
export function readRetractionAddress(
  layout: Layout,
  sayings: readonly Saying[],
  owner: string | undefined,
  evidence: EvidenceList,
): string | undefined {
  for (const { piece, pattern } of sayingsOf(sayings, 'retractionAddress')) {
    const found = MAIL.exec(layout.text.slice(piece.start, piece.end));
    if (found === null) continue;
    const address = found[0].replace(/\.$/, '');
    if (address === owner) continue;
    evidence.add(
      'retractionAddress',
      address,
      pattern.id,
      piece.start + found.index,
      piece.start + found.index + address.length,
    );
    return address;
  }
  return undefined;
}

/** Points and measures; undefined when the notice has none. */
export function readPenalty(layout: Layout, sayings: readonly Saying[], evidence: EvidenceList): NoticePenalty | undefined {
  const points = pointsOf(layout, 'points', evidence) ?? pointsIn(layout, DEDUCTED, 'penalty.points', evidence);
  const cumulative = pointsOf(layout, 'cumulative', evidence) ?? pointsIn(layout, TOTAL, 'penalty.cumulative', evidence);
  const action = strongest(sayingsOf(sayings, 'penaltyAction'));
  if (points === undefined && cumulative === undefined) return undefined;
  if (action !== undefined) evidence.add('penalty', action.value, action.pattern.id, action.start, action.end);
  return {
    ...(points === undefined ? {} : { points }),
    ...(cumulative === undefined ? {} : { cumulative }),
    ...(action === undefined ? {} : { action: action.value }),
  };
}

/** Points that may come are no penalty yet. */
const THREAT = /\b(?:will|may|might|would|could|if|otherwise)\b|逾期|如果|否则|将(?:会)?(?:被)?[扣记]|若|可能/i;
const DEDUCTED =
  /(?<!累计|当前|总)(?:扣|记|扣除|处以)(?:除|违规分|积分)*\s?(\d{1,3})\s?分|(?<!\d)(\d{1,3}) (?:penalty |violation |demerit |infringement )?points? (?:(?:has|have|were|was|will be) )?(?:been )?(?:deducted|assigned|added|issued|applied|recorded)|(?<!total )(?<!\d)(\d{1,3}) (?:penalty|violation|demerit|infringement) points?(?! (?:in total|may|will|would))|(?:deduct(?:ed|ion)?|assigned|added|penalty)(?: of)?:? (\d{1,3}) (?:penalty |violation |demerit )?points?/i;
const TOTAL =
  /(?:累计|累积|当前|总)(?:扣分|记分|积分|违规分)?(?:为|达|已达|总计)?\s?[:：]?\s?(\d{1,3})\s?分|(?:total|cumulative|accumulated|current)(?: of)?(?: penalty| violation| deduction| balance)?(?: points)?(?: is| now| are|:| stands at)? (\d{1,3})(?: points?)?/i;

function pointsOf(layout: Layout, field: 'points' | 'cumulative', evidence: EvidenceList): number | undefined {
  for (const label of layout.labels.filter((one) => one.field === field)) {
    const found = /\d{1,3}/.exec(layout.text.slice(label.start, label.end));
    if (found === null) continue;
    evidence.add('penalty', `${field} ${found[0]}`, label.id, label.start, label.end);
    return Number(found[0]);
  }
  return undefined;
}

function pointsIn(layout: Layout, pattern: RegExp, name: string, evidence: EvidenceList): number | undefined {
  for (const { kind, context, start, end } of layout.pieces) {
    if (context !== undefined || kind === 'sender') continue;
    const text = layout.text.slice(start, end);
    if (THREAT.test(text)) continue;
    const found = pattern.exec(text);
    const digits = found?.slice(1).find((group) => group !== undefined);
    if (found === null || found === undefined || digits === undefined) continue;
    evidence.add('penalty', `${name} ${digits}`, 'shape/points', start + found.index, start + found.index + found[0].length);
    return Number(digits);
  }
  return undefined;
}

const COURT_FIELDS = ['court', 'caseNumber', 'plaintiff', 'counsel', 'frozenAmount', 'hearing'] as const;
const CASE_NUMBER =
  /\b\d{1,2}[:：]\d{2}-(?:cv|CV|mc)-\d{3,6}(?:-[A-Z]{2,4})*\b|\b\d{2}-cv-\d{3,6}\b|[(（]20\d\d[)）][\p{Script=Han}\d]{2,20}号/u;
const COURT_NAME =
  /(?:United States |U\.?S\.? )?District Court(?: for)?(?: the)? (?:(?:Northern|Southern|Eastern|Western|Central|Middle) )?District of [A-Z][a-z]+(?: [A-Z][a-z]+)?|(?:Landgericht|Oberlandesgericht) [A-ZÄÖÜ][\p{L}]+(?: [IVX]+)?/u;

/** "in the matter of Halvard Toys, Inc. v. The Partnerships …", "Halvard Toys, Inc. v. Schedule A". */
const CAPTION =
  /(?:in the (?:matter|case) of|in the action|case of|captioned|entitled|titled|lawsuit|matter[:：]|case[:：]|caption[:：])\s+["“]?(\p{Lu}[^"“”\n]{1,80}?),?\s+(?:v\.|vs\.?|versus)\s/u;
const MONEY = /(?:[$€£¥]|US\$|USD|EUR|GBP|RMB|CNY)\s?\d[\d,.]*\d|\d[\d,.]*\d\s?(?:US dollars|USD|EUR|GBP|美元|元)/;
const RESTRAINED = /restrain|froze|freez|withh|on hold|held|冻结|扣留/i;

/** Counsel with the mail address that stands alone on the line below. */
function withAddress({ text, labels }: Layout, value: string): string {
  const label = labels.find(({ field, start, end }) => field === 'counsel' && text.slice(start, end).trim() === value);
  const below =
    label === undefined ? null : /^\s*\n\s*(\S+@\S+\.[a-z]{2,})\s*(?:\n|$)/i.exec(text.slice(label.end, label.end + 200));
  return below === null || value.includes('@') ? value : `${value}, ${below[1]}`;
}

type CourtDraft = { -readonly [K in keyof NoticeCourt]: NoticeCourt[K] };

/** The plaintiff of a caption, and the amount that a sentence says is restrained. */
function readSentences(layout: Layout, court: CourtDraft, evidence: EvidenceList): void {
  for (const { kind, context, start, end } of layout.pieces) {
    const text = kind === 'label' || context !== undefined ? '' : layout.text.slice(start, end);
    const plaintiff = CAPTION.exec(text)?.[1];
    if (plaintiff !== undefined && court.plaintiff === undefined) {
      court.plaintiff = plaintiff;
      evidence.add('court', plaintiff, 'shape/caption', start, end);
    }
    const amount = RESTRAINED.test(text) ? MONEY.exec(text)?.[0] : undefined;
    if (amount !== undefined && court.frozenAmount === undefined) {
      court.frozenAmount = amount;
      evidence.add('court', amount, 'shape/amount', start, end);
    }
  }
}

/** What a court paper says, from labels and from its own shapes; undefined when there is none. */
export function readCourt(layout: Layout, evidence: EvidenceList): NoticeCourt | undefined {
  const court: CourtDraft = {};
  for (const field of COURT_FIELDS) {
    const value = valuesOf(layout, field, 'court', evidence)[0];
    if (value !== undefined) court[field] = field === 'counsel' ? withAddress(layout, value) : value;
  }
  for (const { start, end } of layout.pieces) {
    const text = layout.text.slice(start, end);
    for (const [field, pattern] of [
      ['caseNumber', CASE_NUMBER],
      ['court', COURT_NAME],
    ] as const) {
      const found = pattern.exec(text);
      if (found === null || court[field] !== undefined) continue;
      court[field] = found[0];
      evidence.add(
        'court',
        found[0],
        `shape/${field === 'court' ? 'court' : 'case-number'}`,
        start + found.index,
        start + found.index + found[0].length,
      );
    }
  }
  readSentences(layout, court, evidence);
  return Object.keys(court).length === 0 ? undefined : court;
}

/** Days that stand alone in a list: the dates of violations that are open. */
export function readListedDays(layout: Layout, evidence: EvidenceList): string[] {
  return layout.pieces.flatMap(({ kind, folded, start, end }) => {
    const day = kind === 'bullet' ? datesIn(folded.text)[0] : undefined;
    if (day === undefined || day.start > 0 || folded.text.length > day.end + 2) return [];
    evidence.add('openViolationDates', day.date, 'shape/day', start, end);
    return [day.date];
  });
}
