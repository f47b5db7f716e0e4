import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = 'src';
/** An export that declares something. What only passes on a name (`export { x } from`) is described where it is declared. */
const DECLARATION = /^export (?!\{|\*|type \{)/;
/** Characters; “A list.” says what it is, and what is shorter says nothing. */
const SHORTEST = 7;

/** Exported declarations of a source without a doc-comment right above them, as `file:line declaration`. */
function undocumented(file: string, source: string): string[] {
  const lines = source.split('\n');
  return lines.flatMap((line, i) =>
    DECLARATION.test(line) && wordsAbove(lines, i).length < SHORTEST ? [`${file}:${i + 1} ${line}`] : [],
  );
}

/** The text of the doc-comment that ends on the line above; empty when there is none. */
function wordsAbove(lines: readonly string[], at: number): string {
  if (!lines[at - 1]?.trimEnd().endsWith('*/')) return '';
  let start = at - 1;
  while (start > 0 && !/^\s*\/\*/.test(lines[start] ?? '')) start--;
  const comment = lines.slice(start, at).join(' ').trim();
  return comment.startsWith('/**') ? comment.replace(/^\/\*\*|\*\/$|\s\*\s/g, ' ').trim() : '';
}

describe('doc-comments', () => {
  it('stand above every exported declaration', () => {
    const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    const sources = files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')] as const);
    const count = sources.flatMap(([, source]) => source.split('\n').filter((line) => DECLARATION.test(line))).length;
    expect(count).toBeGreaterThan(300);
    expect(sources.flatMap(([file, source]) => undocumented(file, source))).toEqual([]);
  });

  it.each([
    ['no comment', 'const a = 1;\nexport const b = 2;'],
    ['a comment that is no doc-comment', '/* The second number of the pair. */\nexport const b = 2;'],
    ['a line comment', '// The second number of the pair.\nexport const b = 2;'],
    ['a comment further up', '/** The second number of the pair. */\n\nexport const b = 2;'],
    ['a comment without words', '/** b */\nexport const b = 2;'],
  ])('are missed: %s', (_, source) => {
    expect(undocumented('a.ts', source)).toHaveLength(1);
  });

  it.each([
    ['one line', '/** The second number of the pair. */\nexport const b = 2;'],
    ['several lines', '/**\n * The second number\n * of the pair.\n */\nexport function b(): void {}'],
    ['a name that is passed on', "export { b } from './b.ts';"],
  ])('are found: %s', (_, source) => {
    expect(undocumented('a.ts', source)).toEqual([]);
  });
});
