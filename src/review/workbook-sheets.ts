import { daysBetween } from '../model/day.ts';
import { fieldName } from '../model/field-names.ts';
import type { TriagedEpisode } from '../model/history.ts';
import { SEVERITIES } from '../model/rule.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { SEVERITY_NAMES } from '../reporters/wording.ts';
import type { Gathered } from './gather.ts';
import { sortActions } from './sections/agenda.ts';
import { endingRights, RIGHT_NAMES } from './sections/rights.ts';
import { allListings, STATES, signedBy } from './sections/sign-offs.ts';
import { endingSuppressions } from './sections/suppressions.ts';
import { URGENCIES } from './shown.ts';
import type { Sources } from './sources.ts';
import { dayIn, type Week } from './week.ts';
import { LEVELS } from './words.ts';

/*
 * The tables of the workbook: findings, listings, what ends, what is to be done. They are read from the history anew, because the review itself
 * holds only the beginnings of its lists.
 */

/** What a cell holds; a day is a real date. */
export type SheetCell = string | number | { readonly day: string } | null;

/** A table of the workbook. */
export interface SheetTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly width: number }[];
  readonly rows: readonly (readonly SheetCell[])[];
}

/** Findings of a page of the history, and of the workbook. */
const PAGE = 500;
const MOST_FINDINGS = 20_000;
const MOST_LISTINGS = 100_000;

type Names = readonly (readonly [name: Bilingual, width: number])[];

/** All tables. */
export async function sheetTables({ review, actions, open }: Gathered, sources: Sources, lang: Lang): Promise<SheetTable[]> {
  return [
    await findingsTable(review.week, open, sources, lang),
    await listingsTable(review.week, sources, lang),
    expiringTable(sources, lang),
    actionsTable(actions, lang),
  ];
}

function table(name: Bilingual, columns: Names, rows: SheetTable['rows'], lang: Lang): SheetTable {
  return { name: name[lang], columns: columns.map(([said, width]) => ({ name: said[lang], width })), rows };
}

async function findingsTable(week: Week, asked: Gathered['open'], sources: Sources, lang: Lang): Promise<SheetTable> {
  const open = await pages(sources, { ...asked, sort: 'severity' });
  const gone = await pages(sources, { ended: { from: week.from, to: week.to }, sort: 'severity' });
  const rows = [...open.items, ...gone.items].map((episode) => findingRow(episode, week, lang));
  const cut = open.total + gone.total - rows.length;
  if (cut > 0) rows.push([{ en: `${cut} more findings are not listed here.`, zh: `另有 ${cut} 个问题未列出。` }[lang]]);
  return table({ en: 'Findings', zh: '问题' }, FINDINGS, rows, lang);
}

const FINDINGS: Names = [
  [{ en: 'Level', zh: '级别' }, 10],
  [{ en: 'This week', zh: '本周状态' }, 14],
  [{ en: 'Listing', zh: 'Listing' }, 22],
  [{ en: 'Marketplace', zh: '站点' }, 16],
  [{ en: 'Field', zh: '字段' }, 18],
  [{ en: 'Found', zh: '命中内容' }, 28],
  [{ en: 'What is wrong', zh: '问题' }, 60],
  [{ en: 'Fix', zh: '修改建议' }, 60],
  [{ en: 'Who', zh: '负责人' }, 16],
  [{ en: 'A person decides', zh: '需人工判断' }, 14],
  [{ en: 'Since', zh: '首次发现' }, 12],
  [{ en: 'Gone on', zh: '消除日期' }, 12],
  [{ en: 'Times seen', zh: '出现次数' }, 10],
  [{ en: 'Rule', zh: '规则' }, 28],
  [{ en: 'File', zh: '文件' }, 36],
  [{ en: 'Line', zh: '行' }, 8],
  [{ en: 'Fingerprint', zh: '指纹' }, 18],
];

function findingRow(episode: TriagedEpisode, week: Week, lang: Lang): SheetCell[] {
  const { severity, listing, marketplace, finding, message, fix, triage, review, openedAt, nth, rule } = episode;
  // What ended later stood at the end of the week.
  const endedAt = episode.endedAt !== undefined && episode.endedAt < week.to ? episode.endedAt : undefined;
  const fresh = openedAt >= week.from && openedAt < week.to;
  const state = endedAt !== undefined ? STAGES.gone : fresh ? (nth > 1 ? STAGES.returned : STAGES.fresh) : STAGES.open;
  return [
    ...[SEVERITY_NAMES[severity][lang], state[lang], listing, marketplace, fieldName(finding.field, finding.index)[lang]],
    ...[finding.match, message[lang], fix[lang], triage?.assignee ?? null, review ? (lang === 'zh' ? '是' : 'yes') : null],
    ...[{ day: dayIn(openedAt, week.zone) }, endedAt === undefined ? null : { day: dayIn(endedAt, week.zone) }],
    ...[nth, rule, finding.file, finding.line, episode.fingerprint],
  ];
}

