import type { Tokens } from '../model/words.ts';
import { type Split, TermTrie } from './term-trie.ts';

/**
 * What a cue says about the mark beside it. `compatible-device` counts only for marks that things are made for, `imitation-goods` only
 * for the others, `imitation-joined` only with a hyphen; `none` is a phrase that only begins like a cue: `風呂`.
 */
export const CUE_CLASSES = [
  'compatible',
  'compatible-device',
  'imitation',
  'imitation-joined',
  'imitation-goods',
  'comparison',
  'authenticity',
  'marketplace',
  'component',
  'none',
] as const;
/** What a cue says about the mark beside it. */
export type CueClass = (typeof CUE_CLASSES)[number];

/** Where a cue stands, seen from the mark. */
export const CUE_POSITIONS = ['before', 'after', 'near'] as const;
/** Where a cue stands, seen from the mark. */
export type CuePosition = (typeof CUE_POSITIONS)[number];

/** A word or phrase that tells how the mark behind it, or before it, is used. */
export interface Cue {
  readonly text: string;
  /** `near`: anywhere in the same part of a sentence. */
  readonly position: CuePosition;
  readonly class: CueClass;
  /** For a cue in two halves (`plus … que`): the words of which one must stand shortly before it. */
  readonly openers?: readonly string[];
}

/** Cues, compiled for search. */
export interface CueTable {
  readonly trie: TermTrie;
  /** The cues of a term of the trie; one phrase may be several. None for any other number. */
  cuesOf(term: number): readonly Cue[];
}

/** A cue where it stands: words `[start, end)`. */
export interface CueHit {
  readonly start: number;
  readonly end: number;
  readonly cues: readonly Cue[];
}

/**
 * Reads the text of `cues.tsv`: cue, language, position, class. A cue in two halves is written `plus|moins … que`. Rows with an unknown
 * class or position are refused.
 */
export function compileCues(text: string, split: Split): CueTable {
  const trie = new TermTrie();
  const cues: Cue[][] = [];
  for (const line of text.split(/\r?\n/).slice(1)) {
    const [cue = '', , where = '', cueClass = ''] = line.split('\t');
    const known = CUE_CLASSES.find((c) => c === cueClass);
    const position = CUE_POSITIONS.find((p) => p === where);
    if (cue === '' || known === undefined || position === undefined) continue;
    const [closing = '', opening] = cue.split(' … ').reverse();
    const term = trie.add(split(closing));
    if (term < 0) continue;
    const same = cues[term] ?? [];
    cues[term] = same;
    const openers = opening === undefined ? {} : { openers: opening.split('|').map((word) => split(word).text) };
    if (opening !== undefined || !same.some((c) => c.position === position && c.class === known))
      same.push({ text: cue, position, class: known, ...openers });
  }
  return { trie, cuesOf: (term) => cues[term] ?? [] };
}

/** Every cue that starts at the words `[from, to)`, longest at each word, in order. */
export function findCues(table: CueTable, tokens: Tokens, from = 0, to: number = tokens.count): CueHit[] {
  const hits: CueHit[] = [];
  for (let i = from; i < to; i++) {
    const hit = table.trie.longestAt(tokens, i);
    if (hit === undefined) continue;
    const cues = table.cuesOf(hit.term);
    hits.push({ start: i, end: hit.end, cues });
    // Nothing inside a phrase that only looks like a cue is one.
    if (cues.every((cue) => cue.class === 'none')) i = hit.end - 1;
  }
  return hits;
}
