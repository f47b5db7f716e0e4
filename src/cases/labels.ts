import type { LabelField } from '../model/case-pattern.ts';
import { type FoldedPiece, spanIn } from './folded.ts';
import type { LabelWord } from './wordings.ts';

/*
 * Labels of a line (`ASIN: …, Title: …`) and the values behind them.
 */

/** A label with its value. */
export interface LabelValue {
  readonly id: string;
  readonly field: LabelField;
  /** Where the label itself begins. */
  readonly labelStart: number;
  /** The value, without white space and separators around it; may be empty. */
  readonly start: number;
  readonly end: number;
}

/** A label in a folded line. */
interface Hit {
  readonly word: LabelWord;
  readonly at: number;
  /** Behind the colon. */
  readonly behind: number;
}

const COLON = /^(?:\s?\((?:s|en|es)\)|\(s\))?(?:\s?#)?\s?(?:[:=：]|\t|\s[|]\s?)\s*/;
/** A dash parts a label from its value only at the head of a line. */
const DASH = /^(?:\s?#)?\s?[-–]\s+(?=\S)/;
/** Fields whose label needs no colon: `SKU FOX-12 / Complaint ID 9920`. */
const SPOKEN: ReadonlySet<LabelField> = new Set(['sku', 'complaintId']);
/** Before a label in the middle of a line. */
const SEPARATOR = /[,;|/\t([{]\s?$|\s[-–]\s?$/;

/** A finder for the labels that are known; one pass over a line. */
export class LabelFinder {
  readonly #words = new Map<string, LabelWord>();
  readonly #pattern: RegExp;

  constructor(words: readonly LabelWord[]) {
    for (const word of words) if (!this.#words.has(word.word)) this.#words.set(word.word, word);
    const longestFirst = [...this.#words.keys()].sort((a, b) => b.length - a.length);
    this.#pattern = new RegExp(
      longestFirst.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|') || '(?!)',
      'g',
    );
  }

  /** The labels of a folded line with their values, in order. A line that is nothing but a label has an empty value. */
  find(line: FoldedPiece): LabelValue[] {
    const hits = this.#hits(line.text);
    return hits.map(({ word, at, behind }, i) => {
      const until = endOf(line.text, at, behind, hits[i + 1]?.at ?? line.text.length);
      const [from, to] = trimmed(line.text, behind, until, i + 1 < hits.length);
      const [start, end] = spanIn(line, from, to);
      return { id: word.id, field: word.field, labelStart: line.starts[at] ?? 0, start, end };
    });
  }

  /** The label that the whole folded text is. */
  exact(text: string): LabelWord | undefined {
    return this.#words.get(text.replace(/\s?[:#]\s*$/, '').trim());
  }

  #hits(text: string): Hit[] {
    const hits: Hit[] = [];
    let from = 0;
    for (const found of text.matchAll(this.#pattern)) {
      const at = found.index;
      if (at < from || !startsWord(text, at)) continue;
      const word = this.#words.get(found[0]);
      const behind = word === undefined ? undefined : this.#behind(text, at, at + found[0].length, word, hits.length > 0);
      if (word === undefined || behind === undefined) continue;
      hits.push({ word, at, behind });
      from = behind;
    }
    return hits;
  }

  /** Where the value begins, when the word is a label where it stands. */
  #behind(text: string, at: number, end: number, word: LabelWord, among: boolean): number | undefined {
    const before = text.slice(Math.max(0, at - 4), at);
    const head = at === 0;
    const rest = text.slice(end, end + 12);
    const colon = COLON.exec(rest) ?? (head ? DASH.exec(rest) : null);
    const free = head || SEPARATOR.test(before);
    if (colon === null) return free && SPOKEN.has(word.field) && /^ (?=[a-z-]{0,12}\d)/.test(rest) ? end + 1 : undefined;
    // "Contact the rights owner: Elm & Ivy (mail@elmivy.example)."
    if (word.field === 'ownerName' && text.slice(end, end + 160).includes('@')) return end + colon[0].length;
    return free || (word.strong && (among || /[:：]/.test(colon[0]))) ? end + colon[0].length : undefined;
  }
}

/** Where a value ends at the latest: before the next label, and at the bracket in front of which the label stands. */
function endOf(text: string, at: number, behind: number, next: number): number {
  const bracket = /[([]\s?$/.test(text.slice(Math.max(0, at - 2), at)) ? text.slice(behind, next).search(/[)\]]/) : -1;
  return bracket === -1 ? next : behind + bracket;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1)) || /[\u3040-\u9fff]/.test(text.charAt(at));
}

function trimmed(text: string, from: number, to: number, followed: boolean): [number, number] {
  let [start, end] = [from, to];
  const loose = followed ? /[\s,;|/([{*-]/ : /[\s|*]/;
  while (start < end && /[\s|*]/.test(text.charAt(start))) start++;
  while (end > start && loose.test(text.charAt(end - 1))) end--;
  return [start, end];
}
