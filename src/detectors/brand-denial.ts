import type { Cue } from '../lexicon/cues.ts';
import { GAP, type Tokens, wordAt } from '../model/words.ts';
import type { CueMap } from './brand-cues.ts';
import { NEGATIONS } from './brand-words.ts';

/*
 * Sentences that keep a mark off the goods: `This is not a Lego product`, `Lego bricks are not included`. They say what the goods are made
 * for, or what a buyer might take them for, and claim nothing.
 */

/** How many words may stand between a mark and the cue that it does not come with the goods. */
const MAX_BETWEEN = 3;

/** How far in front of a mark the word may stand that denies it: `not manufactured or distributed by the owner of`. */
const MAX_BEFORE = 8;

/** Words between a negation and the mark: `not a real Lego brick`, `不是乐高`. */
const FILLERS = new Set(
  'a an the any actual real genuine original is it ein eine keine une un una uno de la le las los el il lo di del della e es est jest to 是'.split(
    ' ',
  ),
);

/** What somebody who is not the maker says of him: `not made, sold or endorsed by Dyson`. */
const TIES = new Set(
  (
    'made manufactured produced distributed sold sponsored endorsed approved authorized authorised licensed certified affiliated associated connected related by with from or nor and of to owner way ' +
    'hergestellt vertrieben verkauft verbunden autorisiert lizenziert von mit oder noch fabrique vendu distribue affilie associe autorise par avec ou ni fabricado vendido distribuido afiliado asociado ' +
    'autorizado por con o ni prodotto prodotta prodotti prodotte venduto distribuito affiliato associato autorizzato da fabricado associado por com ou nem gemaakt verkocht verbonden door met of ' +
    'wyprodukowany sprzedawany powiazany przez z ani'
  ).split(' '),
);

/** What stands behind a mark that is denied; a `but` would take the denial back. */
const SUBJECTS = new Set(
  (
    'brand brands branded branding product products item items goods company toy toys original originals genuine merchandise marke markenprodukt produkt produkte artikel ' +
    'marque produit produits marca producto productos prodotto prodotti produto produtos merk 品牌 正品 产品 原装 官方 製 製品 純正品 제품 정품'
  ).split(' '),
);

/** Words of a cue which say that something does not come with the goods. */
const LEFT_OUT = /inclu|enthalten|inbegriffen|含|付属|別売|포함/u;

/** The word that denies the mark `[start, end)`; undefined when none does. */
export function denialOf(tokens: Tokens, cues: CueMap, start: number, end: number): string | undefined {
  return denialBefore(tokens, start, end) ?? leftOut(tokens, cues, end)?.text;
}

function denialBefore(tokens: Tokens, start: number, end: number): string | undefined {
  if (!endsDenial(tokens, end)) return undefined;
  for (let i = start - 1; i >= Math.max(0, start - MAX_BEFORE); i--) {
    if ((tokens.gaps[i + 1] ?? GAP.hard) > GAP.soft) return undefined;
    const word = wordAt(tokens, i);
    if (NEGATIONS.has(word)) return word;
    if (!FILLERS.has(word) && !SUBJECTS.has(word) && !TIES.has(word)) return undefined;
  }
  return undefined;
}

/** Whether nothing but the end of the part, or a word for goods, stands behind. */
function endsDenial(tokens: Tokens, end: number): boolean {
  if (end >= tokens.count || (tokens.gaps[end] ?? GAP.hard) > GAP.soft) return true;
  return SUBJECTS.has(wordAt(tokens, end)) || SUBJECTS.has(wordAt(tokens, end) + wordAt(tokens, end + 1));
}

function leftOut(tokens: Tokens, cues: CueMap, end: number): Cue | undefined {
  for (let at = end; at <= end + MAX_BETWEEN && at < tokens.count; at++) {
    if ((tokens.gaps[at] ?? GAP.hard) > GAP.soft) return undefined;
    const cue = cues.startingAt(at).find(({ class: said, text }) => said === 'compatible' && LEFT_OUT.test(text));
    if (cue !== undefined) return cue;
  }
  return undefined;
}
