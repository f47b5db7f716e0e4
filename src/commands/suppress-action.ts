import { join } from 'node:path';
import process from 'node:process';
import { shorten } from '../decisions/baseline.ts';
import { isDay, tooFar } from '../decisions/day.ts';
import { SUPPRESSIONS_NAME, type SuppressionValues } from '../decisions/suppression.ts';
import { UsageError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import { keyOf } from '../model/listing.ts';
import { visible } from '../reporters/cells.ts';
import { loadRulePacks } from '../rulepacks/disk.ts';
import { readDecisions } from '../scan/decision-files.ts';
import { type FoundFinding, findingsLike } from '../scan/explain.ts';
import { shownPath } from '../scan/files.ts';
import { lookAt } from '../scan/look-at.ts';
import type { ScanRequest } from '../scan/request.ts';
import { readSuppressions } from '../scan/suppressions-file.ts';
import { addSuppression } from '../scan/suppressions-write.ts';
import { pickLang } from './lang.ts';
import { streamOutput } from './output.ts';
import { replaceFile } from './replace-file.ts';
import { makeRequest } from './scan-request.ts';
import type { SuppressFlags } from './suppress.ts';

/** Accepts one finding that a scan of the paths finds: adds an entry to the suppressions beside its configuration. */
export async function suppressFinding(fingerprint: string, paths: readonly string[], flags: SuppressFlags): Promise<void> {
  requireFingerprint(fingerprint);
  const request = await makeRequest(paths, flags);
  const decision = requireDecision(flags, request.asOf);
  const { outcome, finding, config } = await findOne(request, fingerprint);
  requireOpen(finding);
  if (config === undefined) throw new UsageError(NO_CONFIG);
  const { rule, marketplace, field, match } = finding;
  const listing = keyOf(outcome.listing);
  const values: SuppressionValues = {
    fingerprint: finding.fingerprint,
    rule,
    listing,
    marketplace,
    field,
    ...(match === '' ? {} : { match: shorten(match) }),
    ...decision,
  };
  const path = join(config.folder, SUPPRESSIONS_NAME);
  const file = shownPath(path);
  const before = lookAt(path) === undefined ? '' : readDecisions(path);
  const { text, renewed } = await addSuppression(file, before, values);
  // What is written must be readable again, or every scan after it would stop.
  const packs = await loadRulePacks(request.rulesPaths);
  const rules = packs.flatMap((pack) => pack.rules.map(({ id }) => id));
  await readSuppressions(file, text, { rules, asOf: request.asOf });
  replaceFile(path, text);
  const what = `${rule}  ${listing}  ${field}  "${shorten(match)}"`;
  const told = {
    en: `${file}: ${renewed ? 'renewed' : 'added'} ${what}, accepted until ${decision.until}.`,
    zh: `${file}：已${renewed ? '续期' : '添加'} ${what}，放行至 ${decision.until}。`,
  };
  await streamOutput(process.stdout).write(`${visible(told[pickLang(flags.lang, config.values.lang)])}\n`);
}

function requireFingerprint(fingerprint: string): void {
  if (/^[0-9a-f]{6,16}$/.test(fingerprint)) return;
  throw new UsageError({
    en: `"${fingerprint}" is no fingerprint: it has 16 digits 0-9 a-f (6 or more will do), and preclear scan --verbose shows it.`,
    zh: `“${fingerprint}”不是指纹：应为 16 位 0-9、a-f（写前 6 位以上即可），可用 preclear scan --verbose 查看。`,
  });
}

/** The decision as given, found complete. */
function requireDecision(
  { until, by, evidence, reason: given = '' }: SuppressFlags,
  asOf: string,
): Pick<SuppressionValues, 'reason' | 'until' | 'by' | 'evidence'> {
  const reason = given.trim();
  if (reason === '' || until === undefined) throw new UsageError(NEEDS_BOTH);
  if (!isDay(until)) {
    throw new UsageError({
      en: `--until ${until} is no day; write it as 2027-03-31.`,
      zh: `--until ${until} 不是有效日期，请写成 2027-03-31 的形式。`,
    });
  }
  if (until < asOf) {
    throw new UsageError({
      en: `--until ${until} is over already (today is ${asOf}).`,
      zh: `--until ${until} 已经过去（今天是 ${asOf}）。`,
    });
  }
  const far = tooFar(until, asOf);
  if (far !== undefined) {
    throw new UsageError({ en: `--until ${until} is ${far.en}.`, zh: `--until ${until} ${far.zh}。` });
  }
  return { reason, until, ...(by === undefined ? {} : { by }), ...(evidence === undefined ? {} : { evidence }) };
}

/** The only finding that is meant. Throws a UsageError when there is none, or when the start of a fingerprint means several. */
async function findOne(request: ScanRequest, fingerprint: string): Promise<FoundFinding> {
  let found: FoundFinding | undefined;
  for await (const one of findingsLike(request, fingerprint)) {
    if (found !== undefined && found.finding.fingerprint !== one.finding.fingerprint) {
      throw new UsageError({
        en: `${fingerprint} is the start of several fingerprints; write more of it.`,
        zh: `有多个指纹以 ${fingerprint} 开头，请写得更完整。`,
      });
    }
    found ??= one;
    if (fingerprint.length === 16) break;
  }
  if (found !== undefined) return found;
  const { paths } = request;
  throw new UsageError({
    en: `No finding in ${paths.join(', ') || 'the current folder'} has the fingerprint ${fingerprint}. Name the files that were scanned, with the same flags.`,
    zh: `在${paths.length === 0 ? '当前文件夹' : ` ${paths.join('、')} `}中没有指纹为 ${fingerprint} 的问题。请写出当时扫描的文件，并使用相同的选项。`,
  });
}

function requireOpen({ state }: Finding): void {
  if (typeof state === 'string') return;
  const { until, at } = state.suppressed;
  const where = at === undefined ? '' : ` (${at.file}:${at.line})`;
  throw new UsageError({
    en: `The finding is accepted until ${until} already${where}; change that entry.`,
    zh: `该问题已放行至 ${until}${where}，如需修改请直接改那一条。`,
  });
}

const NEEDS_BOTH = {
  en: 'To accept a finding, say why and until when: --reason "…" --until 2027-03-31.',
  zh: '放行问题必须写明理由和截止日期：--reason "……" --until 2027-03-31。',
};
const NO_CONFIG = {
  en: 'Suppressions stand beside the configuration, and there is none: run preclear init first.',
  zh: '放行记录放在配置文件旁，但没有找到配置文件。请先运行 preclear init。',
};
