import type { PassageClass, WordMark } from '../model/comparison.ts';
import { type Bilingual, type Lang, render, type Slots } from '../model/text.ts';

/*
 * Every word of the comparison of two texts, in both languages.
 */

/** The name of a class of passages. */
export const CLASS_NAMES: Readonly<Record<PassageClass, Bilingual>> = {
  verbatim: { en: 'word for word', zh: '逐字相同' },
  reworded: { en: 'reworded', zh: '改写' },
};

/** The name of a mark on words. */
export const MARK_NAMES: Readonly<Record<WordMark, Bilingual>> = {
  changed: { en: 'only on this side', zh: '仅本侧有' },
  moved: { en: 'elsewhere on the other side', zh: '对侧位置不同' },
  disguised: { en: 'the same word, disguised', zh: '同一个词的伪装写法' },
};

const PHRASES = {
  title: { en: 'Comparison of two texts', zh: '两份文案比对' },
  heading: { en: '{a} and {b}', zh: '{a} 与 {b}' },
  found: { en: '{passages} in common', zh: '共有{passages}' },
  nothing: { en: 'No passage in common.', zh: '未发现雷同段落。' },
  nothingToCompare: { en: 'One of the texts has no words.', zh: '其中一份文案没有文字内容。' },
  coverage: { en: '{percent}% of {file}: {covered} of {words}', zh: '{file}：雷同 {percent}%（{covered} / {words}）' },
  covered: { en: '{percent}% in passages: {covered} of {words}', zh: '雷同 {percent}%（{covered} / {words}）' },
  coverageHead: { en: 'Share of the words that stand in a passage', zh: '雷同段落占全文词数的比例' },
  profile: { en: 'compared as {profile}', zh: '比对方式：{profile}' },
  listing: { en: 'listings (passages from 8 words)', zh: 'Listing 短文案（8 个词起算）' },
  document: { en: 'documents (longer passages)', zh: '长文档（只计较长的段落）' },
  equal: { en: '{equal} of {words} the same', zh: '{words}中有 {equal} 个相同' },
  legendTerminal: {
    en: '[…] only on this side   ‹…› elsewhere on the other side   «…» the same word, disguised',
    zh: '[…] 仅本侧有　‹…› 对侧位置不同　«…» 同一个词的伪装写法',
  },
  morePassages: {
    en: '… and {count} more; see them with --format html=report.html.',
    zh: '……另有 {count} 段；用 --format html=report.html 查看全部。',
  },
  passages: { en: 'Passages ({count})', zh: '雷同段落（{count}）' },
  number: { en: 'No.', zh: '序号' },
  kind: { en: 'Kind', zh: '类型' },
  words: { en: 'Words', zh: '词数' },
  same: { en: 'Same words', zh: '相同词' },
  begins: { en: 'Begins', zh: '开头' },
  legend: { en: 'How to read this page', zh: '图例' },
  legendVerbatim: { en: 'solid line', zh: '实线' },
  legendReworded: { en: 'dashed line', zh: '虚线' },
  legendNumber: {
    en: 'Each passage has the same number and colour on both sides; its number leads to the other side.',
    zh: '同一段落在两侧使用相同的编号和颜色；点击编号可跳到另一侧。',
  },
  jump: { en: 'Passage {number}, {kind}: go to it in {file}', zh: '第 {number} 段（{kind}）：跳到 {file} 中的对应位置' },
  place: { en: 'line {line}, column {column}', zh: '第 {line} 行第 {column} 列' },
  left: { en: 'Text A', zh: '文案 A' },
  right: { en: 'Text B', zh: '文案 B' },
  omitted: { en: '… {count} characters without a passage are left out …', zh: '……此处省略 {count} 个字符，不含雷同段落……' },
  madeBy: {
    en: 'Made by preclear. A passage in common is a fact to look at, not a verdict.',
    zh: '由 preclear 生成。雷同段落只是线索，是否侵权请人工判断。',
  },
} as const;

/** A phrase of the comparison, with its slots filled. */
export function tell(lang: Lang, phrase: keyof typeof PHRASES, slots: Slots = {}): string {
  return render(PHRASES[phrase], slots, lang);
}

/** `1 passage`, `1,204 passages`, `1,204 段`. */
export function countPassages(lang: Lang, count: number): string {
  const number = grouped(count);
  return lang === 'zh' ? ` ${number} 段雷同` : `${number} ${count === 1 ? 'passage' : 'passages'}`;
}

/** A number with a comma at the thousands. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A share as a whole percentage; what is neither nothing nor everything is not shown as such. */
export function percentOf(share: number): number {
  if (share <= 0 || share >= 1) return share <= 0 ? 0 : 100;
  return Math.min(99, Math.max(1, Math.round(share * 100)));
}
