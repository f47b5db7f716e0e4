import { CUE_CLASSES, CUE_POSITIONS, type Cue } from './cues.ts';
import type { StringPool, StringPoolBuilder } from './pack-strings.ts';

/*
 * Cues as a column of numbers: for each term, and for the end, how many cues stand before it; then three numbers a cue: class and position,
 * its text, its openers as one string with `\n` between them.
 */

const NONE = -1;

/** The numbers of all cues; `cues` are those of each term. */
export function encodeCues(cues: readonly (readonly Cue[])[], strings: StringPoolBuilder): Int32Array {
  let before = 0;
  const starts = cues.map((same) => {
    before += same.length;
    return before;
  });
  const numbers = cues
    .flat()
    .flatMap(({ text, class: cueClass, position, openers }) => [
      CUE_CLASSES.indexOf(cueClass) | (CUE_POSITIONS.indexOf(position) << 8),
      strings.number(text),
      openers === undefined ? NONE : strings.number(openers.join('\n')),
    ]);
  return Int32Array.from([0, ...starts, ...numbers]);
}

/** Makes the cues of a term of their numbers, each once: there are thousands, and a scan meets a few. */
export function cueReader(numbers: Int32Array, terms: number, strings: StringPool): (term: number) => readonly Cue[] {
  const made: (readonly Cue[])[] = [];
  return (term) => {
    if (term < 0 || term >= terms) return [];
    made[term] ??= decodeCues(numbers.subarray(terms + 1), numbers[term] ?? 0, numbers[term + 1] ?? 0, strings);
    return made[term] ?? [];
  };
}

/** The cues `[from, to)` of three numbers each. */
function decodeCues(numbers: Int32Array, from: number, to: number, strings: StringPool): Cue[] {
  return Array.from({ length: to - from }, (_, i) => {
    const [bits = 0, text = 0, openers = NONE] = numbers.subarray((from + i) * 3);
    return {
      class: CUE_CLASSES[bits & 255] ?? 'none',
      position: CUE_POSITIONS[bits >> 8] ?? 'near',
      text: strings.text(text),
      ...(openers === NONE ? {} : { openers: strings.text(openers).split('\n') }),
    };
  });
}
