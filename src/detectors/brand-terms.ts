import { words } from '../lexicon/term-trie.ts';
import type { BrandTermsRule } from '../model/rule.ts';
import { inScope, onMarketplace } from '../model/rule.ts';
import type { Bilingual, Slots } from '../model/text.ts';
import { sourceSpan } from '../text/fold.ts';
import type { BrandJudge } from './brand-judge.ts';
import type { Mention } from './brand-mention.ts';
import type { Detect, Draft, Subject } from './contract.ts';

/** Confidence below which a rule that names no other limit stays silent. */
const MIN_CONFIDENCE = 0.5;

/**
 * Another's brand word in a listing, by what it does there.
 * A mark that stands in one field ten times is one finding, at its first place: the seller mends the field once.
 */
export function detectBrandTerms(rules: readonly BrandTermsRule[], judge: BrandJudge): Detect {
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
    return mentions.length === 0 ? [] : here.flatMap((rule) => findingsOf(rule, mentions, subject));
  };
}

function findingsOf(rule: BrandTermsRule, mentions: readonly Mention[], subject: Subject): Draft[] {
  const first = new Map<string, Mention[]>();
  for (const mention of mentions) {
    if (!applies(rule, mention)) continue;
    const key = `${mention.field}\0${mention.mark.mark}\0${mention.use}`;
    const same = first.get(key);
    if (same === undefined) first.set(key, [mention]);
    else same.push(mention);
  }
  return [...first.values()].map((same) => draft(rule, same, subject));
}

function applies(rule: BrandTermsRule, { use, mark, confidence, text }: Mention): boolean {
  const { when } = rule;
  return (
    when.use.includes(use) &&
    mark.tier <= (when.maxTier ?? 3) &&
    confidence >= (when.minConfidence ?? MIN_CONFIDENCE) &&
    inScope(rule.scope, text.field.name)
  );
}

function draft(rule: BrandTermsRule, same: readonly Mention[], subject: Subject): Draft {
  const [mention] = same;
  if (mention === undefined) throw new RangeError('a group of mentions is never empty');
  const { mark, text, start, end, use, because, folding, confidence } = mention;
  const { tokens, folded } = text;
  const repeated = same.length > 1 ? [{ code: 'repeated', words: String(same.length) }] : [];
  return {
    rule,
    target: { field: mention.field },
    span: sourceSpan(folded, tokens.starts[start] ?? 0, tokens.ends[end - 1] ?? 0),
    confidence: Math.round(confidence * 100) / 100,
    slots: slotsOf(mention, subject),
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

function slotsOf({ mark }: Mention, { listing }: Subject): Slots {
  return {
    term: mark.mark,
    owner: mark.owner,
    brand: listing.brand ?? '',
    class: mark.classes.join(', '),
    generic: genericOf(mark),
  };
}

/** What to write instead. A Chinese reader gets the English word too: it goes into an English listing. */
function genericOf({ generic }: Mention['mark']): Bilingual {
  if (generic === undefined) return { en: 'a descriptive word', zh: '描述性词语' };
  return { en: generic.en, zh: `${generic.en}（${generic.zh}）` };
}
