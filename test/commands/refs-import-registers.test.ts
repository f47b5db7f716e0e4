import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runRegisterTable, runRegisterXml } from '../../src/commands/refs/import-registers.ts';
import { runRefsList, runRefsStats } from '../../src/commands/refs/view.ts';
import { UsageError } from '../../src/model/errors.ts';
import { DAY_ONE, NATIONAL_ST66, US_ST66, zipOf } from '../registers/office-files.ts';
import { preclear, shop } from './run.ts';

let folder = '';
let library = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'preclear-registers-')));
  library = join(folder, 'references');
  vi.stubEnv('CI', '');
  vi.stubEnv('PRECLEAR_AS_OF', '2026-11-22');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const flags = (more: object = {}) => ({ library, strict: false, ...more });

describe('refs import uspto', () => {
  it('imports, tells what it read, and skips it the second time', async () => {
    const file = put('apc260101.zip', zipOf({ 'apc260101.xml': DAY_ONE }));
    const first = await runRegisterXml('uspto', [file], flags());
    expect(first).toMatchObject({
      exit: 0,
      stdout: expect.stringMatching(/^US {2}3 entries: 1 live, 1 pending, 1 ended, 0 of unknown status; 0 without words/),
    });
    expect(first.stderr).toMatch(/apc260101.zip: 3 records\.\n/);
    const second = await runRegisterXml('uspto', [file], flags());
    expect(second).toMatchObject({ exit: 0, stdout: '', stderr: expect.stringMatching(/imported before, skipped/) });
  });

  it('keeps what was whole of a file that is cut, and says where', async () => {
    const file = put('a.xml', DAY_ONE.slice(0, DAY_ONE.indexOf('QUARVEX')));
    const outcome = await runRegisterXml('uspto', [file], flags({ strict: true }));
    expect(outcome).toMatchObject({ exit: 3, stdout: expect.stringMatching(/^US {2}2 entries/) });
    expect(outcome.stderr).toMatch(/Record 3, byte \d+: .*cut off/);
    expect(outcome.stderr).toMatch(/2 records, not complete/);
    expect(await runRegisterXml('uspto', [file], flags())).toMatchObject({ exit: 0 });
  });

  it.each([
    ['another format', 'a.xml', US_ST66, /root element is <Transaction>/],
    ['two files in an archive', 'a.zip', zipOf({ 'a.xml': DAY_ONE, 'b.xml': DAY_ONE }), /2 XML files/],
    ['an empty file', 'a.xml', '', /empty, cut off/],
  ])('refuses %s and leaves no register behind', async (_, name, content, reason) => {
    const failed = runRegisterXml('uspto', [put(name, content)], flags());
    await expect(failed).rejects.toThrow(UsageError);
    await expect(failed).rejects.toThrow(reason);
    expect(existsSync(join(library, 'registers/us.bin'))).toBe(false);
  });

  it('refuses folders and offices that are none', async () => {
    await expect(runRegisterXml('uspto', [folder], flags())).rejects.toThrow(/is a folder/);
    await expect(runRegisterXml('st66', [put('a.xml', NATIONAL_ST66)], flags({ office: 'Romania!' }))).rejects.toThrow(
      /--office/,
    );
  });
});

describe('refs import register-csv', () => {
  const CHINESE =
    '序号,商标名称,注册号,国际分类,状态,申请人\n1,小熊果园,12345678,28,已注册,某某玩具有限公司\n2,,1,28,已注册,某某\n';

  it('knows Chinese headings; a row without a mark is told', async () => {
    const outcome = await runRegisterTable([put('cn.csv', CHINESE)], flags({ office: 'cn', strict: true }));
    expect(outcome).toMatchObject({ exit: 3, stdout: expect.stringMatching(/^CN {2}1 entries: 1 live/) });
    expect(outcome.stderr).toMatch(/Row 3 has no mark/);
  });

  it('reads GBK', async () => {
    const file = put('gbk.csv', Buffer.from(iconv.encode(CHINESE, 'gbk')));
    const { stdout } = await runRegisterTable([file], flags({ office: 'CN', encoding: 'gbk' }));
    expect(stdout).toMatch(/^CN {2}1 entries: 1 live.*1 marks are looked for/);
  });

  it('takes columns by name', async () => {
    const file = put('marks.tsv', 'Brand\tRef\tIC\tSt\nZENVORA\tA-1\t9, 25\tRegistered\n');
    const outcome = await runRegisterTable(
      [file],
      flags({ office: 'GB', columns: 'mark=Brand,number=Ref,classes=IC,status=St' }),
    );
    expect(outcome.stdout).toMatch(/^GB {2}1 entries: 1 live/);
  });

  it.each([
    [
      'a table without a column of marks',
      'a,b\n1,2\n',
      { office: 'GB' },
      /no column that is known to hold the mark; its headings are: a, b/,
    ],
    ['a table that tells no office', 'mark,number\nA,1\n', {}, /add --office/],
    ['a map that is none', 'mark\nA\n', { office: 'GB', columns: 'brand=Mark' }, /--columns has "brand=Mark"/],
  ])('refuses %s', async (_, content, more, reason) => {
    const failed = runRegisterTable([put('a.csv', content)], flags(more));
    await expect(failed).rejects.toThrow(UsageError);
    await expect(failed).rejects.toThrow(reason);
    expect(existsSync(join(library, 'registers/gb.bin'))).toBe(false);
  });
});

describe('registers of a library', () => {
  it('are mentioned by refs stats and refs list', async () => {
    await runRegisterXml('uspto', [put('a.xml', DAY_ONE)], flags());
    expect((await runRefsStats(flags())).stdout).toMatch(
      /register {2}US: 3 marks \(1 live, 1 pending\), \d looked for; latest change 2025-06-01, imported 2026-11-22/,
    );
    expect((await runRefsList({ ...flags(), format: 'table' })).stderr).toMatch(/Register US: 3 marks/);
  });

  it('are used by a scan that has the library in its configuration', async () => {
    const cwd = shop({
      'preclear.config.yaml': 'references: references\n',
      'a.yaml': 'id: A-1\nmarketplace: amazon.com\ntitle: Zenvora tumbling tower game, 54 blocks\n',
      'apc.xml': DAY_ONE,
    });
    expect(await preclear(['refs', 'import', 'uspto', 'apc.xml'], { cwd })).toMatchObject({ exit: 0 });
    const { stdout } = await preclear(['scan', 'a.yaml', '--fail-on', 'never', '--format', 'json'], { cwd });
    const { findings }: { findings: { rule: string }[] } = JSON.parse(stdout);
    expect(findings.filter(({ rule }) => rule === 'core/registered-mark')).toMatchObject([
      { match: 'Zenvora tumbling tower', evidence: { number: '97000001', registration: '7000001' } },
    ]);
  });
});
