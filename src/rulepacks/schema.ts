import { z } from 'zod';
import { BRAND_USES, LEFT_OUT_REASONS, REFERENCE_ROLES, RIGHTS_FAULTS } from '../model/evidence.ts';
import { PICTURE_COLOURS } from '../model/picture-colour.ts';
import { type RuleKind, type RuleOf, SEVERITIES } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import { count, example, FIELD, share, text } from './example-schema.ts';

/*
 * What a rule pack file may say. Every object is closed, every property says what it is: editors show it while a rule is written.
 * Loading this file loads zod; nothing imports it statically but what is itself loaded on demand.
 */

const bilingual: z.ZodType<Bilingual> = z
  .strictObject({ en: text.describe('English.'), zh: text.describe('Chinese, written by the meaning.') })
  .describe('A text in both languages; slots such as {match} stand in braces.');

const scope = z
  .array(
    z.string().regex(new RegExp(`^!?(${FIELD}|attribute:[^\\s!*]*\\*|image\\.main|image\\.other|image\\.\\*)$`), scopeHint()),
  )
  .describe('Fields and pictures that the rule looks at; !name excludes one; only exclusions: everything else.');

function scopeHint(): string {
  return 'title, bullet, description, aplus, search-terms, brand, manufacturer, image-alt, image-text.main, image-text.other, attribute:<key>, attribute:*, image.main, image.other, or one of them with ! before it';
}

const policy = z.strictObject({
  title: text.describe('What the page calls itself.'),
  url: z.url({ protocol: /^https?$/ }).describe('Address of the page on which the policy stands.'),
  checked: z.iso.date('a day such as 2026-11-22').describe('The day on which somebody read the page, YYYY-MM-DD.'),
});

const prevention = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case words joined by hyphens')
    .describe('Stable over packs: rules that share a step share its id.'),
  stage: z.enum(['correct', 'prevent', 'verify']).describe('Whether the step repairs, prevents or checks.'),
  step: bilingual.describe('What is done, as a fact: it may become a sentence of an appeal.'),
  proof: text.exactOptional().describe('The record that proves the step: scan-coverage, licence, sign-off, training …'),
});

/** Conditions of a rule by kind, as written in `when`. */
const WHEN = {
  'brand-terms': z.strictObject({
    use: z.array(z.enum(BRAND_USES)).min(1).describe('Ways of using a brand word that the rule reports.'),
    maxTier: z
      .literal([1, 2, 3])
      .exactOptional()
      .describe('Weakest mark that counts: 1 famous and enforced, 2 well known, 3 any (default).'),
    minConfidence: share.exactOptional().describe('Findings below this are dropped, 0..1; default 0.5.'),
    endsWithinDays: count
      .exactOptional()
      .describe('Only authorised uses whose authorisation ends within so many days of the day of the scan.'),
    because: z
      .array(text)
      .exactOptional()
      .describe('Only uses that one of these pieces of evidence decided: accessory-noun, compatible-cue-after …'),
    verticals: z
      .array(text)
      .exactOptional()
      .describe(
        'Only marks that are known for one of these kinds of goods, as data/brands/verticals.tsv names them: ap, sh, je …',
      ),
    unbranded: z
      .boolean()
      .exactOptional()
      .describe('true: only where the brand field names no brand (absent, Generic); false: only where it names one.'),
  }),
  'register-marks': z.strictObject({
    offices: z.array(text).exactOptional().describe('Offices whose registers count, such as US; default every imported one.'),
    pending: z.boolean().exactOptional().describe('Whether applications that are not registered yet count; default false.'),
  }),
  phrases: z.strictObject({
    phrases: z.array(text).exactOptional().describe('Whole words in any case; between words any white space or hyphen.'),
    patterns: z.array(text).exactOptional().describe('RE2 patterns over the folded (lower-case) text.'),
    unless: z.array(text).exactOptional().describe('Phrases inside which a hit does not count.'),
    deletable: z
      .literal(true)
      .exactOptional()
      .describe('The words may be deleted without anything else being said instead, so a fix is offered.'),
  }),
  'copied-text': z.strictObject({
    roles: z.array(z.enum(REFERENCE_ROLES)).exactOptional().describe('Whose texts count; default everybody but your own.'),
    minWords: count.describe('Shortest passage that is word for word the same, in words that both texts have.'),
    minReworded: count
      .exactOptional()
      .describe('Shortest passage in which words were changed, in words that both have; default minWords and a quarter.'),
    minCoverage: share.describe('Least share of the field that is copied, 0..1.'),
    alsoCount: z
      .array(z.enum(LEFT_OUT_REASONS))
      .exactOptional()
      .describe(
        'Passages that count although they usually do not: own and licensed owners, own-text, common to three owners, stock sentences, attribute rows, names.',
      ),
  }),
  'duplicate-listing': z.strictObject({
    minSimilarity: share.describe('Least likeness of titles and bullets without colours, sizes and the like, 0..1.'),
  }),
  'image-match': z.strictObject({
    roles: z.array(z.enum(REFERENCE_ROLES)).exactOptional().describe('Whose pictures count; default everybody but your own.'),
    maxDistance: z.int().min(0).max(256).describe('Largest difference of the 256-bit hashes, in bits.'),
  }),
  'image-rights': z.strictObject({
    what: z.array(z.enum(RIGHTS_FAULTS)).min(1).describe('What is wrong with the licence, or what the picture says of itself.'),
    endsWithinDays: count.exactOptional().describe('For expires-soon: days before the end of the licence; default 30.'),
  }),
  'image-spec': z.strictObject({
    minLongestSide: count.exactOptional().describe('Shortest allowed longest side, pixels.'),
    maxLongestSide: count.exactOptional().describe('Longest allowed side, pixels.'),
    maxBytes: count.exactOptional().describe('Largest allowed file.'),
    formats: z.array(text).exactOptional().describe('Allowed formats: jpeg, png, gif, tiff, webp …'),
    minWhiteBorder: share.exactOptional().describe('Least share of pure white along the border, 0..1.'),
    minFill: share.exactOptional().describe('Least share of width or height that a product on white reaches over, 0..1.'),
    noLettering: z.literal(true).exactOptional().describe('No lines of text beside a product on white.'),
    noInsets: z.literal(true).exactOptional().describe('No smaller picture or badge beside a product on white.'),
    noBorder: z.literal(true).exactOptional().describe('No border that was added.'),
    colours: z.array(z.enum(PICTURE_COLOURS)).min(1).exactOptional().describe('Allowed ways to hold colours.'),
    minDifference: z
      .int()
      .min(1)
      .max(256)
      .exactOptional()
      .describe('Least difference from the earlier pictures of the listing, in bits of the 256-bit hash.'),
  }),
  field: z.strictObject({
    maxCharacters: count.exactOptional().describe('Most characters, counted in the visible text.'),
    maxBytes: count
      .exactOptional()
      .describe('Most UTF-8 bytes without spaces and punctuation, over all fields of the name together.'),
    forbiddenCharacters: text.exactOptional().describe('Characters that may not appear outside the brand name.'),
    maxWordRepeats: count.exactOptional().describe('How often one word may stand in the field.'),
    maxCapitals: share.exactOptional().describe('Largest share of capital letters, in a text of two words or more.'),
    required: z.literal(true).exactOptional().describe('The listing must have the field.'),
  }),
} as const;

