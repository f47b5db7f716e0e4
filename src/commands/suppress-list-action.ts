import process from 'node:process';
import { SUPPRESSIONS_NAME, type Suppression } from '../decisions/suppression.ts';
import { daysBetween } from '../model/day.ts';
import type { Lang } from '../model/text.ts';
import { loadRulePacks } from '../rulepacks/disk.ts';
import { besideConfig, readDecisions } from '../scan/decision-files.ts';
import { shownPath } from '../scan/files.ts';
import { readSuppressions } from '../scan/suppressions-file.ts';
import { today } from '../scan/today.ts';
import { pickLang } from './lang.ts';
import { streamOutput } from './output.ts';
import { configFor } from './scan/request.ts';
import type { ListFlags } from './suppress.ts';
import { formatTable } from './table.ts';

interface Listed extends Suppression {
  readonly file: string;
  /** Until it ends; negative when it has. */
  readonly days: number;
}

/** Prints what is accepted, the first to end first. */
export async function listSuppressions(
  path: string,
  { config: named, expiring, format, lang: flag }: ListFlags,
): Promise<void> {
  const config = await configFor([path], named);
  const lang = pickLang(flag, config?.values.lang);
  const packs = await loadRulePacks(config?.values.rules ?? []);
  const rules = packs.flatMap((pack) => pack.rules.map(({ id }) => id));
  const asOf = today();
  const found: Listed[] = [];
  for (const place of besideConfig(config, SUPPRESSIONS_NAME)) {
    const file = shownPath(place);
    for (const entry of await readSuppressions(file, readDecisions(place), { rules, asOf }))
      found.push({ ...entry, file, days: daysBetween(asOf, entry.until) });
  }
  const listed = found
    .filter(({ days }) => expiring === undefined || days <= expiring)
    .sort((a, b) => a.days - b.days || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.place.line - b.place.line));
  await streamOutput(process.stdout).write(format === 'json' ? json(listed) : text(listed, lang));
}

function json(listed: readonly Listed[]): string {
  const entries = listed.map(({ place, days, file, ...entry }) => ({ ...entry, daysLeft: days, file, line: place.line }));
  return `${JSON.stringify({ suppressions: entries }, null, 2)}\n`;
}

function text(listed: readonly Listed[], lang: Lang): string {
  if (listed.length === 0) return `${{ en: 'Nothing is accepted.', zh: '没有符合条件的放行记录。' }[lang]}\n`;
  const heading =
    lang === 'zh'
      ? ['截止', '剩余', '规则', 'Listing', '字段', '原文', '理由', '批准人', '位置']
      : ['until', 'left', 'rule', 'listing', 'field', 'match', 'reason', 'by', 'where'];
  const rows = listed.map(({ until, days, rule, listing, field, match, reason, by, fingerprint, file, place }) => [
    until,
    left(days, lang),
    rule ?? fingerprint ?? '',
    listing ?? '',
    field ?? '',
    match ?? '',
    reason,
    by ?? '',
    `${file}:${place.line}`,
  ]);
  return formatTable([heading, ...rows]);
}

function left(days: number, lang: Lang): string {
  if (days < 0) return { en: 'ended', zh: '已到期' }[lang];
  return { en: `${days} ${days === 1 ? 'day' : 'days'}`, zh: `${days} 天` }[lang];
}
