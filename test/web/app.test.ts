import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk } from '../../src/web/open-desk.ts';
import { AS_OF, makeShop, NASTY_TITLE, type Shop } from './shop.ts';
import { hiddenValues, makeSite, type TestSite, Visitor } from './visitor.ts';

let shop: Shop;
let site: TestSite;

beforeAll(async () => {
  process.env.PRECLEAR_AS_OF = AS_OF;
  shop = await makeShop();
  site = makeSite(await openDesk(shop.history, shop.config));
});

afterAll(async () => {
  expect(site.errors).toEqual([]);
  await shop.close();
});

/** The finding of a listing whose evidence is of a kind. */
async function findingOf(listing: string, kind?: string): Promise<string> {
  const { items } = await shop.history.episodes({ listing, limit: 500 });
  const found = items.find(({ finding }) => kind === undefined || finding.evidence.kind === kind);
  if (found === undefined) throw new Error(`${listing} has no ${kind ?? 'finding'}`);
  return found.fingerprint;
}

const NASTY = 'NASTY "1"/<b>&';
const listingPath = (id: string): string => `/listing?${new URLSearchParams({ id, marketplace: 'amazon.com' })}`;

describe('the door', () => {
  it('lets one browser in by an address, and keeps it in', async () => {
    const token = site.guard.issue();
    const first = new Visitor(site.app);
    const entrance = await first.get(`/?token=${token}`);
    expect(entrance.status).toBe(303);
    expect(entrance.headers.get('location')).toBe('/');
    expect(entrance.headers.get('set-cookie')).toMatch(/^preclear-4780=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await first.get('/')).status).toBe(200);
    const second = new Visitor(site.app);
    expect((await second.get(`/?token=${token}`)).status).toBe(403);
    expect((await second.get('/')).status).toBe(403);
    expect((await first.get(`/?token=${token}`)).status).toBe(303);
  });

  it('leads on from a page of its own when a foreign page held the address, because a strict cookie is not sent on from there', async () => {
    const answer = await new Visitor(site.app).get(`/?token=${site.guard.issue()}`, { 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('content="0;url=/"');
  });

  it.each([
    '/',
    '/listings',
    '/log',
    '/you',
    '/lang/zh',
    '/finding/0123456789abcdef',
    '/picture?id=x',
    '/nothing',
    `/?token=${'A'.repeat(43)}`,
  ])('tells strangers nothing at %s', async (path) => {
    const answer = await new Visitor(site.app).get(path);
    expect(answer.status).toBe(403);
    const text = await answer.text();
    expect(text).toContain('preclear serve');
    expect(text).toContain('终端');
    expect(text).not.toContain('MUG');
    expect(text).not.toContain('preclear-shop');
  });

  it('answers under no foreign name, whoever asks', async () => {
    const visitor = await Visitor.at(site);
    for (const host of ['evil.example', `evil.example:4780`, '127.0.0.1', '127.0.0.1:80', ''])
      expect((await visitor.get('/', { host })).status).toBe(403);
  });

  it('gives every answer the headers that keep others out, and keeps nothing', async () => {
    const visitor = await Visitor.at(site);
    for (const path of ['/', '/nothing', listingPath(NASTY)]) {
      const { headers } = await visitor.get(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('serves script and style under names that change with their content, for good', async () => {
    const visitor = await Visitor.at(site);
    const html = await (await visitor.get('/')).text();
    const [script, style] = [/src="(\/assets\/page-\w{8}\.js)"/, /href="(\/assets\/page-\w{8}\.css)"/].map(
      (one) => one.exec(html)?.[1],
    );
    for (const path of [script, style]) {
      const answer = await visitor.get(path ?? '');
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
    expect((await visitor.get('/assets/..%2f..%2fpackage.json')).status).toBe(403);
  });
});

describe('forms', () => {
  it.each([
    ['without the token of the viewer', { csrf: '' }, {}],
    ['with the token of another viewer', { csrf: 'x'.repeat(43) }, {}],
    ['from a foreign page', {}, { origin: 'https://evil.example' }],
    ['from a page of another port', {}, { origin: 'http://127.0.0.1:9999' }],
    ['from no page', {}, { origin: 'null' }],
    ['from another site, as the browser says', {}, { 'sec-fetch-site': 'cross-site' }],
    ['as a type that foreign pages may send', {}, { 'content-type': 'text/plain' }],
  ])('takes none %s', async (_, values, headers) => {
    const visitor = await Visitor.at(site);
    const fingerprint = await findingOf('MUG-001');
    const path = `/finding/${fingerprint}`;
    const hidden = hiddenValues(await (await visitor.get(path)).text(), `${path}/triage`);
    const answer = await visitor.post(`${path}/triage`, { ...hidden, state: 'in-work', ...values }, headers);
    expect(answer.status).toBe(403);
    expect((await shop.history.episodesOf(fingerprint))[0]?.triage).toBeUndefined();
  });

  it('reads no more of a form than anybody would write', async () => {
    const visitor = await Visitor.at(site);
    const path = `/finding/${await findingOf('MUG-001')}`;
    const hidden = hiddenValues(await (await visitor.get(path)).text(), `${path}/triage`);
    expect((await visitor.post(`${path}/triage`, { ...hidden, note: 'x'.repeat(100_000) })).status).toBe(403);
  });
});

describe('the list', () => {
  it('shows pages, and the last one for a page behind the end', async () => {
    const visitor = await Visitor.at(site);
    const { total } = await shop.history.episodes({ states: ['open'] });
    const first = await (await visitor.get('/')).text();
    expect(first.match(/data-row/g)).toHaveLength(50);
    expect(first).toContain(`1–50 of ${total} findings`);
    const last = Math.ceil(total / 50);
    const behind = await (await visitor.get('/?page=9999')).text();
    expect(behind).toContain(`${last} / ${last}`);
    expect(behind).toContain(`–${total} of ${total} findings`);
  });

  it('narrows by every filter, keeps them in its links, and takes no notice of what is no filter', async () => {
    const visitor = await Visitor.at(site);
    const html = await (
      await visitor.get('/?severity=warning&marketplace=shopify&q=mug&sort=listing&rule=core/superlative&page=2')
    ).text();
    expect(html).toContain('51–60 of 60 findings');
    expect(html).toContain(
      'href="/?severity=warning&amp;rule=core%2Fsuperlative&amp;marketplace=shopify&amp;q=mug&amp;sort=listing"',
    );
    const odd = await (await visitor.get('/?state=%00&severity=x&page=-1&sort=<b>&triage=1')).text();
    expect(odd).toContain('1–50 of');
  });

  it('gives a browser that has the page already the rows only', async () => {
    const visitor = await Visitor.at(site);
    const part = await (await visitor.get('/?q=MUG-007&part=1')).text();
    expect(part).not.toContain('<html');
    expect(part.match(/data-row/g)).toHaveLength(1);
  });

  it('leads from a finding to the next one of the same list', async () => {
    const visitor = await Visitor.at(site);
    const list = await (await visitor.get('/?q=mug&marketplace=shopify&sort=listing')).text();
    const links = [...list.matchAll(/class="main" href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
    const page = await (await visitor.get(links[3] ?? '')).text();
    const [previous, next] = ['prev', 'next'].map((rel) =>
      new RegExp(`href="([^"]+)" rel="${rel}"`).exec(page)?.[1]?.replaceAll('&amp;', '&'),
    );
    expect([previous, next]).toEqual([links[2], links[4]]);
    expect(page).toContain('4 of 60 in the list');
  });

  it('says how to begin when nothing was scanned yet', async () => {
    const { history } = shop;
    const nothing = { ...history, runs: () => Promise.resolve([]), episodes: () => Promise.resolve({ items: [], total: 0 }) };
    const visitor = await Visitor.at(makeSite(await openDesk(nothing, shop.config)));
    expect(await (await visitor.get('/')).text()).toContain('preclear scan --record');
  });
});

describe('texts of others', () => {
  it('are shown and never acted upon, wherever they stand', async () => {
    const visitor = await Visitor.at(site);
    const fingerprint = await findingOf(NASTY);
    for (const path of [
      '/',
      '/listings',
      listingPath(NASTY),
      `/finding/${fingerprint}`,
      `/?q=${encodeURIComponent(NASTY_TITLE)}`,
    ]) {
      const html = await (await visitor.get(path)).text();
      expect(html).not.toContain('<script>document');
      expect(html).not.toContain('<img src=x');
      if (!path.startsWith('/?')) expect(html).not.toContain('\u202E');
      expect(html).not.toMatch(/\son\w+="/);
      expect(html).not.toMatch(/\sstyle="/);
    }
    expect(await (await visitor.get(listingPath(NASTY))).text()).toContain('<span class="u">&lt;U+202E&gt;</span>');
  });

  it('are marked at the characters, also where lines ended in another way in the file', async () => {
    const visitor = await Visitor.at(site);
    const html = await (await visitor.get(listingPath(NASTY))).text();
    expect(html).toMatch(/Line two by <mark class="error"><a class="n"[^>]*>2<\/a>Nikee<\/mark>\nand three/);
  });

  it('are cut around their marks when they are long', async () => {
    const visitor = await Visitor.at(site);
    const html = await (await visitor.get(listingPath('LONG-1'))).text();
    expect(html.length).toBeLessThan(30_000);
    expect(html).toMatch(/… [\d,]+ characters left out …/);
    expect(html).toMatch(/mug mug by <mark class="error">/);
  });

  it('that were changed since are told, not marked', async () => {
    const { history } = shop;
    const changed = {
      ...history,
      versions: async (listing: string, marketplace: string) => {
        const [newest, ...older] = await history.versions(listing, marketplace);
        if (newest === undefined) return [];
        return [
          { ...newest, fields: newest.fields.map((field) => ({ ...field, text: `New: ${field.text}` })) },
          newest,
          ...older,
        ];
      },
    };
    const visitor = await Visitor.at(makeSite(await openDesk(changed, shop.config)));
    const html = await (await visitor.get(`/finding/${await findingOf('MUG-002')}`)).text();
    expect(html).toContain('The text was changed after this was found');
    expect(html).not.toContain('<mark');
    expect(await (await visitor.get(listingPath('MUG-002'))).text()).toContain('changed: title');
  });
});

describe('pictures', () => {
  const picture = (id: string, slot: string): string =>
    `/picture?${new URLSearchParams({ id, marketplace: 'amazon.com', slot })}`;

  it('are made anew, small, and asked for again only when they changed', async () => {
    const visitor = await Visitor.at(site);
    const answer = await visitor.get(picture('HM-BAG40', 'main'));
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    const again = await visitor.get(picture('HM-BAG40', 'main'), { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it.each([
    ['is gone', 'main', 'not there any more'],
    ['is not the shop’s', 'other-1', 'outside of the'],
    ['is an address', 'other-2', 'names this picture by its'],
    ['has no such slot', 'other-9', 'names no such picture'],
    ['is a path', '../../../etc/passwd', 'names no such picture'],
  ])('that cannot be shown say why: one that %s', async (_, slot, why) => {
    const visitor = await Visitor.at(site);
    const answer = await visitor.get(picture(NASTY, slot));
    expect(answer.headers.get('content-type')).toBe('image/svg+xml');
    expect((await answer.text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')).toContain(why);
  });

  it('that vanished or changed are told on the pages', async () => {
    const visitor = await Visitor.at(site);
    expect(await (await visitor.get(listingPath(NASTY))).text()).toContain('it was moved, renamed or deleted since the scan');
    const path = `/finding/${await findingOf('HM-BAG40', 'image-match')}`;
    const { finding } = (await shop.history.episodesOf(path.slice(9)))[0] ?? { finding: undefined };
    const file = join(shop.folder, 'images', finding?.match ?? '');
    const before = readFileSync(file);
    writeFileSync(file, readFileSync(join(shop.folder, 'images', 'studio', 'mug.jpg')));
    expect(await (await visitor.get(path)).text()).toContain('The file was changed after the scan');
    rmSync(file);
    expect(await (await visitor.get(path)).text()).toContain('The picture cannot be shown. The file is not there any more');
    writeFileSync(file, before);
  });

  it('of the library are shown beside those that are like them', async () => {
    const visitor = await Visitor.at(site);
    const path = `/finding/${await findingOf('HM-BAG40', 'image-match')}`;
    const whole = await (await visitor.get(path)).text();
    expect(whole.match(/<polygon/g)?.length).toBeGreaterThan(3);
    expect(whole).not.toContain('small grey version');
    const [sources, hidden] = ['references/sources', 'sources'].map((name) => join(shop.folder, name));
    renameSync(sources ?? '', hidden ?? '');
    expect(await (await visitor.get(path)).text()).toContain('small grey version');
    expect((await visitor.get(`${path}/theirs.jpg`)).headers.get('content-type')).toBe('image/jpeg');
    renameSync(hidden ?? '', sources ?? '');
  });
});

describe('decisions', () => {
  it('are kept with who made them, and stand in the log', async () => {
    const visitor = await Visitor.at(site, 'Wang Fang');
    const path = `/finding/${await findingOf('MUG-010')}`;
    const answer = await visitor.send(path, `${path}/triage`, {
      state: 'needs-licence',
      assignee: 'Tom Becker',
      note: 'ask <them>',
    });
    expect(answer.status).toBe(303);
    const page = await (await visitor.get(answer.headers.get('location') ?? '')).text();
    expect(page).toContain('Saved.');
    expect(page).toContain('ask &lt;them&gt;');
    expect(await (await visitor.get('/?triage=needs-licence&assignee=Tom+Becker')).text()).toContain('1–1 of 1 findings');
    const log = await (await visitor.get('/log?verify=1')).text();
    expect(log).toContain('Wang Fang');
    expect(log).toContain('The log is whole');
  });

  it('of two people at once: the second is told, loses nothing, and may save over it', async () => {
    const [first, second] = [await Visitor.at(site, 'Li Na'), await Visitor.at(site, 'Tom Becker')];
    const path = `/finding/${await findingOf('MUG-011')}`;
    const seen = hiddenValues(await (await second.get(path)).text(), `${path}/triage`);
    await first.send(path, `${path}/triage`, { state: 'believed-fixed', note: 'new title since noon' });
    const told = await second.post(`${path}/triage`, { ...seen, state: 'in-work', note: 'I will look' });
    expect(told.status).toBe(409);
    const page = await told.text();
    expect(page).toContain('Li Na decided about this finding');
    expect(page).toContain('new title since noon');
    expect(page).toContain('I will look');
    expect((await shop.history.episodesOf(path.slice(9)))[0]?.triage?.by).toBe('Li Na');
    const again = hiddenValues(page, `${path}/triage`);
    expect((await second.post(`${path}/triage`, { ...again, state: 'in-work', note: 'I will look' })).status).toBe(303);
    expect((await shop.history.episodesOf(path.slice(9)))[0]?.triage?.by).toBe('Tom Becker');
  });

  it('to accept a finding go into the file of the shop, once', async () => {
    const [first, second] = [await Visitor.at(site, 'Li Na'), await Visitor.at(site, 'Tom Becker')];
    const path = `/finding/${await findingOf('MUG-012')}`;
    const values = { reason: 'letter of 3 May: "allowed"', until: '2027-03-31' };
    const seen = hiddenValues(await (await second.get(path)).text(), `${path}/accept`);
    expect((await first.send(path, `${path}/accept`, values)).status).toBe(303);
    const file = readFileSync(join(shop.folder, 'preclear.suppressions.yaml'), 'utf8');
    expect(file).toContain(`fingerprint: ${path.slice(9)}`);
    expect(file).toContain('until: 2027-03-31');
    expect(file).toContain('by: Li Na');
    const told = await second.post(`${path}/accept`, { ...seen, ...values, reason: 'mine' });
    expect(told.status).toBe(409);
    expect(await told.text()).toContain('Li Na has accepted this finding until 2027-03-31 already');
    expect(await (await second.get('/?q=MUG-012')).text()).toContain('accepted until 2027-03-31');
  });

  it.each([
    ['no reason', { reason: ' ', until: '2027-03-31' }, 'Say why'],
    ['no day', { reason: 'x', until: '' }, 'until when'],
    ['a day that is over', { reason: 'x', until: '2026-11-21' }, 'is over already'],
    ['a day too far', { reason: 'x', until: '2029-01-01' }, 'The last day 2029-01-01'],
    ['a day that is none', { reason: 'x', until: '2027-02-30' }, 'is no day'],
  ])('to accept a finding need a reason and a day: %s', async (_, values, why) => {
    const visitor = await Visitor.at(site);
    const path = `/finding/${await findingOf('MUG-013')}`;
    const answer = await visitor.send(path, `${path}/accept`, values);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(why);
  });

  it('are not written into a file that has mistakes, which is told', async () => {
    const visitor = await Visitor.at(site);
    const file = join(shop.folder, 'preclear.suppressions.yaml');
    const before = existsSync(file) ? readFileSync(file, 'utf8') : 'suppressions: []\n';
    writeFileSync(file, `${before}\nnonsense: [`);
    const path = `/finding/${await findingOf('MUG-014')}`;
    const answer = await visitor.send(path, `${path}/accept`, { reason: 'x', until: '2027-03-31' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('preclear.suppressions.yaml cannot be used');
    expect(readFileSync(file, 'utf8')).toBe(`${before}\nnonsense: [`);
    writeFileSync(file, before);
  });
});

describe('sign-off', () => {
  const path = listingPath('MUG-020');
  const sign = (visitor: Visitor, decision: string): Promise<Response> =>
    visitor.send(path, '/listing/sign', { decision, note: 'looked at' });

  it('needs two different people', async () => {
    const [first, second] = [await Visitor.at(site, 'li na'), await Visitor.at(site, 'Tom Becker')];
    expect((await sign(first, 'approved')).status).toBe(303);
    expect(await (await first.get(path)).text()).toContain('Li Na approved it. A second person is still needed.');
    const again = await sign(first, 'approved');
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('must come from another person');
    expect((await sign(second, 'approved')).status).toBe(303);
    expect(await (await first.get(path)).text()).toContain('Approved by Li Na, Tom Becker. It may go live.');
  });

  it('is not taken from somebody whom the list of reviewers does not name', async () => {
    const stranger = await Visitor.at(site, 'Nobody Known');
    const answer = await sign(stranger, 'approved');
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('is not in the ledger');
  });

  it('tells the second of two at once, and who looked at other content', async () => {
    const [first, second] = [await Visitor.at(site, 'Li Na'), await Visitor.at(site, 'Tom Becker')];
    const other = listingPath('MUG-022');
    const seen = hiddenValues(await (await second.get(other)).text(), '/listing/sign');
    await first.send(other, '/listing/sign', { decision: 'rejected', note: 'wrong colour' });
    const told = await second.post('/listing/sign', { ...seen, decision: 'approved' });
    expect(told.status).toBe(409);
    expect(await told.text()).toContain('Li Na signed it meanwhile');
    const changed = await second.post('/listing/sign', { ...seen, hash: '0'.repeat(64), decision: 'approved' });
    expect(await changed.text()).toContain('The listing was changed while you looked at it');
  });
});

describe('languages', () => {
  it('follow the choice of the viewer and lead back to where they were', async () => {
    const visitor = await Visitor.at(site);
    const answer = await visitor.get(`/lang/zh?back=${encodeURIComponent('/?q=mug')}`);
    expect(answer.headers.get('location')).toBe('/?q=mug');
    const html = await (await visitor.get('/')).text();
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('筛选');
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/\u0000', 'javascript:alert(1)', ''])(
    'lead nowhere else: %s',
    async (back) => {
      const visitor = await Visitor.at(site);
      const answer = await visitor.get(`/lang/en?back=${encodeURIComponent(back)}`);
      expect(answer.headers.get('location')).toBe('/');
    },
  );
});

describe('what is not there', () => {
  it.each(['/finding/0000000000000000', '/finding/x', '/listing?id=none&marketplace=x', '/nothing/at/all'])(
    'is told: %s',
    async (path) => {
      const visitor = await Visitor.at(site);
      const answer = await visitor.get(path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('There is nothing here.');
    },
  );

  it('is no secret of the page when something breaks', async () => {
    const broken = { ...shop.history, listings: () => Promise.reject(new Error('disk of secrets')) };
    const other = makeSite(await openDesk(broken, shop.config));
    const visitor = await Visitor.at(other);
    const answer = await visitor.get('/listings');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secrets');
    expect(other.errors).toHaveLength(1);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
