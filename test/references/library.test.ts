import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EnvironmentError } from '../../src/model/errors.ts';
import { REFERENCE_ROLES } from '../../src/model/evidence.ts';
import type { Reference } from '../../src/model/reference.ts';
import { LIBRARY_FILE, openLibrary, saveLibrary } from '../../src/references/disk.ts';
import {
  addReferences,
  countReferences,
  listReferences,
  makeImageReference,
  makeTextReference,
  removeReferences,
} from '../../src/references/entries.ts';
import { formatLibrary, parseLibrary } from '../../src/references/lines.ts';
import { readStockSentences } from '../../src/references/stock-texts.ts';

const ABOUT = { owner: 'Brenna', role: 'competitor', capturedAt: '2026-02-03', label: 'Lantern' } as const;
const TEXT = makeTextReference({ ...ABOUT, fields: [{ name: 'title', text: 'Folding brass lantern 折叠灯' }] });
const IMAGE = makeImageReference({
  ...ABOUT,
  role: 'rights-owner',
  owner: 'Aster',
  url: 'https://aster.example/lamp.jpg',
  sha256: 'a'.repeat(64),
  hash: '0f'.repeat(32),
  quality: 88,
  width: 800,
  height: 600,
});
const FRAMED = makeImageReference({
  ...ABOUT,
  sha256: 'b'.repeat(64),
  hash: '0f'.repeat(32),
  innerHash: '3c'.repeat(32),
  quality: 88,
  width: 800,
  height: 600,
});

const references = fc.array(
  fc
    .record({
      owner: fc.constantFrom('Brenna', 'Aster', 'Ølgod'),
      role: fc.constantFrom(...REFERENCE_ROLES),
      capturedAt: fc.constantFrom('2026-02-03', '2025-12-31T10:00:00Z'),
      label: fc.string(),
      fields: fc.array(fc.record({ name: fc.constantFrom('title', 'bullet'), text: fc.string({ unit: 'binary' }) }), {
        maxLength: 3,
      }),
    })
    .map(makeTextReference),
  { maxLength: 8 },
);

describe('entries', () => {
  it('gives a text the same id wherever and whenever it was found, and another owner or role another id', () => {
    const { id, ...text } = TEXT;
    expect(id).toMatch(/^[0-9a-f]{12}$/);
    expect(makeTextReference({ ...text, label: 'x', capturedAt: '2020-01-01', url: 'https://x.example' }).id).toBe(id);
    expect(makeTextReference({ ...text, owner: 'Other' }).id).not.toBe(id);
    expect(makeTextReference({ ...text, role: 'own' }).id).not.toBe(id);
    expect(makeTextReference({ ...text, fields: [] }).id).not.toBe(id);
  });

  it('changes nothing when the same is added again', () => {
    fc.assert(
      fc.property(references, references, (a, b) => {
        const once = addReferences(addReferences([], a).entries, b);
        const again = addReferences(once.entries, [...b, ...a]);
        expect(again.added).toEqual([]);
        expect(formatLibrary(again.entries)).toBe(formatLibrary(once.entries));
      }),
    );
  });

  it('keeps the first date of what is added again', () => {
    const later = { ...TEXT, capturedAt: '2026-09-09' };
    expect(addReferences([TEXT], [later, IMAGE])).toEqual({
      entries: [TEXT, IMAGE].sort((a, b) => (a.id < b.id ? -1 : 1)),
      added: [IMAGE],
      known: [TEXT],
    });
  });

  it('removes by id and tells the unknown ones', () => {
    expect(removeReferences([TEXT, IMAGE], [IMAGE.id, 'nope'])).toEqual({
      entries: [TEXT],
      removed: [IMAGE],
      unknown: ['nope'],
    });
  });

  it('lists by role and owner, sorted by owner', () => {
    expect(listReferences([TEXT, IMAGE], {})).toEqual([IMAGE, TEXT]);
    expect(listReferences([TEXT, IMAGE], { role: 'competitor' })).toEqual([TEXT]);
    expect(listReferences([TEXT, IMAGE], { owner: 'aSTER' })).toEqual([IMAGE]);
  });

  it('counts', () => {
    expect(countReferences([TEXT, IMAGE, { ...TEXT, id: 'x', capturedAt: '2024-05-06' }])).toEqual({
      entries: 3,
      texts: 2,
      images: 1,
      words: 8,
      roles: { competitor: 2, 'rights-owner': 1 },
      owners: [
        { owner: 'Brenna', entries: 2 },
        { owner: 'Aster', entries: 1 },
      ],
      oldest: '2024-05-06',
      newest: '2026-02-03',
    });
    expect(countReferences([])).toEqual({ entries: 0, texts: 0, images: 0, words: 0, roles: {}, owners: [] });
  });
});

