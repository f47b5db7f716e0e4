import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk } from '../../src/web/open-desk.ts';
import { AS_OF, makeShop, NASTY_OWNER, type Shop } from './shop.ts';
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
    expect(html).toMatch(/Alarm:<\/b> <bdi>Letter L-1 of 2026-11-06 names the measure “A second person checks/);
    expect(html).toContain('1–2 of 2 cases');
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
    expect(html).toContain('complaint 9900000401');
    expect(html).toContain('<b>valid</b>');
    expect(html).toContain('picture replaced, done 2026-11-04');
    expect(html).toContain('Mail of the supplier with the picture');
    expect(html).toContain('href="/case/2026-0001/letter/L-1"');
    expect(html).toContain('reviewed by Wang Wei');
  });

  it('shows a letter as it was kept, and none that was changed', async () => {
    expect(await read('/case/2026-0001/letter/L-1')).toContain('Plan of action');
    expect(await read('/case/2026-0001/letter/D-1')).toContain('Plan of action');
    expect(await read('/case/2026-0002/letter/D-1', 404)).toContain('its file is gone, changed or no text');
    expect(await read('/case/2026-0001/letter/D-9', 404)).not.toContain('Changed by hand');
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
    expect(html).toMatch(/<dt>Source<\/dt>/);
  });

  it('show the review of a week under its own policy, and say why there is none', async () => {
    const answer = await visitor.get('/review');
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(html).toContain('Weekly account-health review 2026-W47');
    expect(html).toContain('<a href="/review?week=2026-W46">Week before</a>');
    expect(html).not.toContain('week=2026-W48');
    expect(await read('/review?week=2026-W10', 404)).toContain('No scan was recorded in 2026-W10');
    expect(await read('/review?week=%3Cscript%3E', 404)).toContain('&lt;script&gt;');
  });
});
