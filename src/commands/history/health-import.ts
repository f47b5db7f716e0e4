import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import process from 'node:process';
import type { History } from '../../history/history.ts';
import { isDay } from '../../model/day.ts';
import { EnvironmentError, UsageError } from '../../model/errors.ts';
import type { HealthSnapshot } from '../../model/history.ts';
import type { Problem } from '../../model/problem.ts';
import type { Lang } from '../../model/text.ts';
import { visible } from '../../reporters/cells.ts';
import { requirePath } from '../../scan/look-at.ts';
import { today } from '../../scan/today.ts';
import { endWith } from '../exit.ts';
import type { HealthFlags } from '../history.ts';
import { streamOutput } from '../output.ts';
import { formatTable } from '../table.ts';
import { withHistory } from './action.ts';
import { type HealthFile, readHealthReport } from './health-report.ts';
import { readHealthTable } from './health-table.ts';

/** A report of one seller has some kilobytes. */
const MAX_BYTES = 16 * 1024 * 1024;
/** Problems that are told one by one. */
const MOST_TOLD = 50;

/** Imports what marketplaces say of the account; of a file that was imported before nothing is added. */
export async function importHealth(files: readonly string[], flags: HealthFlags): Promise<void> {
  const day = flags.date ?? today();
  if (!isDay(day)) {
    throw new UsageError({
      en: `--date is "${day}"; it must be a day such as 2026-11-22.`,
      zh: `--date 写的是“${day}”；应为日期，例如 2026-11-22。`,
    });
  }
  const read = files.map((file) => readHealth(file, day));
  const problems = read.flatMap((one) => one.problems);
  await withHistory(flags, true, async (history, lang) => {
    const kept = await keep(history, read);
    await streamOutput(process.stderr).write(problemLines(problems, lang));
    await streamOutput(process.stdout).write(
      flags.format === 'json' ? `${JSON.stringify({ snapshots: kept, problems }, null, 2)}\n` : tableOf(kept, lang),
    );
  });
  if (problems.length > 0) endWith(read.every(({ snapshots }) => snapshots.length === 0) ? 2 : 3);
}

async function keep(history: History, files: readonly HealthFile[]): Promise<HealthSnapshot[]> {
  const kept: HealthSnapshot[] = [];
  for (const snapshot of files.flatMap(({ snapshots }) => snapshots)) kept.push(await history.addSnapshot(snapshot));
  return kept;
}

function readHealth(file: string, day: string): HealthFile {
  const seen = requirePath(file, file);
  if (!seen.isFile() || seen.size > MAX_BYTES) {
    throw new UsageError({
      en: `${file} is no file of at most 16 MB; name the report itself.`,
      zh: `${file} 不是 16 MB 以内的文件，请指定报告文件本身。`,
    });
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new EnvironmentError({ en: `${file} cannot be read.`, zh: `无法读取 ${file}。` }, { cause });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const text = decode(bytes);
  const isTable = /^\.(?:csv|tsv|txt)$/i.test(extname(file)) && !/^\s*[{[]/.test(text);
  return isTable ? readHealthTable(text, file, sha256) : readHealthReport(text, file, sha256, day);
}

/** Spreadsheet programs save tables as UTF-8, UTF-16 or, in China, GB 18030. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function problemLines(problems: readonly Problem[], lang: Lang): string {
  const told = problems.slice(0, MOST_TOLD).map(({ file, line = 1, column = 1, reason }) => {
    return `${visible(`${file}:${line}:${column}: ${reason[lang]}`)}\n`;
  });
  const more = problems.length - told.length;
  const rest = { en: `${more} more problems are not told one by one.\n`, zh: `另有 ${more} 个问题未逐一列出。\n` };
  return `${told.join('')}${more > 0 ? rest[lang] : ''}`;
}

function tableOf(snapshots: readonly HealthSnapshot[], lang: Lang): string {
  if (snapshots.length === 0) return `${{ en: 'Nothing was imported.', zh: '没有导入任何内容。' }[lang]}\n`;
  const heading =
    lang === 'zh'
      ? ['日期', '站点', '状态', '评分', '未关闭的政策问题']
      : ['day', 'marketplace', 'status', 'score', 'open policy cases'];
  const rows = snapshots.map(({ at, marketplace, status, score, policies }) => [
    at.slice(0, 10),
    marketplace,
    status ?? '-',
    score === undefined ? '-' : String(score),
    policies
      .filter(({ defects = 0 }) => defects > 0)
      .map(({ name, defects }) => `${name} ${defects}`)
      .join(', ') || '-',
  ]);
  return formatTable([heading, ...rows]);
}
