import { BINS, KEYS, type Sketch, TITLE_WORDS } from './duplicate-sketch.ts';

/*
 * Where the sketches of a scan are kept: pages of typed arrays, so that a long feed neither copies what it has nor fills the heap with
 * small objects. 256 bytes of bins, 48 of the title and some 110 of keys, chains and numbers a listing, beside the letters of its id.
 */

/** Listings of a page. */
export const PAGE = 4096;

/** Sketches of up to `PAGE` listings. */
export class SketchPage {
  readonly bins: Uint8Array = new Uint8Array(PAGE * BINS);
  readonly keys: Uint32Array = new Uint32Array(PAGE * KEYS);
  readonly titles: Uint16Array = new Uint16Array(PAGE * TITLE_WORDS);
  readonly models: Uint32Array = new Uint32Array(PAGE);
  readonly records: Uint32Array = new Uint32Array(PAGE);
  /** Numbers of the file and of the marketplace. */
  readonly files: Uint32Array = new Uint32Array(PAGE);
  readonly places: Uint32Array = new Uint32Array(PAGE);
  /** 53-bit hashes. */
  readonly families: Float64Array = new Float64Array(PAGE);
  /** The entry before an entry in its chain, 0 for none. */
  readonly before: Uint32Array = new Uint32Array(PAGE * KEYS);
  #count = 0;
  /** Ids of a page that is not full; then they are bytes behind each other, because a million strings would fill the heap. */
  #ids: string[] = [];
  #idBytes = Buffer.alloc(0);
  readonly #idEnds: Uint32Array = new Uint32Array(PAGE);

  /** How many sketches the page holds. */
  get count(): number {
    return this.#count;
  }

  /** Adds a sketch to a page that is not full. @returns its place in the page. */
  add(sketch: Sketch, family: number, file: number, place: number): number {
    const at = this.#count++;
    this.bins.set(sketch.bins, at * BINS);
    this.keys.set(sketch.keys, at * KEYS);
    this.titles.set(sketch.title, at * TITLE_WORDS);
    this.models[at] = sketch.models;
    this.records[at] = sketch.record;
    this.files[at] = file;
    this.places[at] = place;
    this.families[at] = family;
    // A part of the file's text would keep the whole of it in memory.
    this.#ids.push(Buffer.from(sketch.id).toString());
    if (this.#count === PAGE) this.#pack();
    return at;
  }

  /** The id of a listing of the page. */
  idAt(at: number): string {
    if (this.#count < PAGE) return this.#ids[at] ?? '';
    return this.#idBytes.toString('utf8', at === 0 ? 0 : this.#idEnds[at - 1], this.#idEnds[at]);
  }

  #pack(): void {
    this.#idBytes = Buffer.from(this.#ids.join(''));
    let end = 0;
    for (const [at, id] of this.#ids.entries()) {
      end += Buffer.byteLength(id);
      this.#idEnds[at] = end;
    }
    this.#ids = [];
  }
}
