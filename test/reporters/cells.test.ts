import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cellsOf, clip, visible, widthOf, wrap } from '../../src/reporters/cells.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

describe('cells', () => {
  it('cover the text without gap or overlap', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        for (const cell of cellsOf(text)) {
          expect(cell.start).toBe(at);
          expect(cell.end).toBeGreaterThan(at);
          at = cell.end;
        }
        expect(at).toBe(text.length);
      }),
    );
  });

  it('leave nothing that acts on a terminal', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });

  it.each([
    ['耐\u200B克', '耐<U+200B>克'],
    ['a\u0000b', 'a<U+0000>b'],
    ['\u001b[31mred', '<U+001B>[31mred'],
    ['co\u00ADoperate', 'co<U+00AD>operate'],
    ['line\r\nnext\nlast', 'line⏎next⏎last'],
    ['\uFEFFid', '<U+FEFF>id'],
    ['👨‍👩‍👧 ❤️', '👨‍👩‍👧 ❤️'],
    ['\uD800x', '<U+D800>x'],
  ])('show what hides: %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('are the same in a long text as in its pieces', () => {
    const piece = '品e\u0301👨‍👩‍👧‍👦 a\r\n🇩🇪';
    const shown = cellsOf(piece).map(({ shown: one }) => one);
    for (const before of [0, 1, 2, 3]) {
      const cells = cellsOf('é'.repeat(before) + piece.repeat(200)).slice(before);
      expect(cells.map(({ shown: one }) => one)).toEqual(Array.from({ length: 200 }, () => shown).flat());
    }
  });

  it('bound a tower of accents', () => {
    expect(visible(`e${'\u0301'.repeat(5000)}!`).length).toBeLessThan(20);
  });
});

describe('widthOf', () => {
  it('agrees with the width tables for every character that it measures without them', () => {
    const wrong: string[] = [];
    for (let unit = 0x20; unit < 0xffff; unit = unit === 0x3500 ? 0x9f00 : unit === 0xa100 ? 0xfe00 : unit + 1) {
      const character = String.fromCharCode(unit);
      if (visible(character) === character && widthOf(character) !== stringWidth(character)) wrong.push(unit.toString(16));
    }
    expect(wrong).toEqual([]);
  });
});

describe('clip', () => {
  it('never exceeds the width, and cuts only what is too long', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 40 }), (text, width) => {
        const cut = clip(text, width);
        expect(widthOf(cut)).toBeLessThanOrEqual(width);
        if (widthOf(text) <= width) expect(cut).toBe(visible(text));
      }),
    );
  });

  it('counts wide characters twice', () => {
    expect(clip('跑步腰包运动', 7)).toBe('跑步腰…');
  });
});

describe('wrap', () => {
  it('breaks English at spaces and Chinese anywhere but before a stop', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('删除这个词。再提交', 10)).toEqual(['删除这个', '词。再提交']);
  });

  it('keeps every line within the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 10, max: 40 }), (text, width) => {
        for (const line of wrap(text, width)) expect(stringWidth(line)).toBeLessThanOrEqual(width + 1);
      }),
    );
  });
});
