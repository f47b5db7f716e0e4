import { describe, expect, it } from 'vitest';
import type { Reporter } from '../../src/model/report.ts';
import { createPretty } from '../../src/reporters/pretty.ts';
import { cleanTail, findings, head, listing, outcome, plainOptions, tail } from './sample.ts';

function whole(reporter: Reporter, listings = 1): string {
  return reporter.begin(head) + Array.from({ length: listings }, () => reporter.listing(outcome)).join('') + reporter.end(tail);
}

describe('pretty report', () => {
  it.each(['en', 'zh'] as const)('is the expected page in %s', async (lang) => {
    await expect(whole(createPretty({ ...plainOptions, lang }))).toMatchFileSnapshot(`expected/pretty.${lang}.txt`);
  });

  it('says in two lines that nothing was found', () => {
    const reporter = createPretty(plainOptions);
    expect(reporter.begin(head) + reporter.end(cleanTail)).toBe('Nothing found.\nChecked: 3 listings, 1 file, 1 picture.\n');
  });

  it('prints as many listings as a terminal wants and counts the rest', () => {
    const text = whole(createPretty({ ...plainOptions, maxListings: 20 }), 23);
    expect(text.match(/^HM-BELT-01/gm)).toHaveLength(20);
    expect(text).toContain('… and 3 more listings; see them with --all or --format json.');
    const chinese = whole(createPretty({ ...plainOptions, lang: 'zh', maxListings: 20 }), 23);
    expect(chinese).toContain('……另有 3 个 Listing 未列出；');
  });

  it('does not print what has been accepted', () => {
    const accepted = findings.map((finding) => ({ ...finding, state: 'baselined' as const }));
    expect(createPretty(plainOptions).listing({ listing, findings: accepted })).toBe('');
  });

  it('counts problems beyond the twentieth', () => {
    const [problem] = tail.problems;
    if (problem === undefined) throw new RangeError('the sample has problems');
    const text = createPretty(plainOptions).end({ ...tail, problems: Array.from({ length: 25 }, () => problem) });
    expect(text).toContain('Not checked (25)');
    expect(text).toContain('… and 5 problems');
  });

  it('lets no listing paint the terminal', () => {
    const hostile = '\u001b[2J\u001b]0;owned\u0007Belt \u202Eevil\u009B31m';
    const field = { name: 'title', text: hostile, place: { runs: [0, 1, 1] } } as const;
    const painted = findings.slice(0, 1).map((finding) => ({ ...finding, match: hostile, span: [0, hostile.length] as const }));
    const reporter = createPretty({ ...plainOptions, color: true });
    const text =
      reporter.begin(head) + reporter.listing({ listing: { ...listing, id: hostile, fields: [field] }, findings: painted });
    const own = ['0', '1', '2', '31', '33', '36'].map((code) => `\u001b[${code}m`);
    expect(own.reduce((rest, code) => rest.replaceAll(code, ''), text)).not.toMatch(/[^\P{C}\n]/u);
    expect(text).toContain('<U+001B>');
    expect(text).toContain('<U+202E>');
  });
});
