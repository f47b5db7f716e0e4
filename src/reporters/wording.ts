import type { BrandUse, Folding, LeftOutReason, ReferenceRole, RightsFault } from '../model/evidence.ts';
import type { Severity } from '../model/rule.ts';
import { type Bilingual, type Lang, render, type Slots } from '../model/text.ts';

/*
 * Every word that reports say on their own account, in both languages. What rules say comes from the rule packs.
 */

/** Things that reports count; `zh` holds the measure word. */
const NOUNS = {
  error: { one: 'error', other: 'errors', zh: '个错误' },
  warning: { one: 'warning', other: 'warnings', zh: '个警告' },
  note: { one: 'note', other: 'notes', zh: '条提示' },
  review: { one: 'finding for a person to decide', other: 'findings for a person to decide', zh: '项待人工判断' },
  file: { one: 'file', other: 'files', zh: '个文件' },
  listing: { one: 'listing', other: 'listings', zh: '个 Listing' },
  moreListing: { one: 'more listing', other: 'more listings', zh: '个 Listing' },
  picture: { one: 'picture', other: 'pictures', zh: '张图片' },
  finding: { one: 'finding', other: 'findings', zh: '个问题' },
  notice: { one: 'decision', other: 'decisions', zh: '条' },
  problem: { one: 'problem', other: 'problems', zh: '处' },
  place: { one: 'place', other: 'places', zh: '处' },
  word: { one: 'word', other: 'words', zh: '个词' },
  passage: { one: 'passage', other: 'passages', zh: '处文字' },
  suppressed: { one: 'accepted with a reason', other: 'accepted with a reason', zh: '个已说明理由并放行' },
  baselined: { one: 'known from the baseline', other: 'known from the baseline', zh: '个已在基线中' },
} as const;
/** A thing that reports count. */
export type Noun = keyof typeof NOUNS;

/** A number with its noun: `1 error`, `1,204 errors`, `1,204 个错误`. */
export function countOf(lang: Lang, count: number, noun: Noun): string {
  const words = NOUNS[noun];
  if (lang === 'zh') return `${grouped(count)} ${words.zh}`;
  return `${grouped(count)} ${count === 1 ? words.one : words.other}`;
}

/** `1,204`. Intl.NumberFormat and Intl.PluralRules say the same for English counts, and take 20 ms to be made. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** The name of a severity, as a report marks a finding. */
export const SEVERITY_NAMES: Readonly<Record<Severity, Bilingual>> = {
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
  note: { en: 'note', zh: '提示' },
};

/** How a listing uses a brand word, as a phrase behind “used as”. */
export const USE_NAMES: Readonly<Record<BrandUse, Bilingual>> = {
  own: { en: 'your own brand', zh: '自有品牌' },
  authorised: { en: 'a brand you are authorised for', zh: '已获授权的品牌' },
  compatible: { en: 'what the product fits', zh: '适配对象' },
  comparison: { en: 'a comparison with the brand', zh: '与该品牌比较' },
  imitation: { en: 'an imitation of the brand', zh: '仿冒该品牌' },
  'authenticity-claim': { en: 'a claim that the goods are genuine', zh: '声称正品' },
  component: { en: 'a part or material inside the product', zh: '产品中的部件或材料' },
  marketplace: { en: 'the name of a marketplace', zh: '平台名称' },
  character: { en: 'a protected character or franchise', zh: '受保护的形象或 IP' },
  'trap-word': { en: 'a word that sounds generic but is a trademark', zh: '看似通用、实为商标的词' },
  stuffing: { en: 'one of a string of brand names', zh: '品牌词堆砌' },
  plain: { en: 'a brand name without any justification', zh: '无正当理由使用他人品牌' },
  'common-word': { en: 'an ordinary word', zh: '普通词语' },
};

/** What had to be undone before the text equalled the term. */
export const FOLDING_NAMES: Readonly<Record<Folding, Bilingual>> = {
  markup: { en: 'HTML tags inside the word', zh: '词中夹有 HTML 标签' },
  entity: { en: 'HTML entities for letters', zh: '用 HTML 实体代替字母' },
  width: { en: 'full-width letters', zh: '全角字符' },
  accent: { en: 'added accents', zh: '加了重音符号' },
  'zero-width': { en: 'invisible characters', zh: '夹有不可见字符' },
  bidi: { en: 'characters that turn the reading direction', zh: '夹有改变文字方向的字符' },
  compatibility: { en: 'stylised letters', zh: '花体等特殊字符' },
  confusable: { en: 'letters of other scripts that look alike', zh: '用其他文字的形近字母代替' },
  leet: { en: 'digits or signs for letters', zh: '用数字或符号代替字母' },
  spelling: { en: 'a letter changed, left out or added', zh: '故意错拼（改字母、漏字母或多字母）' },
  spacing: { en: 'spaces or signs between the letters', zh: '字母间插入空格或符号' },
};

