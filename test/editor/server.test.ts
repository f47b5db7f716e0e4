import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import type { CodeAction, Diagnostic, Range, TextDocumentEdit } from 'vscode-languageserver-protocol/node';
import { Editor, shop } from './client.ts';

/** The words in the range of a diagnostic. */
function words(text: string, { start, end }: Range): string {
  const lines = text.split('\n');
  if (start.line !== end.line) return lines.slice(start.line, end.line + 1).join('\n');
  return (lines[start.line] ?? '').slice(start.character, end.character);
}

function edits(action: CodeAction | undefined): TextDocumentEdit['edits'] {
  const [change] = action?.edit?.documentChanges ?? [];
  return change !== undefined && 'edits' in change ? change.edits : [];
}

/** The text of a file in UTF-8; undefined for another character set. */
function decoded(path: string): string | undefined {
  const bytes = readFileSync(path);
  const text = bytes.toString('utf8');
  return text.includes('\uFFFD') ? undefined : text.replace(/^\uFEFF/, '');
}

const SEARCH_TERMS = 'amazon/brand-in-search-terms';
const LISTING = {
  id: 'HM-BELT-01',
  marketplace: 'amazon.com',
  brand: 'Hillmoor',
  category: 'Running waist packs',
  title: 'Hillmoor Running Belt with Phone Pocket',
  searchTerms: 'running belt nike "slim" waist pouch',
};

/** The same listing in every format, and the characters around its search terms. */
const FORMATS: readonly [file: string, text: string][] = [
  ['a.jsonl', `${JSON.stringify(LISTING)}\n`],
  ['a.json', JSON.stringify([LISTING], null, 2)],
  [
    'a.csv',
    'sku,marketplace,brand,category,title,search terms\r\nHM-1,amazon.com,Hillmoor,Waist packs,"Hillmoor Running Belt","running belt nike ""slim"" waist pouch"\r\n',
  ],
  [
    'a.tsv',
    'sku\tmarketplace\tbrand\tcategory\ttitle\tsearch terms\nHM-1\tamazon.com\tHillmoor\tWaist packs\tHillmoor Running Belt\trunning belt nike slim waist pouch\n',
  ],
  [
    'a.yaml',
    'id: HM-1\nmarketplace: amazon.com\nbrand: Hillmoor\ntitle: Hillmoor Running Belt\nsearchTerms: running belt nike slim waist pouch\n',
  ],
  [
    'a.md',
    '---\nid: HM-1\nmarketplace: amazon.com\nbrand: Hillmoor\nsearchTerms: running belt nike slim waist pouch\n---\n\n# Hillmoor Running Belt\n\nA slim belt.\n',
  ],
];

