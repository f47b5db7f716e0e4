import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../model/errors.ts';

/**
 * Reads the sentences that everybody writes, of all languages, one a line.
 * @param folder the installation's `data/boilerplate`.
 * @throws EnvironmentError when it cannot be read: without it every "30-day money back" would be a copy.
 */
export function readStockSentences(folder: string): string[] {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    return files.sort().flatMap((name) => readSentences(join(folder, name)));
  } catch (cause) {
    throw new EnvironmentError(
      {
        en: 'The stock sentences are missing from the installation; install preclear again.',
        zh: '安装目录中缺少通用语句库；请重新安装 preclear。',
      },
      { cause },
    );
  }
}

function readSentences(path: string): string[] {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/);
  return lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
}
