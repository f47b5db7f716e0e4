import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Folded, fold, foldingsIn, sourceSpan } from '../../src/text/fold.ts';
import { stripMarkup } from '../../src/text/markup.ts';

/** Random Unicode with what sellers and copiers really put between letters. */
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '&amp;',
      '&eacute;',
      '&#x4e;',
      '&#75;',
      '&nbsp;',
      '&copy',
      '<b>',
      '</b>',
      '<br/>',
      '<p class="x">',
      '<!-- x -->',
      '<script>a<b</script>',
      '<',
      '&',
      'Ｎｉｋｅ',
      'é',
      'é',
      'e\u0323\u0301',
      '\u200b',
      '\u202e',
      '\u00ad',
      'ﬁ',
      '㌔',
      'ß',
      'İ',
      'ｶﾞ',
      '가',
      '각',
      '각',
      '𝐍𝐢𝐤𝐞',
      '\ud83d',
      '\ude00',
      '👩‍👧',
      'й',
      'ำ',
      'ΑΣ',
      '’',
    ),
  },
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

/** Runs of folded units that came from the same span. */
function groups(folded: Folded): { text: string; span: readonly [number, number] }[] {
  const found: { text: string; span: readonly [number, number] }[] = [];
  for (let i = 0; i < folded.text.length; i++) {
    const span = sourceSpan(folded, i, i + 1);
    const last = found.at(-1);
    if (last !== undefined && last.span[0] === span[0] && last.span[1] === span[1]) last.text += folded.text[i];
    else found.push({ text: folded.text[i] ?? '', span });
  }
  return found;
}

describe('fold', () => {
  it('maps every folded unit to the source characters that fold to it', () => {
    fc.assert(
      fc.property(text, (source) => {
        const folded = fold(source);
        let reached = 0;
        for (const group of groups(folded)) {
          expect(group.span[0]).toBeGreaterThanOrEqual(reached);
          expect(group.span[1]).toBeGreaterThan(group.span[0]);
          expect(fold(source.slice(...group.span)).text).toBe(group.text);
          reached = group.span[1];
        }
        expect(reached).toBeLessThanOrEqual(source.length);
      }),
      { numRuns: 5000 },
    );
  });

  it('loses nothing that a reader sees: what no span covers folds to nothing', () => {
    fc.assert(
      fc.property(text, (source) => {
        const covered = new Uint8Array(source.length);
        for (const { span } of groups(fold(source))) covered.fill(1, span[0], span[1]);
        const rest = [...source].length === 0 ? '' : stripMarkup(source);
        if (rest === '') return;
        for (let i = 0; i < rest.text.length; i++) {
          if (covered[rest.starts[i] ?? 0] === 1) continue;
          expect(rest.text[i]).toMatch(/[\p{Cf}\p{M}\u115f\u1160\u3164\uffa0\u17b4\u17b5\u034f]|[\ud800-\udfff]/u);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with the whole-string pipeline where there is no markup', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'aÉßﬁｶﾞ각é각'.split(''), '\u200b', 'Σ', ' '), maxLength: 12 }),
        (source) => {
          const whole = source
            .normalize('NFKC')
            .replace(/\p{Cf}/gu, '')
            .toLowerCase()
            .replaceAll('ß', 'ss')
            .replaceAll('ς', 'σ')
            .normalize('NFD')
            .replace(/[\u0300-\u036f]/g, '')
            .normalize('NFC');
          expect(fold(source.normalize('NFC')).text.normalize('NFC')).toBe(fold(whole).text.normalize('NFC'));
        },
      ),
    );
  });

  it.each([
    ['Ｎｉｋｅ', 'nike'],
    ['N\u200bi\u00adk\u202ee', 'nike'],
    ['N<b>i</b>ke', 'nike'],
    ['Pok&eacute;mon', 'pokemon'],
    ['Pokémon', 'pokemon'],
    ['𝐍𝐢𝐤𝐞', 'nike'],
    ['L’Oréal', "l'oreal"],
    ['Tom &amp; Jerry', 'tom & jerry'],
    ['one<br>two', 'one\ntwo'],
    ['&amp;lt;', '&lt;'],
    ['a < b & c', 'a < b & c'],
    ['กำไร', 'กำไร'.normalize('NFKC')],
    ['й', 'й'],
    ['5` pipe\u0000', '5` pipe\u0000'],
  ])('folds %j to %j', (source, folded) => {
    expect(fold(source).text).toBe(folded);
  });

  it('underlines the characters as typed', () => {
    const source = 'New N\u200bI<b>K</b>&#69; shoe';
    const folded = fold(source);
    const at = folded.text.indexOf('nike');
    expect(source.slice(...sourceSpan(folded, at, at + 4))).toBe('N\u200bI<b>K</b>&#69;');
  });

  it('says what had to be undone', () => {
    expect(foldingsIn('N\u200bI<b>K</b>&#69;').sort()).toEqual(['entity', 'markup', 'zero-width']);
    expect(foldingsIn('Ｎike')).toEqual(['width']);
    expect(foldingsIn('NIKE')).toEqual([]);
  });

  it('keeps a megabyte of tags that never end as text', () => {
    const source = `${'<a '.repeat(200_000)}${'&#'.repeat(100_000)}`;
    expect(fold(source).text).toBe(source);
  });
});
