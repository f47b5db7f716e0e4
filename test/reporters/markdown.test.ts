import { describe, expect, it } from 'vitest';
import { createMarkdown } from '../../src/reporters/markdown.ts';
import { codeText, plainText } from '../../src/reporters/markdown-text.ts';
import { cleanTail, outcome, plainOptions, tail } from './sample.ts';
import { acting, HOSTILE, hostileOutcome, hostileTail, settled, write } from './states.ts';

/** Markdown without its code and its escapes: what a host still understands. */
function live(markdown: string): string {
  return markdown.replaceAll(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, 'CODE').replaceAll(/\\[!-/:-@[-`{-~]/g, '');
}

describe('markdown report', () => {
  it.each(['en', 'zh'] as const)('is the expected comment in %s', async (lang) => {
    await expect(write(createMarkdown({ ...plainOptions, lang }))).toMatchFileSnapshot(`expected/report.${lang}.md.txt`);
  });

  it('says that nothing was found', () => {
    const text = write(createMarkdown(plainOptions), [], cleanTail);
    expect(text).toContain('## ✅ preclear: Listing check\n\n**Nothing found.** Checked: 3 listings');
    expect(text).not.toContain('|');
  });

  it('stays within the length of a comment and counts what it leaves out', () => {
    const many = Array.from({ length: 2000 }, () => outcome);
    const counts = { error: 6000, warning: 2000, note: 2000 };
    const text = write(createMarkdown(plainOptions), many, { ...tail, counts, review: 2000 });
    expect(text.length).toBeLessThan(65_536);
    const missing = /… and ([\d,]+) findings not listed here/.exec(text)?.[1]?.replaceAll(',', '');
    const listed = text.match(/^- \*\*/gm)?.length ?? 0;
    expect(listed).toBeGreaterThan(50);
    expect(Number(missing) + listed).toBe(12_000);
  });

  it('counts what is accepted or known and does not list it', () => {
    const text = write(createMarkdown(plainOptions), [settled], { ...cleanTail, suppressed: 1, baselined: 1 });
    expect(text).toContain('**Total: 1 accepted with a reason, 1 known from the baseline.**');
    expect(text).not.toContain('HM-BELT-02');
  });

  it.each(HOSTILE)('shows text and does nothing: %s', (_, text) => {
    const markdown = write(createMarkdown(plainOptions), [hostileOutcome(text)], hostileTail(text));
    const rest = live(markdown);
    expect(rest).not.toMatch(/@[a-z0-9]|#\d|\bGH-\d|!\d|~[a-z]|\b[0-9a-f]{40}\b/i);
    expect(rest).not.toMatch(/\]\(|!\[|:\/\/|\bwww\./);
    // Only tags of the report's own.
    expect(rest.match(/<[^>]*>/g)?.filter((tag) => !/^<\/?(?:br|sub|details|summary)>$/.test(tag)) ?? []).toEqual([]);
    expect(acting(markdown)).toEqual([]);
  });

  it('shows backticks in code', () => {
    expect(codeText('a `b` ``c``', 50)).toBe('``` a `b` ``c`` ```');
    expect(codeText('`', 50)).toBe('`` ` ``');
    expect(codeText('', 50)).toBe('` `');
    expect(plainText('*a* <b> [c](d)')).toBe('\\*a\\* &lt;b&gt; \\[c\\]\\(d\\)');
  });
});
