import { File, FingerprintIndex, LanguagePicker } from '@dodona/dolos-lib';
import type { Box } from './text-plagdet.ts';

/** Dolos, with its own settings (23 characters, 17 in a window), as it compares texts: character by character. */
const GRAM = 23;
const WINDOW = 17;

const language = await new LanguagePicker().findLanguage('char');
const tokenizer = await language.createTokenizer();

/** The fragments that Dolos says two texts share. */
export function dolosFragments(query: string, source: string): Box[] {
  const here = tokenizer.tokenizeFile(new File('query', query));
  const there = tokenizer.tokenizeFile(new File('source', source));
  const index = new FingerprintIndex(GRAM, WINDOW);
  index.addFiles([here, there]);
  return index
    .getPair(here, there)
    .buildFragments()
    .map(({ leftSelection, rightSelection }) => ({
      query: charactersOf(query, leftSelection),
      source: charactersOf(source, rightSelection),
    }));
}

interface Selection {
  readonly startRow: number;
  readonly startCol: number;
  readonly endRow: number;
  readonly endCol: number;
}

function charactersOf(text: string, { startRow, startCol, endRow, endCol }: Selection): [number, number] {
  return [lineStart(text, startRow) + startCol, lineStart(text, endRow) + endCol];
}

function lineStart(text: string, row: number): number {
  let at = 0;
  for (let line = 0; line < row; line++) at = text.indexOf('\n', at) + 1;
  return at;
}
