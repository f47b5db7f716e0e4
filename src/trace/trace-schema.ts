import { z } from 'zod';
import { DATE_FAULTS, DATE_KINDS, DATE_TYPES } from '../model/trace-report.ts';

/*
 * The shape of `trace.json`, for the programs that read it: `preclear schema trace` prints it as JSON Schema.
 */

const count = z.int().min(0);
const place = z.int().min(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const span = z.tuple([count, count]).describe('[start, end) in UTF-16 code units.');
const bilingual = z.strictObject({ en: z.string(), zh: z.string() });
const point = z.tuple([z.number(), z.number()]);
const quad = z
  .tuple([point, point, point, point])
  .describe('Corners in shares of width and height; those in the same place of both lists belong together.');

const problem = z.strictObject({
  file: z.string(),
  line: place.optional(),
  column: place.optional(),
  record: place.optional(),
  reason: bilingual,
});

const date = z.strictObject({
  type: z.enum(DATE_TYPES).describe('observed by us; claimed by the page or its server; recorded by us before.'),
  side: z.enum(['theirs', 'ours']),
  kind: z.enum(DATE_KINDS),
  name: z.string(),
  value: z.string().describe('As written.'),
  from: z.iso.datetime().optional().describe('First instant that the value may mean, UTC.'),
  to: z.iso.datetime().optional().describe('Last instant that the value may mean, UTC.'),
  listing: z.string().optional(),
  about: bilingual,
  counts: z.boolean().describe('Whether the comparison of who was first may rest on it.'),
  faults: z.array(z.enum(DATE_FAULTS)),
  note: bilingual.optional(),
  leadDays: z
    .int()
    .optional()
    .describe('Whole days, at least, by which ours is earlier; negative when theirs is; 0 when nobody can tell.'),
  proves: bilingual,
  provesNot: bilingual,
  ref: z.string(),
});

const words = { text: z.string(), words: count, span };
const passage = z.strictObject({
  class: z.enum(['verbatim', 'reworded']),
  equal: count,
  ours: z.strictObject({ ...words, field: z.string(), index: place.optional() }),
  theirs: z.strictObject({ ...words, seen: z.boolean().describe('False for what only programs read.') }),
});

const picture = z.strictObject({
  ours: z.strictObject({ slot: z.string(), src: z.string(), sha256, width: place, height: place }),
  theirs: place.describe('Number of their picture.'),
  tier: z.enum(['copy', 'related']).describe('related: a person decides.'),
  stage: z.enum(['exact', 'hash', 'geometry']),
  distance: count.optional(),
  inliers: count.optional(),
  original: z.enum(['ours', 'theirs']).describe('Which looks like the whole; not who was first.'),
  oursRegion: quad,
  theirsRegion: quad,
  transform: z.strictObject({
    mirrored: z.boolean(),
    negative: z.boolean(),
    degrees: z.number(),
    shown: z.number(),
    taken: z.number(),
    framed: z.literal(true).optional(),
  }),
  says: bilingual,
});

const listing = z.strictObject({
  listing: z.string(),
  marketplace: z.string(),
  title: z.string(),
  file: z.string(),
  record: place,
  passages: z.array(passage),
  pictures: z.array(picture),
  copiedWords: count,
  words: count,
  sameText: count,
});

const theirPicture = z.strictObject({
  number: place,
  url: z.string(),
  sha256,
  bytes: count,
  width: place,
  height: place,
  file: z.string().optional(),
  lastModified: z.string().optional(),
  takenAt: z.string().optional(),
  claims: z.array(z.string()),
});

const page = z.strictObject({
  id: z.string(),
  named: z.string(),
  finalUrl: z.string(),
  statedUrl: z.string().optional().describe('Where a saved page stood, as whoever traced it says; it was not asked.'),
  redirects: z.array(z.string()),
  source: z.enum(['network', 'kept', 'file']),
  status: z.int().optional(),
  observedAt: z.iso.datetime(),
  bytes: count,
  sha256,
  title: z.string(),
  pictures: z.array(theirPicture),
  listings: z.array(listing),
  moreListings: count,
  words: z.array(
    z.strictObject({
      word: z.string(),
      kind: z.enum(['brand', 'canary']),
      place: z.enum(['text', 'source']),
      count: place,
      excerpt: z.string(),
      listing: z.string().optional(),
    }),
  ),
  dates: z.array(date),
  lead: z.strictObject({ ours: count.optional(), theirs: count.optional(), leadDays: z.int().optional(), says: bilingual }),
  problems: z.array(problem),
});

const report = z.strictObject({
  format: z.literal(1),
  version: z.string(),
  tracedAt: z.iso.datetime(),
  compared: z.strictObject({ listings: count, pictures: count, hashed: count, ofPictures: count }),
  pages: z.array(page),
  failures: z.array(z.strictObject({ named: z.string(), kind: z.string(), reason: bilingual })),
  problems: z.array(problem),
});

/** The JSON Schema of `trace.json` and of `trace --format json`. */
export function traceJsonSchema(): object {
  return { title: 'preclear trace', ...z.toJSONSchema(report, { target: 'draft-2020-12', io: 'output' }) };
}
