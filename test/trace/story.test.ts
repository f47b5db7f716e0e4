import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseTraces } from '../../src/model/case-trace.ts';
import type { TraceReport } from '../../src/model/trace-report.ts';
import { lastLine, preclear, type Run } from '../commands/run.ts';
import { type Copier, copierShop, OWN, ownShop } from './copier.ts';

/*
 * The story: our lamp, a copier's shop with our words, pictures and brand, a complaint; who was first?
 */

let own: Awaited<ReturnType<typeof ownShop>>;
let copier: Copier;
let run: Run;
let report: TraceReport;
const evidence = (): string => join(own.folder, 'evidence');

beforeAll(async () => {
  own = await ownShop();
  copier = await copierShop();
  const record = 'invoice.pdf:2025-02-06:Invoice of the photographer';
  run = await trace(copier.url, '--out', 'evidence', '--record', record, '--format', 'json', '--no-screenshot');
  report = JSON.parse(run.stdout);
}, 60_000);
afterAll(async () => {
  await copier.site.close();
  own.close();
});

function trace(...args: readonly string[]): Promise<Run> {
  return preclear(['trace', '--allow-host', '127.0.0.1', '--lang', 'en', ...args], { cwd: own.folder });
}

const page = (): TraceReport['pages'][number] => {
  const [first] = report.pages;
  if (first === undefined) throw new Error(run.stderr);
  return first;
};

describe('a copier’s page', () => {
  it('has our words, word for word and reworded, each in one of our fields, and ends with 1', () => {
    expect(run.exit).toBe(1);
    expect(lastLine(run.stderr)).toBe('exit 1: 1 of 1 page has something of ours');
    const [listing, ...others] = page().listings;
    expect(others).toEqual([]);
    expect(listing).toMatchObject({ listing: OWN.id, marketplace: 'amazon.com', file: 'listings/lamps.csv', record: 1 });
    expect(listing?.passages.map(({ class: kind, ours: { field, index } }) => [kind, field, index])).toEqual([
      ['verbatim', 'bullet', 1],
      ['reworded', 'bullet', 2],
    ]);
    const [first] = listing?.passages ?? [];
    expect(OWN.bullets[0]).toContain(first?.ours.text);
    expect(first?.theirs.text).toBe(first?.ours.text);
    const text = readFileSync(join(evidence(), 'page-1', 'text.txt'), 'utf8');
    for (const { theirs } of listing?.passages ?? []) expect(text.slice(...theirs.span)).toBe(theirs.text);
  });

  it('says nothing of what everybody writes', () => {
    const said = page()
      .listings.flatMap(({ passages }) => passages.map(({ theirs }) => theirs.text))
      .join(' ');
    expect(said).not.toMatch(/free shipping|money-back/i);
  });

  it('has our pictures, cropped and mirrored', () => {
    const pictures = page().listings[0]?.pictures ?? [];
    expect(pictures.map(({ ours, theirs, tier, transform }) => [ours.src, theirs, tier, transform.mirrored])).toEqual([
      ['images/lamp-1.jpg', 1, 'copy', false],
      ['images/lamp-2.jpg', 2, 'copy', true],
    ]);
    expect(pictures[0]?.says.en).toMatch(/^cropped to 5\d% of the original$/);
    // 640 of 900 pixels from 120 on: the region is where they cut it out.
    expect(pictures[0]?.oursRegion[0][0]).toBeCloseTo(120 / 900, 1);
  });

  it('has our brand and a canary word left in', () => {
    expect(page().words).toMatchObject([
      { word: OWN.canary, kind: 'canary', place: 'text', count: 1, listing: OWN.id },
      { word: 'Lumovale', kind: 'brand', place: 'text', count: 1 },
    ]);
    expect(page().dates).toContainEqual(expect.objectContaining({ kind: 'canary', value: '2025-02-04', counts: false }));
  });

  it('claims dates, all of them behind our records, and none is taken for more than a claim', () => {
    const rows = page().dates.map(({ side, type, kind, value, leadDays, counts }) => ({
      side,
      type,
      kind,
      value: value.slice(0, 16),
      leadDays,
      counts,
    }));
    const theirs = rows.filter(({ side }) => side === 'theirs');
    expect(theirs.map(({ type, kind }) => `${type} ${kind}`)).toEqual([
      'observed received',
      'claimed json-ld',
      'claimed image-last-modified',
      'claimed last-modified',
      'claimed open-graph',
      'claimed sitemap',
    ]);
    expect(rows).toContainEqual({
      side: 'theirs',
      type: 'claimed',
      kind: 'json-ld',
      value: '2025-05-18T10:30',
      leadDays: 104,
      counts: true,
    });
    expect(rows).toContainEqual({
      side: 'ours',
      type: 'recorded',
      kind: 'git',
      value: '2025-02-03T09:12',
      leadDays: 104,
      counts: true,
    });
    expect(rows).toContainEqual({
      side: 'ours',
      type: 'recorded',
      kind: 'git-image',
      value: '2025-02-10T18:30',
      leadDays: 96,
      counts: true,
    });
    expect(rows).toContainEqual({
      side: 'ours',
      type: 'recorded',
      kind: 'original-exif',
      value: '2025-02-05 14:20',
      leadDays: 101,
      counts: false,
    });
    expect(rows).toContainEqual({
      side: 'ours',
      type: 'recorded',
      kind: 'record',
      value: '2025-02-06',
      leadDays: 99,
      counts: true,
    });
    expect(page().lead).toMatchObject({ leadDays: 104 });
    for (const { proves, provesNot } of page().dates)
      for (const said of [proves, provesNot]) expect([said.en, said.zh]).not.toContain('');
  });

  it('is told as its schema says', async () => {
    const schema = await preclear(['schema', 'trace']);
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(schema.stdout));
    validate(report);
    expect(validate.errors).toBe(null);
  });

  it('becomes what a case may say of it', () => {
    const json: unknown = JSON.parse(readFileSync(join(evidence(), 'trace.json'), 'utf8'));
    expect(caseTraces(json, { id: 'T-1', proofs: [] })).toMatchObject([
      {
        ref: 'trace/T-1/page-1/NL-100',
        url: copier.url,
        listing: OWN.id,
        passages: 2,
        images: 2,
        canaries: [OWN.canary],
        leadDays: 104,
        ourEarliest: { kind: 'git', at: '2025-02-03T01:12:00.000Z' },
        theirEarliest: { kind: 'json-ld', at: '2025-05-18T08:30:00.000Z' },
      },
    ]);
    expect(() => caseTraces({ format: 99, pages: [] }, { id: 'T-1', proofs: [] })).toThrow(/Update preclear/);
    expect(() => caseTraces([], { id: 'T-1', proofs: [] })).toThrow(/no trace/);
  });
});

