import { createHash } from 'node:crypto';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { createHtml } from '../../src/reporters/report-html.ts';
import { SharedTexts } from '../../src/reporters/report-html-data.ts';
import { cleanTail, findings, outcome, plainOptions } from './sample.ts';
import { acting, HOSTILE, hostileOutcome, hostileTail, settled, workbook, write } from './states.ts';

interface PageFinding {
  readonly s: number;
  readonly m: string;
  readonly t: readonly [string, string] | number;
}

function page(text: string): {
  readonly $: ReturnType<typeof load>;
  readonly data: (id: string) => unknown;
  readonly findings: PageFinding[];
} {
  const $ = load(text);
  const data = (id: string): unknown => JSON.parse($(`script#${id}`).text());
  const listings = data('findings');
  if (!Array.isArray(listings)) throw new TypeError('findings are a list');
  return { $, data, findings: listings.flatMap(({ f }: { readonly f: PageFinding[] }) => f) };
}

describe('html report', () => {
  it('holds every finding with its state, in both languages', () => {
    const { findings: shown } = page(write(createHtml(plainOptions), [outcome, settled, workbook]));
    expect(shown).toHaveLength(findings.length + 3);
    expect(shown.map(({ s }) => s)).toEqual([0, 0, 0, 0, 0, 0, 1, 2, 0]);
    expect(shown[2]?.t).toEqual([
      '"Ni<U+200B>ke" in the search terms is the brand of Nike, Inc.',
      '后台搜索词中的“Ni<U+200B>ke”是 Nike, Inc. 的品牌。',
    ]);
  });

  it.each(['en', 'zh'] as const)('opens in %s', (lang) => {
    const { $ } = page(write(createHtml({ ...plainOptions, lang })));
    expect($('html').attr('lang')).toBe(lang === 'zh' ? 'zh-CN' : 'en');
    expect($('h1').text()).toBe(lang === 'zh' ? 'Listing 检查报告' : 'Listing check');
  });

  it('allows its own script and style by hash and nothing else', () => {
    const { $ } = page(write(createHtml(plainOptions)));
    const policy = $('meta[http-equiv=Content-Security-Policy]').attr('content') ?? '';
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const scripts = $('script:not([type])');
    expect(scripts).toHaveLength(1);
    expect(policy).toContain(`script-src ${hash(scripts.text())};`);
    expect(policy).toContain(`style-src ${hash($('style').text())};`);
    expect(policy).toContain("default-src 'none'");
    expect($('[src], link, iframe, img, object, [style], [onclick]')).toHaveLength(0);
  });

  it('has a script that browsers can read', () => {
    const script = page(write(createHtml(plainOptions)))
      .$('script:not([type])')
      .text();
    expect(() => new Function(script)).not.toThrow();
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/);
  });

  it('numbers shared texts as the page counts them', () => {
    const texts = new SharedTexts();
    expect(
      [['a', 'b'] as const, ['c', 'd'] as const, ['a', 'b'] as const, ['c', 'd'] as const].map((pair) => texts.write(pair)),
    ).toEqual([['a', 'b'], ['c', 'd'], 0, 1]);
  });

  it.each(HOSTILE)('keeps hostile text as data: %s', (_, text) => {
    const html = write(createHtml(plainOptions), [hostileOutcome(text)], hostileTail(text));
    const clean = page(write(createHtml(plainOptions), [], cleanTail));
    const { $, data } = page(html);
    expect($('*')).toHaveLength(clean.$('*').length);
    expect(() => data('tail')).not.toThrow();
    expect(acting(html)).toEqual([]);
    expect(html.length).toBeLessThan(200_000);
  });
});
