import { STATEMENT_STATES, type StatementState } from '../../model/case-draft.ts';
import type { Bilingual } from '../../model/text.ts';
import { STATE_NAMES } from './show-letter.ts';

/*
 * The copies of a draft as they lie in a case -> what they say, for whoever shows them in another form. The counterpart of `show-letter.ts`.
 */

/** A blank that somebody has to fill, in each language of letters. */
export const BLANK: RegExp = /\[(?:TO FILL|AUSZUFÜLLEN|要記入|待填)[^\]]*\]?/g;

/** A paragraph of a letter. */
export interface LetterParagraph {
  readonly kind: 'title' | 'heading' | 'item' | 'text';
  readonly text: string;
}

/** A sentence as the review copy tells it. */
export interface ReviewedSentence {
  readonly id: string;
  readonly text: string;
  /** What it says and what one should see to, in Chinese. */
  readonly note: string;
  readonly state: StatementState;
  /** Refs of the records that it rests on. */
  readonly records: readonly string[];
  /** Files that prove it: labels of the annex with the beginnings of their hashes, `1 ca5725e80e835d3c`. */
  readonly files: readonly string[];
}

/** What a review copy tells. */
export interface ReviewCopy {
  readonly sections: readonly { readonly heading: string; readonly sentences: readonly ReviewedSentence[] }[];
  /** What has to be done before the letter is final. */
  readonly stops: readonly Bilingual[];
}

/** The paragraphs of a letter. @param marked whether it is Markdown; else every line is text. */
export function readLetterCopy(copy: string, marked: boolean): LetterParagraph[] {
  return copy.split(/\r?\n/).flatMap((line): LetterParagraph[] => {
    if (line.trim() === '') return [];
    const [, mark, rest = ''] = (marked ? /^(#{1,6}|-) (.*)$/.exec(line) : null) ?? [];
    if (mark === undefined) return [{ kind: 'text', text: marked ? unescapeMarkdown(line) : line }];
    const kind = mark === '-' ? 'item' : mark === '#' ? 'title' : 'heading';
    return [{ kind, text: unescapeMarkdown(rest) }];
  });
}

/** What stands in a review copy; undefined for another text. */
export function readReviewCopy(copy: string): ReviewCopy | undefined {
  const parts = new Map<string, string[]>();
  let part: string[] = [];
  for (const line of copy.split(/\r?\n/)) {
    const name = /^## .* \/ ([a-z ]+)$/.exec(line)?.[1];
    if (name === undefined) {
      part.push(line);
      continue;
    }
    part = [];
    parts.set(name, part);
  }
  const letter = parts.get('letter and notes');
  if (letter === undefined) return undefined;
  const backing = new Map(rowsOf(parts.get('backing table') ?? []).map((row) => [row[0] ?? '', row] as const));
  return { sections: sectionsOf(letter, backing), stops: pairsOf(parts.get('before it is final') ?? []) };
}

type Section = ReviewCopy['sections'][number];

function sectionsOf(lines: readonly string[], backing: ReadonlyMap<string, readonly string[]>): Section[] {
  const sections: { readonly heading: string; readonly sentences: ReviewedSentence[] }[] = [];
  for (const [id = '', text = '', note = '', name = ''] of rowsOf(lines)) {
    if (id === '') {
      sections.push({ heading: text.replaceAll(/^\*\*|\*\*$/g, ''), sentences: [] });
      continue;
    }
    const [, , records = '', files = ''] = backing.get(id) ?? [];
    const state = STATEMENT_STATES.find((one) => name === `${STATE_NAMES[one].zh} ${STATE_NAMES[one].en}`) ?? 'blank';
    const said = state === 'blocked' ? text.replaceAll(/^~~|~~$/g, '') : text;
    const sentence = { id, text: said, note, state, records: listIn(records), files: annexesIn(files) };
    sections.at(-1)?.sentences.push(sentence);
  }
  return sections;
}

function listIn(cell: string): string[] {
  return cell.split(', ').filter((item) => item !== '');
}

function annexesIn(cell: string): string[] {
  return listIn(cell).map((file) => file.replace(/^附件 /, ''));
}

/** The rows of a table behind its head. */
function rowsOf(lines: readonly string[]): string[][] {
  return lines
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map(cellsOf);
}

/** The cells of a row: what is escaped is no border. */
function cellsOf(row: string): string[] {
  const cells: string[] = [];
  let cell = '';
  for (let at = 1; at < row.length; at++) {
    if (row[at] === '\\') {
      cell += row.slice(at, at + 2);
      at++;
    } else if (row[at] !== '|') cell += row[at];
    else {
      cells.push(unescapeMarkdown(cell.trim()));
      cell = '';
    }
  }
  return cells;
}

/** Items in Chinese, each with its English below. */
function pairsOf(lines: readonly string[]): Bilingual[] {
  return lines.flatMap((line, at): Bilingual[] => {
    if (!line.startsWith('- ')) return [];
    const below = lines[at + 1];
    const zh = unescapeMarkdown(line.slice(2));
    return [{ zh, en: below?.startsWith('  ') ? unescapeMarkdown(below.slice(2)) : zh }];
  });
}

function unescapeMarkdown(text: string): string {
  return text.replaceAll(/\\([\\`*_<>|~(#+\-.)])/g, '$1');
}
