import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk } from '../../src/web/open-desk.ts';
import { AS_OF, AT, makeShop, NASTY_OWNER, type Shop } from './shop.ts';
import { makeSite, type TestSite, Visitor } from './visitor.ts';

let shop: Shop;
let site: TestSite;
let visitor: Visitor;

beforeAll(async () => {
  process.env.PRECLEAR_AS_OF = AS_OF;
  shop = await makeShop();
  site = makeSite(await openDesk(shop.history, shop.config));
  visitor = await Visitor.at(site);
});

afterAll(async () => {
  expect(site.errors).toEqual([]);
  await shop.close();
});

/** What a page says, without its marks. */
async function read(path: string, status = 200): Promise<string> {
  const answer = await visitor.get(path);
  expect(answer.status).toBe(status);
  return answer.text();
}

describe('the board of cases', () => {
  it('tells days, state, next step and listings, and raises a promise that is broken', async () => {
    const html = await read('/cases');
    expect(html).toContain('href="/case/2026-0001"');
    expect(html).toContain('2026-11-13, 9 days over');
    expect(html).toContain('B0ZZ1LM01A');
    expect(html).toMatch(
      /<a href="\/case\/2026-0001">2026-0001<\/a> <bdi>Letter L-1 of 2026-11-06 names the measure “A second person checks/,
    );
    expect(html).toContain('1–2 of 2 cases');
    expect(html).toContain('<a href="/listing?id=LM-TUM-SAGE&amp;marketplace=amazon.com"><bdi>B0ZZ1LM01A</bdi></a>');
  });

  it('names what the next letter lacks, and commands to type; a reviewer is somebody else than the viewer', async () => {
    const html = await read('/cases');
    expect(html).toContain('fix report with request to withdraw');
    expect(html).toContain('nobody else has reviewed draft D-2');
    expect(html).toContain('<code translate="no">preclear case review 2026-0002 D-2 --by REVIEWER</code>');
    for (const one of ['accepted', 'more-detail', 'refused', 'retraction'])
      expect(html).toContain(`<code translate="no">preclear case answer 2026-0001 ${one}</code>`);
  });

  it('finds a case by words, and says when none fits', async () => {
    expect(await read('/cases?q=drafting+b0zz1')).toContain('1–1 of 1 cases');
    expect(await read('/cases?q=ebay')).toContain('No case fits');
    expect(await read('/cases?page=99')).toContain('1–2 of 2 cases');
    expect(await read('/cases?q=%3Cscript%3E')).toContain('value="&lt;script&gt;"');
  });

  it('shows a case that changed since it was read', async () => {
    const log = join(shop.folder, 'cases', '2026-0002', 'case.jsonl');
    const before = readFileSync(log, 'utf8');
    appendFileSync(
      log,
      `${JSON.stringify({ v: 1, type: 'deadline', at: AT, by: 'Li Na', id: 'DL-1', what: 'lawyer’s day', due: '2026-11-23' })}\n`,
    );
    expect(await read('/cases')).toContain('2026-11-23, 1 day left');
    writeFileSync(log, before);
    expect(await read('/cases')).not.toContain('2026-11-23, 1 day left');
  });

  it('says how to begin when there is none', async () => {
    const other = await makeShop();
    rmSync(join(other.folder, 'cases'), { recursive: true });
    const empty = await Visitor.at(makeSite(await openDesk(other.history, other.config)));
    expect(await (await empty.get('/cases')).text()).toContain('preclear case new NOTICE');
    await other.close();
  });
});

