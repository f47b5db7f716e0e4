import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Hono } from 'hono';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../src/model/history.ts';
import { createApp } from '../../src/web/app.ts';
import { openAssets } from '../../src/web/assets.ts';
import { openDesk } from '../../src/web/open-desk.ts';
import { hashPassword, passwordFault, verifyPassword } from '../../src/web/passwords.ts';
import { reachOf } from '../../src/web/reach.ts';
import { startServer } from '../../src/web/server.ts';
import { createTeamGuard } from '../../src/web/team-guard.tsx';
import { Throttle } from '../../src/web/throttle.ts';
import type { PageEnv } from '../../src/web/viewer.ts';
import { openBrowser } from '../setup/browser.ts';
import { AS_OF, makeShop, type Shop } from './shop.ts';
import { HOST, hiddenValues, Visitor } from './visitor.ts';

const PASSWORD = 'four mugs on the blue shelf';
const HOUR = 3_600_000;

let shop: Shop;
let app: Hono<PageEnv>;
const errors: unknown[] = [];
let clock = Date.parse(`${AS_OF}T08:00:00.000Z`);

beforeAll(async () => {
  process.env.PRECLEAR_AS_OF = AS_OF;
  shop = await makeShop();
  const passwordHash = await hashPassword(PASSWORD);
  const account = (name: string, role: Account['role']): Account => ({
    name,
    role,
    passwordHash,
    createdAt: `${AS_OF}T00:00:00.000Z`,
  });
  for (const one of [account('Li Na', 'manager'), account('Wang Wei', 'operator'), account('Zhao', 'reviewer')])
    await shop.history.putAccount(one);
  const guard = createTeamGuard({ store: shop.history, cookie: () => 'preclear-4780', secure: false, now: () => clock });
  const desk = await openDesk(shop.history, shop.config);
  const onError = (error: unknown): number => errors.push(error);
  app = createApp({ desk, guard, assets: openAssets('dist/web'), hosts: () => [HOST], lang: 'en', onError });
});

afterAll(async () => {
  expect(errors).toEqual([]);
  await shop.close();
});

async function signIn(
  name: string,
  password = PASSWORD,
  visitor: Visitor = new Visitor(app),
): Promise<{ visitor: Visitor; answer: Response }> {
  return { visitor, answer: await visitor.send('/login', '/login', { name, password }) };
}

describe('boards of a team', () => {
  it('show letters and what is confidential to reviewers and managers, and the rest to everybody', async () => {
    const log = join(shop.folder, 'cases', '2026-0001', 'case.jsonl');
    const before = readFileSync(log, 'utf8');
    writeFileSync(log, before.replaceAll('"confidential":false', '"confidential":true'));
    const [{ visitor: operator }, { visitor: reviewer }] = [await signIn('Wang Wei'), await signIn('Zhao')];
    const page = async (visitor: Visitor, path: string): Promise<string> => (await visitor.get(path)).text();
    const seen = await page(operator, '/case/2026-0001');
    const full = await page(reviewer, '/case/2026-0001');
    writeFileSync(log, before);
    expect(full).toContain('Mail of the supplier with the picture');
    expect(full).toContain('href="/case/2026-0001/letter/L-1"');
    expect(seen).not.toContain('Mail of the supplier');
    expect(seen).not.toContain('E-1-supplier-mail');
    expect(seen).not.toContain('/letter/');
    expect(seen).toContain('shown to reviewers and managers only');
    expect(seen).toContain('9 days over');
    expect((await operator.get('/case/2026-0001/letter/L-1')).status).toBe(403);
    expect((await reviewer.get('/case/2026-0001/letter/L-1')).status).toBe(200);
    for (const path of ['/cases', '/measures', '/penalties', '/review']) expect((await operator.get(path)).status).toBe(200);
    const stranger = await new Visitor(app).get('/case/2026-0001/letter/L-1');
    expect([stranger.status, stranger.headers.get('location')]).toEqual([
      303,
      '/login?back=%2Fcase%2F2026-0001%2Fletter%2FL-1',
    ]);
  });
});

