import type { Because } from '../model/evidence.ts';
import { type Bilingual, type Lang, render } from '../model/text.ts';

/** Codes of `evidence.because` as sentences. `{words}` is what the evidence rests on. */
const SENTENCES: Readonly<Record<string, Bilingual>> = {
  'copied-verbatim': {
    en: '{words} words are the same as there, in the same order',
    zh: '有 {words} 个词与对方完全相同，顺序也一样',
  },
  'copied-reworded': {
    en: '{words} words stand there too, in nearly the same order; only some were changed',
    zh: '有 {words} 个词与对方相同，顺序也基本一致，只改动了个别词',
  },
  'copied-disguise': {
    en: 'letters were swapped for look-alikes or digits, or split by invisible characters (“{words}”), which nobody does by chance: it looks like intent',
    zh: '“{words}”中用了形近字母、数字或不可见字符，不可能是偶然，会被视为故意规避',
  },
  'copied-disguised-words': { en: 'disguised words: {words}', zh: '经过伪装的词：{words} 个' },
  'copied-fields': { en: 'the same source was used in {words} fields', zh: '有 {words} 个字段用了同一来源的文字' },
  'everyday-phrase': { en: 'it is part of the everyday phrase “{words}”', zh: '它是日常用语“{words}”的一部分' },
  'everyday-word': {
    en: 'it is also an everyday word, and too little around it points to the brand',
    zh: '它也是日常词汇，上下文不足以说明指的是该品牌',
  },
  'generic-word': { en: 'it has become a generic word', zh: '它已成为通用名称' },
  'model-code': { en: 'it is part of an article number', zh: '它是货号或型号的一部分' },
  'distinct-mark': { en: 'written like this it can mean nothing but the brand', zh: '这种写法只可能指该品牌' },
  supported: {
    en: 'it could be an everyday word, but the text around it points to the brand',
    zh: '虽然也可能是日常词汇，但上下文表明指的是该品牌',
  },
  vertical: { en: 'the listing sells what the brand is known for', zh: '该 Listing 的品类正是此品牌的经营品类' },
  noun: { en: 'next to it stands “{words}”, which the brand makes', zh: '旁边的“{words}”正是该品牌的产品' },
  sibling: { en: 'another brand of {words} stands in the same listing', zh: '同一 Listing 中还出现了 {words} 的其他品牌' },
  sign: { en: 'a ™ or ® stands behind it', zh: '后面带有 ™ 或 ® 标志' },
  disguise: { en: 'it is written so that a plain search does not find it', zh: '采用了规避搜索的写法' },
  first: { en: 'it is the first word of the title, where the brand stands', zh: '它位于标题开头，通常是品牌的位置' },
  model: { en: 'the model number “{words}” follows', zh: '后面紧跟型号“{words}”' },
  said: { en: '“{words}” right beside it speaks about a brand', zh: '紧挨着的“{words}”是在谈论品牌' },
  cue: { en: 'the words next to it speak about a brand', zh: '相邻词语是在谈论品牌' },
  'imitation-cue-before': {
    en: '“{words}” before it says that the product imitates the brand',
    zh: '前面的“{words}”表示仿冒该品牌',
  },
  'imitation-cue-after': {
    en: '“{words}” behind it says that the product imitates the brand',
    zh: '后面的“{words}”表示仿冒该品牌',
  },
  'comparison-cue-before': {
    en: '“{words}” before it compares the product with the brand',
    zh: '前面的“{words}”把产品与该品牌相比',
  },
  'comparison-cue-after': {
    en: '“{words}” behind it compares the product with the brand',
    zh: '后面的“{words}”把产品与该品牌相比',
  },
  'authenticity-cue-before': { en: '“{words}” before it says that the product is genuine', zh: '前面的“{words}”声称是正品' },
  'authenticity-cue-after': { en: '“{words}” behind it says that the product is genuine', zh: '后面的“{words}”声称是正品' },
  'compatible-cue-before': { en: '“{words}” before it says what the product fits', zh: '前面的“{words}”说明的是适配对象' },
  'compatible-cue-after': { en: '“{words}” behind it says what the product fits', zh: '后面的“{words}”说明的是适配对象' },
  'compatible-cue-postposed': { en: '“{words}” behind it says what the product fits', zh: '后面的“{words}”说明的是适配对象' },
  'compatible-for': { en: '“{words}” before it may say what the product fits', zh: '前面的“{words}”可能说明的是适配对象' },
  'accessory-noun': {
    en: 'next to it stands “{words}”, a thing that is made to fit the products of brands',
    zh: '旁边的“{words}”是配套用品，品牌词说明的是适配对象',
  },
  'imitation-cue-near': {
    en: '“{words}” in the same sentence says that the product imitates the brand',
    zh: '同一句中的“{words}”表示仿冒该品牌',
  },
  'comparison-cue-near': {
    en: '“{words}” in the same sentence compares the product with the brand',
    zh: '同一句中的“{words}”把产品与该品牌相比',
  },
  'authenticity-cue-near': {
    en: '“{words}” in the same sentence says that the product is genuine',
    zh: '同一句中的“{words}”声称是正品',
  },
  'compatible-cue-near': {
    en: '“{words}” in the same sentence says what the product fits',
    zh: '同一句中的“{words}”说明的是适配对象',
  },
  'accessory-sentence': {
    en: 'the sentence speaks of an accessory or a part: “{words}”',
    zh: '该句说的是配件或零件：“{words}”',
  },
  'accessory-listing': { en: 'the goods are an accessory or a part: “{words}”', zh: '本商品是配件或零件：“{words}”' },
  'component-cue-near': {
    en: '“{words}” beside it names a part inside the product',
    zh: '旁边的“{words}”说明它是产品内部的部件',
  },
  'compatible-denied': { en: '“{words}” is said not to hold', zh: '文中否认“{words}”' },
  'mark-denied': { en: '“{words}” keeps the name off the goods', zh: '“{words}”说明商品不是该品牌' },
  'imitation-list': { en: 'it continues the list after {words}', zh: '它是 {words} 之后并列列出的品牌' },
  'device-of-others': {
    en: 'it is a device, and the brand field names another brand',
    zh: '它是某种设备，而品牌栏填写的是其他品牌',
  },
  'compatible-kin': {
    en: '{words}, of the same owner, is named as what the product fits',
    zh: '同一权利人的 {words} 已写明是适配对象',
  },
  accessory: { en: 'next to it stands “{words}”, a thing made for devices', zh: '旁边的“{words}”是某类设备的配件' },
  hashtag: { en: 'it is written as a hashtag or handle', zh: '它被写成话题标签（#）或 @ 账号' },
  alone: { en: 'it stands by itself between commas or bars', zh: '它单独成段，前后都有分隔符' },
  row: { en: 'it stands among other brands of the same trade', zh: '它与同行业的其他品牌并列出现' },
  neighbour: { en: 'the brand {words} of the same trade stands beside it', zh: '紧挨着同行业品牌 {words}' },
  listed: { en: '“{words}” before it says what the product is for', zh: '前面的“{words}”说明用于什么产品' },
  for: { en: '“{words}” before it may say what the product is for', zh: '前面的“{words}”可能说明用于什么产品' },
  'foreign-word': { en: 'in this language ({words}) it is an everyday word', zh: '在该语言（{words}）中它是日常用词' },
  'other-trade': { en: 'it names a product line of another trade', zh: '它是其他行业的产品系列名称' },
  'chance-likeness': {
    en: 'it resembles the mark by one letter, and the goods are of another trade',
    zh: '它与该商标只差一个字母，且商品属于其他行业',
  },
  'near-word': {
    en: 'the text also has “{words}”, one letter away, and the goods are of another trade than the mark',
    zh: '文中还有只差一个字母的“{words}”，且商品与该商标不属于同一行业',
  },
  'not-a-mark-here': { en: 'it is a mark only in {words}', zh: '它只在 {words} 是商标' },
  'sold-on': { en: 'the text says where the product is sold', zh: '文中说的是销售平台' },
  'pile-of-marks': { en: 'it stands in a row of brands: {words}', zh: '它处于一串品牌词之中：{words}' },
  ledger: { en: 'record {words} of the authorisation ledger allows it', zh: '授权台账记录 {words} 允许使用' },
  'ledger-ended': {
    en: 'record {record} of the authorisation ledger, which allowed it, ended on {day}',
    zh: '授权台账记录 {record} 原本允许使用，但已于 {day} 到期',
  },
  'meant-elsewhere': {
    en: 'the same word stands for the mark elsewhere in this text',
    zh: '本段文字的其他位置，同一个词指的就是该品牌',
  },
  'seller-brand': { en: 'the configuration names {words} as your brand', zh: '配置文件中登记 {words} 为自有品牌' },
  'part-of-own-name': { en: 'it is part of the name of your brand', zh: '它是自有品牌名称的一部分' },
  'part-of-brand-field': { en: 'it is part of the name in the brand field', zh: '它是品牌栏中名称的一部分' },
  'brand-in-mark': { en: 'it begins with the name in the brand field', zh: '它以品牌栏中的名称开头' },
  'line-of-mark': { en: 'the brand field names a line of it', zh: '品牌栏填写的是它的产品系列' },
  network: { en: 'the mobile network of the brand field sells phones of this maker', zh: '品牌栏是运营商，该手机品牌由其销售' },
  'brand-field': { en: 'the brand field names it as the brand of the product', zh: '品牌栏将其填写为本产品品牌' },
  repeated: { en: 'it stands {words} times in this text', zh: '在本段文字中共出现 {words} 次' },
};

/** A piece of evidence as a sentence; a code that this version has no sentence for is given as it is. */
export function becauseSentence({ code, words }: Because, lang: Lang): string {
  const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
  if (sentence === undefined) return words === undefined ? code : `${code}: ${words}`;
  return render(sentence, { words: words ?? '', ...recordOf(words ?? '') }, lang);
}

/** A ledger record and a day, as `ledger-ended` gives them. */
function recordOf(words: string): { readonly record: string; readonly day: string } {
  const cut = words.lastIndexOf(' ');
  return { record: words.slice(0, cut), day: words.slice(cut + 1) };
}
