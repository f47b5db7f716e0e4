import type { MarkRow } from '../../src/lexicon/mark-table.ts';
import { Random } from '../bench/random.ts';
import { FOREIGN_PHRASES, NORMAL_GOODS, NORMAL_TRAITS, NORMAL_USES } from './control-phrases.ts';
import type { Sample } from './detector.ts';
import { formsOf } from './obfuscation.ts';
import { commonWords, englishWords, LANGUAGES, spokenWords } from './word-lists.ts';

/*
 * Texts without a mark that look like a disguised or misspelt one. An alarm in any of them is false.
 */

/** A text that holds no mark. */
export interface Control extends Sample {
  readonly family: string;
}

const AROUND_WORD = [
  'Funny {x} print wall art poster for living room',
  'Handmade {x} gift box with ribbon',
  'Set of 2 {x} pattern cushion covers, cotton',
  '{x} design notebook, lined, 120 pages',
  'Soft blanket with {x} motif, machine washable',
  'How to {x}: a guide book with pictures',
];
const ENGLISH_FALSE_FRIENDS =
  'pineapple grapefruit stagecoach cornstarch gapless overhead snapdragon jeepney diesel tidewater dovetail downhill dawning armoire chancel channel canal coaching couch roach nice mike bike hike spike garden gardening vitamin vitamins matte mattress laser lasers phone phones watch watches marble marvellous marvelous barber barbecue legion leggings yet rollers rolled sonny sonic boss bosses bows goose loose hermit hermetic prado parade proud puny pumas vase canvas canvases zero zebra zircon fossil fossils guess guessing oval ovals oxide ugly hugs mugs barkless targets targeted cannon canyon nickel nickname niche visor vise advice device devices spanish spandex pamper hampered pampering kindly kindling candle handle bumble humble tumble thunder tender lender sender bender render gender renderer gripper zipper zippers zip clipper slipper tipper fan fans pan pans span spans'.split(
    ' ',
  );
const CHEMICALS =
  'H2O CO2 H2SO4 NaHCO3 CaCO3 N2O4 TiO2 SiO2 Al2O3 ZnO Fe2O3 C6H12O6 NaCl KCl NH4NO3 CH3COOH C2H5OH LiFePO4 Ni-MH LiCoO2 PbO2 MgSO4 K2CO3 HClO3 5-HTP L-theanine omega-3 vitamin-B12 coenzyme-Q10 alpha-GPC D3K2 EDTA PTFE-free BPA-free polyester-6 nylon-66'.split(
    ' ',
  );
const ACRONYMS =
  'LED LCD DIY USA UK EU BPA FDA-free UV UPF50 SPF30 PU PVC ABS TPU EVA HEPA RGB IP67 IPX7 AC DC PSI RPM BTU CFM GPS RFID NFC OTG OEM ODM SKU MOQ FAQ ASAP XXL XXXL XS A4 A5 B5 DPI PPI OLED TFT SMD COB PWM CNC PLA PETG'.split(
    ' ',
  );
const SPACED = [
  'A B C D E F alphabet learning cards for kids',
  'Made in the U.S.A. stainless steel flask',
  'D.I.Y. craft kit for adults',
  'Sizes S M L X L available, see chart',
  'R G B light strip, 5 m',
  'L E D bulb, warm white, pack of 4',
  'Letter stickers A-B-C-D-E-F-G, self adhesive',
  'Size: S / M / L / X L / X X L',
  'Do-re-mi-fa-so-la-ti music flash cards',
  'Vitamin A, B, C, D, E, K complex',
  'Keyboard letters Q W E R T Y replacement stickers',
  'A.M. and P.M. pill organizer',
  'P.S. I love you mug',
  'Initials necklace letter A B C D E F G H I J K',
  'Spelling toy: C A T, D O G, S U N, H A T',
  'N E W arrivals: cotton summer dress',
  'S A L E now on: garden chairs',
  'V-neck, A-line, U-shape dresses',
  'F R E E shipping on kitchen towels',
  'W x D x H: 10 x 20 x 30 cm',
  'i n c l u d e s 2 pillow cases',
  'H O M E wooden letters for wall',
  'L O V E balloons, gold foil',
  'M A M A necklace, gold plated letters',
  'H-A-P-P-Y B-I-R-T-H-D-A-Y banner',
  'T.H.A.N.K. Y.O.U. cards pack of 50',
  'B_A_B_Y shower decoration letters',
  'R.I.P. tombstone yard sign',
  'E.U. plug adapter, 2 pieces',
  'Q.C. passed sticker roll, 500 pieces',
];
const DECORATED_WORDS =
  'WATERPROOF PREMIUM QUALITY DURABLE LIGHTWEIGHT PORTABLE ORGANIC COTTON STAINLESS STEEL BREATHABLE REUSABLE WASHABLE FOLDABLE ADJUSTABLE UNIVERSAL MULTIFUNCTIONAL SATISFACTION GUARANTEED PERFECT GIFT EASY INSTALLATION'.split(
    ' ',
  );
