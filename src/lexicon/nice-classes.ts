import { type ClassMask, classMask } from './register-entry.ts';

/** A Nice class with its short heading. */
export interface NiceClass {
  readonly number: number;
  readonly en: string;
  readonly zh: string;
  /** Product verticals whose goods are in the class. */
  readonly verticals: readonly string[];
}

/** Reads the text of `nice-classes.tsv`: class, en, zh, verticals separated by commas. */
export function readNiceClasses(text: string): NiceClass[] {
  return text
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [number = '', en = '', zh = '', verticals = ''] = line.split('\t');
      return { number: Number(number), en, zh, verticals: verticals.split(',').filter((name) => name !== '') };
    });
}

/** For every vertical of a listing (a bit of its set, in the order of the names) the classes of its goods. */
export function classesOfVerticals(classes: readonly NiceClass[], names: readonly string[]): readonly ClassMask[] {
  return names.map((name) => classMask(classes.filter((c) => c.verticals.includes(name)).map((c) => c.number)));
}

/** The classes of a set of verticals; none for the empty set. */
export function classesFor(table: readonly ClassMask[], verticals: number): ClassMask {
  let low = 0;
  let high = 0;
  table.forEach((mask, bit) => {
    if ((verticals & (1 << bit)) === 0) return;
    low |= mask.low;
    high |= mask.high;
  });
  return { low, high };
}
