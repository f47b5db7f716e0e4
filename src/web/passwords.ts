import pLimit from 'p-limit';
import type { Bilingual } from '../model/text.ts';

/*
 * Passwords of a team's accounts: argon2id with the parameters that OWASP names first (19 MiB, two passes; Password Storage Cheat Sheet, read
 * 2026-11-22).
 */

/** Each hash takes 19 MiB and a tenth of a second: strangers must not make the page do many at once. */
const AT_ONCE = pLimit(2);
/** Who comes when so many wait is asked to come back. */
const MOST_WAITING = 50;
const SHORTEST = 12;
const LONGEST = 256;

/** Why a password is not taken; undefined when it is. */
export function passwordFault(password: string, name: string): Bilingual | undefined {
  const length = [...password].length;
  if (length < SHORTEST || length > LONGEST) {
    return {
      en: `A password has ${SHORTEST} to ${LONGEST} characters; this one has ${length}. A sentence of four or five words is easy to remember.`,
      zh: `密码长度应为 ${SHORTEST} 到 ${LONGEST} 个字符，当前为 ${length} 个。用四五个词组成的短句更好记。`,
    };
  }
  const plain = fold(password);
  if (new Set(plain).size < 5 || plain.replaceAll(fold(name), '').length < SHORTEST / 2) {
    return {
      en: 'This password is easy to guess: it repeats a few characters or is little more than the name. Choose another.',
      zh: '该密码过于简单：只由少数字符重复组成，或几乎就是账号名。请换一个。',
    };
  }
  return undefined;
}

/** A hash with its parameters and salt, as the account keeps it. */
export async function hashPassword(password: string): Promise<string> {
  const { hash } = await import('@node-rs/argon2');
  return AT_ONCE(() => hash(normal(password)));
}

/**
 * Whether a password is the one of a hash. Without a hash it takes as long, so that nobody learns which names there are.
 * 'busy' when too many wait already.
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean | 'busy'> {
  if (AT_ONCE.pendingCount >= MOST_WAITING) return 'busy';
  const { hash, verify } = await import('@node-rs/argon2');
  return AT_ONCE(async () => {
    if (passwordHash === undefined) {
      await hash(normal(password.slice(0, LONGEST)));
      return false;
    }
    return verify(passwordHash, normal(password.slice(0, LONGEST * 2))).catch(() => false);
  });
}

/** The same characters may be typed in two ways on two computers. */
function normal(password: string): string {
  return password.normalize('NFKC');
}

function fold(text: string): string {
  return normal(text).toLowerCase();
}
