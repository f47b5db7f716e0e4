import process from 'node:process';
import { type BaselineEntry, baselineText } from '../decisions/baseline.ts';
import { UsageError } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { visible } from '../reporters/cells.ts';
import { type BaselineRun, type BaselineState, runBaseline } from '../scan/baseline-run.ts';
import { replaceFile } from '../scan/replace-file.ts';
import type { ScanRequest } from '../scan/request.ts';
import type { CreateFlags, DiffFlags } from './baseline.ts';
import { endWith } from './exit.ts';
import { pickLang } from './lang.ts';
import { streamOutput } from './output.ts';
import { startProgress } from './progress.ts';
import type { SelectionFlags } from './scan/flags.ts';
import { inContinuousIntegration, makeRequest } from './scan/request.ts';

/** Findings that a refusal names; the rest is counted. */
const MAX_NAMED = 5;

/** Writes the findings of a scan into the baselines; refuses to add to one that is there unless that is asked for with a reason. */
export async function createBaseline(paths: readonly string[], flags: CreateFlags): Promise<void> {
  const { allowIncrease = false } = flags;
  const reason = flags.reason?.trim();
  if (reason === '' || (allowIncrease && reason === undefined)) throw new UsageError(NEEDS_REASON);
  const { request, lang } = await prepare(paths, flags);
  const { states, problems } = await compare(request, lang, reason);
  const growing = states.filter(({ entries, added }) => entries !== undefined && added.length > 0);
  if (!allowIncrease && growing.length > 0) throw refusal(growing);
  for (const { path, file, entries, added } of states) {
    if (added.length === 0) continue;
    replaceFile(path, baselineText([...(entries?.values() ?? []), ...added.map(({ entry }) => entry)]));
    await say(lang, {
      en: `${file}: ${added.length} added${entries === undefined ? '' : `, ${entries.size} kept`}.`,
      zh: `${file}：新增 ${added.length} 条${entries === undefined ? '' : `，保留 ${entries.size} 条`}。`,
    });
    if (entries === undefined) await warn(lang, MERGE_HINT);
  }
  if (states.every(({ added }) => added.length === 0)) await say(lang, NOTHING_NEW);
  if (problems.length > 0) await warn(lang, incomplete(problems));
}

/** Removes from the baselines what a complete scan does not find any more. */
export async function pruneBaseline(paths: readonly string[], flags: SelectionFlags): Promise<void> {
  const { request, lang } = await prepare(paths, flags);
  const { states, problems } = await compare(request, lang);
  const [first] = problems;
  if (first !== undefined) throw notPruned(first, problems.length);
  const there = states.filter(({ entries }) => entries !== undefined);
  if (there.length === 0) throw new UsageError(NO_BASELINE);
  for (const { path, file, entries = new Map<string, BaselineEntry>(), gone, unseen } of there) {
    const left = new Map(entries);
    for (const { fingerprint } of gone) left.delete(fingerprint);
    if (gone.length > 0) replaceFile(path, baselineText([...left.values()]));
    await say(lang, {
      en: `${file}: ${gone.length} removed, ${left.size} kept${unseen === 0 ? '' : ` (${unseen} of them not scanned)`}.`,
      zh: `${file}：删除 ${gone.length} 条，保留 ${left.size} 条${unseen === 0 ? '' : `（其中 ${unseen} 条本次未扫描）`}。`,
    });
  }
}

/** Tells what is new and what is gone; ends with 1 when something is new. */
export async function diffBaseline(paths: readonly string[], flags: DiffFlags): Promise<void> {
  const { request, lang } = await prepare(paths, flags);
  const { states, problems } = await compare(request, lang);
  const text = flags.format === 'json' ? jsonDiff(states, problems) : states.map((state) => textDiff(state, lang)).join('');
  await streamOutput(process.stdout).write(text === '' ? `${NOTHING_NEW[lang]}\n` : text);
  if (problems.length > 0) await warn(lang, incomplete(problems));
  endWith(states.some(({ added }) => added.length > 0) ? 1 : 0);
}

/** Scans while progress is drawn, where somebody looks. */
async function compare(request: ScanRequest, lang: Lang, reason?: string): Promise<BaselineRun> {
  const progress = startProgress(process.stderr.isTTY === true && !inContinuousIntegration(), lang);
  return runBaseline(request, (now) => progress.update(now), reason).finally(() => progress.stop());
}

async function prepare(paths: readonly string[], flags: SelectionFlags): Promise<{ request: ScanRequest; lang: Lang }> {
  if (flags.baseline === 'none') throw new UsageError(NO_NONE);
  const request = await makeRequest(paths, flags);
  return { request, lang: pickLang(flags.lang, request.config?.values.lang) };
}

