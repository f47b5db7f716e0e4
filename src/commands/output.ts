import { randomBytes } from 'node:crypto';
import { createWriteStream, lstatSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { EnvironmentError } from '../model/errors.ts';

/** Where a report goes. A write waits until the other side has taken it, so nothing is buffered without bound. */
export interface Output {
  write(text: string | Uint8Array): Promise<void>;
  /** Ends a file, which only now takes the place of an older one; standard output stays open. */
  close(): Promise<void>;
}

/** Standard output, or any stream that stays open. */
export function streamOutput(stream: Writable): Output {
  return {
    write: (text) => writeTo(stream, text).catch((cause: unknown) => refuse(undefined, cause)),
    close: async () => {},
  };
}

/**
 * A file that is written anew; its folder is made. It is written beside the old one and renamed when it is whole, so that a full disk or a
 * scan that fails leaves the old one as it was. Throws an EnvironmentError when it cannot be written.
 */
export function fileOutput(path: string): Output {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return isSpecial(path) ? openFile(path, path) : openFile(draftOf(path), realPath(path));
  } catch (cause) {
    return refuse(path, cause);
  }
}

/** The end of a file that others write to as well. Throws an EnvironmentError when it cannot be written. */
export function appendOutput(path: string): Output {
  return openFile(path, path, 'a');
}

/** Drafts of reports that are not finished; removed when the program ends, however it ends. */
const drafts = new Set<string>();

function openFile(written: string, path: string, flags: 'a' | 'w' | 'wx' = written === path ? 'w' : 'wx'): Output {
  const stream = createWriteStream(written, { flags });
  // Every write reports the error by itself; without a listener it would end the process.
  stream.on('error', () => {});
  if (written !== path) keepTrack(written);
  const failed = (cause: unknown): never => {
    drop(written);
    return refuse(path, cause);
  };
  return {
    write: (text) => writeTo(stream, text).catch(failed),
    async close() {
      stream.end();
      await finished(stream).catch(failed);
      if (written === path) return;
      try {
        renameSync(written, path);
        drafts.delete(written);
      } catch (cause) {
        failed(cause);
      }
    },
  };
}

function keepTrack(draft: string): void {
  if (drafts.size === 0) {
    process.once('exit', () => {
      for (const left of drafts) drop(left);
    });
  }
  drafts.add(draft);
}

function drop(draft: string): void {
  if (drafts.delete(draft)) rmSync(draft, { force: true });
}

/** Beside the report, so that renaming it copies nothing; with a name of its own, because the report's may be as long as a name can be. */
function draftOf(path: string): string {
  return join(dirname(realPath(path)), `.preclear-${randomBytes(6).toString('hex')}.part`);
}

/** Where a link leads: the report behind it is renewed, the link stays. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** A pipe, a device, a terminal: nothing that another file could take the place of. */
function isSpecial(path: string): boolean {
  const seen = lstatSync(realPath(path), { throwIfNoEntry: false });
  return seen !== undefined && !seen.isFile();
}

/** @param path undefined for standard output. */
function refuse(path: string | undefined, cause: unknown): never {
  const message =
    path === undefined
      ? { en: 'The report cannot be written to standard output.', zh: '报告无法写入标准输出。' }
      : {
          en: `The report ${path} cannot be written; one that was there before is as it was.`,
          zh: `无法写入报告 ${path}；如已有旧报告，旧报告保持不变。`,
        };
  throw new EnvironmentError(message, { cause });
}

function writeTo(stream: Writable, text: string | Uint8Array): Promise<void> {
  if (text.length === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
