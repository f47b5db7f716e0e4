import { z } from 'zod';
import { PENALTY_PLATFORMS } from '../model/ledger.ts';
import { PENALTY_TRUST, type PenaltyTable } from '../model/penalty.ts';

/*
 * What a penalty table may say. Every object is closed, every number has a source.
 */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case words joined by hyphens');
const text = z.string().min(1).max(2000);
const bilingual = z.strictObject({ en: text, zh: text });
const day = z.iso.date();
const number = z.number().int().min(0).max(100_000);
const kinds = z.array(id).max(50);
const source = id.describe('Id of one of the sources.');

const table = z.strictObject({
  id: id.describe('Unique; one of your own takes the place of one of preclear’s.'),
  platform: z.enum(PENALTY_PLATFORMS),
  title: bilingual,
  enabled: z.boolean().default(true).describe('False: shown as an example, counts for nothing.'),
  sources: z
    .array(
      z.strictObject({
        id,
        title: text,
        url: z.url({ protocol: /^https?$/ }).exactOptional(),
        checked: day.describe('The day on which somebody read it.'),
        effective: day.exactOptional().describe('The day from which the rules count.'),
        trust: z.enum(PENALTY_TRUST).describe('The platform’s own page, a copy of it, somebody else’s page, or nobody’s word.'),
      }),
    )
    .min(1),
  kinds: z.array(
    z.strictObject({
      id,
      title: bilingual,
      points: z
        .strictObject({ least: number, most: number })
        .refine(({ least, most }) => least <= most, 'has more points at least than at most')
        .exactOptional()
        .describe('Each time; absent where nobody publishes them.'),
      source,
    }),
  ),
  caps: z.array(z.strictObject({ kinds, perDay: number.min(1), source })).default([]),
  merges: z.array(z.strictObject({ kinds, days: number.min(1).max(400), source })).default([]),
  validity: z.strictObject({ days: number.min(1).max(4000), source }).exactOptional(),
  thresholds: z.array(
    z.strictObject({
      of: z.enum(['points', 'count', 'score']),
      at: number,
      kinds: kinds.default([]),
      sameRight: z.boolean().default(false),
      effect: bilingual,
      source,
    }),
  ),
  notes: z.array(z.strictObject({ text: bilingual, source })).default([]),
});

/** The shape of a file of penalty tables. */
export const PENALTY_FILE: z.ZodType<{ readonly tables: readonly PenaltyTable[] }> = z.strictObject({
  tables: z.array(table.superRefine(checkNames)).min(1),
});

/** The JSON Schema of the seller's own penalty tables. Draft 7: editors of YAML read nothing newer. */
export function penaltyTablesJsonSchema(): object {
  return { title: 'penalty-tables.yaml', ...z.toJSONSchema(PENALTY_FILE, { io: 'input', target: 'draft-7' }) };
}

/** Sources and kinds that are named must be there, and ids stand once. */
function checkNames(found: PenaltyTable, context: z.RefinementCtx): void {
  const sources = new Set(found.sources.map((one) => one.id));
  const known = new Set(found.kinds.map((one) => one.id));
  const tell = (path: readonly (string | number)[], message: string): void => {
    context.addIssue({ code: 'custom', path: [...path], message });
  };
  if (sources.size < found.sources.length) tell(['sources'], 'has an id twice');
  if (known.size < found.kinds.length) tell(['kinds'], 'has an id twice');
  for (const [name, list] of Object.entries({
    kinds: found.kinds,
    caps: found.caps,
    merges: found.merges,
    thresholds: found.thresholds,
    notes: found.notes,
  })) {
    for (const [i, one] of list.entries()) {
      if (!sources.has(one.source)) tell([name, i, 'source'], `names no source of the table: ${one.source}`);
      const named: readonly string[] = 'kinds' in one ? one.kinds : [];
      for (const kind of named) if (!known.has(kind)) tell([name, i, 'kinds'], `names no kind of the table: ${kind}`);
    }
  }
  if (found.validity !== undefined && !sources.has(found.validity.source))
    tell(['validity', 'source'], `names no source of the table: ${found.validity.source}`);
}
