import type { MappingNote } from '../model/report.ts';
import type { TreeNode } from './tree.ts';

/** Most names that a note holds; nobody reads more, and a hostile file has millions. */
const MAX_NAMES = 300;

/** Collects how the names of a file were understood. */
export class Mapping {
  readonly #file: string;
  readonly #format: string;
  readonly #columns = new Map<string, string>();
  readonly #ignored = new Set<string>();

  constructor(file: string, format: string) {
    this.#file = file;
    this.#format = format;
  }

  /** Notes that a place of the records gives a field. */
  add(from: string, to: string): void {
    if (this.#columns.size < MAX_NAMES && !this.#columns.has(from)) this.#columns.set(from, to);
  }

  /** Notes that a place was not read, when there was text in it. */
  ignore(from: string, value: TreeNode): void {
    const empty = value.kind === 'text' ? value.type !== 'string' || value.text.trim() === '' : sizeOf(value) === 0;
    if (!empty && this.#ignored.size < MAX_NAMES) this.#ignored.add(from);
  }

  /** Names that no field was found for. */
  get unknown(): readonly string[] {
    return [...this.#ignored, ...[...this.#columns].flatMap(([from, to]) => (to.startsWith('attribute:') ? [from] : []))];
  }

  /** The note for the report. */
  note(): MappingNote {
    const columns = [...this.#columns].map(([from, to]) => ({ from, to }));
    const ignored = [...this.#ignored].filter((name) => !this.#columns.has(name));
    return { file: this.#file, format: this.#format, columns, ignored };
  }
}

function sizeOf(value: Exclude<TreeNode, { kind: 'text' }>): number {
  return value.kind === 'array' ? value.items.length : value.members.size;
}
