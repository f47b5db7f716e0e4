import { natureOf } from '../lexicon/mark.ts';
import { CONFIDENCE } from './brand-confidence.ts';
import type { Grammar, Reading } from './brand-grammar.ts';
import { hasModel, isHost, isProductLine } from './brand-host.ts';
import type { Sighting } from './brand-mention.ts';
import type { Ownership } from './brand-ownership.ts';

/** What the words around a mark, or its place in an article number, say of it, where that can be true of such a mark. */
export function claimOf(s: Sighting, grammar: Grammar, brand: Ownership | undefined): Reading | undefined {
  const nature = natureOf(s.mark.kind);
  const host = isHost(s);
  const about = {
    takesAccessories: host || s.mark.kind === 'platform',
    leads: isProductLine(s) || (brand !== undefined && hasModel(s)),
    ambiguous: s.formOf.ambiguous,
  };
  const reading = grammar.read(s, about) ?? (nature === 'brand' ? grammar.readFar(s, about) : undefined);
  // Only for things that others make goods for: `Nike-2024` is Nike.
  if (reading === undefined && host && isModelCode(s))
    return { use: 'compatible', because: { code: 'model-code' }, strength: CONFIDENCE.articleNumber };
  if (reading?.use !== 'compatible') return reading;
  if (s.mark.kind === 'standard') return undefined;
  // `for Batman` says who will like it; `compatible with Thomas & Friends` says what it fits.
  // `with Xbox Live support`, `for Intel servers`: what the goods work with, not what is in them.
  if (nature === 'component' && reading.because.code === 'compatible-cue-after') return reading;
  // `an app for iOS and Android`; a mark among search terms only says what is in the goods.
  if (s.mark.kind === 'platform' && CUED.test(reading.because.code) && s.text.field.name !== 'search-terms') return reading;
  return nature === 'brand' || (reading.because.code === 'compatible-cue-before' && FITTING.test(reading.because.words ?? ''))
    ? reading
    : undefined;
}

/** Readings that rest on a cue in front of the mark. */
const CUED = /^compatible-(?:cue-before|for)$/;

/** Cues that speak of fitting and of nothing else; `with`, `for fans of` and `features` speak of what is printed. */
const FITTING =
  /compatib|kompatib|compat[ií]v|fits|works with|support|unterstutzt|mendukung|for use with|passend|geeignet|convient|adapt|apto|adatt|geschikt|pasuj|uyumlu|兼容|适配|适用|対応|호환|tuong thich|tương thích|phù hợp|cocok|สำหรับรุ่น|รองรับ|ใช้ได้กับ/i;

/** A part of somebody's article number: `ipad-208`, `ipad2-sum-blk`. */
function isModelCode({ text: { tokens }, start, end }: Sighting): boolean {
  const after = tokens.text.slice(tokens.ends[end - 1] ?? 0, tokens.ends[end] ?? 0);
  const self = tokens.text.slice(tokens.starts[start] ?? 0, tokens.ends[end - 1] ?? 0);
  return /^-[a-z]*\d{2,}/.test(after) || (/\d$/.test(self) && /^-[a-z]{2,}/.test(after));
}
