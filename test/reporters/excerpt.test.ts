import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { excerptAround } from '../../src/reporters/excerpt.ts';

/** What stands above the mark, by terminal columns. */
function marked(text: string, match: string, width = 80): string {
  const start = text.indexOf(match);
  const { line, underline } = excerptAround(text, [start, start + match.length], width);
  const from = underline.indexOf('^');
  let column = 0;
  let above = '';
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (column >= from && column < underline.length) above += segment;
    column += stringWidth(segment);
  }
  return above;
}

describe('excerptAround', () => {
  it.each([
    ['plain', 'running belt nike dri fit', 'nike', 'nike'],
    ['behind Chinese', '适用于耐克跑步腰包 nike 轻便', 'nike', 'nike'],
    ['Chinese match', '适用于耐克跑步腰包', '耐克', '耐克'],
    ['behind an emoji family', '👨‍👩‍👧 gift nike socks', 'nike', 'nike'],
    ['behind a decomposed accent', 'cafe\u0301 cup nike', 'nike', 'nike'],
    ['zero-width inside', 'buy ni\u200Bke now', 'ni\u200Bke', 'ni<U+200B>ke'],
    ['zero-width before', 'b\u200Buy nike now', 'nike', 'nike'],
    ['line breaks', 'soft\r\nwarm\nnike\tsocks', 'nike', 'nike'],
    ['full-width letters', 'ｓｈｏｅ ｎｉｋｅ', 'ｎｉｋｅ', 'ｎｉｋｅ'],
  ])('underlines the match: %s', (_, text, match, shown) => {
    expect(marked(text, match)).toBe(shown);
  });

  it('cuts between words and says so', () => {
    const text = `${'alpha beta gamma '.repeat(40)}nike ${'delta epsilon '.repeat(40)}`;
    const { line } = excerptAround(text, [text.indexOf('nike'), text.indexOf('nike') + 4], 60);
    expect(line).toMatch(/^…(?:alpha|beta|gamma) .*nike.* (?:delta|epsilon)…$/);
  });

  it('keeps the beginning of a match that is longer than the page', () => {
    const text = `before ${'x'.repeat(500)} after`;
    expect(excerptAround(text, [7, 507], 40)).toEqual({ line: `…${'x'.repeat(40)}…`, underline: ` ^${'~'.repeat(39)}` });
  });

  it('marks one column for an empty span, also at the end', () => {
    expect(excerptAround('belt', [4, 4], 40).underline).toBe('    ^');
    expect(excerptAround('', [0, 0], 40)).toEqual({ line: '', underline: '^' });
  });

  it('is printable, as wide as asked, and marks something, whatever the text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('a', '耐', '\u200B', '\u0301', ' ', '\n', '\u001b', '\uD800') }),
    );
    fc.assert(
      fc.property(text, fc.nat(60), fc.nat(60), fc.integer({ min: 20, max: 80 }), (source, a, b, width) => {
        const span = [Math.min(a, b, source.length), Math.min(Math.max(a, b), source.length)] as const;
        const { line, underline } = excerptAround(source, span, width);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(underline).toMatch(/^ *\^~*$/);
        expect(stringWidth(line)).toBeLessThanOrEqual(width + 12);
        expect(underline.length).toBeLessThanOrEqual(width + 12);
      }),
    );
  });
});
