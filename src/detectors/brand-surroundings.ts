import type { Lexicon } from '../lexicon/lexicon.ts';
import { type Mark, natureOf } from '../lexicon/mark.ts';
import { verticalMask } from '../lexicon/verticals.ts';
import { splitText } from '../text/field-text.ts';
import { everydayPhrase, listingVerticals, neighboursOf, rowsOfMarks, type Surroundings } from './brand-evidence.ts';
import { soldAccessory } from './brand-host.ts';
import { languageReader } from './brand-language.ts';
import type { Sighting } from './brand-mention.ts';
import type { Subject } from './contract.ts';

/** What the brands of a listing are known for, as bit sets. */
interface Trades {
  readonly byOwner: ReadonlyMap<string, number>;
  readonly all: number;
  /** What brands of two owners are known for. */
  readonly shared: number;
}

/** What surrounds the marks of one listing, each part worked out when the first mark needs it: most need none. */
export class ListingSurroundings implements Surroundings {
  readonly lexicon: Lexicon;
  readonly languageOf: Surroundings['languageOf'];
  readonly #subject: Subject;
  readonly #sightings: readonly Sighting[];
  readonly #certain: readonly Sighting[];
  #verticals: number | undefined;
  #trades: Trades | undefined;
  #owners: ReadonlySet<string> | undefined;
  #rows: ReadonlyMap<number, number> | undefined;
  #neighbours: Surroundings['neighbours'] | undefined;
  #accessory: { readonly noun: string | undefined } | undefined;

  constructor(lexicon: Lexicon, subject: Subject, sightings: readonly Sighting[]) {
    this.lexicon = lexicon;
    this.#subject = subject;
    this.languageOf = languageReader(lexicon);
    this.#sightings = sightings;
    this.#certain = sightings.filter((s) => !s.formOf.ambiguous && natureOf(s.mark.kind) !== 'generic');
  }

  get verticals(): number {
    const { listing, texts } = this.#subject;
    this.#verticals ??= listingVerticals(
      this.lexicon,
      texts,
      listing.category === undefined ? undefined : splitText(listing.category),
    );
    return this.#verticals;
  }

  tradeBeside({ owner }: Mark): number {
    this.#trades ??= tradesOf(this.lexicon, this.#certain);
    const { byOwner, all, shared } = this.#trades;
    return (all & ~(byOwner.get(owner) ?? 0)) | shared;
  }

  get certainOwners(): ReadonlySet<string> {
    this.#owners ??= new Set(this.#certain.map((s) => s.mark.owner));
    return this.#owners;
  }

  get rows(): ReadonlyMap<number, number> {
    this.#rows ??= rowsOfMarks(this.lexicon, this.#certain);
    return this.#rows;
  }

  get neighbours(): Surroundings['neighbours'] {
    this.#neighbours ??= neighboursOf(this.lexicon, [...this.#certain, ...this.#piled()]);
    return this.#neighbours;
  }

  /** The known marks of the listing's trade that are words too and stand among search terms: one beside another is no word. */
  #piled(): Sighting[] {
    return this.#sightings.filter(
      (s) =>
        s.formOf.ambiguous &&
        s.mark.tier < 3 &&
        s.text.field.name === 'search-terms' &&
        natureOf(s.mark.kind) === 'brand' &&
        (verticalMask(this.lexicon.verticals, s.mark.verticals) & this.verticals) !== 0 &&
        everydayPhrase(this.lexicon, s) === undefined,
    );
  }

  get accessory(): string | undefined {
    this.#accessory ??= { noun: soldAccessory(this.lexicon, this.#subject.texts) };
    return this.#accessory.noun;
  }
}

/** Gone through once: a listing may name one brand a hundred thousand times. */
function tradesOf({ verticals }: Lexicon, sightings: readonly Sighting[]): Trades {
  const byOwner = new Map<string, number>();
  for (const { mark } of sightings) {
    if (natureOf(mark.kind) !== 'brand') continue;
    byOwner.set(mark.owner, (byOwner.get(mark.owner) ?? 0) | verticalMask(verticals, mark.verticals));
  }
  let all = 0;
  let shared = 0;
  for (const mask of byOwner.values()) {
    shared |= all & mask;
    all |= mask;
  }
  return { byOwner, all, shared };
}
