import process from 'node:process';
import { type CaseSummary, openCases } from '../../appeal/open-cases.ts';
import { stateName } from '../../cases/state-names.ts';
import { VALUE_NAMES } from '../../cases/value-names.ts';
import type { Lang } from '../../model/text.ts';
import { visible } from '../../reporters/cells.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { withSources } from '../../shop/case-sources.ts';
import { endWith } from '../exit.ts';
import { streamOutput } from '../output.ts';
import { formatTable } from '../table.ts';
import { tellProblems } from '../tell-problems.ts';
import type { ShowFlags } from './open.ts';
import { casePlace } from './place.ts';

/** Items that a line names. */
const SHOWN = 3;

/** Prints the cases that are not over. */
export async function listCases(flags: ShowFlags): Promise<void> {
  const place = await casePlace(flags);
  const { lang, asOf } = place;
  const { cases, problems } = await withSources(place, async ({ measures }) =>
    openCases(place.cases, asOf, { measures, all: flags.all }),
  );
  const output = streamOutput(process.stdout);
  if (flags.json) await output.write(`${jsonText({ asOf, cases }, 2)}\n`);
  else await output.write(cases.length === 0 ? NONE[lang] : tableOf(cases, lang));
  tellProblems(problems, lang);
  if (problems.length > 0) endWith(3);
}

function tableOf(cases: readonly CaseSummary[], lang: Lang): string {
  const heading =
    lang === 'zh'
      ? ['案件', '状态', '平台', '类型', '涉及链接', '最近期限', '剩余天数', '下一步']
      : ['case', 'state', 'platform', 'right', 'listings', 'next day', 'days left', 'next'];
  const name = (value: string): string => VALUE_NAMES[lang][value] ?? value;
  const rows = cases.map((one) => {
    const next = one.deadlines.find(({ done }) => !done);
    const ids = one.items.slice(0, SHOWN).map(({ id }) => id);
    const more = one.items.length > SHOWN ? ` +${one.items.length - SHOWN}` : '';
    return [
      one.caseId,
      stateName(one.state, lang),
      [name(one.platform), one.marketplace].filter(Boolean).join(' '),
      name(one.infringementType),
      `${ids.join(' ')}${more}`,
      next?.due ?? '',
      next === undefined ? '' : String(next.daysLeft),
      one.next[lang],
    ];
  });
  const alarms = cases.flatMap(({ caseId, alarms: told }) => told.map((alarm) => `! ${caseId}: ${visible(alarm[lang])}\n`));
  return formatTable([heading, ...rows]) + alarms.join('');
}

const NONE = {
  en: 'No case is open. When a complaint comes: preclear case new NOTICE\n',
  zh: '没有未结案件。收到投诉时请执行：preclear case new 通知文件\n',
};
