import { describe, expect, it } from 'vitest';
import { createGithub } from '../../src/reporters/github.ts';
import { cleanTail, findings, listing, outcome, plainOptions, tail } from './sample.ts';
import { acting, HOSTILE, hostileOutcome, hostileTail, settled, workbook, write } from './states.ts';

const COMMAND = /^::(error|warning|notice) ((?:[a-zA-Z]+=[^,:\r\n]*,?)+)::([^\r\n]*)$/;

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

describe('github report', () => {
  it.each(['en', 'zh'] as const)('is the expected list of commands in %s', async (lang) => {
    await expect(write(createGithub({ ...plainOptions, lang }))).toMatchFileSnapshot(`expected/github.${lang}.txt`);
  });

  it('says nothing when nothing was found', () => {
    expect(write(createGithub(plainOptions), [], cleanTail)).toBe('');
  });

  it('shows ten of a level and counts the rest', () => {
    const many = Array.from({ length: 13 }, () => outcome);
    const shown = lines(write(createGithub(plainOptions), many));
    for (const level of ['error', 'warning', 'notice'])
      expect(shown.filter((line) => line.startsWith(`::${level} `)).length).toBeLessThanOrEqual(10);
    // Three errors, one warning, one note and one finding for a person a listing; notes and the latter share a level.
    expect(shown.join('\n')).toContain('Not shown as annotations: 29 errors, 4 warnings, 18 notes.');
  });

  it('puts the worst of a level first', () => {
    const [weak, strong] = [0.5, 0.99].map((confidence) => ({
      listing,
      findings: findings
        .filter(({ rule }) => rule === 'demo/imitation')
        .map((finding) => ({ ...finding, confidence, match: String(confidence) })),
    }));
    if (weak === undefined || strong === undefined) throw new RangeError('two were made');
    const shown = lines(write(createGithub(plainOptions), [weak, strong], { ...tail, problems: [] }));
    expect(shown[0]).toContain('0.99');
  });

  it('is silent about what is accepted or known', () => {
    expect(write(createGithub(plainOptions), [settled], cleanTail)).toBe('');
  });

  it('names the cell of a workbook, which has no lines', () => {
    const [line = ''] = lines(write(createGithub(plainOptions), [workbook], cleanTail));
    expect(line).toContain('file=feeds/kitchen & bar.xlsx,title=');
    expect(line).toContain('::Cell Mugs & more!C7: ');
  });

  it.each(HOSTILE)('lets no text end a command or begin one: %s', (_, text) => {
    for (const line of lines(write(createGithub(plainOptions), [hostileOutcome(text)], hostileTail(text)))) {
      expect(line).toMatch(COMMAND);
      expect(line.length).toBeLessThan(5000);
      expect(acting(line)).toEqual([]);
    }
  });
});
