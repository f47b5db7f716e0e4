import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findCanaries } from '../../detectors/canaries.ts';
import type { Listing } from '../../model/listing.ts';
import { type ReferenceText, sourceText } from '../../model/reference.ts';
import { openLibrary } from '../../references/disk.ts';
import { openStore } from '../../references/store.ts';
import type { LoadedConfig } from '../../scan/config.ts';
import { installationFolder } from '../../scan/installation.ts';

/** Where phrases stand beside the listing that they are looked up for. */
export interface LookedUp {
  /** Phrases in texts of the library that are not the seller's, with the owner. */
  readonly taken: ReadonlyMap<string, string>;
  /** Phrases in other listings of the seller, with the listing's id. */
  readonly own: ReadonlyMap<string, string>;
  /** How many listings and texts were looked through. */
  readonly listings: number;
  readonly texts: number;
}

/** Looks phrases up in the seller's other listings and in the library. */
export async function lookUp(
  phrases: readonly string[],
  others: readonly Listing[],
  config: LoadedConfig | undefined,
  library: string | undefined,
): Promise<LookedUp> {
  const canaries = phrases.map((phrase) => ({ phrase }));
  const own = new Map<string, string>();
  for (const { id, fields } of others)
    for (const { text } of fields) for (const { canary } of findCanaries(text, canaries)) own.set(canary.phrase, id);
  const taken = new Map<string, string>();
  let texts = 0;
  const folder = resolve(library ?? config?.values.references ?? join(config?.folder ?? '.', 'references'));
  for await (const text of textsOf(folder)) {
    if (text.role === 'own') continue;
    texts++;
    for (const { canary } of findCanaries(sourceText(text), canaries)) taken.set(canary.phrase, text.owner);
  }
  return { taken, own, listings: others.length, texts };
}

/** Those of some words that are names of marks or everyday words. */
export function lookUpNames(words: readonly string[]): ReadonlySet<string> {
  const canaries = words.map((phrase) => ({ phrase }));
  const data = join(installationFolder(), 'data');
  const tables = [join(data, 'brands', 'marks.tsv'), join(data, 'words', 'frequent.tsv')];
  return new Set(
    tables.flatMap((table) => findCanaries(readFileSync(table, 'utf8'), canaries).map(({ canary }) => canary.phrase)),
  );
}

/** Every text of a library, one at a time: it may hold millions. */
async function* textsOf(folder: string): AsyncGenerator<ReferenceText> {
  const { references } = openLibrary(folder);
  for (const reference of references) if (reference.kind === 'text') yield reference;
  const store = await openStore(folder);
  if (store === undefined) return;
  try {
    yield* store.select({});
  } finally {
    store.close();
  }
}
