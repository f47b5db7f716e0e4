import { dayAfter } from '../model/day.ts';
import type { PenaltyRecord } from '../model/ledger.ts';
import type { PenaltyTable, PenaltyThreshold } from '../model/penalty.ts';

/*
 * Records of penalties -> what they add up to on a day.
 */

/** First day on which a record no longer counts; undefined when no source says so. */
export function lapseDay({ date }: PenaltyRecord, table: PenaltyTable | undefined): string | undefined {
  return table?.validity === undefined ? undefined : dayAfter(date, table.validity.days);
}

/** Whether a record counts on a day: it was there, was not taken back, and has not lapsed. */
export function countsOn(record: PenaltyRecord, day: string, table: PenaltyTable | undefined): boolean {
  const lapse = lapseDay(record, table);
  return record.date <= day && !isTakenBack(record, day) && (lapse === undefined || day < lapse);
}

function isTakenBack({ withdrawn }: PenaltyRecord, day: string): boolean {
  return withdrawn !== undefined && withdrawn <= day;
}

/** The points that count on a day; violations of one day bring no more than the table's last sum. */
export function sumPoints(records: readonly PenaltyRecord[], day: string, table: PenaltyTable | undefined): number {
  const caps = table?.caps ?? [];
  const groups = new Map<string, { points: number; readonly most: number }>();
  for (const record of records) {
    if (!countsOn(record, day, table)) continue;
    const at = caps.findIndex(({ kinds }) => kinds.includes(record.kind));
    // Without a cap every record is a group of its own.
    const name = at === -1 ? `record ${record.id}` : `cap ${at} ${record.date}`;
    const group = groups.get(name) ?? { points: 0, most: caps[at]?.perDay ?? Number.POSITIVE_INFINITY };
    group.points += record.points ?? 0;
    groups.set(name, group);
  }
  return [...groups.values()].reduce((sum, { points, most }) => sum + Math.min(points, most), 0);
}

/** How many violations count on a day; of one right, where the threshold says so, then of the right with the most. */
export function countViolations(
  { kinds, sameRight }: Pick<PenaltyThreshold, 'kinds' | 'sameRight'>,
  records: readonly PenaltyRecord[],
  day: string,
  table: PenaltyTable | undefined,
): { readonly count: number; readonly right?: string } {
  const meant = records.filter((record) => (kinds.length === 0 || kinds.includes(record.kind)) && !isTakenBack(record, day));
  if (!sameRight) return { count: countEvents(meant, day, table) };
  const byRight = new Map<string, PenaltyRecord[]>();
  for (const record of meant) {
    if (record.right === undefined) continue;
    const right = record.right.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ');
    byRight.set(right, [...(byRight.get(right) ?? []), record]);
  }
  const counts = [...byRight.values()].map((own) => ({ count: countEvents(own, day, table), right: own[0]?.right ?? '' }));
  return counts.reduce<{ count: number; right?: string }>((most, one) => (one.count > most.count ? one : most), { count: 0 });
}

/** Violations within the days of the table's merge are one event, from the first on; it counts as long as one of them does. */
function countEvents(records: readonly PenaltyRecord[], day: string, table: PenaltyTable | undefined): number {
  const merges = table?.merges ?? [];
  const starts = new Map<number, string>();
  const events = new Map<string, boolean>();
  for (const record of records.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    const at = merges.findIndex(({ kinds }) => kinds.includes(record.kind));
    const start = starts.get(at);
    const merged = at !== -1 && start !== undefined && record.date < dayAfter(start, merges[at]?.days ?? 0);
    if (at !== -1 && !merged) starts.set(at, record.date);
    const name = at === -1 ? `record ${record.id}` : `merge ${at} ${merged ? start : record.date}`;
    events.set(name, (events.get(name) ?? false) || countsOn(record, day, table));
  }
  return [...events.values()].filter(Boolean).length;
}
