/*
 * A decoded text -> one that can be searched and shown: no control characters, no invisible ones, no quote marks of mail programs.
 */

/** What windows-1252 has at 0x80..0x9F; Node 20 leaves these bytes as control characters (nodejs/node#56542). */
const WESTERN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
/** Control and invisible characters, halves of characters, what no standard knows. */
const CONTROL = /[^\P{C}\n\t]/gu;

/** Cleans a text; offsets of evidence count in the result. */
export function cleanText(text: string): string {
  return text
    .replaceAll(/[\u0080-\u009f]/g, (unit) => WESTERN.charAt(unit.charCodeAt(0) - 0x80))
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(CONTROL, '')
    .replaceAll(/^(?:[ \t]?[>＞][ \t]?)+/gm, '')
    .replaceAll(/^[|│┃] /gm, '');
}