describe('a case', () => {
  it('tells what is recorded, with ways to letters', async () => {
    const html = await read('/case/2026-0001');
    expect(html).toMatch(/<dt>Complaint numbers<\/dt><dd><bdi>9900000401<\/bdi>/);
    expect(html).toContain('<b>valid</b>');
    expect(html).toContain('picture replaced, done 2026-11-04');
    expect(html).toContain('Mail of the supplier with the picture');
    expect(html).toContain('href="/case/2026-0001/letter/L-1"');
    expect(html).toContain('reviewed by Wang Wei');
    expect(html).toContain('<b>RC-1</b> Supplier&#39;s material taken over <span');
    expect(html).toMatch(/What happened \(1\d\)/);
    expect(html).toMatch(/<b>Claim assessed<\/b> <bdi>valid, the second picture came by mail/);
    expect(html).toMatch(/evidence\/E-1-supplier-mail\.png<\/bdi> SHA-256 [0-9a-f]{16}…/);
    expect(html).toMatch(/Promised in sent letters.*<a href="\/measures#reviewer-sign-off">/s);
  });

  it('tells what keeps its next letter from being final, by what is recorded today', async () => {
    const html = await read('/case/2026-0002');
    expect(html).toMatch(/fix report with request to withdraw \(en\)<\/dt><dd>/);
    expect(html).toContain('preclear case draft 2026-0002 --kind withdrawal-request');
  });

  it('shows a letter as it was kept, and none that was changed', async () => {
    const sent = await read('/case/2026-0001/letter/L-1');
    expect(sent).toContain('<p class="heading title">Plan of action</p>');
    expect(sent).not.toContain('## ');
    expect(sent).toContain('No blank is left in it.');
    expect(sent).toMatch(/<b>2\.1<\/b> <span class="sev clean">backed<\/span>/);
    expect(sent).toContain('<a href="/finding/719a571479eea7bb">finding/719a571479eea7bb</a>');
    expect(await read('/case/2026-0001/letter/D-1')).toContain('Plan of action');
    expect(await read('/case/2026-0002/letter/D-1', 404)).toContain('its file is gone, changed or no text');
    expect(await read('/case/2026-0001/letter/D-9', 404)).not.toContain('Changed by hand');
  });

  it('marks the blanks of a draft, and those sentences that have no record', async () => {
    const drafts = join(shop.folder, 'cases', '2026-0001', 'drafts');
    const letter = 'To whom\n\nOn [TO FILL: date of training] we **did** <b>it</b>.\n';
    const review =
      '# x\n\n## 正文与中文说明 / letter and notes\n\n| # | L | n | s |\n|---|---|---|---|\n| | **Head** | | |\n| 1.1 | On [TO FILL: date] \\<b\\> | 注 | 待填 BLANK |\n';
    const files = [
      ['D-8.en.draft.md', letter],
      ['D-8.en.review.md', review],
    ] as const;
    const kept = files.map(([name, text]) => {
      writeFileSync(join(drafts, name), text);
      return {
        path: `drafts/${name}`,
        sha256: createHash('sha256').update(text).digest('hex'),
        bytes: Buffer.byteLength(text),
      };
    });
    const log = join(shop.folder, 'cases', '2026-0001', 'case.jsonl');
    const before = readFileSync(log, 'utf8');
    const event = {
      v: 1,
      type: 'drafted',
      at: AT,
      by: 'Li Na',
      draft: 'D-8',
      kind: 'plan-listing',
      lang: 'en',
      files: kept,
      final: false,
      facts: [],
      measures: [],
    };
    appendFileSync(log, `${JSON.stringify(event)}\n`);
    const html = await read('/case/2026-0001/letter/D-8');
    writeFileSync(log, before);
    expect(html).toContain('1 blank is left');
    expect(html).toContain('<mark class="blank">[TO FILL: date of training]</mark> we **did** &lt;b&gt;it&lt;/b&gt;.');
    expect(html).toMatch(
      /<span class="sev error">BLANK<\/span> <bdi>On <mark class="blank">\[TO FILL: date\]<\/mark> &lt;b&gt;/,
    );
  });

  it('of a newer preclear says so', async () => {
    const log = join(shop.folder, 'cases', '2026-0002', 'case.jsonl');
    const before = readFileSync(log, 'utf8');
    writeFileSync(log, before.replaceAll('"v":1', '"v":99'));
    const html = await read('/case/2026-0002', 404);
    expect(await read('/cases')).toContain('Not everything could be read');
    writeFileSync(log, before);
    expect(html).toMatch(/newer/);
  });

  it.each(['/case/2026-0009', '/case/%2e%2e%2fledger', '/case/2026-0001/letter/..%2f..%2fcase.jsonl'])(
    'is not found under %s',
    async (path) => {
      expect((await visitor.get(path)).status).toBe(404);
    },
  );

  it('of somebody who means harm is text and nothing else', async () => {
    const html = await read('/case/2026-0002');
    expect(html).not.toContain(NASTY_OWNER);
    expect(html).not.toContain('<img src=x');
    expect(html).not.toContain('\u202E');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('is told in Chinese', async () => {
    await visitor.get('/lang/zh');
    const html = await read('/case/2026-0001');
    await visitor.get('/lang/en');
    for (const words of ['案件 2026-0001', '更换图片', '往来邮件', '行动计划（单品）', '已逾期 9 天'])
      expect(html).toContain(words);
  });
});

describe('the other boards', () => {
  it('tell which measures are kept, and which letters promise them', async () => {
    const html = await read('/measures');
    expect(html).toContain('No picture is uploaded without an entry in the licence ledger.');
    expect(html).toContain('adopted 2026-11-05 by Wang Wei');
    expect(html).toContain('named in the sent letters <a href="/case/2026-0001">2026-0001</a>');
    expect(html).toMatch(/Alarm:<\/b> retired: A second person checks/);
    expect(html).toMatch(/Proposed \(\d+\)/);
  });

  it('tell where the account stands, with sources', async () => {
    const html = await read('/penalties');
    expect(html).toContain('Alibaba');
    expect(html).toMatch(/<dt>Points<\/dt><dd>6 {2}\(1 record\)<\/dd>/);
    expect(html).toMatch(/<b>P-1<\/b> 2026-11-02/);
    expect(html).toContain('unconfirmed: no source says when they lapse');
    expect(html).toContain('unconfirmed: told by others');
    expect(html).toMatch(/<dt>Source<\/dt>/);
  });

  it('show the review of a week within the page, and say why there is none', async () => {
    const answer = await visitor.get('/review');
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'self'; style-src 'self'; img-src 'self' data:;/);
    expect((await visitor.get('/')).headers.get('content-security-policy')).toContain("img-src 'self';");
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(html).toContain('Weekly account-health review 2026-W47');
    expect(html).toContain('<a href="/review" aria-current="page">');
    expect(html).toContain('<td role="cell" data-name="Listing"');
    expect(html).not.toContain('<script>document.title');
    expect(await read('/review?week=2026-W10', 404)).toContain('No scan was recorded in 2026-W10');
    expect(await read('/review?week=%3Cscript%3E', 404)).toContain('&lt;script&gt;');
  });
});
