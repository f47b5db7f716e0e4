/** A place in a text file. Both are 1-based; columns count UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where a text of a listing stands in its file.
 *
 * `runs` is a flat list of triples `offset, line, column` with ascending offsets: from `offset` in the text up to the next
 * run, text and file advance together. A reader starts a new run wherever they fall out of step: after a line break,
 * behind a doubled quote in CSV, behind an escape in JSON. The first run has offset 0.
 */
export interface Place {
  readonly runs: readonly number[];
  /** The table cell (`C12`, `Sheet1!C12`), JSON pointer or selector, when the format has one. */
  readonly cell?: string;
  /** A cell of a workbook: all of its text is at its row and column. */
  readonly steady?: true;
}

/** A place for a text that starts at one position; line breaks in the text (`\n`, `\r\n`, `\r`) start a new line in the file. */
export function placeAt(text: string, line: number, column: number, cell?: string): Place {
  const runs = [0, line, column];
  let at = line;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== 10 && unit !== 13) continue;
    if (unit === 13 && text.charCodeAt(i + 1) === 10) i++;
    at++;
    runs.push(i + 1, at, 1);
  }
  return cell === undefined ? { runs } : { runs, cell };
}

/** The position in the file of an offset in the text. Takes O(log runs). */
export function locate(place: Place, offset: number): Position {
  const { runs } = place;
  let low = 0;
  let high = runs.length / 3 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle * 3] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const start = place.steady === true ? offset : (runs[low * 3] ?? 0);
  return { line: runs[low * 3 + 1] ?? 1, column: (runs[low * 3 + 2] ?? 1) + offset - start };
}
