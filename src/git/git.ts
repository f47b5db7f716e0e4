import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import process from 'node:process';
import { diskErrorCode } from '../model/disk-error.ts';
import { UsageError } from '../model/errors.ts';

/*
 * Asks git, always with arguments and never through a shell: names of files, branches and folders are hostile text. Git is asked only for
 * what it knows; nothing is written, not even its index.
 */

/** Most bytes of one answer; a list of a million files has some 100 MB. */
const MAX_ANSWER = 512 * 1024 * 1024;

/** Answers may not depend on a person's settings, start his diff programs or watch daemons, or take a lock. */
const SETTINGS = ['--no-optional-locks', '--literal-pathspecs', '-c', 'core.fsmonitor=false'];

/** Names that git reads from the environment as paths from the folder in which it was started. */
const PATHS = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_COMMON_DIR'] as const;

/** Git would not do it. `said` is its own message, in English. */
export class GitRefusal extends Error {
  override readonly name = 'GitRefusal';
  readonly said: string;

  constructor(said: string) {
    super(`git said: ${said}`);
    this.said = said;
  }
}

/** What git answers, run in a folder. @throws GitRefusal when it would not, UsageError when there is no git. */
export function askGit(folder: string, args: readonly string[]): Promise<Buffer> {
  return new Promise((done, fail) => {
    const options = { cwd: folder, env: environment(), encoding: 'buffer', maxBuffer: MAX_ANSWER } as const;
    execFile('git', [...SETTINGS, ...args], options, (error, stdout, stderr) => {
      if (error === null) done(stdout);
      else
        fail(
          diskErrorCode(error) === 'ENOENT'
            ? noGit(error)
            : new GitRefusal(firstLine(stderr.toString('utf8')) || error.message),
        );
    });
  });
}

/** The content of a file as git keeps it. @throws UsageError when git does not have it, or it has more than 512 MB. */
export async function readContent(folder: string, id: string): Promise<Buffer> {
  try {
    return await askGit(folder, ['cat-file', 'blob', id]);
  } catch (cause) {
    if (!(cause instanceof GitRefusal)) throw cause;
    const message = {
      en: 'git does not have the content of a file that is compared, or it has more than 512 MB. In a clone without all contents: git fetch --refetch. Or scan without --changed and --staged.',
      zh: 'git 里没有要对比的文件内容，或文件超过 512 MB。如果是部分克隆，请执行 git fetch --refetch；也可以去掉 --changed 和 --staged 再扫描。',
    };
    throw new UsageError(message, { cause: cause.said });
  }
}

/** In a hook git names its folder and index from where it was started, which need not be where it is asked. */
function environment(): NodeJS.ProcessEnv {
  const given: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
  for (const name of PATHS) {
    const path = process.env[name];
    if (path !== undefined && path !== '') given[name] = resolve(path);
  }
  return given;
}

function noGit(cause: Error): UsageError {
  const message = {
    en: 'git was not found. --changed and --staged ask git what has changed: install it, or scan without them.',
    zh: '找不到 git。--changed 和 --staged 需要通过 git 判断哪些内容有改动：请安装 git，或去掉这两个参数再扫描。',
  };
  return new UsageError(message, { cause });
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').replace(/^(?:fatal|error): /, '').slice(0, 500);
}
