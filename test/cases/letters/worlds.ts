import fc from 'fast-check';
import type { CaseWorld } from '../../../src/model/case-world.ts';
import type { CaseItem } from '../../../src/model/case-item.ts';
import type { CaseAction, CaseEvidence } from '../../../src/model/case-record.ts';
import type { Measure } from '../../../src/model/case-world.ts';
import type { NoticeParse } from '../../../src/model/case-notice.ts';
import { ACTION_KINDS, type ProofFile } from '../../../src/model/ledger.ts';
import { CLAIMS, EVIDENCE_KINDS, MEASURE_STATES } from '../../../src/model/case.ts';

/*
 * Worlds of cases with random records and random gaps. Everything that a letter tells of them can be walked back to a record here.
 */

/** The day of every generated world. */
export const AS_OF = '2026-11-22';

/** A notice that says as little as possible. */
export const BARE_NOTICE: NoticeParse = {
  schema: 'notice-parse/0',
  platform: 'amazon',
  marketplace: 'US',
  language: 'en',
  subject: null,
  noticeKind: 'listing_removed',
  origin: 'rights_owner',
  infringementType: 'trademark',
  infringementTypeRaw: null,
  where: ['detail_page'],
  items: [],
  complaintIds: [],
  ipNumbers: [],
  assertedTerms: [],
  rightsOwner: null,
  requested: [],
  paths: [],
  deadline: null,
  attachmentTypes: [],
  accountLevel: null,
  fundsHeld: null,
};

/** A case of which nothing is recorded but one notice. */
export function bareWorld(more: Partial<CaseWorld> = {}): CaseWorld {
  return {
    asOf: AS_OF,
    caseId: '2026-0001',
    state: 'assessed',
    openedAt: '2026-11-10T08:00:00.000Z',
    seller: {},
    notices: [notice()],
    items: [],
    deadlines: [],
    actions: [],
    evidence: [],
    contacts: [],
    trainings: [],
    policies: [],
    signOffs: { reviewers: [], listings: 0, signed: 0, signedByTwo: 0, entries: [] },
    rights: [],
    licensedImages: { covered: 0, of: 0 },
    scans: [],
    rootCauses: [],
    measures: [],
    assertions: [],
    sent: [],
    traces: [],
    asked: [],
    ...more,
  };
}

/** A notice that came on 10 November 2026. */
export function notice(parse: Partial<NoticeParse> = {}, receivedAt = '2026-11-10T08:00:00.000Z'): CaseWorld['notices'][number] {
  return {
    ref: 'notice/N-1',
    id: 'N-1',
    receivedAt,
    file: 'notices/N-1.eml',
    sha256: 'a'.repeat(64),
    parse: { ...BARE_NOTICE, ...parse },
    corrected: [],
    proofs: [],
  };
}

/** A proof file that is there. */
export function proof(path: string): ProofFile {
  return { path, found: true, sha256: hashOf(path) };
}

function hashOf(text: string): string {
  let hash = 0n;
  for (const unit of text) hash = (hash * 1_099_511_628_211n + BigInt(unit.codePointAt(0) ?? 0)) & ((1n << 256n) - 1n);
  return hash.toString(16).padStart(64, '0').slice(0, 64);
}

const hex = fc.integer({ min: 0x10000000, max: 0xffffffff }).map((n) => n.toString(16));
const day = fc.integer({ min: -60, max: 20 }).map((offset) => shift(AS_OF, offset));
const time = fc.tuple(day, fc.integer({ min: 0, max: 23 })).map(([date, hour]) => `${date}T${String(hour).padStart(2, '0')}:00:00.000Z`);
const when = fc.oneof(day, time);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined, freq: 3 });
const words = fc.constantFrom('brand rules', 'copyright for operators', 'listing check', 'pictures and licences');
const party = fc.constantFrom('Examplia GmbH', 'Northlight LLC');
const STEPS = ['brand-scan-before-upload', 'reviewer-sign-off', 'licence-before-upload', 'staff-training', 'supplier-warranty', 'image-scan-before-upload'];
const CAUSES = ['brand-in-search-terms', 'bulk-titles-unscreened', 'no-second-look', 'picture-source-unknown'];

/** A day before or after another. */
export function shift(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Without the keys whose value is undefined: a gap is a key that is not there. */
function clean<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;
}

