import type { Field, FieldName, Listing } from '../../src/model/listing.ts';
import { placeAt } from '../../src/model/place.ts';
import type { NewText } from '../../src/references/entries.ts';
import { type MakeText, reword, STOCK_WORDS, seeded, sentences } from './text-library.ts';

/*
 * A library of made-up texts and a seller's listings of some 175 words, nine of ten of which copy nothing; the tenth copies a passage of
 * 40 words of a text, every second one reworded.
 */

/** One owner has so many texts. */
const TEXTS_OF_AN_OWNER = 20;
const COPIED_WORDS = 40;
const TITLE_WORDS = 14;
const BULLETS = 5;
const BULLET_WORDS = 18;

/** The texts 0 .. count - 1 as a library takes them in. */
export function* libraryTexts(make: MakeText, count: number): Generator<NewText> {
  for (let n = 0; n < count; n++) {
    const owner = Math.floor(n / TEXTS_OF_AN_OWNER);
    yield {
      owner: `Owner ${owner}`,
      role: owner % 2 === 0 ? 'competitor' : 'rights-owner',
      capturedAt: '2026-11-01T00:00:00.000Z',
      label: `page ${n}`,
      fields: [{ name: 'text', text: sentences(make(n)) }],
    };
  }
}

/** Listing number `n` of a seller; `count` is that of the library. */
export function makeListing(make: MakeText, count: number, n: number): Listing {
  const own = make(0x40000000 + n * 7);
  const random = seeded(n, 55);
  if (n % 10 === 9) {
    const text = make(random.below(count));
    const start = random.below(text.length - STOCK_WORDS - COPIED_WORDS);
    const passage = text.slice(start, start + COPIED_WORDS);
    own.splice(random.below(own.length), 0, ...(n % 20 === 19 ? reword(passage, make, random) : passage));
  }
  const field = (name: FieldName, from: number, to: number, index?: number): Field => {
    const text = sentences(own.slice(from, to));
    return { name, text, place: placeAt(text, n + 1, 1), ...(index === undefined ? {} : { index }) };
  };
  const bullets = Array.from({ length: BULLETS }, (_, i) => {
    const from = TITLE_WORDS + i * BULLET_WORDS;
    return field('bullet', from, from + BULLET_WORDS, i + 1);
  });
  return {
    id: `SKU-${n}`,
    marketplace: 'amazon.com',
    fields: [
      field('title', 0, TITLE_WORDS),
      ...bullets,
      field('description', TITLE_WORDS + BULLETS * BULLET_WORDS, own.length),
    ],
    images: [],
    source: { file: 'made.jsonl', record: n + 1 },
  };
}
