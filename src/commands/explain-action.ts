import process from 'node:process';
import { UsageError } from '../model/errors.ts';
import { explainFinding, explainRule } from '../reporters/explanation.ts';
import type { ReporterOptions } from '../reporters/options.ts';
import { loadRulePacks } from '../rulepacks/disk.ts';
import { nearest } from '../rulepacks/mistakes.ts';
import type { ScanRequest } from '../scan/request.ts';
import { pickLang } from './lang.ts';
import { streamOutput } from './output.ts';
import type { SelectionFlags } from './scan/flags.ts';
import { makeRequest } from './scan/request.ts';
import { terminalLook } from './terminal.ts';

/** Explains a rule by its id, or a finding by its fingerprint. */
export async function explain(what: string, paths: readonly string[], flags: SelectionFlags): Promise<void> {
  const request = await makeRequest(paths, flags);
  const lang = pickLang(flags.lang, request.config?.values.lang);
  const packs = await loadRulePacks(request.rulesPaths);
  const rules = new Map(packs.flatMap((pack) => pack.rules).map((rule) => [rule.id, rule]));
  const options: ReporterOptions = { lang, verbose: true, maxListings: 1, ...terminalLook() };
  const rule = rules.get(what);
  const text = rule === undefined ? await findingText(what, [...rules.keys()], request, options) : explainRule(rule, options);
  await streamOutput(process.stdout).write(text);
}

async function findingText(
  what: string,
  rules: readonly string[],
  request: ScanRequest,
  options: ReporterOptions,
): Promise<string> {
  if (!/^[0-9a-f]{6,16}$/.test(what)) {
    const guess = await nearest(what, rules);
    throw new UsageError({
      en: `There is no rule "${what}", and a fingerprint has 16 digits 0-9 a-f (6 or more will do). ${guess === undefined ? '`preclear rules list` shows them all.' : `Did you mean ${guess}?`}`,
      zh: `没有规则“${what}”；如果是指纹，应为 16 位 0-9、a-f（写前 6 位以上即可）。${guess === undefined ? '用 preclear rules list 查看所有规则。' : `是否想写 ${guess}？`}`,
    });
  }
  const { findByFingerprint } = await import('../scan/explain.ts');
  const found = await findByFingerprint(request, what);
  if (found === undefined) {
    const { paths } = request;
    throw new UsageError({
      en: `No finding in ${paths.join(', ') || 'the current folder'} has the fingerprint ${what}. Name the files that were scanned, with the same flags.`,
      zh: `在${paths.length === 0 ? '当前文件夹' : ` ${paths.join('、')} `}中没有指纹为 ${what} 的问题。请写出当时扫描的文件，并使用相同的选项。`,
    });
  }
  const own = new Map(found.rules.map((rule) => [rule.id, rule]));
  return explainFinding(found.finding, found.outcome.listing, own, options);
}