const proofs = (name: string): fc.Arbitrary<ProofFile[]> =>
  fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 2 }).map((numbers) => [...new Set(numbers)].map((n) => proof(`${name}-${n}.pdf`)));

function item(n: number): fc.Arbitrary<CaseItem> {
  const id = `B0TEST${String(n).padStart(4, '0')}`;
  const finding = fc
    .record({
      field: fc.constantFrom('title', 'bullet', 'search-terms', 'main'),
      match: fc.constantFrom('Nordvik', 'Lumora pro', 'for Zentra X8'),
      openedAt: time,
      endedAt: maybe(time),
      endedBy: fc.constantFrom('content-changed', 'listing-gone', 'rules-changed', 'records-changed'),
      relevant: fc.boolean(),
      key: hex,
    })
    .map(({ key, endedAt, endedBy, ...rest }) =>
      clean({
        ...rest,
        ref: `finding/${n}-${key}`,
        proofs: [],
        fingerprint: key,
        rule: 'amazon/brand',
        message: { en: 'brand', zh: '品牌' },
        prevention: [],
        endedAt,
        endedBy: endedAt === undefined ? undefined : endedBy,
      }),
    );
  const version = fc.record({ at: time, changed: fc.subarray(['title', 'bullet-1', 'search-terms']), key: hex }).map(({ at, changed, key }) => ({
    ref: `version/${n}-${key}`,
    proofs: [],
    contentHash: key,
    firstSeenAt: at,
    changed,
  }));
  return fc
    .record({
      findings: fc.array(finding, { maxLength: 3 }),
      versions: fc.array(version, { maxLength: 3 }),
      rescan: maybe(fc.record({ at: time, relevantOpen: fc.constantFrom(0, 0, 1) })),
      listed: fc.boolean(),
    })
    .map(({ findings, versions, rescan, listed }) =>
      clean({
        id,
        findings,
        versions,
        listing: listed ? { key: `amazon.us:SKU-${n}`, marketplace: 'amazon.us', title: `Lamp ${n}` } : undefined,
        rescan: rescan === undefined ? undefined : { ref: `scan/r-${n}`, proofs: [], open: rescan.relevantOpen, ...rescan },
      }),
    );
}

const action = (ids: readonly string[]): fc.Arbitrary<CaseAction> =>
  fc
    .record({
      n: fc.integer({ min: 1, max: 99 }),
      kind: fc.constantFrom(...ACTION_KINDS),
      planned: maybe(day),
      done: maybe(when),
      items: fc.subarray([...ids]),
      inventoryOrder: maybe(fc.constantFrom('RO-1', 'RO-2')),
      proofs: proofs('action'),
    })
    .map(({ n, ...rest }) => clean({ id: `A-${n}`, ref: `action/A-${n}`, ...rest }));

const evidence = (ids: readonly string[]): fc.Arbitrary<CaseEvidence> =>
  fc
    .record({
      n: fc.integer({ min: 1, max: 99 }),
      kind: fc.constantFrom(...EVIDENCE_KINDS),
      madeAt: maybe(when),
      madeAtFrom: maybe(fc.constantFrom('exif' as const, 'person' as const, 'platform' as const, 'file' as const)),
      addedAt: time,
      items: fc.subarray([...ids]),
      confidential: fc.boolean(),
      shared: fc.boolean(),
    })
    .map(({ n, shared, ...rest }) =>
      clean({ id: `E-${n}`, ref: `evidence/E-${n}`, title: `File ${n}`, proofs: [proof(shared ? 'action-1.pdf' : `evidence-${n}.pdf`)], ...rest }),
    );

const measure: fc.Arbitrary<Measure> = fc
  .record({
    step: fc.constantFrom(...STEPS),
    state: fc.constantFrom(...MEASURE_STATES),
    stage: fc.constantFrom('correct' as const, 'prevent' as const, 'verify' as const),
    adopted: maybe(day),
    owner: maybe(fc.constantFrom('Li Na', 'Wang Wei')),
    control: maybe(fc.record({ done: fc.integer({ min: 0, max: 9 }), of: fc.integer({ min: 0, max: 9 }), from: day, to: day, lastAt: maybe(day) })),
    proofs: proofs('measure'),
  })
  .map(({ control, ...rest }) =>
    clean({
      ...rest,
      ref: `measure/${rest.step}`,
      text: { en: `Text of ${rest.step}.`, zh: `${rest.step} 的说明。` },
      rules: [],
      control: control === undefined ? undefined : clean({ kind: 'scan-coverage', refs: [], ...control }),
    }),
  );

