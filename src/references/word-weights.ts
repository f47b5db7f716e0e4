import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../model/errors.ts';
import { compileWeights, type WeightTable } from '../text/word-weights.ts';

/**
 * The weights of everyday words that come with preclear.
 * @param folder the installation's `data/words`.
 * @throws EnvironmentError when they cannot be read: without them every "the" would be evidence of copying.
 */
export function openWordWeights(folder: string): WeightTable {
  try {
    return compileWeights(readFileSync(join(folder, 'frequent.tsv'), 'utf8'));
  } catch (cause) {
    throw new EnvironmentError(
      {
        en: 'The table of frequent words is missing from the installation; install preclear again.',
        zh: '安装目录中缺少常用词表；请重新安装 preclear。',
      },
      {
        cause,
      },
    );
  }
}
