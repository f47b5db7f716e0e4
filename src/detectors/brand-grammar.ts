import type { CueClass } from '../lexicon/cues.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { type Mark, natureOf } from '../lexicon/mark.ts';
import type { Because, BrandUse } from '../model/evidence.ts';
import type { FieldName } from '../model/listing.ts';
import { type Tokens, wordAt } from '../model/words.ts';
import { Compatibility, type Host } from './brand-compatibility.ts';
import { CueMap, type NearCue } from './brand-cues.ts';
import { denialOf } from './brand-denial.ts';
import type { Sighting } from './brand-mention.ts';

/** A use that the words around a mark give it. */
export interface Reading {
  readonly use: BrandUse;
  readonly because: Because;
  /** 1 for a plain cue, less for one that is sometimes something else. */
  readonly strength: number;
  /** The cue stands right before or behind the mark. */
  readonly touching?: true;
}

/** Fields of whole sentences. */
const SENTENCES: ReadonlySet<FieldName> = new Set<FieldName>(['bullet', 'description', 'aplus']);
/** Parts of clothes, shoes and bags, and the verticals of the houses that make these. */
const CLOTHING_PARTS = new Set(['lining', 'sole', 'soles', 'outsole', 'outsoles', 'insulation', 'membrane']);
const CLOTHING = new Set(['sh', 'ap', 'ba']);
/** Strength of a reading that rests on a cue further off. */
const FAR = 0.75;

/** A field's cues and marks, read once for all the marks in it. */
export class Grammar {
  readonly #tokens: Tokens;
  readonly #cues: CueMap;
  readonly #compatibility: Compatibility;

  constructor(lexicon: Lexicon, tokens: Tokens, sightings: readonly Sighting[]) {
    const marks = new Uint8Array(tokens.count);
    for (const { start, end } of sightings) marks.fill(1, start, end);
    this.#tokens = tokens;
    this.#cues = new CueMap(lexicon, tokens, marks, sightings);
    this.#compatibility = new Compatibility(lexicon, tokens, this.#cues, marks);
  }

  /** What the words around a mark say; imitation and comparison win over authenticity, and that over compatibility. */
  read({ start, end, mark, text: { field } }: Sighting, host: Host): Reading | undefined {
    const near = this.#cues.near(start, end);
    const nature = natureOf(mark.kind);
    const said = (use: CueClass): NearCue | undefined =>
      near.length === 0 ? undefined : near.find((found) => this.#classOf(found, end, host) === use);
    // Parts and platforms are neither imitated nor genuine: `USB type C`, `the viral TikTok look`, `Energy Star certified`.
    const marked = nature === 'brand' || nature === 'character' || nature === 'trap';
    const copied = marked ? (said('imitation') ?? said('comparison')) : undefined;
    if (copied !== undefined && !copied.denied)
      return readingOf(copied, this.#classOf(copied, end, host) === 'comparison' ? 'comparison' : 'imitation');
    const fitting = this.#compatibility.read(start, end, host);
    const genuine = marked && nature !== 'trap' ? said('authenticity') : undefined;
    // `not an original Epson ink` says what it is for.
    if (genuine?.denied === true && host.takesAccessories)
      return { use: 'compatible', because: { code: 'compatible-denied', words: genuine.cue.text }, strength: 0.9 };
    // `capsules compatible with Nespresso Original` claims nothing.
    const fitsPlainly = fitting?.because.code === 'compatible-cue-before';
    if (genuine !== undefined && !genuine.denied && !(fitsPlainly && genuine.cue.position === 'after'))
      return readingOf(genuine, 'authenticity-claim');
    // Only where sentences stand: in a title or among search terms the name is there to be found.
    const denial = nature === 'brand' && SENTENCES.has(field.name) ? denialOf(this.#tokens, this.#cues, start, end) : undefined;
    if (denial !== undefined) return { use: 'compatible', because: { code: 'mark-denied', words: denial }, strength: 0.9 };
    const part = nature === 'brand' && start > 0 ? partOf(mark, said('component')) : undefined;
    // `with Samsung SSD` names what is inside; that others sell SSDs for Samsungs says nothing then.
    if (part !== undefined && (fitting === undefined || fitting.because.code === 'accessory-noun'))
      return { use: 'component', because: { code: 'component-cue-near', words: part.cue.text }, strength: 0.8 };
    if (nature === 'marketplace' && said('marketplace') !== undefined)
      return { use: 'marketplace', because: { code: 'sold-on' }, strength: 1 };
    return fitting;
  }

  /** What is said of a mark from further off in the same part of the sentence; weaker than what touches it. */
  readFar({ start, end }: Sighting, { takesAccessories }: Host): Reading | undefined {
    const cue = this.#cues.far(start, end);
    switch (cue?.class) {
      case 'imitation':
      case 'comparison':
      case 'authenticity':
        return {
          use: cue.class === 'authenticity' ? 'authenticity-claim' : cue.class,
          because: { code: `${cue.class}-cue-near`, words: cue.text },
          strength: FAR,
        };
      case 'compatible':
      case 'compatible-device':
        return takesAccessories || cue.class === 'compatible'
          ? { use: 'compatible', because: { code: 'compatible-cue-near', words: cue.text }, strength: FAR }
          : undefined;
      default:
        return undefined;
    }
  }

  /** What a cue says at this place; undefined when it says nothing here. */
  #classOf({ cue, overNoun, next }: NearCue, end: number, { takesAccessories }: Host): NearCue['cue']['class'] | undefined {
    if (cue.class === 'imitation-joined') {
      // `Lego-like` and `Lego like bricks` are imitation; `fits like Lego` is no cue behind the mark.
      const joined = this.#cues.startingAt(end).includes(cue) && this.#tokens.text[this.#tokens.ends[end - 1] ?? 0] === '-';
      return joined ? 'imitation' : undefined;
    }
    // `model iPhone 15` is no imitation, `tas model Gucci` is one.
    if (cue.class === 'imitation-goods') return takesAccessories ? undefined : 'imitation';
    // `original leather case iPhone 15`: the case is said to be genuine.
    if (cue.class === 'authenticity' && overNoun && takesAccessories) return undefined;
    // `프라다st` is an imitation, a `Focus ST` is a car.
    if (cue.text === 'st' && this.#tokens.text.charCodeAt((this.#tokens.ends[end - 1] ?? 0) - 1) < 0x1100) return undefined;
    if (cue.text === 'type' && /^(?:[a-c]|i|ii|[0-9].*)$/.test(this.#word(next))) return undefined;
    return cue.class;
  }

  #word(i: number): string {
    return i >= 0 && i < this.#tokens.count ? wordAt(this.#tokens, i) : '';
  }
}

/** A part that somebody else makes; the sole or lining of a house that makes such clothes itself is a copy: `Burberry plaid lining`. */
function partOf({ verticals }: Mark, part: NearCue | undefined): NearCue | undefined {
  return part !== undefined && CLOTHING_PARTS.has(part.cue.text) && verticals.some((v) => CLOTHING.has(v)) ? undefined : part;
}

function readingOf({ cue, overNoun, touching }: NearCue, use: 'imitation' | 'comparison' | 'authenticity-claim'): Reading {
  const code = use === 'authenticity-claim' ? 'authenticity' : use;
  return {
    use,
    because: { code: `${code}-cue-${cue.position}`, words: cue.text },
    strength: cue.text === 'type' ? 0.7 : overNoun ? 0.9 : 1,
    ...(touching ? { touching } : {}),
  };
}