describe('library file', () => {
  it('reads back what it wrote, one sorted entry a line', () => {
    fc.assert(
      fc.property(references, (added) => {
        const { entries } = addReferences([IMAGE, FRAMED], added);
        const text = formatLibrary(entries);
        expect(parseLibrary(text, 'references.jsonl')).toEqual({ references: entries, problems: [] });
        expect(text.split('\n')).toHaveLength(entries.length + 1);
        expect(formatLibrary([...entries].reverse())).toBe(text);
      }),
    );
  });

  it('reads a file with a byte order mark, Windows line ends and empty lines', () => {
    const text = `\uFEFF${formatLibrary([TEXT, IMAGE]).replaceAll('\n', '\r\n\r\n')}`;
    expect(parseLibrary(text, 'r.jsonl')).toMatchObject({ references: { length: 2 }, problems: [] });
  });

  const line = (change: object): string => JSON.stringify({ ...TEXT, ...change });
  const imageLine = (change: object): string => JSON.stringify({ ...IMAGE, ...change });
  it.each<[string, string, number, RegExp]>([
    ['broken JSON', '{"id":"x",}', 11, /Broken JSON/],
    ['no JSON', 'hello', 1, /Broken JSON/],
    ['a merge conflict', '<<<<<<< HEAD', 1, /merge/],
    ['a list', '[1]', 1, /no entry/],
    ['an unknown kind', line({ kind: 'video' }), 22, /"kind" is "video"; expected "text" or "image"/],
    [
      'an unknown role',
      line({ role: 'enemy' }),
      line({}).indexOf('"role"') + 1,
      /"role" is "enemy"; expected one of rights-owner/,
    ],
    ['a missing owner', line({ owner: undefined }), 1, /"owner" is missing/],
    ['an empty owner', line({ owner: ' ' }), line({}).indexOf('"owner"') + 1, /"owner"/],
    ['a wrong day', line({ capturedAt: '22.11.2026' }), line({}).indexOf('"capturedAt"') + 1, /a day such as/],
    ['a wrong address', line({ url: 7 }), line({ url: 7 }).indexOf('"url"') + 1, /an address/],
    ['fields that are none', line({ fields: ['a'] }), line({}).indexOf('"fields"') + 1, /a list of/],
    ['a wrong hash', imageLine({ hash: 'xyz' }), imageLine({}).indexOf('"hash"') + 1, /64 hexadecimal/],
    ['a wrong quality', imageLine({ quality: 101 }), imageLine({}).indexOf('"quality"') + 1, /0 to 100/],
  ])('tells the place of %s and reads the rest', (_, broken, column, reason) => {
    const found = parseLibrary(`${formatLibrary([TEXT])}${broken}\n${formatLibrary([IMAGE])}`, 'refs/references.jsonl');
    expect(found.references).toEqual([TEXT, IMAGE]);
    expect(found.problems).toEqual([
      {
        file: 'refs/references.jsonl',
        line: 2,
        column,
        reason: { en: expect.stringMatching(reason), zh: expect.stringMatching(/\S/) },
      },
    ]);
  });

  it('uses the first of two entries with one id', () => {
    const found = parseLibrary(`${line({})}\n${line({ label: 'second' })}\n`, 'r.jsonl');
    expect(found.references).toEqual([TEXT]);
    expect(found.problems).toMatchObject([{ line: 2, column: 2 }]);
  });
});

describe('disk', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'preclear-library-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('takes nothing there for an empty library', () => {
    expect(openLibrary(join(folder, 'none'))).toEqual({ references: [], problems: [] });
    expect(openLibrary(folder)).toEqual({ references: [], problems: [] });
  });

  it('writes and reads, and leaves no draft behind', () => {
    const library = join(folder, 'a', 'references');
    const entries: Reference[] = [...addReferences([], [TEXT, IMAGE]).entries];
    saveLibrary(library, entries);
    expect(openLibrary(library)).toEqual({ references: entries, problems: [] });
    saveLibrary(library, [TEXT]);
    expect(openLibrary(library).references).toEqual([TEXT]);
    expect(readdirSync(library)).toEqual([LIBRARY_FILE]);
  });

  it('names the file of a problem as it is shown', () => {
    writeFileSync(join(folder, LIBRARY_FILE), 'x\n');
    expect(openLibrary(folder, 'references').problems[0]?.file).toBe('references/references.jsonl');
  });

  it('throws when the file cannot be read or written, and keeps the old one', () => {
    mkdirSync(join(folder, 'dir', LIBRARY_FILE), { recursive: true });
    expect(() => openLibrary(join(folder, 'dir'))).toThrow(EnvironmentError);
    expect(() => saveLibrary(join(folder, 'dir'), [TEXT])).toThrow(EnvironmentError);
    writeFileSync(join(folder, 'file'), 'keep');
    expect(() => saveLibrary(join(folder, 'file'), [TEXT])).toThrow(EnvironmentError);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('keep');
    expect(existsSync(join(folder, 'dir', `${LIBRARY_FILE}.${process.pid}.tmp`))).toBe(false);
  });
});

describe('stock sentences', () => {
  it('come in fifteen languages, none of them twice, as many as their page says', () => {
    const page = readFileSync('data/boilerplate/README.md', 'utf8');
    const told = [...page.matchAll(/([a-z]{2}\.txt) \| (\d+)/g)];
    expect(told).toHaveLength(15);
    const sentences = readStockSentences('data/boilerplate');
    expect(sentences).toHaveLength(told.reduce((sum, [, , count]) => sum + Number(count), 0));
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(sentences.filter((sentence) => sentence.startsWith('#') || sentence.trim() !== sentence)).toEqual([]);
  });

  it('throw when they are missing', () => {
    expect(() => readStockSentences('data/no-such-folder')).toThrow(EnvironmentError);
  });
});
