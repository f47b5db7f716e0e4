import { type Bilingual, type Lang, render, type Slots } from '../model/text.ts';
import type { TracedPicture } from '../model/trace-report.ts';

/*
 * Every word of a trace but those about dates, in both languages.
 */

const WORDS = {
  copied: { en: 'It has something of ours.', zh: '页面含有我方内容。' },
  notCopied: { en: 'Nothing of ours was found.', zh: '未发现我方内容。' },
  ours: { en: 'ours', zh: '我方' },
  theirs: { en: 'theirs', zh: '对方' },
  brand: { en: 'our brand word', zh: '我方品牌词' },
  canary: { en: 'canary word', zh: '暗记词' },
  inText: { en: 'in what visitors read', zh: '出现在页面正文' },
  inSource: { en: 'in the code of the page only', zh: '仅出现在页面源码' },
  unseen: { en: '(only in the data of the page, not in what visitors read)', zh: '（只在页面数据中，访客看不到）' },
  samePicture: { en: 'the same picture', zh: '同一张图片' },
  relatedPicture: { en: 'perhaps related, a person must decide', zh: '可能相关，需人工判断' },
  theirsWhole: {
    en: '(theirs shows more than ours: ask who has the original)',
    zh: '（对方的图画面更多，请核实原图在谁手里）',
  },
  theirPicture: { en: 'their picture {number}', zh: '对方图片 {number}' },
  listingWords: {
    en: '{copied} of {words} words ({share}%) stand in their page.',
    zh: '共 {words} 个词，其中 {copied} 个（{share}%）出现在对方页面。',
  },
  twins: { en: '{count} more listings of ours have the same text.', zh: '我方另有 {count} 个 Listing 文案完全相同。' },
  equalWords: { en: '{equal} of {words} words the same', zh: '{words} 个词中 {equal} 个相同' },
  morePassages: {
    en: '… and {count} more passages (--format json, --out)',
    zh: '……另有 {count} 处文字（见 --format json 或 --out）',
  },
  moreListings: { en: '… and {count} more listings of ours', zh: '……另有 {count} 个我方 Listing' },
  moreDates: {
    en: '… and {count} more dates (--format json, --out)',
    zh: '……另有 {count} 个日期（见 --format json 或 --out）',
  },
  dates: { en: 'Who says what about when', zh: '日期对照' },
  leadBefore: { en: 'at least {count} days before theirs', zh: '至少早于对方 {count} 天' },
  leadAfter: { en: 'at least {count} days after ours', zh: '至少晚于我方 {count} 天' },
  leadOursLate: { en: 'at least {count} days AFTER theirs', zh: '至少晚于对方 {count} 天（对我方不利）' },
  leadTheirsEarly: { en: 'at least {count} days BEFORE ours', zh: '至少早于我方 {count} 天（对我方不利）' },
  leadNone: { en: 'less than a day apart', zh: '相差不足一天，无法判断' },
  compared: {
    en: 'Compared with {listings} listings and {all} pictures of ours ({pictures} closely, {hashed} by the look of the whole).',
    zh: '比对范围：我方 {listings} 个 Listing、{all} 张图片（细致比对 {pictures} 张，按整图指纹比对 {hashed} 张）。',
  },
  picturesLeft: {
    en: '{rest} pictures of listings without a copied word were left out; --all-pictures compares them too.',
    zh: '另有 {rest} 张图片所属的 Listing 没有文字雷同，未比对；用 --all-pictures 可全部比对。',
  },
  advice: {
    en: 'What is told here are facts to look at, not legal advice. A date that a page claims proves only that it claims it.',
    zh: '以上只是供核实的事实，不构成法律意见。页面自称的日期只能证明它这样写。',
  },
  folder: {
    en: 'Evidence folder {folder}: {files} files. SHA-256 of its SHA256SUMS: {digest}',
    zh: '证据文件夹 {folder}：{files} 个文件。SHA256SUMS 的 SHA-256：{digest}',
  },
  keepDigest: {
    en: 'Send yourself this number by mail today: it shows later that nothing was changed since.',
    zh: '建议今天就把这串数字用邮件发给自己，日后可证明内容未被改动。',
  },
} as const;
/** The name of a phrase. */
export type TracePhrase = keyof typeof WORDS;

/** The phrases as they are, for those without slots. */
export const PHRASES: Readonly<Record<TracePhrase, Bilingual>> = WORDS;

/** A phrase with its slots filled. */
export function tellTrace(lang: Lang, phrase: TracePhrase, slots: Slots = {}): string {
  return render(PHRASES[phrase], slots, lang);
}

/** What to tell of an address that a person gave for a saved page. */
export function tellStated(url: string): Bilingual {
  return {
    en: `Stood at ${url}, says whoever traced it; this address was not asked.`,
    zh: `操作人称该页面的网址为 ${url}；本程序没有访问过该网址。`,
  };
}

/** Whether their picture shows more than ours, as an original would. */
export function showsMore({
  original,
  transform: { shown, taken, framed },
}: Pick<TracedPicture, 'original' | 'transform'>): boolean {
  return framed !== true && (original === 'theirs' ? shown < 0.97 : shown > 0.97 && taken < 0.9);
}
