import { checkAddress } from '../../fetch/address.ts';
import { canonicalAddress } from '../../fetch/canonical-address.ts';
import { isFetchFault } from '../../fetch/fault.ts';
import { UsageError } from '../../model/errors.ts';
import type { Problem } from '../../model/problem.ts';
import { isAddress } from './suspect.ts';

/*
 * The address of a saved page, as the person says it. Nobody asks it, so it is never more than their word.
 */

/**
 * The address of `--url`, in its plain form.
 * @throws UsageError for what is no public address, and where not exactly one saved page is named.
 */
export function readStatedAddress(url: string, suspects: readonly string[]): string {
  const [only] = suspects;
  if (only === undefined || suspects.length > 1 || isAddress(only)) throw new UsageError(ONE_FILE);
  const checked = checkAddress(url.trim(), []);
  if (isFetchFault(checked)) throw new UsageError(checked.fault);
  return canonicalAddress(checked.href);
}

/** What to tell when a saved page names another address as its own. @param named what the page says; empty when it says nothing. */
export function findOtherAddress(file: string, stated: string | undefined, named: string): Problem[] {
  const address = named.startsWith('//') ? `https:${named}` : named;
  if (stated === undefined || !isAddress(address) || !URL.canParse(address)) return [];
  if (plain(address) === plain(stated)) return [];
  const shown = address.slice(0, 300);
  return [
    {
      file,
      reason: {
        en: `The saved page names ${shown} as its own address, and --url says ${stated}. Check which is right before a letter goes out.`,
        zh: `已保存的页面中写的网址是 ${shown}，而 --url 写的是 ${stated}。发函前请核对哪个正确。`,
      },
    },
  ];
}

/** Without what may differ for one page. */
function plain(address: string): string {
  const { host, pathname, search } = new URL(canonicalAddress(address));
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/$/, '')}${search}`;
}

const ONE_FILE = {
  en: '--url says where one saved page stood: name exactly one file beside it. An address is asked by itself; in a watch list write url and file.',
  zh: '--url 用于说明一个已保存页面原来的网址，请只指定一个文件。直接给网址时无需 --url；监控名单中请填写 url 和 file 两列。',
};
