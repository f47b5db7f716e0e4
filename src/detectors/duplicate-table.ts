import { BINS, KEYS, type Sketch, TITLE_WORDS } from './duplicate-sketch.ts';

/*
 * The sketches of a scan, in typed arrays: 256 bytes of bins, 48 of the title and some 120 of keys and chains a listing, beside its id.
 */

/** Sketches that are looked at under one key, the newest first: bounds the work where thousands of listings share a text. */
const MOST_LOOKED_AT = 64;
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

/** Remembers sketches and finds the near-equal ones. */
export class SketchTable {
  #count = 0;
  #bins = new Uint8Array(BINS * 64);
  #keys = new Uint32Array(KEYS * 64);
  #titles = new Uint16Array(TITLE_WORDS * 64);
  #models = new Uint32Array(64);
  #records = new Uint32Array(64);
  #files = new Uint32Array(64);
  #places = new Uint32Array(64);
  #families = new Float64Array(64);
  readonly #ids: string[] = [];
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** Last entry (listing * KEYS + key, and one) of a chain, 0 for none; and the one before each entry. */
  #heads = new Int32Array(1024);
  #before = new Int32Array(KEYS * 64);
  /** What was met last: a listing may be judged again, with a fix tried on it. */
  #last = '';

  /** The most similar listing of the same marketplace with another id and family that was met before; then remembers this one. */
  meet(sketch: Sketch, least: number): Met | undefined {
    const found = this.#find(sketch, least);
    const key = JSON.stringify([sketch.marketplace, sketch.id, sketch.file, sketch.record]);
    if (key !== this.#last) {
      this.#last = key;
      this.#add(sketch);
    }
    return found;
  }

  #find(sketch: Sketch, least: number): Met | undefined {
    const place = this.#numbers.get(sketch.marketplace);
    if (place === undefined) return undefined;
    let best = -1;
    let similarity = 0;
    for (const at of this.#candidates(sketch.keys)) {
      if (this.#places[at] !== place || !this.#isOther(at, sketch) || !this.#isSameTitle(at, sketch.title)) continue;
      const alike = this.#compare(at, sketch.bins, least);
      if (alike >= least && (alike > similarity || (alike === similarity && at < best))) [best, similarity] = [at, alike];
    }
    if (best < 0) return undefined;
    const file = this.#names[this.#files[best] ?? 0] ?? '';
    return { sketch: { id: this.#ids[best] ?? '', file, record: this.#records[best] ?? 0 }, similarity };
  }

  /** The listings that share a key, each once, of every key the newest. */
  #candidates(keys: Uint32Array): Set<number> {
    const found = new Set<number>();
    for (const key of keys) {
      let entry = this.#heads[key & (this.#heads.length - 1)] ?? 0;
      for (let looked = 0; entry !== 0 && looked < MOST_LOOKED_AT; entry = this.#before[entry - 1] ?? 0) {
        if (this.#keys[entry - 1] !== key) continue;
        looked++;
        found.add(Math.floor((entry - 1) / KEYS));
      }
    }
    return found;
  }

  /** Another listing, no variant of the same parent, and no other model. */
  #isOther(at: number, { id, family, models }: Sketch): boolean {
    return this.#ids[at] !== id && this.#families[at] !== hashText(family) && this.#models[at] === models;
  }

  /** Whether two titles have most of their content words in common. */
  #isSameTitle(at: number, title: Uint16Array): boolean {
    const base = at * TITLE_WORDS;
    let equal = 0;
    let all = 0;
    for (let i = 0, j = 0; i < TITLE_WORDS || j < TITLE_WORDS; ) {
      const here = title[i] || 0x10000;
      const there = j < TITLE_WORDS ? this.#titles[base + j] || 0x10000 : 0x10000;
      if (here === 0x10000 && there === 0x10000) break;
      all++;
      if (here === there) equal++;
      if (here <= there) i++;
      if (there <= here) j++;
    }
    return equal >= LEAST_OF_TITLE * all;
  }

  /** Share of the bins in use that are equal. */
  #compare(at: number, bins: Uint8Array, least: number): number {
    const base = at * BINS;
    let used = 0;
    let equal = 0;
    for (let i = 0; i < BINS; i++) {
      const here = bins[i] ?? 0;
      const there = this.#bins[base + i] ?? 0;
      if (here === 0 && there === 0) continue;
      used++;
      if (here === there) equal++;
      if (used === FIRST_BINS && equal < (least - FAR) * used) return 0;
    }
    return used === 0 ? 0 : equal / used;
  }

  #add(sketch: Sketch): void {
    const at = this.#count++;
    if (this.#count > this.#models.length) this.#grow();
    this.#bins.set(sketch.bins, at * BINS);
    this.#keys.set(sketch.keys, at * KEYS);
    this.#titles.set(sketch.title, at * TITLE_WORDS);
    this.#models[at] = sketch.models;
    this.#records[at] = sketch.record;
    this.#files[at] = this.#number(sketch.file);
    this.#places[at] = this.#number(sketch.marketplace);
    this.#families[at] = hashText(sketch.family);
    // A part of the file's text would keep the whole of it in memory.
    this.#ids.push(Buffer.from(sketch.id).toString());
    this.#chain(at);
  }

  #chain(at: number): void {
    for (let i = at * KEYS; i < (at + 1) * KEYS; i++) {
      const head = (this.#keys[i] ?? 0) & (this.#heads.length - 1);
      this.#before[i] = this.#heads[head] ?? 0;
      this.#heads[head] = i + 1;
    }
  }

  #number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#names.length;
    const copy = Buffer.from(name).toString();
    this.#names.push(copy);
    this.#numbers.set(copy, number);
    return number;
  }

  #grow(): void {
    const room = this.#models.length * 2;
    this.#bins = grown(this.#bins, new Uint8Array(room * BINS));
    this.#keys = grown(this.#keys, new Uint32Array(room * KEYS));
    this.#titles = grown(this.#titles, new Uint16Array(room * TITLE_WORDS));
    this.#models = grown(this.#models, new Uint32Array(room));
    this.#records = grown(this.#records, new Uint32Array(room));
    this.#files = grown(this.#files, new Uint32Array(room));
    this.#places = grown(this.#places, new Uint32Array(room));
    this.#families = grown(this.#families, new Float64Array(room));
    this.#before = new Int32Array(room * KEYS);
    this.#heads = new Int32Array(Math.max(1024, 2 ** Math.ceil(Math.log2(room * KEYS))));
    // The new one is chained by whoever adds it.
    for (let at = 0; at < this.#count - 1; at++) this.#chain(at);
  }
}

function grown<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
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
