import { execFile } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { changeCase, createCase, listCaseIds, nextId, openCase, type Writer } from '../../src/appeal/case-folder.ts';
import { copyIn, filesIn, harmlessName } from '../../src/appeal/kept-files.ts';
import { readCaseLog, writeCaseLines } from '../../src/cases/case-log.ts';
import type { NewCaseEvent } from '../../src/model/case-event.ts';
import { caseOf, dated, notice } from '../cases/case-samples.ts';

const WRITER: Writer = { at: '2026-11-22T12:00:00.000Z', by: 'Li Na' };

function casesFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-cases-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'cases');
}

function plan(
  text: string,
): (open: { readonly known: { readonly actions: readonly { readonly id: string }[] } }) => NewCaseEvent[] {
  return ({ known }) => [
    { type: 'action', id: nextId('A', known.actions), kind: 'other', planned: '2026-12-01', items: [], note: text, proofs: [] },
  ];
}

describe('the folder of cases', () => {
  it('makes a case with the next number of the year and reads it again', () => {
    const cases = casesFolder();
    expect(listCaseIds(cases)).toEqual([]);
    mkdirSync(join(cases, '2026-0007'), { recursive: true });
    writeFileSync(join(cases, '2026-0007', 'note.txt'), 'kept');
    const { id } = createCase(cases, WRITER, () => [notice()]);
    expect(id).toBe('2026-0008');
    const { known, problems } = openCase(cases, id);
    expect(problems).toEqual([]);
    expect(known).toMatchObject({ id, state: 'new', openedAt: WRITER.at, items: [{ id: 'B0ZZ1AA02L' }] });
    expect(readdirSync(cases).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('leaves nothing behind when a case cannot be made', () => {
    const cases = casesFolder();
    const fail = () => {
      throw new Error('full');
    };
    expect(() => createCase(cases, WRITER, fail)).toThrow(/cannot be written/);
    expect(readdirSync(cases)).toEqual([]);
  });

  it.each(['2026-0001', '../2026-0001', '', 'x'.repeat(300)])('tells that there is no case %s', (id) => {
    expect(() => openCase(casesFolder(), id)).toThrow(/There is no case/);
  });

  it('refuses what may not happen, and writes none of it', async () => {
    const cases = casesFolder();
    const { id, folder } = createCase(cases, WRITER, () => [notice()]);
    const before = readFileSync(join(folder, 'case.jsonl'), 'utf8');
    const source = join(folder, 'proof.txt');
    writeFileSync(source, 'proof');
    const draft = await copyIn(folder, source);
    const change = changeCase(cases, id, WRITER, (_, place) => [
      {
        type: 'evidence',
        id: 'E-1',
        kind: 'other',
        title: 'p',
        files: [place(draft, 'evidence/E-1-proof.txt')],
        items: [],
        confidential: false,
      },
      { type: 'reopened', reason: '' },
    ]);
    await expect(change).rejects.toThrow(/Case 2026-0001: The case is open already/);
    expect(readFileSync(join(folder, 'case.jsonl'), 'utf8')).toBe(before);
    expect(existsSync(join(folder, 'evidence', 'E-1-proof.txt'))).toBe(false);
    expect(existsSync(join(folder, 'case.lock'))).toBe(false);
  });

  it('gives each of many that write at once a number of its own', async () => {
    const cases = casesFolder();
    const { id } = createCase(cases, WRITER, () => [notice()]);
    await Promise.all(Array.from({ length: 25 }, (_, n) => changeCase(cases, id, WRITER, plan(`note ${n}`))));
    const { known, problems } = openCase(cases, id);
    expect(problems).toEqual([]);
    expect(known.actions.map((action) => action.id)).toEqual(Array.from({ length: 25 }, (_, n) => `A-${n + 1}`));
    expect(new Set(known.actions.map(({ note }) => note)).size).toBe(25);
  });

  it('gives each of many that open at once a number of its own', () => {
    const cases = casesFolder();
    const here = Array.from({ length: 15 }, () => createCase(cases, WRITER, () => []).id);
    expect(listCaseIds(cases)).toEqual(here);
  });

  it('takes over the lock of a process that has ended, and waits for one that has not', async () => {
    const cases = casesFolder();
    const { id, folder } = createCase(cases, WRITER, () => [notice()]);
    const { stdout } = await promisify(execFile)(process.execPath, [
      '-p',
      'JSON.stringify({ pid: process.pid, host: os.hostname() })',
    ]);
    writeFileSync(join(folder, 'case.lock'), stdout);
    await changeCase(cases, id, WRITER, plan('after a crash'));
    expect(openCase(cases, id).known.actions).toHaveLength(1);
  });
});

describe('the log of a case', () => {
  const EVENTS = dated([{ type: 'opened' }, notice(), { type: 'assessed', id: 'C-1', claim: 'valid', reason: '确实用了' }]);

  it('reads what it wrote', () => {
    expect(readCaseLog(writeCaseLines(EVENTS), 'case.jsonl')).toEqual({ events: EVENTS, problems: [], cut: false });
  });

  it('loses nothing but the last event, wherever writing was cut off', () => {
    const text = Buffer.from(writeCaseLines(EVENTS));
    const ends = [...text.entries()].flatMap(([at, byte]) => (byte === 10 ? [at] : []));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length }), (length) => {
        const whole = ends.filter((end) => end < length).length;
        const { events, problems } = readCaseLog(text.subarray(0, length).toString('utf8'), 'case.jsonl');
        // A line that lacks only its line break is whole.
        const lacksBreak = ends[whole] === length ? 1 : 0;
        expect(events).toEqual(EVENTS.slice(0, whole + lacksBreak));
        if (problems.length > 0) expect(problems).toMatchObject([{ file: 'case.jsonl', line: whole + 1 }]);
      }),
    );
  });

  it('goes on behind a line that was cut off', async () => {
    const cases = casesFolder();
    const { id, folder } = createCase(cases, WRITER, () => [notice()]);
    const log = join(folder, 'case.jsonl');
    appendFileSync(log, '{"v":1,"type":"assessed","at":"2026-11-2');
    expect(openCase(cases, id).problems[0]?.reason.en).toContain('cut off');
    const { known } = await changeCase(cases, id, WRITER, plan('next'));
    expect(known.actions).toHaveLength(1);
    const again = openCase(cases, id);
    expect(again.known.actions).toHaveLength(1);
    expect(again.problems).toMatchObject([{ file: log, line: 3 }]);
    truncateSync(log, 0);
    expect(openCase(cases, id).known.notices).toEqual([]);
  });

  it.each<[string, unknown, RegExp]>([
    ['no JSON', undefined, /no JSON/],
    ['another type', { type: 'celebrated' }, /not as preclear writes it/],
    ['a day that there is not', { type: 'deadline', id: 'D-1', what: 'x', due: '2026-02-30' }, /due: must be a day/],
    [
      'a path that leads out',
      {
        type: 'drafted',
        draft: 'd',
        kind: 'dispute',
        lang: 'en',
        facts: [],
        measures: [],
        final: false,
        files: [{ path: '../../x', sha256: 'a'.repeat(64), bytes: 1 }],
      },
      /path inside the case/,
    ],
    ['a key too many', { type: 'reopened', reason: '', extra: 1 }, /Unrecognized/],
    [
      'a notice that is none',
      {
        type: 'notice',
        id: 'N',
        file: { path: 'a', sha256: 'a'.repeat(64), bytes: 1 },
        receivedAt: '2026-11-01',
        receivedFrom: 'message',
        parse: { schema: 'notice-parse/0' },
      },
      /parse/,
    ],
  ])('tells a line with %s, and reads the rest', (_, body, expected) => {
    const bad = body === undefined ? 'oops' : JSON.stringify({ v: 1, at: WRITER.at, by: 'x', ...Object(body) });
    const [opened = '', ...rest] = writeCaseLines(EVENTS).split('\n');
    const { events, problems } = readCaseLog([opened, bad, ...rest].join('\n'), 'case.jsonl');
    expect(events).toEqual(EVENTS);
    expect(problems).toMatchObject([{ line: 2 }]);
    expect(problems[0]?.reason.en).toMatch(expected);
    expect(problems[0]?.reason.zh).toMatch(/案件日志/);
  });

  it('refuses a log that a newer preclear wrote', () => {
    const text = `${writeCaseLines(EVENTS)}{"v":2,"type":"opened"}\n`;
    expect(() => readCaseLog(text, 'case.jsonl')).toThrow(/case\.jsonl:4: written by a newer preclear/);
  });

  it('tells an event that could not have happened where it stands', () => {
    const known = caseOf({ type: 'assessed', id: 'C-1', claim: 'valid', reason: '' }, notice());
    expect(known).toMatchObject({ state: 'new', faults: [{ event: 2 }], notices: [{ id: 'N-1' }] });
  });
});

