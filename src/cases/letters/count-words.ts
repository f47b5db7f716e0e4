import type { LetterLang } from '../../model/letter.ts';

/** Words of texts; of Chinese and Japanese, characters. */
export function countWords(texts: readonly string[], lang: LetterLang): number {
  const pattern =
    lang === 'ja' || lang === 'zh' ? /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu : /\S+/g;
  return texts.reduce((sum, text) => sum + [...text.matchAll(pattern)].length, 0);
}
