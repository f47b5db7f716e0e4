import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHistory } from '../../src/history/open.ts';
import type { Lang } from '../../src/model/text.ts';
import { gather } from '../../src/review/gather.ts';
import { reviewHtml } from '../../src/review/html.ts';
import { loadThumbnails } from '../../src/review/pictures.ts';
import { weekOfDay } from '../../src/review/week.ts';
import { openBrowser } from '../setup/browser.ts';
import { recordShop, sourcesOf } from './shop.ts';

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
let folder: string;

function file(lang: Lang): string {
  return join(folder, `${lang}.html`);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-review-page-'));
  const history = await openHistory(join(folder, 'history.db'));
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
  const { review } = await gather(
    weekOfDay('2026-11-18', 'UTC'),
    sourcesOf(history, { reviewers: [{ id: 'R-1', name: 'Li Na', role: 'reviewer' }] }),
  );
  const thumbnails = await loadThumbnails(review, async () => ({ data: PIXEL, width: 400, height: 300 }));
  for (const lang of ['en', 'zh'] as const) writeFileSync(file(lang), reviewHtml(review, lang, thumbnails));
  await history.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function open(lang: Lang, options: Parameters<typeof openBrowser>[0] = {}): Promise<{ page: Page; asked: string[] }> {
  const page = await openBrowser(options);
  const asked: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('data:') && url !== pathToFileURL(file(lang)).href) asked.push(url);
  });
  await page.goto(pathToFileURL(file(lang)).href);
  return { page, asked };
}

describe('the page of a review, in a browser', () => {
  it.each([
    ['en', 'light', 1200],
    ['zh', 'dark', 1200],
    ['en', 'dark', 390],
    ['zh', 'light', 390],
  ] as const)('is accessible and stays within its width: %s, %s, %d pixels', async (lang, colorScheme, width) => {
    // Axe is a script, and the policy of the page lets none run.
    const { page } = await open(lang, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    await page.addScriptTag({ content: axe.source });
    const violations: unknown = await page.evaluate(
      "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]))",
    );
    expect(violations).toEqual([]);
    expect(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    ).toBeLessThanOrEqual(0);
  });

  it('is whole without a script, and asks nobody for anything', async () => {
    const { page, asked } = await open('en', { javaScriptEnabled: false });
    expect(asked).toEqual([]);
    expect(await page.locator('svg.chart').count()).toBe(3);
    expect(await page.locator('svg.chart .series path').first().getAttribute('d')).toMatch(/^M48,\d/);
    expect(await page.locator('.lead').innerText()).toMatch(/^Less safe than last week/);
    await page.locator('details.numbers summary').first().click();
    expect(await page.locator('details.numbers table').first().isVisible()).toBe(true);
  });

  it('runs nothing that a listing says', async () => {
    const { page } = await open('en', { bypassCSP: true });
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => dialogs.push(dialog.message()));
    await page.waitForLoadState('load');
    expect(await page.locator('article img, article script').count()).toBe(0);
    expect(await page.locator('body').innerText()).toContain('<script>alert(1)</script>');
    expect(dialogs).toEqual([]);
  });

  it('prints on A4, each finding whole', async () => {
    const { page } = await open('zh');
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, w, h]) => [
      Math.round(Number(w)),
      Math.round(Number(h)),
    ]);
    expect(boxes.length).toBeGreaterThan(1);
    expect(new Set(boxes.map(String))).toEqual(new Set(['595,842']));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav.contents').isVisible()).toBe(false);
    expect(await page.evaluate("getComputedStyle(document.querySelector('article.finding')).breakInside")).toBe('avoid');
  });
});
