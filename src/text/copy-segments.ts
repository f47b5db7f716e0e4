import { classAt, UNSPACED } from './copy-letters.ts';

/* Words of scripts without spaces, and Korean words without their particles. */

/** `Intl.Segmenter` takes quadratic time, so no longer run is given to it. */
const LONGEST_RUN = 800;
/** From here on a run is cut at the first place that its own characters choose. */
const SHORT_ENOUGH = 200;

let segmenter: Intl.Segmenter | undefined;

/** Calls `add` for every word of the run of unspaced characters at `start`; returns the end of the run, or of its first part. */
export function segmentRun(text: string, start: number, add: (start: number, end: number) => void): number {
  const end = runEnd(text, start);
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
  for (const { index, segment } of segmenter.segment(text.slice(start, end))) {
    add(start + index, start + index + segment.length);
  }
  return end;
}

/** Where the run ends; a long one is cut by what stands there, so that a copy of it elsewhere is cut alike. */
function runEnd(text: string, start: number): number {
  let i = start + 1;
  for (; i < text.length && i - start < LONGEST_RUN; i++) {
    if (classAt(text, i) !== UNSPACED) return i;
    if (i - start >= SHORT_ENOUGH && isCut(text, i)) return i;
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