const marketplaces = z
  .array(
    z
      .string()
      .regex(/^!?[a-z0-9][a-z0-9.-]*\*?$/, 'amazon.com, with a star at the end (amazon.*) or with ! before it (!amazon.in)'),
  )
  .describe('Marketplaces, amazon.com or amazon.*; !amazon.in excludes one; empty means every one.');

const ID = /^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/;
const about = {
  id: z.string().regex(ID, 'pack/name in lower-case words joined by hyphens').describe('pack/name, never reused.'),
  severity: z.enum(SEVERITIES).describe('error stops a launch, warning should, note informs.'),
  review: z.boolean().default(false).describe('A person decides; never fails a build unless --fail-on-review.'),
  marketplaces: marketplaces.exactOptional(),
  scope,
  message: bilingual.describe('What is wrong and where; shown with every finding.'),
  rationale: bilingual.describe('Why it is a risk.'),
  policy: z.array(policy).min(1).describe('Where the policy stands.'),
  fix: bilingual.describe('What to do about it.'),
  prevention: z.array(prevention).min(1).describe('Steps that keep the risk from coming back.'),
  examples: z
    .strictObject({
      flag: z.array(example).min(1).describe('Examples that the rule must report.'),
      pass: z.array(example).min(1).describe('Look-alikes that it must not.'),
    })
    .describe("The rule's own tests; `preclear rules test` runs them."),
};

/** A rule as a pack file writes it: the pack's name is not repeated, its marketplaces hold unless the rule has its own. */
export type RuleEntry<K extends RuleKind = RuleKind> = K extends RuleKind
  ? Omit<RuleOf<K>, 'pack' | 'marketplaces'> & { readonly marketplaces?: readonly string[] }
  : never;

const CONDITIONS = 'When the rule reports something; its properties depend on the kind.';

