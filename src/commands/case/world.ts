import { readFileSync, statSync } from 'node:fs';
import { openWorld } from '../../appeal/world.ts';
import { readWorld } from '../../appeal/world-schema.ts';
import { copyId } from '../../cases/letters/rows-measures.ts';
import type { CaseWorld } from '../../model/case-world.ts';
import { EnvironmentError, UsageError } from '../../model/errors.ts';
import type { Lang } from '../../model/text.ts';
import { withSources } from '../../shop/case-sources.ts';
import { tellProblems } from '../tell-problems.ts';
import { type CasePlace, casePlace } from './place.ts';

/** Largest world that is read; one of 2,000 listings has 20 MB. */
const MAX_WORLD = 256 * 1024 * 1024;

/** A world, and the folder of cases where it is one of them. */
interface AnyWorld {
  readonly world: CaseWorld;
  readonly cases?: string;
}

/** The world of a case, or of a file. Throws UsageError when neither is named, or it cannot be read. */
export async function openAnyWorld(
  id: string | undefined,
  flags: { readonly world?: string; readonly config?: string },
  lang: Lang,
): Promise<AnyWorld> {
  if (flags.world !== undefined) return { world: readWorldFile(flags.world) };
  if (id === undefined) {
    throw new UsageError({ en: 'Name the case, or a world: --world FILE.', zh: '请指定案件编号，或用 --world 指定数据文件。' });
  }
  const place = await casePlace({ lang, ...(flags.config === undefined ? {} : { config: flags.config }) });
  const { world, problems } = await withSources(place, (sources) => openWorld(id, sources));
  tellProblems(problems, lang);
  return { world: await withOwnListings(world, place), cases: place.cases };
}

/** Says which of the product ids that traced pages have are those of the seller's own listings: no report may name one. */
async function withOwnListings(world: CaseWorld, place: CasePlace): Promise<CaseWorld> {
  const ids = new Set(world.traces.flatMap(({ url }) => copyId(url) ?? []));
  if (ids.size === 0) return world;
  const { ownIdsAmong } = await import('./links.ts');
  return { ...world, ownListings: await ownIdsAmong(ids, place) };
}

/** Reads a world from a file. Throws UsageError for one that is none, and says where it differs. */
function readWorldFile(file: string): CaseWorld {
  const value = parse(file, textOf(file));
  // `case show --json` tells more than the world.
  const inner = typeof value === 'object' && value !== null && 'world' in value ? value.world : value;
  const read = readWorld(inner);
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
