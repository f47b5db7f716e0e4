import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import process from 'node:process';
import { UsageError } from '../../model/errors.ts';
import { SEVERITIES } from '../../model/rule.ts';
import type { LoadedConfig } from '../../scan/config.ts';
import type { ScanRequest } from '../../scan/request.ts';
import { today } from '../../scan/today.ts';
import { networkSettings } from '../network-flags.ts';
import type { InputFlags, ScanFlags } from './flags.ts';

type Flags = InputFlags & Partial<Omit<ScanFlags, keyof InputFlags>>;

/** The command line and the configuration, put together; a flag wins over the configuration. */
export async function makeRequest(paths: readonly string[], flags: Flags): Promise<ScanRequest> {
  const stdin = stdinOf(paths, flags.stdinFilePath);
  const run = await runConfig(stdin === undefined ? paths : [stdin.file, ...paths], flags.config);
  const { requestFor } = await import('../../scan/request.ts');
  const { requireMarketplace } = await import('../marketplace.ts');
  const { marketplace } = flags;
  const request = {
    paths: paths.filter((path) => path !== '-'),
    oneConfig: flags.config !== undefined,
    given: {
      ...(marketplace === undefined ? {} : { marketplace: await requireMarketplace(marketplace) }),
      rules: (flags.rules ?? []).map((path) => resolve(path)),
      only: flags.only ?? [],
      skip: flags.skip ?? [],
    },
    failOn: flags.failOn ?? run.failOn,
    failOnReview: flags.failOnReview ?? false,
    strict: flags.strict === true || inContinuousIntegration(),
    images: flags.images ?? true,
    ocr: flags.ocr ?? false,
    jobs: flags.jobs ?? availableParallelism(),
    asOf: today(),
    ...networkOf(flags, run.config, flags.jobs ?? availableParallelism()),
    ...baselineOf(flags.baseline),
    ...(stdin === undefined ? {} : { stdin }),
    ...sinceOf(flags),
    ...(flags.cache === false ? { cache: false } : {}),
  };
  return requestFor(request, run.config);
}

function baselineOf(file: string | undefined): Pick<ScanRequest, 'baseline'> {
  return file === undefined ? {} : { baseline: file === 'none' ? file : resolve(file) };
}

/** How pictures by address are fetched, where that is asked for. */
function networkOf(flags: Flags, config: LoadedConfig | undefined, jobs: number): Pick<ScanRequest, 'network'> {
  if (!(flags.fetchImages ?? config?.values.fetchImages ?? false)) return {};
  return { network: networkSettings(flags, config, Math.max(jobs, FETCH_JOBS)) };
}

/** Requests at a time; waiting for answers takes no processor. */
const FETCH_JOBS = 8;

/** What `--changed` and `--staged` narrow the scan to. */
function sinceOf({ changed, staged = false, fix = false, fixDryRun = false }: Flags): Pick<ScanRequest, 'since'> {
  if (staged && (fix || fixDryRun)) {
    throw new UsageError({
      en: '--fix edits files on the disk, which need not be what is staged; use --changed=HEAD with it.',
      zh: '--fix 修改的是磁盘上的文件，可能与已暂存的内容不同；请与 --changed=HEAD 一起使用。',
    });
  }
  if (changed === undefined) return staged ? { since: { staged } } : {};
  if (staged) {
    throw new UsageError({
      en: 'Give --changed or --staged, not both: one looks at the files on the disk, the other at what is staged.',
      zh: '--changed 与 --staged 只能选一个：前者看磁盘上的文件，后者看已暂存的内容。',
    });
  }
  return { since: { staged, ...(changed === true ? {} : { ref: changed }) } };
}

/** Whether `CI` says that nobody is watching. */
export function inContinuousIntegration(): boolean {
  return /^(?:true|1|yes)$/i.test(process.env.CI ?? '');
}

/** From the laxest to the strictest. */
const STRICTNESS: readonly ScanRequest['failOn'][] = ['never', ...SEVERITIES];

/** The configuration of a run, and the strictest `failOn` of those that its paths have. */
async function runConfig(
  paths: readonly string[],
  named: string | undefined,
): Promise<{ readonly config: LoadedConfig | undefined; readonly failOn: ScanRequest['failOn'] }> {
  const { ConfigSet } = await import('../../scan/config-set.ts');
  const config = await configFor(paths, named);
  const set = new ConfigSet(named === undefined ? undefined : config, config);
  const own = await Promise.all((paths.length === 0 ? ['.'] : paths).map((path) => set.nearest(path)));
  const levels = own.map((one) => one?.values.failOn ?? 'error');
  return { config, failOn: STRICTNESS.findLast((level) => levels.includes(level)) ?? 'error' };
}

/** The configuration of the named file, else the one that all paths share, else that of the folder that holds them all. */
export async function configFor(paths: readonly string[], named: string | undefined): Promise<LoadedConfig | undefined> {
  const { loadConfig } = await import('../../scan/config.ts');
  if (named !== undefined) return loadConfig(named);
  const { ConfigSet } = await import('../../scan/config-set.ts');
  return new ConfigSet().shared(paths.length === 0 ? ['.'] : paths);
}

function stdinOf(paths: readonly string[], file: string | undefined): ScanRequest['stdin'] {
  if (file !== undefined) return { stream: process.stdin, file };
  if (paths.includes('-')) {
    throw new UsageError({
      en: 'To read standard input, say which file it stands for: --stdin-file-path feed.tsv.',
      zh: '从标准输入读取时，请说明它代表哪个文件：--stdin-file-path feed.tsv。',
    });
  }
  return undefined;
}
