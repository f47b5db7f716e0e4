import type { PenaltyTable, PenaltyThreshold, ThresholdNow } from '../model/penalty.ts';
import type { Lang } from '../model/text.ts';

/*
 * Where a seller stands with a platform, in words.
 */

/** The points that count, with how many records told none. */
export function pointsText(points: number, records: number, without: number, lang: Lang): string {
  const unknown = without === 0 ? '' : { en: `, ${without} without points`, zh: `，其中 ${without} 条无分值` }[lang];
  return {
    en: `${points}  (${records} ${records === 1 ? 'record' : 'records'}${unknown})`,
    zh: `${points}（${records} 条记录${unknown}）`,
  }[lang];
}

/** A threshold and what follows from it. */
export function thresholdText(
  { of, at, kinds, sameRight, effect }: PenaltyThreshold,
  table: PenaltyTable | undefined,
  lang: Lang,
): string {
  const names = kinds.map((kind) => table?.kinds.find(({ id }) => id === kind)?.title[lang] ?? kind);
  const which = names.length === 0 ? '' : ` × ${names.join(' / ')}`;
  const same = sameRight ? { en: ' against one right', zh: '（同一权利）' }[lang] : '';
  const what = {
    points: { en: `${at} points`, zh: `${at} 分` },
    count: { en: `${at}${which}${same}`, zh: `${at}${which}${same}` },
    score: { en: `score ${at} or less`, zh: `评分 ≤ ${at}` },
  }[of][lang];
  return { en: `${what}: ${effect.en}`, zh: `${what}：${effect.zh}` }[lang];
}

/** How far away a threshold is. */
export function leftText({ left, now, of }: ThresholdNow, lang: Lang): string {
  if (of === 'score') return { en: `  (${left} above it)`, zh: `（高出 ${left} 分）` }[lang];
  return { en: `  (${now} now, ${left} more)`, zh: `（现 ${now}，还差 ${left}）` }[lang];
}

/** Complaints whose end is open. */
export function openText(count: number, lang: Lang): string {
  return {
    en: `${count} open ${count === 1 ? 'complaint, not counted: nobody knows yet what it brings' : 'complaints, not counted: nobody knows yet what they bring'}`,
    zh: `${count} 个未结投诉，未计入：结果尚不可知`,
  }[lang];
}
