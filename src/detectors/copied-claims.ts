import type { LeftOutReason } from '../model/evidence.ts';
import type { CopiedTextRule } from '../model/rule.ts';
import { foldPlain } from '../text/fold.ts';
import { MARK } from './copied-marks.ts';
import type { CopyMatch } from './copied-matches.ts';
import { type Cutting, cutPassage, type Piece, type Stretch } from './copied-pieces.ts';

/*
 * What one rule makes of the matches of a listing: one claim an owner and field, the strongest first. A passage that a stronger claim has
 * is not claimed again by another owner.
 */

/** Passages from here on count for the coverage, even where the rule asks for a longer one to make a finding. */
const SHORTEST_PASSAGE = 8;
/** From this share on, a passage that stands in a better source too is that one's and not a second finding. */
const MOST_SHARED = 0.5;
/** A reworded passage must be longer by this, when the rule does not say how long. */
const REWORDED_LENGTH = 1.25;

/** What an owner can object to in one field. */
export interface Claim {
  readonly match: CopyMatch;
  /** Position in `query.fields`. */
  readonly field: number;
  /** Most words first. */
  readonly pieces: readonly Piece[];
  /** Share of the field's words within the pieces, 0..1. */
  readonly coverage: number;
  /** The same of all fields that were compared. */
  readonly listingCoverage: number;
  /** Fields that hold a piece of the same source. */
  readonly fields: number;
}

/** A stretch that a rule leaves out, and whose text has it. */
export interface LeftStretch extends Stretch {
  readonly field: number;
  readonly match: CopyMatch;
}

/** What a rule finds in a listing. */
export interface Judgement {
  /** By field, then strongest first. */
  readonly claims: readonly Claim[];
  readonly left: readonly LeftStretch[];
}

/** A match with what of it the rule counts. */
interface Counted {
  readonly match: CopyMatch;
  readonly owner: string;
  readonly pieces: readonly Piece[];
}

/** Judges the matches of a listing by a rule; `fields` are the positions in the query that the rule looks at. */
export function judgeMatches(
  rule: CopiedTextRule,
  fields: readonly number[],
  matches: readonly CopyMatch[],
  surroundings: Omit<Cutting, 'mask' | 'least'>,
): Judgement {
  const { roles, alsoCount = [], minWords } = rule.when;
  const cutting: Cutting = { ...surroundings, mask: maskWithout(alsoCount), least: Math.min(SHORTEST_PASSAGE, minWords) };
  const left: LeftStretch[] = [];
  const counted: Counted[] = [];
  for (const match of matches) {
    if (roles !== undefined && !roles.includes(match.reference.role)) continue;
    const stretches = (field: number, found: readonly Stretch[]): void => {
      if (fields.includes(field)) for (const stretch of found) left.push({ ...stretch, field, match });
    };
    if (match.standing !== undefined && !alsoCount.includes(match.standing)) {
      for (const { field, query } of match.passages) stretches(field, [{ why: match.standing, range: query }]);
      continue;
    }
    // What the seller's own text has is marked in the seller's own text too.
    const own = match.standing === undefined ? cutting : { ...cutting, mask: cutting.mask & ~MARK['own-text'] };
    const pieces = match.passages.flatMap((passage) => {
      const cut = cutPassage(match, passage, own);
      stretches(passage.field, cut.left);
      return cut.pieces;
    });
    if (pieces.length > 0) counted.push({ match, owner: foldPlain(match.reference.owner), pieces });
  }
  return { claims: fields.flatMap((field) => claimField(rule, field, counted, cutting)), left };
}

function maskWithout(alsoCount: readonly LeftOutReason[]): number {
  let mask = 0xff;
  for (const [why, bit] of Object.entries(MARK)) if (alsoCount.some((one) => one === why)) mask &= ~bit;
  return mask;
}

/** The claims to one field that break the rule, one an owner, strongest first. */
function claimField(rule: CopiedTextRule, field: number, counted: readonly Counted[], cutting: Cutting): Claim[] {
  const here = counted.flatMap((one) => {
    const pieces = one.pieces.filter((piece) => piece.field === field);
    return pieces.length === 0 ? [] : [{ ...one, pieces, all: one.pieces, words: total(pieces) }];
  });
  // Sorting is stable: equal claims stay in the order of the search.
  here.sort((a, b) => b.words - a.words);
  const taken: Piece[] = [];
  const owners = new Set<string>();
  const claims: Claim[] = [];
  for (const { match, owner, pieces, all } of here) {
    if (owners.has(owner)) continue;
    const free = pieces.filter((piece) => !isShared(piece, taken)).sort((a, b) => b.words - a.words || a.query[0] - b.query[0]);
    const coverage = coverageOf(free, field, cutting);
    if (!isLongEnough(rule, free) || coverage < rule.when.minCoverage) continue;
    owners.add(owner);
    taken.push(...free);
    const inFields = new Set(all.map((piece) => piece.field)).size;
    claims.push({
      match,
      field,
      pieces: free,
      coverage,
      listingCoverage: coverageOf(all, undefined, cutting),
      fields: inFields,
    });
  }
  return claims;
}

function isLongEnough({ when }: CopiedTextRule, pieces: readonly Piece[]): boolean {
  const { minWords, minReworded = Math.ceil(minWords * REWORDED_LENGTH) } = when;
  return pieces.some(({ words, class: class_ }) => words >= (class_ === 'verbatim' ? minWords : minReworded));
}

function total(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { words }) => sum + words, 0);
}

function isShared({ query: [start, end] }: Piece, taken: readonly Piece[]): boolean {
  return taken.some(({ query }) => Math.min(end, query[1]) - Math.max(start, query[0]) >= (end - start) * MOST_SHARED);
}

/** Share of a field's words, or of the whole query's, within pieces. */
function coverageOf(pieces: readonly Piece[], field: number | undefined, { query }: Cutting): number {
  const whole = field === undefined ? undefined : query.fields[field];
  const count = whole === undefined ? query.words.count : whole.to - whole.from;
  const covered = pieces.reduce((sum, { query: [from, to] }) => sum + to - from, 0);
  return count === 0 ? 0 : Math.min(1, covered / count);
}
