import { findMarks } from '../../src/lexicon/find-marks.ts';
import type { Lexicon } from '../../src/lexicon/lexicon.ts';
import { familiesOf, type Mark } from '../../src/lexicon/mark.ts';
import { splitText } from '../../src/text/field-text.ts';
import type { Said } from './detector.ts';
import { overlaps, type Part } from './overlap.ts';

/*
 * Which mentions of a listing are of the brand that its brand field names. It is asked without the judge: by the letters of the field, and by
 * the owners and families in the tables of marks.
 */

/** Tells of a mention whether it names the brand itself, and if not, whether it names a mark of the brand's owner or family. */
export interface OwnTest {
  readonly isName: (said: Said) => boolean;
  readonly isKin: (said: Said) => boolean;
}

/** Compiles the test for one brand field. */
export function ownTest(lexicon: Lexicon, brand: string): OwnTest {
  const marks = marksIn(lexicon, brand);
  const words =
    foldPlainly(brand)
      .text.match(WORD)
      ?.filter((word) => !COMPANY.has(word)) ?? [];
  const name = words.length === 0 ? undefined : new RegExp(words.join('[^\\p{L}\\p{N}]*'), 'gu');
  const places = new Map<string, readonly Part[]>();
  const placesIn = (text: string): readonly Part[] => {
    const known = places.get(text);
    if (known !== undefined) return known;
    const found = name === undefined ? [] : findAll(name, text);
    places.set(text, found);
    return found;
  };
  return {
    isName: (said) => placesIn(said.field.text).some((place) => overlaps(place, said)),
    isKin: ({ mark }) => marks.some((own) => areKin(own, mark)),
  };
}

const WORD = /[\p{L}\p{N}]+/gu;
/** Words of a brand field that are no part of the name. */
const COMPANY = new Set([
  'inc',
  'ltd',
  'llc',
  'co',
  'corp',
  'gmbh',
  'ag',
  'sa',
  'srl',
  'the',
  'by',
  'tm',
  'company',
  'corporation',
  'limited',
]);

/** Small letters without accents, and where each stands in the text. */
function foldPlainly(text: string): { readonly text: string; readonly at: readonly number[] } {
  let folded = '';
  const at: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const plain = text.charAt(i).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    folded += plain;
    for (let k = 0; k < plain.length; k++) at.push(i);
  }
  return { text: folded, at };
}

function findAll(name: RegExp, text: string): Part[] {
  const { text: folded, at } = foldPlainly(text);
  return [...folded.matchAll(name)]
    .filter(
      ({ 0: match, index }) =>
        !/[\p{L}\p{N}]/u.test(folded.charAt(index - 1)) && !/[\p{L}\p{N}]/u.test(folded.charAt(index + match.length)),
    )
    .map(({ 0: match, index }) => ({ start: at[index] ?? 0, end: (at[index + match.length - 1] ?? 0) + 1 }));
}

/** The marks that the field names: at its head, or with words for a company only beside them. */
function marksIn(lexicon: Lexicon, brand: string): Mark[] {
  const tokens = splitText(brand);
  return findMarks(lexicon, tokens).flatMap(({ form, start, undone }) => {
    const known = lexicon.formOf(form);
    const mark = lexicon.markOf(known?.mark ?? -1);
    return mark === undefined || undone !== undefined || start > 0 ? [] : [mark];
  });
}

/** Whether two marks are of one owner, or one belongs to the house or line of the other. */
function areKin(a: Mark, b: Mark): boolean {
  if (a.mark === b.mark || (a.owner.length > 1 && a.owner === b.owner)) return true;
  return isOfHouse(a, b) || isOfHouse(b, a);
}

function isOfHouse(one: Mark, house: Mark): boolean {
  const families = familiesOf(one).map((name) => name.replace(/\*$/, '').toLowerCase());
  return families.includes(house.mark.toLowerCase()) || families.includes(house.owner.toLowerCase());
}
