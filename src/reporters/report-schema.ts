import { z } from 'zod';
import { BRAND_USES, FOLDINGS, LEFT_OUT_REASONS, REFERENCE_ROLES, RIGHTS_FAULTS, RIGHTS_FIELDS } from '../model/evidence.ts';
import { SEVERITIES } from '../model/rule.ts';

/*
 * The shape of `--format json`, for the programs that read it: `preclear schema report` prints it as JSON Schema.
 */

const count = z.int().min(0);
const place = z.int().min(1);
const span = z.tuple([count, count]).describe('[start, end) in UTF-16 code units of the text as written.');
const foldings = z.array(z.enum(FOLDINGS)).describe('What had to be undone before the text equalled the term.');

const source = z.strictObject({
  id: z.string(),
  owner: z.string(),
  role: z.enum(REFERENCE_ROLES),
  url: z.string().optional(),
  capturedAt: z.string(),
  label: z.string(),
});

const share = z.number().min(0).max(1);
const point = z.tuple([z.number(), z.number()]);
const quad = z.tuple([point, point, point, point]);
const reasons = z.array(z.strictObject({ code: z.string(), words: z.string().optional() }));
const reason = z.enum(LEFT_OUT_REASONS);
const leftOut = z.strictObject({
  why: reason,
  field: z.string(),
  index: place.nullable(),
  span,
  words: count,
  source: source.pick({ id: true, owner: true, label: true }),
});

const evidence = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('brand-term'),
    term: z.string(),
    owner: z.string(),
    classes: z.array(z.number()).describe('Nice classes of the mark.'),
    use: z.enum(BRAND_USES),
    sources: z.array(z.string()),
    folding: foldings,
    because: reasons,
  }),
  z.strictObject({
    kind: z.literal('register-mark'),
    office: z.string().describe('Office that keeps the register, WIPO ST.3: US, EM, DE …'),
    number: z.string().describe('Application or serial number.'),
    registration: z.string().optional(),
    mark: z.string(),
    owner: z.string(),
    classes: z.array(z.number()).describe('Nice classes of the entry.'),
    status: z.string(),
    others: count.describe('Further live entries of the same word.'),
    folding: foldings,
  }),
  z.strictObject({ kind: z.literal('phrase'), phrase: z.string(), folding: foldings }),
  z.strictObject({
    kind: z.literal('copied-text'),
    source,
    passages: z.array(
      z.strictObject({
        here: span,
        there: span.describe('In the fields of the source as written, joined by line breaks.'),
        words: count.describe('Words that both have, names, numbers and attribute rows aside.'),
        class: z.enum(['verbatim', 'reworded']),
        changed: count.describe('Words that differ.'),
      }),
    ),
    coverage: share.describe('Share of the field.'),
    listingCoverage: share.describe('Share of all texts of the listing that are compared.'),
    folding: foldings,
    because: reasons,
    leftOut: z.array(leftOut).describe('What of the field also stands in somebody’s text and does not count.'),
    excerpt: z.string(),
  }),
  z.strictObject({
    kind: z.literal('duplicate-listing'),
    other: z.strictObject({ listing: z.string(), file: z.string(), record: place }).describe('The listing that came first.'),
    similarity: share,
  }),
  z.strictObject({
    kind: z.literal('image-match'),
    source,
    stage: z.enum(['exact', 'hash', 'geometry']),
    distance: count.max(256).optional().describe('Bits of 256 in which the hashes differ.'),
    inliers: count.optional().describe('Details that lie where the transform says.'),
    transform: z.strictObject({
      mirrored: z.boolean(),
      negative: z.boolean(),
      degrees: z.number().describe('Clockwise.'),
      shown: share.describe('Share of the reference that the picture shows.'),
      taken: share.describe('Share of the picture that it takes.'),
      framed: z.literal(true).optional().describe('The margins differ.'),
    }),
    here: quad.describe('The region in the picture.'),
    there: quad.describe('The same region in the reference.'),
  }),
  z.strictObject({
    kind: z.literal('image-rights'),
    what: z.enum(RIGHTS_FAULTS),
    record: z.string().optional(),
    claims: z
      .array(z.strictObject({ field: z.enum(RIGHTS_FIELDS), where: z.string(), text: z.string() }))
      .optional()
      .describe('What the file or its name says.'),
    agency: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('field'), limit: z.string(), actual: z.string() }),
]);

const suppressed = z.strictObject({
  suppressed: z.strictObject({
    reason: z.string(),
    until: z.string().describe('The last day on which it is accepted.'),
    by: z.string().optional(),
    at: z.strictObject({ file: z.string(), line: place }).optional().describe('Where that was decided.'),
  }),
});

const finding = z.strictObject({
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  review: z.boolean().describe('A person decides; it fails no build unless --fail-on-review.'),
  confidence: z.number().min(0).max(1),
  listing: z.string().describe('SKU, else ASIN or product id, else <file>#<record>.'),
  file: z.string(),
  line: place,
  column: place.describe('1-based, in UTF-16 code units.'),
  record: place,
  field: z.string(),
  index: place.nullable(),
  span,
  match: z.string().describe('The characters as the seller wrote them.'),
  message: z.string(),
  fix: z.string(),
  replacements: z
    .array(z.strictObject({ span, text: z.string() }))
    .optional()
    .describe('The exact edit of the field that mends it, in order and without overlap, where there is one.'),
  prevention: z.array(z.string()),
  evidence,
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  state: z.union([z.literal('open'), z.literal('baselined'), suppressed]),
});

const problem = z.strictObject({
  file: z.string(),
  line: place.nullable(),
  column: place.nullable(),
  record: place.nullable(),
  reason: z.string(),
});

const notice = z.strictObject({
  kind: z
    .enum(['ended', 'unused', 'gone'])
    .describe('A suppression that is over, one that fits nothing, or how many entries of a baseline are not found any more.'),
  file: z.string(),
  line: place,
  column: place,
  text: z.string(),
});

const report = z.strictObject({
  preclear: z.strictObject({
    version: z.string(),
    packs: z.array(z.strictObject({ id: z.string(), version: z.string() })),
  }),
  findings: z.array(finding),
  problems: z.array(problem),
  run: z
    .strictObject({
      startedAt: z.string(),
      elapsedMs: count,
      listings: count,
      images: count,
      exit: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
    })
    .describe('The only part that differs between two scans of the same files.'),
  suppressed: count,
  baselined: count,
  notices: z.array(notice).describe('Decisions that somebody should look at again; they change no exit code.'),
  leftOut: z
    .record(reason, count)
    .describe('Passages that also stand in somebody’s text and were not reported, by the reason.'),
});

/** The JSON Schema of `--format json`. */
export function reportJsonSchema(): object {
  return { title: 'preclear report', ...z.toJSONSchema(report, { io: 'output', target: 'draft-2020-12' }) };
}
