/** One line of a text, without its end. */
export interface TextLine {
  /** 1-based. */
  readonly line: number;
  /** Undefined when the line is longer than the limit; then it was not kept. */
  readonly text: string | undefined;
}

/** Cuts pieces of text into lines, ended by `\n`, `\r\n` or `\r`; a line beyond `limit` characters passes in bounded memory. */
export async function* linesOf(pieces: AsyncIterable<string>, limit: number): AsyncIterable<readonly TextLine[]> {
  let pending: string[] = [];
  let length = 0;
  let line = 1;
  let carriage = false;
  const take = (last: string): TextLine => {
    const text = length + last.length > limit ? undefined : pending.join('') + last;
    pending = [];
    length = 0;
    return { line: line++, text };
  };
  for await (const piece of pieces) {
    const ends = /\r\n|\n|\r/g;
    // A line break cut by the edge of two pieces is one.
    let from = carriage && piece.startsWith('\n') ? 1 : 0;
    ends.lastIndex = from;
    if (piece !== '') carriage = piece.endsWith('\r');
    const lines: TextLine[] = [];
    for (let match = ends.exec(piece); match !== null; match = ends.exec(piece)) {
      lines.push(take(piece.slice(from, match.index)));
      from = ends.lastIndex;
    }
    if (from < piece.length) {
      length += piece.length - from;
      if (length <= limit) pending.push(piece.slice(from));
    }
    yield lines;
  }
  if (length > 0) yield [take('')];
}
