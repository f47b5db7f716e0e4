import type {
  InfringementType,
  IpKind,
  NoticeEvidence,
  NoticeKind,
  NoticeParse,
  NoticePlatform,
} from '../model/case-notice.ts';
import type { Span } from '../model/span.ts';
import { classify, typeReader } from './classify.ts';
import { readDeadlines } from './deadlines.ts';
import { EvidenceList } from './evidence.ts';
import { foldPiece } from './folded.ts';
import { readIp } from './ip-numbers.ts';
import { readItems, termBehind } from './items.ts';
import { isOther, languagesOf } from './language.ts';
import { type Layout, layOut, type Piece } from './layout.ts';
import { addressIn, type HeadValue, type Message, nameIn } from './messages.ts';
import { readFlag, readLevel, silence } from './notice-flags.ts';
import { datesIn } from './periods.ts';
import { readMarketplace, readPlatform } from './platform.ts';
import { readRemark, statementOf, workUrls } from './quotes.ts';
import { readOwner } from './rights-owner.ts';
import { findSayings } from './sayings.ts';
import {
  readAttachmentTypes,
  readComplaintIds,
  readCourt,
  readListedDays,
  readPenalty,
  readRetractionAddress,
  valuesOf,
} from './values.ts';
import { readPaths, readRequests } from './ways.ts';
import type { Wordings } from './wordings.ts';

/*
 * One message -> what it says. Every field is read by itself; what one knows of another it is handed. Pure: text and wordings in, facts out.
 */

/** The facts of one message and why. */
export interface ParsedMessage {
  readonly notice: NoticeParse;
  readonly evidence: readonly NoticeEvidence[];
  /** Where the message stands below its head, [start, end). */
  readonly body: Span;
}

/** The fields in the order in which they are written and shown. */
const FIELDS: readonly string[] = [
  'platform',
  'marketplace',
  'language',
  'subject',
  'noticeKind',
  'origin',
  'infringementType',
  'infringementTypeRaw',
  'severityRaw',
  'testBuy',
  'where',
  'attributes',
  'items',
  'complaintIds',
  'ipNumbers',
  'assertedTerms',
  'copyrightedWorkUrls',
  'violatingContent',
  'rightsOwner',
  'ownerStatement',
  'requested',
  'openViolationDates',
  'paths',
  'penalty',
  'linksToCaseBy',
  'internalNote',
  'deadline',
  'retractionAddress',
  'forwardedRetractionAccepted',
  'externalLinksAccepted',
  'attachmentTypes',
  'accountLevel',
  'fundsHeld',
  'court',
];

