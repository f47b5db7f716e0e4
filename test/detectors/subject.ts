import type { Resources, Subject } from '../../src/detectors/contract.ts';
import type { Field, FieldName } from '../../src/model/listing.ts';
import { placeAt } from '../../src/model/place.ts';
import { StockSentences } from '../../src/text/boilerplate-stock.ts';
import { FieldText } from '../../src/text/field-text.ts';
import { memoryLibrary } from '../../src/text/memory-library.ts';

/** A listing of texts, as a detector gets it. */
export function subjectOf(
  texts: Readonly<Partial<Record<FieldName, string | readonly string[]>>>,
  about: { readonly marketplace?: string; readonly brand?: string } = {},
): Subject {
  const fields = Object.entries(texts).flatMap(([name, text]) =>
    [text ?? []].flat().map((value): Field => ({ name: nameOf(name), text: value, place: placeAt(value, 1, 1) })),
  );
  const { marketplace = 'amazon.com', brand } = about;
  return {
    listing: {
      id: 'SKU-1',
      marketplace,
      ...(brand === undefined ? {} : { brand }),
      fields,
      images: [],
      source: { file: 'feed.csv', record: 1 },
    },
    texts: fields.map((field) => new FieldText(field)),
    images: [],
  };
}

function nameOf(name: string): FieldName {
  if (name === 'title' || name === 'bullet' || name === 'description' || name === 'search-terms' || name === 'brand')
    return name;
  return `attribute:${name}`;
}

/** Nothing around the listing: phrases and field demands need no more. */
export const NOTHING: Resources = {
  lexicon: { size: 0 } as unknown as Resources['lexicon'],
  ownBrands: [],
  authorisations: [],
  copies: memoryLibrary([], { weightOf: () => 0 }),
  stock: new StockSentences([], { weightOf: () => 0 }),
  pictures: { references: [] } as unknown as Resources['pictures'],
  licences: [],
  asOf: '2026-11-22',
};

/** What every rule has and no detector looks at. */
export const RULE_BASE = {
  pack: 'test@1.0.0',
  severity: 'error',
  review: false,
  marketplaces: [],
  message: { en: '{match}', zh: '{match}' },
  rationale: { en: 'r', zh: 'r' },
  policy: [],
  fix: { en: 'f', zh: 'f' },
  prevention: [],
  examples: { flag: [], pass: [] },
} as const;
