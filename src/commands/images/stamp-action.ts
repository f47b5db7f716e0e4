import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { writeAtomically } from '../../disk/atomic-file.ts';
import type { Agencies } from '../../image/rights/agencies.ts';
import { type Stamp, type Stamped, stampPicture } from '../../image/stamp/stamp.ts';
import { diskErrorCode } from '../../model/disk-error.ts';
import { UsageError } from '../../model/errors.ts';
import type { Bilingual, Lang } from '../../model/text.ts';
import { shownPath } from '../../scan/files.ts';
import { whyNotCopy } from '../../scan/fix-copy.ts';
import { openAgencies } from '../../scan/installation.ts';
import { endWith } from '../exit.ts';
import type { StampFlags } from '../images.ts';
import { pickLang } from '../lang.ts';
import { configFor } from '../scan/request.ts';
import { shownClaims, tellDone, tellNot } from './tell.ts';

/** Largest file that is stamped; it is held in memory twice. */
const MAX_BYTES = 200 * 1024 * 1024;
/** Longest text that is written; more is no copyright line. */
const MAX_TEXT = 2_000;

/** Writes rights into copies of pictures, one after the other, and says of each what became of it. */
export async function stampImages(files: readonly string[], flags: StampFlags): Promise<void> {
  const config = await configFor(['.'], flags.config);
  const lang = pickLang(flags.lang, config?.values.lang);
  const { brands = [], names = [] } = config?.values ?? {};
  const stamp = { ...readStamp(flags), own: [...brands, ...names] };
  const agencies = openAgencies();
  const originals = files.map((file) => resolve(file));
  let left = 0;
  for (const path of new Set(originals)) {
    const target = targetOf(path, flags.out);
    const outcome = await stampFile(path, target, originals, { stamp, agencies, force: flags.force, lang });
    if (typeof outcome === 'string') await tellDone(outcome);
    else {
      left++;
      await tellNot(shownPath(path), outcome, lang);
    }
  }
  endWith(left === 0 ? 0 : 3);
}

interface Settings {
  readonly stamp: Stamp;
  readonly agencies: Agencies;
  readonly force: boolean;
  readonly lang: Lang;
}

/** What was written, or why nothing was. */
async function stampFile(
  path: string,
  target: string,
  originals: readonly string[],
  { stamp, agencies, force, lang }: Settings,
): Promise<string | Bilingual> {
  const file = readPicture(path);
  if (!(file instanceof Uint8Array)) return file;
  const stamped: Stamped = await stampPicture(file, stamp, agencies, force);
  if ('fault' in stamped) return stamped.fault;
  if ('foreign' in stamped) {
    return {
      en: `The file names somebody else, so nothing was written: ${shownClaims(stamped.foreign, 'en')}. If the rights are yours, put the name under \`names\` in the configuration, or use --force.`,
      zh: `文件中有他人的版权信息，未写入：${shownClaims(stamped.foreign, 'zh')}。若权利属于你，请把该名称写入配置的 names，或使用 --force。`,
    };
  }
  const reason = whyNotCopy(target, originals) ?? (exists(target) ? EXISTS : undefined);
  if (reason !== undefined) return notWritten(target, reason);
  try {
    writeAtomically(target, stamped.bytes);
  } catch (error) {
    return notWritten(target, { en: `the disk says ${diskErrorCode(error)}`, zh: `磁盘错误 ${diskErrorCode(error)}` });
  }
  const kinds = stamped.written.map((kind) => kind.toUpperCase()).join(', ');
  const shown = shownPath(target);
  return lang === 'zh' ? `已写入 ${shown}（${kinds}）` : `wrote ${shown} (${kinds})`;
}

function readStamp({ copyright, creator, contact }: StampFlags): Omit<Stamp, 'own'> {
  const given = Object.entries({ copyright, creator, contact }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  if (given.length === 0) throw new UsageError(NOTHING);
  for (const [flag, text] of given) {
    if (text.trim() === '' || text.length > MAX_TEXT || /\p{Cc}/u.test(text)) {
      throw new UsageError({
        en: `--${flag} must be one line of 1 to ${MAX_TEXT} characters.`,
        zh: `--${flag} 须为一行文字，1 到 ${MAX_TEXT} 个字符。`,
      });
    }
  }
  if (contact !== undefined && !/^(?:https?:\/\/\S+|[^\s@]+@[^\s@]+|\+?[\d\s()./-]{5,30})$/i.test(contact))
    throw new UsageError(CONTACT);
  return Object.fromEntries(given.map(([flag, text]) => [flag, text.trim()]));
}

function targetOf(path: string, out: string | undefined): string {
  if (out !== undefined) return join(resolve(out), basename(path));
  const extension = extname(path);
  return join(dirname(path), `${basename(path, extension)}.stamped${extension}`);
}

function readPicture(path: string): Uint8Array | Bilingual {
  try {
    const about = statSync(path);
    if (!about.isFile()) return NO_FILE;
    return about.size > MAX_BYTES ? TOO_LARGE : readFileSync(path);
  } catch (error) {
    const code = diskErrorCode(error);
    return code === 'ENOENT' ? MISSING : { en: `The file cannot be read (${code}).`, zh: `无法读取该文件（${code}）。` };
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function notWritten(target: string, { en, zh }: Bilingual): Bilingual {
  const shown = shownPath(target);
  return { en: `The copy ${shown} was not written: ${en}.`, zh: `副本 ${shown} 未写入：${zh}。` };
}

const NOTHING: Bilingual = {
  en: 'Say what is to be written: --copyright, --creator or --contact.',
  zh: '请说明要写入的内容：--copyright、--creator 或 --contact。',
};
const CONTACT: Bilingual = {
  en: '--contact must be a web address (https://…), an e-mail address or a telephone number.',
  zh: '--contact 须为网址（https://…）、邮箱或电话号码。',
};
const MISSING: Bilingual = { en: 'The file does not exist; check its path.', zh: '文件不存在，请检查路径。' };
const NO_FILE: Bilingual = { en: 'It is a folder or a device, not a picture.', zh: '该路径是文件夹或设备，不是图片。' };
const TOO_LARGE: Bilingual = { en: 'The file has more than 200 MB and is not stamped.', zh: '文件超过 200 MB，未写入。' };
const EXISTS: Bilingual = {
  en: 'a file of that name is there; remove it or name another folder with --out',
  zh: '已有同名文件；请先删除，或用 --out 指定其他文件夹',
};
