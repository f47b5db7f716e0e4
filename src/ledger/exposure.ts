import type { PenaltyPlatform, PenaltyRecord } from '../model/ledger.ts';
import type { Exposure, PenaltyLapse, PenaltyTable, PenaltyThreshold, PenaltyTrust, ThresholdNow } from '../model/penalty.ts';
import type { Bilingual } from '../model/text.ts';
import { countsOn, countViolations, lapseDay, sumPoints } from './penalty-count.ts';

/** A score of the account, as a marketplace showed it. */
export interface ShownScore {
  readonly platform: PenaltyPlatform;
  /** `amazon.com` … */
  readonly marketplace: string;
  readonly value: number;
  readonly at: string;
}

/** What the seller's exposure is made of. */
export interface ExposureQuestion {
  /** In the order in which they were read; the last one in use for a platform counts. */
  readonly tables: readonly PenaltyTable[];
  readonly penalties: readonly PenaltyRecord[];
  /** Complaints that are open. */
  readonly openComplaints: readonly { readonly platform: string }[];
  /** Scores that platforms showed, in any order. */
  readonly scores?: readonly ShownScore[];
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
}

/**
 * Where the seller stands with each platform for which there is a table in use, a record or an open complaint. Only what the platform told
 * counts; nothing is estimated.
 */
export function exposure({ tables, penalties, openComplaints, scores = [], asOf }: ExposureQuestion): Exposure[] {
  const inUse = new Map(tables.filter(({ enabled }) => enabled).map((table) => [table.platform, table]));
  const platforms = new Set([...inUse.keys(), ...penalties.map(({ platform }) => platform)]);
  return [...platforms].toSorted().map((platform) => {
    const table = inUse.get(platform);
    const records = penalties.filter((one) => one.platform === platform && one.date <= asOf);
    const score = lowestScore(scores.filter((one) => one.platform === platform && one.at.slice(0, 10) <= asOf));
    const open = openComplaints.filter((one) => one.platform === platform).length;
    return standing({ platform, table, records, score, open, asOf });
  });
}

/** Of each marketplace the newest, of those the lowest. */
function lowestScore(scores: readonly ShownScore[]): ShownScore | undefined {
  const newest = new Map<string, ShownScore>();
  for (const score of scores) {
    const known = newest.get(score.marketplace);
    if (known === undefined || known.at <= score.at) newest.set(score.marketplace, score);
  }
  return [...newest.values()].toSorted((a, b) => a.value - b.value).at(0);
}

interface Standing {
  readonly platform: PenaltyPlatform;
  readonly table: PenaltyTable | undefined;
  readonly records: readonly PenaltyRecord[];
  readonly score: ShownScore | undefined;
  readonly open: number;
  readonly asOf: string;
}

function standing({ platform, table, records, score, open, asOf }: Standing): Exposure {
  const valid = records.filter((record) => countsOn(record, asOf, table));
  const points = sumPoints(records, asOf, table);
  const thresholds = (table?.thresholds ?? []).flatMap(
    (threshold) => beside(threshold, { table, records, points, score: score?.value, asOf }) ?? [],
  );
  const next = thresholds
    .filter(({ reached }) => !reached)
    .toSorted((a, b) => nearness(a) - nearness(b))
    .at(0);
  return {
    platform,
    ...(table === undefined ? {} : { table: table.id }),
    asOf,
    points,
    records: valid.length,
    withoutPoints: valid.filter((record) => record.points === undefined).length,
    ...(score === undefined ? {} : { score: { value: score.value, at: score.at, marketplace: score.marketplace } }),
    thresholds,
    ...(next === undefined ? {} : { next }),
    lapses: lapsesOf(records, asOf, table),
    openComplaints: open,
    unconfirmed: doubts(table, valid, score !== undefined),
  };
}

interface Counted {
  readonly table: PenaltyTable | undefined;
  readonly records: readonly PenaltyRecord[];
  readonly points: number;
  readonly score: number | undefined;
  readonly asOf: string;
}

/** A threshold beside what was counted; undefined for one of a score that nobody has imported. */
function beside(threshold: PenaltyThreshold, { table, records, points, score, asOf }: Counted): ThresholdNow | undefined {
  const trust = trustOf(table, threshold.source);
  if (threshold.of === 'score') {
    if (score === undefined) return undefined;
    return { ...threshold, now: score, reached: score <= threshold.at, left: Math.max(0, score - threshold.at), trust };
  }
  const counted = threshold.of === 'points' ? { count: points } : countViolations(threshold, records, asOf, table);
  const { count: now, right } = { right: undefined, ...counted };
  return {
    ...threshold,
    now,
    reached: now >= threshold.at,
    left: Math.max(0, threshold.at - now),
    trust,
    ...(right === undefined ? {} : { right }),
  };
}

