import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAssets } from '../../src/web/assets.ts';
import { openDesk } from '../../src/web/open-desk.ts';
import { type Server, startServer } from '../../src/web/server.ts';
import { openBrowser } from '../setup/browser.ts';
import { AS_OF, makeShop, type Shop } from './shop.ts';

/*
 * What people do on the page, in a real browser.
 */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let shop: Shop;
let server: Server;
let li: Page;
let tom: Page;
/** What the browser complained of: faults of scripts, things that the page's policy refused. */
const complaints: string[] = [];
const errors: unknown[] = [];

beforeAll(async () => {
  process.env.PRECLEAR_AS_OF = AS_OF;
  shop = await makeShop();
  const desk = await openDesk(shop.history, shop.config);
  const options = { desk, assets: openAssets('dist/web'), host: '127.0.0.1', port: 0, lang: 'en' as const };
  server = await startServer({
    ...options,
    name: 'Li Na',
    reach: { names: [], secure: false },
    onError: (error) => errors.push(error),
  });
  li = await enter('Li Na');
  tom = await enter('Tom Becker');
});

afterAll(async () => {
  await server.close();
  await shop.close();
  expect(complaints).toEqual([]);
  expect(errors).toEqual([]);
});

/** A browser of somebody's own, let in by the address of the terminal. */
async function enter(name: string): Promise<Page> {
  const page = await openBrowser({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40[49] /.test(message.text())) complaints.push(message.text());
  });
  page.setDefaultTimeout(15_000);
  await page.goto(server.address());
  await page.goto(at(page, '/you'));
  await page.fill('#name', name);
  await page.click('button.primary');
  return page;
}

function at(page: Page, path: string): string {
  return new URL(path, page.url()).href;
}

async function findingOf(listing: string, kind?: string): Promise<string> {
  const { items } = await shop.history.episodes({ listing, limit: 500 });
  const found = items.find(({ finding }) => kind === undefined || finding.evidence.kind === kind);
  if (found === undefined) throw new Error(`${listing} has no ${kind ?? 'finding'}`);
  return `/finding/${found.fingerprint}`;
}

const listingPath = (id: string): string => `/listing?${new URLSearchParams({ id, marketplace: 'amazon.com' })}`;

/** What axe finds, as `rule: element`. @param rules all of them when absent. */
async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  // The page's policy lets no foreign script in, so axe is evaluated by the test, as an extension of the browser would.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(AXE);
  const only = rules === undefined ? '' : `runOnly: ${JSON.stringify(rules)},`;
  return page.evaluate(`axe.run(document, { ${only} resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 160))))`);
}

describe('the door', () => {
  it('lets nobody in by an address that was used, and says what to do', async () => {
    const address = server.address();
    const [first, second] = [await openBrowser(), await openBrowser()];
    await first.goto(address);
    expect(await first.title()).toContain('Findings');
    await second.goto(address);
    expect(await second.locator('main').innerText()).toContain('press Enter in the terminal');
  });
});

