import { hash } from 'node:crypto';
import type { RecordFilter } from '../readers/contract.ts';

/*
 * The records of one version of a file, by their texts as they stand there.
 */

/** Passes every record over, or nearly, and keeps its text. */
export class RecordTexts implements RecordFilter {
  /** The records in their order, each by its text or the hash of it; undefined for one whose text alone does not tell what it means. */
  readonly order: (string | undefined)[] = [];
  readonly hashed: boolean;
  readonly #wanted: (text: string | undefined) => boolean;
  #context = '';
  #known: Set<string | undefined> | undefined;

  /**
   * @param hashed whether hashes are kept instead of texts: a third slower, and a tenth of the memory. The same for both versions.
   * @param wanted which records are read all the same.
   */
  constructor(hashed: boolean, wanted: (text: string | undefined) => boolean = () => false) {
    this.hashed = hashed;
    this.#wanted = wanted;
  }

  context(what: unknown): void {
    this.#context += `${JSON.stringify(what)}\n`;
  }

  wants(raw: string | undefined): boolean {
    const plain = raw?.includes('\r') === true ? raw.replaceAll(/\r\n?/g, '\n') : raw;
    const text = this.hashed && plain !== undefined ? hash('sha256', plain, 'base64') : plain;
    this.order.push(text);
    return this.#wanted(text);
  }

  /** Whether the records of two versions mean the same when their texts are the same: equal columns, delimiters, marketplaces. */
  isComparable(other: RecordTexts): boolean {
    return this.#context === other.#context;
  }

  /** Whether the version has a record of this text. Asked when it has been read. */
  has(text: string | undefined): boolean {
    this.#known ??= new Set(this.order);
    return text !== undefined && this.#known.has(text);
  }
}
