import type { SharedPassage } from '../../model/comparison.ts';
import type { Span } from '../../model/span.ts';
import { openEverydayWording } from '../../scan/installation.ts';
import { type AlignedPassage, align } from '../../text/align.ts';
import { type AlignProfile, DOCUMENT, LISTING } from '../../text/align-profile.ts';
import { type CopyWords, readCopyWords } from '../../text/copy-words.ts';
import { type ReadText, readCompared, type Unread } from './file.ts';

/** How texts are compared: as whole documents, or as listings, whose passages are short. */
export type ProfileName = 'listing' | 'document';

/** A text with its words. */
export interface Prepared extends ReadText {
  readonly words: CopyWords;
}

/** The passages of two texts, and how they were looked for. */
export interface Found {
  readonly profile: ProfileName;
  readonly passages: readonly AlignedPassage[];
}

/** Finds the passages that two texts share. */
export interface Engine {
  /** Reads a file and its words; whatever is wrong with it is a reason. */
  prepare(path: string): Promise<Prepared | Unread>;
  compare(a: Prepared, b: Prepared): Found;
}

/** A text with fewer words is taken for a listing where nothing is said: it has bullets, not chapters. */
const SHORT = 250;

/** Makes an engine; loads the weights of words. Without a profile it goes by the length of the shorter text. */
export function openEngine(profile?: ProfileName): Engine {
  const { weights } = openEverydayWording();
  return {
    async prepare(path) {
      const read = await readCompared(path);
      return 'reason' in read ? read : { ...read, words: readCopyWords(read.seen) };
    },
    compare(a, b) {
      const chosen = profile ?? (Math.min(a.words.count, b.words.count) < SHORT ? 'listing' : 'document');
      const parameters = PARAMETERS[chosen];
      const whole = sameThroughout(a.words, b.words, parameters);
      return { profile: chosen, passages: whole === undefined ? align(a.words, b.words, weights, parameters) : [whole] };
    },
  };
}

/** A text against itself is one passage, also where it says the same thing a hundred times and nothing in it would be evidence. */
function sameThroughout(a: CopyWords, b: CopyWords, { minWords, minChars }: AlignProfile): AlignedPassage | undefined {
  const { count } = a;
  const characters = (a.ends[count - 1] ?? 0) - (a.starts[0] ?? 0);
  if (count !== b.count || count < minWords || characters < minChars) return undefined;
  for (let at = 0; at < count; at++) if (a.ids[at] !== b.ids[at]) return undefined;
  return { query: [0, count], source: [0, count], class: 'verbatim', cosine: 1, longestRun: count, equal: count };
}

const PARAMETERS: Readonly<Record<ProfileName, AlignProfile>> = { listing: LISTING, document: DOCUMENT };

/** Where a passage stands in the two files, byte order marks counted. */
export function placeInFiles(passage: AlignedPassage, a: Prepared, b: Prepared): SharedPassage {
  return { a: spanOf(a, passage.query), b: spanOf(b, passage.source), class: passage.class };
}

function spanOf({ words, mark }: Prepared, [from, to]: readonly [number, number]): Span {
  return [(words.starts[from] ?? 0) + mark, (words.ends[to - 1] ?? 0) + mark];
}
