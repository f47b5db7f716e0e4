import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A repository of git to try things in, removed when the test is over. */
export class TryRepository {
  readonly folder: string = realpathSync(mkdtempSync(join(tmpdir(), 'preclear-git-')));

  constructor() {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    this.git('init', '--quiet', '--initial-branch=main', '.');
  }

  git(...args: readonly string[]): string {
    const identity = ['-c', 'user.name=Nobody', '-c', 'user.email=nobody@shop.example', '-c', 'commit.gpgSign=false'];
    const allowed = ['-c', 'protocol.file.allow=always', '-c', 'core.autocrlf=false'];
    const { GIT_DIR: _, GIT_INDEX_FILE: __, ...env } = process.env;
    return execFileSync('git', [...identity, ...allowed, ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  write(path: string, content: string | Buffer): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content);
  }

  /** Commits these files and all that stands on the disk. */
  commit(files: Readonly<Record<string, string | Buffer>> = {}): void {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'more');
  }
}