describe('the door of a team', () => {
  it('leads strangers to the sign-in page, which tells nothing of the shop, and back to where they wanted to go', async () => {
    const visitor = new Visitor(app);
    const answer = await visitor.get('/listings?text=mug');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login?back=%2Flistings%3Ftext%3Dmug']);
    const page = await (await visitor.get('/login?back=%2Flistings%3Ftext%3Dmug')).text();
    expect(page).not.toContain('MUG');
    const entered = await visitor.post('/login', { ...hiddenValues(page, '/login'), name: 'Li Na', password: PASSWORD });
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/listings?text=mug']);
    expect(entered.headers.getSetCookie().join('\n')).toMatch(/preclear-4780=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict/);
    const list = await (await visitor.get('/')).text();
    expect(list).toContain('You work as Li Na (manager)');
    expect(list).toContain('href="/account"');
  });

  it('says the same of a wrong password, of a name that is not there and of a closed account', async () => {
    const closed = { name: 'Gone', role: 'reviewer', passwordHash: await hashPassword(PASSWORD) } as const;
    await shop.history.putAccount({ ...closed, createdAt: `${AS_OF}T00:00:00.000Z`, disabledAt: `${AS_OF}T01:00:00.000Z` });
    const answers = [await signIn('Zhao', 'wrong password here'), await signIn('Nobody'), await signIn('Gone')];
    for (const { answer, visitor } of answers) {
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('Name or password is wrong');
      expect((await visitor.get('/')).status).toBe(303);
    }
  });

  it('takes no sign-in from a form of another page', async () => {
    const visitor = new Visitor(app);
    expect((await visitor.post('/login', { name: 'Li Na', password: PASSWORD })).status).toBe(403);
    const form = hiddenValues(await (await visitor.get('/login')).text(), '/login');
    const values = { ...form, name: 'Li Na', password: PASSWORD };
    expect((await visitor.post('/login', values, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await visitor.post('/login', { ...values, csrf: 'x' })).status).toBe(403);
    expect((await visitor.post('/login', { ...values, back: '//evil.example' })).headers.get('location')).toBe('/');
  });

  it('makes who guesses wait longer and longer, tells the log, and lets who is in go on', async () => {
    const { visitor: inside } = await signIn('Zhao');
    for (let n = 0; n < 6; n++) expect((await signIn('Zhao', `wrong password ${n}`)).answer.status).toBe(403);
    const { answer } = await signIn('Zhao');
    expect(answer.status).toBe(429);
    expect(await answer.text()).toContain('Try again in 10 seconds');
    expect((await inside.get('/')).status).toBe(200);
    const { items } = await shop.history.audit({ subject: 'preclear' });
    expect(items[0]?.detail).toContain('"count":6');
    clock += 11_000;
    expect((await signIn('Zhao')).answer.status).toBe(303);
  });

  it('ends a stay that nobody used, one that is too old, and those of an account that is closed', async () => {
    const { visitor } = await signIn('Wang Wei');
    for (let hours = 0; hours < 24; hours += 6) {
      clock += 6 * HOUR;
      expect((await visitor.get('/')).status).toBe(200);
    }
    clock += 13 * HOUR;
    expect((await visitor.get('/')).status).toBe(303);
    const { visitor: long } = await signIn('Wang Wei');
    let hours = 0;
    while ((await long.get('/')).status === 200 && hours < 400) {
      clock += 6 * HOUR;
      hours += 6;
    }
    expect(hours).toBe(7 * 24);
    const { visitor: other } = await signIn('Wang Wei');
    const account = (await shop.history.accounts()).find(({ name }) => name === 'Wang Wei');
    if (account === undefined) throw new Error('no account');
    await shop.history.putAccount({ ...account, disabledAt: new Date(clock).toISOString() });
    expect((await other.get('/')).status).toBe(303);
    await shop.history.putAccount(account);
  });
});

describe('an account', () => {
  it('changes its password, which ends its other stays', async () => {
    const { visitor } = await signIn('Li Na');
    const { visitor: elsewhere } = await signIn('Li Na');
    const next = 'seven lids under a red table';
    const wrong = await visitor.send('/account', '/account/password', { old: 'no', new: next, again: next });
    expect([wrong.status, (await wrong.text()).includes('The present password is wrong')]).toEqual([422, true]);
    const short = await visitor.send('/account', '/account/password', { old: PASSWORD, new: 'short', again: 'short' });
    expect([short.status, (await short.text()).includes('12 to 256 characters')]).toEqual([422, true]);
    const done = await visitor.send('/account', '/account/password', { old: PASSWORD, new: next, again: next });
    expect([done.status, (await done.text()).includes('The password was changed')]).toEqual([200, true]);
    expect((await visitor.get('/')).status).toBe(200);
    expect((await elsewhere.get('/')).status).toBe(303);
    expect((await signIn('Li Na')).answer.status).toBe(403);
    expect((await signIn('Li Na', next)).answer.status).toBe(303);
  });

  it('leaves here, or everywhere', async () => {
    const { visitor } = await signIn('Zhao');
    const { visitor: elsewhere } = await signIn('Zhao');
    await visitor.send('/account', '/logout', {});
    expect([(await visitor.get('/')).status, (await elsewhere.get('/')).status]).toEqual([303, 200]);
    const { visitor: again } = await signIn('Zhao');
    await again.send('/account', '/logout', { all: 'yes' });
    expect((await elsewhere.get('/')).status).toBe(303);
  });

  it('does what its role allows, under its own name, and cannot choose another', async () => {
    const { items } = await shop.history.episodes({ states: ['open'], limit: 1 });
    const path = `/finding/${items[0]?.fingerprint}`;
    const { visitor: operator } = await signIn('Wang Wei');
    const page = await (await operator.get(path)).text();
    expect(page).not.toContain(`action="${path}/accept"`);
    const csrf = hiddenValues(page, path).csrf ?? '';
    expect((await operator.post(`${path}/accept`, { csrf, reason: 'x', until: '2026-12-01' })).status).toBe(403);
    expect((await operator.get('/you')).status).toBe(404);
    await operator.post('/you', { csrf, name: 'Li Na' });
    await operator.send(path, `${path}/triage`, { state: 'in-work', assignee: 'Zhao', note: '' });
    const { items: log } = await shop.history.audit({ limit: 5 });
    expect(log.find(({ action }) => action === 'triage')).toMatchObject({ by: 'Wang Wei', role: 'operator' });
    expect(await shop.history.verifyAudit()).toBeUndefined();
  });
});

describe('passwords', () => {
  it.each([
    ['short', 'eleven char'],
    ['of few characters', 'abababababababab'],
    ['the name', 'li na li na li na'],
    ['endless', 'abcdefgh'.repeat(40)],
  ])('are not taken when they are %s', (_, password) => {
    expect(passwordFault(password, 'Li Na')?.zh).toBeTruthy();
  });

  it('are kept as argon2id, and fit however their characters were typed', async () => {
    const kept = await hashPassword('Café mit fünf Löffeln');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(kept, 'Café mit fünf Löffeln'.normalize('NFD'))).toBe(true);
    expect(await verifyPassword(kept, 'Cafe mit funf Loffeln')).toBe(false);
    expect(await verifyPassword('no hash', 'x')).toBe(false);
  });

  it('cost who guesses more each time, up to a quarter of an hour, and are forgotten after an hour', () => {
    let now = 0;
    const throttle = new Throttle(() => now);
    const waits = Array.from({ length: 16 }, () => {
      throttle.count('a');
      return throttle.wait('a');
    });
    expect(waits.slice(0, 9)).toEqual([0, 0, 0, 0, 0, 10, 20, 40, 80]);
    expect(waits.at(-1)).toBe(900);
    expect(throttle.wait('b')).toBe(0);
    now += HOUR + 1;
    expect(throttle.count('a')).toBe(1);
    for (let n = 0; n < 10_001; n++) throttle.count(`name ${n}`);
    expect(throttle.count('a')).toBe(1);
  });
});

