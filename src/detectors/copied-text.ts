import type { Because, LeftOut, Passage } from '../model/evidence.ts';
import { sourceText } from '../model/reference.ts';
import type { CopiedTextRule } from '../model/rule.ts';
import { GramReader } from '../text/copy-grams.ts';
import { undoLeet } from '../text/leet.ts';
import { applicableRules } from './applicable.ts';
import type { Detector, Draft, Subject } from './contract.ts';
import { type Claim, judgeMatches, type LeftStretch } from './copied-claims.ts';
import { type Disguise, findDisguise } from './copied-disguise.ts';
import { markWords } from './copied-marks.ts';
import { findCandidates, findMatches } from './copied-matches.ts';
import { TextOwners } from './copied-owners.ts';
import type { Piece } from './copied-pieces.ts';
import { fieldSpan, type ListingQuery, type QueryField, readQuery } from './copied-query.ts';
import { nameSentences } from './copied-sentences.ts';

/*
 * Passages of a listing that also stand in somebody else's text, word for word or reworded. The library is searched once a listing; each
 * rule then looks at the roles and fields that it names, one finding an owner and field. What everybody writes, what the owner allows and
 * what is the seller's own is left out, and told.
 */

/** Passages that a finding shows. */
const MAX_PASSAGES = 50;
/** Places that a finding tells as left out. */
const MAX_LEFT_OUT = 10;
/** Longest excerpt of a source, UTF-16 code units. */
const MAX_EXCERPT = 400;
/** Lengths between which a passage's length makes it more certain that it was copied. */
const SHORTEST_PASSAGE = 8;
const LONGEST_PASSAGE = 40;

/** Finds the passages of a listing that `copied-text` rules forbid. */
export const detectCopiedText: Detector<'copied-text'> = (rules, resources) => {
  const applicable = applicableRules(rules);
  const owners = new TextOwners(resources);
  const grams = new GramReader();
  const { copies: library, stock } = resources;
  return (subject) => {
    if (rules.length === 0 || library.texts === 0) return [];
    const { listing } = subject;
    const written = readQuery(subject, (name) => applicable(listing.marketplace, name).length > 0);
    if (written.words.count < SHORTEST_PASSAGE) return [];
    const candidates = findCandidates(written, library);
    const words = undoLeet(
      written.words,
      candidates.map((candidate) => candidate.words),
    );
    const query = { ...written, words };
    const matches = findMatches(query, candidates, library, owners.standingIn(listing));
    if (matches.length === 0) return [];
    const marks = markWords(query, matches, library, stock, grams);
    const told = new Set<string>();
    return rules.flatMap((rule, at) => {
      const fields = [...query.fields.keys()].filter((i) => looksAt(applicable, subject, query, i, at));
      if (fields.length === 0) return [];
      const { claims, left } = judgeMatches(rule, fields, matches, { query, library, marks });
      const aside = tellLeftOut(subject, query, left, told);
      return claims.map((claim) => draft(rule, query, claim, aside));
    });
  };
};

function looksAt(
  applicable: ReturnType<typeof applicableRules>,
  { listing }: Subject,
  query: ListingQuery,
  field: number,
  rule: number,
): boolean {
  const name = listing.fields[query.fields[field]?.at ?? -1]?.name;
  return name !== undefined && applicable(listing.marketplace, name).includes(rule);
}

/** What a rule left out, each place once, however many texts have it; every place is told once a listing. */
function tellLeftOut(
  subject: Subject,
  query: ListingQuery,
  left: readonly LeftStretch[],
  told: Set<string>,
): ReadonlyMap<number, readonly LeftOut[]> {
  const byField = new Map<number, LeftOut[]>();
  const seen = new Set<string>();
  for (const { why, range, field, match } of left) {
    const at = query.fields[field];
    const written = subject.listing.fields[at?.at ?? -1];
    const key = `${why} ${range[0]}`;
    if (at === undefined || written === undefined || seen.has(key)) continue;
    seen.add(key);
    const { id, owner, label } = match.reference;
    const note: LeftOut = {
      why,
      field: written.name,
      index: written.index ?? null,
      span: fieldSpan(query, at, ...range),
      words: range[1] - range[0],
      source: { id, owner, label },
    };
    byField.set(field, [...(byField.get(field) ?? []), note]);
    if (told.has(key)) continue;
    told.add(key);
    subject.leaveOut?.(note);
  }
  return byField;
}

