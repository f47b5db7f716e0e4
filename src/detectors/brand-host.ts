import type { Lexicon } from '../lexicon/lexicon.ts';
import { type Mark, natureOf } from '../lexicon/mark.ts';
import { wordAt } from '../model/words.ts';
import type { FieldText } from '../text/field-text.ts';
import { foldPlain } from '../text/fold.ts';
import type { Sighting } from './brand-mention.ts';
import { GOODS, WITH } from './brand-words.ts';

/*
 * Marks that others make goods for: devices, machines, vehicles. Naming one on a case, a part or a refill says what the goods fit.
 */

/** Verticals whose marks name devices, machines and vehicles. */
const HOSTS = new Set(['el', 'ph', 'co', 'ga', 'of', 'ap2', 'tl', 'au', 'by', 'he', 'wa', 'ho', 'ou']);
/** Verticals of devices that whole trades make accessories for. */
const DEVICES = new Set(['el', 'ph', 'co', 'ga']);
/** The vertical of makers of accessories: nobody makes cases for an OtterBox. */
const ACCESSORIES = 'ac';

/** Whether others make goods for the mark's. */
export function isHost({ mark }: Sighting): boolean {
  return traitsOf(mark).host;
}

/** What holds for a mark wherever it stands; worked out when it is first met. */
interface Traits {
  readonly host: boolean;
  readonly productLine: boolean;
}

const TRAITS = new WeakMap<Mark, Traits>();

function traitsOf(mark: Mark): Traits {
  const known = TRAITS.get(mark);
  if (known !== undefined) return known;
  const traits = {
    host: takesGoods(mark),
    productLine: mark.kind === 'model' || foldPlain(mark.mark) !== foldPlain(mark.owner),
  };
  TRAITS.set(mark, traits);
  return traits;
}

function takesGoods(mark: Mark): boolean {
  if (natureOf(mark.kind) !== 'brand' || mark.verticals.includes(ACCESSORIES)) return false;
  return mark.verticals.length === 0 || mark.verticals.some((v) => HOSTS.has(v));
}

/** `iPad` and not `Anker`: nobody makes iPads but Apple, while a maker of chargers may be named for its chargers. */
export function isProductLine({ mark }: Sighting): boolean {
  return traitsOf(mark).productLine;
}

/** A model number with letters behind the mark: `Olympus E-P1`, `Optoma BL-FP230C`; `Anker 65W` says no model. */
export function hasModel({ text: { tokens }, end }: Sighting): boolean {
  for (let i = end; i <= end + 1 && i < tokens.count; i++) if (/^\p{L}+\d/u.test(wordAt(tokens, i))) return true;
  return false;
}

/** `iPhone`, `Galaxy`, `PlayStation`: so many goods are made for it that its name on those of another brand says just that. */
export function isFamousDevice(s: Sighting): boolean {
  return s.mark.tier === 1 && isHost(s) && isProductLine(s) && s.mark.verticals.some((v) => DEVICES.has(v));
}

/** Whether the goods that stand right behind a mark are an accessory: `Samsung charger`. */
export function isAccessory(lexicon: Lexicon, { text: { tokens }, end }: Sighting): boolean {
  return end < tokens.count && lexicon.accessories.longestAt(tokens, end) !== undefined;
}

/** The accessory or part that a listing sells, by its title: `Softcase Bening iPhone 15`; undefined for goods of their own. */
export function soldAccessory(lexicon: Lexicon, texts: readonly FieldText[]): string | undefined {
  const title = texts.find((text) => text.field.name === 'title');
  if (title === undefined) return undefined;
  const { tokens } = title;
  for (let i = 0; i < tokens.count; i++) {
    if (WITH.has(wordAt(tokens, i))) return undefined;
    const noun = lexicon.accessories.longestAt(tokens, i);
    if (noun === undefined) continue;
    const written = tokens.text.slice(tokens.starts[i] ?? 0, tokens.ends[noun.end - 1] ?? 0);
    if (!GOODS.has(written)) return written;
  }
  return undefined;
}