describe('preclear lsp', () => {
  it('says what it can do, and ends when it is told to', async () => {
    const editor = new Editor(shop({}));
    const { capabilities, serverInfo } = await editor.start();
    expect(serverInfo?.name).toBe('preclear');
    expect(capabilities).toMatchObject({ textDocumentSync: { openClose: true, change: 2 }, hoverProvider: true });
    expect(await editor.stop()).toBe(0);
    expect(editor.registered).toEqual(['workspace/didChangeWatchedFiles']);
    expect(editor.log.join('')).toBe('');
  });

  it.each(FORMATS)('finds, explains and mends in %s', async (path, text) => {
    const editor = new Editor(shop({ 'preclear.config.yaml': 'brands: [Hillmoor]\n' }));
    await editor.start();
    await editor.open(path, text);
    const found = await editor.diagnostics(path);
    const nike = found.find(({ code }) => code === SEARCH_TERMS);
    expect(nike).toMatchObject({ severity: 1, source: 'preclear', message: expect.stringContaining('nike') });
    if (nike === undefined) return;
    expect(words(text, nike.range)).toBe('nike');
    expect(nike.codeDescription?.href).toMatch(/^https:/);
    const hover = await editor.hover(path, nike.range.start.line, nike.range.start.character + 1);
    expect(JSON.stringify(hover)).toContain('**Fix**: Delete');
    expect(await editor.hover(path, 0, 0)).toBeNull();
    const [action] = await editor.codeActions(path, nike);
    expect(action).toMatchObject({ kind: 'quickfix', isPreferred: true, title: 'Delete “nike”' });
    await editor.apply(path, edits(action) as never);
    expect(editor.text(path)).toBe(text.replace('nike ', ''));
    expect((await editor.diagnostics(path)).some(({ code }) => code === SEARCH_TERMS)).toBe(false);
    expect(await editor.stop()).toBe(0);
  });

  it('finds in saved pages, which it does not edit', async () => {
    const editor = new Editor(shop({}));
    await editor.start();
    const text =
      '<html><head><script type="application/ld+json">{"@type":"Product","sku":"HM-1","name":"A dupe of the Nike belt"}</script></head><body></body></html>';
    await editor.open('a.html', text);
    const [first] = await editor.diagnostics('a.html');
    expect(first?.source).toBe('preclear');
    if (first !== undefined) expect(await editor.codeActions('a.html', first)).toEqual([]);
    await editor.stop();
  });

  it('counts columns in UTF-16 code units', async () => {
    const editor = new Editor(shop({}));
    await editor.start();
    const text = `${JSON.stringify({ ...LISTING, searchTerms: '👟🏃 腰包 nike 跑步' })}\n`;
    await editor.open('a.jsonl', text);
    const nike = (await editor.diagnostics('a.jsonl')).find(({ code }) => code === SEARCH_TERMS);
    expect(nike && words(text, nike.range)).toBe('nike');
    await editor.stop();
  });

  it('speaks the language of the editor', async () => {
    const editor = new Editor(shop({}));
    await editor.start({ locale: 'zh-cn' });
    await editor.open('a.jsonl', FORMATS[0]?.[1] ?? '');
    const nike = (await editor.diagnostics('a.jsonl')).find(({ code }) => code === SEARCH_TERMS);
    expect(nike?.message).toMatch(/搜索词/);
    const [action] = nike === undefined ? [] : await editor.codeActions('a.jsonl', nike);
    expect(action?.title).toBe('删除“nike”');
    await editor.stop();
  });

  it('gives plain text and simple edits to an editor that knows no others', async () => {
    const editor = new Editor(shop({}));
    await editor.start({ capabilities: {} });
    await editor.open('a.jsonl', FORMATS[0]?.[1] ?? '');
    const nike = (await editor.diagnostics('a.jsonl')).find(({ code }) => code === SEARCH_TERMS);
    if (nike === undefined) throw new Error('nothing was found');
    const hover = await editor.hover('a.jsonl', nike.range.start.line, nike.range.start.character);
    expect(hover?.contents).toMatchObject({ kind: 'plaintext' });
    const [action] = await editor.codeActions('a.jsonl', nike);
    expect(Object.keys(action?.edit?.changes ?? {})).toEqual([editor.uri('a.jsonl')]);
    await editor.stop();
    expect(editor.registered).toEqual([]);
  });

  it('lets nothing of a listing act in what it shows', async () => {
    const editor = new Editor(shop({}));
    await editor.start();
    const evil = '![x](https://evil.example/p.png) <img src=x> [a](command:evil) nike\u202e';
    await editor.open('a.jsonl', `${JSON.stringify({ ...LISTING, searchTerms: evil, title: `${evil} dupe of Nike` })}\n`);
    const found = await editor.diagnostics('a.jsonl');
    expect(found.length).toBeGreaterThan(0);
    for (const { range, message } of found) {
      expect(message).not.toContain('\u202e');
      const value = JSON.stringify(await editor.hover('a.jsonl', range.start.line, range.start.character));
      expect(value).not.toMatch(/[^\\]!\[|<img|\]\(command|\u202e/);
    }
    await editor.stop();
  });

  it('checks the newest text only, whatever is typed meanwhile', async () => {
    const editor = new Editor(shop({}));
    await editor.start();
    await editor.open('a.jsonl', '');
    const rows = Array.from({ length: 300 }, (_, i) => `${JSON.stringify({ ...LISTING, id: `HM-${i}` })}\n`).join('');
    for (let i = 0; i < 200; i++) await editor.type('a.jsonl', rows + '\n'.repeat(i));
    await editor.type('a.jsonl', `${JSON.stringify({ ...LISTING, searchTerms: 'waist pouch' })}\n`);
    expect((await editor.diagnostics('a.jsonl')).filter(({ code }) => code === SEARCH_TERMS)).toEqual([]);
    expect(editor.publications('a.jsonl')).toBeLessThan(20);
    // What is asked while it is typed is answered about the newest text.
    await editor.type('a.jsonl', FORMATS[0]?.[1] ?? '');
    const column = (FORMATS[0]?.[1] ?? '').indexOf('nike') + 1;
    expect(await editor.hover('a.jsonl', 0, column)).not.toBeNull();
    await editor.stop();
  });

  it('tells what it cannot read, and goes on', async () => {
    const editor = new Editor(shop({}));
    await editor.start();
    await editor.open('broken.jsonl', `{"id":"HM-1","title":"Cut\n${JSON.stringify(LISTING)}\n`);
    const found = await editor.diagnostics('broken.jsonl');
    expect(found.some(({ code, range }) => code === undefined && range.start.line === 0)).toBe(true);
    expect(found.some(({ code, range }) => code === SEARCH_TERMS && range.start.line === 1)).toBe(true);
    await editor.open('half.json', '{"id": "HM-1", "marketplace": "amazon.com", "title": "Belt", "searchTerms": ');
    expect((await editor.diagnostics('half.json')).length).toBeGreaterThan(0);
    await editor.open('huge.csv', 'sku,title\n'.padEnd(2_100_000, 'x,y\n'));
    expect(await editor.diagnostics('huge.csv')).toMatchObject([{ message: expect.stringContaining('too large') }]);
    await editor.open('package.json', '{"name": "x", "version": "1.0.0"}');
    expect(await editor.diagnostics('package.json')).toEqual([]);
    expect(await editor.stop()).toBe(0);
  });

  it('answers what makes no sense with an error, and goes on', async () => {
    const editor = new Editor(shop({}));
    await editor.start();
    await expect(editor.request('textDocument/noSuchThing', {})).rejects.toThrow();
    await expect(
      editor.request('textDocument/hover', { textDocument: { uri: 'nonsense' }, position: { line: 0, character: 0 } }),
    ).resolves.toBeNull();
    await editor.notify('textDocument/didOpen', {
      textDocument: { uri: 'untitled:Untitled-1', languageId: 'json', version: 1, text: '{}' },
    });
    editor.server.stdin?.write('Content-Length: 9\r\n\r\n{"broken"');
    await editor.open('a.jsonl', FORMATS[0]?.[1] ?? '');
    expect((await editor.diagnostics('a.jsonl')).some(({ code }) => code === SEARCH_TERMS)).toBe(true);
    expect(await editor.stop()).toBe(0);
  });

  it('uses the nearest configuration, and looks at it again when it changes', async () => {
    const folder = shop({ 'preclear.config.yaml': '', 'us/preclear.config.yaml': 'extends: //\nskip: [amazon]\n' });
    const editor = new Editor(folder);
    await editor.start();
    const has = async (found: Promise<Diagnostic[]>): Promise<boolean> =>
      (await found).some(({ code }) => code === SEARCH_TERMS);
    await editor.open('a.jsonl', FORMATS[0]?.[1] ?? '');
    await editor.open('us/a.jsonl', FORMATS[0]?.[1] ?? '');
    expect(await has(editor.diagnostics('a.jsonl'))).toBe(true);
    expect(await has(editor.diagnostics('us/a.jsonl'))).toBe(false);
    writeFileSync(join(folder, 'preclear.config.yaml'), 'ignore: [drafts/]\nskip: [amazon]\n');
    const next = editor.nextDiagnostics('a.jsonl');
    const other = editor.nextDiagnostics('us/a.jsonl');
    await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('preclear.config.yaml'), type: 2 }] });
    expect(await has(next)).toBe(false);
    expect(await has(other)).toBe(false);
    unlinkSync(join(folder, 'us/preclear.config.yaml'));
    writeFileSync(join(folder, 'preclear.config.yaml'), '');
    const after = editor.nextDiagnostics('us/a.jsonl');
    await editor.notify('workspace/didChangeWatchedFiles', { changes: [] });
    expect(await has(after)).toBe(true);
    mkdirSync(join(folder, 'drafts'));
    writeFileSync(join(folder, 'preclear.config.yaml'), 'ignore: [drafts/]\n');
    await editor.open('drafts/a.jsonl', FORMATS[0]?.[1] ?? '');
    expect(await editor.diagnostics('drafts/a.jsonl')).toEqual([]);
    await editor.stop();
  });

  it('tells mistakes in configurations, rule packs and suppressions as they are typed', async () => {
    const editor = new Editor(shop({ 'preclear.config.yaml': '' }));
    await editor.start();
    await editor.open('preclear.config.yaml', 'brands: [Hillmoor]\nfailOn: eror\n');
    expect(await editor.diagnostics('preclear.config.yaml')).toMatchObject([
      { severity: 1, range: { start: { line: 1, character: 8 } }, message: expect.stringContaining('must be one of error') },
    ]);
    await editor.type('preclear.config.yaml', 'brands: [Hillmoor]\noverrides:\n  - { files: a, rules: { amazn: off } }\n');
    expect(await editor.diagnostics('preclear.config.yaml')).toEqual([]);
    const saved = editor.nextDiagnostics('preclear.config.yaml');
    await editor.save('preclear.config.yaml');
    expect(await saved).toMatchObject([
      { range: { start: { line: 2 } }, message: expect.stringContaining('Did you mean "amazon"?') },
    ]);
    // Until it is mended, listings are not said to be clean.
    await editor.open('a.jsonl', FORMATS[0]?.[1] ?? '');
    expect(await editor.diagnostics('a.jsonl')).toMatchObject([
      { message: expect.stringMatching(/^Not checked.*preclear\.config\.yaml:3/) },
    ]);
    await editor.open(
      'own.yaml',
      'pack: { id: own, version: 1.0.0, title: { en: Own, zh: 自有 } }\nrules:\n  - id: own/x\n    kind: phrase\n',
    );
    expect((await editor.diagnostics('own.yaml'))[0]).toMatchObject({ severity: 1, range: { start: { line: 3 } } });
    await editor.type('preclear.config.yaml', '');
    await editor.save('preclear.config.yaml');
    await editor.open(
      'preclear.suppressions.yaml',
      'suppressions:\n  - { rule: amazon/brand-in-search-terms, listing: A, reason: x }\n',
    );
    expect((await editor.diagnostics('preclear.suppressions.yaml'))[0]?.message).toContain('until');
    await editor.stop();
  });

  it('forgets a document that is closed', async () => {
    const editor = new Editor(shop({}));
    await editor.start();
    await editor.open('a.jsonl', FORMATS[0]?.[1] ?? '');
    expect((await editor.diagnostics('a.jsonl')).length).toBeGreaterThan(0);
    const next = editor.nextDiagnostics('a.jsonl');
    await editor.close('a.jsonl');
    expect(await next).toEqual([]);
    await editor.stop();
  });

  it('finds in the sample shop what a scan finds', async () => {
    const root = resolve('data/sample');
    const run = spawnSync(
      process.execPath,
      [resolve('dist/cli.js'), 'scan', '.', '--no-images', '--no-cache', '--format', 'json'],
      {
        cwd: root,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, PRECLEAR_AS_OF: '2026-11-22' },
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    const { findings } = JSON.parse(run.stdout) as { findings: { file: string; rule: string; line: number; column: number }[] };
    const editor = new Editor(root);
    await editor.start();
    let compared = 0;
    for (const entry of readdirSync(join(root, 'listings'), { recursive: true, withFileTypes: true })) {
      // A workbook is no text, and duplicates need every file.
      if (!entry.isFile() || entry.name.endsWith('.xlsx')) continue;
      const file = join(entry.parentPath, entry.name);
      const path = relative(root, file);
      const text = decoded(file);
      if (text === undefined) continue;
      const wanted = findings.filter(({ file, rule }) => file === path && !rule.includes('duplicate'));
      await editor.open(path, text);
      const found = (await editor.diagnostics(path)).filter(({ code }) => code !== undefined);
      const told = found.map(({ code, range }) => `${code} ${range.start.line + 1}:${range.start.character + 1}`);
      expect(told.sort(), path).toEqual(wanted.map(({ rule, line, column }) => `${rule} ${line}:${column}`).sort());
      compared += told.length;
    }
    expect(compared).toBeGreaterThan(30);
    await editor.stop();
  });

  it('ends when the editor goes away without a word', async () => {
    const editor = new Editor(shop({}));
    await editor.start();
    editor.server.stdin?.end();
    expect(await editor.ended()).toBe(1);
  });

  it('is not loaded by other commands', () => {
    const run = spawnSync(process.execPath, [resolve('dist/cli.js'), '--version'], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, NODE_DEBUG: 'module' },
    });
    expect(run.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run.stderr).not.toContain('vscode-languageserver');
  });
});
