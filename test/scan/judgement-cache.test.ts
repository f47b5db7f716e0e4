import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ScanFlags } from '../../src/commands/scan/flags.ts';
import { makeRequest } from '../../src/commands/scan/request.ts';
import { createJson } from '../../src/reporters/json.ts';
import { runScan } from '../../src/scan/scan.ts';

/** A shop with these files beside its configuration, removed when the test is over. */
function shop(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-cache-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  mkdirSync(join(folder, '.git'));
  for (const [path, content] of Object.entries({ 'preclear.config.yaml': CONFIG, ...files })) write(folder, path, content);
  return folder;
}

function write(folder: string, path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

interface Seen {
  /** All that was found, without what differs from run to run. */
  readonly report: string;
  readonly recalled: number;
  readonly notes: readonly string[];
}

async function scan(folder: string, flags: Partial<ScanFlags> = {}): Promise<Seen> {
  const request = await makeRequest([folder], { images: true, ...flags });
  const reporter = createJson({ lang: 'en' });
  let report = '';
  let recalled = 0;
  const notes: string[] = [];
  const tail = await runScan(request, {
    begin: (head) => {
      report += reporter.begin(head);
    },
    listing: (outcome) => {
      report += reporter.listing(outcome);
    },
    progress: () => undefined,
    recalled: (count) => {
      recalled = count;
    },
    note: (note) => {
      notes.push(note.en);
    },
  });
  report += reporter.end({ ...tail, startedAt: '', elapsedMs: 0 });
  return { report, recalled, notes };
}

function transcripts(folder: string): string[] {
  const root = join(folder, '.preclear/cache/judgements');
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).flatMap((name) =>
    name.endsWith('.bin') ? [join(root, name)] : [],
  );
}

