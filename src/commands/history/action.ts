import process from 'node:process';
import type { History } from '../../history/history.ts';
import { openHistory } from '../../history/open.ts';
import { UsageError } from '../../model/errors.ts';
import type { EpisodeQuery, Run, TriagedEpisode } from '../../model/history.ts';
import type { Lang } from '../../model/text.ts';
import { visible } from '../../reporters/cells.ts';
import { historyPlace } from '../../scan/config.ts';
import type { HistoryFlags, HistoryListFlags } from '../history.ts';
import { pickLang } from '../lang.ts';
import { streamOutput } from '../output.ts';
import { configFor } from '../scan/request.ts';
import { formatTable } from '../table.ts';

/** Findings of a run that are told one by one. */
const TOLD = 20;
/** Letters of an id that lists show. */
const SHORT = 8;

/** Opens the history that a command means, and closes it when the work is done. @param create whether it is made when there is none. */
export async function withHistory<T>(
  { config: named, lang: flag }: HistoryFlags,
  create: boolean,
  work: (history: History, lang: Lang) => Promise<T>,
): Promise<T> {
  const config = await configFor([], named);
  const history = await openHistory(historyPlace(config), { create });
  try {
    return await work(history, pickLang(flag, config?.values.lang));
  } finally {
    await history.close();
  }
}

/** Prints runs, the newest first. */
export async function listRuns(flags: HistoryListFlags): Promise<void> {
  await withHistory(flags, false, async (history, lang) => {
    const runs = await history.runs({ limit: flags.limit });
    await print(flags.format === 'json' ? `${JSON.stringify({ runs }, null, 2)}\n` : tableOf(runs, lang));
  });
}

function tableOf(runs: readonly Run[], lang: Lang): string {
  if (runs.length === 0) return `${{ en: 'No run was recorded yet.', zh: '还没有记录任何扫描。' }[lang]}\n`;
  const heading =
    lang === 'zh'
      ? ['时间 (UTC)', '编号', 'Listing', '错误', '警告', '提示', '待人工判断', '已放行', '基线', '范围', '退出码']
      : ['when (UTC)', 'run', 'listings', 'errors', 'warnings', 'notes', 'review', 'accepted', 'baseline', 'scope', 'exit'];
  const rows = runs.map(({ endedAt, id, listings, counts, review, suppressed, baselined, exit, ...run }) => [
    endedAt.slice(0, 16).replace('T', ' '),
    id.slice(0, SHORT),
    ...[listings, counts.error, counts.warning, counts.note, review, suppressed, baselined].map(String),
    scopeOf(run, lang),
    String(exit),
  ]);
  return formatTable([heading, ...rows]);
}

function scopeOf({ scope }: Pick<Run, 'scope'>, lang: Lang): string {
  const parts = [
    scope.whole ? { en: 'whole', zh: '全部' } : { en: 'part', zh: '部分' },
    ...(scope.narrowed === true ? [{ en: 'some rules', zh: '部分规则' }] : []),
    ...(scope.images ? [] : [{ en: 'no pictures', zh: '不含图片' }]),
    ...(scope.complete ? [] : [{ en: 'incomplete', zh: '不完整' }]),
  ];
  return parts.map((part) => part[lang]).join(lang === 'zh' ? '，' : ', ');
}

/** Prints what a run found, and what it began and ended. */
export async function showRun(name: string, flags: HistoryFlags): Promise<void> {
  await withHistory(flags, false, async (history, lang) => {
    const run = await findRun(history, name);
    const next = new Date(Date.parse(run.endedAt) + 1).toISOString();
    const within = { from: run.endedAt, to: next };
    const opened = (await readAll(history, { opened: within })).filter(({ openedRun }) => openedRun === run.id);
    const ended = (await readAll(history, { ended: within })).filter(({ endedRun }) => endedRun === run.id);
    const fresh = opened.filter(({ nth }) => nth === 1);
    const returned = opened.filter(({ nth }) => nth > 1);
    if (flags.format === 'json') await print(`${JSON.stringify({ run, opened: fresh, returned, ended }, null, 2)}\n`);
    else await print(describe(run, fresh, returned, ended, lang));
  });
}

