import process from 'node:process';
import { measuresNow } from '../appeal/measures-now.ts';
import { controlText, MEASURE_STATE_NAMES } from '../cases/measure-names.ts';
import { MEASURE_STATES, type MeasureState } from '../model/case.ts';
import type { Measure } from '../model/case-world.ts';
import type { Lang } from '../model/text.ts';
import { loadRulePacks } from '../rulepacks/disk.ts';
import { ledgerFolder } from '../scan/config.ts';
import { shownPath } from '../scan/files.ts';
import { selectRules } from '../scan/rules.ts';
import { today } from '../scan/today.ts';
import { historyIfThere } from '../shop/history-there.ts';
import { endWith } from './exit.ts';
import { pickLang } from './lang.ts';
import type { MeasuresFlags } from './measures.ts';
import { streamOutput } from './output.ts';
import { configFor } from './scan/request.ts';
import { formatTable } from './table.ts';
import { tellProblems } from './tell-problems.ts';

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
    return `${MEASURE_STATE_NAMES[state][lang]} ${count}`;
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
  rows.push([{ en: 'proof', zh: '证明' }[lang], controlText(measure, lang)]);
  if (why !== undefined) rows.push([{ en: 'why', zh: '原因' }[lang], why[lang]]);
  for (const { path, found, changed } of proofs) {
    if (!found) rows.push([{ en: 'file', zh: '文件' }[lang], `${path} ${{ en: 'is missing', zh: '缺失' }[lang]}`]);
    else if (changed === true)
      rows.push([{ en: 'file', zh: '文件' }[lang], `${path} ${{ en: 'is another file than before', zh: '已被替换' }[lang]}`]);
  }
  const lines = formatTable(rows.map((row) => ['', ...row]));
  return `${MEASURE_STATE_NAMES[state][lang]}  ${step}\n  ${said[lang]}\n${lines}`;
}