/** Whose a text or picture is. */
export const ROLE_NAMES: Readonly<Record<ReferenceRole, Bilingual>> = {
  'rights-owner': { en: 'rights owner', zh: '权利人' },
  competitor: { en: 'competitor', zh: '竞争对手' },
  supplier: { en: 'supplier', zh: '供应商' },
  own: { en: 'your own', zh: '自有' },
  stock: { en: 'stock picture library', zh: '图库' },
  boilerplate: { en: 'standard text', zh: '通用套话' },
};

/** Why a passage that also stands in somebody's text is not reported. */
export const LEFT_OUT_NAMES: Readonly<Record<LeftOutReason, Bilingual>> = {
  own: { en: 'the text belongs to you', zh: '属于你自己的文案' },
  licensed: { en: 'the ledger has the owner’s permission', zh: '台账中有权利人的授权' },
  'own-text': { en: 'your own text has it too', zh: '你自己的文案里也有' },
  common: { en: 'three owners or more have it', zh: '至少三家都在用' },
  stock: { en: 'stock sentence', zh: '通用套话' },
  rows: { en: 'attribute rows', zh: '参数行' },
  names: { en: 'names of products and models', zh: '产品名与型号' },
};

/** What is wrong with the rights in a picture. */
export const FAULT_NAMES: Readonly<Record<RightsFault, Bilingual>> = {
  'no-licence': { en: 'no licence covers this picture', zh: '没有任何授权记录覆盖这张图片' },
  expired: { en: 'the licence has expired', zh: '授权已过期' },
  'not-yet-valid': { en: 'the licence does not apply yet', zh: '授权尚未生效' },
  'wrong-marketplace': { en: 'the licence is for other marketplaces', zh: '授权不含该平台/站点' },
  'wrong-slot': { en: 'the licence is not for this kind of picture (main or further)', zh: '授权不含该图位（主图/附图）' },
  'proof-missing': { en: 'the proof named in the ledger is not there', zh: '台账中登记的凭证文件找不到' },
  territory: { en: 'the licence does not cover this country', zh: '授权地区不含该国家' },
  'proof-changed': { en: 'the proof is not the file that was entered', zh: '凭证文件与登记时不一致' },
  'expires-soon': { en: 'the licence ends soon', zh: '授权即将到期' },
  'foreign-metadata': { en: 'the file names somebody else as its owner', zh: '图片文件中写着他人的版权信息' },
  'stock-unlicensed': { en: 'the file names a picture agency', zh: '图片文件指向图库公司' },
  'ai-undeclared': { en: 'the file says that a machine made it', zh: '图片文件标明由 AI 生成' },
};

