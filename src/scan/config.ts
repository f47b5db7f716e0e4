import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import type { Severity } from '../model/rule.ts';
import type { Lang } from '../model/text.ts';
import type { SourceOptions } from '../readers/contract.ts';
import { isFolder } from './look-at.ts';

/*
 * preclear.config.yaml: the file itself, what it extends, and what of all that applies. `config-file.ts` reads one file, `config-extends.ts`
 * follows `extends:`, `config-merge.ts` puts the files together, `config-globs.ts` says what is meant for which listing file.
 */

/** The name under which a configuration is found. */
export const CONFIG_NAME = 'preclear.config.yaml';

/** One entry of `sources:`: globs from the configuration's folder, and how the files that they cover are to be read. */
export interface SourceEntry extends SourceOptions {
  readonly files: string | readonly string[];
}

/** What an override makes of a rule or pack: nothing is reported, or with another severity. */
export type RuleLevel = Severity | 'off';

/** One entry of `overrides:`; of those that fit, the last counts. */
export interface OverrideEntry {
  /** Globs from the configuration's folder; `glob#/sku/ID/field/index` names listings, fields and one of several fields. */
  readonly files: string | readonly string[];
  /** Ids of rules or packs. */
  readonly rules?: Readonly<Record<string, RuleLevel>>;
  readonly marketplace?: string;
  readonly locale?: string;
}

/** Whether scans are recorded, and where. */
export interface HistoryValues {
  readonly record?: boolean;
  /** A file, or a `postgres://` address. */
  readonly store?: string;
}

/** What a configuration file may say. */
export interface ConfigValues {
  /** Configurations on which this one is built: paths, or `//` for the one of a folder further up. */
  readonly extends?: string | readonly string[];
  readonly marketplace?: string;
  /** The seller's own brands. */
  readonly brands?: readonly string[];
  /** Names under which the seller owns pictures, beyond the brands. */
  readonly names?: readonly string[];
  readonly lang?: Lang;
  readonly failOn?: Severity | 'never';
  readonly rules?: readonly string[];
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly ignore?: readonly string[];
  readonly images?: readonly string[];
  readonly references?: string;
  readonly ledger?: string;
  /** Folder of the complaint cases. */
  readonly cases?: string;
  /** Where sites that are asked can reach whoever runs preclear: an e-mail or web address. */
  readonly contact?: string;
  /** Whether scans fetch the pictures that listings name by their address. */
  readonly fetchImages?: boolean;
  readonly history?: HistoryValues;
  readonly sources?: readonly SourceEntry[];
  readonly overrides?: readonly OverrideEntry[];
}

/** One configuration file, read and found right. */
export interface ConfigLayer {
  /** Absolute path. */
  readonly file: string;
  /** Its folder; globs are matched against paths from here. */
  readonly folder: string;
  /** `rules`, `images`, `references` and `ledger` are absolute paths here; globs stay as written. */
  readonly values: ConfigValues;
  /** As it was read, to tell where in it something stands. */
  readonly text: string;
}

/** A configuration with all that it extends, found right. It holds data only. */
export interface LoadedConfig {
  /** Absolute path of the nearest file. */
  readonly file: string;
  /** Its folder, beside which caches are kept. */
  readonly folder: string;
  /** What all files together say. */
  readonly values: ConfigValues;
  /** The files, each once; one behind wins over those before it, and the last is `file`. */
  readonly layers: readonly ConfigLayer[];
}

/** Where scans keep what they worked out, beside the configuration; without one, nothing is kept. */
export function cacheFolder(config: LoadedConfig | undefined): string | undefined {
  return config === undefined ? undefined : cacheBeside(config.folder);
}

/** Where scans keep what they worked out, of the folder of a configuration. */
export function cacheBeside(folder: string): string {
  return join(folder, '.preclear', 'cache');
}

/** Where preclear keeps what it fetched and when: beside the configuration, else in the working folder. */
export function projectFolder(config: LoadedConfig | undefined): string {
  return join(config?.folder ?? process.cwd(), '.preclear');
}

/** Where the complaint cases of a shop are: as the configuration says, else a folder beside it. */
export function casesFolder(config: LoadedConfig | undefined): string {
  return config?.values.cases ?? resolve(config?.folder ?? '.', 'cases');
}

/** The ledger's folder, absolute: as the configuration says, else `ledger` beside it. */
export function ledgerFolder(config: LoadedConfig | undefined): string {
  return config?.values.ledger ?? resolve(config?.folder ?? '.', 'ledger');
}

/** Where the history of a shop is: as the configuration says, else a file beside it. */
export function historyPlace(config: LoadedConfig | undefined): string {
  return config?.values.history?.store ?? join(projectFolder(config), 'history.db');
}

/** The nearest configuration from a file's or folder's place upward, up to the root of its git repository or of the disk. */
export function findConfig(path: string): string | undefined {
  let folder = isFolder(path) ? resolve(path) : dirname(resolve(path));
  for (;;) {
    const file = join(folder, CONFIG_NAME);
    if (existsSync(file)) return file;
    const parent = folderAbove(folder);
    if (parent === undefined) return undefined;
    folder = parent;
  }
}

/** The folder that holds a folder; undefined at the root of a git repository or of the disk. */
export function folderAbove(folder: string): string | undefined {
  const parent = dirname(folder);
  return parent === folder || existsSync(join(folder, '.git')) ? undefined : parent;
}

/**
 * Reads a configuration and all that it extends. Throws a RulePackError with every mistake in them, an EnvironmentError when the file
 * cannot be read.
 */
export async function loadConfig(path: string): Promise<LoadedConfig> {
  const file = resolve(path);
  const [{ layersOf }, { mergeLayers }] = await Promise.all([import('./config-extends.ts'), import('./config-merge.ts')]);
  const layers = await layersOf(file);
  return { file, folder: dirname(file), values: mergeLayers(layers), layers };
}
