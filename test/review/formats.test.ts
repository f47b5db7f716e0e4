import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { readXlsx } from 'hucre/xlsx';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { History } from '../../src/history/history.ts';
import { openHistory } from '../../src/history/open.ts';
import { type Gathered, gather } from '../../src/review/gather.ts';
import { reviewHtml } from '../../src/review/html.ts';
import { reviewMail } from '../../src/review/mail.ts';
import { loadThumbnails } from '../../src/review/pictures.ts';
import { reviewJsonSchema } from '../../src/review/schema.ts';
import type { Sources } from '../../src/review/sources.ts';
import { reviewText } from '../../src/review/terminal.ts';
import { weekOfDay } from '../../src/review/week.ts';
import { writeWorkbook } from '../../src/review/workbook.ts';
import { sheetTables } from '../../src/review/workbook-sheets.ts';
import { HOSTILE, recordShop, sourcesOf } from './shop.ts';

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
let folder: string;
let history: History;
let sources: Sources;
let gathered: Gathered;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-review-'));
  history = await openHistory(join(folder, 'history.db'));
  await recordShop(history);
  const policies = [{ name: 'suspectedIntellectualPropertyViolations', defects: 1, target: 0 }];
  for (const [day, score] of [
    ['10', 320],
    ['17', 244],
  ] as const)
    await history.addSnapshot({
      marketplace: 'amazon.com',
      at: `2026-11-${day}T00:00:00.000Z`,
      score,
      policies,
      sha256: day.repeat(32),
    });
  sources = sourcesOf(history);
  gathered = await gather(weekOfDay('2026-11-18', 'UTC'), sources);
});

afterAll(async () => {
  await history.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the JSON', () => {
  it('is as its schema says', () => {
    const validate = new Ajv({ strict: false }).compile(reviewJsonSchema());
    const data: unknown = JSON.parse(JSON.stringify(gathered.review));
    expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...gathered.review, format: 'preclear-review/2' })).toBe(false);
    expect(validate({ ...gathered.review, sections: [{ id: 'x', title: { en: 'x' } }] })).toBe(false);
  });
});

