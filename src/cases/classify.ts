import {
  INFRINGEMENT_PLACES,
  type InfringementPlace,
  type InfringementType,
  type IpKind,
  type NoticeItem,
  type NoticeKind,
  type NoticeOrigin,
  type NoticePlatform,
} from '../model/case-notice.ts';
import type { EvidenceList } from './evidence.ts';
import { foldPhrase } from './folded.ts';
import { bracketsBehind, termBehind } from './items.ts';
import type { Layout } from './layout.ts';
import { type Saying, sayingsOf, strongest } from './sayings.ts';
import type { Wording } from './wordings.ts';

/*
 * What kind of notice it is, which right is meant, where, and who set it off. Evidence counts in this order: a type that the notice states
 * itself, the reasons behind the items, sentences, the kind of a registered number.
 */

/** What a notice is about. */
export interface Classes {
  readonly kind: NoticeKind;
  readonly origin: NoticeOrigin;
  readonly type: InfringementType;
  readonly raw: string | null;
  readonly where: readonly InfringementPlace[];
  readonly testBuy: boolean | undefined;
}

/** What else is known when a notice is classified. */
export interface Known {
  readonly layout: Layout;
  readonly platform: NoticePlatform;
  readonly sayings: readonly Saying[];
  readonly items: readonly NoticeItem[];
  readonly ipKinds: readonly IpKind[];
  readonly complaintIds: readonly string[];
}

/** Which right a phrase names, and where. */
export interface NamedType {
  readonly type: InfringementType | undefined;
  readonly where: readonly InfringementPlace[];
}

/** Reads which right a phrase names, such as `Copyright Image`. */
export function typeReader(wordings: readonly Wording[]): (phrase: string) => NamedType {
  // Most telling first: "design patent" is a design, "counterfeit trademark" a counterfeit.
  const named = wordings
    .filter(({ pattern }) => pattern.in?.length === 1 && pattern.in[0] === 'label')
    .sort((a, b) => b.pattern.rank - a.pattern.rank);
  return (phrase) => {
    const folded = foldPhrase(phrase);
    const found = named.filter((wording) => wording.find(folded) !== undefined).map(({ pattern }) => pattern.says);
    return {
      type: found.find((says) => says.infringementType !== undefined)?.infringementType,
      where: found.flatMap(({ where }) => where ?? []),
    };
  };
}

const OF_KIND: Readonly<Record<IpKind, InfringementType>> = {
  trademark: 'trademark',
  patent_utility: 'patent_utility',
  design: 'design_right',
  copyright: 'copyright',
  unknown: 'unknown',
};
/** Kinds that are about something else than what is infringed. */
const FOLLOW_UPS: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'appeal_rejected',
  'appeal_rejected_more_detail',
  'appeal_accepted',
  'appeal_accepted_other_violations_open',
]);

/** Classifies a notice. */
export function classify(known: Known, readType: ReturnType<typeof typeReader>, evidence: EvidenceList): Classes {
  const { type, raw, phrases } = readInfringement(known, readType, evidence);
  const kind = readKind(known, type, evidence);
  return {
    kind,
    type,
    raw,
    origin: readOrigin(known, kind, evidence),
    where: readWhere(known, kind, type, phrases, readType, evidence),
    testBuy: readTestBuy(known.sayings, evidence),
  };
}

function readKind(
  { sayings, items, complaintIds, platform }: Known,
  type: InfringementType,
  evidence: EvidenceList,
): NoticeKind {
  const said = sayingsOf(sayings, 'noticeKind');
  const letters = said.filter(
    ({ value }) => (value === 'rights_owner_complaint' || value === 'rights_owner_reply') === (platform === 'direct'),
  );
  const best = strongest(letters);
  if (best !== undefined) {
    for (const one of letters)
      if (one.value === best.value) evidence.add('noticeKind', one.value, one.pattern.id, one.start, one.end);
    return best.value;
  }
  if (platform === 'direct')
    return type === 'unknown' && complaintIds.length === 0 ? 'unknown' : conclude('rights_owner_complaint', 'letter');
  if (items.some(({ reason }) => reason !== undefined)) return conclude('policy_warning', 'reasons-without-removal');
  if (complaintIds.length > 0 && type !== 'unknown') return conclude('complaint_received', 'complaint-number-and-type');
  return 'unknown';

  function conclude(kind: NoticeKind, rule: string): NoticeKind {
    evidence.conclude('noticeKind', kind, rule);
    return kind;
  }
}

/** What grades an infringement instead of naming the right. */
export const GRADE: RegExp =
  /^(?:general|serious|severe|minor|一般|严重|特别严重|轻微|一般侵权|严重侵权)\b|^(?:一般|严重|特别严重|轻微)/i;

