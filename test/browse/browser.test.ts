import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { Browser } from '../../src/browse/browser.ts';
import { FindingStore } from '../../src/browse/finding-store.ts';
import { EnvironmentError } from '../../src/model/errors.ts';
import type { ListingOutcome } from '../../src/model/report.ts';
import { findings, listing, outcome, tail } from '../reporters/sample.ts';
import { acting, HOSTILE, hostileOutcome, settled } from '../reporters/states.ts';
import { browserWith, fakeActions, linesOf, memoryShelf, press, shown, USUAL } from './shelf.ts';

/** So many listings, each with the findings of the sample. */
function many(count: number): ListingOutcome[] {
  return Array.from({ length: count }, (_, at) => {
    const id = `SKU-${String(at).padStart(5, '0')}`;
    return {
      listing: { ...listing, id },
      findings: findings.map((one, nth) => ({
        ...one,
        listing: id,
        fingerprint: `${at}`.padStart(12, '0') + `${nth}`.padStart(4, '0'),
      })),
    };
  });
}

function chosenLine(text: string): string {
  return text.split('\n').find((line) => line.startsWith('▸')) ?? '';
}

describe('the list', () => {
  it('shows findings by severity, the chosen one marked, and the keys', () => {
    const text = shown(browserWith());
    const [head, filter, first, second] = text.split('\n');
    expect(head).toBe('preclear audit · 3 errors, 1 warning, 1 note · 1 to decide · 2 not read (p)');
    expect(filter).toBe('open · 6 of 6 shown · grouped by severity · sorted by file');
    expect(first).toBe('error · 3');
    expect(second).toBe('▸ error    HM-BELT-01     demo/imitation           bullet poi…  dupe of');
    expect(text).toContain('Ni<U+200B>ke');
    expect(text).toContain('? help  q quit');
  });

  it('moves over headings and stays within the list', async () => {
    const browser = browserWith();
    await press(browser, 'Up', 'Home');
    expect(chosenLine(shown(browser))).toContain('demo/imitation');
    await press(browser, 'Down', 'j', 'Down');
    expect(chosenLine(shown(browser))).toContain('warning?');
    await press(browser, 'End', 'Down');
    expect(chosenLine(shown(browser))).toContain('demo/title-length');
    await press(browser, 'k', 'k');
    expect(chosenLine(shown(browser))).toContain('warning?');
  });

  it('searches while one types, and Esc shows everything again', async () => {
    const browser = browserWith(many(3));
    await press(browser, '/', 'sku-00001 DUPE');
    expect(shown(browser)).toContain('1 of 18 shown');
    expect(chosenLine(shown(browser))).toContain('SKU-00001');
    await press(browser, 'Enter', 'Esc');
    expect(shown(browser)).toContain('18 of 18 shown');
    await press(browser, '/', 'no such thing', 'Enter');
    expect(shown(browser)).toContain('No finding fits.');
    await press(browser, 'Enter', 'e', 'a');
    expect(shown(browser)).toContain('No finding fits.');
  });

  it('filters by severity, review and state', async () => {
    const browser = browserWith([outcome, settled]);
    const all = findings.length + settled.findings.length;
    await press(browser, '1', '3');
    expect(shown(browser)).toContain('only warning');
    await press(browser, '2');
    // One severity is always shown.
    expect(shown(browser)).toContain('only warning');
    await press(browser, 'Esc', '4');
    expect(shown(browser)).toContain('only to decide · 1 of');
    await press(browser, 'Esc', 'f');
    expect(shown(browser)).toMatch(/accepted {2}HM|known {4}HM/);
    await press(browser, 'f');
    expect(shown(browser)).toContain(`${all} of ${all} shown`);
  });

  it('groups and sorts, and the chosen finding stays chosen', async () => {
    const browser = browserWith(many(4));
    await press(browser, 'End');
    const before = browser.chosen?.fingerprint;
    await press(browser, 'g');
    expect(shown(browser)).toContain('grouped by listing');
    expect(browser.chosen?.fingerprint).toBe(before);
    await press(browser, 'Home');
    expect(linesOf(browser.draw(USUAL))[2]).toBe('SKU-00000 · 6');
    await press(browser, 'g', 's');
    expect(shown(browser)).toContain('grouped by rule · sorted by severity');
    await press(browser, 'g');
    expect(shown(browser)).not.toContain('grouped');
    expect(browser.list.entries.map((at) => browser.store.rows[Number(at)]?.severity)).toEqual(
      ['error', 'warning', 'note'].flatMap((one) =>
        browser.store.rows.filter(({ severity }) => severity === one).map(() => one),
      ),
    );
  });

  it('reads only what a screen shows, however many findings there are', async () => {
    const shelf = memoryShelf();
    const browser = new Browser(new FindingStore(shelf), 'en');
    for (const one of many(4000)) browser.store.add(one, '/shop');
    browser.finish(tail, fakeActions());
    expect(shown(browser)).toContain('24000 of 24000 shown');
    await press(browser, 'PageDown', 'End', 'Home', 'g', 'End', 's', '/', '3999', 'Enter');
    expect(shown(browser)).toContain('SKU-03999');
    expect(shelf.reads).toEqual([]);
    await press(browser, 'Enter');
    shown(browser);
    expect(shelf.reads).toHaveLength(1);
  });

  it('says when nothing was found', () => {
    expect(shown(browserWith([]))).toContain('Nothing found.');
    expect(shown(browserWith([], { lang: 'zh' }))).toContain('没有发现问题。');
  });
});

