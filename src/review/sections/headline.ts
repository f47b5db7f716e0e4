import type { Severity } from '../../model/rule.ts';
import type { Bilingual } from '../../model/text.ts';
import { both, type Context, type Section, type SectionContent } from '../context.ts';
import type { Block, Figure } from '../review.ts';
import { change, count, LEVELS, listed } from '../words.ts';

/** Least share of listings that this week's scans must have met for the weeks to be compared. */
const COMPARABLE = 0.9;

/** Whether the shop is safer than a week ago, by numbers. */
export const headline: Section = {
  id: 'headline',
  title: { en: 'Are we safer than last week?', zh: '比上周更安全了吗？' },
  async gather(context) {
    const { now, last, sources, week } = context;
    const { met, listings } = await sources.history.coverage(week.from, week.to);
    const blocks: Block[] = [{ kind: 'figures', figures: figuresOf(context) }];
    if (met < listings * COMPARABLE) blocks.push({ kind: 'text', tone: 'bad', text: thin(met, listings) });
    const rules = changedRules(context);
    if (rules !== undefined) blocks.push({ kind: 'text', tone: 'quiet', text: rules });
    const summary = last === undefined ? first(now.open) : verdict(now.open, last.open, context);
    return { summary, blocks } satisfies SectionContent;
  },
};

type Open = Readonly<Record<Severity, number>>;

function figuresOf({ now, last }: Context): Figure[] {
  const levels = (['error', 'warning', 'note'] as const).map(
    (level): Figure => ({
      id: `open-${level}`,
      name: both((lang) => (lang === 'zh' ? `未处理的${LEVELS[level].zh}` : `Open ${LEVELS[level].en.toLowerCase()}`)),
      value: now.open[level],
      ...(last === undefined ? {} : { before: last.open[level] }),
      better: 'less',
      tone: level,
    }),
  );
  const flow = (id: 'opened' | 'returned' | 'fixed', name: Bilingual, better: 'less' | 'more'): Figure => ({
    ...{ id, name, value: now[id], better },
    ...(last === undefined ? {} : { before: last[id] }),
  });
  return [
    ...levels,
    flow('opened', { en: 'New this week', zh: '本周新增' }, 'less'),
    flow('returned', { en: 'Came back', zh: '再次出现' }, 'less'),
    flow('fixed', { en: 'No longer found', zh: '本周消除' }, 'more'),
  ];
}

/** Errors decide, then warnings; notes do not make a shop less safe. */
function verdict(now: Open, before: Open, { now: { opened, returned, fixed }, calm, sources }: Context): Bilingual {
  const errors = now.error - before.error;
  const warnings = now.warning - before.warning;
  const decisive = errors === 0 ? warnings : errors;
  if (decisive === 0 && calm) return isPromiseBroken(sources) ? brokenPromise(now) : quietWeek(now);
  const numbers = both((lang) =>
    lang === 'zh'
      ? `错误 ${before.error} → ${now.error}（${change(errors)}），警告 ${before.warning} → ${now.warning}（${change(warnings)}）；新增 ${opened}，再次出现 ${returned}，消除 ${fixed}。`
      : `errors ${before.error} → ${now.error} (${change(errors)}), warnings ${before.warning} → ${now.warning} (${change(warnings)}); ${opened} new, ${returned} came back, ${fixed} no longer found.`,
  );
  const says = decisive < 0 ? SAFER : decisive > 0 ? LESS_SAFE : SAME;
  const mixed = errors * warnings < 0;
  return {
    en: `${says.en}${mixed ? ', going by errors' : ''}: ${numbers.en}`,
    zh: `${says.zh}${mixed ? '（以错误数为准）' : ''}：${numbers.zh}`,
  };
}

function quietWeek(open: Open): Bilingual {
  return both((lang) => {
    const still = openCounts(open, lang);
    if (lang === 'zh')
      return `平静的一周：没有新问题，也没有问题再次出现。${still === '' ? '目前没有未处理的问题。' : `仍有${still}未处理。`}`;
    return `A quiet week: nothing new, and nothing came back. ${still === '' ? 'Nothing is open.' : `Still open: ${still}.`}`;
  });
}

/** Whether a measure that was adopted is not kept, or a sent letter names one that is not. */
function isPromiseBroken({ measures = [], cases = [] }: Context['sources']): boolean {
  return measures.some(({ state }) => state === 'broken') || cases.some(({ alarms = [] }) => alarms.length > 0);
}

function brokenPromise(open: Open): Bilingual {
  return both((lang) => {
    const still = openCounts(open, lang);
    if (lang === 'zh') return `没有新问题，但有预防措施没有执行。${still === '' ? '' : `仍有${still}未处理。`}`;
    return `Nothing new was found, but a prevention measure is not kept.${still === '' ? '' : ` Still open: ${still}.`}`;
  });
}

function first(open: Open): Bilingual {
  return both((lang) => {
    const found = openCounts(open, lang);
    if (lang === 'zh') return `这是有记录的第一周，暂无可比较的数据。${found === '' ? '未发现问题。' : `发现${found}。`}`;
    return `The first week on record, so there is nothing to compare with. ${found === '' ? 'Nothing was found.' : `Found: ${found}.`}`;
  });
}

function openCounts({ error, warning, note }: Open, lang: 'en' | 'zh'): string {
  return listed(lang, [
    [error, 'error'],
    [warning, 'warning'],
    [note, 'note'],
  ]);
}

function thin(met: number, listings: number): Bilingual {
  return both((lang) =>
    lang === 'zh'
      ? `本周扫描只覆盖了 ${listings} 个 Listing 中的 ${met} 个，其余沿用以前的结果，因此与上周的比较仅供参考。`
      : `This week’s scans met ${met} of ${count(lang, listings, 'listing')}; of the others the numbers are older, so compare with care.`,
  );
}

/** A change of rules moves numbers without anybody having done anything. */
function changedRules({ runs, week }: Context): Bilingual | undefined {
  const [newest] = runs;
  const earlier = runs.find(({ endedAt }) => endedAt < week.from);
  if (newest === undefined || earlier === undefined) return undefined;
  const packs = ({ packs: all }: typeof newest): string => all.map(({ id, version }) => `${id} ${version}`).join(', ');
  if (newest.version === earlier.version && packs(newest) === packs(earlier)) return undefined;
  return {
    en: 'preclear or its rules were updated since last week; part of the difference comes from that.',
    zh: '上周以来 preclear 或规则有更新，部分变化由此产生。',
  };
}

const SAFER: Bilingual = { en: 'Safer than last week', zh: '比上周更安全' };
const LESS_SAFE: Bilingual = { en: 'Less safe than last week', zh: '风险高于上周' };
const SAME: Bilingual = { en: 'As safe as last week', zh: '与上周持平' };
