import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../model/errors.ts';
import type { ReferenceText } from '../model/reference.ts';

/** The day on which the sentences were written, see `data/boilerplate/README.md`. */
const WRITTEN = '2026-11-22';

/**
 * Reads the sentences that everybody writes, as references of role `boilerplate`: one a language, one field a sentence.
 * @param folder the installation's `data/boilerplate`.
 * @throws EnvironmentError when it cannot be read: without it every "30-day money back" would be a copy.
 */
export function readStockTexts(folder: string): ReferenceText[] {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    return files.sort().map((name) => readStockText(folder, name));
  } catch (cause) {
    throw new EnvironmentError('The stock sentences are missing from the installation; install preclear again.', { cause });
  }
}

function readStockText(folder: string, name: string): ReferenceText {
  const lines = readFileSync(join(folder, name), 'utf8').split(/\r?\n/);
  const sentences = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const about = { owner: 'preclear', role: 'boilerplate', capturedAt: WRITTEN, label: name } as const;
  const fields = sentences.map((text) => ({ name: 'description', text }));
  return { id: `stock-${name.slice(0, -'.txt'.length)}`, kind: 'text', ...about, fields };
}
