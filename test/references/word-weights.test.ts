import { describe, expect, it } from 'vitest';
import { openWordWeights } from '../../src/references/word-weights.ts';
import { readCopyWords } from '../../src/text/copy-words.ts';
import { WEIGHT_CAP } from '../../src/text/word-weights.ts';

describe('openWordWeights', () => {
  it('gives everyday words of a text less weight than rare ones', () => {
    const weights = openWordWeights('data/words');
    const weigh = (text: string): number[] => [...readCopyWords(text).ids].map((id) => weights.weightOf(id));
    expect(Math.max(...weigh('the of and'))).toBeLessThan(0.5);
    expect(Math.max(...weigh('für über très'))).toBeLessThan(WEIGHT_CAP);
    expect(weigh('thermoflask polyurethan')).toEqual([WEIGHT_CAP, WEIGHT_CAP]);
    expect(weigh('words weight lang').some(Number.isNaN)).toBe(false);
  });
});