const uniqueBy = <T>(arbitrary: fc.Arbitrary<T>, key: (one: T) => string, maxLength: number): fc.Arbitrary<T[]> =>
  fc.uniqueArray(arbitrary, { selector: key, maxLength });

/** Worlds of up to six listings. */
export const worlds: fc.Arbitrary<CaseWorld> = fc.integer({ min: 1, max: 6 }).chain((count) => {
  const ids = Array.from({ length: count }, (_, n) => `B0TEST${String(n).padStart(4, '0')}`);
  return fc
    .record({
      items: fc.tuple(...ids.map((_, n) => item(n))),
      claim: maybe(fc.constantFrom(...CLAIMS)),
      seller: fc.record({ store: maybe(fc.constant('Lumen Store')), legalName: maybe(fc.constant('Lumen Trading Ltd')), representative: maybe(fc.constant('Li Na')), email: maybe(fc.constant('a@lumen.example')), phone: maybe(fc.constant('+86 1')), address: maybe(fc.constant('1 Road')) }).map(clean),
      parse: fc.record({
        platform: fc.constantFrom('amazon' as const, 'alibaba' as const),
        origin: fc.constantFrom('rights_owner' as const, 'platform_detected' as const, 'court' as const),
        infringementType: fc.constantFrom('copyright' as const, 'trademark' as const, 'mixed' as const),
        complaintIds: fc.subarray(['7001', '7002']),
        rightsOwner: fc.constantFrom(null, { name: 'Examplia GmbH', email: 'ip@examplia.example' }),
        accountLevel: fc.constantFrom(null, true, false),
        attachmentTypes: fc.constantFrom<string[]>([], ['pdf', 'jpg'], ['png']),
        externalLinksAccepted: fc.boolean(),
      }),
      actions: uniqueBy(action(ids), ({ id }) => id, 8),
      evidence: uniqueBy(evidence(ids), ({ id }) => id, 6),
      contacts: uniqueBy(fc.record({ n: fc.integer({ min: 1, max: 99 }), at: when, direction: fc.constantFrom('in' as const, 'out' as const), channel: fc.constantFrom('email', 'phone'), party, offered: maybe(fc.constant('200 EUR')), proofs: proofs('contact') }).map(({ n, ...rest }) => clean({ id: `C-${n}`, ref: `contact/C-${n}`, ...rest })), ({ id }) => id, 5),
      trainings: uniqueBy(fc.record({ n: fc.integer({ min: 1, max: 99 }), date: day, topic: words, trainer: maybe(fc.constant('Zhao Min')), attendees: fc.subarray(['Li Na', 'Wang Wei', 'Chen Yu']), audience: fc.subarray(['operations', 'design']), passed: maybe(fc.integer({ min: 0, max: 4 })), next: maybe(day), ofThisCase: fc.boolean(), proofs: proofs('training') }).map(({ n, ...rest }) => clean({ id: `T-${n}`, ref: `training/T-${n}`, ...rest })), ({ id }) => id, 3),
      policies: uniqueBy(fc.record({ n: fc.integer({ min: 1, max: 9 }), title: fc.constant('Rule on pictures'), adopted: day, retired: maybe(day), proofs: proofs('policy') }).map(({ n, ...rest }) => clean({ id: `P-${n}`, ref: `policy/P-${n}`, ...rest })), ({ id }) => id, 2),
      signOffs: fc.record({ listings: fc.integer({ min: 0, max: 20 }), signed: fc.integer({ min: 0, max: 20 }), signedByTwo: fc.integer({ min: 0, max: 20 }), entries: fc.array(fc.record({ at: time, valid: fc.boolean(), decision: fc.constantFrom('approved', 'rejected') }), { maxLength: 3 }) }).map(({ entries, ...rest }) => ({ ...rest, reviewers: [], entries: entries.map((one, n) => ({ ref: `sign-off/S-${n}`, proofs: [], listing: 'amazon.us:SKU-1', by: 'R-1', ...one })) })),
      rights: uniqueBy(fc.record({ n: fc.integer({ min: 1, max: 9 }), kind: fc.constantFrom('stock', 'owner-letter', 'own-shoot'), owner: party, validFrom: maybe(day), validTo: maybe(day), items: fc.subarray(ids), proofs: proofs('right') }).map(({ n, ...rest }) => clean({ id: `R-${n}`, ref: `right/R-${n}`, ...rest })), ({ id }) => id, 3),
      licensedImages: fc.record({ covered: fc.integer({ min: 0, max: 30 }), of: fc.integer({ min: 0, max: 30 }) }),
      scans: fc.array(fc.record({ at: time, listings: fc.integer({ min: 0, max: 30 }), catalogue: fc.integer({ min: 0, max: 30 }), open: fc.integer({ min: 0, max: 5 }), whole: fc.boolean() }), { maxLength: 2 }).map((list) => list.map((one, n) => ({ ref: `scan/s-${n}`, id: `s-${n}`, proofs: [], version: '0.1.0', kinds: ['brand-terms', 'image-rights'], complete: true, images: true, ...one }))),
      rootCauses: uniqueBy(fc.record({ cause: fc.constantFrom(...CAUSES, 'invented'), support: fc.subarray(['training/T-1', 'action/A-1', 'scan/s-0', 'nothing/X']), items: fc.subarray(ids), at: day }).map((one) => ({ ref: `cause/${one.cause}`, id: one.cause, by: 'Li Na', proofs: [], ...one })), ({ cause }) => cause, 3),
      measures: uniqueBy(measure, ({ step }) => step, 6),
      assertions: fc.array(fc.record({ slot: maybe(fc.constantFrom('root-cause.why', 'corrective.gap', 'prevention.gap', 'takedown-oath.good-faith', 'takedown-oath.perjury', 'dmca-counter-notice.belief.oath', 'dmca-counter-notice.consent.court-us', 'asked-other.answer@asked/Q-1')), text: fc.constantFrom('The operator copied the title from an old file.', 'We authorize Amazon to deduct the compensation from our account.', 'All images are licensed.', 'We fired the responsible employee.', 'We checked the warehouse labels.'), at: time }), { maxLength: 3 }).map((list) => list.map((one, n) => clean({ ref: `assertion/S-${n}`, id: `S-${n}`, by: 'Li Na', proofs: [], ...one }))),
      traces: fc.array(fc.record({ url: fc.constantFrom('https://www.amazon.com/dp/B0COPY0001', 'https://www.amazon.com/dp/B0TEST0000', 'https://copy-shop.example/p/1', 'https://www.alibaba.com/product-detail/x_1.html', 'https://www.ebay.com/itm/123456789012', 'https://www.tiktok.com/shop/x'), observedAt: time, passages: fc.integer({ min: 0, max: 5 }), words: fc.integer({ min: 0, max: 90 }), images: fc.integer({ min: 0, max: 4 }), canaries: fc.subarray(['lumosteady']), lead: maybe(fc.integer({ min: -9, max: 40 })) }), { maxLength: 3 }).map((list) => list.map(({ lead, ...one }, n) => clean({ ref: `trace/X-${n}`, id: `X-${n}`, listing: 'amazon.us:SKU-1', proofs: [proof(`trace-${n}.zip`)], ourEarliest: lead === undefined ? undefined : { at: '2026-08-01', kind: 'version', ref: 'version/1' }, theirEarliest: lead === undefined ? undefined : { at: shift('2026-08-01', lead), kind: 'page', ref: `trace/X-${n}` }, leadDays: lead, ...one }))),
      asked: fc.subarray([{ ref: 'asked/Q-1', proofs: [], text: 'Who wrote the text?', about: 'other' as const }, { ref: 'asked/Q-2', proofs: [], text: 'Greater detail on the root cause', about: 'root-cause' as const }, { ref: 'asked/Q-3', proofs: [], text: 'Greater detail on the actions you have taken', about: 'corrective' as const }, { ref: 'asked/Q-4', proofs: [], text: 'Steps to prevent this', about: 'preventive' as const }]),
      deadlines: fc.constant([]),
    })
    .map(({ claim, parse, ...rest }) => {
      const items = ids.map((id) => ({ id }));
      return bareWorld({
        ...rest,
        items: rest.items as CaseItem[],
        notices: [notice({ ...parse, items })],
        ...(claim === undefined ? {} : { claim: { ref: 'claim/K-1', proofs: [], claim, reason: 'checked', by: 'Li Na', at: '2026-11-11' } }),
      } as Partial<CaseWorld>);
    });
});
