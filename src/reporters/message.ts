import { fieldName } from '../model/field-names.ts';
import type { Finding } from '../model/finding.ts';
import type { Rule } from '../model/rule.ts';
import { type Bilingual, type Lang, render, type Slots, type SlotValue } from '../model/text.ts';
import { clip } from './cells.ts';

/** What a finding says in one language: the rule's sentence with this finding's words. The same in every report. */
export function messageOf(finding: Finding, rule: Rule | undefined, lang: Lang, shorten: Shorten = whole): string {
  return rule === undefined ? finding.rule : fill(rule.message, finding, lang, shorten);
}

/** What to do about a finding, in one language; empty when the rule is not known. */
export function fixOf(finding: Finding, rule: Rule | undefined, lang: Lang, shorten: Shorten = whole): string {
  return rule === undefined ? '' : fill(rule.fix, finding, lang, shorten);
}

/** Longest quotation inside a sentence of a report that may be long, in columns. */
const QUOTED = 200;

/** `messageOf` for reports that show it as text: what hides is shown as marks, long quotations are cut. */
export function shownMessage(finding: Finding, rule: Rule | undefined, lang: Lang): string {
  return messageOf(finding, rule, lang, cut);
}

/** `fixOf` for reports that show it as text. */
export function shownFix(finding: Finding, rule: Rule | undefined, lang: Lang): string {
  return fixOf(finding, rule, lang, cut);
}

/** Makes a slot's text fit for the place where it is shown. */
export type Shorten = (text: string) => string;

/** Longest text that the program put together, such as a list of sentences; only names of a file's making are longer. */
const COMPOSED = 4000;

const whole: Shorten = (text) => text;
const cut: Shorten = (text) => clip(text, QUOTED);

function fill(message: Bilingual, finding: Finding, lang: Lang, shorten: Shorten): string {
  const { match, listing, marketplace } = finding;
  const slots: Slots = { match, listing, marketplace, ...finding.slots, field: fieldName(finding.field, finding.index) };
  const entries = Object.entries(slots).map(([name, value]): [string, SlotValue] => [name, shortened(value, shorten)]);
  const text = render(tidied(message, entries), Object.fromEntries(entries), lang);
  // A sentence that begins with the name of the field begins with a capital; one that begins with the seller's words keeps them.
  return message[lang].startsWith('{field}') ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function shortened(value: SlotValue, shorten: Shorten): SlotValue {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return shorten(value);
  // What the program put together in both languages is as long as it must be; the seller's words in it are still nobody's to trust.
  return shorten === whole ? value : { en: clip(value.en, COMPOSED), zh: clip(value.zh, COMPOSED) };
}

/**
 * The sentence, fit for what stands in its slots: `… is the brand of {owner}.` with an owner called `Acme, Inc.` has one full stop, not
 * two; in Chinese the name of a field is Chinese and takes no spaces.
 */
function tidied({ en, zh }: Bilingual, slots: readonly (readonly [string, SlotValue])[]): Bilingual {
  const stops = slots.filter(([, value]) => typeof value === 'string' && value.endsWith('.')).map(([name]) => name);
  return {
    en: en.replace(/\{([a-z][a-z0-9-]*)\}\.(?!\.)/gi, (all, name: string) => (stops.includes(name) ? `{${name}}` : all)),
    zh: zh.replace(/(\p{Script=Han}) \{field\}/gu, '$1{field}').replace(/\{field\} (?=\p{Script=Han})/gu, '{field}'),
  };
}
