import type { ImageFacts } from '../image/facts.ts';
import { type ImageSpecRule, SEVERITIES } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import { applicableRules } from './applicable.ts';
import type { Detector, Draft } from './contract.ts';
import { slotScope } from './image-slot.ts';

/** A demand that a picture does not meet. */
interface Miss {
  readonly demand: keyof ImageSpecRule['when'];
  readonly limit: Bilingual;
  readonly actual: Bilingual;
}

/**
 * Measures every decoded picture of a listing; at most one finding a picture and rule, with every demand that is not met.
 * A picture of 400 pixels that fails for an error is not told a second time that it is too small for a zoom.
 */
export const detectImageSpec: Detector<'image-spec'> = (rules) => {
  const applicable = applicableRules(rules);
  return ({ listing, images }) =>
    listing.images.flatMap((image, i) => {
      const facts = images[i];
      if (facts === undefined) return [];
      const failed = applicable(listing.marketplace, slotScope(image.slot)).flatMap((r): Failure[] => {
        const rule = rules[r];
        const misses = rule === undefined ? [] : findMisses(rule.when, facts);
        return rule === undefined || misses.length === 0 ? [] : [{ rule, misses }];
      });
      return failed
        .filter((one) => !failed.some((other) => outranks(other, one)))
        .map(({ rule, misses }) => draft(rule, i, image.src, misses));
    });
};

interface Failure {
  readonly rule: ImageSpecRule;
  readonly misses: readonly Miss[];
}

/** Whether another rule says all that this one says, and graver. */
function outranks(other: Failure, one: Failure): boolean {
  const graver = SEVERITIES.indexOf(other.rule.severity) < SEVERITIES.indexOf(one.rule.severity);
  return graver && one.misses.every(({ demand }) => other.misses.some((miss) => miss.demand === demand));
}

function draft(rule: ImageSpecRule, image: number, src: string, misses: readonly Miss[]): Draft {
  const limit = join(misses.map((miss) => miss.limit));
  const actual = join(misses.map((miss) => miss.actual));
  return {
    rule,
    target: { image },
    span: [0, src.length],
    confidence: 1,
    slots: { limit, actual },
    evidence: { kind: 'field', limit: limit.en, actual: actual.en },
    identity: src,
  };
}

function join(texts: readonly Bilingual[]): Bilingual {
  return { en: texts.map(({ en }) => en).join('; '), zh: texts.map(({ zh }) => zh).join('；') };
}

function findMisses(when: ImageSpecRule['when'], facts: ImageFacts): Miss[] {
  const longest = Math.max(facts.width, facts.height);
  const misses: Miss[] = [];
  for (const [demand, limit, missed] of [
    ['minLongestSide', when.minLongestSide, longest < (when.minLongestSide ?? 0)],
    ['maxLongestSide', when.maxLongestSide, longest > (when.maxLongestSide ?? Number.POSITIVE_INFINITY)],
  ] as const) {
    if (limit !== undefined && missed) misses.push({ demand, limit: pixels(limit), actual: pixels(longest) });
  }
  if (when.maxBytes !== undefined && facts.bytes > when.maxBytes)
    misses.push({ demand: 'maxBytes', ...sizes(when.maxBytes, facts.bytes) });
  if (when.formats !== undefined && !when.formats.map(plainFormat).includes(plainFormat(facts.format))) {
    misses.push({ demand: 'formats', limit: formats(when.formats), actual: formats([facts.format]) });
  }
  if (when.minWhiteBorder !== undefined && facts.whiteBorder < when.minWhiteBorder) {
    misses.push({
      demand: 'minWhiteBorder',
      limit: share(when.minWhiteBorder),
      actual: share(facts.whiteBorder, when.minWhiteBorder),
    });
  }
  return misses;
}

function pixels(side: number): Bilingual {
  return { en: `${side} px`, zh: `${side} 像素` };
}

const MEGABYTE = 1024 * 1024;

/** In MB, with as many decimals as it takes to tell the two apart, at most two; else in bytes. */
function sizes(limit: number, actual: number): Pick<Miss, 'limit' | 'actual'> {
  const both = (text: string): Bilingual => ({ en: text, zh: text });
  for (const decimals of [0, 1, 2]) {
    const [a, b] = [limit, actual].map((bytes) => (bytes / MEGABYTE).toFixed(decimals));
    // A limit of half a megabyte is not "1 MB".
    if (a !== b && Number(a) * MEGABYTE === limit) return { limit: both(`${a} MB`), actual: both(`${b} MB`) };
  }
  return {
    limit: { en: `${limit} bytes`, zh: `${limit} 字节` },
    actual: { en: `${actual} bytes`, zh: `${actual} 字节` },
  };
}

const ALIASES: Readonly<Record<string, string>> = { jpg: 'jpeg', tif: 'tiff' };

function plainFormat(format: string): string {
  const lower = format.toLowerCase();
  return ALIASES[lower] ?? lower;
}

function formats(names: readonly string[]): Bilingual {
  const shown = [...new Set(names.map(plainFormat))].map((name) => (name === 'webp' ? 'WebP' : name.toUpperCase()));
  return { en: shown.join(', '), zh: shown.join('、') };
}

/** In percent, cut off rather than rounded, so that a share below the limit never reads like the limit. */
function share(value: number, limit?: number): Bilingual {
  const percent = (decimals: number): number => Math.floor(value * 100 * 10 ** decimals + 1e-9) / 10 ** decimals;
  const shown = limit !== undefined && percent(1) >= Math.floor(limit * 1000) / 10 ? percent(3) : percent(1);
  return { en: `${shown}%`, zh: `${shown}%` };
}
