import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import process from 'node:process';
import { UsageError } from '../model/errors.ts';
import type { Bilingual } from '../model/text.ts';
import type { LoadedConfig } from '../scan/config.ts';
import type { ScanRequest } from '../scan/request.ts';
import type { InputFlags, ScanFlags } from './scan-flags.ts';

type Flags = InputFlags & Partial<Omit<ScanFlags, keyof InputFlags>>;

/** The command line and the configuration, put together; a flag wins over the configuration. */
export async function makeRequest(paths: readonly string[], flags: Flags): Promise<ScanRequest> {
  const stdin = stdinOf(paths, flags.stdinFilePath);
  const config = await configFor(stdin === undefined ? paths : [stdin.file, ...paths], flags.config);
  const values = config?.values;
  const marketplace = await marketplaceOf(flags.marketplace, config);
  return {
    paths: paths.filter((path) => path !== '-'),
    config,
    rulesPaths: [...(values?.rules ?? []), ...(flags.rules ?? []).map((path) => resolve(path))],
    only: flags.only?.length ? flags.only : (values?.only ?? []),
    skip: [...(values?.skip ?? []), ...(flags.skip ?? [])],
    ...(marketplace === undefined ? {} : { marketplace }),
    failOn: flags.failOn ?? values?.failOn ?? 'error',
    failOnReview: flags.failOnReview ?? false,
    strict: flags.strict === true || inContinuousIntegration(),
    images: flags.images ?? true,
    ocr: flags.ocr ?? false,
    jobs: flags.jobs ?? availableParallelism(),
    asOf: today(),
    ...(stdin === undefined ? {} : { stdin }),
  };
}

const IN_SOURCES: Bilingual = {
  en: 'The marketplace under sources: in the configuration',
  zh: '配置中 sources: 下的 marketplace ',
};
const IN_CONFIG: Bilingual = { en: 'The marketplace in the configuration', zh: '配置中的 marketplace ' };

/** The marketplace of listings whose file does not tell it; those under `sources:` are checked as well. */
async function marketplaceOf(flag: string | undefined, config: LoadedConfig | undefined): Promise<string | undefined> {
  const values = config?.values;
  const { requireMarketplace } = await import('./marketplace.ts');
  for (const { marketplace } of values?.sources ?? []) {
    if (marketplace !== undefined) await requireMarketplace(marketplace, IN_SOURCES);
  }
  if (flag !== undefined) return requireMarketplace(flag, { en: '--marketplace', zh: '--marketplace ' });
  const set = values?.marketplace;
  return set === undefined ? undefined : requireMarketplace(set, IN_CONFIG);
}

/** Whether `CI` says that nobody is watching. */
export function inContinuousIntegration(): boolean {
  return /^(?:true|1|yes)$/i.test(process.env.CI ?? '');
}

/** The configuration of the named file, else the one that all paths share. */
export async function configFor(paths: readonly string[], named: string | undefined): Promise<LoadedConfig | undefined> {
  const { findConfig, loadConfig } = await import('../scan/config.ts');
  if (named !== undefined) return loadConfig(named);
  const found = (paths.length === 0 ? ['.'] : paths).map((path) => ({ path, file: findConfig(path) }));
  const [first] = found;
  const other = found.find(({ file }) => file !== first?.file);
  if (first !== undefined && other !== undefined) {
    throw new UsageError(
      `${first.path} and ${other.path} belong to different configurations (${first.file ?? 'none'} and ${other.file ?? 'none'}). ` +
        'Scan them one by one, or name one with --config.',
    );
  }
  return first?.file === undefined ? undefined : loadConfig(first.file);
}

function stdinOf(paths: readonly string[], file: string | undefined): ScanRequest['stdin'] {
  if (file !== undefined) return { stream: process.stdin, file };
  if (paths.includes('-')) {
    throw new UsageError('To read standard input, say which file it stands for: --stdin-file-path feed.tsv.');
  }
  return undefined;
}

/** The day on which listings are judged: `PRECLEAR_AS_OF`, so that a run can be repeated, else today where the seller is. */
export function today(): string {
  const given = process.env.PRECLEAR_AS_OF;
  if (given === undefined || given === '') {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  }
  const time = /^\d{4}-\d{2}-\d{2}$/.test(given) ? Date.parse(`${given}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== given) {
    throw new UsageError(`PRECLEAR_AS_OF is "${given}"; it must be a day such as 2026-11-22.`);
  }
  return given;
}
