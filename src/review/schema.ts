import { z } from 'zod';

/*
 * The JSON of a review, for programs that read it.
 */

const bilingual = z.strictObject({ en: z.string(), zh: z.string() });
const severity = z.enum(['error', 'warning', 'note']);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const count = z.int().min(0);
const id = z.string().regex(/^[a-z][a-z0-9-]*$/);

const figure = z
  .strictObject({
    id,
    name: bilingual,
    value: z.number(),
    before: z.number().optional(),
    better: z.enum(['less', 'more']).optional(),
    tone: severity.optional(),
    of: z.number().optional(),
    unit: bilingual.optional(),
  })
  .describe('A number, the same a week ago, and whether less of it is better.');

const piece = z.strictObject({ text: z.string(), mark: z.enum(['hit', 'copied', 'reworded']).optional() });

const picture = z.strictObject({
  name: z.string(),
  source: z.string().optional(),
  sha256: z.string().optional(),
  region: z
    .array(z.tuple([z.number(), z.number()]))
    .length(4)
    .optional()
    .describe('Corners of the matching region, in shares of width and height.'),
});

const evidence = z.strictObject({
  fingerprint: z.string(),
  rule: z.string(),
  severity,
  review: z.boolean(),
  listing: z.string(),
  marketplace: z.string(),
  title: z.string(),
  file: z.string(),
  line: z.int(),
  field: bilingual,
  message: bilingual,
  fix: bilingual,
  opened: day,
  nth: z.int().min(1),
  assignee: z.string().optional(),
  facts: z.array(z.strictObject({ name: bilingual, text: bilingual })),
  ours: z.array(piece),
  theirs: z.strictObject({ name: z.string(), owner: z.string(), pieces: z.array(piece) }).optional(),
  picture: picture.optional(),
  otherPicture: picture.optional(),
});

const action = z.strictObject({
  what: bilingual,
  who: z.string().optional(),
  due: day.optional(),
  urgency: z.enum(['now', 'soon', 'plan']),
  section: id,
});

const column = z.strictObject({ id, name: bilingual, kind: z.enum(['text', 'number', 'day', 'severity']) });

const series = z.strictObject({
  id,
  name: bilingual,
  tone: z.enum(['error', 'warning', 'note', 'plain', 'good']),
  values: z.array(z.number().nullable()),
});

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: bilingual, tone: z.enum(['good', 'bad', 'quiet']).optional() }),
  z.strictObject({ kind: z.literal('figures'), figures: z.array(figure) }),
  z.strictObject({
    kind: z.literal('table'),
    id,
    caption: bilingual,
    columns: z.array(column),
    rows: z.array(z.array(z.union([z.string(), z.number(), z.null(), bilingual]))),
    more: count,
  }),
  z.strictObject({
    kind: z.literal('chart'),
    id,
    caption: bilingual,
    description: bilingual,
    labels: z.array(z.string()),
    series: z.array(series),
  }),
  z.strictObject({ kind: z.literal('evidence'), evidence }),
  z.strictObject({ kind: z.literal('agenda'), actions: z.array(action) }),
]);

const review = z.strictObject({
  format: z.literal('preclear-review/1'),
  version: z.string(),
  asOf: day,
  week: z.strictObject({
    id: z.string().regex(/^\d{4}-W\d{2}$/),
    first: day,
    last: day,
    from: z.string(),
    to: z.string(),
    zone: z.string().describe('Time zone whose midnights begin and end the week.'),
    over: z.boolean(),
  }),
  quiet: z.boolean(),
  sections: z.array(z.strictObject({ id, title: bilingual, summary: bilingual, blocks: z.array(block) })),
});

/** The JSON Schema of `preclear review --format json`. */
export function reviewJsonSchema(): object {
  return { title: 'preclear review', ...z.toJSONSchema(review, { target: 'draft-7' }) };
}
