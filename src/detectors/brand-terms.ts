import { words } from '../lexicon/term-trie.ts';
import { daysBetween } from '../model/day.ts';
import type { BrandTermsRule } from '../model/rule.ts';
import { inScope, onMarketplace } from '../model/rule.ts';
import type { Bilingual, Slots } from '../model/text.ts';
import { sourceSpan } from '../text/fold.ts';
import { namesBrand } from './brand-field.ts';
import { brandFix } from './brand-fixes.ts';
import type { BrandJudge } from './brand-judge.ts';
import type { Mention } from './brand-mention.ts';
import type { Detect, Draft, Resources, Subject } from './contract.ts';

/** Confidence below which a rule that names no other limit stays silent. */
const MIN_CONFIDENCE = 0.5;
/** Confidence from which an error stays one: above it, 95 of 100 labelled words that rules report were misuse. */
const SURE = 0.7;

/**
 * Another's brand word in a listing, by what it does there.
 * A mark that stands in one field ten times is one finding, at its first place: the seller mends the field once.
 */
export function detectBrandTerms(rules: readonly BrandTermsRule[], judge: BrandJudge, resources: Resources): Detect {
  const byMarketplace = new Map<string, readonly BrandTermsRule[]>();
  return (subject) => {
    const { marketplace } = subject.listing;
    let here = byMarketplace.get(marketplace);
    if (here === undefined) {
      here = rules.filter((rule) => onMarketplace(rule.marketplaces, marketplace));
      byMarketplace.set(marketplace, here);
    }
    if (here.length === 0) return [];
    const mentions = judge.judge(subject);
    if (mentions.length === 0) return [];
    return here.flatMap((rule) => findingsOf(rule, mentions, subject, resources));
  };
}

function findingsOf(rule: BrandTermsRule, mentions: readonly Mention[], subject: Subject, { asOf }: Resources): Draft[] {
  const reported = mentions.filter((mention) => applies(rule, mention, asOf));
  if (reported.length === 0) return [];
  const { unbranded } = rule.when;
  if (unbranded !== undefined && unbranded === namesBrand(subject.listing.brand)) return [];
  const groups = new Map<string, Mention[]>();
  for (const mention of reported) {
    const key = keyOf(rule, mention);
    const same = groups.get(key);
    if (same === undefined) groups.set(key, [mention]);
    else same.push(mention);
  }
  return [...groups.values()].map((places) => draft(rule, places, { reported, all: mentions, subject }));
}

/** A mark is one finding a field and use; an authorisation that ends is one a listing. */
function keyOf({ when }: BrandTermsRule, { field, mark, use, authorisation }: Mention): string {
  return when.endsWithinDays === undefined ? `${field}\0${mark.mark}\0${use}` : `record\0${authorisation?.id}`;
}

function applies(rule: BrandTermsRule, mention: Mention, asOf: string): boolean {
  const { when } = rule;
  const { use, mark, confidence, text, because, authorisation } = mention;
  return (
    when.use.includes(use) &&
    mark.tier <= (when.maxTier ?? 3) &&
    confidence >= (when.minConfidence ?? MIN_CONFIDENCE) &&
    (when.because === undefined || because.some(({ code }) => when.because?.includes(code))) &&
    (when.verticals === undefined || mark.verticals.some((vertical) => when.verticals?.includes(vertical))) &&
    (when.endsWithinDays === undefined || endsWithin(authorisation?.validTo, asOf, when.endsWithinDays)) &&
    inScope(rule.scope, text.field.name)
  );
}

/** Whether a day is not more than so many days behind another. */
function endsWithin(day: string | undefined, asOf: string, days: number): boolean {
  if (day === undefined) return false;
  const left = daysBetween(asOf, day);
  return left >= 0 && left <= days;
}

interface Around {
  readonly reported: readonly Mention[];
  readonly all: readonly Mention[];
  readonly subject: Subject;
}

function draft(rule: BrandTermsRule, places: readonly Mention[], around: Around): Draft {
  const [mention] = places;
  if (mention === undefined) throw new RangeError('a group of mentions is never empty');
  const { mark, text, start, end, use, because, folding, confidence } = mention;
  const { tokens, folded } = text;
  const repeated = places.length > 1 ? [{ code: 'repeated', words: String(places.length) }] : [];
  const samePlace = places.filter(({ field }) => field === mention.field);
  const reported = around.reported.filter(({ field }) => field === mention.field);
  const replacements =
    rule.when.endsWithinDays === undefined ? brandFix({ ...around, rule, places: samePlace, reported }) : undefined;
  return {
    rule,
    target: { field: mention.field },
    span: sourceSpan(folded, tokens.starts[start] ?? 0, tokens.ends[end - 1] ?? 0),
    confidence: Math.round(confidence * 100) / 100,
    ...(rule.severity === 'error' && !isSure(mention) ? { severity: 'warning' } : {}),
    slots: slotsOf(mention, around.subject, replacements),
    ...(replacements === undefined ? {} : { replacements }),
    evidence: {
      kind: 'brand-term',
      term: mark.mark,
      owner: mark.owner,
      classes: mark.classes,
      use,
      sources: mark.sources,
      folding,
      because: [...because, ...repeated],
    },
    identity: words(tokens, start, end),
  };
}

function slotsOf({ mark, use, authorisation }: Mention, { listing }: Subject, edits: Draft['replacements']): Slots {
  const generic = genericOf(mark);
  const written = edits?.find(({ text }) => text !== '')?.text;
  const wanted = use === 'compatible' || use === 'plain' ? compatibleForm(mark.mark) : generic;
  return {
    term: mark.mark,
    owner: mark.owner,
    brand: listing.brand ?? '',
    class: mark.classes.join(', '),
    generic,
    replacement: written === undefined ? wanted : { en: written, zh: withChinese(written, mark) },
    ...(authorisation === undefined ? {} : { record: authorisation.id, until: authorisation.validTo ?? '' }),
  };
}

/** Whether a mention may be an error: what is likely but not sure is a warning. In search terms no brand is allowed, however it is meant. */
function isSure({ confidence, text }: Mention): boolean {
  return confidence >= SURE || text.field.name === 'search-terms';
}

/** How the title of goods for another's product is built. */
function compatibleForm(mark: string): Bilingual {
  return {
    en: `your brand or Generic + product + “compatible with ${mark}” + model`,
    zh: `自有品牌（或 Generic）+ 品名 + compatible with ${mark} + 型号`,
  };
}

/** A Chinese reader is told what the English word means that goes into his listing. */
function withChinese(written: string, { generic }: Mention['mark']): string {
  return generic === undefined || written.includes(generic.zh) ? written : `${written}（${generic.zh}）`;
}

/** What to write instead. A Chinese reader gets the English word too: it goes into an English listing. */
function genericOf({ generic }: Mention['mark']): Bilingual {
  if (generic === undefined) return { en: 'a descriptive word', zh: '描述性词语' };
  return { en: generic.en, zh: `${generic.en}（${generic.zh}）` };
}
