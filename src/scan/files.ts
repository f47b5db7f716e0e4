import { type Dirent, readdirSync, statSync } from 'node:fs';
import { extname, join, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import { UsageError } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import { EXTENSIONS } from '../readers/registry.ts';
import { CONFIG_NAME, isIgnored, type LoadedConfig } from './config.ts';

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
}

/** Folders that hold no listings. */
const SKIPPED = new Set(['node_modules', 'dist', 'coverage']);

/** The listing files below the given paths, sorted by the name that reports show, each once. Folders that cannot be read are problems. */
export function collectFiles(
  paths: readonly string[],
  config: LoadedConfig | undefined,
): { readonly files: ScanFile[]; readonly problems: Problem[] } {
  const files = new Map<string, ScanFile>();
  const problems: Problem[] = [];
  const walk = (folder: string): void => {
    for (const entry of readFolder(folder, problems)) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') || isIgnored(config, path) || isBookkeeping(config, path)) continue;
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) walk(path);
      } else if (EXTENSIONS.has(extname(entry.name).slice(1).toLowerCase()) && entry.name !== CONFIG_NAME) {
        const size = statSync(path, { throwIfNoEntry: false })?.size;
        if (size !== undefined && !files.has(path)) files.set(path, { path, file: shownPath(path), size, named: false });
      }
    }
  };
  for (const given of paths) {
    const path = resolve(given);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined)
      throw new UsageError(`There is no file or folder ${given}; name listing files or a folder that holds them.`);
    if (stat.isDirectory()) walk(path);
    else files.set(path, { path, file: shownPath(path), size: stat.size, named: true });
  }
  return { files: [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1)), problems };
}

/** A path as reports show it. */
export function shownPath(path: string): string {
  const shown = relative(process.cwd(), path).split(sep).join('/');
  return shown.startsWith('../../..') ? path.split(sep).join('/') : shown;
}

/** References, ledgers and rule packs are about listings; they are none. */
function isBookkeeping(config: LoadedConfig | undefined, path: string): boolean {
  const { references, ledger, rules = [] } = config?.values ?? {};
  return path === references || path === ledger || rules.includes(path);
}

function readFolder(folder: string, problems: Problem[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
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
