import { z } from 'zod';
import { CASE_ANSWERS, DRAFT_KINDS } from '../model/case.ts';
import { PLATFORMS } from '../model/case-notice.ts';
import type { CaseRules } from '../model/case-rules.ts';
import type { SellerIdentity } from '../model/case-world.ts';

/*
 * What a file of `rules/cases/` may say about times, and `seller.yaml`. Every object is closed.
 */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case words joined by hyphens');
const text = z.string().min(1).max(2000);
const bilingual = z.strictObject({ en: text, zh: text });
const source = z.strictObject({ title: text, url: z.url({ protocol: /^https?$/ }).exactOptional() });
const days = z.number().int().min(1).max(400);

const timer = z
  .strictObject({
    id: id.describe('Unique; one of your own takes the place of one of preclear’s.'),
    letters: z.array(z.enum(DRAFT_KINDS)).default([]).describe('Letters after which it runs.'),
    answers: z.array(z.enum(CASE_ANSWERS)).default([]).describe('Answers after which it runs.'),
    platforms: z.array(z.enum(PLATFORMS)).default([]).describe('Only on these; empty means everywhere.'),
    from: days.exactOptional().describe('First day, where a source names a range.'),
    days: days.describe('The day on which to look again.'),
    unit: z.enum(['calendar', 'working']).describe('Working days are Monday to Friday.'),
    confirmed: z.boolean().describe('Whether somebody official says so.'),
    what: bilingual.describe('What is waited for.'),
    after: bilingual.describe('What to do when nothing came.'),
    source: source.describe('Where the number comes from.'),
  })
  .refine(({ letters, answers }) => letters.length + answers.length > 0, 'names neither a letter nor an answer');

/** The shape of `seller.yaml`: the seller as letters name them. */
export const SELLER: z.ZodType<SellerIdentity> = z.strictObject({
  store: text.exactOptional().describe('Name of the shop.'),
  sellerId: text.exactOptional().describe('Merchant token or member id.'),
  legalName: text.exactOptional().describe('Name of the firm as registered.'),
  representative: text.exactOptional().describe('Who signs.'),
  email: text.exactOptional().describe("The account's e-mail address."),
  phone: text.exactOptional(),
  address: text.exactOptional(),
  country: text.exactOptional(),
  website: text.exactOptional(),
});

/** The shape of a file with timers. */
export const CASE_RULES: z.ZodType<CaseRules> = z.strictObject({
  timers: z.array(timer).default([]),
});
