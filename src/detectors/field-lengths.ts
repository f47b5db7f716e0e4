import type { Span } from '../model/span.ts';
import type { VisibleText } from './visible-text.ts';

/** A demand that a text does not meet: where, and the two sides of the comparison. */
export interface Fault {
  /** Position in the listing's fields. */
  readonly field: number;
  readonly span: Span;
  readonly limit: string;
  readonly actual: string;
  /** Same risk, same text. */
  readonly identity: string;
}

/** A field of the listing that a rule looks at. */
export interface Candidate {
  readonly field: number;
  readonly name: string;
  readonly visible: VisibleText;
}

/** A text longer than `max` code points; the span is what stands beyond. */
export function tooManyCharacters({ field, visible }: Candidate, max: number): Fault[] {
  const { text } = visible;
  if (text.length <= max) return [];
  let count = 0;
  let offset = 0;
  let beyond = text.length;
  for (const character of text) {
    if (count++ === max) beyond = offset;
    offset += character.length;
  }
  if (count <= max) return [];
  return [{ field, span: visible.span(beyond, text.length), limit: `${max}`, actual: `${count}`, identity: 'length' }];
}

/** Fields of one name that together hold more than `max` bytes; the span is what stands beyond, in the field that crosses the limit. */
export function tooManyBytes(fields: readonly Candidate[], max: number): Fault[] {
  return [...groupByName(fields).values()].flatMap((group) => {
    // Most are short enough with all their signs.
    if (group.reduce((sum, { visible }) => sum + Buffer.byteLength(visible.text, 'utf8'), 0) <= max) return [];
    const actual = group.reduce((sum, { visible }) => sum + countedBytes(visible.text), 0);
    return actual <= max ? [] : crossing(group, max, actual);
  });
}

function groupByName(fields: readonly Candidate[]): Map<string, Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const field of fields) {
    const group = groups.get(field.name);
    if (group === undefined) groups.set(field.name, [field]);
    else group.push(field);
  }
  return groups;
}

function crossing(group: readonly Candidate[], max: number, actual: number): Fault[] {
  let bytes = 0;
  for (const { field, visible } of group) {
    let offset = 0;
    for (const character of visible.text) {
      bytes += countedBytes(character);
      if (bytes > max) {
        const span = visible.span(offset, visible.text.length);
        return [{ field, span, limit: `${max}`, actual: `${actual}`, identity: 'bytes' }];
      }
      offset += character.length;
    }
  }
  return [];
}

/** UTF-8 bytes without spaces and punctuation: so Amazon counts search terms. */
function countedBytes(text: string): number {
  return Buffer.byteLength(text.replaceAll(/[\s\p{P}]/gu, ''), 'utf8');
}
