import { describe, expect, it } from 'vitest';
import { readHtml } from '../../src/readers/html.ts';
import { blankOut, findIgnoreComments } from '../../src/readers/ignore-comment.ts';
import { readMarkdown } from '../../src/readers/markdown.ts';
import { inputOf, readAll, reasons, textsInFile } from './read-text.ts';

const GOOD = '<!-- preclear-ignore core/brand-imitation -- our own line, see case 12 until 2026-12-31 -->';

function page(body: string, head = ''): string {
  return `<!doctype html>\n<html lang="en"><head>${head}
<script type="application/ld+json">{"@type":"Product","sku":"HM-1","name":"Hillmoor Belt","description":"A belt."}</script>
</head><body>\n${body}\n<h1>Hillmoor Belt</h1></body></html>\n`;
}

describe('a comment that speaks to preclear', () => {
  it('is read in a page and in Markdown, with its place', async () => {
    const found = [{ rule: 'core/brand-imitation', reason: 'our own line, see case 12', until: '2026-12-31' }];
    const html = await readAll(readHtml, inputOf(page(GOOD), 'belt.html'));
    expect(html.problems).toEqual([]);
    expect(html.listings[0]?.ignores).toMatchObject([{ ...found[0], place: { line: 5, column: 1 } }]);
    const markdown = await readAll(readMarkdown, inputOf(`---\nsku: HM-1\n---\n# Belt\n\nSoft. ${GOOD}\n`, 'belt.md'));
    expect(markdown.problems).toEqual([]);
    expect(markdown.listings[0]?.ignores).toMatchObject([{ ...found[0], place: { line: 6, column: 7 } }]);
  });

  it('is no text of the listing: its words are nobody’s claim, and nothing else moves', async () => {
    const source = `---\nsku: HM-1\n---\n# Belt\n\nSoft belt.\n<!-- preclear-ignore a/b -- Nike\nis licensed until 2026-12-31 -->\nBlue.\n`;
    const read = await readAll(readMarkdown, inputOf(source, 'belt.md'));
    const [listing] = read.listings;
    expect(JSON.stringify(listing?.fields)).not.toContain('Nike');
    expect(listing?.ignores).toMatchObject([{ reason: 'Nike is licensed' }]);
    const description = listing?.fields.find(({ name }) => name === 'description')?.text ?? '';
    expect(description).toMatch(/^Soft belt\.\s+Blue\.$/);
    const inFile = listing === undefined ? [] : textsInFile(blankOut(source, findIgnoreComments(source, '').spans), listing);
    expect(inFile).toEqual(listing?.fields.map(({ text }) => text));
  });

  it.each([
    '<!-- preclear-ignore -->',
    '<!-- preclear-ignore core/x until 2026-12-31 -->',
    '<!-- preclear-ignore core/x core/y -- two rules until 2026-12-31 -->',
    '<!-- preclear ignore core/x -- reason until 2026-12-31 -->',
    '<!-- preclear: off -->',
    '<!--preclear-disable core/x -- reason until 2026-12-31-->',
    '<!-- Preclear-Ignore core/x -- reason until 2026-12-31 -->',
    '<!-- preclear-ignore core/x --reason until 2026-12-31 -->',
    '<!-- preclear-ignore core/x -- reason until 2026-12-31',
  ])('is a problem when it is mistyped: %s', async (comment) => {
    const read = await readAll(readHtml, inputOf(page(comment), 'belt.html'));
    expect(reasons(read)).toContainEqual(
      expect.stringMatching(/^5:1 This comment (speaks to preclear but is not understood|has no last day)/),
    );
    expect(read.listings[0]?.ignores).toBeUndefined();
  });

  it.each([
    ['<!-- preclear-ignore core/x -- reason -->', 'has no last day'],
    ['<!-- preclear-ignore core/x -- reason until tomorrow -->', 'has no last day'],
    ['<!-- preclear-ignore core/x -- reason until 2026-02-30 -->', 'has no last day'],
    ['<!-- preclear-ignore core/x -- until 2026-12-31 -->', 'gives no reason'],
  ])('is a problem without reason or day: %s', (comment, message) => {
    const { ignores, problems } = findIgnoreComments(comment, 'a.md');
    expect(ignores).toEqual([]);
    expect(problems).toMatchObject([{ line: 1, column: 1, reason: { en: expect.stringContaining(message) } }]);
  });

  it.each(['<!-- precleared stock -->', '<!-- see preclear -->', 'preclear-ignore core/x', '<!-- clear -->'])(
    'is not every comment: %s',
    (text) => {
      expect(findIgnoreComments(text, 'a.md')).toEqual({ ignores: [], problems: [], spans: [] });
    },
  );

  it.each([
    ['saved by a browser', '<!-- saved from url=(0030)https://shop.example/belt/HM-1 -->'],
    ['of a marketplace', '<link rel="canonical" href="https://www.amazon.com/dp/B0ABCDEF12">'],
  ])('does not count in a page %s', async (_, head) => {
    const read = await readAll(readHtml, inputOf(page(GOOD, head), 'belt.html'));
    expect(reasons(read)).toEqual([expect.stringContaining('does not count in a page that was saved from a shop')]);
    expect(read.listings[0]?.ignores).toBeUndefined();
  });

  it('takes time in proportion to the text, whatever it holds', () => {
    const many = findIgnoreComments('<!-- preclear-ignore '.repeat(50_000), 'a.md');
    expect(many.spans).toHaveLength(100);
    const long = findIgnoreComments(`<!-- preclear-ignore a/b ${'-- '.repeat(500_000)}`, 'a.md');
    expect(long.problems).toHaveLength(1);
  });
});
