import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import { BASELINE_NAME } from '../decisions/baseline.ts';
import { SUPPRESSIONS_NAME } from '../decisions/suppression.ts';
import { diskErrorCode } from '../model/disk-error.ts';
import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';
import { EXTENSIONS } from '../readers/registry.ts';
import { CONFIG_NAME, type LoadedConfig } from './config.ts';
import { isIgnored } from './config-globs.ts';
import { ConfigSet } from './config-set.ts';
import { lookAt, requirePath } from './look-at.ts';

/** A file to be scanned. */
export interface ScanFile {
  /** Absolute. */
  readonly path: string;
  /** As reports show it: from the working folder, with `/`. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Named on the command line: read whatever it is. Files found in a folder are read when they look like listings. */
  readonly named: boolean;
  /** The nearest configuration, or the one that was named for all. */
  readonly config: LoadedConfig | undefined;
}

/** Folders that hold no listings. */
const SKIPPED = new Set(['node_modules', 'dist', 'coverage']);

interface Found {
  readonly configs: ConfigSet;
  readonly files: Map<string, ScanFile>;
  readonly problems: Problem[];
}

/**
 * The listing files below the given paths, sorted by the name that reports show, each once. What cannot be read is a problem; a configuration
 * on the way that is wrong is thrown.
 */
export async function collectFiles(
  paths: readonly string[],
  configs: ConfigSet = new ConfigSet(),
): Promise<{ readonly files: ScanFile[]; readonly problems: Problem[] }> {
  const found: Found = { configs, files: new Map(), problems: [] };
  for (const given of paths) {
    const path = resolve(given);
    const seen = requirePath(path, given);
    const config = await configs.nearest(path);
    if (seen.isDirectory()) await walk(path, config, found);
    else found.files.set(path, { path, file: shownPath(path), size: seen.size, named: true, config });
  }
  return { files: [...found.files.values()].sort((a, b) => (a.file < b.file ? -1 : 1)), problems: found.problems };
}

async function walk(folder: string, config: LoadedConfig | undefined, found: Found): Promise<void> {
  for (const entry of readFolder(folder, found.problems)) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || isIgnored(config, path) || isBookkeeping(config, path)) continue;
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name) && !isCase(path)) await walk(path, await found.configs.inside(path, config), found);
    } else if (EXTENSIONS.has(extname(entry.name).slice(1).toLowerCase()) && entry.name !== CONFIG_NAME)
      addFile(path, config, found);
  }
}

/**
 * Whether a walk through a folder would come upon a file, if it were there, and take it for one to look into. Both absolute.
 * @param folder the walk's start.
 */
export function wouldCollect(path: string, folder: string, config: LoadedConfig | undefined): boolean {
  const names = relative(folder, path).split(sep);
  const name = names.at(-1) ?? '';
  if (name === '' || names[0] === '..' || !EXTENSIONS.has(extname(name).slice(1).toLowerCase()) || name === CONFIG_NAME)
    return false;
  return names.every((part, depth) => {
    const here = join(folder, ...names.slice(0, depth + 1));
    if (part.startsWith('.') || isIgnored(config, here) || isBookkeeping(config, here)) return false;
    return depth === names.length - 1 || (!SKIPPED.has(part) && !isCase(here));
  });
}

/** Adds what is named like a listing file. A pipe or device of that name could keep a scan waiting for ever. */
function addFile(path: string, config: LoadedConfig | undefined, { files, problems }: Found): void {
  const seen = lookAt(path);
  if (seen === undefined || seen instanceof Error || !seen.isFile()) problems.push({ file: shownPath(path), reason: NO_FILE });
  else if (!files.has(path)) files.set(path, { path, file: shownPath(path), size: seen.size, named: false, config });
}

const NO_FILE: Bilingual = {
  en: 'This is named like a listing file and is none: a link that leads to no file, a pipe or a device. It was not read; remove it or name the file itself.',
  zh: '名称像 Listing 文件，但不是普通文件（失效或指向文件夹的链接、管道或设备），未读取。请删除，或直接指定真正的文件。',
};

/** A path as reports show it. */
export function shownPath(path: string): string {
  const shown = relative(process.cwd(), path).split(sep).join('/');
  return shown.startsWith('../../..') ? path.split(sep).join('/') : shown;
}

const DECISION_NAMES: ReadonlySet<string> = new Set([BASELINE_NAME, SUPPRESSIONS_NAME]);

/** What the folder of cases holds beside cases. */
const CASE_SETTINGS: ReadonlySet<string> = new Set(['seller.yaml', 'timers.yaml', 'causes.yaml']);

/** Whether a folder is a complaint case: its copies of files are evidence, however much they look like listings. A shop may sell cases. */
function isCase(folder: string): boolean {
  return existsSync(join(folder, 'case.jsonl'));
}

/** References, ledgers, rule packs, configurations and decisions are about listings; they are none. */
function isBookkeeping(config: LoadedConfig | undefined, path: string): boolean {
  if (DECISION_NAMES.has(basename(path))) return true;
  if (config === undefined) return false;
  const { references, ledger, cases, rules = [] } = config.values;
  if (path === cases || (CASE_SETTINGS.has(basename(path)) && dirname(path) === join(config.folder, 'cases'))) return true;
  return path === references || path === ledger || rules.includes(path) || config.layers.some(({ file }) => file === path);
}

function readFolder(folder: string, problems: Problem[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const code = diskErrorCode(error);
    problems.push({
      file: shownPath(folder),
      reason: {
        en: `The folder cannot be read (${code}), so nothing in it was checked. Give this user the right to read it, or ignore it in the configuration.`,
        zh: `无法读取该文件夹（${code}），其中的内容未检查。请授予读取权限，或在配置的 ignore 中排除它。`,
      },
    });
    return [];
  }
}