/** Parses a message of a text; `note` is what the seller's people wrote above it. */
export function parseMessage(text: string, message: Message, wordings: Wordings, note?: string): ParsedMessage {
  const evidence = new EvidenceList(text);
  const body = layOut(text, message.start, message.end, wordings);
  const layout: Layout = { ...body, pieces: [...headPieces(text, message), ...body.pieces] };
  const platform = readPlatform(message, layout, wordings.patterns, evidence);
  const languages = languagesOf(layout.pieces);
  const first = languages.first;
  const sayings = findSayings(spokenPieces(layout.pieces, first), wordings.patterns, platform);
  const readType = typeReader(wordings.patterns);
  const items = readItems(layout, platform, (phrase) => readType(phrase).type, evidence);
  const complaintIds = readComplaintIds(layout, evidence);
  const cues = wordings.patterns.filter(({ pattern }) => pattern.says.ipKind !== undefined);
  const ip = readIp(layout, cues, fallbackKind(layout, readType), evidence);
  const terms = [...new Set([...ip.terms, ...items.flatMap(({ term }) => term ?? []), ...statedTerms(layout, evidence)])];
  const known = { layout, platform, sayings, items, complaintIds, ipKinds: ip.numbers.map(({ kind }) => kind) };
  const { kind, origin, type, raw, where, testBuy } = classify(known, readType, evidence);
  const owner = platform === 'direct' ? writer(message, evidence) : readOwner(layout, evidence);
  const facts = { sayings, platform, kind, type, owner };
  const requested = readRequests(facts, evidence);
  const paths = readPaths(facts, requested, evidence);
  const received = dayOf(message.date);
  const deadlines = readDeadlines(layout.pieces, sayings, received, evidence);
  const remark = readRemark(layout, first, note, evidence);
  const level = readLevel(sayings, kind, evidence);
  const owned = {
    severityRaw:
      valuesOf(layout, 'severity', 'severityRaw', evidence).find((value) => readType(value).type === undefined) ??
      gradeIn(layout, evidence),
    testBuy,
    attributes: full(valuesOf(layout, 'attribute', 'attributes', evidence).flatMap((list) => list.split(/\s*[,;、，]\s*/))),
    copyrightedWorkUrls: full(workUrls(layout, evidence)),
    violatingContent: full(valuesOf(layout, 'violatingContent', 'violatingContent', evidence)),
    ownerStatement: statementOf(layout, evidence),
    openViolationDates: full(kind.startsWith('appeal') || kind.startsWith('account') ? readListedDays(layout, evidence) : []),
    penalty: readPenalty(layout, sayings, evidence),
    linksToCaseBy: linkOf(kind, complaintIds, items.length),
    internalNote: remark,
    otherDeadlines: full(deadlines.others),
    retractionAddress: readRetractionAddress(layout, sayings, owner?.email, evidence),
    forwardedRetractionAccepted: readFlag(sayings, 'forwardedRetractionAccepted', evidence),
    externalLinksAccepted: readFlag(sayings, 'externalLinksAccepted', evidence),
    court: kind === 'court_order' ? readCourt(layout, evidence) : undefined,
  };
  const notice: NoticeParse = {
    schema: 'notice-parse/0',
    platform,
    marketplace: readMarketplace(platform, message, layout, first, evidence),
    language: first,
    ...given({
      secondLanguage: languages.second ?? (note === undefined || first === 'zh' || !isOther(note, first) ? undefined : 'zh'),
    }),
    subject: message.subject?.value ?? null,
    ...given({ receivedAt: received }),
    noticeKind: kind,
    origin,
    infringementType: type,
    infringementTypeRaw: raw,
    ...given({ severityRaw: owned.severityRaw, testBuy: owned.testBuy }),
    where,
    ...given({ attributes: owned.attributes }),
    items,
    complaintIds,
    ipNumbers: ip.numbers.map(({ kind: own, number }) => ({ kind: own === 'unknown' ? kindOf(type) : own, number })),
    assertedTerms: terms,
    ...given({ copyrightedWorkUrls: owned.copyrightedWorkUrls, violatingContent: owned.violatingContent }),
    rightsOwner: owner,
    ...given({ ownerStatement: owned.ownerStatement }),
    requested,
    ...given({ openViolationDates: owned.openViolationDates }),
    paths,
    ...given({ penalty: owned.penalty, linksToCaseBy: owned.linksToCaseBy, internalNote: owned.internalNote }),
    deadline: deadlines.first,
    ...given({
      otherDeadlines: owned.otherDeadlines,
      retractionAddress: owned.retractionAddress,
      forwardedRetractionAccepted: owned.forwardedRetractionAccepted,
      externalLinksAccepted: owned.externalLinksAccepted,
    }),
    attachmentTypes: readAttachmentTypes(layout, evidence),
    accountLevel: level,
    fundsHeld: readFlag(sayings, 'fundsHeld', evidence) ?? (level === true && kind.startsWith('appeal') ? null : silence(kind)),
    ...given({ court: owned.court }),
  };
  return { notice, evidence: evidence.list(FIELDS), body: [message.start, message.end] };
}

/** Only what is there: an absent property and one that is undefined are not the same to whoever reads the JSON. */
function given<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

