import type { Field, Listing } from '../model/listing.ts';
import type { Input } from '../readers/contract.ts';
import { readListings } from '../readers/registry.ts';
import type { EditedField } from './fix-plan.ts';

/*
 * Reads a file and its edited copy side by side: every text must be what it was, but for the edited ones, and those what was wanted.
 */

/** What identifies a text within its file: its record, name and place. */
export function placeKey(record: number, { name, index, place }: Field): string {
  return `${record} ${name} ${index ?? ''} ${place.runs[1]}:${place.runs[2]}`;
}

/** The edits that the copy does not show as wanted; all of them when the copy cannot be compared at all. */
export async function misplacedEdits(original: Input, copy: Input, edits: readonly EditedField[]): Promise<EditedField[]> {
  const wanted = new Map(edits.map((edit) => [placeKey(edit.record, edit.field), edit]));
  const seen = new Set<EditedField>();
  const [before, after] = [new Reading(original), new Reading(copy)];
  for (;;) {
    const [old, now] = [await before.next(), await after.next()];
    if (old === undefined && now === undefined) break;
    const own = old === undefined ? [] : editsOf(old, wanted);
    for (const edit of own) seen.add(edit);
    if (old === undefined || now === undefined || !sameAround(old, now)) return own.length > 0 ? own : [...edits];
    const wrong = wrongFields(old, now, wanted);
    if (wrong !== undefined) return wrong.length > 0 ? wrong : own.length > 0 ? own : [...edits];
  }
  if (before.problems !== after.problems) return [...edits];
  return edits.filter((edit) => !seen.has(edit));
}

/** The listings of a file one by one. */
class Reading {
  problems = 0;
  readonly #events: AsyncIterator<unknown>;

  constructor(input: Input) {
    this.#events = readListings(input)[Symbol.asyncIterator]();
  }

  async next(): Promise<Listing | undefined> {
    for (;;) {
      const { value, done } = await this.#events.next();
      if (done === true || typeof value !== 'object' || value === null) return undefined;
      if ('listing' in value) return value.listing as Listing;
      if ('problem' in value) this.problems++;
    }
  }
}

function editsOf({ fields, source }: Listing, wanted: ReadonlyMap<string, EditedField>): EditedField[] {
  return fields.flatMap((field) => wanted.get(placeKey(source.record, field)) ?? []);
}

function sameAround(a: Listing, b: Listing): boolean {
  return (
    a.id === b.id &&
    a.marketplace === b.marketplace &&
    a.brand === b.brand &&
    a.category === b.category &&
    a.fields.length === b.fields.length &&
    a.images.length === b.images.length &&
    a.images.every((image, i) => image.src === b.images[i]?.src)
  );
}

/** Edits of fields that do not read as wanted; empty when another field changed; undefined when all is well. */
function wrongFields(old: Listing, now: Listing, wanted: ReadonlyMap<string, EditedField>): EditedField[] | undefined {
  const wrong: EditedField[] = [];
  let other = false;
  old.fields.forEach((field, i) => {
    const edit = wanted.get(placeKey(old.source.record, field));
    const found = now.fields[i];
    if (found?.name === field.name && found.text === (edit?.after ?? field.text)) return;
    if (edit === undefined) other = true;
    else wrong.push(edit);
  });
  return wrong.length > 0 ? wrong : other ? [] : undefined;
}
