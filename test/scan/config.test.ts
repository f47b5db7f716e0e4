import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STARTER_FILES } from '../../src/commands/init/files.ts';
import { RulePackError } from '../../src/model/errors.ts';
import { findConfig, type LoadedConfig, loadConfig } from '../../src/scan/config.ts';
import { parseConfig } from '../../src/scan/config-file.ts';
import { isIgnored, sourceFor } from '../../src/scan/config-globs.ts';
import { configJsonSchema } from '../../src/scan/config-schema.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

async function mistakes(text: string): Promise<string[]> {
  try {
    await parseConfig('preclear.config.yaml', text);
    return [];
  } catch (error) {
    if (!(error instanceof RulePackError)) throw error;
    return error.mistakes.map((m) => `${m.line}:${m.column} ${m.message}`);
  }
}

describe('findConfig', () => {
  it('finds the nearest one upward', () => {
    const file = write('shop/preclear.config.yaml', '');
    const feed = write('shop/feeds/us/feed.tsv', '');
    expect(findConfig(feed)).toBe(file);
    expect(findConfig(join(folder, 'shop'))).toBe(file);
    expect(findConfig(join(folder, 'shop/feeds/new/not-yet.tsv'))).toBe(file);
  });

  it('does not leave the git repository', () => {
    write('preclear.config.yaml', '');
    mkdirSync(join(folder, 'shop/.git'), { recursive: true });
    expect(findConfig(join(folder, 'shop'))).toBeUndefined();
    const own = write('shop/preclear.config.yaml', '');
    expect(findConfig(join(folder, 'shop'))).toBe(own);
  });
});

describe('parseConfig', () => {
  it('takes an empty file and one of comments only', async () => {
    expect(await parseConfig('c.yaml', '')).toEqual({});
    expect(await parseConfig('c.yaml', '# nothing yet\n')).toEqual({});
  });

  it('tells every mistake with its place and what is allowed', async () => {
    const text = [
      'marketplce: amazon.com',
      'failOn: eror',
      'brands: Hillmoor',
      'sources:',
      '  - files: "*.csv"',
      '    format: exel',
      '    map: { titel: Name }',
      '    colour: red',
      '  - format: table',
    ].join('\n');
    const found = await mistakes(text);
    expect(found).toHaveLength(7);
    expect(found[0]).toMatch(
      /^1:1 Unknown key "marketplce"\. Did you mean "marketplace"\? Allowed here: extends, marketplace, brands/,
    );
    expect(found[1]).toBe('2:9 "failOn" must be one of error, warning, note, never, not "eror".');
    expect(found[2]).toBe('3:9 "brands" must be a list, not "Hillmoor".');
    expect(found[3]).toMatch(/^6:13 "sources\[0\]\.format" must be one of auto, amazon-flat-file, .*, not "exel"\.$/);
    expect(found[4]).toMatch(/^7:19 "sources\[0\]\.map\.titel": no such field\. Allowed: id, family, title/);
    expect(found[5]).toMatch(/^8:5 Unknown key "colour"\. Allowed here: files, format/);
    expect(found[6]).toMatch(/^9:5 "sources\[1\]\.files" is missing; expected text or a list\.$/);
  });

  it('points at the mistake in an excerpt', async () => {
    const error = await parseConfig('c.yaml', 'lang: en\nfailOn: eror\n').catch((e: unknown) => e);
    expect(String(error)).toContain('c.yaml:2:9: "failOn" must be');
    expect(String(error)).toContain('  2 | failOn: eror\n              ^');
  });

  it.each([
    ['broken YAML', 'brands: [a\nlang: en', /^\d+:\d+ /],
    ['a key twice', 'lang: en\nlang: zh\n', /^2:1 .*second time/],
    ['a list', '- a\n', /^1:1 The file must be a map/],
    ['an empty text', 'ledger: ""', /^1:9 "ledger" must be at least 1 characters/],
    [
      'a pattern that RE2 has not',
      'sources:\n  - files: a.log\n    format: lines\n    pattern: "(?<=x)y"\n',
      /^4:14 "sources\[0\]\.pattern": not an RE2 pattern/,
    ],
  ])('refuses %s', async (_, text, expected) => {
    expect((await mistakes(text))[0]).toMatch(expected);
  });

  it('refuses exploding aliases', async () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map((k, i) => `${k}: &${k} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(',')}]`),
    ].join('\n');
    expect((await mistakes(bomb))[0]).toContain('aliases');
  });
});

