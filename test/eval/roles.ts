import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BRAND_USES, type BrandUse } from '../../src/model/evidence.ts';
import { FIELD_ORDER } from '../../src/model/listing.ts';
import type { Sample } from './detector.ts';
import { readTable } from './labels.ts';

/*
 * Wordings of sellers by language and role: `roles/<language>.tsv`. `[[…]]` is the word to be judged; `{lux}` inside it is filled with
 * marks of that kind, two cases a wording.
 */

/** A text with a word in it and the role that a reader gives it. */
export interface RoleCase extends Sample {
  readonly language: string;
  readonly role: BrandUse;
  readonly match: string;
  readonly start: number;
  readonly end: number;
  /** The wording it was made of, the same for cases that differ only in the mark. */
  readonly wording: string;
}

/** Marks by kind; the endings name the script. */
const FILLERS: Readonly<Record<string, readonly string[]>> = {
  lux: ['Gucci', 'Chanel', 'Prada', 'Dior', 'Louis Vuitton', 'Hermès', 'Burberry', 'Versace'],
  luxja: ['グッチ', 'シャネル', 'プラダ', 'ディオール', 'ルイヴィトン', 'エルメス'],
  luxzh: ['古驰', '香奈儿', '普拉达', '迪奥', '路易威登', '爱马仕'],
  luxko: ['구찌', '샤넬', '프라다', '디올', '루이비통', '에르메스'],
  sport: ['Nike', 'Adidas', 'New Balance', 'Reebok', 'Under Armour', 'Skechers'],
  sportja: ['ナイキ', 'アディダス', 'ニューバランス'],
  sportzh: ['耐克', '阿迪达斯', '新百伦'],
  sportko: ['나이키', '아디다스', '뉴발란스'],
  phone: ['iPhone', 'Samsung Galaxy', 'Xiaomi', 'Huawei', 'Google Pixel'],
  phonezh: ['苹果', '华为', '小米', '三星'],
  phoneko: ['아이폰', '갤럭시'],
  vac: ['Dyson', 'Bissell', 'Roomba', 'Bosch'],
  vacja: ['ダイソン', 'マキタ', 'ルンバ'],
  vaczh: ['戴森', '飞利浦', '博世'],
  vacko: ['다이슨', '필립스'],
  tool: ['DeWalt', 'Makita', 'Bosch', 'Milwaukee'],
  toolzh: ['牧田', '博世', '得伟'],
  printer: ['HP', 'Epson', 'Canon', 'Brother'],
  car: ['BMW', 'Audi', 'Volkswagen', 'Toyota', 'Mercedes-Benz'],
  carzh: ['宝马', '奥迪', '奔驰', '特斯拉'],
  ear: ['AirPods', 'Bose', 'Sennheiser', 'JBL'],
  watch: ['Rolex', 'Cartier', 'Patek Philippe', 'Audemars Piguet'],
  watchzh: ['劳力士', '卡地亚', '欧米茄'],
  console: ['PlayStation', 'Xbox', 'Nintendo Switch'],
  coffee: ['Nespresso', 'Keurig'],
  toy: ['LEGO', 'Barbie', 'Funko'],
  char: ['Pokemon', 'Harry Potter', 'Hello Kitty', 'Minecraft', 'Peppa Pig', 'Spiderman'],
  charja: ['ポケモン', 'ハローキティ', 'ドラえもん', 'ディズニー'],
  charzh: ['宝可梦', '凯蒂猫', '哆啦A梦', '迪士尼'],
  charko: ['포켓몬', '헬로키티', '도라에몽', '디즈니'],
};
const FILLS = 2;

/** Reads every language's wordings and fills them. */
export function readRoleCases(folder: string): RoleCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.tsv'))
    .sort()
    .flatMap((file) =>
      readTable(readFileSync(join(folder, file), 'utf8')).flatMap((row, i) => fillRow(file.slice(0, -4), row, i)),
    );
}

function fillRow(language: string, row: ReadonlyMap<string, string>, i: number): RoleCase[] {
  const wording = row.get('text') ?? '';
  const role = BRAND_USES.find((use) => use === row.get('role'));
  const field = FIELD_ORDER.find((name) => name === row.get('field'));
  const slot = /\[\[(?:\{(\w+)\}|([^\]]+))\]\]/.exec(wording);
  if (role === undefined || field === undefined || slot === null) throw new RangeError(`${language}: cannot read "${wording}"`);
  const fillers = slot[1] === undefined ? [slot[2] ?? ''] : FILLERS[slot[1]];
  if (fillers === undefined) throw new RangeError(`${language}: no marks for {${slot[1]}}`);
  const brand = row.get('brand') || undefined;
  return Array.from({ length: Math.min(FILLS, fillers.length) }, (_, k) => {
    const match = fillers[(i * FILLS + k) % fillers.length] ?? '';
    const text = wording.replace(slot[0], () => match);
    return {
      language,
      role,
      field,
      text,
      match,
      wording,
      start: slot.index,
      end: slot.index + match.length,
      ...(brand === undefined ? {} : { brand }),
    };
  });
}
