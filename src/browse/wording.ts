import { type Bilingual, type Lang, render, type Slots } from '../model/text.ts';

/* What the browser of findings says on its own account. */

const PHRASES = {
  scanning: { en: 'Scanning. q or Ctrl-C stops it.', zh: '正在扫描。按 q 或 Ctrl-C 停止。' },
  soFar: { en: 'Found so far: {what}', zh: '目前发现：{what}' },
  nothing: { en: 'Nothing found.', zh: '没有发现问题。' },
  nothingShown: {
    en: 'No finding fits. Esc clears search and filters.',
    zh: '没有符合条件的问题。按 Esc 清除搜索和筛选。',
  },
  review: { en: '{count} to decide', zh: '待人工判断 {count}' },
  settled: { en: '{count} accepted or known', zh: '已放行或已知 {count}' },
  problems: { en: '{count} not read (p)', zh: '未能读取 {count}（p 查看）' },
  shown: { en: '{shown} of {all} shown', zh: '显示 {shown}/{all}' },
  grouped: { en: 'grouped by {name}', zh: '按{name}分组' },
  ordered: { en: 'sorted by {name}', zh: '按{name}排序' },
  searched: { en: 'search: {text}', zh: '搜索：{text}' },
  only: { en: 'only {names}', zh: '只看{names}' },
  reviewOnly: { en: 'only to decide', zh: '只看待人工判断' },
  severity: { en: 'severity', zh: '级别' },
  listing: { en: 'listing', zh: 'Listing' },
  rule: { en: 'rule', zh: '规则' },
  none: { en: 'nothing', zh: '不' },
  file: { en: 'file', zh: '文件顺序' },
  open: { en: 'open', zh: '未处理' },
  settledStates: { en: 'accepted', zh: '已放行' },
  all: { en: 'all', zh: '全部' },
  accepted: { en: 'accepted', zh: '已放行' },
  known: { en: 'known', zh: '已知' },
  position: { en: '{at} of {all}', zh: '第 {at} / {all} 个' },
  detail: { en: 'Detail', zh: '详情' },
  evidence: { en: 'Evidence', zh: '证据' },
  explain: { en: 'Explain', zh: '说明' },
  help: { en: 'Keys', zh: '按键说明' },
  problemsPage: { en: 'What could not be read', zh: '未能读取的内容' },
  region: {
    en: 'in this picture: {left}-{right} % from the left, {top}-{bottom} % from the top',
    zh: '在本图中的位置：从左 {left}-{right} %，从上 {top}-{bottom} %',
  },
  regionThere: {
    en: 'in the other picture: {left}-{right} % from the left, {top}-{bottom} % from the top',
    zh: '在对方图片中的位置：从左 {left}-{right} %，从上 {top}-{bottom} %',
  },
  passage: { en: 'Copied passage {at} of {all}', zh: '抄袭文字 {at}/{all}' },
  here: { en: 'in the listing', zh: 'Listing 原文' },
  there: { en: 'there', zh: '对方原文' },
  fileLabel: { en: 'file', zh: '文件' },
  notFile: { en: 'the picture was not found on the disk', zh: '磁盘上没有找到该图片' },
  reason: { en: 'Why may it stand? ', zh: '放行理由：' },
  until: { en: 'Last day (YYYY-MM-DD): ', zh: '截止日期（YYYY-MM-DD）：' },
  noReason: { en: 'Say why; who reads it later must understand it.', zh: '请写明理由，方便日后复查的人看懂。' },
  badDay: { en: '{day} {why}.', zh: '{day} {why}。' },
  already: { en: 'It is accepted or known already.', zh: '该问题已放行或已在基线中。' },
  search: { en: 'Search: ', zh: '搜索：' },
  format: { en: 'Format (↑↓ or its name): ', zh: '格式（↑↓ 选择或直接输入）：' },
  noFormat: { en: 'There is no format “{name}”.', zh: '没有格式“{name}”。' },
  target: { en: 'Into the file: ', zh: '写入文件：' },
  exists: { en: '{file} is there. Write it anew? (y/n) ', zh: '{file} 已存在，要覆盖吗？（y/n）' },
  noPicture: {
    en: 'This finding is about no picture on the disk; o opens the report.',
    zh: '该问题没有对应的本地图片；按 o 打开报告。',
  },
  working: { en: 'Working …', zh: '处理中……' },
  kept: { en: 'Nothing was changed.', zh: '未做任何改动。' },
  enterKeeps: { en: 'Enter: next   Esc: cancel', zh: '回车：下一步   Esc：取消' },
} as const;
/** Something that the browser of findings says. */
export type BrowsePhrase = keyof typeof PHRASES;

/** A phrase with its slots filled. */
export function speak(lang: Lang, phrase: BrowsePhrase, slots: Slots = {}): string {
  return render(PHRASES[phrase], slots, lang);
}

