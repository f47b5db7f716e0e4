import process from 'node:process';
import { appendRecord } from '../../ledger/append-record.ts';
import { keepProofs } from '../../ledger/keep-proofs.ts';
import { RECORD_TABLES } from '../../ledger/open-records.ts';
import { UsageError } from '../../model/errors.ts';
import type { Lang } from '../../model/text.ts';
import { visible } from '../../reporters/cells.ts';
import { loadRulePacks } from '../../rulepacks/disk.ts';
import { ledgerFolder } from '../../scan/config.ts';
import { shownPath } from '../../scan/files.ts';
import { today } from '../../scan/today.ts';
import { pickLang } from '../lang.ts';
import { LOG_KINDS, type LogFlags } from '../log.ts';
import { streamOutput } from '../output.ts';
import { configFor } from '../scan/request.ts';

/** Columns that tell what has happened; tomorrow nothing has. */
const HAPPENED = ['date', 'at', 'done', 'withdrawn'];

/** Writes a row into a table of the ledger. */
export async function logRecord(word: string, { config: named, lang: flag, proof = [], ...given }: LogFlags): Promise<void> {
  const kind = LOG_KINDS[word];
  if (kind === undefined) throw new UsageError({ en: `Nothing is logged as ${word}.`, zh: `没有“${word}”这种登记。` });
  const config = await configFor(['.'], named);
  const folder = ledgerFolder(config);
  const table = RECORD_TABLES[kind.table];
  const cells: Record<string, string> = {};
  for (const column of Object.keys(table.columns)) {
    const value = given[camelCase(column)];
    if (typeof value === 'string' && value.trim() !== '') cells[column] = value.trim();
  }
  if (kind.table === 'measures') await requireStep(cells.step ?? '', config?.values.rules ?? []);
  const kept = keepProofs(folder, proof);
  if (kept.length > 0) {
    cells.proof = kept.map(({ path }) => path).join('; ');
    cells.proof_sha256 = kept.map(({ sha256 }) => sha256).join('; ');
  }
  const { record, file } = await appendRecord(folder, table, cells, kind.prefix, requireHappened);
  const lang = pickLang(flag, config?.values.lang);
  const proofs = kept.map(({ path, sha256, copied }) => {
    const as = copied ? { en: ' (copied)', zh: '（已复制）' }[lang] : '';
    return `  ${path}  ${sha256.slice(0, 12)}${as}`;
  });
  const lines = [added(lang, record.id, shownPath(file)), ...proofs];
  await streamOutput(process.stdout).write(lines.map((line) => `${visible(line)}\n`).join(''));
}

/** The name under which commander keeps the flag of a column. */
function camelCase(column: string): string {
  return column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Refuses what is told as done and lies ahead. */
function requireHappened(record: object): void {
  const day = today();
  for (const [name, value] of Object.entries(record)) {
    if (!HAPPENED.includes(name) || typeof value !== 'string' || value.slice(0, 10) <= day) continue;
    // Where the sun rises earlier it may be tomorrow already.
    if (value.includes('T') && Date.parse(value) <= Date.now()) continue;
    throw new UsageError({
      en: `--${name} ${value} lies ahead (today is ${day}), so nothing was written; only what has happened is logged. What is to be done is an action with --planned.`,
      zh: `--${name} ${value} 是将来的日期（今天是 ${day}），未写入；只登记已经发生的事。计划要做的事请用 log action --planned 登记。`,
    });
  }
}

/** Refuses a step that no rule asks for, and says which are near. */
async function requireStep(step: string, rules: readonly string[]): Promise<void> {
  const packs = await loadRulePacks(rules);
  const steps = new Set(packs.flatMap((pack) => pack.rules.flatMap(({ prevention }) => prevention.map(({ id }) => id))));
  if (steps.has(step)) return;
  const names = [...steps].toSorted().join(', ');
  throw new UsageError({
    en: `No rule has the prevention step "${step}", so nothing was written. Steps: ${names}. preclear measures says what each is.`,
    zh: `规则中没有名为“${step}”的预防措施，未写入。可选：${names}。用 preclear measures 查看各项内容。`,
  });
}

function added(lang: Lang, id: string, file: string): string {
  return { en: `${id} added to ${file}.`, zh: `已向 ${file} 写入 ${id}。` }[lang];
}
