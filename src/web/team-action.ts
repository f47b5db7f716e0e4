import process from 'node:process';
import type { History } from '../history/history.ts';
import { openHistory } from '../history/open.ts';
import { UsageError } from '../model/errors.ts';
import type { Account } from '../model/history.ts';
import type { Lang } from '../model/text.ts';
import { visible } from '../reporters/cells.ts';
import { findConfig, historyPlace, loadConfig } from '../scan/config.ts';
import { now } from '../scan/today.ts';
import { nameHere } from './name-here.ts';
import { hashPassword, passwordFault } from './passwords.ts';
import { readPassword } from './read-password.ts';
import type { TeamDeed, TeamFlags } from './team-command.ts';
import { ROLE_TITLES } from './words.ts';

/** Makes, changes, closes or lists accounts. */
export async function changeTeam(deed: TeamDeed, given: string, flags: TeamFlags): Promise<void> {
  const found = flags.config ?? findConfig('.');
  const config = found === undefined ? undefined : await loadConfig(found);
  const lang = flags.lang ?? config?.values.lang ?? (/^zh/i.test(process.env.LC_ALL || process.env.LANG || '') ? 'zh' : 'en');
  // An account may be made before the first scan is kept.
  const history = await openHistory(historyPlace(config), { create: deed === 'add' });
  try {
    const accounts = await history.accounts();
    if (deed === 'list') list(accounts, lang);
    else process.stdout.write(`${await change(history, accounts, deed, nameOf(given), { ...flags, lang })}\n`);
  } finally {
    await history.close();
  }
}

async function change(
  history: History,
  accounts: readonly Account[],
  deed: Exclude<TeamDeed, 'list'>,
  name: string,
  { role, by, lang = 'en' }: TeamFlags,
): Promise<string> {
  const account = accounts.find((one) => one.name === name);
  if (deed === 'add' && account !== undefined) throw new UsageError(THERE(name));
  if (deed !== 'add' && account === undefined) throw new UsageError(UNKNOWN(name));
  const next = await changed(deed, name, account, role);
  await history.putAccount(next);
  if (deed !== 'add' && deed !== 'role') await history.endSessions({ account: name });
  await history.appendAudit({
    ...{ at: now(), by: by ?? nameHere(), action: 'account', subject: name },
    detail: JSON.stringify({ what: deed, role: next.role }),
  });
  return DONE[deed][lang].replace('{name}', visible(name)).replace('{role}', ROLE_TITLES[next.role][lang]);
}

async function changed(
  deed: Exclude<TeamDeed, 'list'>,
  name: string,
  account: Account | undefined,
  role: Account['role'] | undefined,
): Promise<Account> {
  const before = account ?? { name, role: role ?? 'operator', passwordHash: '', createdAt: now() };
  if (deed === 'add' || deed === 'password') {
    const password = await readPassword();
    const fault = passwordFault(password, name);
    if (fault !== undefined) throw new UsageError(fault);
    return { ...before, passwordHash: await hashPassword(password) };
  }
  if (deed === 'role') return { ...before, role: role ?? before.role };
  const { disabledAt: _, ...open } = before;
  return deed === 'close' ? { ...open, disabledAt: now() } : open;
}

function list(accounts: readonly Account[], lang: Lang): void {
  for (const { name, role, createdAt, disabledAt } of accounts) {
    const closed = disabledAt === undefined ? '' : `  ${CLOSED[lang]} ${disabledAt.slice(0, 10)}`;
    process.stdout.write(`${visible(name)}  ${ROLE_TITLES[role][lang]}  ${createdAt.slice(0, 10)}${closed}\n`);
  }
  if (accounts.length === 0) process.stderr.write(`${NOBODY[lang]}\n`);
}

/** A name as it is kept: people type the same one in two ways. @throws UsageError when it is no name. */
function nameOf(given: string): string {
  const name = given.normalize('NFC').trim();
  if (name === '' || name.length > 80 || /[\p{C}\p{Zl}\p{Zp}]/u.test(name)) {
    throw new UsageError({
      en: 'An account has a name of 1 to 80 characters without control characters.',
      zh: '账号名应为 1 到 80 个字符，且不含控制字符。',
    });
  }
  return name;
}

const THERE = (name: string) => ({
  en: `There is an account "${name}" already; preclear team password, role, close or open changes it.`,
  zh: `账号“${name}”已存在；可用 preclear team password、role、close 或 open 修改。`,
});
const UNKNOWN = (name: string) => ({
  en: `There is no account "${name}"; preclear team list shows those there are.`,
  zh: `没有账号“${name}”；可用 preclear team list 查看现有账号。`,
});
const CLOSED = { en: 'closed', zh: '已停用' };
const NOBODY = {
  en: 'There is no account yet; make one with preclear team add.',
  zh: '还没有账号，请用 preclear team add 创建。',
};
const DONE = {
  add: { en: 'Account {name} was made ({role}).', zh: '已创建账号 {name}（{role}）。' },
  password: {
    en: 'Account {name} has another password; its stays were ended.',
    zh: '账号 {name} 的密码已修改，原有登录已失效。',
  },
  role: { en: 'Account {name} is now {role}.', zh: '账号 {name} 的角色已改为{role}。' },
  close: { en: 'Account {name} was closed; its stays were ended.', zh: '账号 {name} 已停用，原有登录已失效。' },
  open: { en: 'Account {name} is open again.', zh: '账号 {name} 已重新启用。' },
};
