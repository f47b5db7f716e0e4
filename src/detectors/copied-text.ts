import type { Passage } from '../model/evidence.ts';
import type { ReferenceText } from '../model/reference.ts';
import type { CopiedTextRule } from '../model/rule.ts';
import { type CopiedPassage, type CopyMatch, findCopies } from '../text/copy-index.ts';
import type { FieldText } from '../text/field-text.ts';
import { fold, foldPlain, sourceSpan } from '../text/fold.ts';
import { applicableRules } from './applicable.ts';
import type { Detector, Draft } from './contract.ts';

/*
 * Passages of a field that also stand in somebody else's text. The library is searched once a field; each rule then looks at the roles
 * that it names, one finding an owner. What also stands in a text of the seller's own is the seller's.
 */

/** Passages from here on count for the coverage, even where the rule asks for a longer one to make a finding. */
const SHORTEST_PASSAGE = 8;
/** From this share on, a passage that stands in a better source too is that one's and not a second finding. */
const MOST_SHARED = 0.5;
/** Passages that a finding shows. */
const MAX_PASSAGES = 50;
/** Longest excerpt of a source, UTF-16 code units. */
const MAX_EXCERPT = 400;

/** A match with what is left of it after better sources have had theirs. */
interface Claim {
  readonly match: CopyMatch;
  readonly owner: string;
  /** Longest first, the earlier of equals. */
  readonly passages: readonly CopiedPassage[];
  readonly words: number;
}

/** Finds the passages of a listing that `copied-text` rules forbid. */
export const detectCopiedText: Detector<'copied-text'> = (rules, resources) => {
  const applicable = applicableRules(rules);
  const ownBrands = new Set(resources.ownBrands.map(foldPlain));
  const minWords = Math.min(SHORTEST_PASSAGE, ...rules.map((rule) => rule.when.minWords));
  return ({ listing, texts }) => {
    if (rules.length === 0 || resources.copies.references.length === 0) return [];
    const brand = listing.brand === undefined ? '' : foldPlain(listing.brand);
    const isOwn = ({ role, owner }: ReferenceText): boolean => {
      const name = foldPlain(owner);
      return role === 'own' || (name !== '' && (name === brand || ownBrands.has(name)));
    };
    return texts.flatMap((text, field) => {
      const wanted = applicable(listing.marketplace, text.field.name);
      if (wanted.length === 0) return [];
      const { matches } = findCopies(resources.copies, text.tokens, { minWords });
      if (matches.length === 0) return [];
      const own = matches.filter((match) => isOwn(match.reference)).flatMap((match) => match.passages);
      const others = matches.filter((match) => !isOwn(match.reference));
      return wanted.flatMap((at) => {
        const rule = rules[at];
        return rule === undefined ? [] : judge(rule, others, own).map((claim) => draft(rule, field, text, claim));
      });
    });
  };
};

/** The claims that break a rule, one an owner, best first. */
function judge(rule: CopiedTextRule, matches: readonly CopyMatch[], own: readonly CopiedPassage[]): Claim[] {
  const taken = [...own];
  const owners = new Set<string>();
  const broken: Claim[] = [];
  for (const claim of claimsOf(rule, matches, own)) {
    if (owners.has(claim.owner)) continue;
    const left = makeClaim(claim.match, taken);
    if ((left.passages[0]?.words ?? 0) < rule.when.minWords || coverageOf(left) < rule.when.minCoverage) continue;
    owners.add(claim.owner);
    taken.push(...left.passages);
    broken.push(left);
  }
  return broken;
}

/** The matches with a role that the rule names, without what is the seller's own; most words first. */
function claimsOf(rule: CopiedTextRule, matches: readonly CopyMatch[], own: readonly CopiedPassage[]): Claim[] {
  const { roles } = rule.when;
  const claims = matches
    .filter(({ reference }) => roles === undefined || roles.includes(reference.role))
    .map((match) => makeClaim(match, own));
  // Sorting is stable: equal claims stay in the order of the library.
  return claims.sort((a, b) => b.words - a.words);
}

function makeClaim(match: CopyMatch, taken: readonly CopiedPassage[]): Claim {
  const passages: CopiedPassage[] = [];
  let words = match.words;
  for (const passage of match.passages) {
    if (isShared(passage, taken)) words -= passage.words;
    else passages.push(passage);
  }
  passages.sort((a, b) => b.words - a.words || a.here[0] - b.here[0]);
  return { match, owner: foldPlain(match.reference.owner), passages, words: passages.length === 0 ? 0 : words };
}

function isShared({ here: [start, end] }: CopiedPassage, taken: readonly CopiedPassage[]): boolean {
  return taken.some(({ here }) => Math.min(end, here[1]) - Math.max(start, here[0]) >= (end - start) * MOST_SHARED);
}

/** Share of the field's words in the claim's passages. */
function coverageOf({ match, words }: Claim): number {
  return match.words === 0 ? 0 : (match.coverage * words) / match.words;
}

function draft(rule: CopiedTextRule, field: number, { folded }: FieldText, claim: Claim): Draft {
  const { reference } = claim.match;
  const { id, owner, role, url, capturedAt, label } = reference;
  const coverage = Math.min(1, coverageOf(claim));
  const there = makeLocator(reference);
  const passages: Passage[] = claim.passages.slice(0, MAX_PASSAGES).map((passage) => ({
    here: sourceSpan(folded, ...passage.here),
    there: there(passage),
    words: passage.words,
  }));
  const longest = passages[0] ?? { here: [0, 0], there: [0, 0], words: 0 };
  const source = { id, owner, role, capturedAt, label, ...(url === undefined ? {} : { url }) };
  const excerpt = cutExcerpt(joinFields(reference).slice(...longest.there));
  return {
    rule,
    target: { field },
    span: longest.here,
    confidence: confidenceOf(longest.words, coverage),
    slots: { percent: `${Math.round(coverage * 100)}%`, words: longest.words, owner, source: label },
    evidence: { kind: 'copied-text', source, passages, coverage: Number(coverage.toFixed(4)), excerpt },
    identity: id,
  };
}

/**
 * How sure it is that the passage was copied: 0.6 for eight words, which people may write alike by chance, up to 0.99 for forty words
 * that fill the field. Length counts for 0.3, coverage for 0.1.
 */
function confidenceOf(words: number, coverage: number): number {
  const length = Math.min(1, Math.max(0, (words - SHORTEST_PASSAGE) / 32));
  return Number(Math.min(0.99, 0.6 + 0.3 * length + 0.1 * coverage).toFixed(2));
}

/** Passages of a reference -> spans of its fields as written, joined by line breaks. */
function makeLocator(reference: ReferenceText): (passage: CopiedPassage) => readonly [number, number] {
  const folded = reference.fields.map((field) => fold(field.text));
  return ({ field, there }) => {
    const own = folded[field];
    if (own === undefined) return [0, 0];
    let base = 0;
    for (const before of folded.slice(0, field)) base += before.source.length + 1;
    const [start, end] = sourceSpan(own, ...there);
    return [base + start, base + end];
  };
}

function joinFields(reference: ReferenceText): string {
  return reference.fields.map((field) => field.text).join('\n');
}

function cutExcerpt(text: string): string {
  if (text.length <= MAX_EXCERPT) return text;
  const cut = text.slice(0, MAX_EXCERPT);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