describe('the list', () => {
  it('follows its filters and its search without being loaded anew, and keeps them in its address', async () => {
    await li.goto(at(li, '/'));
    await li.evaluate('window.stays = true');
    await li.selectOption('#severity', 'warning');
    await li.fill('#q', 'MUG-01');
    await expect.poll(() => li.locator('[data-row]').count()).toBe(10);
    expect(await li.locator('#status').innerText()).toBe('1–10 of 10 findings');
    await expect.poll(() => new URL(li.url()).search).toBe('?q=MUG-01&state=open&severity=warning&sort=severity');
    expect(await li.evaluate('window.stays')).toBe(true);
    await li.reload();
    expect(await li.locator('[data-row]').count()).toBe(10);
    expect(await li.inputValue('#q')).toBe('MUG-01');
  });

  it('works without a script', async () => {
    const plain = await openBrowser({ javaScriptEnabled: false });
    await plain.goto(server.address());
    await plain.fill('#q', 'MUG-02');
    await plain.click('button[type=submit]');
    expect(await plain.locator('[data-row]').count()).toBe(10);
    await plain.goto(at(plain, await findingOf('HM-BAG40', 'image-match')));
    expect(await plain.locator('.pair img').count()).toBe(2);
    expect(await plain.locator('.stage').isVisible()).toBe(false);
  });

  it('is used by the keyboard alone', async () => {
    await li.goto(at(li, '/?q=mug-&sort=listing'));
    const inFocus = (): Promise<string> =>
      li.evaluate("document.activeElement.closest('[data-row]')?.innerText ?? document.activeElement.id");
    await li.keyboard.press('Tab');
    expect(await li.evaluate('document.activeElement.className')).toBe('skip');
    await li.keyboard.press('j');
    expect(await inFocus()).toContain('MUG-000');
    await li.keyboard.press('j');
    expect(await inFocus()).toContain('MUG-001');
    await li.keyboard.press('k');
    expect(await inFocus()).toContain('MUG-000');
    await li.keyboard.press('/');
    expect(await inFocus()).toBe('q');
    await li.keyboard.type('j?');
    expect(await li.inputValue('#q')).toBe('j?');
    await li.goto(at(li, '/?q=mug-&sort=listing'));
    await li.keyboard.press('?');
    expect(await li.locator('#keys').isVisible()).toBe(true);
    await li.keyboard.press('Escape');
    await li.keyboard.press('j');
    await li.keyboard.press('Enter');
    await li.waitForURL(/\/finding\//);
    const first = li.url();
    await li.keyboard.press('j');
    await li.waitForURL((url) => url.href !== first);
    expect(await li.locator('dl').first().innerText()).toContain('MUG-001');
    await li.keyboard.press('u');
    await li.waitForURL(/\/\?.*q=mug-/);
  });
});

describe('a finding', () => {
  it('is decided by one of two people; the second is told, and what they wrote is not lost', async () => {
    const path = await findingOf('MUG-030');
    await Promise.all([li.goto(at(li, path)), tom.goto(at(tom, path))]);
    await li.selectOption('#triage-state', 'needs-licence');
    await li.fill('#assignee', 'Wang Fang');
    await li.click('.change button.primary');
    expect(await li.locator('.told').innerText()).toBe('Saved.');
    await tom.fill('#note', 'I wrote to the owner');
    await tom.click('.change button.primary');
    const told = await tom.locator('[role=alert]').innerText();
    expect(told).toContain('Li Na decided about this finding');
    expect(told).toContain('needs a licence');
    expect(told).toContain('Wang Fang');
    expect(await tom.inputValue('#note')).toBe('I wrote to the owner');
    await tom.click('text=Save mine over it');
    expect(await tom.locator('.told').innerText()).toBe('Saved.');
  });

  it('is accepted with a reason and a day', async () => {
    const path = await findingOf('MUG-031');
    await li.goto(at(li, path));
    await li.fill('#reason', 'letter of the owner, 3 May');
    await li.fill('#until', '2027-03-31');
    await li.click('text=Accept until that day');
    expect(await li.locator('.told').innerText()).toContain('Accepted');
    expect(readFileSync(join(shop.folder, 'preclear.suppressions.yaml'), 'utf8')).toContain('letter of the owner, 3 May');
    expect(await li.locator('aside').innerText()).toContain('Accepted until 2027-03-31 by Li Na');
  });

  it('shows pictures laid over each other, wiped by a slider that the keyboard moves', async () => {
    await li.goto(at(li, await findingOf('HM-BAG40', 'image-match')));
    await li.locator('.stage').waitFor({ state: 'visible' });
    expect(await li.locator('.stage .region polygon').count()).toBe(2);
    const clip = (): Promise<string> => li.evaluate("getComputedStyle(document.querySelector('.over')).clipPath");
    expect(await clip()).toBe('inset(0px 0px 0px 50%)');
    await li.focus('#wipe');
    await li.keyboard.press('Home');
    expect(await clip()).toMatch(/^inset\(0(?:px|%)?(?: 0px 0px 0%)?\)$|^inset\(0px 0px 0px 0%\)$/);
    await li.keyboard.press('ArrowRight');
    expect(await clip()).toBe('inset(0px 0px 0px 1%)');
    expect(await li.getAttribute('#wipe', 'aria-valuetext')).toBe('1% yours');
    await li.uncheck('#overlay');
    expect(await li.locator('.stage .region').isVisible()).toBe(false);
  });

  it('shows copied texts beside each other, with passages that lead to each other', async () => {
    await li.goto(at(li, await findingOf('HM-KETTLE-FOLD', 'copied-text')));
    const [ours, theirs] = await li.locator('.beside .text').all();
    expect(await ours?.locator('mark').innerText()).toContain('rowing boat');
    expect(await theirs?.locator('mark').innerText()).toContain('rowing boat');
    await ours?.locator('a.n').click();
    expect(new URL(li.url()).hash).toBe('#b1');
  });
});

describe('a listing', () => {
  it('goes live by the word of two people', async () => {
    const path = listingPath('MUG-032');
    await li.goto(at(li, path));
    await li.getByRole('button', { name: 'Approve' }).click();
    expect(await li.locator('#sign-off').innerText()).toContain('A second person is still needed');
    await li.getByRole('button', { name: 'Approve' }).click();
    expect(await li.locator('[role=alert]').innerText()).toContain('must come from another person');
    await tom.goto(at(tom, path));
    await tom.getByRole('button', { name: 'Approve' }).click();
    expect(await tom.locator('#sign-off').innerText()).toContain('It may go live');
    await tom.goto(at(tom, '/log'));
    const log = await tom.locator('.log').innerText();
    expect(log).toContain('Tom Becker');
    expect(log).toContain('MUG-032');
  });

  it('of somebody who means harm is text and nothing else', async () => {
    await li.goto(at(li, listingPath('NASTY "1"/<b>&')));
    expect(await li.title()).not.toBe('taken');
    expect(await li.locator('.text script, .text img').count()).toBe(0);
    expect(await li.locator('.text').first().innerText()).toContain('<script>');
  });
});

describe('boards', () => {
  it('lead from the list of cases to a letter, by keys too', async () => {
    await li.goto(at(li, '/'));
    await li.getByRole('link', { name: 'Cases', exact: true }).click();
    await li.waitForURL('**/cases');
    await li.keyboard.press('j');
    await li.keyboard.press('Enter');
    await expect.poll(() => new URL(li.url()).pathname).toBe('/case/2026-0001');
    await li.getByRole('link', { name: 'L-1' }).click();
    expect(await li.locator('.letter').innerText()).toContain('Plan of action');
    await li.waitForLoadState();
    await li.keyboard.press('u');
    await expect.poll(() => new URL(li.url()).pathname).toBe('/case/2026-0001');
    await li.goto(at(li, '/review'));
    expect(await li.locator('h1').innerText()).toContain('2026-W47');
    await li.getByRole('navigation', { name: 'Contents' }).getByRole('link').first().click();
    expect(new URL(li.url()).hash).not.toBe('');
  });

  it('lead from a case to its listing, and from a promise to its measure', async () => {
    await li.goto(at(li, '/cases'));
    await li.fill('#q', 'drafting');
    await li.keyboard.press('Enter');
    await expect.poll(() => li.locator('[data-row]').count()).toBe(1);
    await li.locator('[data-row] .facts a').first().click();
    expect(new URL(li.url()).searchParams.get('id')).toBe('LM-TUM-SAGE');
    await li.goto(at(li, '/case/2026-0001'));
    await li.getByText('What N-1 says').click();
    expect(await li.getByText('9900000401').isVisible()).toBe(true);
    await li.locator('a[href="/measures#reviewer-sign-off"]').click();
    expect(await li.locator('#reviewer-sign-off').innerText()).toContain('retired');
  });

  it('give commands to copy', async () => {
    await li.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await li.goto(at(li, '/case/2026-0002'));
    await li.locator('button.copy').first().click();
    await expect.poll(() => li.locator('button.copy').first().innerText()).toBe('Copied');
    expect(await li.evaluate('navigator.clipboard.readText()')).toBe('preclear case review 2026-0002 D-2 --by REVIEWER');
  });

  it('turn rows of tables into cards where it is narrow, and stay tables for who listens', async () => {
    const phone = await enter('Li Na');
    await phone.setViewportSize({ width: 390, height: 844 });
    await phone.goto(at(phone, '/review'));
    expect(await phone.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    const wide: unknown = await phone.evaluate(
      "[...document.querySelectorAll('.review .wide')].filter((one) => one.scrollWidth > one.clientWidth).length",
    );
    expect(wide).toBe(0);
    const said: unknown = await phone.evaluate(
      "getComputedStyle(document.querySelector('.review .wide td'), '::before').content",
    );
    expect(said).toMatch(/^"\w/);
    expect(await phone.getByRole('columnheader').count()).toBeGreaterThan(5);
    await phone.context().close();
  });
});

describe('everybody', () => {
  it('reads it in Chinese', async () => {
    await tom.goto(at(tom, '/?q=mug'));
    await tom.click('.langs a');
    expect(await tom.locator('h1').innerText()).toBe('问题');
    expect(new URL(tom.url()).search).toBe('?q=mug');
    expect(await tom.getAttribute('html', 'lang')).toBe('zh-CN');
    await tom.click('.langs a');
    expect(await tom.locator('h1').innerText()).toBe('Findings');
  });

  it.each([
    ['the list', () => '/'],
    ['a page of the list that finds nothing', () => '/?q=nothing-at-all'],
    ['listings', () => '/listings'],
    ['the log', () => '/log?verify=1'],
    ['cases', () => '/cases'],
    ['a case', () => '/case/2026-0001'],
    ['a letter', () => '/case/2026-0001/letter/L-1'],
    ['measures', () => '/measures'],
    ['penalties', () => '/penalties'],
    ['the review', () => '/review'],
    ['the name', () => '/you'],
    ['what is not there', () => '/nothing'],
    ['a listing', () => listingPath('HM-KETTLE-FOLD')],
    ['a listing that means harm', () => listingPath('NASTY "1"/<b>&')],
    ['pictures', () => findingOf('HM-BAG40', 'image-match')],
    ['copied texts', () => findingOf('HM-KETTLE-FOLD', 'copied-text')],
    ['a long title', () => findingOf('LONG-1')],
  ])('reads %s whatever helps them, light and dark, at the width of a phone', async (_, path) => {
    const page = tom;
    await page.goto(at(page, await path()));
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    // What else axe looks at is the same in the dark.
    expect(await violations(page, ['color-contrast', 'target-size', 'scrollable-region-focusable'])).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 900 });
  });
});
