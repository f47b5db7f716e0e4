import process from 'node:process';
import { shorten } from '../decisions/baseline.ts';
import type { SuppressionValues } from '../decisions/suppression.ts';
import { UsageError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import { keyOf } from '../model/listing.ts';
import { visible } from '../reporters/cells.ts';
import { loadRulePacks } from '../rulepacks/disk.ts';
import { type FoundFinding, findingsLike } from '../scan/explain.ts';
import type { ScanRequest } from '../scan/request.ts';
import { dayFault, writeSuppression } from '../scan/suppress-entry.ts';
import { pickLang } from './lang.ts';
import { streamOutput } from './output.ts';
import { makeRequest } from './scan/request.ts';
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
  const packs = await loadRulePacks(request.rulesPaths);
  const rules = packs.flatMap((pack) => pack.rules.map(({ id }) => id));
  const { file, renewed } = await writeSuppression(config.folder, values, { rules, asOf: request.asOf });
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
  const fault = dayFault(until, asOf);
  if (fault !== undefined) {
    throw new UsageError({ en: `--until ${until} ${fault.en}.`, zh: `--until ${until} ${fault.zh}。` });
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
