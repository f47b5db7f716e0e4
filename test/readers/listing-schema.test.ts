import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../src/readers/json.ts';
import { listingJsonSchema } from '../../src/readers/listing-schema.ts';
import { inputOf, readAll } from './read-text.ts';

const FULL = {
  id: 'BELT-1',
  marketplace: 'amazon.com',
  locale: 'en-US',
  brand: 'Trailo',
  category: 'Sports',
  title: 'T',
  bullets: ['B1', 'B2'],
  description: 'D',
  aplus: 'A',
  searchTerms: ['S1', 'S2'],
  manufacturer: 'M',
  attributes: { material: 'Nylon', sizes: ['S', 'L'] },
  images: { main: 'm.jpg', other: ['o.jpg'] },
  imageAlt: ['I'],
};

describe('the schema of listings', () => {
  const validate = new Ajv({ strictTypes: false }).compile(listingJsonSchema());

  it('accepts one listing or a list, and every field of it is read', async () => {
    expect(validate(FULL)).toBe(true);
    expect(validate([FULL, { id: 1, images: ['a.jpg'], searchTerms: 'x' }])).toBe(true);
    const { listings, mappings } = await readAll(readJson, inputOf(JSON.stringify(FULL), 'a.json'));
    expect(listings[0]?.fields.map((f) => f.text)).toEqual([
      'T',
      'B1',
      'B2',
      'D',
      'A',
      'S1',
      'S2',
      'Trailo',
      'M',
      'I',
      'Nylon',
      'S',
      'L',
    ]);
    expect(listings[0]?.images.map((i) => [i.slot, i.src])).toEqual([
      ['main', 'm.jpg'],
      ['other-1', 'o.jpg'],
    ]);
    expect(mappings[0]?.ignored).toEqual([]);
  });

  it.each([[{}], [{ id: 'a', titel: 'x' }], [{ id: 'a', bullets: 'x' }], ['a']])('refuses %j', (value) => {
    expect(validate(value)).toBe(false);
  });
});
