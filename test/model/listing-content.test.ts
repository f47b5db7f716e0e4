import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, FieldName, ImageSlot } from '../../src/model/listing.ts';
import { contentHash, contentOf, hashOfContent } from '../../src/model/listing-content.ts';

const place = { runs: [0, 1, 1] };

function field(name: FieldName, text: string, index?: number): Field {
  return { name, text, place, ...(index === undefined ? {} : { index }) };
}

function image(slot: ImageSlot, src: string) {
  return { slot, src, place };
}

const bottle = {
  fields: [
    field('title', 'Brisevo water bottle, 750 ml'),
    field('bullet', 'Steel\r\nkeeps cold', 1),
    field('bullet', 'Fits bikes', 2),
    field('attribute:colour', 'blue'),
  ],
  images: [image('main', 'img/bottle.jpg'), image('other-1', 'img/lid.jpg')],
};
const hashes = new Map([
  ['main', 'a'.repeat(64)],
  ['other-1', 'b'.repeat(64)],
]);

describe('content of a listing', () => {
  it('keeps its hash when columns move, line ends change or other programs write hashes', () => {
    const moved = {
      fields: [...bottle.fields].reverse().map((one) => ({ ...one, text: one.text.replaceAll('\r\n', '\n') })),
      images: [...bottle.images].reverse(),
    };
    const shouted = new Map([...hashes].map(([slot, value]) => [slot, value.toUpperCase()]));
    expect(contentHash(moved, shouted)).toBe(contentHash(bottle, hashes));
    expect(contentHash(bottle, hashes)).toBe('814f5888546a60f3e437361b274b57c39b4a1b482d8be2cc8a5c1dec5a279d71');
  });

  it('has another hash when a text, a picture or its bytes change', () => {
    const kept = contentHash(bottle, hashes);
    const others = [
      contentHash({ ...bottle, fields: bottle.fields.slice(1) }, hashes),
      contentHash({ ...bottle, fields: [...bottle.fields.slice(1), field('title', 'Brisevo bottle')] }, hashes),
      contentHash({ ...bottle, images: bottle.images.slice(1) }, hashes),
      contentHash(bottle, new Map([...hashes, ['main', 'c'.repeat(64)]])),
      contentHash(bottle, new Map()),
    ];
    expect(new Set([kept, ...others]).size).toBe(others.length + 1);
  });

  it('does not depend on whether the text in pictures was read', () => {
    const read = { ...bottle, fields: [...bottle.fields, field('image-text.main', 'BRISEVO')] };
    expect(contentHash(read, hashes)).toBe(contentHash(bottle, hashes));
    expect(contentOf(read, hashes).fields.map(({ name }) => name)).not.toContain('image-text.main');
  });

  it('never takes the border between two texts for text', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    fc.assert(
      fc.property(text, text, text, text, (a, b, c, d) => {
        const fold = (said: string) => said.replaceAll(/\r\n?/g, '\n');
        const of = (one: string, two: string) =>
          contentHash({ fields: [field('title', one), field('brand', two)], images: [] }, new Map());
        expect(of(a, b) === of(c, d)).toBe(fold(a) === fold(c) && fold(b) === fold(d));
      }),
    );
  });

  it('is the hash of what a version keeps', () => {
    expect(hashOfContent(contentOf(bottle, hashes))).toBe(contentHash(bottle, hashes));
  });
});
