import process from 'node:process';
import { exposureNow } from '../appeal/exposure-now.ts';
import { leftText, openText, pointsText, thresholdText } from '../ledger/exposure-words.ts';
import type { Exposure, PenaltyTable } from '../model/penalty.ts';
import type { Lang } from '../model/text.ts';
import { ledgerFolder } from '../scan/config.ts';
import { shownPath } from '../scan/files.ts';
import { historyIfThere } from '../shop/history-there.ts';
import { casePlace } from './case/place.ts';
import { endWith } from './exit.ts';
import { streamOutput } from './output.ts';
import type { PenaltiesFlags } from './penalties.ts';
import { formatTable } from './table.ts';
import { tellProblems } from './tell-problems.ts';

/** Prints where the seller stands with each platform, or the tables by which that is told. */
export async function listPenalties({
  config: named,
  all = false,
  tables: only = false,
  format,
  lang: flag,
}: PenaltiesFlags): Promise<void> {
  const { config, cases, lang, asOf } = await casePlace({
    ...(named === undefined ? {} : { config: named }),
    ...(flag === undefined ? {} : { lang: flag }),
  });
  const folder = ledgerFolder(config);
  const history = await historyIfThere(config);
  try {
    const sources = { history, folder, shown: shownPath(folder), cases, asOf };
    const { exposures, tables, problems } = await exposureNow(sources);
    tellProblems(problems, lang);
    if (problems.length > 0) endWith(3);
    const shown = exposures.filter((one) => all || isTold(one));
    const text = only
      ? tables.map((table) => tableText(table, lang)).join('\n')
      : shown.map((one) => exposureText(one, tables, lang)).join('\n');
    const json = only ? { tables } : { exposures: shown, problems };
    await streamOutput(process.stdout).write(
      format === 'json' ? `${JSON.stringify(json, null, 2)}\n` : text === '' ? NOTHING[lang] : text,
    );
  } finally {
    await history?.close();
  }
}

/** Whether a platform has counted anything. */
function isTold({ records, openComplaints, score }: Exposure): boolean {
  return records > 0 || openComplaints > 0 || score !== undefined;
}

function exposureText(exposure: Exposure, tables: readonly PenaltyTable[], lang: Lang): string {
  const { platform, table, points, records, withoutPoints, score, thresholds, next, lapses, openComplaints, unconfirmed } =
    exposure;
  const used = tables.find(({ id }) => id === table);
  const title = used?.title[lang] ?? platform;
  const rows: string[][] = [];
  if (records > 0) rows.push([LABELS.points[lang], pointsText(points, records, withoutPoints, lang)]);
  if (score !== undefined) rows.push([LABELS.score[lang], `${score.value}  (${score.marketplace}, ${score.at.slice(0, 10)})`]);
  for (const one of thresholds) if (one.reached) rows.push([LABELS.reached[lang], thresholdText(one, used, lang)]);
  if (next !== undefined) rows.push([LABELS.next[lang], `${thresholdText(next, used, lang)}${leftText(next, lang)}`]);
  for (const { day, points: less, records: ids } of lapses.slice(0, SOON))
    rows.push([LABELS.lapses[lang], `${day}  ${less === 0 ? '' : `-${less}  `}(${ids.join(', ')})`]);
  if (openComplaints > 0) rows.push([LABELS.open[lang], openText(openComplaints, lang)]);
  for (const doubt of unconfirmed) rows.push([LABELS.note[lang], doubt[lang]]);
  return `${title}\n${formatTable(rows.map((row) => ['', ...row]))}`;
}

/** Lapses that are told. */
const SOON = 5;

function tableText(table: PenaltyTable, lang: Lang): string {
  const { id, title, enabled, sources, kinds, caps, merges, validity, thresholds, notes } = table;
  const rows: string[][] = [];
  for (const { id: kind, title: name, points } of kinds) {
    const each =
      points === undefined ? '' : `  ${points.least === points.most ? points.least : `${points.least}-${points.most}`}`;
    rows.push([LABELS.kind[lang], kind, `${name[lang]}${each}`]);
  }
  for (const { kinds: of, perDay } of caps)
    rows.push([
      LABELS.cap[lang],
      of.join('/'),
      { en: `at most ${perDay} a day together`, zh: `同日合计最多 ${perDay} 分` }[lang],
    ]);
  for (const { kinds: of, days } of merges)
    rows.push([LABELS.merge[lang], of.join('/'), { en: `within ${days} days one`, zh: `${days} 天内计一次` }[lang]]);
  if (validity !== undefined)
    rows.push([LABELS.lapses[lang], '', { en: `after ${validity.days} days`, zh: `${validity.days} 天后失效` }[lang]]);
  for (const threshold of thresholds) rows.push([LABELS.at[lang], '', thresholdText(threshold, table, lang)]);
  for (const { text } of notes) rows.push([LABELS.note[lang], '', text[lang]]);
  for (const { title: page, url, checked, trust, effective } of sources) {
    const since = effective === undefined ? '' : { en: `, in force since ${effective}`, zh: `，${effective} 起生效` }[lang];
    rows.push([LABELS.source[lang], trust, `${page}${url === undefined ? '' : `  ${url}`}  (${checked}${since})`]);
  }
  const off = enabled ? '' : { en: '  (not in use)', zh: '（未启用）' }[lang];
  return `${title[lang]}  [${id}]${off}\n${formatTable(rows.map((row) => ['', ...row]))}`;
}

const NOTHING = {
  en: 'No platform has counted anything, as far as the ledger tells (preclear log penalty); --all shows every table in use.\n',
  zh: '台账中没有任何平台处罚记录（用 preclear log penalty 登记）；--all 显示所有启用的标准。\n',
};

const LABELS = {
  points: { en: 'points', zh: '累计扣分' },
  score: { en: 'score', zh: '评分' },
  reached: { en: 'reached', zh: '已达到' },
  next: { en: 'next', zh: '下一级' },
  lapses: { en: 'lapses', zh: '失效' },
  open: { en: 'open', zh: '未结' },
  note: { en: 'note', zh: '说明' },
  kind: { en: 'kind', zh: '类型' },
  cap: { en: 'cap', zh: '上限' },
  merge: { en: 'merged', zh: '合并' },
  at: { en: 'at', zh: '阈值' },
  source: { en: 'source', zh: '来源' },
} as const;
