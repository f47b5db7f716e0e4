import { type ImageSpecRule, SEVERITIES } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import { applicableRules } from './applicable.ts';
import type { Detector, Draft } from './contract.ts';
import { findMisses, type Miss, type ShownPicture } from './image-demands.ts';
import { slotScope } from './image-slot.ts';

/**
 * Measures every decoded picture of a listing; at most one finding a picture and rule, with every demand that is not met.
 * A picture of 400 pixels that fails for an error is not told a second time that it is too small for a zoom.
 */
export const detectImageSpec: Detector<'image-spec'> = (rules) => {
  const applicable = applicableRules(rules);
  return ({ listing, images }) => {
    const shown = listing.images.flatMap(({ slot }, i): ShownPicture[] => {
      const facts = images[i];
      return facts === undefined ? [] : [{ slot, facts, at: i }];
    });
    return shown.flatMap(({ slot, facts, at }, i) => {
      const failed = applicable(listing.marketplace, slotScope(slot)).flatMap((r): Failure[] => {
        const rule = rules[r];
        const misses = rule === undefined ? [] : findMisses(rule.when, facts, shown.slice(0, i));
        return rule === undefined || misses.length === 0 ? [] : [{ rule, misses }];
      });
      return failed
        .filter((one) => !failed.some((other) => outranks(other, one)))
        .map(({ rule, misses }) => draft(rule, at, listing.images[at]?.src ?? '', misses));
    });
  };
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
