import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import { decide } from '../../src/scan/verdict.ts';

const none = { error: 0, warning: 0, note: 0 };
const asked = { failOn: 'error', failOnReview: false, strict: false } as const;
const problem: Problem = { file: 'a.csv', reason: { en: 'x', zh: 'x' } };

describe('decide', () => {
  it.each([
    ['nothing', none, none, [], asked, 0],
    ['a warning below --fail-on', { ...none, warning: 3 }, none, [], asked, 0],
    ['an error', { ...none, error: 1 }, none, [], asked, 1],
    ['a warning with --fail-on warning', { ...none, warning: 1 }, none, [], { ...asked, failOn: 'warning' } as const, 1],
    ['an error with --fail-on never', { ...none, error: 9 }, none, [], { ...asked, failOn: 'never' } as const, 0],
    ['an error for a person to decide', none, { ...none, error: 1 }, [], asked, 0],
    ['the same with --fail-on-review', none, { ...none, error: 1 }, [], { ...asked, failOnReview: true }, 1],
    ['a problem', none, none, [problem], asked, 0],
    ['a problem, strict', none, none, [problem], { ...asked, strict: true }, 3],
    ['an error and a problem, strict', { ...none, error: 1 }, none, [problem], { ...asked, strict: true }, 1],
  ])('%s', (_, counts, review, problems, request, exit) => {
    const verdict = decide({ counts, review }, problems, request);
    expect(verdict.exit).toBe(exit);
    expect(verdict.why.en.startsWith(`exit ${exit}: `)).toBe(true);
    expect(verdict.why.zh.startsWith(`退出码 ${exit}：`)).toBe(true);
  });

  it('does not say that nothing was found where something is accepted or known', () => {
    const { exit, why } = decide({ counts: none, review: none, settled: 3 }, [], asked);
    expect(exit).toBe(0);
    expect(why.en).toBe('exit 0: nothing new (3 accepted or known)');
    expect(why.zh).toBe('退出码 0：没有新问题（3 个已放行或已在基线中）');
  });

  it('says what failed, what did not and what would make it', () => {
    const { why } = decide({ counts: { error: 3, warning: 12, note: 0 }, review: { ...none, note: 2 } }, [problem], asked);
    expect(why.en).toBe(
      'exit 1: 3 errors at or above "error"; 12 warnings do not fail (--fail-on warning would); 2 for a person to decide; incomplete: 1 problem',
    );
    expect(why.zh).toContain('3 个错误');
  });
});