describe('a finding', () => {
  it('has three pages', async () => {
    const browser = browserWith();
    await press(browser, 'Enter');
    expect(shown(browser)).toContain('"dupe of" calls the product an imitation.');
    expect(shown(browser)).toContain('1 of 6');
    expect(shown(browser)).toContain('feeds/us.tsv:4:12');
    await press(browser, 'Right');
    expect(browser.page).toMatchObject({ page: 'evidence' });
    await press(browser, 'Tab');
    expect(shown(browser)).toContain('what it says');
    await press(browser, 'Right');
    expect(browser.page).toMatchObject({ page: 'detail' });
    await press(browser, 'n');
    expect(shown(browser)).toContain('2 of 6');
    await press(browser, 'b', 'Esc');
    expect(browser.page.kind).toBe('list');
  });

  it('marks the characters of the match', async () => {
    const browser = browserWith();
    await press(browser, '/', 'brand-in-search', 'Enter', 'e');
    const marks = browser.draw(USUAL).lines.flatMap((line) => line.filter(({ look }) => look === 'mark'));
    expect(marks.map(({ text }) => text)).toEqual(['Ni<U+200B>ke']);
    expect(shown(browser)).toContain('invisible characters');
  });

  it('shows copied passages beside the source, and where a picture matches', async () => {
    const browser = browserWith();
    await press(browser, '/', 'demo/copied', 'Enter', 'e');
    const marks = browser.draw({ columns: 200, rows: 80 }).lines.flatMap((line) => line.filter(({ look }) => look === 'mark'));
    expect(marks.map(({ text }) => text)).toEqual([
      'Every stitch is placed by hand so the belt lies flat',
      'against the body and stays there.',
      'Every stitch is placed by hand so the belt lies flat',
      'against the body and stays there.',
    ]);
    expect(shown(browser, { columns: 100, rows: 60 })).toContain('Copied passage 2 of 2');
    await press(browser, 'Esc', 'Esc', '/', 'picture-of', 'Enter', 'e');
    expect(shown(browser, { columns: 100, rows: 60 })).toMatch(/in this picture: \d+-\d+ % from the left/);
  });

  it('scrolls to the end and no further', async () => {
    const browser = browserWith();
    await press(browser, 'x', 'End');
    const end = shown(browser);
    await press(browser, 'PageDown', 'Down');
    expect(shown(browser)).toBe(end);
    await press(browser, 'Home');
    expect(shown(browser)).not.toBe(end);
  });
});

describe('accepting', () => {
  it('asks for a reason and a day, and shows the finding as accepted', async () => {
    const actions = fakeActions();
    const browser = browserWith([outcome], { actions });
    await press(browser, 'a', 'Enter');
    expect(shown(browser)).toContain('Say why');
    await press(browser, 'letter of 3 May', 'Enter', '^u', '2020-01-01', 'Enter');
    expect(shown(browser)).toContain('2020-01-01 is over already.');
    await press(browser, '^u', '2027-03-31', 'Enter');
    expect(actions.done.accepted).toEqual([`${findings[1]?.fingerprint} letter of 3 May 2027-03-31`]);
    expect(chosenLine(shown(browser))).toContain('accepted');
    expect(shown(browser)).toContain('2 errors, 1 warning');
    await press(browser, 'Enter');
    expect(shown(browser)).toContain('letter of 3 May');
    await press(browser, 'a');
    expect(shown(browser)).toContain('accepted or known already');
  });

  it('changes nothing when one thinks better of it', async () => {
    const actions = fakeActions();
    const browser = browserWith([outcome], { actions });
    await press(browser, 'a', 'because', 'Enter', 'Esc');
    expect(shown(browser)).toContain('Nothing was changed.');
    expect(actions.done.accepted).toEqual([]);
  });

  it('takes Chinese, and takes away whole characters', async () => {
    const browser = browserWith([outcome], { lang: 'zh' });
    await press(browser, 'a', '已获授权👨‍👩‍👧', 'Backspace', 'Backspace');
    expect(shown(browser)).toContain('放行理由：已获授');
  });

  it('tells what went wrong and goes on', async () => {
    const actions = {
      ...fakeActions(),
      accept: () => Promise.reject(new EnvironmentError({ en: 'The disk is full.', zh: '磁盘已满。' })),
    };
    const browser = browserWith([outcome], { lang: 'zh', actions });
    await press(browser, 'a', '理由', 'Enter', 'Enter');
    expect(shown(browser)).toContain('磁盘已满。');
    expect(chosenLine(shown(browser))).toContain('错误');
  });

  it('counts every finding with the same fingerprint under the same configuration, and reports have it', () => {
    const store = new FindingStore(memoryShelf());
    store.add(outcome, '/shop');
    store.add(outcome, '/shop');
    store.add(outcome, '/other');
    const [row] = store.rows;
    if (row === undefined) throw new RangeError('no row');
    store.accept(row, { reason: 'r', until: '2027-01-01' });
    expect(store.rows.filter(({ state }) => state !== 'open').map(({ outcome: nth }) => nth)).toEqual([0, 1]);
    expect(store.outcome(1).findings[0]?.state).toEqual({ suppressed: { reason: 'r', until: '2027-01-01' } });
    expect(store.outcome(2).findings[0]?.state).toBe('open');
  });
});

