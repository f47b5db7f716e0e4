/*
 * Characters that stand for a Latin letter in a disguise, as they are after folding (lower case, NFKC, no accents).
 *
 * Letters of other scripts: the one-letter part of Unicode UTS #39 `confusables.txt` as far as it gives a Latin letter, also by their
 * capitals, because folding makes them small; with the letters of faux-Cyrillic lettering. Digits and signs: what people type.
 */

/** By Latin letter: the letters and signs of any script that are drawn like it. One that resembles two letters stands in two rows. */
const DRAWN_ALIKE: Readonly<Record<string, string>> = {
  a: '⍺ɑαаꭺᗅꓮᴀ𖽀𐊠ⱥꬰаդдᗩⲁ∀λ',
  b: 'ƅьꮟᖯꞵβвᏼᗷꓐʙ𐊂𐊡𐌁ɓƃбҍѣъƀ',
  c: 'ᴄςⲥсꮯ𐐽σꓚ𐊢𐌂𐔜¢ȼҫϲᑕ',
  d: 'ԁꮷᑯꓒꭰᗞᗪꓓɗɖƌᴅдժ₫',
  e: 'ℯꬲеҽ⋿εⴹꭼꓰᴇ𐊆ɇҿэєɛёѐә€ⲉᗴ∈',
  f: 'ꬵꞙẝքϝᖴꓝ𐊇𐊥𐔥ƒᵮғꜰ',
  g: 'ɡᶃƍցԍꮐᏻꓖɠǥɢ',
  h: 'һհꮒηⲏнꮋᕼꓧʜ𐋏ɦꚕᏺⱨħћӊӈң',
  i: '⍳ıɪɩιіꙇӏꭵɨᵻᵼїⵊ',
  j: 'ϳјʝꭻᒍꓙɉᴊյ',
  k: 'κⲕкꮶᛕꓗᴋ𐔘ƙⱪқ₭ꝁҟ𐌊',
  l: '∣│ǀιⲓіӏߊⵏᛁꓲʟⳑꮮᒪꓡ𐊊𐌉ⱡƚɫլ£',
  m: 'мꮇᗰᛖꓟᴍ𐊰𐌑ӎɱμ',
  n: 'ոռνⲛꓠɴ𐔓ɳƞηɲᵰпийήᑎ∩',
  o: 'ᴏᴑꬽοσⲟоჿօഠဝ𐓪০੦૦௦౦೦൦໐၀߀০୦ⵔዐꓳ𐊒𐊫ꬾⵁɵөѳꮎꮻθⱺ○●◯°',
  p: '⍴ρⲣрꮲᑭꓑᴘ𐊕ƥᵽթ',
  q: 'ԛգզⵕʠ',
  r: 'ꭇꭈᴦⲅгꮁʀꭱꮢᖇꓣɽɼɍᵲяրʁ',
  s: 'ꜱƽѕꮪ𐑈տꮥꓢ𐊖ʂᵴᔕ',
  t: '⊤⟙τⲧтꭲꓔᴛ𐊗𐊱𐌕ƭⱦʈҭŧᵵ',
  u: 'ꞟᴜꭎꭒʋυս∪ሀᑌꓴᵾꮜʉцμ',
  v: '∨⋁ᴠνѵꮩⴸᐯꛟꓦ𐔝ѷ√',
  w: 'ɯᴡѡԝաꮃꮤꓪ₩ꝡωшщᗯ',
  x: '×хᕁᕽ᙭╳χⲭⵝᚷꓫ𐊐𐊴𐌗𐔧ҳ',
  y: 'ɣᶌʏỿꭚγуүყυⲩꭹꮍꓬ𐊲ƴɏұ¥ч',
  z: 'ᴢꮓζꓜʐƶȥᵶᘔ',
};

/** Digits and signs that are read as letters. */
const READ_ALIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'il',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'gb',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'il',
  '|': 'il',
  '+': 't',
};

const DRAWN: ReadonlyMap<string, string> = invert();

function invert(): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [latin, drawn] of Object.entries(DRAWN_ALIKE)) {
    for (const character of drawn) {
      const known = letters.get(character) ?? '';
      if (!known.includes(latin)) letters.set(character, known + latin);
    }
  }
  return letters;
}

/** The Latin letters that a letter or sign of another script is drawn like; undefined for every other character. */
export function drawnLike(character: string): string | undefined {
  return DRAWN.get(character);
}

/** The Latin letters that a digit or sign is read as; undefined for every other character. */
export function readLike(character: string): string | undefined {
  return READ_ALIKE[character];
}

/** A sign that people put in the place of a letter: `@`, `$`, `€`. The tokenizer takes it for the end of a word. */
export function isLetterSign(unit: number): boolean {
  switch (unit) {
    case 0x21: // !
    case 0x24: // $
    case 0x2b: // +
    case 0x40: // @
    case 0x7c: // |
    case 0xa2: // ¢
    case 0xa3: // £
    case 0xa5: // ¥
    case 0x20a9: // ₩
    case 0x20ab: // ₫
    case 0x20ac: // €
    case 0x20ad: // ₭
      return true;
    default:
      return false;
  }
}
