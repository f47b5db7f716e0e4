import { dirname } from 'node:path';
import process from 'node:process';
import { EnvironmentError, UsageError } from '../model/errors.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { type CacheShare, clearCache, measureCache } from '../scan/cache-folder.ts';
import { cacheBeside, findConfig } from '../scan/config.ts';
import { shownPath } from '../scan/files.ts';
import { pickLang } from './lang.ts';
import { streamOutput } from './output.ts';

const KINDS: Readonly<Record<string, Bilingual>> = {
  judgements: { en: 'judgements of listings', zh: 'Listing 判断结果' },
  pictures: { en: 'facts about pictures', zh: '图片信息' },
  'picture-text': { en: 'texts in pictures', zh: '图片文字' },
  rules: { en: 'compiled rules', zh: '编译后的规则' },
  lexicon: { en: 'compiled brand tables', zh: '编译后的品牌表' },
};

/** Prints how much the shop of a file or folder keeps. */
export async function showCache(path: string, json: boolean): Promise<void> {
  const folder = folderFor(path);
  const shares = measureCache(folder);
  const text = json ? JSON.stringify({ folder, shares }) : describe(folder, shares, pickLang(undefined));
  await streamOutput(process.stdout).write(`${text}\n`);
}

/** Takes away what the shop of a file or folder keeps. */
export async function clear(path: string): Promise<void> {
  const folder = folderFor(path);
  const shares = measureCache(folder);
  try {
    clearCache(folder);
  } catch (cause) {
    throw new EnvironmentError({ en: `${folder} cannot be taken away.`, zh: `无法删除 ${folder}。` }, { cause });
  }
  const [files, size] = [shares.reduce((sum, { files }) => sum + files, 0), sizeOf(shares)];
  const said = {
    en: `${shownPath(folder)}: ${files} ${files === 1 ? 'file' : 'files'}, ${size}, taken away.`,
    zh: `${shownPath(folder)}：已清除 ${files} 个文件，共 ${size}。`,
  };
  await streamOutput(process.stdout).write(`${said[pickLang(undefined)]}\n`);
}

function folderFor(path: string): string {
  const config = findConfig(path);
  if (config !== undefined) return cacheBeside(dirname(config));
  throw new UsageError({
    en: `${path} belongs to no configuration; scans keep something only beside a preclear.config.yaml.`,
    zh: `${path} 不属于任何配置；只有存在 preclear.config.yaml 时，扫描才会在其旁边保存缓存。`,
  });
}

function describe(folder: string, shares: readonly CacheShare[], lang: Lang): string {
  const shown = shownPath(folder);
  if (shares.length === 0) return { en: `${shown}: nothing is kept.`, zh: `${shown}：没有缓存。` }[lang];
  const lines = shares.map(({ kind, files, bytes }) => {
    const name = (KINDS[kind] ?? { en: kind, zh: kind })[lang];
    const count = { en: `${files} ${files === 1 ? 'file' : 'files'}`, zh: `${files} 个文件` }[lang];
    return `  ${name}: ${count}, ${megabytes(bytes)}`;
  });
  return [{ en: `${shown}: ${sizeOf(shares)}`, zh: `${shown}：共 ${sizeOf(shares)}` }[lang], ...lines].join('\n');
}

function sizeOf(shares: readonly CacheShare[]): string {
  return megabytes(shares.reduce((sum, { bytes }) => sum + bytes, 0));
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
