import type { TriagedEpisode } from '../../model/history.ts';
import type { Bilingual } from '../../model/text.ts';
import { both, type Context, type Section } from '../context.ts';
import type { Action, Block, Cell, Column } from '../review.ts';
import { dayIn } from '../week.ts';
import { COLUMNS, count, listed, short, shortBoth } from '../words.ts';

/** Rows of a list; the workbook has them all. */
const MOST = 12;

/** What is new, what came back and what is gone since last week. */
export const changes: Section = {
  id: 'changes',
  title: { en: 'New, returned and fixed', zh: '新增、再次出现与已消除' },
  async gather(context) {
    const { opened, ended, now } = context;
    if (opened.total === 0 && ended.total === 0) return undefined;
    const fresh = opened.items.filter(({ nth }) => nth === 1);
    const returned = opened.items.filter(({ nth }) => nth > 1);
    const blocks: Block[] = [
      ...listOf('returned', RETURNED, returned, now.returned, context),
      ...listOf('new', NEW, fresh, now.opened, context),
      ...endedOf(context),
    ];
    const summary = both((lang) => {
      const parts = [
        [now.opened, { en: 'new', zh: '个新增' }],
        [now.returned, { en: 'came back', zh: '个再次出现' }],
        [now.fixed, { en: 'no longer found', zh: '个已消除' }],
      ] as const;
      return `${parts.map(([number, what]) => `${number} ${what[lang]}`).join(lang === 'zh' ? '，' : ', ')}${lang === 'zh' ? '。' : '.'}`;
    });
    return { summary, blocks, actions: actionsOf(opened.items, context) };
  },
};

function listOf(id: string, caption: Bilingual, items: readonly TriagedEpisode[], total: number, context: Context): Block[] {
  if (items.length === 0) return [];
  const rows = items.slice(0, MOST).map((episode) => rowOf(episode, context));
  return [{ kind: 'table', id, caption, columns: COLUMNS_OF, rows, more: Math.max(total, items.length) - rows.length }];
}

const COLUMNS_OF: readonly Column[] = [
  COLUMNS.severity,
  COLUMNS.listing,
  COLUMNS.marketplace,
  COLUMNS.what,
  COLUMNS.since,
  COLUMNS.who,
];

function rowOf({ severity, listing, marketplace, message, openedAt, triage }: TriagedEpisode, { week }: Context): Cell[] {
  const who = triage?.assignee;
  return [
    ...[severity, short(listing, 80), short(marketplace, 40), shortBoth(message, 240)],
    ...[dayIn(openedAt, week.zone), who === undefined ? null : short(who, 60)],
  ];
}

/** Why findings are gone: only what somebody changed is work that was done. */
function endedOf({ ended }: Context): Block[] {
  if (ended.total === 0) return [];
  const counts = new Map<string, number>();
  for (const { endedBy = 'content-changed' } of ended.items) counts.set(endedBy, (counts.get(endedBy) ?? 0) + 1);
  const rows = Object.entries(ENDS).flatMap(([reason, name]): Cell[][] => {
    const number = counts.get(reason) ?? 0;
    return number === 0 ? [] : [[name, number]];
  });
  const columns: Column[] = [{ id: 'why', name: { en: 'Why it is gone', zh: '消除原因' }, kind: 'text' }, COLUMNS.count];
  return [{ kind: 'table', id: 'gone', caption: GONE, columns, rows, more: ended.total - ended.items.length }];
}

const NEW: Bilingual = { en: 'New this week', zh: '本周新增' };
const RETURNED: Bilingual = { en: 'Came back after it was gone', zh: '消除后再次出现' };
const GONE: Bilingual = { en: 'No longer found', zh: '本周消除' };
const ENDS: Readonly<Record<string, Bilingual>> = {
  'content-changed': { en: 'the listing was changed', zh: '修改了 Listing' },
  'listing-gone': { en: 'the listing is no longer there', zh: 'Listing 已不存在' },
  'records-changed': { en: 'licences, authorisations or the library changed', zh: '授权台账或参考库有变化' },
  'rules-changed': { en: 'the rules changed', zh: '规则有变化' },
};

/** New errors go to whoever they are assigned to; those of nobody together. */
function actionsOf(items: readonly TriagedEpisode[], { past, week }: Context): Action[] {
  const open = items.filter(
    ({ state, severity, endedAt }) =>
      severity !== 'note' && (state === 'open' || (past && state === 'fixed' && (endedAt ?? '') >= week.to)),
  );
  const people = new Map<string | undefined, TriagedEpisode[]>();
  for (const episode of open) {
    const who = episode.triage?.assignee;
    people.set(who, [...(people.get(who) ?? []), episode]);
  }
  return [...people].map(([who, mine]): Action => {
    const number = (level: string): number => mine.filter(({ severity }) => severity === level).length;
    const back = mine.filter(({ nth }) => nth > 1).length;
    const what = both((lang) => {
      const amount = listed(lang, [
        [number('error'), 'error'],
        [number('warning'), 'warning'],
      ]);
      const again =
        back === 0 ? '' : lang === 'zh' ? `（其中 ${back} 个再次出现，请查明原因）` : ` (${back} came back: find out why)`;
      if (lang === 'zh') return `${who === undefined ? '指定负责人并处理' : '处理'}本周出现的 ${amount}${again}`;
      return `${who === undefined ? 'Assign and fix' : 'Fix'} the ${amount} of this week${again}`;
    });
    return {
      what,
      ...(who === undefined ? {} : { who: short(who, 60) }),
      urgency: number('error') > 0 ? 'now' : 'soon',
      section: 'changes',
    };
  });
}

/** `12 more rows`. */
export function moreRows(more: number): Bilingual {
  return both((lang) =>
    lang === 'zh'
      ? `另有 ${count(lang, more, 'row')}，见 XLSX 或 JSON`
      : `and ${count(lang, more, 'row')} more, see the workbook`,
  );
}
