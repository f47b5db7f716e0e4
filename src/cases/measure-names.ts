import type { MeasureState } from '../model/case.ts';
import type { Measure } from '../model/case-world.ts';
import type { Bilingual, Lang } from '../model/text.ts';

/** What the states of a prevention measure are called. */
export const MEASURE_STATE_NAMES: Readonly<Record<MeasureState, Bilingual>> = {
  proposed: { en: 'proposed', zh: '待采纳' },
  adopted: { en: 'adopted', zh: '已采纳' },
  'in-force': { en: 'in force', zh: '执行中' },
  broken: { en: 'broken', zh: '已中断' },
  retired: { en: 'retired', zh: '已停用' },
};

/** What the proofs of a measure count, by kind. */
export const CONTROL_NAMES: Readonly<Record<string, Bilingual>> = {
  'scan-coverage': { en: 'listings in complete scans', zh: '完整扫描覆盖的 Listing' },
  'sign-off': { en: 'listings signed as they are', zh: '按当前内容签核的 Listing' },
  licence: { en: 'pictures with a licence entry', zh: '已登记授权的图片' },
  authorisation: { en: 'brands with a valid letter', zh: '有有效授权书的品牌' },
  training: { en: 'trainings in these days', zh: '期间内的培训' },
  'rule-changes': { en: 'changes of the rules in these days', zh: '期间内的规则更新' },
  'version-diff': { en: 'findings that were corrected', zh: '已修正的问题' },
  'version-history': { en: 'files that prove it', zh: '证明文件' },
  contract: { en: 'contracts', zh: '合同' },
  template: { en: 'templates', zh: '模板文件' },
  'test-report': { en: 'test reports', zh: '检测报告' },
  files: { en: 'files that prove it', zh: '证明文件' },
};

/** What was counted, of how much, and when last. */
export function controlText({ proof, control: log }: Measure, lang: Lang): string {
  const name = CONTROL_NAMES[log?.kind ?? proof ?? '']?.[lang] ?? log?.kind ?? proof ?? '';
  if (log === undefined || (log.of === 0 && log.lastAt === undefined))
    return `${name}: ${{ en: 'nothing yet', zh: '尚无记录' }[lang]}`;
  const last =
    log.lastAt === undefined ? '' : { en: `, last ${log.lastAt.slice(0, 10)}`, zh: `，最近 ${log.lastAt.slice(0, 10)}` }[lang];
  return { en: `${name}: ${log.done} of ${log.of}${last}`, zh: `${name}：${log.done}/${log.of}${last}` }[lang];
}