const PHRASES = {
  fix: { en: 'fix', zh: '修改建议' },
  why: { en: 'why', zh: '原因' },
  policy: { en: 'policy', zh: '平台规则' },
  checked: { en: 'read on {date}', zh: '核对日期 {date}' },
  prevention: { en: 'so that it does not come back', zh: '如何避免再次发生' },
  review: { en: 'a person decides', zh: '需人工判断' },
  confidence: { en: 'confidence {percent}%', zh: '把握 {percent}%' },
  source: { en: 'source', zh: '来源' },
  sourceOf: { en: '{label} ({owner}, {role}), captured {date}', zh: '{label}（{owner}，{role}），采集于 {date}' },
  sourceSays: { en: 'there', zh: '对方原文' },
  coverage: { en: '{percent}% of this text, {whole}% of the listing', zh: '占本文的 {percent}%，占整个 Listing 的 {whole}%' },
  verbatim: { en: '{words} word for word (characters {start}-{end})', zh: '{words}逐字相同（第 {start}-{end} 个字符）' },
  reworded: {
    en: '{words} the same, {changed} changed (characters {start}-{end})',
    zh: '{words}相同、{changed} 个词被改动（第 {start}-{end} 个字符）',
  },
  leftOut: { en: 'also there, but not counted', zh: '对方也有但不计入' },
  leftOutPlace: {
    en: '{why}: {words} at characters {start}-{end}, also in {owner}',
    zh: '{why}：第 {start}-{end} 个字符，{words}，{owner} 也有',
  },
  leftOutCount: {
    en: 'Also in other people’s texts, but not reported: {what}.{hint}',
    zh: '与他人文案相同但未报出：{what}。{hint}',
  },
  leftOutHint: { en: ' --verbose shows the places.', zh: '用 --verbose 查看具体位置。' },
  leftOutList: { en: 'Not reported ({count})', zh: '未报出（{count}）' },
  sameAs: { en: 'the same as', zh: '重复的 Listing' },
  duplicate: {
    en: '{listing} ({file}, record {record}); titles and bullets are {percent}% alike',
    zh: '{listing}（{file}，第 {record} 条记录）；标题和五点描述相似度 {percent}%',
  },
  picture: { en: 'picture', zh: '图片' },
  sameFile: { en: 'the same file', zh: '文件完全相同' },
  distance: { en: '{distance} of 256 bits differ', zh: '256 位指纹中有 {distance} 位不同' },
  inliers: { en: '{inliers} details lie where they must', zh: '{inliers} 个细节位置吻合' },
  rights: { en: 'rights', zh: '图片授权' },
  inFile: { en: 'in the file', zh: '文件中写着' },
  claim: { en: '{where} “{text}”', zh: '{where}：“{text}”' },
  record: { en: 'ledger record {record}', zh: '台账记录 {record}' },
  written: { en: 'hidden by', zh: '规避写法' },
  used: { en: 'used as', zh: '用法' },
  because: { en: 'because', zh: '依据' },
  register: { en: 'register', zh: '商标注册信息' },
  entry: { en: '{office} {number} “{mark}”, {owner}', zh: '{office} {number}“{mark}”，权利人 {owner}' },
  registration: { en: 'registered as {registration}', zh: '注册号 {registration}' },
  classes: { en: 'Nice classes {classes}', zh: '尼斯分类第 {classes} 类' },
  others: { en: 'and {others} more live entries', zh: '另有 {others} 条有效记录' },
  limit: { en: 'limit {limit}, found {actual}', zh: '上限/要求 {limit}，实际 {actual}' },
  measure: { en: 'measure', zh: '数值' },
  overlap: { en: 'overlap', zh: '重合度' },
  likeness: { en: 'likeness', zh: '相似度' },
  byRule: { en: 'By rule', zh: '按规则统计' },
  total: { en: 'Total', zh: '合计' },
  clean: { en: 'Nothing found.', zh: '未发现问题。' },
  checkedCount: { en: 'Checked: {what}.', zh: '已检查：{what}。' },
  problems: { en: 'Not checked ({count})', zh: '未能检查（{count}）' },
  notices: { en: 'Decisions to look at again ({count})', zh: '需要复查的放行与基线（{count}）' },
  state: { en: 'state', zh: '状态' },
  open: { en: 'open, it counts', zh: '未处理，计入结果' },
  decidedAt: { en: '{what} ({file}:{line})', zh: '{what}（{file}:{line}）' },
  more: { en: '… and {count}', zh: '……另有 {count}' },
  moreListings: {
    en: '… and {count}; see them with --all or --format json.',
    zh: '……另有 {count} 未列出；用 --all 或 --format json 查看全部。',
  },
  skipped: {
    en: 'Not read, because they do not look like listing files (name them to have them read): {names}',
    zh: '以下文件看起来不是 Listing 文件，未读取（如需检查，请直接写出文件名）：{names}',
  },
  mappings: { en: 'How the files were read', zh: '文件字段对应关系' },
  ignored: { en: 'not checked: {names}', zh: '未检查的列：{names}' },
  explain: {
    en: 'More about a rule or a finding: preclear explain {example}',
    zh: '查看规则或某个问题的详情：preclear explain {example}',
  },
  fingerprint: { en: 'fingerprint', zh: '指纹' },
  says: { en: 'what it says', zh: '提示内容' },
  appliesTo: { en: 'where it applies', zh: '适用范围' },
  everywhere: { en: 'every marketplace', zh: '所有平台' },
  allBut: { en: 'everything but {names}', zh: '除{names}以外的全部内容' },
  allButOf: { en: '{some}, not {names}', zh: '{some}，不含{names}' },
  flagged: { en: 'reported', zh: '会报出的例子' },
  passed: { en: 'not reported', zh: '不会报出的例子' },
  decided: { en: 'what decided', zh: '判断依据' },
  anywhere: { en: 'marketplace not given', zh: '未注明平台' },
  untitled: { en: '(no title)', zh: '（无标题）' },
  yes: { en: 'yes', zh: '是' },
  tool: {
    en: 'Checks marketplace listings for brand misuse, copied text and unlicensed pictures before they go live.',
    zh: '上架前检查 Listing：他人品牌词、抄袭文案和无授权图片。',
  },
} as const;

/** A label before a text: `fix: `, `修改建议：`. */
export function label(lang: Lang, phrase: keyof typeof PHRASES): string {
  return `${PHRASES[phrase][lang]}${lang === 'zh' ? '：' : ': '}`;
}

/** An aside in brackets, with the space before it that the language wants. */
export function aside(lang: Lang, text: string): string {
  return lang === 'zh' ? `（${text}）` : ` (${text})`;
}

/** A phrase of a report, with its slots filled. */
export function say(lang: Lang, phrase: keyof typeof PHRASES, slots: Slots = {}): string {
  return render(PHRASES[phrase], slots, lang);
}
