import { CUE_CLASSES, CUE_POSITIONS, type Cue, type CueClass, type CuePosition } from './cues.ts';
import type { StringPool, StringPoolBuilder } from './pack-strings.ts';

/*
 * Cues as a column of numbers: for each term how many cues it is, then three numbers a cue: class and position, its text, its openers as
 * one string with `\n` between them.
 */

const NONE = -1;

/** The numbers of all cues. */
export function encodeCues(cues: readonly (readonly Cue[])[], strings: StringPoolBuilder): Int32Array {
  const numbers: number[] = [];
  for (const same of cues) {
    numbers.push(same.length);
    for (const { text, class: cueClass, position, openers } of same) {
      numbers.push(
        CUE_CLASSES.indexOf(cueClass) | (CUE_POSITIONS.indexOf(position) << 8),
        strings.number(text),
        openers === undefined ? NONE : strings.number(openers.join('\n')),
      );
    }
  }
  return Int32Array.from(numbers);
}

/** Makes the cues of their numbers. */
export function decodeCues(numbers: Int32Array, strings: StringPool): (readonly Cue[])[] {
  const cues: (readonly Cue[])[] = [];
  for (let at = 0; at < numbers.length; ) {
    const end = at + 1 + (numbers[at] ?? 0) * 3;
    const same: Cue[] = [];
    for (at++; at < end; at += 3) {
      const cue = new PackedCue(numbers[at] ?? 0, numbers[at + 1] ?? 0, strings);
      const openers = numbers[at + 2] ?? NONE;
      same.push(openers === NONE ? cue : { ...cue, text: cue.text, openers: strings.text(openers).split('\n') });
    }
    cues.push(same);
  }
  return cues;
}

/** A cue whose text is decoded when a finding shows it: there are thousands, and a scan meets a few. */
class PackedCue implements Cue {
  readonly class: CueClass;
  readonly position: CuePosition;
  readonly #text: number;
  readonly #strings: StringPool;

  constructor(bits: number, text: number, strings: StringPool) {
    this.class = CUE_CLASSES[bits & 255] ?? 'none';
    this.position = CUE_POSITIONS[bits >> 8] ?? 'near';
    this.#text = text;
    this.#strings = strings;
  }

  get text(): string {
    return this.#strings.text(this.#text);
  }
}