describe('copies in a case', () => {
  it('gives names that nothing misreads', () => {
    expect(harmlessName('/a/b/授权书 2026 (final).PDF')).toBe('授权书-2026-final.PDF');
    expect(harmlessName('../..')).toBe('file');
    expect(harmlessName('a"; rm -rf $(x)|.p n g')).toBe('a-rm-rf-x.png');
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(harmlessName(name)).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u);
      }),
    );
  });

  it('streams and hashes a large file', async () => {
    const folder = casesFolder();
    mkdirSync(folder);
    const source = join(folder, 'original.psd');
    writeFileSync(source, Buffer.alloc(26 * 1024 * 1024, 7));
    const draft = await copyIn(join(folder, 'evidence'), source);
    const { createHash } = await import('node:crypto');
    expect(draft).toMatchObject({ name: 'original.psd', bytes: 26 * 1024 * 1024 });
    expect(draft.sha256).toBe(createHash('sha256').update(readFileSync(source)).digest('hex'));
  });

  it('refuses what is no file, and leaves nothing behind', async () => {
    const folder = casesFolder();
    mkdirSync(folder);
    await expect(copyIn(folder, folder)).rejects.toThrow(/is no file/);
    await expect(copyIn(folder, join(folder, 'gone'))).rejects.toThrow(/cannot be kept/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lists the files of a folder, without links and hidden ones', () => {
    const folder = casesFolder();
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    for (const name of ['a/b/x.txt', 'trace.json', '.hidden']) writeFileSync(join(folder, name), '');
    expect(filesIn(folder)).toEqual(['a/b/x.txt', 'trace.json']);
  });
});
