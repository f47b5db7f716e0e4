import { z } from 'zod';
import { isParse } from '../cases/case-event-schema.ts';
import { CASE_STATES, CLAIMS, DRAFT_KINDS, EVIDENCE_KINDS, MEASURE_STATES } from '../model/case.ts';
import type { NoticeParse } from '../model/case-notice.ts';
import type { CaseWorld } from '../model/case-world.ts';
import { ACTION_KINDS } from '../model/ledger.ts';

/*
 * A world as a file: what `preclear case show --json` writes, or another program. Nothing of it is taken on trust.
 */

const text = z.string().max(100_000);
const short = z.string().min(1).max(2000);
const list = z.array(short).max(100_000);
const count = z.int().min(0);
const bilingual = z.strictObject({ en: text, zh: text });
const many = <T extends z.ZodType>(type: T): z.ZodArray<T> => z.array(type).max(100_000);

const proof = z.strictObject({
  path: short,
  found: z.boolean(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .exactOptional(),
  changed: z.literal(true).exactOptional(),
});
const record = { ref: short, proofs: many(proof) };

const finding = z.strictObject({
  ...record,
  fingerprint: short,
  rule: short,
  field: short,
  match: text,
  message: bilingual,
  openedAt: short,
  endedAt: short.exactOptional(),
  endedBy: short.exactOptional(),
  prevention: list,
  relevant: z.boolean(),
});
const version = z.strictObject({
  ...record,
  contentHash: short,
  firstSeenAt: short,
  commit: z.strictObject({ id: short, at: short, by: text, subject: text }).exactOptional(),
  changed: list,
});
const item = z.strictObject({
  id: short,
  title: text.exactOptional(),
  listing: z.strictObject({ key: short, marketplace: short, title: text }).exactOptional(),
  findings: many(finding),
  versions: many(version),
  rescan: z.strictObject({ ...record, at: short, open: count, relevantOpen: count }).exactOptional(),
  shown: z.strictObject({ ...record, at: short, parts: many(z.strictObject({ field: short, text })) }).exactOptional(),
  offerClosed: z.strictObject({ ...record, at: short }).exactOptional(),
});
const earliest = z.strictObject({ at: short, kind: short, ref: short });

/** The shape of a world. */
const WORLD: z.ZodType<CaseWorld> = z.strictObject({
  asOf: short,
  caseId: short,
  state: z.enum(CASE_STATES),
  openedAt: short,
  seller: z.strictObject({
    store: text.exactOptional(),
    sellerId: text.exactOptional(),
    legalName: text.exactOptional(),
    representative: text.exactOptional(),
    email: text.exactOptional(),
    phone: text.exactOptional(),
    address: text.exactOptional(),
    country: text.exactOptional(),
    website: text.exactOptional(),
  }),
  notices: many(
    z.strictObject({
      ...record,
      id: short,
      receivedAt: short,
      file: short,
      sha256: short,
      parse: z.custom<NoticeParse>(isParse, 'is no parse of a notice that this version knows'),
      corrected: list,
    }),
  ),
  claim: z
    .strictObject({ ...record, id: short.exactOptional(), claim: z.enum(CLAIMS), reason: text, by: short, at: short })
    .exactOptional(),
  items: many(item),
  deadlines: many(
    z.strictObject({
      ...record,
      id: short,
      what: bilingual,
      due: short,
      daysLeft: z.int(),
      basis: bilingual,
      done: z.boolean(),
    }),
  ),
  actions: many(
    z.strictObject({
      ...record,
      id: short,
      kind: z.enum(ACTION_KINDS),
      planned: short.exactOptional(),
      done: short.exactOptional(),
      by: short.exactOptional(),
      items: list,
      note: text.exactOptional(),
      inventoryOrder: short.exactOptional(),
    }),
  ),
  evidence: many(
    z.strictObject({
      ...record,
      id: short,
      kind: z.enum(EVIDENCE_KINDS),
      title: text,
      madeAt: short.exactOptional(),
      madeAtFrom: z.enum(['exif', 'person', 'platform', 'file']).exactOptional(),
      from: short.exactOptional(),
      addedAt: short,
      addedBy: short.exactOptional(),
      items: list,
      confidential: z.boolean(),
    }),
  ),
  contacts: many(
    z.strictObject({
      ...record,
      id: short,
      at: short,
      direction: z.enum(['out', 'in']),
      channel: short,
      party: short,
      subject: text.exactOptional(),
      offered: text.exactOptional(),
    }),
  ),
  trainings: many(
    z.strictObject({
      ...record,
      id: short,
      date: short,
      topic: text,
      trainer: text.exactOptional(),
      attendees: list,
      audience: list,
      test: text.exactOptional(),
      passed: count.exactOptional(),
      next: short.exactOptional(),
      ofThisCase: z.boolean(),
    }),
  ),
  policies: many(z.strictObject({ ...record, id: short, title: text, adopted: short, retired: short.exactOptional() })),
  signOffs: z.strictObject({
    reviewers: many(z.strictObject({ ...record, id: short, name: text, role: short, from: short.exactOptional() })),
    listings: count,
    signed: count,
    signedByTwo: count,
    entries: many(z.strictObject({ ...record, listing: short, by: short, at: short, decision: short, valid: z.boolean() })),
  }),
  rights: many(
    z.strictObject({
      ...record,
      id: short,
      kind: short,
      owner: text,
      validFrom: short.exactOptional(),
      validTo: short.exactOptional(),
      items: list,
    }),
  ),
  licensedImages: z.strictObject({ covered: count, of: count }),
  scans: many(
    z.strictObject({
      ...record,
      id: short,
      at: short,
      version: short,
      kinds: list,
      listings: count,
      catalogue: count,
      open: count,
      whole: z.boolean(),
      complete: z.boolean(),
      images: z.boolean(),
    }),
  ),
  rootCauses: many(z.strictObject({ ...record, id: short, cause: short, support: list, by: short, at: short, items: list })),
  measures: many(
    z.strictObject({
      ...record,
      step: short,
      text: bilingual,
      stage: z.enum(['correct', 'prevent', 'verify']),
      rules: list,
      state: z.enum(MEASURE_STATES),
      adopted: short.exactOptional(),
      owner: text.exactOptional(),
      proof: short.exactOptional(),
      control: z
        .strictObject({
          kind: short,
          done: count,
          of: count,
          from: short,
          to: short,
          lastAt: short.exactOptional(),
          times: count.exactOptional(),
          refs: list,
        })
        .exactOptional(),
      why: bilingual.exactOptional(),
    }),
  ),
  assertions: many(z.strictObject({ ...record, id: short, slot: short.exactOptional(), text, by: short, at: short })),
  sent: many(
    z.strictObject({
      ...record,
      id: short,
      kind: z.enum(DRAFT_KINDS),
      at: short,
      sha256: short,
      facts: many(z.strictObject({ name: short, value: text, statement: short })),
      measures: list,
    }),
  ),
  traces: many(
    z.strictObject({
      ...record,
      id: short,
      url: short,
      stated: z.literal(true).exactOptional(),
      observedAt: short,
      listing: short,
      passages: count,
      words: count,
      images: count,
      canaries: list,
      ourEarliest: earliest.exactOptional(),
      theirEarliest: earliest.exactOptional(),
      leadDays: z.int().exactOptional(),
    }),
  ),
  ownListings: list.exactOptional(),
  asked: many(
    z.strictObject({ ...record, text, about: z.enum(['root-cause', 'corrective', 'preventive', 'document', 'other']) }),
  ),
});

/** The world that a value is; else the first things that are wrong with it, as path and reason. */
export function readWorld(value: unknown): { readonly world: CaseWorld } | { readonly faults: readonly string[] } {
  const read = WORLD.safeParse(value);
  if (read.success) return { world: read.data };
  return { faults: read.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`) };
}