describe('reports', () => {
  it('writes in the format that was chosen, and asks before it replaces a file', async () => {
    const actions = fakeActions(['old.csv']);
    const browser = browserWith([outcome], { actions });
    await press(browser, 'w', 'Down', 'Enter');
    expect(shown(browser)).toContain('Into the file: report.csv');
    await press(browser, '^u', 'old.csv', 'Enter');
    expect(shown(browser)).toContain('old.csv is there.');
    await press(browser, 'n', 'Enter');
    expect(actions.done.written).toEqual([]);
    await press(browser, 'w', '^u', 'sarifx', 'Enter');
    expect(shown(browser)).toContain('There is no format');
    await press(browser, '^u', 'csv', 'Enter', '^u', 'old.csv', 'Enter', 'y', 'Enter');
    expect(actions.done.written).toEqual(['csv old.csv']);
  });

  it('opens the report, and the picture where there is one', async () => {
    const actions = fakeActions();
    const withFile = { ...listing, images: listing.images.map((image) => ({ ...image, file: '/shop/photos/belt.jpg' })) };
    const browser = browserWith([{ listing: withFile, findings }], { actions });
    await press(browser, 'i');
    expect(shown(browser)).toContain('no picture on the disk');
    await press(browser, 'o', '/', 'picture-of', 'Enter', 'i');
    expect(actions.done.opened).toEqual(['report', '/shop/photos/belt.jpg']);
  });
});

describe('the way out', () => {
  it('is Ctrl-C or q, also while a question is open; q in an answer is a letter', async () => {
    const browser = browserWith();
    await press(browser, 'a', 'q');
    expect(shown(browser)).toContain('Why may it stand? q');
    await press(browser, '^c');
    expect(await browser.left).toBe('finished');
  });

  it('before the scan is over interrupts it', async () => {
    const browser = new Browser(new FindingStore(memoryShelf()), 'en');
    browser.store.add(outcome, undefined);
    browser.advance(
      { files: 1, filesTotal: 2, listings: 3, findings: 6, images: 0, bytes: 1, bytesTotal: 2, current: 'a.csv' },
      1500,
    );
    expect(shown(browser)).toContain('Found so far: 3 errors, 2 warnings, 1 note');
    await press(browser, 'a', 'Down', '/', 'q');
    expect(await browser.left).toBe('interrupted');
  });

  it('is a fault of the program where it is one', async () => {
    const actions = { ...fakeActions(), openReport: () => Promise.reject(new TypeError('bug')) };
    const browser = browserWith([outcome], { actions });
    const left = expect(browser.left).rejects.toThrow('bug');
    await press(browser, 'o');
    await left;
  });
});

describe('every screen', () => {
  const sizes = [
    [80, 23],
    [120, 39],
    [60, 19],
    [34, 11],
    [10, 5],
  ] as const;
  const pages: readonly (readonly string[])[] = [
    [],
    ['Enter'],
    ['e'],
    ['x'],
    ['?'],
    ['p'],
    ['a'],
    ['w'],
    ['/', '搜索'],
    ['a', 'Enter'],
  ];

  it.each([...sizes.flatMap((size) => (['en', 'zh'] as const).map((lang) => [size, lang] as const))])(
    'fits %j in %s, with nothing that acts on a terminal',
    async ([columns, rows], lang) => {
      const outcomes = [outcome, ...HOSTILE.map(([, text]) => hostileOutcome(text))];
      for (const keys of pages) {
        const browser = browserWith(outcomes, { lang });
        await press(browser, ...keys);
        for (let step = 0; step < 6; step++) {
          const { lines } = browser.draw({ columns, rows });
          expect(lines.length).toBeLessThanOrEqual(rows);
          for (const line of lines) {
            const text = line.map((one) => one.text).join('');
            expect(acting(text)).toEqual([]);
            expect(stringWidth(text)).toBeLessThanOrEqual(columns);
          }
          await press(browser, browser.page.kind === 'finding' ? 'n' : 'Down');
        }
      }
    },
  );
});
