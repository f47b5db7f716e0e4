import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve as resolvePath } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from '@photostructure/sqlite';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceText } from '../../src/model/reference.ts';
import { makeTextReference, type NewText } from '../../src/references/entries.ts';
import { openStore, type TextStore } from '../../src/references/store.ts';
import { openStoreForWriting } from '../../src/references/store-write.ts';
import { openStoredTexts } from '../../src/references/text-library.ts';
import { type CopyWords, readCopyWords } from '../../src/text/copy-words.ts';
import { madeText } from '../text/made-texts.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-store-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function newText(n: number, more: Partial<NewText> = {}): NewText {
  return {
    owner: `Shop ${n % 5}`,
    role: 'competitor',
    url: `https://shop.example/${n}`,
    capturedAt: '2026-11-22',
    label: `Text ${n}`,
    fields: [
      { name: 'title', text: madeText(n, 8) },
      { name: 'description', text: madeText(n + 100_000) },
    ],
    ...more,
  };
}

const newTexts = (from: number, to: number): NewText[] => Array.from({ length: to - from }, (_, i) => newText(from + i));

async function add(texts: Iterable<NewText>): Promise<{ readonly added: number; readonly known: number }> {
  const store = await openStoreForWriting(folder, 'refs import texts');
  try {
    return await store.add(texts);
  } finally {
    store.close();
  }
}

async function withStore<T>(look: (store: TextStore) => T): Promise<T> {
  const store = await openStore(folder);
  if (store === undefined) throw new Error('no store');
  try {
    return look(store);
  } finally {
    store.close();
  }
}

/** Ids of the texts that a search for the words of text `n` finds, and what was told on the way. */
async function search(n: number): Promise<{ readonly ids: readonly string[]; readonly problems: readonly string[] }> {
  const opened = await openStoredTexts(folder, 'refs', [], { weightOf: () => 1 });
  if (opened === undefined) throw new Error('no store');
  const source = madeText(n + 100_000);
  const found = opened.copies.search(readCopyWords(source), source);
  return {
    ids: found.map((candidate) => opened.copies.sourceOf(candidate)?.id ?? ''),
    problems: opened.problems.map(({ file, reason }) => `${file}: ${reason.en}`),
  };
}

const idOf = (n: number): string => makeTextReference(newText(n)).id;
const filesOf = (ending: string): string[] =>
  readdirSync(join(folder, 'segments'))
    .filter((name) => name.endsWith(ending))
    .sort();
const segmentFiles = (): string[] => filesOf('.seg');