function draft(rule: CopiedTextRule, query: ListingQuery, claim: Claim, left: ReadonlyMap<number, readonly LeftOut[]>): Draft {
  const field = query.fields[claim.field] ?? { at: 0, from: 0, to: 0, base: 0 };
  const { reference } = claim.match;
  const { id, owner, role, url, capturedAt, label } = reference;
  const passages = claim.pieces.slice(0, MAX_PASSAGES).map((piece) => passageOf(query, field, claim, piece));
  const longest = passages[0] ?? { here: [0, 0], there: [0, 0], words: 0, class: 'verbatim', changed: 0 };
  const source = { id, owner, role, capturedAt, label, ...(url === undefined ? {} : { url }) };
  const disguise = findDisguise(query, claim.pieces);
  return {
    rule,
    target: { field: field.at },
    span: longest.here,
    confidence: confidenceOf(longest, claim.coverage, disguise.folding.length > 0),
    slots: {
      percent: `${Math.round(claim.coverage * 100)}%`,
      words: longest.words,
      changed: longest.changed,
      owner,
      source: label,
      sentences: nameSentences(query, field, claim.match.words, claim.pieces),
    },
    evidence: {
      kind: 'copied-text',
      source,
      passages,
      coverage: Number(claim.coverage.toFixed(4)),
      listingCoverage: Number(claim.listingCoverage.toFixed(4)),
      folding: disguise.folding,
      because: reasonsOf(longest, claim, disguise),
      leftOut: (left.get(claim.field) ?? []).slice(0, MAX_LEFT_OUT),
      excerpt: cutExcerpt(sourceText(reference).slice(...longest.there)),
    },
    identity: id,
  };
}

function passageOf(query: ListingQuery, field: QueryField, { match }: Claim, piece: Piece): Passage {
  const { starts, ends } = match.words;
  return {
    here: fieldSpan(query, field, ...piece.query),
    there: [starts[piece.source[0]] ?? 0, ends[piece.source[1] - 1] ?? 0],
    words: piece.words,
    class: piece.class,
    changed: piece.changed,
  };
}

/** The pieces of evidence that decided, for a reader who asks why. */
function reasonsOf(longest: Passage, { fields }: Claim, disguise: Disguise): Because[] {
  const reasons: Because[] =
    longest.class === 'verbatim'
      ? [{ code: 'copied-verbatim', words: String(longest.words) }]
      : [{ code: 'copied-reworded', words: String(longest.words) }];
  if (disguise.count > 0) {
    reasons.push({ code: 'copied-disguise', words: disguise.words.join(' ') });
    reasons.push({ code: 'copied-disguised-words', words: String(disguise.count) });
  }
  if (fields > 1) reasons.push({ code: 'copied-fields', words: String(fields) });
  return reasons;
}

/**
 * How sure it is that the passage was copied: 0.6 for eight words, which people may write alike by chance, up to 0.99 for forty words
 * that fill the field. Length counts for 0.3, coverage for 0.1; changed words make it less sure by 0.1, a disguise surer by 0.2.
 */
function confidenceOf({ words, class: class_ }: Passage, coverage: number, disguised: boolean): number {
  const length = Math.min(1, Math.max(0, (words - SHORTEST_PASSAGE) / (LONGEST_PASSAGE - SHORTEST_PASSAGE)));
  const sure = 0.6 + 0.3 * length + 0.1 * coverage - (class_ === 'reworded' ? 0.1 : 0) + (disguised ? 0.2 : 0);
  return Number(Math.min(0.99, sure).toFixed(2));
}

function cutExcerpt(text: string): string {
  if (text.length <= MAX_EXCERPT) return text;
  const cut = text.slice(0, MAX_EXCERPT);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
