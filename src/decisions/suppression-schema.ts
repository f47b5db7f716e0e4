import { z } from 'zod';
import { isDay } from '../model/day.ts';
import { FIELD_ORDER } from '../model/listing.ts';
import type { SuppressionValues } from './suppression.ts';

/*
 * The shape of preclear.suppressions.yaml. Every key is described: the descriptions become the JSON Schema that an editor shows.
 */

const text = z.string().min(1).max(1000);
const said = z
  .string()
  .max(2000)
  .refine(isSaid, {
    error: 'it is empty; say it in words that hold in a year',
    params: { zh: '内容为空，请写明理由，一年后也能看懂' },
  });
const FIELDS: readonly string[] = [...FIELD_ORDER, 'image.main', 'image.other'];

const entry = z
  .strictObject({
    fingerprint: z
      .string()
      .regex(/^[0-9a-f]{16}$/, '16 digits 0-9 a-f')
      .exactOptional()
      .describe('Fingerprint of one finding, as reports show it. rule, listing, field and match beside it are for people.'),
    rule: text
      .exactOptional()
      .describe('Id of the rule, pack/name. No pattern: a rule that is silent everywhere is left out by skip.'),
    listing: text
      .exactOptional()
      .describe(
        'Id of the listing: the SKU; where it has none, path#record with the path from the folder of the configuration.',
      ),
    marketplace: text.exactOptional().describe('Only on this marketplace: amazon.com …'),
    field: text
      .refine((name) => FIELDS.includes(name) || /^attribute:./.test(name), {
        error: `no such field. Allowed: ${FIELDS.join(', ')}, attribute:<key>`,
        params: { zh: `没有这个字段。可用：${FIELDS.join('、')}、attribute:<key>` },
      })
      .exactOptional()
      .describe('Only in this field: title, bullet, description, search-terms, image.main …'),
    match: text.exactOptional().describe('Only these words, whatever their case.'),
    reason: said.describe('Why this may stand.'),
    until: z
      .string()
      .refine(isDay, { error: 'it must be a day such as 2027-03-31', params: { zh: '应为有效日期，如 2027-03-31' } })
      .meta({ format: 'date' })
      .describe('The last day on which it counts; afterwards the finding is back. At most 400 days ahead.'),
    by: text.exactOptional().describe('Who decided.'),
    evidence: text.exactOptional().describe('What proves it: a file, a number, an address.'),
  })
  .superRefine((values, context) => {
    if (values.fingerprint !== undefined || (values.rule !== undefined && values.listing !== undefined)) return;
    context.addIssue({
      code: 'custom',
      message: 'it must name a fingerprint, or a rule and a listing',
      params: { zh: '须写 fingerprint，或同时写 rule 和 listing' },
      path: [],
    });
  });

/** The schema of the suppressions file. */
export const suppressionsSchema: z.ZodType<{ readonly suppressions: readonly SuppressionValues[] }> = z.strictObject({
  suppressions: z.array(entry).max(10_000).describe('Findings that are accepted, each with its reason and its last day.'),
});

/** The JSON Schema of the suppressions file. Draft 7: editors of YAML read nothing newer. */
export function suppressionsJsonSchema(): object {
  return { title: 'preclear.suppressions.yaml', ...z.toJSONSchema(suppressionsSchema, { io: 'input', target: 'draft-7' }) };
}

function isSaid(words: string): boolean {
  return words.trim() !== '';
}
