import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TermTrie, words } from '../../src/lexicon/term-trie.ts';
import { fold } from '../../src/text/fold.ts';
import { tokenize } from '../../src/text/tokens.ts';

const word = fc.constantFrom('ni', 'nike', 'air', 'max', 'one', 'a', 'h', '&', 'm', '耐', '克');

/** Every term at every word, by comparing words: slow and plain. */
function oracle(terms: readonly string[][], text: readonly string[]): [number, number][] {
  const hits: [number, number][] = [];
  for (let i = 0; i < text.length; ) {
    const fits = terms.filter((term) => term.every((w, k) => text[i + k] === w));
    const longest = Math.max(0, ...fits.map((term) => term.length));
    if (longest > 0) hits.push([i, i + longest]);
    i += Math.max(1, longest);
  }
  return hits;
}

describe('TermTrie', () => {
  it('finds leftmost longest terms, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
        fc.array(word, { maxLength: 20 }),
        (terms, text) => {
          const trie = new TermTrie();
          for (const term of terms) trie.add(tokenize(term.join(' ')));
          const tokens = tokenize(text.join(' '));
          expect(tokens.count).toBe(text.length);
          const hits: [number, number][] = [];
          for (let i = 0; i < tokens.count; ) {
            const hit = trie.longestAt(tokens, i);
            if (hit !== undefined) {
              hits.push([i, hit.end]);
              expect(words(tokens, i, hit.end)).toBe(trie.text(hit.term));
            }
            i = hit?.end ?? i + 1;
          }
          expect(hits).toEqual(oracle(terms, text));
        },
      ),
    );
  });

  it('keeps 20,000 terms apart', () => {
    const trie = new TermTrie();
    const terms = Array.from({ length: 20_000 }, (_, i) => `brand${i} word${i % 97}`);
    terms.forEach((term, i) => {
      expect(trie.add(tokenize(term))).toBe(i);
    });
    expect(trie.add(tokenize('brand7 word7'))).toBe(7);
    const tokens = tokenize('the brand19999 word17 and brand3 word4');
    expect(trie.longestAt(tokens, 1)).toEqual({ term: 19_999, end: 3 });
    expect(trie.longestAt(tokens, 4)).toBeUndefined();
  });

  it('does not join words over a comma or a line break', () => {
    const trie = new TermTrie();
    trie.add(tokenize('apple watch'));
    expect(trie.longestAt(tokenize('apple-watch'), 0)).toBeDefined();
    expect(trie.longestAt(tokenize('apple, watch'), 0)).toBeUndefined();
    expect(trie.longestAt(tokenize(fold('apple<br>watch').text), 0)).toBeUndefined();
  });
});

describe('tokenize', () => {
  const split = (text: string): string[] => {
    const tokens = tokenize(fold(text).text);
    return Array.from({ length: tokens.count }, (_, i) => words(tokens, i, i + 1));
  };

  it.each([
    ['H&M 100% AC/DC', ['h', '&', 'm', '100', '%', 'ac', '/', 'dc']],
    ["Levi's women's", ['levis', 'womens']],
    ['适用iPhone15耐克', ['适', '用', 'iphone15', '耐', '克']],
    ['Dr. Martens®', ['dr', 'martens']],
    ['Nike™ shoe', ['nike', 'shoe']],
    ['𝐍𝐢𝐤𝐞 👟 shoe', ['nike', 'shoe']],
  ])('splits %j', (text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  it('covers every letter once, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const tokens = tokenize(text);
        let reached = 0;
        for (let i = 0; i < tokens.count; i++) {
          const [start, end] = [tokens.starts[i] ?? 0, tokens.ends[i] ?? 0];
          expect(start).toBeGreaterThanOrEqual(reached);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(reached, start)).not.toMatch(/[\p{L}\p{N}]/u);
          reached = end;
        }
        expect(text.slice(reached)).not.toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });
});
