import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { fileOutput, streamOutput } from '../../src/commands/output.ts';
import { EnvironmentError } from '../../src/model/errors.ts';

/** How many bytes the disk still takes. */
let room = Number.POSITIVE_INFINITY;

vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  // As the file system does it: the file is there, and a write fails.
  const createWriteStream: typeof fs.createWriteStream = (path, options) => {
    const stream = fs.createWriteStream(path, options);
    const write = stream._write.bind(stream);
    stream._write = (chunk, encoding, done) => {
      room -= chunk.length;
      if (room < 0) done(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }));
      else write(chunk, encoding, done);
    };
    return stream;
  };
  return { ...fs, createWriteStream };
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'preclear-output-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe('a report file', () => {
  beforeEach(() => {
    room = Number.POSITIVE_INFINITY;
  });

  it('takes the place of the old one when it is whole, and leaves nothing else', async () => {
    const path = join(folder(), 'report.json');
    writeFileSync(path, 'old');
    const output = fileOutput(path);
    await output.write('new ');
    expect(readFileSync(path, 'utf8')).toBe('old');
    await output.write('report');
    await output.close();
    expect(readFileSync(path, 'utf8')).toBe('new report');
    expect(readdirSync(join(path, '..'))).toEqual(['report.json']);
  });

  it('leaves the old one when the disk is full, and says so in both languages', async () => {
    const path = join(folder(), 'report.json');
    writeFileSync(path, 'old');
    room = 5;
    const output = fileOutput(path);
    await output.write('1234');
    const error: unknown = await output.write('5678').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EnvironmentError);
    expect(error).toMatchObject({
      message: `The report ${path} cannot be written; one that was there before is as it was.`,
      zh: `无法写入报告 ${path}；如已有旧报告，旧报告保持不变。`,
      cause: { code: 'ENOSPC' },
    });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(join(path, '..'))).toEqual(['report.json']);
  });

  it('follows a link and may have a name as long as names can be', async () => {
    const home = folder();
    const path = join(home, `${'r'.repeat(250)}.json`);
    writeFileSync(path, 'old');
    symlinkSync(path, join(home, 'latest'));
    const output = fileOutput(join(home, 'latest'));
    await output.write('new');
    await output.close();
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(home).sort()).toEqual(['latest', `${'r'.repeat(250)}.json`]);
  });

  it('makes its folder, and refuses a path that is one', async () => {
    const path = join(folder(), 'a', 'b', 'report.json');
    const output = fileOutput(path);
    await output.write('x');
    await output.close();
    expect(readFileSync(path, 'utf8')).toBe('x');
    const refused = fileOutput(join(path, '..'));
    await expect(refused.write('x')).rejects.toThrow(EnvironmentError);
  });

  it('does not replace a device', async () => {
    const output = fileOutput('/dev/null');
    await output.write('x');
    await output.close();
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});

describe('standard output', () => {
  it('that takes no more is told of', async () => {
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('ENOSPC')) });
    full.on('error', () => {});
    await expect(streamOutput(full).write('x')).rejects.toThrow('The report cannot be written to standard output.');
  });
});
