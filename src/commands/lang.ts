import process from 'node:process';
import type { Lang } from '../model/text.ts';

/** The language of a report: `--lang`, else the configuration, else Chinese where the terminal speaks it, else English. */
export function pickLang(flag: Lang | undefined, configured?: Lang): Lang {
  if (flag !== undefined) return flag;
  if (configured !== undefined) return configured;
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en';
}
