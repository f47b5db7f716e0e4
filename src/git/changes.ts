import { askGit } from './git.ts';
import type { Repository } from './repository.ts';

/** A file that git says has changed. Paths are from the top folder, with `/`. */
export interface Change {
  readonly path: string;
  /** `symlink` and `submodule` hold no text of their own. */
  readonly kind: 'file' | 'symlink' | 'submodule';
  /** Where its content was at the base: the same path, or the one that it was renamed or copied from; absent for a new file. */
  readonly from?: { readonly path: string; readonly id: string };
  /** Id of the content in the index; absent where that of the disk counts. */
  readonly id?: string;
}

/** What differs from the base. */
export interface Changes {
  /** By path. */
  readonly changed: ReadonlyMap<string, Change>;
  readonly deleted: ReadonlySet<string>;
  /** Files and folders (with `/` at the end) that git does not keep and is not told to ignore. */
  readonly untracked: ReadonlySet<string>;
}

const DIFF = ['--raw', '-z', '--no-abbrev', '-M', '-C', '--no-ext-diff', '--no-textconv', '--no-relative', '--no-color'];

/** What is on the disk and not in a commit. */
export async function changesSince({ root }: Repository, commit: string): Promise<Changes> {
  const [diff, others] = await Promise.all([
    askGit(root, ['diff', ...DIFF, commit, '--']),
    askGit(root, ['ls-files', '--others', '--exclude-standard', '--full-name', '-z']),
  ]);
  return { ...readDiff(diff.toString('utf8'), false), untracked: new Set(namesIn(others)) };
}

/** What the next commit would change in another. */
export async function changesStaged({ root }: Repository, commit: string): Promise<Changes> {
  const diff = await askGit(root, ['diff', '--cached', ...DIFF, commit, '--']);
  return { ...readDiff(diff.toString('utf8'), true), untracked: new Set() };
}

/** Ids of what the index holds and the disk does not, by path: what was edited after `git add`. */
export async function indexBesideDisk({ root }: Repository): Promise<ReadonlyMap<string, string>> {
  const names = new Set(namesIn(await askGit(root, ['diff', '--name-only', '-z', '--no-ext-diff', '--no-relative', '--'])));
  if (names.size === 0) return new Map();
  const held = new Map<string, string>();
  for (const line of namesIn(await askGit(root, ['ls-files', '--stage', '--full-name', '-z']))) {
    const [, mode = '', id = '', stage = '', path = ''] = /^(\d+) ([0-9a-f]+) (\d)\t(.*)$/s.exec(line) ?? [];
    if (stage === '0' && mode.startsWith('100') && names.has(path)) held.set(path, id);
  }
  return held;
}

function namesIn(answer: Buffer): string[] {
  return answer
    .toString('utf8')
    .split('\0')
    .filter((name) => name !== '');
}

/** `:modes ids status NUL path NUL`, for renames and copies with two paths. */
function readDiff(text: string, staged: boolean): Pick<Changes, 'changed' | 'deleted'> {
  const parts = text.split('\0');
  const changed = new Map<string, Change>();
  const deleted = new Set<string>();
  for (let at = 0; at < parts.length; ) {
    const [, oldMode = '', mode = '', oldId = '', id = '', status = ''] =
      /^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/.exec(parts[at++] ?? '') ?? [];
    if (status === '') continue;
    const first = parts[at++] ?? '';
    const path = status === 'R' || status === 'C' ? (parts[at++] ?? '') : first;
    if (status === 'D') deleted.add(first);
    // Not merged yet: nobody can say what of it is new, unless another line about it can.
    else if (status === 'U') changed.set(path, changed.get(path) ?? { path, kind: 'file' });
    else changed.set(path, changeOf({ path, first, oldMode, mode, oldId, id, staged }));
    if (status === 'R') deleted.add(first);
  }
  return { changed, deleted };
}

interface Entry {
  readonly path: string;
  readonly first: string;
  readonly oldMode: string;
  readonly mode: string;
  readonly oldId: string;
  readonly id: string;
  readonly staged: boolean;
}

function changeOf({ path, first, oldMode, mode, oldId, id, staged }: Entry): Change {
  const kind = mode === '160000' ? 'submodule' : mode === '120000' ? 'symlink' : 'file';
  const wasFile = oldMode.startsWith('100') && /[1-9a-f]/.test(oldId);
  return {
    path,
    kind,
    ...(kind === 'file' && wasFile ? { from: { path: first, id: oldId } } : {}),
    ...(kind === 'file' && staged ? { id } : {}),
  };
}
