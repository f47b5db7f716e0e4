import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_WORDS } from '../../src/lexicon/word-filter.ts';
import { openRegisters } from '../../src/registers/disk.ts';
import { importRegisters } from '../../src/registers/import.ts';
import { readRegisterXml } from '../../src/registers/read-file.ts';
import { splitText } from '../../src/text/field-text.ts';
import { importFiles, lookUp, newLibrary, put, STATUSES } from './library.ts';
import { caseFile, DAY_ONE, NATIONAL_ST66, usptoXml } from './office-files.ts';

const TITLE = 'Zenvora tumbling tower game with Lumitrix light';

describe('an import', () => {
  it('makes a pack that finds the marks with their details', async () => {
    const library = newLibrary();
    const outcome = await importFiles(library, 'uspto', [put(library, 'apc1.xml', DAY_ONE)]);
    expect(outcome.problems).toEqual([]);
    expect(outcome.packs).toMatchObject([
      { office: 'US', entries: 3, byStatus: { live: 1, pending: 1, dead: 1, review: 0 }, searched: 2, latest: '2025-06-01' },
    ]);
    expect(lookUp(library, 'us', TITLE).map(({ text, owner }) => [text, owner])).toEqual([
      ['ZENVORA TUMBLING TOWER', 'Zenvora Games, LLC'],
      ['Lumitrix', 'Lumitrix Inc.'],
    ]);
    expect(lookUp(library, 'us', 'Quarvex shoes')).toEqual([]);
  });

  it('keeps one pack an office', async () => {
    const library = newLibrary();
    await importFiles(library, 'uspto', [put(library, 'a.xml', DAY_ONE)]);
    await importFiles(library, 'st66', [put(library, 'b.xml', NATIONAL_ST66)]);
    expect(readdirSync(join(library, 'registers')).sort()).toEqual(['ro.bin', 'us.bin']);
    expect(lookUp(library, 'ro', 'Rochie Doinarix')).toMatchObject([{ number: 'M 2020 00123' }]);
  });

  it('updates an entry by its number; a mere change of status keeps words, classes and owner', async () => {
    const library = newLibrary();
    await importFiles(library, 'uspto', [put(library, 'a.xml', DAY_ONE)]);
    const next = usptoXml([
      caseFile({ serial: '97000001', status: '800', date: '20260101' }),
      caseFile({ serial: '97000002', status: '710', date: '20260101' }),
    ]);
    const { packs } = await importFiles(library, 'uspto', [put(library, 'b.xml', next)]);
    expect(packs).toMatchObject([{ entries: 3, byStatus: { live: 1, pending: 0, dead: 2 } }]);
    expect(lookUp(library, 'us', TITLE)).toMatchObject([
      {
        code: '800',
        text: 'ZENVORA TUMBLING TOWER',
        classes: [28],
        owner: 'Zenvora Games, LLC',
        disclaimers: ['"TUMBLING TOWER"'],
      },
    ]);
  });

  it('does not let an older record undo a newer one, whatever the order of the files', async () => {
    const dead = usptoXml([caseFile({ serial: '97000001', status: '710', date: '20260101' })]);
    const both = await Promise.all(
      [
        ['a.xml', 'b.xml'],
        ['b.xml', 'a.xml'],
      ].map(async (order) => {
        const library = newLibrary();
        put(library, 'a.xml', DAY_ONE);
        put(library, 'b.xml', dead);
        await importFiles(
          library,
          'uspto',
          order.map((name) => join(library, name)),
        );
        return lookUp(library, 'us', TITLE).map(({ number }) => number);
      }),
    );
    expect(both).toEqual([['97000002'], ['97000002']]);
  });

  it('skips bytes that it has seen, and gives the same pack for the same files', async () => {
    const library = newLibrary();
    const file = put(library, 'a.xml', DAY_ONE);
    await importFiles(library, 'uspto', [file]);
    const before = readFileSync(join(library, 'registers/us.bin'));
    const again = await importFiles(library, 'uspto', [file]);
    expect(again).toMatchObject({ packs: [], read: [], skipped: ['a.xml'] });
    expect(readFileSync(join(library, 'registers/us.bin'))).toEqual(before);
    const other = newLibrary();
    await importFiles(other, 'uspto', [put(other, 'a.xml', DAY_ONE)]);
    expect(readFileSync(join(other, 'registers/us.bin'))).toEqual(before);
  });

  it('reads a cut file again, and the whole one replaces what it gave', async () => {
    const library = newLibrary();
    const cut = put(library, 'a.xml', DAY_ONE.slice(0, DAY_ONE.indexOf('QUARVEX')));
    const first = await importFiles(library, 'uspto', [cut]);
    expect(first.problems).toMatchObject([{ file: 'a.xml', record: 3 }]);
    expect(first.problems[0]?.reason.en).toMatch(/^Record 3, byte \d+: .*cut off/);
    expect(first.packs).toMatchObject([{ entries: 2, files: [{ name: 'a.xml', complete: false }] }]);
    expect((await importFiles(library, 'uspto', [cut])).read).toMatchObject([{ records: 2, complete: false }]);
    const { packs } = await importFiles(library, 'uspto', [put(library, 'a.xml', DAY_ONE)]);
    expect(packs).toMatchObject([{ entries: 3 }]);
  });
});