describe('the page', () => {
  const page = async (): Promise<string> =>
    reviewHtml(
      gathered.review,
      'en',
      await loadThumbnails(gathered.review, async ({ side }) =>
        side === 'ours'
          ? { data: PIXEL, width: 400, height: 300 }
          : { missing: { en: 'The picture file is no longer on the disk.', zh: '图片文件已不在磁盘上。' } },
      ),
    );

  it('lets no word of a listing act', async () => {
    const html = await page();
    expect(html).not.toMatch(/<script|onerror=(?!alert\(2\)&gt;)|<img/i);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    expect(html).toContain('&lt;U+202E&gt;');
    expect(html).not.toMatch(/(?:src|href)="(?!data:|#)/);
  });

  it('says of a picture that it has vanished, and draws the region of one that is there', async () => {
    const html = await page();
    expect(html).toContain('The picture file is no longer on the disk.');
    expect(html).toMatch(/<polygon class="region" points="40,30 360,45 352,270 40,255"\/>/);
  });

  it('has a title, a description and the numbers of each chart', async () => {
    const html = await page();
    expect(html.match(/<svg class="chart"/g)).toHaveLength(3);
    expect(html).toContain('<title id="open-title">Open at the end of each week</title>');
    expect(html).toContain(
      '<desc id="open-desc">Over 3 weeks, open errors went from 1 to 3 and open warnings from 0 to 1.</desc>',
    );
    expect(html).toMatch(/<th scope="row">2026-W47<\/th><td class="num">3<\/td><td class="num">1<\/td><td class="num">0<\/td>/);
  });

  it('stays small whatever a title holds, and leaves pictures out beyond a sum', async () => {
    const data = `data:image/jpeg;base64,${'A'.repeat(2_000_000)}`;
    const { review } = gathered;
    const evidence = review.sections.flatMap(({ blocks }) =>
      blocks.flatMap((b) => (b.kind === 'evidence' && b.evidence.picture ? [b] : [])),
    );
    const [one] = evidence;
    if (one === undefined) throw new Error('There must be a finding with a picture.');
    const blocks = Array.from({ length: 8 }, (_, at) => ({
      ...one,
      evidence: { ...one.evidence, fingerprint: `f${at}`, title: 'x'.repeat(1_000_000) },
    }));
    const many = {
      ...review,
      sections: review.sections.map((section) => (section.id === 'worst' ? { ...section, blocks } : section)),
    };
    const html = reviewHtml(many, 'zh', await loadThumbnails(many, async () => ({ data, width: 10, height: 10 })));
    expect(html.length).toBeLessThan(5_000_000);
    expect(html).toContain('为控制邮件附件大小，未附图片。');
  });
});

describe('the summary', () => {
  it.each(['en', 'zh'] as const)('has no sign that acts on a terminal, and no line that is too long (%s)', (lang) => {
    const text = reviewText(gathered.review, { lang, color: false, width: 80 });
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    expect(text).toContain(lang === 'zh' ? '风险高于上周' : 'Less safe than last week');
    expect(text).toContain('2026-11-20');
    const wide = (line: string): number => [...line].reduce((sum, sign) => sum + (/[\u2E80-\uFFEF]/.test(sign) ? 2 : 1), 0);
    expect(Math.max(...text.split('\n').map(wide))).toBeLessThanOrEqual(82);
  });
});

describe('the workbook', () => {
  it('opens again, with real dates, filters and a frozen row, and without a formula', async () => {
    const bytes = await writeWorkbook(await sheetTables(gathered, sources, 'en'));
    const book = await readXlsx(bytes);
    expect(book.sheets.map(({ name }) => name)).toEqual(['Findings', 'Listings', 'Expiring', 'Actions']);
    const [findings, listings, expiring, actions] = book.sheets;
    expect(findings?.rows.map((row) => row[1])).toEqual([
      'This week',
      'new',
      'new',
      'came back',
      'open before',
      'no longer found',
    ]);
    const since = findings?.rows[1]?.[10];
    expect(since instanceof Date && since.toISOString()).toBe('2026-11-18T00:00:00.000Z');
    const hostile = listings?.rows.map((row) => row[2]).find((cell) => String(cell).includes('HYPERLINK'));
    expect(String(hostile)).toMatch(/^'=HYPERLINK/);
    expect(expiring?.rows.slice(1).map((row) => [row[0], row[5]])).toEqual([
      ['Brand authorisation', -2],
      ['Picture licence', 9],
      ['Suppression', 6],
    ]);
    expect(actions?.rows.length).toBe(gathered.actions.length + 1);
    for (const sheet of book.sheets) {
      expect(sheet.freezePane?.rows).toBe(1);
      expect(sheet.autoFilter?.range).toMatch(new RegExp(`^A1:[A-Q]${sheet.rows.length}$`));
      expect([...(sheet.cells?.values() ?? [])].filter((cell) => cell.formula !== undefined)).toEqual([]);
    }
  });
});

describe('the message', () => {
  it.each(['en', 'zh'] as const)('is one that mail programs read (%s)', async (lang) => {
    const page = reviewHtml(gathered.review, lang, new Map());
    const mail = reviewMail(gathered.review, lang, page, {
      from: 'shop@example.com',
      to: 'boss@example.com',
      at: '2026-11-23T07:00:00.000Z',
    });
    expect(mail.split('\r\n').filter((line) => line.length > 78)).toEqual([]);
    expect(mail).not.toMatch(/[^\r]\n|[^ -~\r\n]/);
    const { from, to, subject, date, text, html, attachments } = await PostalMime.parse(mail);
    expect([from?.address, to?.[0]?.address, date]).toEqual([
      'shop@example.com',
      'boss@example.com',
      '2026-11-23T07:00:00.000Z',
    ]);
    expect(subject).toBe(
      lang === 'zh'
        ? '账户安全周报 2026-W47：风险高于上周（以错误数为准）'
        : 'Weekly account-health review 2026-W47: Less safe than last week, going by errors',
    );
    expect(text).toContain('B-4');
    expect(html).not.toMatch(/<script|<[^>]*(?:src|href)=|url\(/i);
    const [attached] = attachments;
    expect([attached?.filename, attached?.mimeType]).toEqual(['preclear-review-2026-W47.html', 'text/html']);
    const content = attached?.content;
    expect(content instanceof ArrayBuffer && new TextDecoder().decode(content)).toBe(page);
  });

  it('holds the hostile title only where it cannot act', async () => {
    const page = reviewHtml(gathered.review, 'en', new Map());
    const mail = reviewMail(gathered.review, 'en', page, { from: 'shop@example.com', at: '2026-11-23T07:00:00.000Z' });
    const { html = '', headers } = await PostalMime.parse(mail);
    expect(html).toContain('=HYPERLINK(');
    expect(HOSTILE).toContain('<script>');
    expect(html).not.toContain('<script>');
    expect(headers.map(({ key }) => key)).not.toContain('to');
  });
});