/** How far a threshold is, as a part of itself. */
function nearness({ left, at }: ThresholdNow): number {
  return left / Math.max(1, at);
}

/** When what counts today will count no more. */
function lapsesOf(records: readonly PenaltyRecord[], asOf: string, table: PenaltyTable | undefined): PenaltyLapse[] {
  const valid = records.filter((record) => countsOn(record, asOf, table));
  const days = new Map<string, string[]>();
  for (const record of valid) {
    const day = lapseDay(record, table);
    if (day !== undefined) days.set(day, [...(days.get(day) ?? []), record.id]);
  }
  let before = sumPoints(valid, asOf, table);
  return [...days.keys()].toSorted().map((day) => {
    const after = sumPoints(valid, day, table);
    const points = before - after;
    before = after;
    return { day, points, records: days.get(day) ?? [] };
  });
}

function trustOf(table: PenaltyTable | undefined, source: string): PenaltyTrust {
  return table?.sources.find(({ id }) => id === source)?.trust ?? 'unconfirmed';
}

/** What cannot be relied on. */
function doubts(table: PenaltyTable | undefined, valid: readonly PenaltyRecord[], hasScore: boolean): Bilingual[] {
  if (table === undefined) return [NO_TABLE];
  const facts = [
    ...table.thresholds,
    ...table.caps,
    ...table.merges,
    ...(table.validity === undefined ? [] : [table.validity]),
  ];
  const used = new Set(facts.map(({ source }) => source));
  const all: Bilingual[] = table.sources
    .filter(({ id, trust }) => trust !== 'official' && used.has(id))
    .map(({ title, trust, checked }) => ({
      en: `${TRUST[trust].en}: “${title}”, read on ${checked}.`,
      zh: `${TRUST[trust].zh}：“${title}”，查阅日期 ${checked}。`,
    }));
  const known = new Set(table.kinds.map(({ id }) => id));
  const strange = [...new Set(valid.map(({ kind }) => kind))].filter((kind) => !known.has(kind));
  if (strange.length > 0) all.push(strangeKinds(strange, [...known]));
  const without = valid.filter(({ points }) => points === undefined).length;
  if (without > 0 && table.thresholds.some(({ of }) => of === 'points')) all.push(noPoints(without));
  if (table.validity === undefined && valid.length > 0) all.push(NO_END);
  if (!hasScore && table.thresholds.some(({ of }) => of === 'score')) all.push(NO_SCORE);
  const byRight = table.thresholds.filter(({ sameRight }) => sameRight);
  const nameless = valid.filter(({ right }) => right === undefined);
  if (nameless.some(({ kind }) => byRight.some(({ kinds }) => kinds.length === 0 || kinds.includes(kind)))) all.push(NO_RIGHT);
  return [...all, ...table.notes.map(({ text }) => text)];
}

const TRUST: Readonly<Record<PenaltyTrust, Bilingual>> = {
  official: { en: 'The platform’s own page', zh: '平台官方页面' },
  copy: { en: 'From a copy of the platform’s page, look at the page itself', zh: '来自平台页面的副本，请以官方页面为准' },
  'third-party': { en: 'From a page that is not the platform’s', zh: '来自第三方页面，并非平台官方' },
  unconfirmed: { en: 'Nobody’s word that could be checked', zh: '未经证实' },
};

const NO_TABLE: Bilingual = {
  en: 'There is no penalty table in use for this platform, so nothing is said of what comes next.',
  zh: '该平台没有启用的处罚标准，无法说明后续后果。',
};
const NO_END: Bilingual = {
  en: 'No source says when these points lapse, so all of them count.',
  zh: '没有来源说明这些扣分何时失效，因此全部计入。',
};
const NO_SCORE: Bilingual = {
  en: 'No score of the account was imported (preclear history health import), so nothing is said of it.',
  zh: '尚未导入账户评分（preclear history health import），无法说明评分情况。',
};
const NO_RIGHT: Bilingual = {
  en: 'Records without the number of their right are not added up by right.',
  zh: '没有登记权利编号的记录未按同一权利累计。',
};

function noPoints(count: number): Bilingual {
  return {
    en: `Of ${count} ${count === 1 ? 'record' : 'records'} the platform told no points (or they were not entered), so the sum may be higher.`,
    zh: `有 ${count} 条记录没有扣分数值（平台未告知或未登记），实际累计可能更高。`,
  };
}

function strangeKinds(kinds: readonly string[], known: readonly string[]): Bilingual {
  return {
    en: `The table has no kind ${kinds.join(', ')} (it has ${known.join(', ')}), so these records count for points only.`,
    zh: `处罚标准中没有 ${kinds.join('、')} 这一类型（可用：${known.join('、')}），这些记录只计入分数。`,
  };
}
