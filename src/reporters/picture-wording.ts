import { describeTransform, type PictureRelation } from '../model/picture-comparison.ts';
import { type Lang, render, type Slots } from '../model/text.ts';

/*
 * Every word of the comparison of two pictures, in both languages.
 */

const PHRASES = {
  heading: { en: '{a} and {b}', zh: '{a} 与 {b}' },
  title: { en: 'Comparison of two pictures', zh: '两张图片比对' },
  left: { en: 'Picture A:', zh: '图片 A：' },
  right: { en: 'Picture B:', zh: '图片 B：' },
  size: { en: '{width} × {height} pixels', zh: '{width} × {height} 像素' },
  nothing: { en: 'Nothing in common was found.', zh: '未发现相同内容。' },
  copy: { en: 'The same picture', zh: '同一张图片' },
  related: { en: 'Perhaps related, a person must decide', zh: '可能相关，需要人工判断' },
  exact: { en: 'the files are equal, byte by byte', zh: '文件逐字节相同' },
  hash: { en: 'alike as a whole', zh: '整体画面一致' },
  geometry: { en: 'the same details in the same arrangement', zh: '相同的细节以相同的位置关系出现' },
  seenFrom: { en: 'seen from {side} as the original: {how}', zh: '以{side}为原图：{how}' },
  bits: { en: '{distance} of 256 bits of the hashes differ', zh: '感知哈希 256 位中有 {distance} 位不同' },
  details: { en: '{inliers} details lie where they must', zh: '{inliers} 个细节位置吻合' },
  corners: {
    en: 'The outlined region is what both pictures show; corners of one colour belong together.',
    zh: '框线内是两图共有的画面，颜色相同的角点互相对应。',
  },
  madeBy: {
    en: 'Made by preclear. A picture in common is a fact to look at, not a verdict.',
    zh: '由 preclear 生成。画面相同只是线索，是否侵权请人工判断。',
  },
} as const;

/** A phrase of the comparison, with its slots filled. */
export function tellPicture(lang: Lang, phrase: keyof typeof PHRASES, slots: Slots = {}): string {
  return render(PHRASES[phrase], slots, lang);
}

/** What was done, and from which of the two pictures one would have to start. */
export function tellTransform({ transform, original }: PictureRelation, lang: Lang): string {
  const side = { a: { en: 'A', zh: '图片 A ' }, b: { en: 'B', zh: '图片 B ' } }[original][lang];
  return tellPicture(lang, 'seenFrom', { side, how: describeTransform(transform)[lang] });
}
