import type { MarkRow } from '../../src/lexicon/mark-table.ts';

/** A way in which a feed writes the same brand; undefined where this brand cannot be written so. */
interface Spelling {
  readonly name: string;
  readonly write: (brand: string) => string | undefined;
}

/** How brand fields name a brand that a title writes plainly: companies, shops, signs, hyphens, other scripts. */
export function spellingsOf(marks: readonly MarkRow[]): Spelling[] {
  const abroad = new Map(marks.flatMap(({ mark, zh }) => (zh[0] === undefined ? [] : [[mark.toLowerCase(), zh[0]] as const])));
  const foreign = (brand: string): string | undefined => abroad.get(brand.toLowerCase());
  const joined = (brand: string, sign: string): string | undefined =>
    /[ -]/.test(brand) ? brand.replaceAll(/[ -]+/g, sign) : undefined;
  return [
    { name: 'X Inc.', write: (brand) => `${brand} Inc.` },
    { name: 'X Trading Co., Ltd', write: (brand) => `${brand} Trading Co., Ltd` },
    { name: 'X, LLC', write: (brand) => `${brand}, LLC` },
    { name: 'X GmbH & Co. KG', write: (brand) => `${brand} GmbH & Co. KG` },
    { name: 'Visit the X Store', write: (brand) => `Visit the ${brand} Store` },
    { name: 'Brand: X', write: (brand) => `Brand: ${brand}` },
    { name: 'by X', write: (brand) => `by ${brand}` },
    { name: 'X Official', write: (brand) => `${brand} Official` },
    { name: 'X®', write: (brand) => `${brand}®` },
    { name: 'X (TM)', write: (brand) => `${brand} (TM)` },
    { name: 'X USA', write: (brand) => `${brand} USA` },
    { name: "X's", write: (brand) => (/s$/i.test(brand) ? undefined : `${brand}'s`) },
    { name: 'X in capitals', write: (brand) => brand.toUpperCase() },
    { name: 'words joined', write: (brand) => joined(brand, '') },
    { name: 'words joined with capitals', write: (brand) => joinCapitals(brand) },
    { name: 'words with hyphens', write: (brand) => joined(brand, '-') },
    { name: 'words with underscores', write: (brand) => joined(brand, '_') },
    { name: 'X/Chinese name', write: (brand) => suffixed(brand, foreign(brand), '/') },
    { name: 'Chinese name (X)', write: (brand) => (foreign(brand) === undefined ? undefined : `${foreign(brand)} (${brand})`) },
    { name: 'Chinese name alone', write: foreign },
  ];
}

/** `boss audio` as `BossAudio`. */
function joinCapitals(brand: string): string | undefined {
  const words = brand.split(/[ -]+/).filter((word) => word !== '');
  return words.length < 2 ? undefined : words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function suffixed(brand: string, name: string | undefined, sign: string): string | undefined {
  return name === undefined ? undefined : `${brand}${sign}${name}`;
}
