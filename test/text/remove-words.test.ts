import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, EditedText, mergeEdits } from '../../src/text/edits.ts';
import { removeWords } from '../../src/text/remove-words.ts';

/** The text without the words in braces. */
function removed(marked: string, mode: 'prose' | 'row' = 'prose'): string | undefined {
  const spans: [number, number][] = [];
  let text = '';
  for (const part of marked.split(/(\{[^}]*\})/)) {
    if (part.startsWith('{')) spans.push([text.length, text.length + part.length - 2]);
    text += part.replace(/^\{|\}$/g, '');
  }
  const edits = removeWords(text, spans, mode);
  return edits === undefined ? undefined : applyEdits(text, edits);
}

describe('removing words', () => {
  it.each([
    ['{Dyson dupe} cordless vacuum', 'cordless vacuum'],
    ['Cordless vacuum {Dyson dupe}', 'Cordless vacuum'],
    ['Cordless vacuum, {Dyson dupe}, white', 'Cordless vacuum, white'],
    ['Cordless vacuum - white | {Dyson dupe}', 'Cordless vacuum - white'],
    ['Handbag for women {Gucci} {Prada} {Chanel} shoulder bag', 'Handbag for women shoulder bag'],
    ['Sunglasses {Ray-Ban}, {Oakley} and {Prada}', 'Sunglasses'],
    ['{Nike}, {Adidas}, running shoes', 'running shoes'],
    ['Soft cotton ({Nike} & {Puma}) shirt', 'Soft cotton shirt'],
    ['A {Dyson dupe} upright vacuum', 'An upright vacuum'],
    ['{Gucci}® bag', 'bag'],
    ['运动鞋 {耐克} 男', '运动鞋 男'],
    ['批发{耐克}运动鞋', '批发运动鞋'],
    ['运动鞋、{耐克}、跑步鞋', '运动鞋、跑步鞋'],
    ['Case for {Nike}', 'Case'],
    ['Soft. {Gucci style} bag', 'Soft. bag'],
    ['Soft bag. {Gucci style}.', 'Soft bag.'],
  ])('%s', (before, after) => {
    expect(removed(before)).toBe(after);
  });

  it.each([
    ['{nike}', 'row'],
    ['A {Louis Vuitton lookalike} at a tenth of the price', 'prose'],
    ['{Gucci style} for women', 'prose'],
    ['case-{nike}-2024', 'row'],
    ['<li>{Gucci style}</li><li>soft</li>', 'prose'],
  ] as const)('leaves %s alone', (before, mode) => {
    expect(removed(before, mode)).toBeUndefined();
  });

  it('takes the words of compatibility with the brand out of search terms', () => {
    expect(removed('vacuum filter compatible with {dyson}', 'row')).toBe('vacuum filter');
    expect(removed('filter, fits {dyson}, pack of 2', 'row')).toBe('filter, pack of 2');
    expect(removed('{nike} for men shoes', 'row')).toBe('for men shoes');
  });

  it('never leaves double spaces, hanging separators or an empty text', () => {
    const word = fc.constantFrom('shoes', 'for', 'red', 'and', 'with', 'cotton', '{Nike}', '{Gucci}', '包', 'a');
    const gap = fc.constantFrom(' ', ', ', ' | ', '; ', ' / ', '. ', ' (', ') ');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 9 }), fc.boolean(), (parts, row) => {
        const marked = parts
          .map(([w, g]) => w + g)
          .join('')
          .trim();
        const plain = marked.replace(/[{}]/g, '');
        const text = removed(marked, row ? 'row' : 'prose');
        if (text === undefined) return;
        expect(text.trim()).not.toBe('');
        const faults = (t: string): number => (t.match(/ {2}|^[ ,;|/]|[ ,;|/]$|[,;|/] *[,;|/]|[([] *[)\]]/g) ?? []).length;
        expect(faults(text), `${plain} -> ${text}`).toBeLessThanOrEqual(faults(plain));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('edits', () => {
  it('are put together over rounds', () => {
    const edited = new EditedText('one two three four');
    edited.apply([
      { span: [4, 7], text: '2' },
      { span: [14, 18], text: '' },
    ]);
    expect(edited.text).toBe('one 2 three ');
    edited.apply([{ span: [3, 6], text: '-' }]);
    expect(edited.text).toBe('one-three ');
    expect(applyEdits(edited.original, edited.edits())).toBe(edited.text);
    expect(edited.edits()).toEqual([
      { span: [3, 8], text: '-' },
      { span: [14, 18], text: '' },
    ]);
  });

  it('give the same text at once as in rounds', () => {
    const edit = fc.tuple(fc.nat(20), fc.nat(5), fc.constantFrom('', 'x', 'yz'));
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.array(edit, { maxLength: 6 }), (text, steps) => {
        const edited = new EditedText(text);
        let plain = text;
        for (const [at, length, written] of steps) {
          const start = Math.min(at, plain.length);
          const end = Math.min(start + length, plain.length);
          edited.apply([{ span: [start, end], text: written }]);
          plain = plain.slice(0, start) + written + plain.slice(end);
        }
        expect(edited.text).toBe(plain);
        expect(applyEdits(text, edited.edits())).toBe(plain);
      }),
    );
  });

  it('of several findings are one list, unless they disagree', () => {
    const a = { span: [0, 3], text: 'x' } as const;
    expect(mergeEdits([[a], [{ span: [5, 6], text: '' }], [a]])).toHaveLength(2);
    expect(mergeEdits([[a], [{ span: [2, 6], text: '' }]])).toBeUndefined();
  });
});
