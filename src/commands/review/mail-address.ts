import { UsageError } from '../../model/errors.ts';

/** Longest address of a message. */
const MAX_ADDRESS = 254;

/** An address as a message's header may hold it. @throws UsageError for anything that could begin another header, or is none. */
export function checkAddress(flag: string, address: string): string {
  const plain = /^[^\s@<>,;:"\\()[\]\p{C}]+@[^\s@<>,;:"\\()[\]\p{C}]+$/u.test(address);
  const ascii = /^[\x21-\x7E]+$/.test(address);
  if (plain && ascii && address.length <= MAX_ADDRESS) return address;
  throw new UsageError({
    en: `${flag} "${address.slice(0, 80)}" is no e-mail address; write one, such as boss@example.com.`,
    zh: `${flag}“${address.slice(0, 80)}”不是有效的邮箱地址；请写一个，例如 boss@example.com。`,
  });
}