const STAGES = {
  fresh: { en: 'new', zh: '新增' },
  returned: { en: 'came back', zh: '再次出现' },
  open: { en: 'open before', zh: '之前已有' },
  gone: { en: 'no longer found', zh: '已消除' },
} as const;

/** Reads findings page by page, up to a bound. */
async function pages({ history }: Sources, query: Parameters<Sources['history']['episodes']>[0]) {
  const items: TriagedEpisode[] = [];
  for (;;) {
    const found = await history.episodes({ ...query, offset: items.length, limit: PAGE });
    items.push(...found.items);
    if (found.items.length === 0 || items.length >= Math.min(found.total, MOST_FINDINGS)) return { items, total: found.total };
  }
}

async function listingsTable(week: Week, sources: Sources, lang: Lang): Promise<SheetTable> {
  const stateOf = signedBy(sources);
  const rows: SheetCell[][] = [];
  for await (const listing of allListings(sources.history)) {
    if (rows.length >= MOST_LISTINGS) break;
    const signed = stateOf?.(listing);
    rows.push([
      ...[listing.listing, listing.marketplace, listing.title, ...SEVERITIES.map((level) => listing.open[level])],
      ...[signed === undefined ? null : STATES[signed.state][lang], signed?.signed.map(({ by }) => by).join(', ') || null],
      ...[{ day: dayIn(listing.firstSeenAt, week.zone) }, { day: dayIn(listing.lastSeenAt, week.zone) }],
      ...[listing.file, listing.record],
    ]);
  }
  return table({ en: 'Listings', zh: 'Listing' }, LISTINGS, rows, lang);
}

const LISTINGS: Names = [
  [{ en: 'Listing', zh: 'Listing' }, 22],
  [{ en: 'Marketplace', zh: '站点' }, 16],
  [{ en: 'Title', zh: '标题' }, 60],
  [LEVELS.error, 10],
  [LEVELS.warning, 10],
  [LEVELS.note, 10],
  [{ en: 'Sign-off', zh: '签核状态' }, 26],
  [{ en: 'Signed by', zh: '签核人' }, 26],
  [{ en: 'First seen', zh: '首次扫描' }, 12],
  [{ en: 'Last seen', zh: '最近扫描' }, 12],
  [{ en: 'File', zh: '文件' }, 36],
  [{ en: 'Record', zh: '记录' }, 8],
];

function expiringTable(sources: Sources, lang: Lang): SheetTable {
  const rights = endingRights(sources).map(({ kind, id, owner, covers, until, daysLeft }): SheetCell[] => [
    ...[RIGHT_NAMES[kind][lang], id, owner, covers, { day: until }, daysLeft],
  ]);
  const accepted = endingSuppressions(sources).map(({ rule, fingerprint, listing, reason, until }): SheetCell[] => [
    ...[{ en: 'Suppression', zh: '放行' }[lang], rule ?? fingerprint ?? '', listing ?? null, reason, { day: until }],
    daysBetween(sources.asOf, until),
  ]);
  const columns: Names = [
    [{ en: 'Kind', zh: '类型' }, 20],
    [{ en: 'Record', zh: '编号' }, 24],
    [{ en: 'Owner, brand or listing', zh: '权利人、品牌或 Listing' }, 30],
    [{ en: 'For', zh: '适用范围或理由' }, 50],
    [{ en: 'Last day', zh: '截止日' }, 12],
    [{ en: 'Days left', zh: '剩余天数' }, 10],
  ];
  return table({ en: 'Expiring', zh: '即将到期' }, columns, [...rights, ...accepted], lang);
}

function actionsTable(actions: Gathered['actions'], lang: Lang): SheetTable {
  const rows = sortActions(actions).map(({ urgency, what, who, due }): SheetCell[] => [
    ...[URGENCIES[urgency][lang], what[lang], who ?? null, due === undefined ? null : { day: due }, null, null],
  ]);
  const columns: Names = [
    [{ en: 'When', zh: '紧急程度' }, 10],
    [{ en: 'What', zh: '事项' }, 80],
    [{ en: 'Who', zh: '负责人' }, 24],
    [{ en: 'Last day', zh: '截止日' }, 12],
    [{ en: 'Decided', zh: '决定' }, 30],
    [{ en: 'Done on', zh: '完成日期' }, 12],
  ];
  return table({ en: 'Actions', zh: '待办' }, columns, rows, lang);
}
