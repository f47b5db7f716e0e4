import { classAt, UNSPACED } from './copy-letters.ts';

/* Words of scripts without spaces, and Korean words without their particles. */

/** `Intl.Segmenter` takes quadratic time, so no longer piece is given to it. */
const LONGEST_PIECE = 900;
/** Each call costs as much as a hundred characters, so a piece goes on beyond the signs and words between the runs up to here. */
const LONG_ENOUGH = 300;
/** From here on a run is cut at the first place that its own characters choose. */
const LONGEST_RUN = 200;

let segmenter: Intl.Segmenter | undefined;

/** The words of the unspaced runs of one text, asked for from its beginning to its end. */
export class UnspacedWords {
  readonly #text: string;
  /** Ends of words in the piece that was segmented last, which reaches up to `#to`. */
  #ends: number[] = [];
  #next = 0;
  #to = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** End of the word that starts at `start`. */
  endOf(start: number): number {
    if (start >= this.#to) this.#segment(start);
    while ((this.#ends[this.#next] ?? this.#to) <= start) this.#next++;
    return this.#ends[this.#next] ?? start + 1;
  }

  #segment(start: number): void {
    segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
    this.#to = pieceEnd(this.#text, start);
    this.#ends = [];
    this.#next = 0;
    for (const { index, segment } of segmenter.segment(this.#text.slice(start, this.#to))) {
      this.#ends.push(start + index + segment.length);
    }
  }
}

/** Where a piece ends: never inside a run, but for a long one, and that is cut by what stands there, so that a copy of it is cut alike. */
function pieceEnd(text: string, start: number): number {
  let run = start;
  let i = start + 1;
  for (; i < text.length && i - start < LONGEST_PIECE; i++) {
    if (classAt(text, i) !== UNSPACED) {
      if (i - start >= LONG_ENOUGH) return i;
      run = i + 1;
    } else if (i - run >= LONGEST_RUN && isCut(text, i)) return i;
  }
  // A pair is never torn.
  const unit = text.charCodeAt(i);
  return unit >= 0xdc00 && unit <= 0xdfff ? i + 1 : i;
}

/** About one place in 32, by the two characters before it. */
function isCut(text: string, i: number): boolean {
  const unit = text.charCodeAt(i);
  if (unit >= 0xdc00 && unit <= 0xdfff) return false;
  return Math.imul(text.charCodeAt(i - 1) * 31 + text.charCodeAt(i - 2), 0x9e3779b1) >>> 27 === 0;
}

/** Korean particles, the longer ones first. */
const PARTICLES =
  /(?:에서는|에서도|으로는|으로도|이라도|에게서|까지도|에서|에게|께서|부터|까지|처럼|보다|하고|이나|으로|이며|라도|마다|밖에|은|는|이|가|을|를|의|에|와|과|도|로|만)$/;
const LONGEST_PARTICLE = 3;

/** Where the particle of the Korean word `[start, end)` begins; `end` when it has none, or when next to nothing would be left. */
export function particleStart(text: string, start: number, end: number): number {
  if (end - start < 3) return end;
  const tail = text.slice(Math.max(start + 2, end - LONGEST_PARTICLE), end);
  return end - (PARTICLES.exec(tail)?.[0].length ?? 0);
}
