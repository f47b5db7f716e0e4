import type { NoticePlatform } from '../model/case-notice.ts';
import type { LabelField, NoticePattern, NoticeSaying } from '../model/case-pattern.ts';
import { spanIn } from './folded.ts';
import type { Piece } from './layout.ts';
import type { Wording } from './wordings.ts';

/*
 * Which wordings stand where in a notice. What the rights owner writes, examples of the platform and remarks of the seller's people do not
 * speak for the platform, so they are not looked at.
 */

/** A wording found in a piece; offsets are those of the text. */
export interface Saying {
  readonly pattern: NoticePattern;
  readonly says: NoticeSaying;
  readonly piece: Piece;
  /** Index of the piece. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

/** Labels whose value speaks; a title or a name may hold any word. */
const TELLING: ReadonlySet<LabelField> = new Set(['infringementType', 'ipType', 'reason', 'severity', 'penalty', 'deadline']);
const SILENT: ReadonlySet<string> = new Set(['owner-words', 'examples', 'internal-note', 'owner-contact']);

/** The wordings found, in the order of the text; those of other platforms are left out. */
export function findSayings(pieces: readonly Piece[], wordings: readonly Wording[], platform: NoticePlatform): Saying[] {
  const known = wordings.filter(({ pattern }) => pattern.platform === undefined || pattern.platform === platform);
  return pieces.flatMap((piece, at) => {
    if (piece.context !== undefined && SILENT.has(piece.context)) return [];
    return known.flatMap((wording) => sayingIn(piece, at, wording)).sort((a, b) => a.end - b.end || a.start - b.start);
  });
}

function sayingIn(piece: Piece, at: number, { pattern, find }: Wording): Saying[] {
  const { kind } = piece;
  if (piece.field !== undefined && !TELLING.has(piece.field)) return [];
  // The sender's address says who speaks, and nothing about the case.
  if (pattern.in === undefined ? kind === 'sender' : !pattern.in.includes(kind)) return [];
  const place = find(piece.folded.text);
  if (place === undefined) return [];
  const [start, end] = spanIn(piece.folded, place.start, place.end);
  return [{ pattern, says: pattern.says, piece, at, start, end }];
}

/** The sayings that tell something about a field. */
export function sayingsOf<F extends keyof NoticeSaying>(
  sayings: readonly Saying[],
  field: F,
): (Saying & { readonly value: NonNullable<NoticeSaying[F]> })[] {
  return sayings.flatMap((saying) => {
    const value = saying.says[field];
    return value === undefined ? [] : [{ ...saying, value: value as NonNullable<NoticeSaying[F]> }];
  });
}

/** Of the sayings about a field the one with the highest rank, the first of equals. */
export function strongest<S extends Saying>(sayings: readonly S[]): S | undefined {
  return sayings.reduce<S | undefined>(
    (best, one) => (best !== undefined && best.pattern.rank >= one.pattern.rank ? best : one),
    undefined,
  );
}