/** Phrases that state the type: labels, then reasons of the items. */
function readInfringement(
  { layout, items, sayings, ipKinds }: Known,
  readType: ReturnType<typeof typeReader>,
  evidence: EvidenceList,
): { readonly type: InfringementType; readonly raw: string | null; readonly phrases: readonly string[] } {
  const stated = layout.labels.flatMap((label) => {
    if (label.field !== 'infringementType' && label.field !== 'ipType' && label.field !== 'severity') return [];
    const phrase = withoutTerm(layout.text.slice(label.start, label.end).replace(/[.。]$/, ''));
    const { type } = readType(phrase);
    // "Violation type: general infringement" grades, "违规类型: 商标侵权" names a right.
    if (type === undefined && (label.field === 'severity' || GRADE.test(phrase))) return [];
    if (type !== undefined) evidence.add('infringementType', type, label.id, label.start, label.end);
    return phrase === '' ? [] : [{ phrase, type }];
  });
  const reasons = items.flatMap(({ reason }) =>
    reason === undefined ? [] : [{ phrase: reason, type: readType(reason).type }],
  );
  const phrases = [...stated, ...reasons];
  const types = [...new Set(phrases.flatMap(({ type }) => type ?? []))];
  const own = [...new Set(items.flatMap(({ type }) => type ?? []))];
  const all = own.length > 1 ? own : types;
  const raws = [...new Set(phrases.map(({ phrase }) => phrase))];
  const raw = raws.length === 1 || (raws.length > 1 && all.length === 1) ? (raws[0] ?? null) : null;
  if (raw !== null) evidence.conclude('infringementTypeRaw', raw, 'stated-type');
  const named = phrases.map(({ phrase }) => phrase);
  if (all.length > 1) {
    evidence.conclude('infringementType', 'mixed', 'items-differ');
    return { type: 'mixed', raw: null, phrases: named };
  }
  const only = all[0];
  if (only !== undefined) return { type: only, raw, phrases: named };
  const behind = bracketsBehind(layout).map((one) => ({ ...one, type: readType(one.phrase).type }));
  const [listed, ...others] = [...new Set(behind.flatMap(({ type }) => type ?? []))];
  if (listed !== undefined && others.length === 0) {
    for (const { type, start, end } of behind)
      if (type === listed) evidence.add('infringementType', listed, 'shape/item-type', start, end);
    return { type: listed, raw, phrases: named };
  }
  return { type: typeFromSentences(sayings, ipKinds, evidence), raw, phrases: named };
}

/** A reason without the protected word that platforms write behind it: `Potential Trademark Text Misuse (WORD)`. */
function withoutTerm(phrase: string): string {
  return termBehind(phrase)?.reason ?? phrase;
}

function typeFromSentences(sayings: readonly Saying[], ipKinds: readonly IpKind[], evidence: EvidenceList): InfringementType {
  const best = strongest(sayingsOf(sayings, 'infringementType'));
  if (best !== undefined) {
    evidence.add('infringementType', best.value, best.pattern.id, best.start, best.end);
    return best.value;
  }
  const kinds = [...new Set(ipKinds)].filter((kind) => kind !== 'unknown');
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) return 'unknown';
  evidence.conclude('infringementType', OF_KIND[kind], 'registered-number');
  return OF_KIND[kind];
}

function readOrigin({ sayings, platform, items, complaintIds }: Known, kind: NoticeKind, evidence: EvidenceList): NoticeOrigin {
  const best = strongest(sayingsOf(sayings, 'origin'));
  const court = sayings.some(({ says }) => says.noticeKind === 'court_order') && kind === 'court_order';
  if (court) return conclude('court', 'court-order');
  if (FOLLOW_UPS.has(kind)) return conclude('platform_detected', 'answer-of-the-platform');
  if (best !== undefined) {
    evidence.add('origin', best.value, best.pattern.id, best.start, best.end);
    return best.value;
  }
  if (platform === 'direct') return kind === 'unknown' ? 'unknown' : conclude('rights_owner', 'letter');
  if (items.some(({ reason }) => reason !== undefined)) return conclude('platform_detected', 'reasons-of-the-platform');
  if (complaintIds.length > 0) return conclude('rights_owner', 'complaint-number');
  return kind === 'unknown' || platform === 'unknown' ? 'unknown' : conclude('platform_detected', 'nobody-complained');

  function conclude(origin: NoticeOrigin, rule: string): NoticeOrigin {
    evidence.conclude('origin', origin, rule);
    return origin;
  }
}

/** Rights that lie in the goods themselves. */
const OF_GOODS: ReadonlySet<InfringementType> = new Set<InfringementType>(['counterfeit', 'patent_utility', 'design_right']);

function readWhere(
  { layout, sayings }: Known,
  kind: NoticeKind,
  type: InfringementType,
  phrases: readonly string[],
  readType: ReturnType<typeof typeReader>,
  evidence: EvidenceList,
): InfringementPlace[] {
  const found = new Set<InfringementPlace>();
  const stated = layout.labels.filter(({ field }) => field === 'place').map(({ start, end }) => layout.text.slice(start, end));
  for (const phrase of [...phrases, ...stated]) {
    for (const place of readType(phrase).where) {
      found.add(place);
      evidence.conclude('where', place, 'stated-type');
    }
  }
  for (const { value, pattern, start, end } of sayingsOf(sayings, 'where')) {
    for (const place of value) {
      found.add(place);
      evidence.add('where', place, pattern.id, start, end);
    }
  }
  if (found.size === 0 && OF_GOODS.has(type) && !FOLLOW_UPS.has(kind)) {
    found.add('product');
    evidence.conclude('where', 'product', 'right-in-the-goods');
  }
  return INFRINGEMENT_PLACES.filter((place) => found.has(place));
}

function readTestBuy(sayings: readonly Saying[], evidence: EvidenceList): boolean | undefined {
  const best = strongest(sayingsOf(sayings, 'testBuy'));
  if (best !== undefined) evidence.add('testBuy', best.value, best.pattern.id, best.start, best.end);
  return best?.value;
}
