import { describe, expect, it } from 'vitest';
import type { ComparedPassage, Comparison, MarkedWords, PassageClass, PassageSide } from '../../src/model/comparison.ts';
import type { Span } from '../../src/model/span.ts';
import { compareHtml } from '../../src/reporters/compare-html.ts';
import { escapeText } from '../../src/reporters/compare-html-text.ts';
import { pairLine } from '../../src/reporters/compare-json.ts';
import { comparePretty } from '../../src/reporters/compare-pretty.ts';
import { percentOf } from '../../src/reporters/compare-wording.ts';

const A = 'Tide mug. Keeps drinks hot for hours & hours. Hand-made.';
const B = 'Keeps tea hot for hours and hours.\nSold <everywhere>.';

function side(shown: Span, marks: readonly MarkedWords[] = []): PassageSide {
  return { shown, place: { line: 1, column: shown[0] + 1 }, words: 6, marks };
}

function passage(a: PassageSide, b: PassageSide, kind: PassageClass = 'reworded'): ComparedPassage {
  return { class: kind, equal: 5, a, b };
}

function comparison(
  passages: readonly ComparedPassage[],
  texts: { readonly a?: string; readonly b?: string } = {},
): Comparison {
  return {
    profile: 'listing',
    a: { file: 'a.txt', text: texts.a ?? A, words: 10, coverage: 0.6 },
    b: { file: 'b "x".txt', text: texts.b ?? B, language: 'en', words: 9, coverage: 0.667 },
    passages,
  };
}

const ONE = comparison([
  passage(side([10, 44], [{ span: [16, 22], mark: 'changed' }]), side([0, 33], [{ span: [6, 9], mark: 'disguised' }])),
]);

describe('compareHtml', () => {
  it('marks the passage on both sides, numbered, each number a link to the other side', () => {
    const page = compareHtml(ONE, 'en');
    expect(page).toMatch(/id="a1"[^>]*><a class="n k0" href="#b1"[^>]*>1<\/a>Keeps <b class="changed">drinks<\/b> hot/);
    expect(page).toMatch(/id="b1"[^>]*><a class="n k0" href="#a1"[^>]*>1<\/a>Keeps <b class="disguised">tea<\/b> hot/);
    expect(page).toContain('hours &amp; hours');
    expect(page).toContain('Sold &lt;everywhere&gt;.');
    expect(page).toContain('b &quot;x&quot;.txt');
    expect(page).toContain('67% in passages: 6 of 9 words');
  });

  it('says which language is which', () => {
    expect(compareHtml(ONE, 'en')).toMatch(/<html lang="en">[\s\S]*class="text"[^>]*lang=""[\s\S]*class="text"[^>]*lang="en"/);
    expect(compareHtml(ONE, 'zh')).toMatch(/<html lang="zh-CN">[\s\S]*改写[\s\S]*雷同 60%（6 \/ 10 个词）/);
  });

  it('shows every character of a text once where passages overlap', () => {
    const page = compareHtml(
      comparison([
        passage(side([0, 8]), side([0, 20])),
        passage(side([10, 44]), side([6, 33])),
        passage(side([46, 55]), side([6, 9])),
      ]),
      'en',
    );
    const column = page.slice(page.lastIndexOf('<div class="text"'), page.lastIndexOf('</section>'));
    const text = column.replace(/<a class="n[^>]*>\d+<\/a>/g, '').replace(/<[^>]*>/g, '');
    expect(text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').trim()).toBe(B);
    expect([...column.matchAll(/<a class="n[^>]*>(\d)<\/a>/g)].map((found) => found[1])).toEqual(['1', '2', '3']);
    expect([...page.matchAll(/ id="([ab]\d)"/g)].map((found) => found[1]).sort()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3']);
  });

  it('leaves out what is far from every passage of a very long text', () => {
    const long = `${'x '.repeat(300_000)}${B}${' y'.repeat(300_000)}`;
    const page = compareHtml(comparison([passage(side([10, 44]), side([600_000, 600_033]))], { b: long }), 'en');
    expect(page.length).toBeLessThan(50_000);
    expect(page).toContain('598,000 characters without a passage are left out');
    expect(page).toContain('Keeps tea hot for hours and hours</span>.');
  });

  it('says that there is nothing', () => {
    expect(compareHtml(comparison([]), 'en')).toContain('No passage in common.');
    expect(compareHtml(comparison([]), 'zh')).toContain('未发现雷同段落。');
  });
});

describe('escapeText', () => {
  it.each([
    ['n\u200Bike', 'n<span class="u">U+200B</span>ike'],
    ['\u202Eevil', '<span class="u">U+202E</span>evil'],
    ['a\r\n\tb\0', 'a\n\tb<span class="u">U+0000</span>'],
    ['👩‍💻 ok', '👩‍💻 ok'],
    [`<'"&>`, '&lt;&apos;&quot;&amp;&gt;'],
  ])('%j', (text, expected) => {
    expect(escapeText(text)).toBe(expected);
  });
});

describe('comparePretty', () => {
  const options = { lang: 'en', color: false, width: 80 } as const;

  it('puts marked words in brackets', () => {
    expect(comparePretty(ONE, options)).toBe(
      [
        '1  reworded  5 of 6 words the same',
        '  a.txt:1:11',
        '    Keeps [drinks] hot for hours & hours',
        '  b "x".txt:1:1',
        '    Keeps «tea» hot for hours and hours',
        '',
        '[…] only on this side   ‹…› elsewhere on the other side   «…» the same word, disguised',
        '',
        '1 passage in common',
        '  60% of a.txt: 6 of 10 words',
        '  67% of b "x".txt: 6 of 9 words',
        '',
      ].join('\n'),
    );
  });

  it('prints some passages and counts the others, and of a long one the beginning', () => {
    const many = comparePretty(comparison(Array.from({ length: 60 }, () => passage(side([10, 44]), side([0, 33])))), options);
    expect(many).toContain('… and 10 more; see them with --format html=report.html.');
    const long = comparePretty(
      comparison([passage(side([0, 900_000]), side([0, 33]))], { a: 'word '.repeat(200_000) }),
      options,
    );
    expect(long.split('\n').length).toBeLessThan(30);
  });
});

describe('pairLine', () => {
  it('keeps the order of the members, and what acts on a screen out', () => {
    const line = pairLine({ a: 'a\u202E', b: 'b', passages: [{ class: 'verbatim', b: [2, 3], a: [0, 1] }] }, 'en');
    expect(line).toBe('{"a":"a\\u202e","b":"b","passages":[{"a":[0,1],"b":[2,3],"class":"verbatim"}]}\n');
    expect(pairLine({ a: 'a', b: 'b', error: { en: 'no', zh: '无' } }, 'zh')).toBe('{"a":"a","b":"b","error":"无"}\n');
  });
});

describe('percentOf', () => {
  it.each([
    [0, 0],
    [0.0001, 1],
    [0.5, 50],
    [0.9999, 99],
    [1, 100],
  ])('%f is %i', (share, percent) => {
    expect(percentOf(share)).toBe(percent);
  });
});
