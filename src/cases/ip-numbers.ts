import type { IpKind } from '../model/case-notice.ts';
import type { LabelField } from '../model/case-pattern.ts';
import type { EvidenceList } from './evidence.ts';
import { spanIn } from './folded.ts';
import type { LabelValue } from './labels.ts';
import type { Layout, Piece } from './layout.ts';
import type { Wording } from './wordings.ts';

/*
 * Numbers of registered rights, and the words that are said to be protected.
 */

/** What was found. */
export interface IpFacts {
  readonly numbers: readonly { readonly kind: IpKind; readonly number: string }[];
  readonly terms: readonly string[];
}

/** A number of a register: country and letters, five digits or more, the kind of publication. */
const NUMBER =
  /国作登字-\d{4}-[A-Z]-\d{6,10}|(?<![\p{L}\p{N}.@/-])(?:(?:商標|意匠|特許|実用新案)?登録|国际注册)?第?\s?(?:[A-Z]{1,4}\.?[\s-]?){0,2}\d(?:[\d.,/\u00A0-]|\s(?=\d{2,4}\b)){2,22}\d(?:\.[\dX](?!\d)|\s?(?:[ABCSUE]\d|S)(?![\p{L}\p{N}]))?\s?号?(?![\p{L}\p{N}])/gu;
/** US design patents begin with D; the digit behind the year of a Chinese patent is 3 for designs. */
const DESIGN_NUMBER = /(?:^|[^A-Z])D\s?\d|^(?:ZL|CN)\s?(?:19|20)\d\d\s?3/;
const DAY = /^(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}$|^\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d$/;
/** A mark in capital letters, as notices write it: `the trademark SUNPETAL`. */
const CAPITALS = /(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}\d&'’-]{2,}(?: [\p{Lu}\d&'’-]{2,}){0,3}(?![\p{L}\p{N}])/gu;
const NO_TERM =
  /^(?:uspto|euipo|ukipo|dpma|jpo|cnipa|wipo|inpi|oepm|uibm|us|eu|uk|de|jp|cn|class\b.*|klasse\b.*|nice\b.*|第?\d.*|reg(?:istered)?\.?|word ?mark|wortmarke|figurative.*|r|tm|see .*|siehe .*|item .*)$/i;
const KIND_OF: Partial<Record<LabelField, IpKind>> = {
  trademark: 'trademark',
  design: 'design',
  patent: 'patent_utility',
  copyright: 'copyright',
  registration: 'unknown',
};

/** Reads numbers and words from labels first, then from sentences in which a right and a number stand together. */
export function readIp(layout: Layout, cues: readonly Wording[], fallback: IpKind, evidence: EvidenceList): IpFacts {
  const reader = new IpReader(layout.text, fallback, evidence);
  for (const label of layout.labels) {
    const kind = KIND_OF[label.field];
    if (kind !== undefined) reader.label(label, kind);
    if (label.field === 'assertedTerm') reader.words(label);
  }
  for (const piece of layout.pieces) {
    const skipped = piece.context === 'examples' || piece.context === 'owner-contact' || piece.context === 'internal-note';
    if (!skipped && piece.kind !== 'label' && piece.kind !== 'sender') reader.sentence(piece, cues);
  }
  return reader.facts();
}

/** A word that names a right, in a sentence. */
interface CuePlace {
  readonly kind: IpKind;
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

class IpReader {
  readonly #text: string;
  readonly #fallback: IpKind;
  readonly #evidence: EvidenceList;
  readonly #numbers = new Map<string, IpKind>();
  readonly #terms = new Map<string, string>();

  constructor(text: string, fallback: IpKind, evidence: EvidenceList) {
    this.#text = text;
    this.#fallback = fallback;
    this.#evidence = evidence;
  }

  facts(): IpFacts {
    return {
      numbers: [...this.#numbers].map(([number, kind]) => ({
        kind: kind === 'unknown' || (kind === 'patent_utility' && this.#fallback === 'design') ? this.#fallback : kind,
        number,
      })),
      terms: [...this.#terms.values()],
    };
  }

  /** `9999017`, `WORD (Reg. No. 9999017)`, `9999017 (WORD)`, `WORD`. */
  label(label: LabelValue, kind: IpKind): void {
    const value = this.#text.slice(label.start, label.end);
    const found = numbersIn(value);
    for (const { number, start, end } of found) {
      this.#number(number, kind, label.id, label.start + start, label.start + end);
      this.#bracket(value, end, label);
    }
    if (kind !== 'trademark' && kind !== 'unknown') return;
    const first = found[0];
    const words = first === undefined ? value : cutTail(value.slice(0, first.start));
    if (kind === 'trademark' && /\p{L}{2}/u.test(words)) this.#split(words, label);
  }

  words(label: LabelValue): void {
    const value = this.#text.slice(label.start, label.end);
    const found = numbersIn(value);
    for (const { number, start, end } of found)
      this.#number(number, 'trademark', label.id, label.start + start, label.start + end);
    this.#split(found[0] === undefined ? value : value.slice(0, found[0].start), label);
  }

