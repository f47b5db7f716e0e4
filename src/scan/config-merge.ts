import type { ConfigLayer, ConfigValues } from './config.ts';

/*
 * Configuration files, weakest first -> what they say together. A pure function.
 */

/** How the files of a configuration are put together, by key. */
export const MERGING: Readonly<
  Record<Exclude<keyof ConfigValues, 'extends'>, 'nearest' | 'together' | 'nearest-first' | 'nearest-last'>
> = {
  marketplace: 'nearest',
  brands: 'together',
  names: 'together',
  lang: 'nearest',
  failOn: 'nearest',
  rules: 'together',
  // A nearer list says which rules run here; together with another it would let in what it was written to keep out.
  only: 'nearest',
  skip: 'together',
  ignore: 'together',
  images: 'together',
  references: 'nearest',
  ledger: 'nearest',
  cases: 'nearest',
  contact: 'nearest',
  fetchImages: 'nearest',
  history: 'nearest',
  // The first entry that fits counts.
  sources: 'nearest-first',
  // The last entry that fits counts.
  overrides: 'nearest-last',
};

/** A key that files set and that is put together. */
export type MergedKey = keyof typeof MERGING;

/** Every key, in the order in which people are told. */
export const MERGED_KEYS: readonly MergedKey[] = Object.keys(MERGING).filter((key): key is MergedKey => key in MERGING);

/** What the files of a configuration say together; paths are absolute in each already. */
export function mergeLayers(layers: readonly ConfigLayer[]): ConfigValues {
  const values: Record<string, unknown> = {};
  for (const key of MERGED_KEYS) {
    const said = layers.flatMap(({ values }) => (values[key] === undefined ? [] : [values[key]]));
    if (said.length > 0) values[key] = merged(key, said);
  }
  return values;
}

function merged(key: MergedKey, said: readonly unknown[]): unknown {
  switch (MERGING[key]) {
    case 'nearest':
      return said.at(-1);
    case 'together':
      return [...new Set(said.flat())];
    case 'nearest-first':
      return [...said].reverse().flat();
    case 'nearest-last':
      return said.flat();
  }
}
