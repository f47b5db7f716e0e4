import { expect, it } from 'vitest';
import { openBrowser } from './browser.ts';

it('opens a page that can be asked, and no page of the network', async () => {
  const page = await openBrowser({ viewport: { width: 400, height: 300 } });
  await page.setContent('<h1>Kettle</h1>');
  expect(await page.locator('h1').innerText()).toBe('Kettle');
  await expect(page.goto('http://example.com/')).rejects.toThrow(/ERR_FAILED/);
});