describe('loadConfig', () => {
  async function load(text: string): Promise<LoadedConfig> {
    return loadConfig(write('shop/preclear.config.yaml', text));
  }

  it('resolves paths from its own folder', async () => {
    const { values } = await load('ledger: ledger\nreferences: ../refs\nrules: [own.yaml]\nimages: [photos, /shared/photos]\n');
    expect(values).toEqual({
      ledger: join(folder, 'shop/ledger'),
      references: join(folder, 'refs'),
      rules: [join(folder, 'shop/own.yaml')],
      images: [join(folder, 'shop/photos'), '/shared/photos'],
    });
  });

  it('gives a file its first source entry', async () => {
    const config = await load(
      'sources:\n  - { files: feeds/de-*.txt, marketplace: amazon.de }\n  - { files: ["*.txt", more/], marketplace: amazon.com, map: { bullet: [a, b] } }\n',
    );
    const at = (path: string): unknown => sourceFor(config, join(folder, 'shop', path));
    expect(at('feeds/de-1.txt')).toEqual({ marketplace: 'amazon.de' });
    expect(at('feeds/us.txt')).toEqual({ marketplace: 'amazon.com', map: { bullet: ['a', 'b'] } });
    expect(at('more/deep/x.csv')).toEqual({ marketplace: 'amazon.com', map: { bullet: ['a', 'b'] } });
    expect(at('feeds/us.csv')).toEqual({});
    expect(sourceFor(undefined, 'x')).toEqual({});
  });

  it('knows what is ignored', async () => {
    const config = await load('ignore: [archive/, "*.bak.csv", drafts/*.md]\n');
    const ignored = (path: string): boolean => isIgnored(config, join(folder, 'shop', path));
    expect(['archive/a.csv', 'old/archive/a.csv', 'x/y.bak.csv', 'drafts/a.md'].map(ignored)).toEqual([true, true, true, true]);
    expect(['archive.csv', 'y.csv', 'drafts/deep/a.md'].map(ignored)).toEqual([false, false, false]);
  });
});

describe('configJsonSchema', () => {
  it('describes every key and accepts what init writes', async () => {
    const schema = configJsonSchema() as { properties: Record<string, { description?: string }> };
    for (const [key, { description }] of Object.entries(schema.properties)) expect(description, key).toMatch(/\w/);
    const validate = new Ajv({ strict: false }).compile(schema);
    const starter = STARTER_FILES.find(({ path }) => path === 'preclear.config.yaml');
    expect(validate(await parseConfig('c.yaml', starter?.text ?? ''))).toBe(true);
    expect(validate({ marketplce: 'x' })).toBe(false);
  });

  it('accepts what init writes with every comment taken away', async () => {
    const starter = STARTER_FILES[0]?.text ?? '';
    const uncommented = starter
      .split('\n')
      // A commented setting begins with a small letter, a sentence does not.
      .filter((line) => !line.startsWith('#') || /^# +(?!yaml-language-server)(?:- )?[a-z][a-z.-]*:(?: |$)/.test(line))
      .filter((line) => line !== 'brands: []')
      .map((line) => line.replace(/^# /, ''));
    const values = await parseConfig('c.yaml', uncommented.join('\n'));
    expect(Object.keys(values).sort()).toEqual(
      [
        'brands',
        'extends',
        'failOn',
        'ignore',
        'images',
        'lang',
        'ledger',
        'marketplace',
        'names',
        'overrides',
        'references',
        'rules',
        'skip',
        'sources',
      ].sort(),
    );
  });
});
