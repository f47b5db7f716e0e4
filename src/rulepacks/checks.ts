import { createRequire } from 'node:module';
import type * as Re2 from 're2js';
import type { PreventionStep, Rule, RuleKind } from '../model/rule.ts';
import { type Bilingual, slotNames } from '../model/text.ts';
import type { RuleEntry } from './schema.ts';

/*
 * What a rule must fulfil that a schema cannot say: slots that the detector fills, both languages alike, patterns that compile,
 * conditions that can hold at all.
 */

/** Takes a mistake: where in the rule, and what is wrong and allowed. */
export type Complain = (path: readonly (string | number)[], message: string) => void;

/** Slots that every message may use. */
const COMMON = ['match', 'field', 'listing', 'marketplace', 'brand'];
/** Slots that the detector of a kind fills besides. */
const OF_KIND: Readonly<Record<RuleKind, readonly string[]>> = {
  'brand-terms': ['owner', 'term', 'generic', 'class', 'record', 'until', 'replacement'],
  'register-marks': ['owner', 'term', 'class', 'number', 'office', 'status'],
  phrases: ['phrase'],
  'copied-text': ['percent', 'words', 'changed', 'owner', 'source', 'sentences'],
  'duplicate-listing': ['other', 'place', 'percent'],
  'image-match': ['owner', 'source', 'distance', 'transform'],
  'image-rights': ['record', 'owner', 'proof', 'until', 'territories', 'claim', 'where', 'agency'],
  'image-spec': ['limit', 'actual'],
  field: ['limit', 'actual'],
};

/** The slots that the messages of a kind may use. */
export function slotsOf(kind: RuleKind): readonly string[] {
  return [...COMMON, ...OF_KIND[kind]];
}

/** Checks a rule that its schema has passed. */
export function checkRule(rule: RuleEntry, complain: Complain): void {
  checkTexts(rule, complain);
  checkScope(rule, complain);
  if (rule.kind === 'phrases') checkPhrases(rule.when, complain);
  if (rule.kind === 'field' || rule.kind === 'image-spec') checkDemand(rule, complain);
}

function checkTexts(rule: RuleEntry, complain: Complain): void {
  checkSlots(rule.kind, rule.message, ['message'], complain);
  checkSlots(rule.kind, rule.fix, ['fix'], complain);
  rule.prevention.forEach((step: PreventionStep, i: number) => {
    checkSlots(rule.kind, step.step, ['prevention', i, 'step'], complain);
  });
}

function checkSlots(kind: RuleKind, text: Bilingual, path: readonly (string | number)[], complain: Complain): void {
  const allowed = slotsOf(kind);
  const used = { en: slotNames(text.en), zh: slotNames(text.zh) };
  for (const lang of ['en', 'zh'] as const) {
    for (const slot of used[lang].filter((name) => !allowed.includes(name))) {
      complain(
        [...path, lang],
        `no slot {${slot}} in ${kind} rules; allowed: ${allowed.map((name) => `{${name}}`).join(' ')}.`,
      );
    }
  }
  const missing = used.en.filter((slot) => !used.zh.includes(slot));
  const extra = used.zh.filter((slot) => !used.en.includes(slot));
  if (missing.length > 0) complain([...path, 'zh'], `lacks {${missing.join('} {')}}, which the English text has.`);
  if (extra.length > 0) complain([...path, 'en'], `lacks {${extra.join('} {')}}, which the Chinese text has.`);
}

/** Pictures for the image kinds, texts for the others. */
function checkScope(rule: RuleEntry, complain: Complain): void {
  const wantsImages = rule.kind.startsWith('image-');
  rule.scope.forEach((name: string, i: number) => {
    const isImage = /^!?image\./.test(name);
    if (isImage === wantsImages) return;
    const allowed = wantsImages ? 'image.main and image.other' : 'text fields such as title, bullet, search-terms';
    complain(['scope', i], `${rule.kind} rules look at ${allowed}, not at ${name}.`);
  });
  if (rule.kind === 'field' && rule.when.required === true && !rule.scope.some((name) => !/[!*]/.test(name))) {
    complain(['scope'], 'a required field must be named.');
  }
}

function checkPhrases(when: Extract<Rule, { kind: 'phrases' }>['when'], complain: Complain): void {
  if ((when.phrases ?? []).length + (when.patterns ?? []).length === 0) complain(['when'], 'give phrases, patterns or both.');
  for (const list of ['phrases', 'unless'] as const) {
    (when[list] ?? []).forEach((phrase, i) => {
      if (!/[\p{L}\p{N}%&+/]/u.test(phrase)) complain(['when', list, i], 'has no word in it; signs need forbiddenCharacters.');
    });
  }
  (when.patterns ?? []).forEach((pattern, i) => {
    const fault = patternFault(pattern);
    if (fault !== undefined) complain(['when', 'patterns', i], fault);
  });
}

/** What is wrong with an RE2 pattern; undefined when it can be used. */
function patternFault(pattern: string): string | undefined {
  if (/\p{Lu}/u.test(pattern.replaceAll(/\\[a-zA-Z]|\\p\{\w+\}|\[:\w+:\]|\(\?P?<\w+>|\(\?[a-zA-Z]+[:)]/g, ''))) {
    return 'has capital letters, but the text it meets is lower case.';
  }
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof Re2;
  try {
    return RE2JS.compile(pattern).test('') ? 'matches the empty text.' : undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
    return `is no RE2 pattern (${reason}). RE2 has no lookahead, lookbehind or backreferences.`;
  }
}

/** Fields have one demand a rule, so that every message can say which; pictures at least one. */
function checkDemand(rule: Extract<RuleEntry, { kind: 'field' | 'image-spec' }>, complain: Complain): void {
  const given = Object.keys(rule.when).length;
  if (rule.kind === 'field' && given !== 1) complain(['when'], `give exactly one condition, not ${given}.`);
  if (rule.kind === 'image-spec' && given === 0) complain(['when'], 'give at least one condition.');
}
