import type { ImageFacts } from '../image/facts.ts';
import { distanceOf } from '../image/hash/hamming.ts';
import { MIN_QUALITY } from '../image/hash/pdq.ts';
import type { ImageSlot } from '../model/listing.ts';
import type { PictureColour } from '../model/picture-colour.ts';
import type { ImageSpecRule } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';

/*
 * What marketplaces demand of a picture file, and what was measured instead.
 */

/** A demand that a picture does not meet. */
export interface Miss {
  readonly demand: keyof ImageSpecRule['when'];
  readonly limit: Bilingual;
  readonly actual: Bilingual;
}

/** A picture of a listing that was decoded. */
export interface ShownPicture {
  readonly slot: ImageSlot;
  readonly facts: ImageFacts;
  /** Its position in the listing. */
  readonly at: number;
}

/** The demands that a picture does not meet. `earlier` are the pictures that the listing shows before it. */
export function findMisses(when: ImageSpecRule['when'], facts: ImageFacts, earlier: readonly ShownPicture[]): Miss[] {
  return [...missesOfFile(when, facts), ...missesOnWhite(when, facts), ...repeats(when, facts, earlier)];
}

function missesOfFile(when: ImageSpecRule['when'], facts: ImageFacts): Miss[] {
  const longest = Math.max(facts.width, facts.height);
  const misses: Miss[] = [];
  for (const [demand, limit, missed] of [
    ['minLongestSide', when.minLongestSide, longest < (when.minLongestSide ?? 0)],
    ['maxLongestSide', when.maxLongestSide, longest > (when.maxLongestSide ?? Number.POSITIVE_INFINITY)],
  ] as const) {
    if (limit !== undefined && missed) misses.push({ demand, limit: pixels(limit), actual: pixels(longest) });
  }
  if (when.maxBytes !== undefined && facts.bytes > when.maxBytes)
    misses.push({ demand: 'maxBytes', ...sizes(when.maxBytes, facts.bytes) });
  if (when.formats !== undefined && !when.formats.map(plainFormat).includes(plainFormat(facts.format))) {
    misses.push({ demand: 'formats', limit: formats(when.formats), actual: formats([facts.format]) });
  }
  if (when.colours !== undefined && !when.colours.includes(facts.colour)) {
    misses.push({ demand: 'colours', limit: colours(when.colours), actual: colours([facts.colour]) });
  }
  return misses;
}

/** What is measured where a product stands on white, and borders. */
function missesOnWhite(when: ImageSpecRule['when'], facts: ImageFacts): Miss[] {
  const { whiteBorder, composition, border } = facts;
  const misses: Miss[] = [];
  if (when.minWhiteBorder !== undefined && whiteBorder < when.minWhiteBorder) {
    const [limit, actual] = [share(when.minWhiteBorder), share(whiteBorder, when.minWhiteBorder)];
    misses.push({ demand: 'minWhiteBorder', limit, actual });
  }
  if (when.minFill !== undefined && composition !== undefined && composition.fill < when.minFill) {
    misses.push({ demand: 'minFill', limit: share(when.minFill), actual: share(composition.fill, when.minFill) });
  }
  if (when.noLettering === true && composition !== undefined && composition.letters > 0) {
    const { letters } = composition;
    misses.push({
      demand: 'noLettering',
      limit: { en: 'no text', zh: '无文字' },
      actual: { en: `about ${letters} letters beside the product`, zh: `商品旁约 ${letters} 个字符` },
    });
  }
  if (when.noInsets === true && composition !== undefined && composition.insets > 0) {
    const { insets } = composition;
    const actual = {
      en: `${insets} smaller ${insets === 1 ? 'picture' : 'pictures'} beside the product`,
      zh: `商品旁有 ${insets} 个小图`,
    };
    misses.push({ demand: 'noInsets', limit: { en: 'no picture within the picture', zh: '无拼接小图' }, actual });
  }
  if (when.noBorder === true && border !== undefined) {
    const width = share(border.width);
    const actual = {
      en: `a border of ${width.en} of the side, ${border.colour}`,
      zh: `边框占边长 ${width.zh}，颜色 ${border.colour}`,
    };
    misses.push({ demand: 'noBorder', limit: { en: 'no border', zh: '无边框' }, actual });
  }
  return misses;
}

