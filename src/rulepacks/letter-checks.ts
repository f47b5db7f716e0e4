import { createRequire } from 'node:module';
import type * as Re2 from 're2js';
import type { ConfigMistake } from '../model/errors.ts';
import type { LetterLang, LetterSentence, LetterText } from '../model/letter.ts';
import { isQuery, signatureOf } from '../model/letter-queries.ts';
import { type LetterQuery, SHARED_QUERIES } from '../model/letter-query-names.ts';
import { foldPattern } from '../text/fold-pattern.ts';
import { plainParts, slotsIn } from '../text/slot-text.ts';
import type { LetterFile } from './letter-schema.ts';
import { mistakeAt, type YamlSource } from './mistakes.ts';

/*
 * What the schema of letters cannot say: slots that queries have, “all” only where a number proves it, the past tense only of what is done.
 */

type Path = readonly (string | number)[];
type Complain = (path: Path, message: string) => void;

/** Words that claim the whole; they stand in the first form of a share only. */
const WHOLE: Readonly<Record<LetterLang, RegExp>> = {
  en: /\b(?:all|both|every|each|everyone|always|entire)\b/i,
  de: /\b(?:alle[nrsm]?|beide[nrsm]?|jede[nrsm]?|sämtliche[nrsm]?|immer|stets)\b/i,
  ja: /全て|すべて|全員|全商品|常に|必ず/,
  zh: /所有|全部|每个|每一|一律|始终/,
};

