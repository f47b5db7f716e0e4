import type { Problem } from '../model/problem.ts';
import { fieldOfName } from './columns.ts';
import type { Input, ReadEvent } from './contract.ts';
import { readText } from './encoding.ts';
import { blankOut, findIgnoreComments, withIgnores } from './ignore-comment.ts';
import type { NamedText } from './listing-builder.ts';
import type { RecordEvent, TreeNode } from './tree.ts';
import { genericTexts, readRecords } from './tree-reader.ts';
import { parseYaml } from './yaml-tree.ts';

/** Longest Markdown file, in characters; a listing has some thousand. */
const MAX_CHARACTERS = 4 << 20;
const FENCE = /^---[ \t]*$/;
const HEADING = /^(#{1,6})[ \t]+(.{1,400}?)[ \t#]*$/;
const ITEM = /^[ \t]{0,8}(?:[-*+•]|\d{1,3}[.)、])[ \t]+(?=\S)/;

/**
 * Reads one listing out of Markdown: front matter holds the fields, the text below is the description. `# Title` is the title where the front
 * matter has none; lists under headings such as `## Features` or `## 五点描述` are the bullets.
 */
export async function* readMarkdown(input: Input): AsyncIterable<ReadEvent> {
  const problems: Problem[] = [];
  const { mapping, textsOf } = genericTexts(input, 'markdown');
  const written = (await readText(input, problems, MAX_CHARACTERS)) ?? '';
  const comments = findIgnoreComments(written, input.file);
  const text = blankOut(written, comments.spans);
  const lines = text.split(/\r\n|\n|\r/);
  const end = FENCE.test(lines[0] ?? '') ? lines.findIndex((line, i) => i > 0 && /^(?:---|\.\.\.)[ \t]*$/.test(line)) : -1;
  const front = end > 0 ? lines.slice(1, end).join('\n') : '';
  const events = readRecords(input, recordsOf(front), problems, mapping, (root, pointer) => {
    const named = textsOf(root, pointer).flatMap((record) => record.texts);
    const has = new Set(named.map((entry) => entry.field));
    const body = bodyTexts(lines, end + 1).filter(({ field }) => field === 'description' || !has.has(field));
    for (const { field } of body) mapping.add(field === 'bullet' ? 'lists' : field === 'title' ? '# heading' : 'text', field);
    return [{ texts: [...named, ...body] }];
  });
  yield* withIgnores(events, comments);
}

/** The front matter as the only record, empty where there is none or where it is broken. */
async function* recordsOf(front: string): AsyncIterable<RecordEvent> {
  const empty: TreeNode = { kind: 'object', members: new Map(), line: 1, column: 1 };
  const [document] = await parseYaml(front, 2);
  for (const fault of document?.faults ?? []) yield { fault, record: 1 };
  yield { root: document?.root ?? empty, pointer: '', record: 1 };
}

/** The title, the bullets and the description of the text below the front matter. */
function bodyTexts(lines: readonly string[], from: number): NamedText[] {
  const texts: NamedText[] = [];
  const description = new Lines();
  let section: Section = 'description';
  for (let i = from; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const heading = HEADING.exec(line);
    if (heading === null) {
      const text = textIn(section, line, i);
      if (text === undefined) description.add(line, i);
      else texts.push(text);
      continue;
    }
    const title = heading[2] ?? '';
    const field = fieldOfName(title)?.field;
    section = field === 'bullet' || field === 'search-terms' || field === 'title' ? field : 'description';
    if (field !== undefined) continue;
    const isTitle = heading[1] === '#' && !texts.some((text) => text.field === 'title');
    if (isTitle) texts.push(piece('title', line, line.indexOf(title), title.length, i));
    else description.add(line, i);
  }
  const whole = description.text();
  return whole === undefined ? texts : [...texts, whole];
}

type Section = 'description' | 'bullet' | 'search-terms' | 'title';

/** The text of a line in a section of its own: list items under a heading for bullets, whole lines under the others. */
function textIn(section: Section, line: string, index: number): NamedText | undefined {
  if (section === 'description' || line.trim() === '') return undefined;
  const item = ITEM.exec(line)?.[0].length ?? 0;
  if (section === 'bullet' && item === 0) return undefined;
  return piece(section, line, item, line.trimEnd().length - item, index);
}

function piece(field: NamedText['field'], line: string, start: number, length: number, index: number): NamedText {
  return { field, text: line.slice(start, start + length), place: { runs: [0, index + 1, start + 1] } };
}

/** Lines that need not follow each other, as one text. */
class Lines {
  #text = '';
  #runs: number[] = [];

  add(line: string, index: number): void {
    if (this.#text === '' && line.trim() === '') return;
    this.#runs.push(this.#text.length, index + 1, 1);
    this.#text += `${line}\n`;
  }

  text(): NamedText | undefined {
    const text = this.#text.trimEnd();
    return text === '' ? undefined : { field: 'description', text, place: { runs: this.#runs } };
  }
}