/** A key and what it does. */
export interface KeyHint {
  readonly keys: string;
  readonly does: Bilingual;
}

const MOVE: KeyHint = { keys: '↑↓', does: { en: 'move', zh: '移动' } };
const ACCEPT: KeyHint = { keys: 'a', does: { en: 'accept', zh: '放行' } };
const OPEN: KeyHint = { keys: 'o', does: { en: 'report', zh: '打开报告' } };
const PICTURE: KeyHint = { keys: 'i', does: { en: 'picture', zh: '打开图片' } };
const WRITE: KeyHint = { keys: 'w', does: { en: 'export', zh: '导出' } };
const HELP: KeyHint = { keys: '?', does: { en: 'help', zh: '帮助' } };
const QUIT: KeyHint = { keys: 'q', does: { en: 'quit', zh: '退出' } };

/** The keys of the list, the most needed first; help and the way out are always shown. */
export const LIST_KEYS: readonly KeyHint[] = [
  HELP,
  QUIT,
  MOVE,
  { keys: 'Enter', does: { en: 'details', zh: '详情' } },
  { keys: '/', does: { en: 'search', zh: '搜索' } },
  ACCEPT,
  { keys: 'f', does: { en: 'filter', zh: '筛选' } },
  { keys: 'g', does: { en: 'group', zh: '分组' } },
  { keys: 's', does: { en: 'sort', zh: '排序' } },
  OPEN,
  PICTURE,
  WRITE,
];

/** The keys of a finding's pages. */
export const FINDING_KEYS: readonly KeyHint[] = [
  HELP,
  { keys: 'Esc', does: { en: 'list', zh: '返回列表' } },
  { keys: '↑↓', does: { en: 'scroll', zh: '滚动' } },
  { keys: '←→', does: { en: 'page', zh: '切换页' } },
  { keys: 'n/b', does: { en: 'next/back', zh: '下一个/上一个' } },
  ACCEPT,
  OPEN,
  PICTURE,
  WRITE,
  QUIT,
];

/** The keys of a page of text. */
export const TEXT_KEYS: readonly KeyHint[] = [
  { keys: 'Esc', does: { en: 'back', zh: '返回' } },
  { keys: '↑↓', does: { en: 'scroll', zh: '滚动' } },
  QUIT,
];

/** All keys, for the page of help. */
export const HELP_LINES: readonly KeyHint[] = [
  { keys: '↑ ↓  k j', does: { en: 'one line up or down', zh: '上移或下移一行' } },
  { keys: 'PgUp PgDn Home End', does: { en: 'a page up or down, first, last', zh: '上一屏、下一屏、开头、结尾' } },
  { keys: 'Enter  d', does: { en: 'the finding: what it says, where, what to do', zh: '查看详情：问题、位置和修改建议' } },
  {
    keys: 'e',
    does: { en: 'its evidence: the text with marks, copied passages, pictures', zh: '查看证据：标出的文字、抄袭段落、图片' },
  },
  {
    keys: 'x',
    does: { en: 'all about it and its rule, as preclear explain tells', zh: '查看规则说明（同 preclear explain）' },
  },
  { keys: '← →  Tab', does: { en: 'between these three pages', zh: '在以上三页之间切换' } },
  { keys: 'n  b', does: { en: 'next finding, the one before', zh: '下一个、上一个问题' } },
  {
    keys: '/',
    does: {
      en: 'search in ids, rules, fields and matches; Esc ends it',
      zh: '搜索 Listing 编号、规则、字段和命中文字；Esc 结束',
    },
  },
  { keys: 'f', does: { en: 'show open ones, accepted ones, or all', zh: '切换：未处理、已放行、全部' } },
  { keys: '1 2 3', does: { en: 'errors, warnings, notes: shown or not', zh: '显示或隐藏：错误、警告、提示' } },
  { keys: '4', does: { en: 'only what a person must decide', zh: '只看需要人工判断的' } },
  { keys: 'g', does: { en: 'group by severity, listing, rule, or not', zh: '按级别、Listing、规则分组，或不分组' } },
  { keys: 's', does: { en: 'sort by file, severity, listing, rule', zh: '按文件、级别、Listing、规则排序' } },
  {
    keys: 'a',
    does: {
      en: 'accept it until a day, with a reason (preclear.suppressions.yaml)',
      zh: '写明理由放行到某一天（写入 preclear.suppressions.yaml）',
    },
  },
  {
    keys: 'o  i',
    does: { en: 'open the HTML report, or the picture, on the desktop', zh: '用浏览器打开 HTML 报告，或打开图片' },
  },
  { keys: 'w', does: { en: 'write a report of all findings in any format', zh: '导出全部问题的报告（任意格式）' } },
  { keys: 'p', does: { en: 'what could not be read', zh: '查看未能读取的内容' } },
  { keys: 'q  Ctrl-C', does: { en: 'end; the exit code is that of the scan', zh: '退出；退出码与扫描结果一致' } },
];