function textDiff({ file, entries, added, gone, unseen }: BaselineState, lang: Lang): string {
  const kept = (entries?.size ?? 0) - gone.length;
  const counts = {
    en: `${file}: ${added.length} new, ${gone.length} gone, ${kept} known${unseen === 0 ? '' : ` (${unseen} of them not scanned)`}`,
    zh: `${file}：新增 ${added.length}，消失 ${gone.length}，已知 ${kept}${unseen === 0 ? '' : `（其中 ${unseen} 条本次未扫描）`}`,
  };
  const lines = [
    ...added.map(({ entry, place }) => `+ ${nameOf(entry)}  ${place}`),
    ...gone.map((entry) => `- ${nameOf(entry)}  ${entry.since}`),
  ];
  return `${[counts[lang], ...lines].map((line) => visible(line)).join('\n')}\n`;
}

function nameOf({ fingerprint, rule, listing, field, match }: BaselineEntry): string {
  return `${fingerprint}  ${rule}  ${listing}  ${field}  "${match}"`;
}

function jsonDiff(states: readonly BaselineState[], problems: readonly Problem[]): string {
  const baselines = states.map(({ file, entries, added, gone, unseen }) => ({
    file,
    new: added.map(({ entry: { since: _, ...entry }, place }) => ({ ...entry, place })),
    gone,
    known: (entries?.size ?? 0) - gone.length,
    notScanned: unseen,
  }));
  return `${JSON.stringify({ baselines, problems: problems.length }, null, 2)}\n`;
}

function refusal(states: readonly BaselineState[]): UsageError {
  const added = states.flatMap((state) => state.added);
  const named = added.slice(0, MAX_NAMED).map(({ entry, place }) => `\n  ${visible(`${nameOf(entry)}  ${place}`)}`);
  const rest = added.length - named.length;
  const files = states.map(({ file }) => file).join(', ');
  return new UsageError({
    en: `${added.length} ${added.length === 1 ? 'finding is' : 'findings are'} not in ${files}, and nothing was added:${named.join('')}${rest > 0 ? `\n  … and ${rest} more` : ''}\nMend them, or accept single ones with preclear suppress, or add them all by --allow-increase --reason TEXT.`,
    zh: `有 ${added.length} 个问题不在 ${files} 中，未添加：${named.join('')}${rest > 0 ? `\n  ……另有 ${rest} 个` : ''}\n请先修改 Listing，或用 preclear suppress 逐条放行；确需全部加入基线时，请加 --allow-increase --reason 理由。`,
  });
}

function notPruned({ file, reason }: Problem, count: number): UsageError {
  return new UsageError({
    en: `Nothing was removed: ${count === 1 ? 'something' : `${count} things`} could not be read, so it is not known what is gone. ${file}: ${reason.en}`,
    zh: `未删除任何条目：有 ${count} 处未能读取，无法确定哪些问题已消失。${file}：${reason.zh}`,
  });
}

function incomplete(problems: readonly Problem[]): Bilingual {
  const count = problems.length;
  return {
    en: `Incomplete: ${count} ${count === 1 ? 'problem' : 'problems'}; what could not be read is not known. preclear scan tells which.`,
    zh: `检查不完整：有 ${count} 处未能读取，这些内容未纳入。用 preclear scan 查看详情。`,
  };
}

const NEEDS_REASON: Bilingual = {
  en: 'Say why the baseline may grow: --allow-increase --reason "…". The reason is kept in the file.',
  zh: '请说明基线为何可以增加：--allow-increase --reason "……"。理由会写入文件。',
};
const NO_NONE: Bilingual = {
  en: '--baseline none does not go with this command; name a file, or leave it out.',
  zh: '此命令不能使用 --baseline none；请指定文件，或不加该选项。',
};
const NOTHING_NEW: Bilingual = {
  en: 'Nothing is new: there is nothing to add to a baseline.',
  zh: '没有新问题，无需写入基线。',
};
const NO_BASELINE: Bilingual = {
  en: 'There is no baseline to prune; preclear baseline create makes one.',
  zh: '没有可清理的基线；可用 preclear baseline create 创建。',
};
const MERGE_HINT: Bilingual = {
  en: 'Put the file under version control. So that git merges it by itself, write into .gitattributes: preclear.baseline.jsonl merge=union',
  zh: '请把该文件纳入版本管理。在 .gitattributes 中加入 preclear.baseline.jsonl merge=union，git 即可自动合并。',
};

function say(lang: Lang, text: Bilingual): Promise<void> {
  return streamOutput(process.stdout).write(`${visible(text[lang])}\n`);
}

function warn(lang: Lang, text: Bilingual): Promise<void> {
  return streamOutput(process.stderr).write(`${visible(text[lang])}\n`);
}