/** A picture that the listing has shown before. */
function repeats({ minDifference }: ImageSpecRule['when'], facts: ImageFacts, earlier: readonly ShownPicture[]): Miss[] {
  if (minDifference === undefined) return [];
  for (const { slot, facts: other } of earlier) {
    const [a, b] = [facts.hashes[0], other.hashes[0]];
    const isFile = other.sha256 === facts.sha256 && a === b;
    const isSharp = facts.quality >= MIN_QUALITY && other.quality >= MIN_QUALITY;
    const bits = isFile ? 0 : isSharp && a !== undefined && b !== undefined ? distanceOf(a, b) : 256;
    if (bits >= minDifference) continue;
    const limit = { en: 'another picture in every slot', zh: '每个图位使用不同的图片' };
    const same = { en: `the same file as ${slotName(slot).en}`, zh: `与${slotName(slot).zh}是同一文件` };
    const alike = {
      en: `the same as ${slotName(slot).en}: ${bits} of 256 bits differ`,
      zh: `与${slotName(slot).zh}相同：256 位中仅 ${bits} 位不同`,
    };
    return [{ demand: 'minDifference', limit, actual: isFile ? same : alike }];
  }
  return [];
}

function slotName(slot: ImageSlot): Bilingual {
  const number = slot === 'main' ? '' : slot.slice('other-'.length);
  return slot === 'main' ? { en: 'the main picture', zh: '主图' } : { en: `further picture ${number}`, zh: `附图 ${number}` };
}

const COLOUR_NAMES: Readonly<Record<PictureColour, Bilingual>> = {
  srgb: { en: 'sRGB', zh: 'sRGB' },
  wide: { en: 'RGB of another profile than sRGB', zh: '非 sRGB 的 RGB 配置文件' },
  grey: { en: 'greyscale', zh: '灰度' },
  cmyk: { en: 'CMYK', zh: 'CMYK' },
  lab: { en: 'Lab', zh: 'Lab' },
};

function colours(names: readonly PictureColour[]): Bilingual {
  const shown = names.map((name) => COLOUR_NAMES[name]);
  return { en: shown.map(({ en }) => en).join(', '), zh: shown.map(({ zh }) => zh).join('、') };
}

function pixels(side: number): Bilingual {
  return { en: `${side} px`, zh: `${side} 像素` };
}

const MEGABYTE = 1024 * 1024;

/** In MB, with as many decimals as it takes to tell the two apart, at most two; else in bytes. */
function sizes(limit: number, actual: number): Pick<Miss, 'limit' | 'actual'> {
  const both = (text: string): Bilingual => ({ en: text, zh: text });
  for (const decimals of [0, 1, 2]) {
    const [a, b] = [limit, actual].map((bytes) => (bytes / MEGABYTE).toFixed(decimals));
    // A limit of half a megabyte is not "1 MB".
    if (a !== b && Number(a) * MEGABYTE === limit) return { limit: both(`${a} MB`), actual: both(`${b} MB`) };
  }
  return {
    limit: { en: `${limit} bytes`, zh: `${limit} 字节` },
    actual: { en: `${actual} bytes`, zh: `${actual} 字节` },
  };
}

const ALIASES: Readonly<Record<string, string>> = { jpg: 'jpeg', tif: 'tiff' };

function plainFormat(format: string): string {
  const lower = format.toLowerCase();
  return ALIASES[lower] ?? lower;
}

function formats(names: readonly string[]): Bilingual {
  const shown = [...new Set(names.map(plainFormat))].map((name) => (name === 'webp' ? 'WebP' : name.toUpperCase()));
  return { en: shown.join(', '), zh: shown.join('、') };
}

/** In percent, cut off rather than rounded, so that a share below the limit never reads like the limit. */
function share(value: number, limit?: number): Bilingual {
  const percent = (decimals: number): number => Math.floor(value * 100 * 10 ** decimals + 1e-9) / 10 ** decimals;
  const shown = limit !== undefined && percent(1) >= Math.floor(limit * 1000) / 10 ? percent(3) : percent(1);
  return { en: `${shown}%`, zh: `${shown}%` };
}