function full<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** A grade in running text: 平台已将商品下架并记一般侵权一次. */
function gradeIn(layout: Layout, evidence: EvidenceList): string | undefined {
  for (const { kind, context, start, end } of layout.pieces) {
    const found =
      kind === 'sentence' && context === undefined
        ? /[记计]((?:一般|严重|特别严重)侵权)/.exec(layout.text.slice(start, end))
        : null;
    const grade = found?.[1];
    if (found === null || grade === undefined) continue;
    evidence.add('severityRaw', grade, 'shape/grade', start + found.index + 1, start + found.index + found[0].length);
    return grade;
  }
  return undefined;
}

/** The word behind a stated type: `Violation reason: Potential Trademark Text Misuse (WORD)`. */
function statedTerms(layout: Layout, evidence: EvidenceList): string[] {
  return layout.labels.flatMap(({ id, field, start, end }) => {
    const term = field === 'infringementType' ? termBehind(layout.text.slice(start, end))?.term : undefined;
    if (term === undefined) return [];
    evidence.add('assertedTerms', term, id, start, end);
    return [term];
  });
}

/** Lines of another script in a notice are remarks of people who passed it on; they do not speak for the platform, and keep their place. */
function spokenPieces(pieces: readonly Piece[], first: string | null): readonly Piece[] {
  return pieces.map((piece) =>
    piece.kind === 'sentence' && piece.context === undefined && isOther(piece.folded.text, first)
      ? { ...piece, context: 'internal-note' }
      : piece,
  );
}

function headPieces(text: string, message: Message): Piece[] {
  const piece = (head: HeadValue | undefined, kind: 'sender' | 'subject'): Piece[] =>
    head === undefined
      ? []
      : [
          {
            kind,
            start: head.start,
            end: head.end,
            folded: foldPiece(text, head.start, head.end),
            context: undefined,
            paragraph: -1,
          },
        ];
  return [...piece(message.from, 'sender'), ...piece(message.subject, 'subject')];
}

/** Which register a number without a name belongs to, by the type that a label states. */
function fallbackKind(layout: Layout, readType: ReturnType<typeof typeReader>): IpKind {
  for (const { field, start, end } of layout.labels) {
    if (field !== 'infringementType' && field !== 'ipType') continue;
    const kind = kindOf(readType(layout.text.slice(start, end)).type);
    if (kind !== 'unknown') return kind;
  }
  return 'unknown';
}

/** The register in which a right of a type stands. */
function kindOf(type: InfringementType | undefined): IpKind {
  if (type === 'design_right') return 'design';
  if (type === 'counterfeit') return 'trademark';
  return type === 'trademark' || type === 'copyright' || type === 'patent_utility' ? type : 'unknown';
}

/** The writer of a letter that comes straight from the other side. */
function writer(message: Message, evidence: EvidenceList): NoticeParse['rightsOwner'] {
  const { from } = message;
  const [name, email] = [nameIn(from), addressIn(from)];
  if (from === undefined || (name === undefined && email === undefined)) return null;
  evidence.add('rightsOwner', from.value, 'shape/sender', from.start, from.end);
  return given({ name, email });
}

const FOLLOWS: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'retraction_received',
  'rights_owner_reply',
  'counter_notice_forwarded',
]);

function linkOf(kind: NoticeKind, complaintIds: readonly string[], items: number): NoticeParse['linksToCaseBy'] {
  if (!FOLLOWS.has(kind) && !kind.startsWith('appeal_')) return undefined;
  if (complaintIds.length > 0) return 'complaint id';
  return items > 0 ? 'item id' : undefined;
}

/** The day in the head of a message, YYYY-MM-DD in the sender's time zone. */
function dayOf(head: HeadValue | undefined): string | undefined {
  if (head === undefined) return undefined;
  return datesIn(foldPiece(head.value, 0, head.value.length).text)[0]?.date;
}

/** Platforms whose own mails are told from letters. */
export function isPlatform(platform: NoticePlatform): boolean {
  return platform !== 'direct' && platform !== 'unknown';
}
