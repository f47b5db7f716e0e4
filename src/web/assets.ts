import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'hono';
import { EnvironmentError } from '../model/errors.ts';
import type { PageEnv } from './viewer.ts';

/*
 * Script and style of the page, as the build made them. Their names hold a hash of their content, so that browsers keep them for good.
 */

/** Addresses of script and style, and what they answer. */
export interface Assets {
  readonly script: string;
  readonly style: string;
  /** The file of a name; undefined when there is none. */
  serve(context: Context<PageEnv>, name: string): Response | undefined;
}

const NAME = /^page-[0-9A-Za-z]{8}\.(js|css)$/;
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };

/** Reads the files of the build's folder. Throws an EnvironmentError when they are not there. */
export function openAssets(folder: string): Assets {
  const files = new Map(namesIn(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const named = (ending: string): string => {
    const name = [...files.keys()].find((one) => one.endsWith(ending));
    if (name !== undefined) return `/assets/${name}`;
    throw new EnvironmentError(MISSING);
  };
  return {
    script: named('.js'),
    style: named('.css'),
    serve(context, name) {
      const text = files.get(name);
      if (text === undefined) return undefined;
      return context.body(text, 200, {
        'Content-Type': TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain',
        'Cache-Control': 'public, max-age=31536000, immutable',
      });
    },
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => NAME.test(name));
  } catch (cause) {
    throw new EnvironmentError(MISSING, { cause });
  }
}

const MISSING = {
  en: 'Script and style of the page are missing from the installation; install preclear again.',
  zh: '安装中缺少网页所需的脚本和样式文件，请重新安装 preclear。',
};
