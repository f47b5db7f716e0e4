import { type Lang, render, type Slots } from '../model/text.ts';

/*
 * What reports for pipelines, spreadsheets and browsers say on their own account, in both languages. Words that the terminal's report
 * says too are in wording.ts.
 */

const PHRASES = {
  known: { en: 'Known from the baseline.', zh: '已在基线中，属于已知问题。' },
  accepted: { en: 'Accepted until {until}: {reason}', zh: '已放行至 {until}，理由：{reason}' },
  acceptedBy: { en: 'Accepted by {by} until {until}: {reason}', zh: '{by} 已放行至 {until}，理由：{reason}' },
  heading: { en: 'Listing check', zh: 'Listing 检查' },
  severity: { en: 'Severity', zh: '级别' },
  rule: { en: 'Rule', zh: '规则' },
  findings: { en: 'Findings', zh: '数量' },
  worst: { en: 'Worst first', zh: '最严重的问题' },
  further: { en: 'Further findings ({count})', zh: '其他问题（{count}）' },
  notListed: {
    en: '… and {count} not listed here; preclear scan lists all.',
    zh: '……另有 {count}未在此列出；运行 preclear scan 可查看全部。',
  },
  moreRules: { en: 'Further rules ({count})', zh: '其他规则（{count}）' },
  reviewShort: { en: 'review', zh: '人工判断' },
  madeBy: { en: 'preclear {version}, rules {packs}', zh: 'preclear {version}，规则包 {packs}' },
  andMore: { en: '{message} (and {count} more)', zh: '{message}（另有 {count} 项）' },
  suiteChecked: { en: 'checked', zh: '检查范围' },
  notFailing: { en: 'Found, but not failing:', zh: '已发现，但不判为失败：' },
  problemsSuite: { en: 'could not be checked', zh: '未能检查' },
  partProblem: {
    en: 'Not checked: {reason}',
    zh: '未能检查：{reason}',
  },
  problemsMore: { en: 'Not checked: {reason} (and {count} more)', zh: '未能检查：{reason}（另有 {count} 处）' },
  restNotice: {
    en: 'Not shown as annotations: {what}. The job summary and the other reports have more.',
    zh: '未作为注释显示：{what}。详见作业摘要（job summary）和其他报告。',
  },
  cutTitle: { en: 'More findings than code scanning keeps', zh: '问题数量超过 code scanning 的上限' },
  cutHelp: {
    en: 'Code scanning keeps 5,000 alerts of an analysis. The worst are uploaded; use another report format to see all.',
    zh: 'code scanning 每次分析最多保留 5,000 条，已上传最严重的部分；请用其他报告格式查看全部。',
  },
  cutMessage: {
    en: '{count} more findings are not uploaded, because code scanning keeps 5,000. The worst are here; the other report formats hold all.',
    zh: '另有 {count} 个问题未上传：code scanning 最多保留 5,000 条。此处为最严重的部分，其他报告格式包含全部。',
  },
  inCell: { en: 'Cell {cell}: {message}', zh: '单元格 {cell}：{message}' },
  pictureFile: { en: 'The picture file.', zh: '图片文件。' },
  pictureRegion: { en: 'The region that {owner} has as well.', zh: '与 {owner} 的图片相同的区域。' },
  tableCell: { en: 'Sheet {sheet}', zh: '工作表 {sheet}' },
} as const;
/** A phrase of the reports for pipelines. */
export type Phrase = keyof typeof PHRASES;

/** A phrase with its slots filled. */
export function tell(lang: Lang, phrase: Phrase, slots: Slots = {}): string {
  return render(PHRASES[phrase], slots, lang);
}
