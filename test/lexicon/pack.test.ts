import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findMarks } from '../../src/lexicon/find-marks.ts';
import { decodeLexicon, encodeLexicon } from '../../src/lexicon/pack.ts';
import { openLexicon } from '../../src/references/brand-tables.ts';
import { splitText } from '../../src/text/field-text.ts';

const lexicon = openLexicon(join(import.meta.dirname, '../../data/brands'));
const packed = encodeLexicon(lexicon, 'tables-1');
const isFirst = (source: string): boolean => source === 'tables-1';

describe('a packed lexicon', () => {
  const opened = decodeLexicon(packed, isFirst);

  it('finds what the compiled one finds', () => {
    const tokens = splitText(
      'Nike shoes, N1ke, apple cider, Lego-like bricks for iPhone15, 耐克 and Dr. Martens, N i k e, Ni ke, snmsung, L0uis Vuitt0n, garden phone',
    );
    expect(opened && findMarks(opened, tokens)).toEqual(findMarks(lexicon, tokens));
    expect(findMarks(lexicon, tokens)).toHaveLength(11);
  });

  it('holds the same marks, forms, phrases, cues and verticals', () => {
    expect(opened?.markCount).toBe(lexicon.markCount);
    for (let mark = -1; mark <= lexicon.markCount; mark++) expect(opened?.markOf(mark)).toEqual(lexicon.markOf(mark));
    for (let form = -1; form <= lexicon.trie.size; form++) expect(opened?.formOf(form)).toEqual(lexicon.formOf(form));
    expect(opened?.trie.text(17)).toBe(lexicon.trie.text(17));
    expect(opened?.phrases.size).toBe(lexicon.phrases.size);
    for (let term = -1; term <= lexicon.cues.trie.size; term++)
      expect(opened?.cues.cuesOf(term)).toEqual(lexicon.cues.cuesOf(term));
    expect(opened?.verticals.masks).toEqual(lexicon.verticals.masks);
  });

  it('opens from bytes that start anywhere', () => {
    const moved = new Uint8Array(packed.length + 1);
    moved.set(packed, 1);
    expect(decodeLexicon(moved.subarray(1), isFirst)?.markOf(3)).toEqual(lexicon.markOf(3));
  });

  it('packs to the same bytes again', () => {
    expect(opened && Buffer.from(encodeLexicon(opened, 'tables-1')).equals(packed)).toBe(true);
  });

  it('is refused when it was made of other tables, cut or changed', () => {
    expect(decodeLexicon(packed, (source) => source === 'tables-2')).toBeUndefined();
    expect(decodeLexicon(packed.subarray(0, packed.length - 1), isFirst)).toBeUndefined();
    expect(decodeLexicon(packed.subarray(0, 20), isFirst)).toBeUndefined();
    for (const at of [0, 5, 41, 500, packed.length - 5]) {
      // A copy: `slice` of a Buffer would change the bytes that the other tests use.
      const changed = Uint8Array.from(packed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(decodeLexicon(changed, isFirst)).toBeUndefined();
    }
  });
});