describe('the store', () => {
  it('is not there until something is written', async () => {
    expect(await openStore(folder)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps a text with everything that is known of it', async () => {
    const plain = newText(1);
    const { url: _, ...bare } = newText(2, { label: '', owner: 'Läden “Süd”' });
    expect(await add([plain, bare])).toEqual({ added: 2, known: 0 });
    await withStore((store) => {
      expect([...store.select({})]).toEqual([makeTextReference(bare), makeTextReference(plain)]);
      expect([...store.select({ owner: 'shop 1', role: 'competitor' })]).toEqual([makeTextReference(plain)]);
      expect([...store.select({ role: 'own' })]).toEqual([]);
      expect(store.has(idOf(1))).toBe(true);
    });
  });

  it('leaves one file beside the segments, so that a folder that may not be written can be read', async () => {
    await add(newTexts(1, 4));
    expect(readdirSync(folder).sort()).toEqual(['library.sqlite', 'segments']);
  });

  it('takes a text once, whenever it comes again', async () => {
    expect(await add([newText(1), newText(1), newText(2)])).toEqual({ added: 2, known: 1 });
    expect(await add([newText(2), newText(3)])).toEqual({ added: 1, known: 1 });
    expect(await withStore((store) => store.texts)).toBe(3);
  });

  it('finds what was added in many small steps, in few segments', async () => {
    for (let n = 1; n <= 12; n++) await add([newText(n), newText(n + 50)]);
    expect(segmentFiles().length).toBeLessThanOrEqual(4);
    for (const n of [1, 7, 12, 51, 62]) expect((await search(n)).ids).toEqual([idOf(n)]);
  });

  it('counts', async () => {
    await add([newText(1), newText(2), newText(6, { role: 'own', capturedAt: '2025-01-31T10:00:00Z' })]);
    await withStore((store) =>
      expect(store.stats()).toMatchObject({ texts: 3, roles: { competitor: 2, own: 1 }, oldest: '2025-01-31' }),
    );
  });

  it('forgets what was removed, also when it comes to merging', async () => {
    await add(newTexts(1, 30));
    const store = await openStoreForWriting(folder, 'refs remove');
    expect(store.remove([idOf(3), 'nothing', idOf(4)])).toEqual([idOf(3), idOf(4)]);
    store.close();
    expect((await search(3)).ids).toEqual([]);
    expect((await search(5)).ids).toEqual([idOf(5)]);
    for (let n = 40; n < 46; n++) await add([newText(n)]);
    expect((await search(4)).ids).toEqual([]);
    expect((await search(45)).ids).toEqual([idOf(45)]);
    expect(await add([newText(3)])).toEqual({ added: 1, known: 0 });
    expect((await search(3)).ids[0]).toBe(idOf(3));
  });

  it('holds owners that are written differently for one, and does not search stock sentences', async () => {
    await add([newText(1, { owner: 'ACME' }), newText(2, { owner: 'Acme' }), newText(3, { role: 'boilerplate' })]);
    await withStore((store) => expect(new Set(store.owners().values()).size).toBe(2));
    expect((await search(3)).ids).toEqual([]);
  });

  it('searches hand-kept entries beside it', async () => {
    await add(newTexts(1, 10));
    const opened = await openStoredTexts(folder, 'refs', [makeTextReference(newText(77))], { weightOf: () => 1 });
    const source = madeText(77 + 100_000);
    const [found] = opened?.copies.search(readCopyWords(source), source) ?? [];
    expect(found === undefined ? '' : opened?.copies.sourceOf(found)?.id).toBe(idOf(77));
  });
});

describe('the words that are kept beside the index', () => {
  /** Words of text `n` as the library gives them, and as its text does. */
  async function wordsOf(n: number): Promise<{ readonly kept: CopyWords; readonly read: CopyWords; readonly isKept: boolean }> {
    const opened = await openStoredTexts(folder, 'refs', [], { weightOf: () => 1 });
    const source = madeText(n + 100_000);
    const [found] = opened?.copies.search(readCopyWords(source), source) ?? [];
    if (opened === undefined || found === undefined) throw new Error(`text ${n} is not found`);
    const kept = opened.copies.wordsOf(found);
    const text = opened.copies.sourceOf(found);
    return { kept, read: readCopyWords(text === undefined ? '' : sourceText(text)), isKept: !Object.hasOwn(kept, 'starts') };
  }

  async function expectWords(n: number, isKept: boolean): Promise<void> {
    const words = await wordsOf(n);
    expect(words.isKept).toBe(isKept);
    for (const part of ['count', 'ids', 'flags', 'starts', 'ends'] as const) expect(words.kept[part]).toEqual(words.read[part]);
  }

  beforeEach(() => add(newTexts(1, 40)));

  it('are those of the texts', () => expectWords(7, true));

  it('are merged with it', async () => {
    for (let n = 50; n < 130; n += 20) await add(newTexts(n, n + 20));
    expect([segmentFiles().length, filesOf('.words').length]).toEqual([1, 1]);
    for (const n of [7, 55, 129]) await expectWords(n, true);
  });

  it('stay what they are when texts are removed', async () => {
    const store = await openStoreForWriting(folder, 'refs remove');
    store.remove([1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23].map(idOf));
    store.close();
    await expectWords(8, true);
    await expectWords(39, true);
  });

  it.each<[string, (path: string) => void]>([
    ['gone', (path) => rmSync(path)],
    ['cut', (path) => truncateSync(path, 1000)],
    ['of another program', (path) => writeFileSync(path, 'something else')],
    ['damaged', (path) => writeFileSync(path, readFileSync(path).fill(7, 40, 10_000))],
  ])('are read from the texts when they are %s, until they are built anew', async (_, damage) => {
    damage(join(folder, 'segments', filesOf('.words')[0] ?? ''));
    await expectWords(7, false);
    const store = await openStoreForWriting(folder, 'refs rebuild');
    store.rebuild('all');
    store.close();
    await expectWords(7, true);
  });
});

describe('a damaged index', () => {
  beforeEach(() => add(newTexts(1, 40)));

  const damages: readonly (readonly [string, (path: string) => void, RegExp])[] = [
    ['cut', (path) => truncateSync(path, 5000), /cut short/],
    ['gone', (path) => rmSync(path), /is missing/],
    ['of another program', (path) => writeFileSync(path, 'PK\u0003\u0004 something else altogether'), /not a text index/],
    [
      'with a changed byte',
      (path) => {
        const bytes = readFileSync(path);
        bytes[9000] = (bytes[9000] ?? 0) ^ 4;
        writeFileSync(path, bytes);
      },
      /damaged/,
    ],
  ];

  it.each(damages)('%s: is told with its name, and searched all the same', async (_, damage, message) => {
    const [file = ''] = segmentFiles();
    damage(join(folder, 'segments', file));
    const { ids, problems } = await search(7);
    expect(ids).toEqual([idOf(7)]);
    expect(problems).toEqual([expect.stringMatching(message)]);
    expect(problems[0]).toContain(`refs/segments/${file}`);
    const store = await openStoreForWriting(folder, 'refs rebuild');
    expect(store.rebuild('damaged')).toBe(1);
    store.close();
    expect(await search(7)).toEqual({ ids: [idOf(7)], problems: [] });
    expect(segmentFiles().length).toBe(1);
  });

  it('is mended when the next texts are merged with it', async () => {
    truncateSync(join(folder, 'segments', segmentFiles()[0] ?? ''), 100);
    for (let n = 50; n < 130; n += 20) await add(newTexts(n, n + 20));
    expect(segmentFiles().length).toBe(1);
    expect(await search(7)).toEqual({ ids: [idOf(7)], problems: [] });
  });
});

describe('a database that cannot be used', () => {
  it('is no database', async () => {
    writeFileSync(
      join(folder, 'library.sqlite'),
      'This is a letter, not a database, and long enough to be looked at.'.repeat(40),
    );
    await expect(openStore(folder)).rejects.toThrow(/library\.sqlite, cannot be read/);
    await expect(openStoreForWriting(folder, 'refs add')).rejects.toThrow(/library\.sqlite, cannot be read/);
  });

  it('is of another version', async () => {
    const db = new DatabaseSync(join(folder, 'library.sqlite'));
    db.exec('CREATE TABLE text (key); PRAGMA user_version = 7');
    db.close();
    await expect(openStore(folder)).rejects.toThrow(/has version 7, this preclear reads version 1/);
  });
});

describe('two at once', () => {
  it('the second to write is told who is writing, and nothing is lost', { timeout: 30_000 }, async () => {
    await add(newTexts(1, 5));
    const first = await openStoreForWriting(folder, 'refs import texts');
    const second = await openStoreForWriting(folder, 'refs add');
    let told = '';
    const slow = async function* (): AsyncGenerator<NewText> {
      yield newText(10);
      told = await second.add([newText(20)]).then(
        () => 'written',
        (error: unknown) => (error instanceof Error ? error.message : ''),
      );
      yield newText(11);
    };
    expect(await first.add(slow())).toEqual({ added: 2, known: 0 });
    expect(told).toContain(`\`preclear refs import texts\`, process ${process.pid} on `);
    expect(await second.add([newText(20)])).toEqual({ added: 1, known: 0 });
    first.close();
    second.close();
    for (const n of [1, 10, 11, 20]) expect((await search(n)).ids).toEqual([idOf(n)]);
  });

  it('a reader sees what was there when a writer has not ended', async () => {
    await add(newTexts(1, 5));
    const writer = await openStoreForWriting(folder, 'refs import texts');
    await writer.add(
      (async function* (): AsyncGenerator<NewText> {
        yield newText(10);
        expect((await search(1)).ids).toEqual([idOf(1)]);
        expect((await search(10)).ids).toEqual([]);
        yield newText(11);
      })(),
    );
    writer.close();
    expect((await search(10)).ids).toEqual([idOf(10)]);
  });
});

describe('kill -9', () => {
  it('at any moment of an import leaves what was there, and running it again finishes it', { timeout: 120_000 }, async () => {
    await add(newTexts(1, 40));
    // Inside the repository, where the package is found.
    const script = resolvePath('node_modules/.cache/preclear/store-import.mjs');
    await build({
      stdin: {
        contents: `
          import { openStoreForWriting } from './src/references/store-write.ts';
          import { madeText } from './test/text/made-texts.ts';
          const store = await openStoreForWriting(process.argv[2], 'refs import texts');
          const text = (n) => ({ owner: 'Shop ' + (n % 5), role: 'competitor', url: 'https://shop.example/' + n, capturedAt: '2026-11-22', label: 'Text ' + n,
            fields: [{ name: 'title', text: madeText(n, 8) }, { name: 'description', text: madeText(n + 100000) }] });
          console.log('started');
          for (let from = 40; from < 1000; from += 60) await store.add(Array.from({ length: 60 }, (_, i) => text(from + i)));
          store.close();
          console.log('done');
        `,
        resolveDir: process.cwd(),
        loader: 'ts',
      },
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile: script,
      external: ['@photostructure/sqlite'],
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
    for (let delay = 5; delay < 400; delay = Math.ceil(delay * 2.2)) {
      expect(await runAndKill(script, delay)).toBe('started');
      const { ids, problems } = await search(7);
      expect([ids, problems]).toEqual([[idOf(7)], []]);
      const indexed = await withStore((store) => {
        const { segments, problems: faults } = store.openSegments('refs');
        expect(faults).toEqual([]);
        return segments.reduce((sum, { segment }) => sum + segment.texts, 0);
      });
      expect(indexed).toBe(await withStore((store) => store.texts));
    }
    await add(newTexts(1, 1000));
    expect(await withStore((store) => store.texts)).toBe(999);
    expect((await search(777)).ids).toEqual([idOf(777)]);
    expect(filesOf('').every((name) => /\.(?:seg|words)$/.test(name))).toBe(true);
  });
});

/** Starts the import and kills it so many milliseconds after it began to write; gives what it printed. */
function runAndKill(script: string, delayMs: number): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (printed === '') setTimeout(() => child.kill('SIGKILL'), delayMs);
      printed += chunk.toString();
    });
    child.once('exit', () => resolve(printed.trim()));
  });
}
