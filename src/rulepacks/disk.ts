import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeAtomically } from '../disk/atomic-file.ts';
import { EnvironmentError, UsageError } from '../model/errors.ts';
import type { RulePack } from '../model/rule.ts';
import type { PackSource } from './compile.ts';
import { loadPacks, type PackCache } from './load.ts';

/*
 * Rule packs on the disk: those that come with preclear, the user's own, and compiled ones.
 */

/** A file beyond this is not even read. The compiler has a limit of its own, with a better message. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Loads the packs that come with preclear and then the user's (files, or folders of `.yaml` files); a pack of preclear that is named once
 * more is loaded once.
 * Throws RulePackError with every mistake, UsageError when a file is not there, EnvironmentError when one cannot be read.
 */
export function loadRulePacks(userPaths: readonly string[], cacheFolder?: string): Promise<RulePack[]> {
  const own = userPaths.flatMap(packFiles).filter((file) => !builtInFiles().includes(resolve(file)));
  const sources = [...builtInSources(), ...own.map(readSource)];
  const shipped = folderCache(join(installation(), 'dist', 'packs'), false);
  const kept = cacheFolder === undefined ? undefined : folderCache(cacheFolder, true);
  return loadPacks(sources, {
    read: (key) => shipped.read(key) ?? kept?.read(key),
    write: (key, json) => kept?.write(key, json),
  });
}

/**
 * Checks the text of a pack that may not stand on the disk like that, beside those that come with preclear. Throws a RulePackError with
 * every mistake.
 */
export async function checkPack(source: PackSource): Promise<void> {
  await loadPacks([...builtInSources(), source], folderCache(join(installation(), 'dist', 'packs'), false));
}

/** The packs that come with preclear, by name; their names are paths such as `rules/amazon.yaml`. */
export function builtInSources(): PackSource[] {
  const folder = join(installation(), 'rules');
  return builtInFiles().map((file) => ({ ...readSource(file), name: `rules/${relative(folder, file)}` }));
}

/** For each of preclear's packs in the order in which they are loaded, whether the user's files and folders name it. */
export function namedBuiltIn(userPaths: readonly string[]): boolean[] {
  const named = userPaths.flatMap(packFiles).map((file) => resolve(file));
  return builtInFiles().map((file) => named.includes(file));
}

function builtInFiles(): string[] {
  return packFiles(join(installation(), 'rules'));
}

/** Compiles the built-in packs, the wordings of notices and the letters, into a folder (`dist/packs`), where every run finds them. */
export async function compileBuiltIn(folder: string): Promise<void> {
  await loadPacks(builtInSources(), folderCache(folder, true));
  const { compileNotices } = await import('./notices.ts');
  writeFileSync(join(folder, 'notices.json'), await compileNotices());
  const { compileLetters } = await import('./letters.ts');
  writeFileSync(join(folder, 'letters.json'), await compileLetters());
}

/** A pack file as its author wrote it. */
export function readSource(file: string): PackSource {
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES)
      throw new UsageError({
        en: `${file} has ${size} bytes; that is no rule pack.`,
        zh: `${file} 有 ${size} 字节，不是规则包。`,
      });
    return { name: file, text: readFileSync(file, 'utf8').replace(/^\uFEFF/, '') };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new EnvironmentError({ en: `Cannot read the rule pack ${file}.`, zh: `无法读取规则包 ${file}。` }, { cause: error });
  }
}

/** The file itself, or the `.yaml` files of a folder in the order of their names. */
export function packFiles(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined)
    throw new UsageError({
      en: `There is no rule pack ${path}. Give the path of a YAML file or of a folder of them.`,
      zh: `找不到规则包 ${path}。请写 YAML 文件或其所在文件夹的路径。`,
    });
  if (!stat.isDirectory()) return [path];
  const files = readdirSync(path).filter((name) => /\.ya?ml$/.test(name));
  if (files.length === 0)
    throw new UsageError({ en: `The folder ${path} has no rule packs (.yaml).`, zh: `文件夹 ${path} 中没有规则包（.yaml）。` });
  return files.sort().map((name) => join(path, name));
}

/** Where preclear is installed: the nearest folder above this code with rules/core.yaml. */
export function installation(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let up = 0; up < 5; up++) {
    if (statSync(join(folder, 'rules', 'core.yaml'), { throwIfNoEntry: false })?.isFile() === true) return folder;
    folder = dirname(folder);
  }
  throw new EnvironmentError({
    en: 'The rule packs of preclear (rules/core.yaml) are missing; install it again.',
    zh: '缺少 preclear 自带的规则包（rules/core.yaml）；请重新安装。',
  });
}

/** Compiled packs as files named after their key. A cache that cannot be written is only slower. */
function folderCache(folder: string, writable: boolean): PackCache {
  const pathOf = (key: string): string => join(folder, `${key}.json`);
  return {
    read: (key) => {
      try {
        return readFileSync(pathOf(key), 'utf8');
      } catch {
        return undefined;
      }
    },
    write: (key, json) => {
      if (!writable) return;
      try {
        writeAtomically(pathOf(key), json);
      } catch {
        // Read-only disk: the next run compiles again.
      }
    },
  };
}