/** A whole rule of each kind; the types hold the schema to the model. */
export const RULES: { readonly [K in RuleKind]: z.ZodType<RuleEntry<K>> } = {
  'brand-terms': z.strictObject({ kind: kindOf('brand-terms'), ...about, when: WHEN['brand-terms'].describe(CONDITIONS) }),
  'register-marks': z.strictObject({
    kind: kindOf('register-marks'),
    ...about,
    when: WHEN['register-marks'].describe(CONDITIONS),
  }),
  phrases: z.strictObject({ kind: kindOf('phrases'), ...about, when: WHEN.phrases.describe(CONDITIONS) }),
  'copied-text': z.strictObject({ kind: kindOf('copied-text'), ...about, when: WHEN['copied-text'].describe(CONDITIONS) }),
  'duplicate-listing': z.strictObject({
    kind: kindOf('duplicate-listing'),
    ...about,
    when: WHEN['duplicate-listing'].describe(CONDITIONS),
  }),
  'image-match': z.strictObject({ kind: kindOf('image-match'), ...about, when: WHEN['image-match'].describe(CONDITIONS) }),
  'image-rights': z.strictObject({ kind: kindOf('image-rights'), ...about, when: WHEN['image-rights'].describe(CONDITIONS) }),
  'image-spec': z.strictObject({ kind: kindOf('image-spec'), ...about, when: WHEN['image-spec'].describe(CONDITIONS) }),
  field: z.strictObject({ kind: kindOf('field'), ...about, when: WHEN.field.describe(CONDITIONS) }),
};

function kindOf<K extends RuleKind>(kind: K): z.ZodLiteral<K> {
  return z.literal(kind).describe('Which detector judges the rule.');
}

/** The kinds of rules, for messages. */
export const KINDS: readonly RuleKind[] = Object.keys(RULES).filter((kind): kind is RuleKind => kind in RULES);

/** A change to a rule of an earlier pack, by the kind of that rule. */
export const OVERLAYS: { readonly [K in RuleKind]: z.ZodType<Overlay> } = {
  'brand-terms': overlayOf('brand-terms'),
  'register-marks': overlayOf('register-marks'),
  phrases: overlayOf('phrases'),
  'copied-text': overlayOf('copied-text'),
  'duplicate-listing': overlayOf('duplicate-listing'),
  'image-match': overlayOf('image-match'),
  'image-rights': overlayOf('image-rights'),
  'image-spec': overlayOf('image-spec'),
  field: overlayOf('field'),
};

/** What an entry with `extends` says; the values are of the kinds that the rule itself allows. */
export interface Overlay {
  readonly extends: string;
  readonly id?: string | undefined;
  readonly severity?: string | undefined;
  readonly when?: Readonly<Record<string, unknown>> | undefined;
  readonly [property: string]: unknown;
}

function overlayOf(kind: RuleKind): z.ZodType<Overlay> {
  const { id, severity: _level, review: _review, ...rest } = about;
  const partial = z.strictObject({ ...rest, ...listEdits({ scope }) }).partial().shape;
  const when = z.strictObject({ ...WHEN[kind].shape, ...listEdits(WHEN[kind].shape) }).partial();
  return z.strictObject({
    extends: z.string().regex(ID, 'the id of a rule, pack/name').describe('Id of the rule that is changed.'),
    id: id.optional().describe('Given: a new rule beside the old one. Absent: the old rule itself is changed.'),
    kind: kindOf(kind).optional(),
    severity: z
      .enum([...SEVERITIES, 'off'])
      .optional()
      .describe('off switches the rule off.'),
    review: z.boolean().optional().describe('A person decides.'),
    ...partial,
    when: when.optional().describe('Conditions; name+ adds to a list, name- takes from it.'),
  });
}

/** For every list `name` of a shape also `name+` and `name-`. */
function listEdits(shape: Readonly<Record<string, z.ZodType>>): Record<string, z.ZodType> {
  const lists = Object.entries(shape).flatMap(([name, type]) => {
    const inner = type instanceof z.ZodExactOptional ? type.unwrap() : type;
    if (!(inner instanceof z.ZodArray)) return [];
    const list = z.array(inner.element);
    return [
      [`${name}+`, list.describe(`Added to ${name}.`)] as const,
      [`${name}-`, list.describe(`Taken from ${name}.`)] as const,
    ];
  });
  return Object.fromEntries(lists);
}

/** What stands at the head of a pack. */
export const HEAD: z.ZodType<PackFile['pack']> = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case words joined by hyphens')
    .describe('The part of every rule id before the slash.'),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, 'a version such as 1.0.0')
    .describe('Reports name it with every finding.'),
  title: bilingual,
  marketplaces: marketplaces.default([]),
});

/** The pack as a whole, its rules not yet looked at: each is judged by the schema of its kind, so that mistakes are told exactly. */
export const PACK: z.ZodType<PackFile> = z.strictObject({
  pack: HEAD.describe('What the pack is.'),
  rules: z.array(z.unknown()).min(1).describe('The rules.'),
});

/** A pack file whose rules are not yet checked. */
export interface PackFile {
  readonly pack: {
    readonly id: string;
    readonly version: string;
    readonly title: Bilingual;
    readonly marketplaces: readonly string[];
  };
  readonly rules: readonly unknown[];
}
