import { z } from 'zod';
import { CLAIMS, DRAFT_KINDS } from '../model/case.ts';
import { INFRINGEMENT_PLACES, INFRINGEMENT_TYPES, ORIGINS, PLATFORMS, REQUESTS } from '../model/case-notice.ts';
import {
  type BlockedWording,
  type ClaimWording,
  LETTER_LANGS,
  type LetterBlock,
  type LetterDocument,
  type LetterText,
  type RootCause,
  TENSES,
} from '../model/letter.ts';
import { QUERY_NAMES } from '../model/letter-query-names.ts';
import { text } from './example-schema.ts';

/*
 * What a file of `rules/letters/` may say. Every object is closed.
 */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case words joined by hyphens');
const letterText = z
  .strictObject({ en: text, de: text.exactOptional(), ja: text.exactOptional(), zh: text.exactOptional() })
  .describe('By language; English always.');
const bilingual = z.strictObject({ en: text, zh: text });
const query = z.enum(QUERY_NAMES);
const patterns = z
  .partialRecord(z.enum([...LETTER_LANGS, 'any']), z.array(text).min(1))
  .describe('RE2 patterns over folded text (lower case, no accents), by language.');
const examples = z
  .strictObject({
    yes: z.array(text).min(1).describe('Sentences in which it must be found.'),
    no: z.array(text).min(1).describe('Look-alikes in which it must not.'),
  })
  .describe("The entry's own tests.");

const condition = z
  .strictObject({
    claim: z
      .array(z.enum(CLAIMS))
      .min(1)
      .exactOptional()
      .describe('What the seller thinks of the claim; nobody assessed: unclear.'),
    platform: z.array(z.enum(PLATFORMS)).min(1).exactOptional().describe('Platform of the first notice.'),
    type: z.array(z.enum(INFRINGEMENT_TYPES)).min(1).exactOptional().describe('Right that a notice or an item names.'),
    where: z.array(z.enum(INFRINGEMENT_PLACES)).min(1).exactOptional().describe('Where the infringement is said to be.'),
    origin: z.array(z.enum(ORIGINS)).min(1).exactOptional().describe('Who set the notice off.'),
    requested: z.array(z.enum(REQUESTS)).min(1).exactOptional().describe('What a notice asks for.'),
    accountLevel: z.boolean().exactOptional().describe('Whether the account as a whole is meant.'),
    has: z.array(query).min(1).exactOptional().describe('Queries that must have a row.'),
    lacks: z.array(query).min(1).exactOptional().describe('Queries that must have none.'),
  })
  .describe('Everything that is given must hold.');

const gate = z.strictObject({
  need: condition.describe('What must hold.'),
  why: bilingual.describe('What to tell the person otherwise.'),
});

const sentence = z.strictObject({
  id: id.describe('Unique in its block or section.'),
  from: query
    .exactOptional()
    .describe('Query whose rows fill the slots; the sentence is told once for each. Absent: seller and notice only.'),
  tells: z.enum(TENSES).describe('past: what is done; now: what records show; plan: what has a day to come; nothing: no fact.'),
  when: condition.exactOptional(),
  need: z.boolean().default(false).describe('Shown with blanks when there is no row.'),
  with: z.array(text).default([]).describe('Rows without one of these slots are left out.'),
  without: z.array(text).default([]).describe('Rows that have one of these slots are left out.'),
  once: z.boolean().default(false).describe('Left out where the letter has told each of its facts before.'),
  sworn: z.boolean().default(false).describe('A named person has to stand for it.'),
  text: letterText.describe('With slots: {slot}, {slot|one #|many #}, {slot|all #|# of the ##}, {slot?, with #}.'),
  note: bilingual.describe("For the seller's people: what it says, what to see to."),
});

const block = z.strictObject({
  id: id.describe('Named by sections.'),
  sentences: z.array(sentence).min(1),
});

const section = z.strictObject({
  id,
  heading: letterText,
  each: z.enum(['causes', 'asked', 'copies-amazon']).exactOptional().describe('Told once for each row of this query.'),
  when: condition.exactOptional(),
  use: z.array(id).default([]).describe('Blocks, before the sentences of its own.'),
  answers: z
    .record(id, z.array(id))
    .exactOptional()
    .describe('With each: asked: the blocks that answer a point, by what it is about.'),
  long: z.boolean().default(false).describe('Told only where there are more listings than a sentence names.'),
  free: z.boolean().default(false).describe('Sentences that people stand for by name are told here.'),
  sentences: z.array(sentence).default([]),
});

