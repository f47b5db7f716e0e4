import process from 'node:process';
import { measuresNow } from '../appeal/measures-now.ts';
import { MEASURE_STATES, type MeasureState } from '../model/case.ts';
import type { Measure } from '../model/case-world.ts';
import type { Lang } from '../model/text.ts';
import { loadRulePacks } from '../rulepacks/disk.ts';
import { shownPath } from '../scan/files.ts';
import { selectRules } from '../scan/rules.ts';
import { today } from '../scan/today.ts';
import { endWith } from './exit.ts';
import { historyIfThere } from './history/place.ts';
import { pickLang } from './lang.ts';
import { ledgerFolder, tellProblems } from './ledger-place.ts';
import type { MeasuresFlags } from './measures.ts';
import { streamOutput } from './output.ts';
import { configFor } from './scan/request.ts';
import { formatTable } from './table.ts';

/** Prints the prevention steps of the rules in use, and how far each has come. */
export async function listMeasures({ config: named, days, all = false, format, lang: flag }: MeasuresFlags): Promise<void> {
  const config = await configFor([], named);
  const lang = pickLang(flag, config?.values.lang);
  const { rules: own = [], only = [], skip = [] } = config?.values ?? {};
  const rules = await selectRules(await loadRulePacks(own), only, skip);
  const folder = ledgerFolder(config);
  const history = await historyIfThere(config);
  const asOf = today();
  try {
    const { measures, problems } = await measuresNow({ history, folder, shown: shownPath(folder), rules, asOf, days });
    tellProblems(problems, lang);
    await streamOutput(process.stdout).write(
      format === 'json' ? `${JSON.stringify({ asOf, days, measures, problems }, null, 2)}\n` : text(measures, all, lang),
    );
    if (measures.some(({ state }) => state === 'broken')) endWith(1);
    else if (problems.length > 0) endWith(3);
  } finally {
    await history?.close();
  }
}

/** What people have to look at comes first. */
const ORDER: readonly MeasureState[] = ['broken', 'adopted', 'in-force', 'proposed', 'retired'];

function text(measures: readonly Measure[], all: boolean, lang: Lang): string {
  const shown = measures
    .filter(({ state }) => all || state !== 'proposed')
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const blocks = shown.map((measure) => block(measure, lang));
  const counts = MEASURE_STATES.map((state) => {
    const count = measures.filter((one) => one.state === state).length;
    return `${STATES[state][lang]} ${count}`;
  });
  const more =
    all || shown.length === measures.length
      ? ''
      : `  ${{ en: '(--all lists the proposed ones)', zh: '（--all 列出待采纳的措施）' }[lang]}`;
  return `${blocks.join('\n')}${blocks.length > 0 ? '\n' : ''}${counts.join(lang === 'zh' ? '，' : ', ')}${more}\n`;
}

function block(measure: Measure, lang: Lang): string {
  const { state, step, text: said, adopted, owner, why, proofs } = measure;
  const rows: string[][] = [];
  if (adopted !== undefined) {
    const by = owner === undefined ? '' : { en: ` by ${owner}`, zh: `，负责人 ${owner}` }[lang];
    rows.push([{ en: 'adopted', zh: '采纳' }[lang], `${adopted}${by}`]);
  }
  rows.push([{ en: 'proof', zh: '证明' }[lang], control(measure, lang)]);
  if (why !== undefined) rows.push([{ en: 'why', zh: '原因' }[lang], why[lang]]);
  for (const { path, found, changed } of proofs) {
    if (!found) rows.push([{ en: 'file', zh: '文件' }[lang], `${path} ${{ en: 'is missing', zh: '缺失' }[lang]}`]);
    else if (changed === true)
      rows.push([{ en: 'file', zh: '文件' }[lang], `${path} ${{ en: 'is another file than before', zh: '已被替换' }[lang]}`]);
  }
  const lines = formatTable(rows.map((row) => ['', ...row]));
  return `${STATES[state][lang]}  ${step}\n  ${said[lang]}\n${lines}`;
}

/** What was counted, of how much, and when last. */
function control({ proof, control: log }: Measure, lang: Lang): string {
  const name = KINDS[log?.kind ?? proof ?? '']?.[lang] ?? log?.kind ?? proof ?? '';
  if (log === undefined || (log.of === 0 && log.lastAt === undefined))
    return `${name}: ${{ en: 'nothing yet', zh: '尚无记录' }[lang]}`;
  const last =
    log.lastAt === undefined ? '' : { en: `, last ${log.lastAt.slice(0, 10)}`, zh: `，最近 ${log.lastAt.slice(0, 10)}` }[lang];
  return { en: `${name}: ${log.done} of ${log.of}${last}`, zh: `${name}：${log.done}/${log.of}${last}` }[lang];
}

const STATES: Readonly<Record<MeasureState, Readonly<Record<Lang, string>>>> = {
  proposed: { en: 'proposed', zh: '待采纳' },
  adopted: { en: 'adopted', zh: '已采纳' },
  'in-force': { en: 'in force', zh: '执行中' },
  broken: { en: 'broken', zh: '已中断' },
  retired: { en: 'retired', zh: '已停用' },
};

const KINDS: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
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
