import { AMBIGUITIES, FORM_KINDS, type Form, MARK_KINDS, type Mark } from './mark.ts';
import type { StringPool, StringPoolBuilder } from './pack-strings.ts';

/*
 * Marks and forms as columns of numbers. A mark is made when it is first met in a listing: most of a lexicon never is.
 */

/** Numbers of a mark: kind, ambiguity and tier in one, then eight strings; lists are one string with `\n` between the items. */
const WIDTH = 9;
const NONE = -1;

/** The numbers of all marks, nine each. */
export function encodeMarks(marks: readonly Mark[], strings: StringPoolBuilder): Int32Array {
  return Int32Array.from(
    marks.flatMap((mark) => [
      MARK_KINDS.indexOf(mark.kind) | (AMBIGUITIES.indexOf(mark.ambiguity) << 8) | (mark.tier << 16),
      strings.number(mark.mark),
      strings.number(mark.owner),
      mark.family === undefined ? NONE : strings.number(mark.family),
      ...[mark.classes, mark.verticals, mark.territories, mark.sources].map((list) => strings.number(list.join('\n'))),
      mark.generic === undefined ? NONE : strings.number(`${mark.generic.en}\n${mark.generic.zh}`),
    ]),
  );
}

/** Makes marks of their numbers, each once. */
export function markReader(
  columns: Int32Array,
  strings: StringPool,
): { count: number; markOf(mark: number): Mark | undefined } {
  const made: (Mark | undefined)[] = [];
  const count = columns.length / WIDTH;
  const markOf = (mark: number): Mark | undefined => {
    if (mark < 0 || mark >= count) return undefined;
    made[mark] ??= decodeMark(columns.subarray(mark * WIDTH, (mark + 1) * WIDTH), strings);
    return made[mark];
  };
  return { count, markOf };
}

function decodeMark(columns: Int32Array, strings: StringPool): Mark {
  const [bits = 0, ...texts] = columns;
  const text = (column: number): string => strings.text(texts[column] ?? 0);
  const list = (column: number): string[] =>
    text(column)
      .split('\n')
      .filter((item) => item !== '');
  const [en = '', zh = ''] = texts[7] === NONE ? [] : text(7).split('\n');
  const tier = bits >> 16;
  return {
    mark: text(0),
    kind: MARK_KINDS[bits & 255] ?? 'brand',
    ambiguity: AMBIGUITIES[(bits >> 8) & 255] ?? 'none',
    owner: text(1),
    family: texts[2] === NONE ? undefined : text(2),
    classes: list(3).map(Number),
    verticals: list(4),
    territories: list(5),
    tier: tier === 1 || tier === 2 ? tier : 3,
    generic: texts[7] === NONE ? undefined : { en, zh },
    sources: list(6),
  };
}

/** One number a form. */
export function encodeForms(forms: readonly Form[]): Int32Array {
  return Int32Array.from(
    forms,
    ({ mark, kind, ambiguous }) => (mark << 4) | (FORM_KINDS.indexOf(kind) << 1) | (ambiguous ? 1 : 0),
  );
}

/** Makes forms of their numbers, each once. */
export function formReader(columns: Int32Array): (form: number) => Form | undefined {
  const made: (Form | undefined)[] = [];
  return (form) => {
    const bits = columns[form];
    if (bits === undefined) return undefined;
    made[form] ??= { mark: bits >> 4, kind: FORM_KINDS[(bits >> 1) & 7] ?? 'exact', ambiguous: (bits & 1) === 1 };
    return made[form];
  };
}
