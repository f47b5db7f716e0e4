import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findMarks } from '../../src/lexicon/find-marks.ts';
import { decodeLexicon, encodeLexicon } from '../../src/lexicon/pack.ts';
import { openLexicon } from '../../src/references/brand-tables.ts';
import { splitText } from '../../src/text/field-text.ts';

const lexicon = openLexicon(join(import.meta.dirname, '../../data/brands'));
const packed = encodeLexicon(lexicon, 'tables-1');

describe('a packed lexicon', () => {
  it('finds what the compiled one finds', () => {
    const opened = decodeLexicon(packed, 'tables-1');
    const tokens = splitText('Nike shoes, N1ke, apple cider, Lego-like bricks for iPhone15, 耐克 and Dr. Martens');
    expect(opened && findMarks(opened, tokens)).toEqual(findMarks(lexicon, tokens));
    expect(opened?.markCount).toBe(lexicon.markCount);
    expect(opened?.markOf(7)).toEqual(lexicon.markOf(7));
    expect(opened?.cues.cues).toEqual(lexicon.cues.cues);
    expect(opened?.verticals.masks).toEqual(lexicon.verticals.masks);
  });

  it('is refused when it was made of other tables, cut or changed', () => {
    expect(decodeLexicon(packed, 'tables-2')).toBeUndefined();
    expect(decodeLexicon(packed.subarray(0, packed.length - 1), 'tables-1')).toBeUndefined();
    expect(decodeLexicon(packed.subarray(0, 20), 'tables-1')).toBeUndefined();
    // A copy: `slice` of a Buffer would change the bytes that the other tests use.
    const changed = Uint8Array.from(packed);
    changed[500] = (changed[500] ?? 0) ^ 1;
    expect(decodeLexicon(changed, 'tables-1')).toBeUndefined();
  });
});
