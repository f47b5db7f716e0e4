import type { LineStarts } from './line-starts.ts';

/** How a scalar is written, as far as its characters differ from its value. */
export type ScalarStyle = 'plain' | 'single' | 'double';

/**
 * The runs of a YAML text: its value is walked beside its source. Only white space is folded, and only quotes and escapes are written
 * differently, so a character of the value is the next equal one of the source. Should that ever fail, the rest keeps the last run.
 */
export function yamlRuns(value: string, source: string, offset: number, style: ScalarStyle, lines: LineStarts): number[] {
  const first = lines.at(offset);
  const runs = [0, first.line, first.column];
  let expected = offset;
  let at = 0;
  const step = (i: number, width: number): void => {
    if (offset + at !== expected) {
      const { line, column } = lines.at(offset + at);
      if (i === 0) runs.length = 0;
      runs.push(i, line, column);
    }
    at += width;
    expected = offset + at - width + 1;
  };
  for (let i = 0; i < value.length; i++) {
    const character = value.charAt(i);
    const blank = /\s/.test(character);
    if (style === 'double') at = skipContinuations(source, at);
    if (!blank) at = skipBlanks(source, at, character);
    if (style === 'double' && !blank) at = skipContinuations(source, at);
    const found = source.charAt(at);
    if (style === 'double' && found === '\\') {
      const width = escapeWidth(source, at);
      step(i, width);
      if (source.charAt(at - width + 1) === 'U' && value.charCodeAt(i) >= 0xd800 && value.charCodeAt(i) < 0xdc00) i++;
    } else if (found === character) step(i, style === 'single' && found === "'" ? 2 : 1);
    else if (blank) step(i, 0);
    else return runs;
  }
  if (offset + at !== expected) {
    const { line, column } = lines.at(offset + at);
    runs.push(value.length, line, column);
  }
  return runs;
}

const CONTINUATION = /(?:\\\r?\n[ \t]*)+/y;

/** A backslash at the end of a line joins it with the next one. */
function skipContinuations(source: string, at: number): number {
  if (source.charCodeAt(at) !== 92) return at;
  CONTINUATION.lastIndex = at;
  return CONTINUATION.test(source) ? CONTINUATION.lastIndex : at;
}

function skipBlanks(source: string, from: number, character: string): number {
  let at = from;
  while (at < source.length && source.charAt(at) !== character && /\s/.test(source.charAt(at))) at++;
  return at;
}

function escapeWidth(source: string, at: number): number {
  const kind = source.charAt(at + 1);
  if (kind === 'x') return 4;
  if (kind === 'u') return 6;
  return kind === 'U' ? 10 : 2;
}
