import type { Candidate, Fault } from './field-lengths.ts';

/** So many places show what is wrong; a text full of stars needs no more. */
const MAX_PLACES = 20;

/** Signs that are decoration in `~~ SALE ~~` and belong to the product in `~5 lb`, `#10`, `<10 lb`, `24*7`. */
const CONTEXTUAL: Readonly<Record<string, { readonly before?: RegExp; readonly after: RegExp }>> = {
  '#': { after: /^\s?[\p{L}]{0,3}-?\p{N}/u },
  '~': { after: /^\s?\p{N}/u },
  '<': { after: /^=?\s?\p{N}/u },
  '>': { after: /^=?\s?\p{N}/u },
  '*': { before: /[\p{L}\p{N}"″'′]\s?$/u, after: /^\s?\p{N}/u },
};

/** Forbidden characters outside the brand's name, one fault a run of them. */
export function forbiddenCharacters(candidate: Candidate, characters: string, brand: string | undefined): Fault[] {
  const { field, visible } = candidate;
  const { text } = visible;
  if (!anyOf(characters).test(text)) return [];
  const forbidden = new Set(characters);
  const faults: Fault[] = [];
  const free = brandSpans(text, brand);
  let run = -1;
  let offset = 0;
  const close = (end: number): void => {
    if (run === -1 || faults.length >= MAX_PLACES) return;
    const actual = text.slice(run, end);
    faults.push({ field, span: visible.span(run, end), limit: characters, actual, identity: actual });
  };
  for (const character of text) {
    const bad =
      forbidden.has(character) && !belongs(text, offset, character) && !free.some(([s, e]) => offset >= s && offset < e);
    if (!bad) close(offset);
    run = bad ? (run === -1 ? offset : run) : -1;
    offset += character.length;
  }
  close(offset);
  return faults;
}

/** One class of the forbidden characters, compiled once: most texts hold none of them. */
const CLASSES = new Map<string, RegExp>();

function anyOf(characters: string): RegExp {
  const known = CLASSES.get(characters);
  if (known !== undefined) return known;
  const escaped = [...characters].map((c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`).join('');
  const made = new RegExp(`[${escaped}]`, 'u');
  CLASSES.set(characters, made);
  return made;
}

/** Whether a sign is part of a model number or a measure. Looks at a few characters on both sides only. */
function belongs(text: string, offset: number, sign: string): boolean {
  if (!Object.hasOwn(CONTEXTUAL, sign)) return false;
  const context = CONTEXTUAL[sign];
  if (context === undefined || !context.after.test(text.slice(offset + 1, offset + 8))) return false;
  return context.before === undefined || context.before.test(text.slice(Math.max(0, offset - 3), offset));
}

function brandSpans(text: string, brand: string | undefined): (readonly [number, number])[] {
  const name = brand?.trim().toLowerCase() ?? '';
  const spans: (readonly [number, number])[] = [];
  if (name === '') return spans;
  const lower = text.toLowerCase();
  // Lower case may be longer (İ): then the places would be wrong, and only the text as typed is compared.
  const [hay, needle] = lower.length === text.length ? [lower, name] : [text, brand?.trim() ?? name];
  for (let at = hay.indexOf(needle); at !== -1 && spans.length < MAX_PLACES; at = hay.indexOf(needle, at + needle.length)) {
    spans.push([at, at + needle.length]);
  }
  return spans;
}

/** More capitals among the letters than allowed, in a text of two words or more; the span is the text. */
export function tooManyCapitals({ field, visible }: Candidate, max: number): Fault[] {
  const { text } = visible;
  const { letters, capitals } = countLetters(text);
  if (letters === 0 || capitals <= max * letters || (text.match(/\p{L}{2,}/gu)?.length ?? 0) < 2) return [];
  const percent = (value: number): string => `${Math.round(value * 100)}%`;
  return [
    {
      field,
      span: visible.span(0, text.length),
      limit: percent(max),
      actual: percent(capitals / letters),
      identity: 'capitals',
    },
  ];
}

function countLetters(text: string): { readonly letters: number; readonly capitals: number } {
  let letters = 0;
  let capitals = 0;
  for (const character of text) {
    const unit = character.charCodeAt(0);
    const small = (unit >= 97 && unit <= 122) || (unit > 127 && /\p{L}/u.test(character));
    const capital = (unit >= 65 && unit <= 90) || (unit > 127 && /\p{Lu}/u.test(character));
    if (small || capital) letters++;
    if (capital) capitals++;
  }
  return { letters, capitals };
}
