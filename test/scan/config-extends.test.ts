import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RulePackError } from '../../src/model/errors.ts';
import { loadConfig } from '../../src/scan/config.ts';
import { isIgnored, sourceFor } from '../../src/scan/config-globs.ts';
import { MERGED_KEYS } from '../../src/scan/config-merge.ts';
import { configSchema } from '../../src/scan/config-schema.ts';
import { ConfigSet } from '../../src/scan/config-set.ts';

const NAME = 'preclear.config.yaml';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-extends-'));
  mkdirSync(join(folder, '.git'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

async function mistakes(file: string): Promise<string[]> {
  const error: unknown = await loadConfig(file).catch((e: unknown) => e);
  if (!(error instanceof RulePackError)) throw new Error(`no mistakes in ${file}`, { cause: error });
  return error.mistakes.map(
    (m) => `${m.file.slice(folder.length + 1)}:${m.line}:${m.column} ${m.message.replaceAll(folder, '')}`,
  );
}

describe('extends', () => {
  it('puts lists together, takes single values from the nearest, and keeps the paths of each file', async () => {
    write(
      'shared/base.yaml',
      'brands: [Hillmoor]\nlang: zh\nledger: ledger\nrules: [base-rules.yaml]\nskip: [core/a]\nonly: [core]\n',
    );
    write('shared/more.yaml', 'brands: [Tidewick, Hillmoor]\nfailOn: warning\nimages: [photos]\n');
    const file = write(
      `us/${NAME}`,
      'extends: [../shared/base.yaml, ../shared/more.yaml]\nlang: en\nskip: [core/b]\nonly: [amazon]\n',
    );
    const { values, layers } = await loadConfig(file);
    expect(values).toEqual({
      brands: ['Hillmoor', 'Tidewick'],
      lang: 'en',
      failOn: 'warning',
      ledger: join(folder, 'shared/ledger'),
      rules: [join(folder, 'shared/base-rules.yaml')],
      images: [join(folder, 'shared/photos')],
      skip: ['core/a', 'core/b'],
      only: ['amazon'],
    });
    expect(layers.map((layer) => layer.file.slice(folder.length + 1))).toEqual([
      'shared/base.yaml',
      'shared/more.yaml',
      `us/${NAME}`,
    ]);
  });

  it('reads a file that is reached twice once, where it is the weakest', async () => {
    write('d.yaml', 'lang: en\n');
    write('b.yaml', 'extends: d.yaml\nlang: zh\n');
    write('c.yaml', 'extends: d.yaml\n');
    const { values, layers } = await loadConfig(write('a.yaml', 'extends: [b.yaml, c.yaml]\n'));
    expect(values.lang).toBe('zh');
    expect(layers).toHaveLength(4);
  });

  it('takes // for the configuration of a folder further up', async () => {
    write(NAME, 'brands: [Hillmoor]\nignore: [drafts/]\nsources:\n  - { files: "*.csv", marketplace: amazon.com }\n');
    const file = write(`shops/de/${NAME}`, 'extends: //\nsources:\n  - { files: feeds/, marketplace: 亚马逊德国站 }\n');
    const config = await loadConfig(file);
    const at = (path: string): string => join(folder, 'shops/de', path);
    expect(config.values.brands).toEqual(['Hillmoor']);
    expect(isIgnored(config, at('drafts/a.csv'))).toBe(true);
    expect(sourceFor(config, at('feeds/a.csv'))).toEqual({ marketplace: 'amazon.de' });
    expect(sourceFor(config, at('other/a.csv'))).toEqual({ marketplace: 'amazon.com' });
  });

  it('applies globs without a folder also beside a configuration that is shared', async () => {
    write('shared/base.yaml', 'ignore: ["*.bak.csv", own/x.csv, ../us/old/]\n');
    const config = await loadConfig(write(`us/${NAME}`, 'extends: ../shared/base.yaml\n'));
    const ignored = ['us/a.bak.csv', 'us/own/x.csv', 'shared/own/x.csv', 'us/old/a.csv', 'us/a.csv'];
    expect(ignored.map((path) => isIgnored(config, join(folder, path)))).toEqual([true, false, true, true, false]);
  });

  it('stands alone without it', async () => {
    write(NAME, 'brands: [Hillmoor]\n');
    expect((await loadConfig(write(`us/${NAME}`, 'lang: en\n'))).values).toEqual({ lang: 'en' });
  });

  it.each([
    [
      'a circle',
      { 'a.yaml': 'lang: en\nextends: b.yaml\n', 'b.yaml': 'extends:\n  - a.yaml\n' },
      [/^b\.yaml:2:5 "extends\[0\]": .* circle: \/a\.yaml -> \/b\.yaml -> \/a\.yaml\.?$/],
    ],
    ['itself', { 'a.yaml': 'extends: a.yaml\n' }, [/^a\.yaml:1:10 "extends": .* circle/]],
    [
      'no file',
      { 'a.yaml': 'extends: [no.yaml, neither.yaml]\n' },
      [/^a\.yaml:1:11 .*no file \/no\.yaml/, /^a\.yaml:1:20 .*\/neither\.yaml/],
    ],
    ['a folder', { 'a.yaml': 'extends: b\n', 'b/c.yaml': '' }, [/^a\.yaml:1:10 .*is a folder; name the file in it/]],
    ['nothing further up', { 'a.yaml': 'extends: //\n' }, [/^a\.yaml:1:10 .*none above/]],
    [
      'a file with mistakes',
      { 'a.yaml': 'extends: b.yaml\n', 'b.yaml': 'brand: [x]\n' },
      [/^b\.yaml:1:1 Unknown key "brand"\. Did you mean "brands"\?/],
    ],
    ['a number', { 'a.yaml': 'extends: 3\n' }, [/^a\.yaml:1:10 "extends" must be text or a list, not 3/]],
  ])('refuses %s', async (_, files, expected) => {
    for (const [path, text] of Object.entries(files)) write(path, text);
    const found = await mistakes(join(folder, 'a.yaml'));
    expect(found).toHaveLength(expected.length);
    for (const [i, pattern] of expected.entries()) expect(found[i]).toMatch(pattern);
  });

  it('refuses a chain that does not end and more files than a person can follow', async () => {
    for (let i = 0; i < 20; i++) write(`${i}.yaml`, `extends: ${i + 1}.yaml\n`);
    expect((await mistakes(join(folder, '0.yaml')))[0]).toContain('more than 10');
    for (let i = 0; i < 60; i++) write(`many/${i}.yaml`, '');
    const list = (from: number, to: number): string =>
      Array.from({ length: to - from }, (_, i) => `many/${from + i}.yaml`).join(', ');
    write('one.yaml', `extends: [${list(0, 40)}]\n`);
    const found = await mistakes(write('all.yaml', `extends: [one.yaml, ${list(40, 60)}]\n`));
    expect(found[0]).toContain('more than 50 files');
  });

  it('says for every key how it is put together', () => {
    const keys = 'shape' in configSchema.def ? Object.keys(configSchema.def.shape as object) : [];
    expect([...MERGED_KEYS, 'extends'].sort()).toEqual(keys.sort());
  });
});

describe('ConfigSet', () => {
  it('gives every file the nearest one and reads each once', async () => {
    write(NAME, 'lang: en\n');
    write(`us/${NAME}`, 'lang: zh\n');
    const set = new ConfigSet();
    const [root, us, again] = await Promise.all(
      ['a.csv', 'us/a.csv', 'us/deep/b.csv'].map((path) => set.nearest(join(folder, path))),
    );
    expect([root?.values.lang, us?.values.lang]).toEqual(['en', 'zh']);
    expect(again).toBe(us);
    expect(await set.inside(join(folder, 'us'), root)).toBe(us);
    expect(await set.inside(join(folder, 'de'), root)).toBe(root);
  });

  it('takes for several paths theirs, else that of the folder that holds them all', async () => {
    const root = write(NAME, '');
    const us = write(`us/${NAME}`, '');
    write(`de/${NAME}`, '');
    const shared = async (...paths: string[]): Promise<string | undefined> =>
      (await new ConfigSet().shared(paths.map((path) => join(folder, path))))?.file;
    expect(await shared('us/a.csv', 'us/b.csv')).toBe(us);
    expect(await shared('us', 'de')).toBe(root);
    expect(await shared('us/a.csv', 'us-more/a.csv')).toBe(root);
  });

  it('gives a repository inside another nothing of the outer one', async () => {
    write(NAME, '');
    mkdirSync(join(folder, 'sub/.git'), { recursive: true });
    const set = new ConfigSet();
    const root = await set.nearest(folder);
    expect(root).toBeDefined();
    expect(await set.inside(join(folder, 'sub'), root)).toBeUndefined();
    expect(await set.nearest(join(folder, 'sub'))).toBeUndefined();
  });
});

describe('hostile files', () => {
  it('are not read for ever', async () => {
    const file = write('a.yaml', 'extends: [/dev/zero, /dev/null]\n');
    const found = await mistakes(file);
    expect(found).toHaveLength(2);
    expect(found[0]).toContain('It is no file.');
  });
});
