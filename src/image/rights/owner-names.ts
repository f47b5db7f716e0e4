/*
 * Names of owners as people and programs write them, made comparable: `© 2024 HILLMOOR Ltd. All rights reserved` names Hillmoor.
 */

/** Words of a copyright line that name nobody. */
const WORDS: readonly string[] = [
  'copyright copyrighted copr all rights reserved alle rechte vorbehalten tous droits reserves todos los derechos reservados',
  'photo photos photograph photographs photography photographer photographed image images picture pictures pic by of the from courtesy credit',
  'credits via for and use only handout source provided taken made www http https com cn net org de fr jp uk co c r tm year foto fotograf',
  'bild von par por this is are protected law laws international without permission written consent may not be reproduced copied distributed',
];
/** Legal forms, which one writes out and the other leaves away. */
const FORMS: readonly string[] = [
  'ltd limited inc incorporated llc llp plc gmbh ag kg ug corp corporation company co sa sas sarl srl spa bv nv ab oy as kk pty pte group',
  'trading studio studios',
];
const NO_NAME: ReadonlySet<string> = new Set(WORDS.join(' ').split(' '));
const LEGAL: ReadonlySet<string> = new Set(FORMS.join(' ').split(' '));
const CHINESE =
  /版权所有|保留所有权利|未经许可|不得转载|著作权|版权|摄影师|摄影|图片|照片|来源|作者|出品|有限责任公司|股份有限公司|有限公司|公司|株式会社|주식회사/g;
/** Years and ranges of them. */
const YEAR = /^(?:19|20)\d\d$/;
/** Most words of a name that are looked at. */
const MAX_WORDS = 60;

/** The words of a text that may name somebody: lower case, without accents, signs, years; a Chinese character is a word. */
export function nameWords(text: string): readonly string[] {
  return (
    text
      .slice(0, 1_000)
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .normalize('NFKC')
      .toLowerCase()
      .replace(CHINESE, ' ')
      .match(
        /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}])+/gu,
      )
      ?.filter((word) => !YEAR.test(word))
      .slice(0, MAX_WORDS) ?? []
  );
}

/** The words that are left of a copyright line when what names nobody is taken away: `copyright`, years, `all rights reserved`. */
export function coreWords(text: string): readonly string[] {
  return nameWords(text).filter((word) => !NO_NAME.has(word));
}

/** Whether a line names an owner: it holds the owner's name, legal form aside, or is a good part of it. */
export function namesOwner(line: string, owner: string): boolean {
  const said = nameWords(line);
  const name = coreWords(owner).filter((word) => !LEGAL.has(word));
  const whole = name.length > 0 ? name : coreWords(owner);
  if (holds(said, whole)) return true;
  const core = coreWords(line).filter((word) => !LEGAL.has(word));
  return weightOf(core) >= 4 && holds(whole, core);
}

/** Whether words stand in others, one behind the other. */
export function holds(words: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return false;
  return words.some((_, at) => wanted.every((word, i) => words[at + i] === word));
}

/** How much words say: a Chinese character as much as two letters. */
function weightOf(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + (/^[\p{Script=Han}]$/u.test(word) ? 2 : word.length), 0);
}
