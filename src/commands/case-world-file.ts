import { readFileSync, statSync } from 'node:fs';
import { readWorld } from '../appeal/world-schema.ts';
import type { CaseWorld } from '../model/case-world.ts';
import { EnvironmentError, UsageError } from '../model/errors.ts';

/** Largest world that is read; one of 2,000 listings has 20 MB. */
const MAX_WORLD = 256 * 1024 * 1024;

/** Reads a world from a file. Throws UsageError for one that is none, and says where it differs. */
export function readWorldFile(file: string): CaseWorld {
  const read = readWorld(parse(file, textOf(file)));
  if ('world' in read) return read.world;
  const faults = read.faults.join('; ');
  throw new UsageError({
    en: `${file} is no world of a case: ${faults}. preclear case show ID --json writes one.`,
    zh: `${file} 不是案件数据文件：${faults}。可用 preclear case show 编号 --json 生成。`,
  });
}

function textOf(file: string): string {
  try {
    if (statSync(file).size <= MAX_WORLD) return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new EnvironmentError({ en: `Cannot read ${file}.`, zh: `无法读取 ${file}。` }, { cause });
  }
  throw new UsageError({ en: `${file} is too large to be a world of a case.`, zh: `${file} 过大，不是案件数据文件。` });
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError({ en: `${file} is no JSON.`, zh: `${file} 不是 JSON 文件。` }, { cause });
  }
}