  sentence(piece: Piece, cues: readonly Wording[]): void {
    const value = this.#text.slice(piece.start, piece.end);
    const found = numbersIn(value);
    const quoted = [...value.matchAll(/["“”„«「『‘]([^"“”„«»「」『』‘’\n]{2,60})["“”»」』’]/g)];
    const capitals = [...value.matchAll(CAPITALS)];
    if (found.length === 0 && quoted.length === 0 && capitals.length === 0) return;
    const places = cues.flatMap((cue) =>
      cue.findAll(piece.folded.text).map((at) => {
        const [start, end] = spanIn(piece.folded, at.start, at.end);
        return {
          kind: cue.pattern.says.ipKind ?? 'unknown',
          id: cue.pattern.id,
          start: start - piece.start,
          end: end - piece.start,
        };
      }),
    );
    for (const one of capitals) this.#capital(one, value, places, piece);
    let last = -1;
    for (const { number, start, end } of found) {
      const cue = places.filter((place) => isBound(value, place.end, start)).sort((a, b) => b.end - a.end)[0];
      // A list goes on: "trademarks 9999001, 9999002 and 9999003".
      const listed = last >= 0 && /^\s*(?:[,;、，]|and|und|et|y|e|和|\([^()]{0,60}\)|\s)*\s*$/i.test(value.slice(last, start));
      if (cue === undefined && !listed) continue;
      const kind = cue?.kind ?? [...this.#numbers.values()].at(-1) ?? 'unknown';
      this.#number(number, kind, cue?.id ?? 'shape/list', piece.start + start, piece.start + end);
      this.#bracket(value, end, { id: cue?.id ?? 'shape/list', start: piece.start });
      last = end;
    }
    for (const quote of quoted) {
      const cue = places.find(
        ({ kind, end }) =>
          kind === 'trademark' && end <= quote.index && quote.index - end <= 14 && !/[.;,]/.test(value.slice(end, quote.index)),
      );
      const word = quote[1] ?? '';
      if (cue !== undefined && !/\d{5}/.test(word)) this.#term(word, cue.id, piece.start + quote.index + 1);
    }
  }

  #capital(found: RegExpExecArray, value: string, places: readonly CuePlace[], piece: Piece): void {
    const word = found[0];
    const cue = places.find(
      ({ kind, end }) => kind === 'trademark' && end <= found.index && /^\s?:?\s?$/.test(value.slice(end, found.index)),
    );
    if (cue !== undefined && !NO_TERM.test(word) && !/^(?:IP|ASIN|SKU|ID|URL|OR|AND|NO)\b/.test(word))
      this.#term(word, cue.id, piece.start + found.index);
  }

  #number(number: string, kind: IpKind, id: string, start: number, end: number): void {
    const real = kind === 'patent_utility' && DESIGN_NUMBER.test(number) ? 'design' : kind;
    if (!this.#numbers.has(number)) this.#numbers.set(number, real);
    this.#evidence.add('ipNumbers', number, id, start, end);
  }

  /** The word in brackets behind a number. */
  #bracket(value: string, end: number, label: { readonly id: string; readonly start: number }): void {
    const found = /^\s*(?:[(（[]\s*["“「]?|["“„«「])([^()（）[\]"“”„»」\n]{2,60})["“”»」]?\s*[)）\]"“”»」]/.exec(
      value.slice(end, end + 90),
    );
    const word = found?.[1]?.trim() ?? '';
    if (found !== null && !NO_TERM.test(word)) this.#term(word, label.id, label.start + end + found[0].indexOf(word));
  }

  #split(words: string, label: LabelValue): void {
    let from = 0;
    for (const part of words.split(/[,;、，；]|\s\/\s/)) {
      const word = part
        .trim()
        .replaceAll(/^["“”„«「『']+|["“”»」』'®™.]+$/g, '')
        .replace(/[®™]/g, '')
        .trim();
      if (/\p{L}/u.test(word) && word.length <= 80 && !NO_TERM.test(word))
        this.#term(word, label.id, label.start + words.indexOf(word, from));
      from += part.length + 1;
    }
  }

  #term(word: string, id: string, start: number): void {
    const clean = word.replace(/[®™]/g, '').trim();
    if (!this.#terms.has(clean.toLowerCase())) this.#terms.set(clean.toLowerCase(), clean);
    this.#evidence.add('assertedTerms', clean, id, start, start + word.length);
  }
}

/** The words before a number stay when they are a name and not `Reg. No.`. */
function cutTail(tail: string): string {
  const words = tail.replace(
    /[(（,;:：-]?\s*(?:(?:reg(?:istration|istered)?|registrier\w*|registro|registrazione|enregistrement|word|mark|marke|number|nummer|numero|numéro|注册|登録)\.?\s*){0,3}(?:no|nr|num|nº|n°|#|号|番号)?\.?\s*[:：]?\s*$/iu,
    '',
  );
  return words;
}

function numbersIn(value: string): { readonly number: string; readonly start: number; readonly end: number }[] {
  return [...value.slice(0, 4000).matchAll(NUMBER)].flatMap((found) => {
    const raw = found[0].replace(/[.,/-]+$/, '');
    const number = raw.trim();
    const digits = number.replaceAll(/\D/g, '').length;
    if (digits < 5 || DAY.test(number)) return [];
    const start = found.index + raw.indexOf(number);
    return [{ number, start, end: start + number.length }];
  });
}

/** Whether a number belongs to the right that was named before it. */
function isBound(value: string, from: number, to: number): boolean {
  if (to < from || to - from > 60) return false;
  const between = value.slice(from, to);
  if (/\d|[.。;；](?!\s*$)(?<!\b(?:no|nr|reg)\.)/i.test(between.replaceAll(/\b(?:no|nr|reg|num|u\.s|n)\./gi, ''))) return false;
  return (
    between.trim().length <= 12 || /[:：#(（]|\b(?:no|nr|num|number|nummer|numero|numéro|n)\b|[nN][º°]|号|番号/i.test(between)
  );
}
