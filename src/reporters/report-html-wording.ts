import type { Bilingual } from '../model/text.ts';

/* What the page says on its own account; both languages stand in it, and its reader chooses. `{n}` and `{m}` are numbers. */
const WORDS = {
  title: { en: 'Listing check', zh: 'Listing 检查报告' },
  language: { en: 'Language', zh: '语言' },
  filter: { en: 'Filter', zh: '筛选' },
  search: { en: 'Listing or text', zh: 'Listing 或文字' },
  listing: { en: 'Listing', zh: 'Listing' },
  rule: { en: 'Rule', zh: '规则' },
  field: { en: 'Field', zh: '字段' },
  level: { en: 'Severity', zh: '级别' },
  state: { en: 'State', zh: '状态' },
  all: { en: 'all', zh: '全部' },
  open: { en: 'open', zh: '未处理' },
  baselined: { en: 'known from the baseline', zh: '已在基线中' },
  suppressed: { en: 'accepted with a reason', zh: '已说明理由并放行' },
  review: { en: 'a person decides', zh: '需人工判断' },
  reset: { en: 'Clear filters', zh: '清除筛选' },
  shown: { en: '{n} of {m} findings', zh: '{m} 个问题中的 {n} 个' },
  more: { en: 'Show {n} more', zh: '再显示 {n} 个' },
  none: { en: 'No finding fits these filters.', zh: '没有符合筛选条件的问题。' },
  clean: { en: 'Nothing found.', zh: '未发现问题。' },
  byRule: { en: 'By rule', zh: '按规则统计' },
  count: { en: 'Findings', zh: '数量' },
  onlyRule: { en: 'show only these', zh: '只看此规则' },
  fix: { en: 'Fix', zh: '修改建议' },
  details: { en: 'Evidence and policy', zh: '证据与平台规则' },
  why: { en: 'Why', zh: '原因' },
  policy: { en: 'Policy', zh: '平台规则' },
  prevention: { en: 'So that it does not come back', zh: '如何避免再次发生' },
  confidence: { en: 'Confidence', zh: '把握' },
  place: { en: 'Place', zh: '位置' },
  fingerprint: { en: 'Fingerprint', zh: '指纹' },
  problems: { en: 'Not checked', zh: '未能检查' },
  notices: { en: 'Decisions to look at again', zh: '需要复查的放行与基线' },
  printed: { en: 'The first {n} of {m} findings are printed.', zh: '共 {m} 个问题，此处打印前 {n} 个。' },
  damaged: {
    en: 'This report is cut off. Write it again; the disk may have been full.',
    zh: '此报告不完整，请重新生成（可能是磁盘已满）。',
  },
  results: { en: 'Findings', zh: '问题列表' },
  untitled: { en: '(no title)', zh: '（无标题）' },
  madeBy: { en: 'Made by preclear', zh: '由 preclear 生成' },
  noScript: {
    en: 'This page needs scripts, which this viewer does not run. Open the file in a browser, or use --format markdown.',
    zh: '此页面需要运行脚本，当前查看方式不支持。请用浏览器打开，或改用 --format markdown。',
  },
} as const;
/** Words of the page. */
export type PageWord = keyof typeof WORDS;

/** All words of the page, for its script. */
export const PAGE_WORDS: Readonly<Record<PageWord, Bilingual>> = WORDS;
