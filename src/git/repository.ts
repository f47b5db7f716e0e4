import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { Bilingual } from '../model/text.ts';
import { askGit, GitRefusal } from './git.ts';

/** A working folder of git. */
export interface Repository {
  /** Its top folder, absolute, links resolved. */
  readonly root: string;
}

/** A commit that listings are compared with. */
export interface Base {
  /** Its id, or that of the empty tree. */
  readonly commit: string;
  /** What it is, for a person. */
  readonly what: Bilingual;
}

/** The repository around a folder. @throws UsageError when there is none. */
export async function openRepository(folder: string): Promise<Repository> {
  try {
    const root = (await askGit(folder, ['rev-parse', '--show-toplevel'])).toString('utf8').replace(/\r?\n$/, '');
    return { root: realpathSync(root) };
  } catch (cause) {
    if (!(cause instanceof GitRefusal)) throw cause;
    const message = {
      en: `${folder} is in no working folder of git, so nobody knows what has changed. Scan without --changed and --staged, or inside a clone.`,
      zh: `${folder} 不在 git 工作目录里，无法判断哪些内容有改动。请去掉 --changed 和 --staged，或在克隆出来的仓库里运行。`,
    };
    throw new UsageError(message, { cause: cause.said });
  }
}

/** Path of a file from the top folder, as git writes it; undefined outside. Links among its folders are followed, itself is not. */
export function pathInRepository({ root }: Repository, path: string): string | undefined {
  const place = relative(root, join(realFolder(dirname(path)), basename(path)));
  return place === '' || place === '..' || place.startsWith(`..${sep}`) ? undefined : place.split(sep).join('/');
}

/** A folder with its links resolved, as far as it is there: what was deleted has a path too. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    const parent = dirname(folder);
    return parent === folder ? folder : join(realFolder(parent), basename(folder));
  }
}

/**
 * The commit that a person names. `main...` stands for the commit from which HEAD and main went apart.
 * @throws UsageError when git does not know it.
 */
export async function namedBase(repository: Repository, ref: string): Promise<Base> {
  if (ref.endsWith('...')) {
    const other = ref.slice(0, -3);
    const commit = await mergeBase(repository, await requireCommit(repository, other));
    if (commit === undefined) throw noCommonCommit(other);
    return { commit, what: branchedFrom(other, commit) };
  }
  const commit = await requireCommit(repository, ref);
  return { commit, what: { en: `${ref} (${short(commit)})`, zh: `${ref}（${short(commit)}）` } };
}

/** Where this branch left its upstream, else origin's default branch; else the last commit. */
export async function usualBase(repository: Repository): Promise<Base> {
  for (const name of ['@{upstream}', 'origin/HEAD', 'origin/main', 'origin/master']) {
    const other = await commitOf(repository, name);
    if (other === undefined) continue;
    const commit = await mergeBase(repository, other);
    if (commit === undefined) throw noCommonCommit(name);
    return { commit, what: branchedFrom(name, commit) };
  }
  // The one commit of a build server's clone: compared with that, nothing would ever be new.
  if (await isShallow(repository)) throw noCommonCommit('origin');
  return lastCommit(repository);
}

/** HEAD, or nothing at all before the first commit. */
export async function lastCommit(repository: Repository): Promise<Base> {
  const commit = await commitOf(repository, 'HEAD');
  if (commit !== undefined) return { commit, what: { en: `HEAD (${short(commit)})`, zh: `HEAD（${short(commit)}）` } };
  const emptyTree = (await askGit(repository.root, ['hash-object', '-t', 'tree', '/dev/null'])).toString('utf8').trim();
  return { commit: emptyTree, what: { en: 'nothing, there is no commit yet', zh: '空内容（还没有任何提交）' } };
}

async function requireCommit(repository: Repository, ref: string): Promise<string> {
  const commit = await commitOf(repository, ref);
  if (commit !== undefined) return commit;
  const shallow = await isShallow(repository);
  throw new UsageError({
    en: `git knows no commit "${ref}".${shallow ? ' This clone is shallow and does not have all commits: git fetch --unshallow, or fetch-depth: 0 in GitHub Actions.' : ' See git branch -a and git tag; a branch of the server is written origin/main.'}`,
    zh: `git 找不到提交“${ref}”。${shallow ? '当前是浅克隆，提交不完整：请执行 git fetch --unshallow，GitHub Actions 里请设 fetch-depth: 0。' : '可用 git branch -a 和 git tag 查看；服务器上的分支要写成 origin/main。'}`,
  });
}

function noCommonCommit(name: string): UsageError {
  return new UsageError({
    en: `This branch and ${name} have no commit in common here; a shallow clone does not have it: git fetch --unshallow, fetch-depth: 0 in GitHub Actions, or name another commit with --changed=REF.`,
    zh: `当前分支与 ${name} 在本地没有共同的提交，可能是浅克隆：请执行 git fetch --unshallow，GitHub Actions 里请设 fetch-depth: 0，或用 --changed=REF 指定其他提交。`,
  });
}

async function commitOf({ root }: Repository, ref: string): Promise<string | undefined> {
  // A name may not begin so, and some git programs take it for an option all the same.
  if (ref === '' || ref.startsWith('-') || ref.includes('\0')) return undefined;
  return answer(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
}

async function mergeBase(repository: Repository, other: string): Promise<string | undefined> {
  const head = await commitOf(repository, 'HEAD');
  return head === undefined ? undefined : answer(repository.root, ['merge-base', head, other]);
}

async function isShallow({ root }: Repository): Promise<boolean> {
  return (await answer(root, ['rev-parse', '--is-shallow-repository'])) === 'true';
}

/** One line, undefined when git refuses. */
async function answer(folder: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return (await askGit(folder, args)).toString('utf8').trim();
  } catch (error) {
    if (error instanceof GitRefusal) return undefined;
    throw error;
  }
}

function branchedFrom(name: string, commit: string): Bilingual {
  return {
    en: `${short(commit)}, where this branch left ${name}`,
    zh: `${short(commit)}（当前分支与 ${name} 的分叉点）`,
  };
}

function short(commit: string): string {
  return commit.slice(0, 10);
}