const CONFIG = 'marketplace: amazon.com\nbrands: [Acme]\nreferences: library\nledger: ledger\n';
const HEAD = 'sku,title,bullet1,search terms\n';
const ROWS = [
  'A-1,Clay mug with a lid for hot drinks at home,Holds half a litre,mug stanley\n',
  'A-2,Glass cup without a handle for cold drinks,Two in a box,cup\n',
  'A-3,Steel jug like a Yeti jug for long hikes outside,Keeps cold,jug\n',
  'A-4,Wooden bowl from one piece of old oak wood,Oiled by hand,bowl\n',
];
const FEED = HEAD + ROWS.join('');

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a scan after a scan', () => {
  it('tells the same without judging anew, whatever the rows', async () => {
    const folder = shop({ 'feed.csv': FEED });
    const cold = await scan(folder);
    expect(cold.recalled).toBe(0);
    expect(cold.report).toContain('"match":"stanley"');
    expect(await scan(folder)).toEqual({ ...cold, recalled: 4 });
    expect((await scan(folder, { cache: false })).report).toBe(cold.report);
  });

  it('keeps nothing when nothing is to be kept', async () => {
    const folder = shop({ 'feed.csv': FEED });
    await scan(folder, { cache: false });
    expect(existsSync(join(folder, '.preclear/cache/judgements'))).toBe(false);
  });

  it('gives its files to nobody else', async () => {
    const folder = shop({ 'feed.csv': FEED });
    await scan(folder);
    const [file = ''] = transcripts(folder);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  });

  it.each<[string, (folder: string) => void]>([
    ['a row is moved', (folder) => write(folder, 'feed.csv', HEAD + ROWS.toReversed().join(''))],
    ['a line is put in', (folder) => write(folder, 'feed.csv', FEED.replace('A-3', '\n\nA-3'))],
    ['columns change places', (folder) => write(folder, 'feed.csv', `x,${HEAD}${ROWS.map((row) => `,${row}`).join('')}`)],
    ['the file is saved again', (folder) => utimesSync(join(folder, 'feed.csv'), 1, 1)],
    ['another file comes', (folder) => write(folder, 'more.csv', `${HEAD}B-1,Linen towel,Soft,towel\n`)],
    ['days go by', () => vi.stubEnv('PRECLEAR_AS_OF', '2031-01-01')],
    [
      'what a report asks of a run changes',
      (folder) => write(folder, 'preclear.config.yaml', `${CONFIG}failOn: never\nlang: zh\n`),
    ],
  ])('judges no row anew when %s', async (_, edit) => {
    vi.stubEnv('PRECLEAR_AS_OF', '2026-11-22');
    const folder = shop({ 'feed.csv': FEED });
    await scan(folder);
    edit(folder);
    const warm = await scan(folder);
    expect(warm.recalled).toBe(4);
    expect(warm.report).toBe((await scan(folder, { cache: false })).report);
  });

  it('judges only the row anew that says something else', async () => {
    const folder = shop({ 'feed.csv': FEED });
    await scan(folder);
    write(folder, 'feed.csv', FEED.replace('Oiled by hand', 'Oiled like Ikea does'));
    const warm = await scan(folder);
    expect(warm.recalled).toBe(3);
    expect(warm.report).toContain('"listing":"A-4"');
  });

  const RULE = `pack: { id: own, version: 1.0.0, title: { en: Own, zh: 自己 }, marketplaces: [amazon.*] }
rules:
  - id: own/lid
    kind: phrases
    severity: warning
    scope: [title]
    when: { phrases: [lid] }
    message: { en: 'A {match}.', zh: '{match}。' }
    rationale: { en: Because., zh: 因为。 }
    policy: [{ title: Policy, url: 'https://shop.example/policy', checked: 2026-01-01 }]
    fix: { en: Leave it out., zh: 去掉。 }
    prevention: [{ id: read, stage: prevent, step: { en: Read., zh: 读。 }, proof: scan-coverage }]
    examples: { flag: [with a lid], pass: [without] }
`;
  const text = {
    kind: 'text',
    id: 't1',
    owner: 'Nobody',
    role: 'competitor',
    url: 'https://shop.example/1',
    capturedAt: '2026-01-01',
  };

  it.each<[string, (folder: string) => Partial<ScanFlags> | undefined]>([
    ['the rules that run', () => ({ skip: ['core'] })],
    [
      'a rule pack of the seller',
      (folder) => {
        write(folder, 'own.yaml', RULE);
        return { rules: [join(folder, 'own.yaml')] };
      },
    ],
    [
      'the marks of the seller',
      (folder) => {
        write(folder, 'library/brands.tsv', 'mark\towner\nClayora\tClayora Ltd\n');
        return undefined;
      },
    ],
    [
      'the library',
      (folder) => {
        const fields = [{ name: 'title', text: 'Clay mug with a lid for hot drinks at home' }];
        write(folder, 'library/references.jsonl', `${JSON.stringify({ ...text, fields })}\n`);
        return undefined;
      },
    ],
    [
      'the ledger',
      (folder) => {
        const row = 'L-1,Yeti,owner-letter,letter.pdf,2026-01-01,2030-12-31\n';
        write(folder, 'ledger/authorisations.csv', `id,brand,kind,proof,valid_from,valid_to\n${row}`);
        return undefined;
      },
    ],
    [
      "the seller's brands",
      (folder) => {
        write(folder, 'preclear.config.yaml', CONFIG.replace('Acme', 'Yeti'));
        return undefined;
      },
    ],
    ['the marketplace', () => ({ marketplace: 'ebay.com' })],
  ])('judges all anew when another is %s', async (_, edit) => {
    const folder = shop({
      'feed.csv': FEED,
      'library/references.jsonl': '',
      'ledger/authorisations.csv': '',
      'ledger/letter.pdf': 'x',
    });
    await scan(folder);
    expect((await scan(folder)).recalled).toBe(4);
    const flags = edit(folder) ?? {};
    const warm = await scan(folder, flags);
    expect(warm.recalled).toBe(0);
    expect(warm.report).toBe((await scan(folder, { ...flags, cache: false })).report);
    expect((await scan(folder, flags)).recalled).toBe(4);
  });

  it('judges anew on the day on which an authorisation ends', async () => {
    const table = 'id,brand,kind,proof,valid_from,valid_to\nL-1,Yeti,owner-letter,letter.pdf,2026-01-01,2026-11-30\n';
    const folder = shop({ 'feed.csv': FEED, 'ledger/authorisations.csv': table, 'ledger/letter.pdf': 'x' });
    const on = (day: string): Promise<Seen> => {
      vi.stubEnv('PRECLEAR_AS_OF', day);
      return scan(folder);
    };
    await on('2026-11-28');
    expect((await on('2026-11-30')).recalled).toBe(4);
    const late = await on('2026-12-01');
    expect(late.recalled).toBe(0);
    expect((await on('2027-12-01')).recalled).toBe(4);
  });

  it('tells the same as without a cache after any edits', async () => {
    const folder = shop({});
    const row = fc.tuple(fc.nat(9), fc.constantFrom(...ROWS), fc.constantFrom('', ' for Dyson', ' best seller', '杯子'));
    const feed = fc.array(row, { maxLength: 8 });
    const textOf = (rows: readonly (readonly [number, string, string])[]): string =>
      HEAD +
      rows
        .map(([n, line, more]) =>
          line
            .replace(/^A-\d/, `S-${n}`)
            .replace(',', `,"${more.trim()} `)
            .replace(/,(?=Holds|Two|Keeps|Oiled)/, '\n",'),
        )
        .join('');
    await fc.assert(
      fc.asyncProperty(fc.array(feed, { minLength: 1, maxLength: 3 }), feed, async (first, other) => {
        write(folder, 'b.csv', textOf(other));
        for (const rows of first) {
          write(folder, 'a.csv', textOf(rows));
          const warm = await scan(folder);
          expect(warm.report).toBe((await scan(folder, { cache: false })).report);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('tells a duplicate of a listing in another file that has changed', async () => {
    const folder = shop({ 'a.csv': `${HEAD}Z-1,Linen towel for the beach,Soft,towel\n`, 'b.csv': HEAD + ROWS.join('') });
    await scan(folder);
    write(folder, 'a.csv', HEAD + (ROWS[3] ?? '').replace('A-4', 'Z-9'));
    const warm = await scan(folder);
    expect(warm.recalled).toBe(4);
    expect(warm.report).toContain('"kind":"duplicate-listing"');
    expect(warm.report).toBe((await scan(folder, { cache: false })).report);
  });
});

describe('a cache that cannot be used', () => {
  it.each<[string, (file: string) => void]>([
    ['cut', (file) => truncateSync(file, statSync(file).size - 100)],
    ['empty', (file) => truncateSync(file, 0)],
    [
      'changed in one byte',
      (file) => {
        const bytes = readFileSync(file);
        bytes.writeUInt8(bytes.readUInt8(200) ^ 1, 200);
        writeFileSync(file, bytes);
      },
    ],
    ['longer', (file) => appendFileSync(file, 'more')],
    ['something else', (file) => writeFileSync(file, '{"version":1}\n'.repeat(100))],
    [
      'of another version',
      (file) => writeFileSync(file, readFileSync(file, 'latin1').replace('judgements 1', 'judgements 0'), 'latin1'),
    ],
  ])('is made anew, and said so once, when it is %s', async (_, harm) => {
    const folder = shop({ 'a.csv': FEED, 'b.csv': FEED.replaceAll('A-', 'B-') });
    const cold = await scan(folder);
    for (const file of transcripts(folder)) harm(file);
    const after = await scan(folder);
    expect(after).toMatchObject({ recalled: 0, report: cold.report });
    expect(after.notes).toEqual([expect.stringContaining('was damaged')]);
    expect(await scan(folder)).toEqual({ ...cold, recalled: 8 });
  });

  it('costs nothing but time where nothing can be written', async () => {
    const folder = shop({ 'feed.csv': FEED, '.preclear': 'a file where the folder would be' });
    const first = await scan(folder);
    expect(await scan(folder)).toEqual({ ...first, recalled: 0, notes: [] });
  });

  it('keeps nothing of a file that is written while it is read', async () => {
    const folder = shop({ 'feed.csv': FEED });
    const { JudgementCache } = await import('../../src/scan/judgement-cache.ts');
    const cache = new JudgementCache({ folder: join(folder, 'cache'), digest: 'd' });
    const path = join(folder, 'feed.csv');
    const file = { path, file: 'feed.csv', size: 0, named: false, config: undefined };
    const read = async function* () {
      yield { mapping: { file: 'feed.csv', format: 'table', columns: [], ignored: [] } };
      appendFileSync(path, 'more');
    };
    const events = cache.recall(file, {}, read);
    const judged = (async function* () {
      for await (const event of events) if (!('subject' in event)) yield { ...event, file };
    })();
    for await (const _ of cache.keep(judged));
    expect(existsSync(join(folder, 'cache/judgements'))).toBe(true);
    expect(
      readdirSync(join(folder, 'cache/judgements'), { recursive: true }).filter((name) => String(name).includes('.')),
    ).toEqual([]);
  });
});

describe('pictures', () => {
  const picture = (colour: string, side = 400): Promise<Buffer> =>
    sharp({ create: { width: side, height: side, channels: 3, background: colour } })
      .jpeg()
      .toBuffer();
  const MOVED = 'where another was missing';
  const table = 'sku,title,main_image\n1,Clay mug with a lid,img/mug.jpg\n2,Glass cup for tea,img/cup.jpg\n';

  it.each<[string, (folder: string) => Promise<void>]>([
    ['another', async (folder) => write(folder, 'img/mug.jpg', await picture('#fff', 500))],
    [
      'another of the same size and time',
      async (folder) => {
        const path = join(folder, 'img/mug.jpg');
        const { mtime, size } = statSync(path);
        writeFileSync(path, Buffer.alloc(size, 1));
        utimesSync(path, mtime, mtime);
      },
    ],
    ['gone', async (folder) => rmSync(join(folder, 'img/mug.jpg'))],
    ['there at last', async (folder) => write(folder, 'img/cup.jpg', await picture('#fff'))],
    [MOVED, async (folder) => renameSync(join(folder, 'img/mug.jpg'), join(folder, 'img/cup.jpg'))],
  ])('make the file read again when one is %s', async (what, edit) => {
    const folder = shop({ 'feed.csv': table, 'img/mug.jpg': await picture('#333') });
    await scan(folder);
    await edit(folder);
    const warm = await scan(folder);
    expect(warm.report).toBe((await scan(folder, { cache: false })).report);
    // The other listing is as it was.
    expect(warm.recalled).toBe(what === MOVED ? 0 : 1);
  });

  it('let the file be told again when they are only saved again', async () => {
    const folder = shop({ 'feed.csv': table, 'img/mug.jpg': await picture('#333'), 'img/cup.jpg': await picture('#444') });
    const cold = await scan(folder);
    utimesSync(join(folder, 'img/mug.jpg'), 1, 1);
    expect(await scan(folder)).toEqual({ ...cold, recalled: 2 });
  });

  it('that cannot be used are looked at again', async () => {
    const folder = shop({ 'feed.csv': table, 'img/mug.jpg': 'no picture', 'img/cup.jpg': await picture('#444') });
    const cold = await scan(folder);
    expect(cold.report).toContain('img/mug.jpg');
    expect(await scan(folder)).toEqual({ ...cold, recalled: 2 });
    chmodSync(join(folder, 'img/mug.jpg'), 0o644);
    write(folder, 'img/mug.jpg', await picture('#555'));
    expect((await scan(folder)).report).toBe((await scan(folder, { cache: false })).report);
  });
});