describe('where a page may be reached', () => {
  const flags = { host: '127.0.0.1', team: false, origins: [], plainHttp: false };
  it.each([
    ['beyond this computer without accounts', { ...flags, host: '0.0.0.0' }, /--team/],
    ['under an address without accounts', { ...flags, origins: ['https://a.example'] }, /--team/],
    ['by a team without saying where', { ...flags, team: true, host: '0.0.0.0' }, /--origin/],
    ['by a team unencrypted', { ...flags, team: true, host: '0.0.0.0', origins: ['http://192.168.1.20:4780'] }, /unencrypted/],
    ['under a path', { ...flags, team: true, origins: ['https://a.example/x'] }, /no address/],
    ['under something else', { ...flags, team: true, origins: ['a.example'] }, /no address/],
  ])('refuses: %s', (_, given, reason) => {
    expect(() => reachOf(given)).toThrow(reason);
  });

  it('knows names, and whether cookies may travel by https only', () => {
    expect(reachOf({ ...flags, team: true, origins: ['https://Shop.example'] })).toEqual({
      names: ['shop.example'],
      secure: true,
    });
    expect(reachOf({ ...flags, team: true })).toEqual({ names: [], secure: false });
    const plain = { ...flags, team: true, host: '0.0.0.0', origins: ['http://192.168.1.20:4780'], plainHttp: true };
    expect(reachOf(plain)).toEqual({ names: ['192.168.1.20:4780'], secure: false });
  });
});