/** Mistakes of a file that its schema has passed. */
export function checkLetters(file: LetterFile, source: YamlSource): ConfigMistake[] {
  const mistakes: ConfigMistake[] = [];
  const complain: Complain = (path, message) => {
    const node = source.document.getIn(path, true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    const at = Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0;
    mistakes.push(mistakeAt(source, at, `${JSON.stringify(path.join('.'))} ${message}`));
  };
  for (const [b, { sentences }] of file.blocks.entries())
    checkSentences(sentences, ['blocks', b, 'sentences'], undefined, complain);
  file.documents.forEach(({ sections, langs, title, to, subject }, d) => {
    for (const [name, line] of Object.entries({ title, to, subject })) {
      if (line !== undefined) checkLine(line, ['documents', d, name], [], complain);
    }
    once(sections, ['documents', d, 'sections'], complain);
    sections.forEach(({ sentences, each, heading }, s) => {
      const path = ['documents', d, 'sections', s];
      checkLine(heading, [...path, 'heading'], each === undefined ? [] : [each], complain);
      if (heading.en.length > 0) missingLanguages(heading, langs, [...path, 'heading'], complain);
      checkSentences(sentences, [...path, 'sentences'], each, complain);
      for (const [k, one] of sentences.entries())
        missingLanguages(one.text, langs, [...path, 'sentences', k, 'text'], complain);
    });
  });
  for (const part of ['blocks', 'causes', 'blocked', 'claims'] as const) once(file[part], [part], complain);
  for (const [name, text] of Object.entries(file.words))
    if (name.startsWith('control.')) checkInner(text, ['words', name], 'in-force', complain);
  for (const [c, { text }] of file.causes.entries()) checkInner(text, ['causes', c, 'text'], 'causes', complain);
  checkPatterns(file, complain);
  return mistakes;
}

function once(list: readonly { readonly id: string }[], path: Path, complain: Complain): void {
  const seen = new Set<string>();
  list.forEach(({ id }, i) => {
    if (seen.has(id)) complain([...path, i, 'id'], `is given a second time: "${id}".`);
    seen.add(id);
  });
}

function missingLanguages(text: LetterText, langs: readonly LetterLang[], path: Path, complain: Complain): void {
  const missing = langs.filter((lang) => text[lang] === undefined);
  if (missing.length > 0) complain(path, `has no ${missing.join(', ')}, but the letter comes in ${langs.join(', ')}.`);
}

function checkSentences(sentences: readonly LetterSentence[], path: Path, each: string | undefined, complain: Complain): void {
  once(sentences, path, complain);
  for (const [i, sentence] of sentences.entries()) checkSentence(sentence, [...path, i], each, complain);
}

function checkSentence(sentence: LetterSentence, path: Path, each: string | undefined, complain: Complain): void {
  const { from, tells, text, note, sworn } = sentence;
  const own = from === undefined ? undefined : signatureOf(from);
  if (own !== undefined && tells !== 'nothing' && tells !== own.tells && !(tells === 'now' && own.tells === 'past')) {
    complain([...path, 'tells'], `is ${tells}, but "${from ?? ''}" can tell ${own.tells} only.`);
  }
  for (const name of [...sentence.with, ...sentence.without]) {
    if (own === undefined || !Object.hasOwn(own.slots, name)) complain([...path, 'from'], `has no slot "${name}".`);
  }
  const shares = sharesOf(from);
  const first = slotsOf(text.en);
  for (const [lang, one] of Object.entries(text) as [LetterLang, string][]) {
    const at = [...path, 'text', lang];
    checkSlots(one, at, from, each, complain);
    checkShares(one, at, shares, complain);
    const whole = WHOLE[lang].exec(plainParts(one));
    if (whole !== null && tells !== 'nothing' && !sworn)
      complain(at, `says "${whole[0]}" outside the first form of a part, where nothing proves it.`);
    if (slotsOf(one).join() !== first.join())
      complain(at, `has other slots (${slotsOf(one).join(', ')}) than English (${first.join(', ')}).`);
  }
  if (tells !== 'nothing' && from === undefined && first.length === 0 && each === undefined) {
    complain([...path, 'tells'], `is ${tells}, but the sentence has no slot that a record could fill.`);
  }
  for (const [lang, one] of Object.entries(note)) checkSlots(one, [...path, 'note', lang], from, each, complain);
}

function sharesOf(from: LetterQuery | undefined): ReadonlySet<string> {
  const slots = from === undefined ? {} : signatureOf(from).slots;
  return new Set(Object.entries(slots).flatMap(([name, kind]) => (kind === 'share' ? [name] : [])));
}

function checkShares(text: string, path: Path, shares: ReadonlySet<string>, complain: Complain): void {
  for (const { name, forms, optional } of slotsIn(text)) {
    if (shares.has(name) && (forms.length < 2 || forms.length > 5) && !optional)
      complain(path, `shows the part "${name}" without two forms: {${name}|all #|# of the ##}.`);
  }
}

/** A text that stands where a sentence names it, with slots of that sentence's row. */
function checkInner(text: LetterText, path: Path, from: LetterQuery, complain: Complain): void {
  const first = slotsOf(text.en);
  const shares = sharesOf(from);
  for (const [lang, one] of Object.entries(text) as [LetterLang, string][]) {
    checkSlots(one, [...path, lang], from, undefined, complain);
    checkShares(one, [...path, lang], shares, complain);
    const whole = WHOLE[lang].exec(plainParts(one));
    if (whole !== null) complain([...path, lang], `says "${whole[0]}" where nothing proves it.`);
    if (slotsOf(one).join() !== first.join())
      complain([...path, lang], `has other slots (${slotsOf(one).join(', ')}) than English (${first.join(', ')}).`);
  }
}

function slotsOf(text: string): string[] {
  return [...new Set(slotsIn(text).map(({ name }) => name))].sort();
}

function checkLine(text: LetterText, path: Path, each: readonly string[], complain: Complain): void {
  for (const [lang, one] of Object.entries(text)) checkSlots(one, [...path, lang], undefined, each[0], complain);
}

function checkSlots(text: string, path: Path, from: string | undefined, each: string | undefined, complain: Complain): void {
  if (/[{}]/.test(text.replaceAll(/\{[a-z][a-z.-]*(?:\?[^{}]*|(?:\|[^{}|]*)+)?\}/g, ''))) {
    complain(path, 'has a brace that belongs to no slot.');
  }
  for (const { name } of slotsIn(text)) {
    const dot = name.indexOf('.');
    const query = dot < 0 ? from : name.slice(0, dot);
    const known = [from, each, ...SHARED_QUERIES].includes(query);
    const slots = query !== undefined && known && isQuery(query) ? signatureOf(query).slots : {};
    if (!Object.hasOwn(slots, name.slice(dot + 1))) {
      complain(path, `has a slot "${name}" that nothing fills; there are ${Object.keys(slots).join(', ') || 'none'}.`);
    }
  }
}

function checkPatterns({ blocked, claims }: LetterFile, complain: Complain): void {
  for (const [part, list] of Object.entries({ blocked, claims })) {
    list.forEach(({ match }, i) => {
      for (const [lang, sources] of Object.entries(match)) {
        for (const [k, one] of (sources ?? []).entries())
          tellFault(one, (fault) => complain([part, i, 'match', lang, k], fault));
      }
    });
  }
}

function tellFault(pattern: string, tell: (fault: string) => void): void {
  if (/\p{Lu}/u.test(pattern.replaceAll(/\\[a-zA-Z]|\\p\{\w+\}/g, '')))
    tell('has capital letters, but the text it meets is lower case.');
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof Re2;
  try {
    if (RE2JS.compile(foldPattern(pattern)).test('')) tell('matches the empty text.');
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
    tell(`is no RE2 pattern (${reason}). RE2 has no lookahead, lookbehind or backreferences.`);
  }
}
