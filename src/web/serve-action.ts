import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { openHistory } from '../history/open.ts';
import { UsageError } from '../model/errors.ts';
import type { Lang } from '../model/text.ts';
import { visible } from '../reporters/cells.ts';
import { findConfig, historyPlace, loadConfig } from '../scan/config.ts';
import { installationFolder } from '../scan/installation.ts';
import { openAssets } from './assets.ts';
import type { ServeFlags } from './command.ts';
import { nameHere } from './name-here.ts';
import { openDesk } from './open-desk.ts';
import { reachOf } from './reach.ts';
import { type Server, startServer } from './server.ts';

/** Serves the page of a shop until it is interrupted. */
export async function servePage(flags: ServeFlags): Promise<void> {
  const { config: named, port, host, name, lang: asked, open, team, origin, plainHttp } = flags;
  const reach = reachOf({ host, team, origins: origin, plainHttp });
  const found = named ?? findConfig('.');
  const config = found === undefined ? undefined : await loadConfig(found);
  const given = asked ?? config?.values.lang;
  const lang = given ?? (/^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '') ? 'zh' : 'en');
  const assets = openAssets(join(installationFolder(), 'dist', 'web'));
  const history = await openHistory(historyPlace(config), { create: false });
  try {
    if (team && (await history.accounts()).every(({ disabledAt }) => disabledAt !== undefined)) throw new UsageError(NOBODY);
    const desk = await openDesk(history, config);
    const server = await startServer({
      ...{ desk, assets, host, port, reach, name: name?.trim() || nameHere() },
      ...(team ? { team: history } : {}),
      ...(given === undefined ? {} : { lang: given }),
      onError: tellError,
    });
    const address = server.address();
    tell(WORDS.serving[lang].replace('{address}', address));
    for (const one of origin) tell(WORDS.reached[lang].replace('{address}', one));
    tell(WORDS[team ? 'team' : 'token'][lang]);
    if (open === true) await openBrowser(address);
    await untilEnded(team ? undefined : server, lang);
    await server.close();
  } finally {
    await history.close();
  }
}

async function openBrowser(address: string): Promise<void> {
  const { default: start } = await import('open');
  await start(address).catch(tellError);
}

/** Until Ctrl+C or the end of the program is asked for. Enter on a terminal gives another address. */
function untilEnded(server: Server | undefined, lang: Lang): Promise<void> {
  return new Promise((done) => {
    const lines = server !== undefined && process.stdin.isTTY ? createInterface({ input: process.stdin }) : undefined;
    lines?.on('line', () => {
      if (server !== undefined) tell(WORDS.another[lang].replace('{address}', server.address()));
    });
    const end = (): void => {
      lines?.close();
      done();
    };
    lines?.on('SIGINT', end);
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  });
}

function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}

function tellError(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text.split('\n').map(visible).join('\n')}\n`);
}

const NOBODY = {
  en: 'No account is open, so nobody could sign in. Make one first: preclear team add NAME --role manager.',
  zh: '没有可用账号，无人能登录。请先创建账号：preclear team add 姓名 --role manager。',
};

const WORDS = {
  serving: { en: 'The page is at {address}', zh: '网页地址：{address}' },
  token: {
    en: 'The address lets one browser in and then no other; press Enter for another one, Ctrl+C to end.',
    zh: '该地址只能让一个浏览器进入；按回车获得新地址，按 Ctrl+C 结束。',
  },
  team: {
    en: 'People sign in with their accounts (preclear team); Ctrl+C ends.',
    zh: '用账号登录（preclear team 管理账号），按 Ctrl+C 结束。',
  },
  reached: { en: 'People open {address}', zh: '访问地址：{address}' },
  another: { en: 'Another address: {address}', zh: '新地址：{address}' },
} as const;