const document = z.strictObject({
  kind: z.enum(DRAFT_KINDS),
  langs: z.array(z.enum(LETTER_LANGS)).min(1).describe('Languages in which each of its sentences is written.'),
  title: letterText,
  to: letterText.exactOptional(),
  subject: letterText.exactOptional(),
  gates: z.array(gate).default([]).describe('Without these nothing is written.'),
  checks: z.array(gate).default([]).describe('What must hold before it is final.'),
  warnings: z.array(bilingual).default([]).describe('What a person must know before sending it.'),
  internal: z.boolean().default(false).describe("Seen by the seller's people only."),
  longest: z.int().min(50).default(700).describe('Words beyond which readers lose patience.'),
  sections: z.array(section).min(1),
});

const cause = z.strictObject({
  id,
  title: bilingual,
  types: z.array(z.enum(INFRINGEMENT_TYPES)).min(1).describe('Rights for which it is offered.'),
  where: z.array(z.enum(INFRINGEMENT_PLACES)).default([]).describe('Places for which it is offered; empty means all.'),
  asks: bilingual.describe('What a person should find out first.'),
  text: letterText.describe('With slots of the query causes, which the supporting records fill: {source}, {published} …'),
  explains: z.literal('known-before').exactOptional().describe('It says why nobody acted on what was known before the notice.'),
  measures: z.array(id).min(1).describe('Prevention steps that answer it.'),
  support: z.array(id).min(1).describe('Kinds of records that can support it, such as training.'),
  note: bilingual,
  source: z.strictObject({ title: text, url: z.url({ protocol: /^https?$/ }).exactOptional() }).exactOptional(),
});

const blocked = z.strictObject({
  id,
  kind: z
    .enum(['bluff', 'emotive', 'blame', 'introduction', 'promise', 'outcome'])
    .describe('bluff: never sent; the others are told.'),
  unless: query.exactOptional().describe('Allowed where this query has a row.'),
  match: patterns,
  why: bilingual,
  examples,
});

const claim = z.strictObject({
  id,
  title: bilingual,
  proof: z.array(query).min(1).describe('Queries that can hold it.'),
  over: z.array(id).default([]).describe('Statements that a sentence of this kind does not make beside it.'),
  count: text.exactOptional().describe('Slot that numbers of the sentence are compared with.'),
  share: z.array(text).min(1).exactOptional().describe('Slots that must be whole where the sentence says "all".'),
  match: patterns,
  examples,
});

/** A file of letters that its schema has passed. */
export interface LetterFile {
  readonly letters: {
    readonly id: string;
    readonly version: string;
    readonly title: { readonly en: string; readonly zh: string };
  };
  readonly words: Readonly<Record<string, LetterText>>;
  readonly blocks: readonly LetterBlock[];
  readonly documents: readonly LetterDocument[];
  readonly causes: readonly RootCause[];
  readonly blocked: readonly BlockedWording[];
  readonly claims: readonly ClaimWording[];
}

/** A file of letters. */
export const LETTER_FILE: z.ZodType<LetterFile> = z.strictObject({
  letters: z
    .strictObject({
      id: id.describe('Unique among the files.'),
      version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version such as 1.0.0'),
      title: bilingual,
    })
    .describe('What the file is.'),
  words: z
    .record(z.string().regex(/^[a-z][a-z0-9.:_-]*$/i, 'words joined by dots and hyphens'), letterText)
    .default({})
    .describe('Names of values (field.title), of gaps (gap.trainings.day), of prevention steps (measure.staff-training).'),
  blocks: z.array(block).default([]).describe('Sentences that several letters share.'),
  documents: z.array(document).default([]).describe('Letters and papers.'),
  causes: z.array(cause).default([]).describe('Root causes that a person can choose.'),
  blocked: z.array(blocked).default([]).describe('Wording that is not to stand in a letter.'),
  claims: z.array(claim).default([]).describe('Statements that need a record, as people write them.'),
});

/** The JSON Schema of a file of letters, for editors. */
export function lettersJsonSchema(): object {
  return z.toJSONSchema(LETTER_FILE, { io: 'input' });
}
