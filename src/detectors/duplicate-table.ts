import { PAGE, SketchPage } from './duplicate-pages.ts';
import { BINS, KEYS, type Sketch, TITLE_WORDS } from './duplicate-sketch.ts';

/*
 * Which of the listings met before is nearly the same? Sketches that share a key are chained, the newest first, and compared.
 */

/** Sketches that are looked at under one key, the newest first: bounds the work where thousands of listings share a text. */
const MOST_LOOKED_AT = 64;
/** Listings that are remembered, the newest: 110 MB. */
const MOST_REMEMBERED = 1 << 18;
/** Bins after which two sketches that are far from alike are given up, and how far. */
const FIRST_BINS = 64;
const FAR = 0.3;

/** Least share of the content words of two titles that both have. */
const LEAST_OF_TITLE = 0.75;

/** A listing met before, and how alike it is. */
export interface Met {
  readonly sketch: Pick<Sketch, 'id' | 'file' | 'record'>;
  /** 0..1. */
  readonly similarity: number;
}

/** Remembers sketches and finds the near-equal ones. Listings are counted in the order in which they were met. */
export class SketchTable {
  /** Pages by number; the oldest are forgotten. */
  readonly #pages: (SketchPage | undefined)[] = [];
  readonly #mostPages: number;
  /** Files and marketplaces by number. */
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** Last entry (listing * KEYS + key, and one) of a chain, 0 for none. */
  #heads = new Uint32Array(1024);

  constructor(mostRemembered: number = MOST_REMEMBERED) {
    this.#mostPages = Math.ceil(mostRemembered / PAGE);
  }

  /** The most similar listing of the same marketplace with another id and family that was met before; then remembers this one. */
  meet(sketch: Sketch, least: number): Met | undefined {
    const found = this.#find(sketch, least);
    this.#add(sketch);
    return found;
  }

  #find(sketch: Sketch, least: number): Met | undefined {
    const place = this.#numbers.get(sketch.marketplace);
    if (place === undefined) return undefined;
    const family = hashText(sketch.family);
    let best = -1;
    let similarity = 0;
    for (const at of this.#candidates(sketch.keys)) {
      const page = this.#pages[at >>> PAGE_BITS];
      const row = at & (PAGE - 1);
      if (
        page === undefined ||
        page.places[row] !== place ||
        page.families[row] === family ||
        page.models[row] !== sketch.models
      )
        continue;
      if (!isSameTitle(page, row, sketch.title)) continue;
      const alike = compare(page, row, sketch.bins, least);
      if (alike < least || alike < similarity || (alike === similarity && at > best)) continue;
      if (page.idAt(row) !== sketch.id) [best, similarity] = [at, alike];
    }
    return best < 0 ? undefined : this.#describe(best, similarity);
  }

  #describe(at: number, similarity: number): Met | undefined {
    const page = this.#pages[at >>> PAGE_BITS];
    if (page === undefined) return undefined;
    const row = at & (PAGE - 1);
    const file = this.#names[page.files[row] ?? 0] ?? '';
    return { sketch: { id: page.idAt(row), file, record: page.records[row] ?? 0 }, similarity };
  }

  /** The listings that share a key, each once, of every key the newest. */
  #candidates(keys: Uint32Array): Set<number> {
    const found = new Set<number>();
    for (const key of keys) {
      let entry = this.#heads[key & (this.#heads.length - 1)] ?? 0;
      for (let looked = 0; entry !== 0 && looked < MOST_LOOKED_AT; ) {
        const at = Math.floor((entry - 1) / KEYS);
        const page = this.#pages[at >>> PAGE_BITS];
        // Chains lead to ever older listings: what comes behind a forgotten one is forgotten too.
        if (page === undefined) break;
        const cell = entry - 1 - (at - (at & (PAGE - 1))) * KEYS;
        if (page.keys[cell] === key) {
          looked++;
          found.add(at);
        }
        entry = page.before[cell] ?? 0;
      }
    }
    return found;
  }

  #add(sketch: Sketch): void {
    let page = this.#pages.at(-1);
    if (page === undefined || page.count === PAGE) {
      page = new SketchPage();
      this.#pages.push(page);
      // The page that is being filled comes on top.
      const forgotten = this.#pages.length - 2 - this.#mostPages;
      if (forgotten >= 0) this.#pages[forgotten] = undefined;
      this.#makeRoom();
    }
    const row = page.add(sketch, hashText(sketch.family), this.#number(sketch.file), this.#number(sketch.marketplace));
    this.#chain(page, this.#pages.length - 1, row);
  }

  #chain(page: SketchPage, number: number, row: number): void {
    const first = (number * PAGE + row) * KEYS + 1;
    for (let key = 0; key < KEYS; key++) {
      const cell = row * KEYS + key;
      const head = (page.keys[cell] ?? 0) & (this.#heads.length - 1);
      page.before[cell] = this.#heads[head] ?? 0;
      this.#heads[head] = first + key;
    }
  }

  /** As many chains as there are entries, so that chains stay short. */
  #makeRoom(): void {
    const entries = Math.min(this.#pages.length, this.#mostPages + 1) * PAGE * KEYS;
    if (entries <= this.#heads.length) return;
    this.#heads = new Uint32Array(2 ** Math.ceil(Math.log2(entries)));
    for (const [number, page] of this.#pages.entries()) {
      for (let row = 0; page !== undefined && row < page.count; row++) this.#chain(page, number, row);
    }
  }

  #number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#names.length;
    // A part of a file's text would keep the whole of it in memory.
    const copy = Buffer.from(name).toString();
    this.#names.push(copy);
    this.#numbers.set(copy, number);
    return number;
  }
}

/** `PAGE` is 2 to the power of this. */
const PAGE_BITS = Math.log2(PAGE);

/** Whether two titles have most of their content words in common. */
function isSameTitle(page: SketchPage, row: number, title: Uint16Array): boolean {
  const base = row * TITLE_WORDS;
  let equal = 0;
  let all = 0;
  for (let i = 0, j = 0; i < TITLE_WORDS || j < TITLE_WORDS; ) {
    const here = title[i] || 0x10000;
    const there = j < TITLE_WORDS ? page.titles[base + j] || 0x10000 : 0x10000;
    if (here === 0x10000 && there === 0x10000) break;
    all++;
    if (here === there) equal++;
    if (here <= there) i++;
    if (there <= here) j++;
  }
  return equal >= LEAST_OF_TITLE * all;
}

/** Share of the bins in use that are equal. */
function compare(page: SketchPage, row: number, bins: Uint8Array, least: number): number {
  const base = row * BINS;
  let used = 0;
  let equal = 0;
  for (let i = 0; i < BINS; i++) {
    const here = bins[i] ?? 0;
    const there = page.bins[base + i] ?? 0;
    if (here === 0 && there === 0) continue;
    used++;
    if (here === there) equal++;
    if (used === FIRST_BINS && equal < (least - FAR) * used) return 0;
  }
  return used === 0 ? 0 : equal / used;
}

/** 53 bits of a text (FNV-1a, twice with other starts). */
function hashText(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}