async function findRun(history: History, name: string): Promise<Run> {
  const runs = await history.runs({ limit: 10_000 });
  const found = name === 'last' ? runs.slice(0, 1) : runs.filter(({ id }) => name.length >= 4 && id.startsWith(name));
  const [run, other] = found;
  if (run !== undefined && other === undefined) return run;
  throw new UsageError(
    run === undefined
      ? {
          en: `There is no run ${name}; preclear history list shows them.`,
          zh: `没有编号为 ${name} 的扫描记录；用 preclear history list 查看。`,
        }
      : {
          en: `${found.length} runs begin with ${name}; give more of the id.`,
          zh: `有 ${found.length} 条扫描记录以 ${name} 开头，请多写几位编号。`,
        },
  );
}

/** Every episode that a query means. */
export async function readAll(history: History, query: EpisodeQuery): Promise<TriagedEpisode[]> {
  const all: TriagedEpisode[] = [];
  for (;;) {
    const { items, total } = await history.episodes({ ...query, sort: 'newest', offset: all.length, limit: 500 });
    all.push(...items);
    if (items.length === 0 || all.length >= total) return all;
  }
}

function describe(
  run: Run,
  opened: readonly TriagedEpisode[],
  returned: readonly TriagedEpisode[],
  ended: readonly TriagedEpisode[],
  lang: Lang,
): string {
  const { en, zh } = {
    en: [
      `Run ${run.id}, preclear ${run.version}`,
      `${run.startedAt} to ${run.endedAt}, judged as of ${run.asOf}`,
      `Looked at: ${run.scope.paths.join(', ')} (${scopeOf(run, 'en')}; ${many(run.scope.rules.length, 'rule')})`,
      `${many(run.files, 'file')}, ${many(run.listings, 'listing')}, ${many(run.images, 'picture')}, ${many(run.problems, 'problem')}`,
      `${many(run.counts.error, 'error')}, ${many(run.counts.warning, 'warning')}, ${many(run.counts.note, 'note')}; ${run.review} to decide, ${run.suppressed} accepted, ${run.baselined} in the baseline`,
    ],
    zh: [
      `扫描 ${run.id}，preclear ${run.version}`,
      `${run.startedAt} 至 ${run.endedAt}，判断日期 ${run.asOf}`,
      `范围：${run.scope.paths.join('、')}（${scopeOf(run, 'zh')}；${run.scope.rules.length} 条规则）`,
      `文件 ${run.files} 个，Listing ${run.listings} 条，图片 ${run.images} 张，问题 ${run.problems} 个`,
      `错误 ${run.counts.error}，警告 ${run.counts.warning}，提示 ${run.counts.note}；待人工判断 ${run.review}，已放行 ${run.suppressed}，基线 ${run.baselined}`,
    ],
  };
  const sections = [
    listOf({ en: 'New', zh: '新出现' }[lang], opened, lang),
    listOf({ en: 'Back again', zh: '再次出现' }[lang], returned, lang),
    listOf({ en: 'No longer found', zh: '不再出现' }[lang], ended, lang),
  ];
  const head = (lang === 'zh' ? zh : en).map((line) => `${visible(line)}\n`).join('');
  return `${head}${sections.map((section) => `\n${section}`).join('')}`;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

const WHY = {
  'content-changed': { en: 'the listing changed', zh: 'Listing 内容已改' },
  'listing-gone': { en: 'the listing is gone', zh: 'Listing 已不存在' },
  'records-changed': { en: 'records changed: licences, authorisations, references', zh: '台账或参考资料有变化' },
  'rules-changed': { en: 'the rules changed', zh: '规则有变化' },
} as const;

function listOf(heading: string, episodes: readonly TriagedEpisode[], lang: Lang): string {
  const colon = lang === 'zh' ? '：' : ': ';
  if (episodes.length === 0) return `${heading}${colon}${{ en: 'nothing', zh: '无' }[lang]}\n`;
  const rows = episodes
    .slice(0, TOLD)
    .map(({ fingerprint, severity, rule, listing, finding, endedBy }) => [
      `  ${fingerprint}`,
      severity,
      rule,
      listing.slice(0, 40),
      finding.match.slice(0, 40),
      endedBy === undefined ? '' : WHY[endedBy][lang],
    ]);
  const more = episodes.length - TOLD;
  const rest = more <= 0 ? '' : `  ${{ en: `and ${more} more`, zh: `另有 ${more} 条` }[lang]}\n`;
  return `${heading}${colon}${episodes.length}\n${formatTable(rows)}${rest}`;
}

async function print(text: string): Promise<void> {
  await streamOutput(process.stdout).write(text);
}
