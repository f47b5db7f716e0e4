import { z } from 'zod';
import {
  CONSEQUENCES,
  INFRINGEMENT_PLACES,
  INFRINGEMENT_TYPES,
  IP_KINDS,
  NOTICE_KINDS,
  NOTICE_PATHS,
  type NoticePlatform,
  ORIGINS,
  PENALTY_ACTIONS,
  PLATFORMS,
  REQUESTS,
} from '../model/case-notice.ts';
import {
  LABEL_FIELDS,
  NOTICE_CONTEXTS,
  type NoticeLabel,
  type NoticePack,
  type NoticePattern,
  PIECE_KINDS,
} from '../model/case-pattern.ts';
import { text } from './example-schema.ts';

/*
 * What a file of `rules/notices/` may say. Every object is closed.
 */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case words joined by hyphens');
const byLanguage = z
  .partialRecord(z.enum(['en', 'de', 'fr', 'es', 'it', 'nl', 'ja', 'zh', 'any']), z.array(text).min(1))
  .describe('By language; any: words that are no language, such as ASIN.');
const yes = z.literal(true).exactOptional();

const says = z
  .strictObject({
    platform: z.enum(PLATFORMS).exactOptional().describe('The platform that the words give away.'),
    noticeKind: z.enum(NOTICE_KINDS).exactOptional().describe('What happened.'),
    origin: z.enum(ORIGINS).exactOptional().describe('Who set the notice off.'),
    infringementType: z.enum(INFRINGEMENT_TYPES).exactOptional().describe('Which right is meant.'),
    where: z.array(z.enum(INFRINGEMENT_PLACES)).exactOptional().describe('Where the infringement is said to be.'),
    requested: z.array(z.enum(REQUESTS)).exactOptional().describe('What is asked for.'),
    paths: z.array(z.enum(NOTICE_PATHS)).exactOptional().describe('Ways that the notice opens.'),
    accountLevel: z.boolean().exactOptional().describe('Whether the account as a whole is meant.'),
    fundsHeld: z.boolean().exactOptional().describe('Whether money is held.'),
    externalLinksAccepted: z.boolean().exactOptional().describe('Whether links are taken as proof.'),
    forwardedRetractionAccepted: z.boolean().exactOptional().describe('Whether a forwarded retraction counts.'),
    testBuy: z.boolean().exactOptional().describe('Whether the claimant has bought one.'),
    consequence: z.enum(CONSEQUENCES).exactOptional().describe('What comes when a period in the sentence ends.'),
    noDeadline: yes.describe('Days in the sentence are no deadline.'),
    penaltyAction: z.enum(PENALTY_ACTIONS).exactOptional().describe('What the platform did besides giving points.'),
    context: z.enum(NOTICE_CONTEXTS).exactOptional().describe('What the lines behind it are.'),
    retractionAddress: yes.describe('A mail address in the sentence is where retractions go.'),
    ipKind: z.enum(IP_KINDS).exactOptional().describe('Which right a number beside the words belongs to.'),
  })
  .refine((saying) => Object.keys(saying).length > 0, 'says nothing; give at least one fact');

const pattern = z.strictObject({
  id: id.describe('Unique in the pack.'),
  says: says.describe('What is known when the words are found.'),
  rank: z.int().min(0).max(100).default(50).describe('Of several kinds or types that are said the highest counts.'),
  in: z.array(z.enum(PIECE_KINDS)).min(1).exactOptional().describe('Pieces of the notice that are looked at; absent: all.'),
  match: byLanguage.describe('RE2 patterns, lower case.'),
  unless: z.array(text).default([]).describe('RE2 patterns; a sentence in which one is found does not count.'),
  deniable: z.boolean().default(false).describe('Whether a denial beside the words makes them not count.'),
  seen: z.boolean().default(false).describe('Whether the wording was seen in a real notice; else it is general knowledge.'),
  examples: z
    .strictObject({
      yes: z.array(text).min(1).describe('Sentences in which it must be found.'),
      no: z.array(text).min(1).describe('Look-alikes in which it must not.'),
    })
    .describe("The pattern's own tests."),
});

const label = z.strictObject({
  field: z.enum(LABEL_FIELDS).describe('What the value behind it is.'),
  id: id.describe('Unique in the pack.'),
  strong: z.boolean().default(false).describe('Counts in the middle of a line too.'),
  words: byLanguage.describe('The words before the colon, in any case.'),
});

/** A file of wordings that its schema has passed. */
export interface NoticePackFile {
  readonly notices: Pick<NoticePack, 'id' | 'version' | 'title'> & { readonly platform?: NoticePlatform };
  readonly labels: readonly NoticeLabel[];
  readonly patterns: readonly NoticePattern[];
}

/** A file of wordings. */
export const NOTICE_PACK: z.ZodType<NoticePackFile> = z.strictObject({
  notices: z
    .strictObject({
      id: id.describe('Before every pattern id.'),
      version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version such as 1.0.0'),
      title: z.strictObject({ en: text, zh: text }),
      platform: z.enum(PLATFORMS).exactOptional().describe('Patterns and labels count on this platform only.'),
    })
    .describe('What the pack is.'),
  labels: z.array(label).default([]).describe('Words that stand before a value.'),
  patterns: z.array(pattern).default([]).describe('Words of sentences.'),
});