const JOINED =
  'waterbottle giftbox phonecase keychain bedsheets toothbrush hairdryer lunchbox handbags eyeglasses raincoat dogbed catlitter babybottle gardenhose yogamat kidsroom wallclock coffeemug teapot sunhat socksset airfryer pencilcase backpackgirls runningbelt swimsuitwomen homedecor partyfavors birthdaygift christmastree'.split(
    ' ',
  );

/** Makes the controls. */
export function makeControls(marks: readonly MarkRow[], seed = 12): Control[] {
  const random = new Random(seed);
  const all: Control[] = [];
  const add = (family: string, texts: Iterable<string>): void => {
    for (const text of texts) all.push({ family, field: all.length % 4 === 3 ? 'search-terms' : 'title', text });
  };
  const near = nearWords(marks);
  add(
    'English words one edit from a mark',
    near.english.map((word) => around(word, random)),
  );
  add(
    'foreign words one edit from a mark',
    near.foreign.map((word) => around(word, random)),
  );
  add(
    'words that hold or resemble a mark',
    ENGLISH_FALSE_FRIENDS.map((word) => around(word, random)),
  );
  add(
    'model numbers',
    times(260, () => random.pick(MODEL_CARRIERS).replace('{x}', modelNumber(random))),
  );
  add(
    'sizes and units',
    times(200, () => random.pick(SIZE_CARRIERS).replace('{x}', size(random))),
  );
  add('foreign texts', FOREIGN_PHRASES);
  add(
    'single foreign words',
    LANGUAGES.flatMap((language) => foreignWords(language, marks, random)),
  );
  add('letters apart', SPACED);
  add(
    'chemicals',
    CHEMICALS.map((name) => random.pick(CHEMICAL_CARRIERS).replace('{x}', name)),
  );
  add(
    'acronyms',
    times(120, () => `${random.pick(ACRONYMS)} ${normalTitle(random)} ${random.pick(ACRONYMS)}`),
  );
  add(
    'decorated everyday words',
    times(160, () => `${decorate(random.pick(DECORATED_WORDS), random)} ${normalTitle(random)}`),
  );
  add(
    'joined everyday words',
    JOINED.flatMap((word) => [`${word} for women and men, ${normalTitle(random)}`, `#${word} #gift #sale`]),
  );
  add(
    'prices, signs, hashtags',
    times(60, () => random.pick(SIGN_CARRIERS).replace('{x}', String(1 + random.below(99)))),
  );
  add(
    'normal titles',
    times(360, () => normalTitle(random)),
  );
  return all;
}

const MODEL_CARRIERS = [
  'Replacement battery {x} 7.4V 2600mAh',
  'Power supply {x} 12V 2A adapter',
  '{x} bearing, 10 pieces, chrome steel',
  'Water filter cartridge {x} for kitchen tap',
  'Graphics cooler fan {x} 4 pin',
  'Drive belt {x} rubber, black',
  'Item no. {x}, desk lamp with clamp',
  '{x} resistor kit, 600 pieces',
];
const SIZE_CARRIERS = [
  'Picture frame {x}, black wood',
  'Storage box {x} with lid',
  'Curtain {x} grey blackout',
  'Screws {x} zinc plated, 50 pcs',
  'Cable {x} nylon braided',
  'Plastic bags {x} clear, pack of 100',
  'Rug {x} washable, beige',
];
const CHEMICAL_CARRIERS = [
  '{x} test strips for water, 50 count',
  'Lab grade {x} powder 500 g',
  '{x} capsules, 90 count, vegan',
  'Model kit molecule {x} for school',
];
const SIGN_CARRIERS = [
  'Only $ {x}.99 today! Cotton socks 5 pairs',
  'Save {x}% @ checkout, kitchen towels',
  '#gift #birthday #party{x} paper straws',
  '100% satisfaction! {x}$ coupon, garden gloves',
  'Follow us @ our store for {x} new scarves',
  'C++ programmer mug, {x} oz',
  'Wi-Fi 6 router stand, {x} pcs',
  'Buy 1 get 1 free!!! {x} hair clips',
  '2in1 / 3in1 / {x}in1 tool holder',
  '4x4 off-road decals {x} pcs',
];

function times(count: number, make: () => string): string[] {
  return Array.from({ length: count }, make);
}

function around(word: string, random: Random): string {
  return random.pick(AROUND_WORD).replace('{x}', () => word);
}

