import type { Piece } from './layout.ts';

/*
 * In which language a notice is written: script first, then small words. Labels, the owner's words and remarks do not count.
 */

/** Small words that only one of the languages uses so often. */
const SMALL: Readonly<Record<string, RegExp>> = {
  en: /\b(?:the|of|and|your|you|we|have|has|that|this|are|is|to|for|with|not|from|or|may|be|by|was|it)\b/g,
  de: /\b(?:der|die|das|und|ihre?|sie|wir|haben|wurde|nicht|den|dem|ein|eine|einer|fur|mit|auf|zu|bei|von|oder|ist)\b/g,
  fr: /\b(?:le|la|les|des|du|vous|nous|votre|vos|et|est|une?|pour|avec|sur|dans|par|pas|ou|au|aux|cette|ce)\b/g,
  es: /\b(?:el|la|los|las|de|del|usted|su|sus|hemos|que|una?|para|con|por|no|se|en|y|al|este|esta|ha)\b/g,
  it: /\b(?:il|lo|la|gli|le|di|del|della|dei|che|una?|per|con|non|si|in|e|al|suo|tua|tuo|abbiamo|questo|sono|alla|vostra)\b/g,
  nl: /\b(?:het|een|van|uw|wij|hebben|niet|voor|met|op|zijn|aan|deze|dit|of|bij|wordt)\b/g,
  pl: /\b(?:nie|sie|jest|oraz|dla|na|przez|zostal|zostala|panstwa|lub|ktore|do|od|ze)\b/g,
  pt: /\b(?:nao|voce|seu|sua|os|as|uma|para|com|por|foi|que|do|da|dos|das|em|no|na)\b/g,
  sv: /\b(?:och|att|det|som|inte|din|dina|har|vi|for|med|pa|av|eller|ett|ar)\b/g,
  tr: /\b(?:ve|bir|icin|bu|ile|veya|urun|hesabiniz|olarak)\b/g,
};

/** Languages of a notice; `second` is the one in which single lines stand. */
export interface NoticeLanguages {
  readonly first: string | null;
  readonly second?: string;
}

/** Tells the languages of a text; null when it has too few words. */
export function languagesOf(pieces: readonly Piece[]): NoticeLanguages {
  const speech = pieces.filter(
    ({ kind, context }) => isSpeech(kind) && context !== 'owner-words' && context !== 'owner-contact',
  );
  const own = speech.filter(({ context }) => context !== 'internal-note');
  const first = languageOf(textOf(own)) ?? languageOf(textOf(pieces.filter(({ kind }) => kind !== 'sender')));
  const cjk = speech.find((piece) => isOther(piece.folded.text, first));
  return cjk === undefined || first === null ? { first } : { first, second: languageOf(cjk.folded.text) ?? 'zh' };
}

function isSpeech(kind: string): boolean {
  return kind === 'sentence' || kind === 'bullet' || kind === 'heading';
}

function textOf(pieces: readonly Piece[]): string {
  return pieces
    .map(({ folded }) => folded.text)
    .join('\n')
    .slice(0, 20_000);
}

/** A line of Chinese or Japanese in a notice of another language. */
export function isOther(text: string, first: string | null): boolean {
  return first !== null && first !== 'zh' && first !== 'ja' && (text.match(/[\u3040-\u30ff\u3400-\u9fff]/g)?.length ?? 0) >= 4;
}

/** The language of a folded text; null when it has too few words to tell. */
export function languageOf(text: string): string | null {
  const kana = text.match(/[\u3040-\u30ff]/g)?.length ?? 0;
  const han = text.match(/[\u3400-\u9fff]/g)?.length ?? 0;
  const hangul = text.match(/[\uac00-\ud7af]/g)?.length ?? 0;
  const latin = text.match(/[a-z]{2,}/g)?.length ?? 0;
  if (kana > 3 && kana * 6 > han && kana + han > latin) return 'ja';
  if (hangul > 5 && hangul > latin) return 'ko';
  // A Chinese word has some one and a half characters.
  if (han > 3 && han > latin * 1.5) return 'zh';
  let best: string | null = null;
  let most = 1;
  for (const [language, words] of Object.entries(SMALL)) {
    const count = text.match(words)?.length ?? 0;
    if (count > most) [best, most] = [language, count];
  }
  return best;
}