describe('an import that is interrupted', () => {
  const failing = (library: string, paths: readonly string[]) =>
    importRegisters({
      library,
      files: paths.map((path) => ({
        path,
        recipe: 'uspto',
        shown: path,
        read: async function* () {
          yield* readRegisterXml(path, 'uspto', { office: 'US', statuses: STATUSES });
          if (path.endsWith('b.xml')) throw new Error('power cut');
        },
      })),
      day: '2026-11-22',
      split: splitText,
      filter: NO_WORDS,
      progress: () => undefined,
    });

  it('leaves the old pack as it was, and the next one goes on behind the last whole file', async () => {
    const library = newLibrary();
    await importFiles(library, 'uspto', [put(library, 'old.xml', usptoXml([caseFile({ serial: '1', mark: 'OLDMARK' })]))]);
    const before = readFileSync(join(library, 'registers/us.bin'));
    const files = [
      put(library, 'a.xml', DAY_ONE),
      put(library, 'b.xml', usptoXml([caseFile({ serial: '2', mark: 'NEWMARK' })])),
    ];
    await expect(failing(library, files)).rejects.toThrow(/power cut.*as it was before/);
    expect(readFileSync(join(library, 'registers/us.bin'))).toEqual(before);
    const { read, skipped, packs } = await importFiles(library, 'uspto', files);
    expect(read.map(({ name }) => name)).toEqual(['b.xml']);
    expect(skipped).toEqual(['a.xml']);
    expect(packs).toMatchObject([{ entries: 5 }]);
    expect(existsSync(join(library, 'registers/.import'))).toBe(false);
    expect(lookUp(library, 'us', `oldmark newmark ${TITLE}`)).toHaveLength(4);
  });

  it('is waited for by another', async () => {
    const library = newLibrary();
    const file = put(library, 'a.xml', DAY_ONE);
    await importFiles(library, 'uspto', [file]);
    await expect(failing(library, [put(library, 'b.xml', DAY_ONE)])).resolves.toMatchObject({ skipped: [expect.any(String)] });
    await expect(failing(library, [put(library, 'b.xml', usptoXml([]))])).rejects.toThrow();
    // The parent of this process lives as long as the test.
    writeFileSync(join(library, 'registers/.import/lock'), String(process.ppid));
    await expect(importFiles(library, 'uspto', [put(library, 'c.xml', DAY_ONE)])).rejects.toThrow(/Another import/);
  });
});

describe('a pack', () => {
  it('that is damaged is a problem and is not used', async () => {
    const library = newLibrary();
    await importFiles(library, 'uspto', [put(library, 'a.xml', DAY_ONE)]);
    const path = join(library, 'registers/us.bin');
    const bytes = readFileSync(path);
    for (const change of [bytes.length - 5, 9, 33]) {
      const damaged = Buffer.from(bytes);
      damaged[change] = (damaged[change] ?? 0) ^ 0xff;
      writeFileSync(path, damaged);
      expect(openRegisters(library, 'refs')).toMatchObject({ packs: [], problems: [{ file: 'refs/registers/us.bin' }] });
    }
    writeFileSync(path, bytes.subarray(0, 100));
    expect(openRegisters(library, 'refs').problems).toHaveLength(1);
    await expect(
      importFiles(library, 'uspto', [put(library, 'b.xml', NATIONAL_ST66.replace('Transaction', 'x'))]),
    ).resolves.toBeDefined();
    await expect(
      importFiles(library, 'uspto', [put(library, 'c.xml', usptoXml([caseFile({ serial: '5', mark: 'E' })]))]),
    ).rejects.toThrow(/damaged/);
  });

  it('that is not there costs nothing', () => {
    expect(openRegisters(newLibrary(), 'refs')).toEqual({ packs: [], problems: [] });
  });
});