describe('in a browser', () => {
  it('people sign in, change the language and leave; axe finds nothing on either page', async () => {
    const desk = await openDesk(shop.history, shop.config);
    const options = { desk, assets: openAssets('dist/web'), host: '127.0.0.1', port: 0, name: '', lang: 'en' as const };
    const onError = (error: unknown): number => errors.push(error);
    const server = await startServer({ ...options, reach: { names: [], secure: false }, team: shop.history, onError });
    const page = await openBrowser({ viewport: { width: 390, height: 800 }, locale: 'en-US' });
    try {
      await page.goto(server.address());
      expect(await violations(page)).toEqual([]);
      await page.click('a[hreflang="zh-CN"]');
      expect(await page.title()).toBe('登录 – preclear');
      await page.fill('#name', 'Zhao');
      await page.fill('#password', PASSWORD);
      await page.keyboard.press('Enter');
      await page.click('a[href="/account"]');
      expect(await page.textContent('h1')).toBe('我的账号');
      expect(await violations(page)).toEqual([]);
      await page.click('form[action="/logout"] button');
      expect(new URL(page.url()).pathname).toBe('/login');
    } finally {
      await server.close();
    }
  });

  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    return page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))');
  }
});

describe('preclear team', () => {
  const run = promisify(execFile);
  const team = (args: readonly string[], password = ''): Promise<{ stdout: string }> => {
    const started = run(process.execPath, [
      'dist/cli.js',
      'team',
      ...args,
      '--config',
      join(shop.folder, 'preclear.config.yaml'),
    ]);
    started.child.stdin?.end(`${password}\n`);
    return started;
  };

  it('makes, changes, lists and closes accounts, and the log tells by whom', async () => {
    expect((await team(['add', 'Chen', '--role', 'reviewer', '--by', 'Li Na'], PASSWORD)).stdout).toBe(
      'Account Chen was made (reviewer).\n',
    );
    await expect(team(['add', 'Chen'], PASSWORD)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('already'),
    });
    await expect(team(['add', 'Weak'], '123')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('12 to 256') });
    await expect(team(['role', 'Nobody', '--role', 'manager'])).rejects.toMatchObject({ code: 2 });
    expect((await signIn('Chen')).answer.status).toBe(303);
    expect((await team(['role', 'Chen', '--role', 'manager', '--lang', 'zh'])).stdout).toBe('账号 Chen 的角色已改为经理。\n');
    await team(['close', 'Chen']);
    expect((await signIn('Chen')).answer.status).toBe(403);
    expect((await team(['list'])).stdout).toMatch(/^Chen {2}manager {2}\d{4}-\d\d-\d\d {2}closed /m);
    await team(['open', 'Chen']);
    await team(['password', 'Chen'], 'nine spoons in one drawer');
    expect((await signIn('Chen', 'nine spoons in one drawer')).answer.status).toBe(303);
    const { items } = await shop.history.audit({ subject: 'Chen' });
    expect(items.find(({ detail }) => detail.includes('"add"'))).toMatchObject({ by: 'Li Na', action: 'account' });
  });
});
