import { askGit, GitRefusal, readContent } from './git.ts';
import type { Repository } from './repository.ts';

/*
 * Since when git has had something. Dates of commits are those that the computers of their authors had.
 */

/** A commit. */
export interface Commit {
  readonly id: string;
  /** When it was committed, ISO 8601 with its zone. */
  readonly at: string;
  /** When its author made the change; earlier where it was taken over. */
  readonly authored: string;
  readonly by: string;
  readonly subject: string;
}

/** A commit that changed a file, and where the file was then, from the top folder. */
export interface FileCommit extends Commit {
  readonly path: string;
}

/** Commits of one file that are looked at. */
const MOST_COMMITS = 5000;
const FORMAT = '%x01%H%x02%cI%x02%aI%x02%an%x02%s';

/** The commits that changed a file, oldest first, renames followed; none when git does not keep it. */
export async function commitsOf({ root }: Repository, path: string): Promise<FileCommit[]> {
  const args = ['log', '--follow', `--max-count=${MOST_COMMITS}`, '-z', '--name-only', `--format=${FORMAT}`, '--', path];
  const commits: FileCommit[] = [];
  for (const piece of (await answer(root, args)).split('\u0001').slice(1)) {
    const [head = '', name = ''] = piece.split('\0');
    const place = name.replace(/^\n/, '');
    const commit = readCommit(head);
    if (commit !== undefined && place !== '') commits.push({ ...commit, path: place });
  }
  return commits.reverse();
}

/** What a file held at a commit. @throws UsageError when git does not have it. */
export function contentAt({ root }: Repository, { id, path }: Pick<FileCommit, 'id' | 'path'>): Promise<Buffer> {
  return readContent(root, `${id}:${path}`);
}

/** The first commit of all branches that held the very bytes of a file on the disk; undefined when none does. */
export async function firstCommitOfBytes({ root }: Repository, file: string): Promise<Commit | undefined> {
  const id = (await answer(root, ['hash-object', '--no-filters', '--', file])).trim();
  if (!/^[0-9a-f]{40,64}$/.test(id)) return undefined;
  const commits = await answer(root, ['log', '--all', '--date-order', `--find-object=${id}`, `--format=${FORMAT}`]);
  return readCommit(commits.split('\u0001').at(-1)?.trim() ?? '');
}

function readCommit(head: string): Commit | undefined {
  const [id = '', at = '', authored = '', by = '', subject = ''] = head.split('\u0002');
  return /^[0-9a-f]{40,64}$/.test(id) ? { id, at, authored, by, subject: subject.slice(0, 200) } : undefined;
}

/** Nothing where git refuses: no commit yet, no such file. */
async function answer(folder: string, args: readonly string[]): Promise<string> {
  try {
    return (await askGit(folder, args)).toString('utf8');
  } catch (error) {
    if (error instanceof GitRefusal) return '';
    throw error;
  }
}