describe('a listing that is not in the page', () => {
  it('leads to nothing, and 0', async () => {
    const other = await trace(copier.url, '--listing', 'NL-200', '--format', 'json');
    expect(other.exit).toBe(0);
    expect(JSON.parse(other.stdout)).toMatchObject({ compared: { listings: 1 }, pages: [{ listings: [] }] });
  });

  it('and is unknown is a mistake', async () => {
    const other = await trace(copier.url, '--listing', 'NL-999');
    expect([other.exit, other.stderr]).toEqual([2, expect.stringContaining('No listing NL-999')]);
  });
});

describe('an evidence folder', () => {
  const copy = (): string => {
    const folder = join(mkdtempSync(join(tmpdir(), 'preclear-evidence-')), 'copy');
    cpSync(evidence(), folder, { recursive: true });
    return folder;
  };
  const verify = async (folder: string): Promise<readonly [number | null, string]> => {
    const { exit, stdout } = await preclear(['trace', 'verify', folder, '--lang', 'en']);
    return [exit, stdout.replace(/^SHA-256 of.*\n/m, '')];
  };

  it('holds the page and its pictures as received, and nothing that runs', () => {
    const body = copier.answers.get('/products/desk-lamp')?.body;
    expect(readFileSync(join(evidence(), 'page-1', 'page-as-received.txt'), 'utf8')).toBe(body);
    expect(readFileSync(join(evidence(), 'page-1', 'headers.txt'), 'utf8')).toContain(
      'last-modified: Tue, 20 May 2025 08:00:00 GMT',
    );
    expect(readFileSync(join(evidence(), 'page-1', 'pictures', '01.jpg'))).toEqual(copier.answers.get('/files/a.jpg')?.body);
    const pages = ['index.html', 'page-1/texts-1.en.html', 'page-1/texts-1.zh.html'];
    for (const name of pages) {
      const html = readFileSync(join(evidence(), name), 'utf8');
      expect(html).not.toMatch(/<script|javascript:|\son[a-z]+=/i);
      expect(html).toContain("default-src 'none'");
      expect(html).not.toMatch(/(?:src|href)="https?:/);
    }
    for (const [, link = ''] of readFileSync(join(evidence(), 'index.html'), 'utf8').matchAll(/(?:src|href)="([^"#]+)"/g))
      expect([link, existsSync(join(evidence(), link))]).toEqual([link, true]);
  });

  it('is as it was written', async () => {
    expect(await verify(evidence())).toEqual([0, '']);
  });

  it('tells what was changed, is missing, was added, or is a link now', async () => {
    const folder = copy();
    writeFileSync(join(folder, 'page-1', 'text.txt'), 'not what it said');
    unlinkSync(join(folder, 'page-1', 'pictures', '02.jpg'));
    writeFileSync(join(folder, 'page-1', 'new.txt'), 'added');
    unlinkSync(join(folder, 'page-1', 'headers.txt'));
    symlinkSync('text.txt', join(folder, 'page-1', 'headers.txt'));
    expect(await verify(folder)).toEqual([
      1,
      'page-1/headers.txt: is a link now, where a file was written\n' +
        'page-1/new.txt: was added; it is no part of the evidence\n' +
        'page-1/pictures/02.jpg: is missing\n' +
        'page-1/text.txt: is not the file that was written\n',
    ]);
    rmSync(folder, { recursive: true });
  });

  it('whose list was changed by hand, that is none, or of a newer preclear is refused', async () => {
    const folder = copy();
    writeFileSync(join(folder, 'SHA256SUMS'), `${'0'.repeat(64)}  ../../etc/passwd\n`);
    const changed = await preclear(['trace', 'verify', folder]);
    expect([changed.exit, changed.stderr]).toEqual([2, expect.stringContaining('SHA256SUMS:1:1')]);
    const none = await preclear(['trace', 'verify', own.folder]);
    expect([none.exit, none.stderr]).toEqual([2, expect.stringContaining('no evidence folder')]);
    writeFileSync(join(folder, 'SHA256SUMS'), '');
    writeFileSync(join(folder, 'trace.json'), '{\n  "format": 7,\n  "pages": []}');
    const newer = await preclear(['trace', 'verify', folder]);
    expect([newer.exit, newer.stderr]).toEqual([2, expect.stringContaining('Update preclear')]);
    rmSync(folder, { recursive: true });
  });

  it('is never written over, and nothing is asked before that is known', async () => {
    const asked = copier.site.asked.length;
    const again = await trace(copier.url, '--out', 'evidence');
    expect([again.exit, again.stderr]).toEqual([2, expect.stringContaining('never written over')]);
    expect(copier.site.asked.length).toBe(asked);
  });

  it('leaves no draft behind', () => {
    expect(readdirSync(own.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('a saved page', () => {
  it('is traced without network, and its file date counts for nothing', async () => {
    writeFileSync(join(own.folder, 'saved.html'), copier.answers.get('/products/desk-lamp')?.body ?? '');
    const saved = await trace('saved.html', '--listings', 'listings', '--offline', '--format', 'json');
    const [first] = (JSON.parse(saved.stdout) as TraceReport).pages;
    expect(saved.exit).toBe(1);
    expect(first?.source).toBe('file');
    expect(first?.listings[0]?.passages.length).toBe(2);
    expect(first?.dates.filter(({ kind }) => kind === 'file-time').map(({ counts }) => counts)).toEqual([false]);
    rmSync(join(own.folder, 'saved.html'));
  });

  describe('whose address a person states', () => {
    const stated = 'https://brightdeal.example/products/desk-lamp';
    beforeAll(() => {
      writeFileSync(join(own.folder, 'saved.html'), copier.answers.get('/products/desk-lamp')?.body ?? '');
    });
    afterAll(() => rmSync(join(own.folder, 'saved.html')));

    it('is evidence that says whose word the address is, and that nobody asked it', async () => {
      const asked = copier.site.asked.length;
      const run = await trace('saved.html', '--url', `${stated}?utm_source=x#top`, '--out', 'stated', '--lang', 'zh');
      expect(run.exit).toBe(1);
      expect(run.stdout).toContain(`操作人称该页面的网址为 ${stated}`);
      expect(copier.site.asked.length).toBe(asked);
      const report = JSON.parse(readFileSync(join(own.folder, 'stated', 'trace.json'), 'utf8')) as TraceReport;
      expect(report.pages[0]).toMatchObject({ source: 'file', finalUrl: 'saved.html', statedUrl: stated });
      expect(report.pages[0]?.dates.find(({ kind }) => kind === 'saved-page')?.note?.en).toContain('was not asked');
      expect(readFileSync(join(own.folder, 'stated', 'page-1', 'headers.txt'), 'utf8')).toMatch(/not asked: https.*\nread: /);
      expect(readFileSync(join(own.folder, 'stated', 'index.html'), 'utf8')).toContain('says whoever traced it');
      expect((await trace('verify', 'stated')).exit).toBe(0);
      const traces = caseTraces(report, { id: 'T-1', proofs: [] });
      expect(traces.map(({ url, stated: word }) => [url, word])).toEqual(traces.map(() => [stated, true]));
      expect(traces.length).toBeGreaterThan(0);
      rmSync(join(own.folder, 'stated'), { recursive: true });
    });

    it('without --url is no page of anybody in letters', async () => {
      const { stdout } = await trace('saved.html', '--format', 'json');
      expect(new Set(caseTraces(JSON.parse(stdout), { id: 'T-1', proofs: [] }).map(({ url }) => url))).toEqual(new Set(['']));
    });

    it('that is no address, or of something that is no file, is refused', async () => {
      for (const [suspects, said] of [
        [['saved.html', '--url', 'lamp'], 'is not an address of the web'],
        [['saved.html', '--url', 'http://192.168.1.5/x'], 'not on the public internet'],
        [['saved.html', '--url', 'https://me:pw@a.example/'], 'user name or password'],
        [[copier.url, '--url', stated], 'exactly one file'],
        [['saved.html', 'other.html', '--url', stated], 'exactly one file'],
      ] as const) {
        const run = await trace(...suspects);
        expect([run.exit, run.stderr]).toEqual([2, expect.stringContaining(said)]);
      }
    });

    it('is told beside another one that the page itself names', async () => {
      const page = String(copier.answers.get('/products/desk-lamp')?.body);
      writeFileSync(join(own.folder, 'named.html'), page.replace('<head>', `<head><link rel="canonical" href="${stated}">`));
      const problems = async (url: string): Promise<string> => {
        const { stdout } = await trace('named.html', '--url', url, '--format', 'json');
        return JSON.stringify((JSON.parse(stdout) as TraceReport).pages[0]?.problems);
      };
      expect(await problems('https://other.example/lamp')).toContain('Check which is right');
      expect(await problems(`https://www.brightdeal.example/products/desk-lamp/`)).not.toContain('Check which is right');
      rmSync(join(own.folder, 'named.html'));
    });
  });

  it('of what was fetched before is traced again with --offline', async () => {
    const started = Date.now();
    const again = await trace(copier.url, '--offline', '--format', 'json');
    const [first] = (JSON.parse(again.stdout) as TraceReport).pages;
    expect([again.exit, first?.source]).toEqual([1, 'kept']);
    // Observed when it was received, and not now.
    expect(Date.parse(first?.observedAt ?? '')).toBeLessThan(started);
  });
});

describe('the history of scans', () => {
  it('is a record of ours', async () => {
    await preclear(['scan', 'listings', '--record', '--fail-on', 'never'], { cwd: own.folder });
    const traced = await trace(copier.url, '--format', 'json');
    const [first] = (JSON.parse(traced.stdout) as TraceReport).pages;
    const rows = first?.dates.filter(({ kind }) => kind === 'history') ?? [];
    expect(rows.map(({ type, side, listing }) => [type, side, listing])).toEqual([['recorded', 'ours', OWN.id]]);
    // The scan was made after the copier's dates, and that is told.
    expect(rows[0]?.leadDays).toBeLessThan(-300);
  });
});