function modelNumber(random: Random): string {
  const letters = (count: number): string =>
    Array.from({ length: count }, () => random.pick([...'ABCDEFGHKLMNPRSTVWXZ'])).join('');
  const digits = (count: number): string => String(10 ** (count - 1) + random.below(9 * 10 ** (count - 1)));
  return random.pick([
    () => `${letters(2)}${digits(4)}`,
    () => `${letters(3)}-${digits(3)}${letters(1)}`,
    () => `${letters(1)}${digits(2)}${letters(1)}${digits(1)}`,
    () => `${digits(2)}${letters(2)}${digits(2)}`,
    () => `${letters(1)}${digits(1)}${letters(1)}${digits(1)}${letters(1)}${digits(1)}`,
    () => `B0${digits(1)}${letters(3)}${digits(2)}${letters(2)}`,
    () =>
      `${random.pick(['mp3', 'mp4', 'h264', 'x264', 'RTX4090', 'GTX1080', 'RX6800', 'i5', 'E27', 'GU10', 'AAA', 'CR2032', 'LR44', '18650', '6203-2RS', 'M8x20', '4x4', '8x42', '2x4', 'T8', 'R32'])}`,
    () => `${letters(4)}${digits(2)}`,
  ])();
}

function size(random: Random): string {
  const n = (): number => 1 + random.below(99);
  return random.pick([
    () => `${n()}x${n()}cm`,
    () => `${n()}x${n()}x${n()} mm`,
    () => `${n()}.5mm`,
    () => `${n()}ft x ${n()}ft`,
    () => `${n()}"x${n()}"`,
    () => `${n()}oz/${n()}ml`,
    () => `M${n()}x${n()}`,
    () => `${n()}L`,
    () => `${n()}pcs/lot`,
    () => `1/${n()}"`,
    () => `${n()}m\u00b2`,
  ])();
}

function normalTitle(random: Random): string {
  return `${random.pick(NORMAL_TRAITS)} ${random.pick(NORMAL_GOODS)} ${random.pick(NORMAL_USES)}`;
}

/** Everyday words in letters that people use to be noticed. */
function decorate(word: string, random: Random): string {
  const shift = (base: number): string => [...word].map((c) => String.fromCodePoint(base + c.charCodeAt(0) - 0x41)).join('');
  return random.pick([
    () => shift(0x1d5d4),
    () => shift(0x1d400),
    () => shift(0xff21),
    () => shift(0x24b6),
    () => word.toLowerCase().replace(/^(..)/, '$1\u200b'),
    () => word.toLowerCase().replace(/^(...)/, '$1\u00ad'),
    () => `<b>${word}</b>`,
    () => `${word.slice(0, 2)}<b>${word.slice(2)}</b>`,
    () => [...word].join(' '),
    () => word.replace('A', '4').replace('E', '3'),
    () => `\u2605${word}\u2605`,
    () => word.toLowerCase().replace('e', 'é'),
  ])();
}

/** Thirty everyday words of a language in pairs, each between words that say nothing. */
function foreignWords(language: (typeof LANGUAGES)[number], marks: readonly MarkRow[], random: Random): string[] {
  const forms = new Set(formsOf(marks));
  const words = commonWords(language)
    .slice(200, 4000)
    .filter((word) => word.length > 3 && !forms.has(word));
  return times(30, () => `${random.pick(words)} ${random.pick(words)} ${random.pick(words)} ${random.pick(words)}`);
}

/** Everyday words that differ from a mark of the first two tiers by one letter, and are neither a mark nor its plural. */
function nearWords(marks: readonly MarkRow[]): { readonly english: string[]; readonly foreign: string[] } {
  const forms = new Set(formsOf(marks));
  const single = [...new Set(formsOf(marks.filter((row) => row.tier <= 2 && row.kind !== 'generic')))].filter((form) =>
    /^[a-z]{4,}$/.test(form),
  );
  const byDelete = new Map<string, Set<string>>();
  for (const form of single) for (const key of deletes(form)) byDelete.set(key, (byDelete.get(key) ?? new Set()).add(form));
  const near = (word: string): boolean =>
    /^\p{L}{4,}$/u.test(word) &&
    !forms.has(word) &&
    ![word.replace(/s$/, ''), word.replace(/es$/, '')].some((stem) => forms.has(stem)) &&
    deletes(word).some((key) => [...(byDelete.get(key) ?? [])].some((form) => oneEdit(word, form)));
  const dictionary = englishWords();
  const english = [...new Set(spokenWords(15_000))].filter((word) => dictionary.has(word) && near(word));
  const foreign = [...new Set(LANGUAGES.flatMap((language) => commonWords(language).slice(0, 4000)))].filter(
    (word) => !dictionary.has(word) && near(word),
  );
  return { english: english.slice(0, 420), foreign: foreign.slice(0, 300) };
}

function deletes(word: string): string[] {
  return [word, ...Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))];
}

/** One letter more, less, other, or two neighbours in each other's place. */
function oneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && a[head] === b[head]) head++;
  const rest = (word: string, by: number): string => word.slice(head + by);
  return (
    rest(a, 1) === rest(b, 1) ||
    rest(a, 1) === rest(b, 0) ||
    rest(a, 0) === rest(b, 1) ||
    (a[head] === b[head + 1] && a[head + 1] === b[head] && rest(a, 2) === rest(b, 2))
  );
}
