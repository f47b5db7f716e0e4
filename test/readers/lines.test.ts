import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from '../../src/readers/lines.ts';
import { linesOf } from '../../src/readers/text-lines.ts';
import { fieldsOf, placed, run } from './table-input.ts';

const PAIRS = `COL title VAL acme 4gb sd card COL brand VAL acme \tCOL title VAL borealis 4 gb card COL brand VAL borealis \t0
COL title VAL cup COL brand VAL  \tCOL title VAL mug COL brand VAL acme \t1
`;
const PATTERN = 'COL title VAL (?P<title>.*?) COL brand VAL (?P<brand>[^\\t]*?) \\t';

describe('readLines', () => {
  it('reads every match of a line as a listing, with exact places', async () => {
    const { listings, problems, mappings } = await run(readLines, PAIRS, { format: 'lines', pattern: PATTERN }, 'pairs.txt');
    expect(problems).toEqual([]);
    expect(mappings[0]?.columns).toEqual([
      { from: 'title', to: 'title' },
      { from: 'brand', to: 'brand' },
    ]);
    expect(listings.map((listing) => [listing.id, listing.brand])).toEqual([
      ['pairs.txt#1', 'acme'],
      ['pairs.txt#2', 'borealis'],
      ['pairs.txt#3', undefined],
      ['pairs.txt#4', 'acme'],
    ]);
    expect(fieldsOf(listings[1])).toEqual({ title: 'borealis 4 gb card', brand: 'borealis' });
    for (const listing of listings) for (const { text, source } of placed(PAIRS, listing)) expect(source).toBe(text);
  });

  it('takes the fields from map, the other groups by their names', async () => {
    const options = { pattern: '(?P<ref>\\w+): (?P<t>[^|]*)\\|(?P<farbe>.*)', map: { id: 'ref', title: 't' } };
    const { listings } = await run(readLines, 'A1: Bottle|black\n', options);
    expect(listings[0]?.id).toBe('A1');
    expect(fieldsOf(listings[0])).toEqual({ title: 'Bottle', 'attribute:farbe': 'black' });
  });

  it.each([
    [{}, 'no pattern is given'],
    [{ pattern: '(' }, 'no RE2 expression'],
    [{ pattern: '(?P<title>a)(?=b)' }, 'no RE2 expression'],
    [{ pattern: 'a' }, 'no named group'],
    [{ pattern: '(?P<title>.+)', map: { title: 'titel' } }, 'titel'],
  ])('says what is wrong with %j', async (options, expected) => {
    const { problems } = await run(readLines, 'a\n', options);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason.en).toContain(expected);
  });

  it('says once that lines do not match', async () => {
    const { listings, problems } = await run(readLines, 'title=Cup\n\n# note\ntitle=Mug\nx\n', {
      pattern: 'title=(?P<title>.+)',
    });
    expect(listings).toHaveLength(2);
    expect(problems.map(({ line }) => line)).toEqual([3]);
    expect(problems[0]?.reason.en).toContain('1 more line');
  });

  it('takes no exponential time for a hostile pattern', async () => {
    const { listings } = await run(readLines, `${'a'.repeat(5000)}!\n`, { pattern: '(?P<title>(a+)+)$' });
    expect(listings).toEqual([]);
  });
});

describe('linesOf', () => {
  it('cuts as an editor does, however the text comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'b') }),
        fc.integer({ min: 1, max: 5 }),
        async (text, size) => {
          const pieces = async function* () {
            for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
          };
          const lines: string[] = [];
          for await (const some of linesOf(pieces(), 100)) lines.push(...some.map((line) => line.text ?? ''));
          const expected = text.split(/\r\n|\n|\r/);
          if (expected.at(-1) === '') expected.pop();
          expect(lines).toEqual(expected);
        },
      ),
    );
  });

  it('lets a line beyond the limit pass', async () => {
    const pieces = async function* () {
      yield* ['ab\nlong ', 'long ', 'long\nc'];
    };
    const lines: unknown[] = [];
    for await (const some of linesOf(pieces(), 8)) lines.push(...some);
    expect(lines).toEqual([
      { line: 1, text: 'ab' },
      { line: 2, text: undefined },
      { line: 3, text: 'c' },
    ]);
  });
});
