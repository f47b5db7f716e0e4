import { hashWord } from '../model/words.ts';
import type { FieldText } from './field-text.ts';
import { foldPlain } from './fold.ts';
import { hasHangul, hasUnspaced } from './units.ts';

/*
 * Words by which the variants of one product differ: colours, sizes, amounts. Listings that differ in nothing else are the same product;
 * listings that differ in a model number are not.
 */

const WORDS: readonly string[] = [
  `black white red blue green yellow orange purple pink brown grey gray beige gold golden silver navy teal turquoise khaki ivory cream
   transparent clear multicolor multicolour multi colored coloured rose burgundy lilac lavender mint coral charcoal olive magenta cyan
   dark light bright color colour colors colours`,
  `schwarz weiss weiß rot blau grün gelb lila violett rosa braun grau gold silber türkis bunt durchsichtig dunkel hell dunkelblau hellblau
   dunkelgrau hellgrau farbe`,
  'noir noire blanc blanche rouge bleu bleue vert verte jaune violet violette rose marron gris grise doré argent argenté couleur clair foncé',
  'negro negra blanco blanca rojo roja azul verde amarillo amarilla naranja morado morada rosa marrón gris dorado plata color claro oscuro',
  'nero nera bianco bianca rosso rossa blu verde giallo gialla arancione viola rosa marrone grigio grigia oro argento colore',
  'preto preta branco branca vermelho vermelha azul verde amarelo amarela laranja roxo rosa marrom cinza dourado prata cor',
  'zwart wit rood blauw groen geel oranje paars roze bruin grijs goud zilver kleur czarny biały czerwony niebieski zielony żółty szary',
  'siyah beyaz kırmızı mavi yeşil sarı turuncu mor pembe kahverengi gri renk hitam putih merah biru hijau kuning',
  `黑色 白色 红色 蓝色 绿色 黄色 橙色 紫色 粉色 粉红色 棕色 咖啡色 灰色 金色 银色 米色 黑 白 红 蓝 绿 黄 橙 紫 粉 灰 深 浅 深蓝 浅蓝 深灰 浅灰 透明`,
  'ブラック ホワイト レッド ブルー グリーン イエロー オレンジ パープル ピンク ブラウン グレー ゴールド シルバー ネイビー ベージュ 黒 白 赤 青 緑',
  '블랙 화이트 레드 블루 그린 옐로우 핑크 그레이 브라운 골드 실버 네이비 베이지 검정 흰색 빨강 파랑',
  `xs s m l xl xxl xxxl 2xl 3xl 4xl 5xl small medium large extra mini size sizes größe klein mittel groß taille petit petite moyen grand
   grande talla pequeño mediano taglia piccolo medio tamanho maat klein groot rozmiar beden 小号 中号 大号 加大 均码 サイズ`,
  `pack packs pcs pc piece pieces set sets count pair pairs stück teilig paar packung pièces lot piezas unidades pezzi peças stuks sztuk adet
   个 件 只 支 条 套 双 片 包 装 セット 個 枚 本 개 세트`,
];
/** Words behind a number that say what it counts. */
const UNITS = `mm cm m km in inch inches ft feet foot yd yard yards zoll pouces pulgadas pollici g kg mg lb lbs oz ounce ounces pound pounds ml l
  liter liters litre litres cl gal gallon gallons qt quart pint w watt watts v volt volts mah ah gb tb mb pack packs pcs pc piece pieces set sets
  count ct pair pairs x stück teilig paar sheets rolls bags 毫米 厘米 米 克 千克 公斤 毫升 升 个 件 只 支 条 套 双 片 包 寸 英寸 個 枚 本`;
/** A number with its unit in one word: `500ml`, `3pcs`. */
const MEASURE =
  /^\d+(?:[.,]\d+)?(?:mm|cm|m|km|in|inch|ft|yd|g|kg|mg|lbs?|oz|ml|cl|l|gal|qt|w|v|mah|ah|gb|tb|mb|packs?|pcs?|pieces?|sets?|ct|x|er|pk)$/i;

interface Tables {
  readonly variant: ReadonlySet<number>;
  readonly units: ReadonlySet<number>;
}

let tables: Tables | undefined;

function openTables(): Tables {
  tables ??= { variant: idsOf(WORDS.join(' ')), units: idsOf(UNITS) };
  return tables;
}

function idsOf(list: string): ReadonlySet<number> {
  // The ids that a text gives them, without the detour through the words of a text: it would open the platform's word breaker at every start.
  return new Set(list.split(/\s+/).map((word) => hashWord(foldPlain(word))));
}

/** What a word of a title tells: nothing beyond the kind of goods, which variant it is, or which product (a model number). */
export const WORD_ROLE = { plain: 0, variant: 1, model: 2 } as const;

/** Words between a pack and its number: `pack of 3`. */
const JOINTS: ReadonlySet<number> = new Set(['of', 'de', 'mit', 'con', 'a'].map(hashWord));

/** `500ml` tells the variant, `X200` the product; most words are no codes. */
function roleOfCode(source: string, start: number, end: number): number {
  if (!hasDigit(source, start, end)) return WORD_ROLE.plain;
  return MEASURE.test(source.slice(start, end)) ? WORD_ROLE.variant : WORD_ROLE.model;
}

function hasDigit(source: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const unit = source.charCodeAt(i);
    if ((unit >= 48 && unit <= 57) || unit >= 0xff10) return true;
  }
  return false;
}

/** Words of a text with what they were read from; all arrays have `count` entries. */
export interface PlainWords {
  readonly text: string;
  readonly count: number;
  readonly ids: Int32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** A field's words: those that the other detectors use too, but where a script has no spaces the words that a reader sees. */
export function plainWords(field: FieldText): PlainWords {
  const { text } = field.folded;
  if (hasUnspaced(text) || hasHangul(text)) return { text: field.field.text, ...field.copyWords };
  const { count, hashes, starts, ends } = field.tokens;
  return { text, count, ids: hashes, starts, ends };
}

/** The role of every word. */
export function wordRoles({ text, count, ids, starts, ends }: PlainWords): Uint8Array {
  const { variant, units } = openTables();
  const roles = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const id = ids[i] ?? 0;
    const follows = i > 0 && roles[i - 1] === WORD_ROLE.variant;
    if (isNumber(text, starts[i] ?? 0, ends[i] ?? 0)) {
      const counts = i + 1 < count && units.has(ids[i + 1] ?? 0);
      roles[i] = counts || follows ? WORD_ROLE.variant : WORD_ROLE.model;
      if (counts) roles[++i] = WORD_ROLE.variant;
    } else if (variant.has(id) || (follows && JOINTS.has(id))) roles[i] = WORD_ROLE.variant;
    else roles[i] = roleOfCode(text, starts[i] ?? 0, ends[i] ?? 0);
  }
  return roles;
}

/** Digits, with the points and commas between them. */
function isNumber(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if ((unit < 48 || unit > 57) && unit !== 44 && unit !== 46) return false;
  }
  return true;
}
