import { relative, sep } from 'node:path';
import picomatch from 'picomatch';
import type { SourceOptions } from '../readers/contract.ts';
import type { ConfigLayer, LoadedConfig, OverrideEntry, SourceEntry } from './config.ts';
import { type RecordPointer, splitPointer } from './config-pointer.ts';
import { canonicalMarketplace } from './marketplace.ts';

/*
 * Globs of a configuration -> what of it is meant for a file. Each glob is matched against the path from the folder of the file that wrote it.
 */

/** An entry of `sources:` or `overrides:`, and where it stands. */
export interface Placed<T> {
  readonly entry: T;
  readonly layer: ConfigLayer;
  /** Position in the list of its file. */
  readonly at: number;
}

/** An override that covers a file. */
export interface FittingOverride extends Placed<OverrideEntry> {
  /** The listings that it is about; undefined: all of the file. */
  readonly pointers?: readonly RecordPointer[];
  /** Those of its globs that cover the file, as written. */
  readonly globs: readonly string[];
}

/** What the configuration says about reading a file (absolute path): its source entry, and overrides of marketplace and language. */
export function sourceFor(config: LoadedConfig | undefined, file: string): SourceOptions {
  if (config === undefined) return {};
  const { files: _, ...options } = sourceEntryFor(config, file)?.entry ?? { files: [] };
  for (const { entry } of overridesFor(config, file)) {
    if (entry.marketplace !== undefined) Object.assign(options, { marketplace: entry.marketplace });
    if (entry.locale !== undefined) Object.assign(options, { locale: entry.locale });
  }
  const { marketplace } = options;
  return marketplace === undefined ? options : { ...options, marketplace: canonicalMarketplace(marketplace) };
}

/** The entry of `sources:` that covers a file, if any: the first one, of the nearest configuration first. */
export function sourceEntryFor(config: LoadedConfig, file: string): Placed<SourceEntry> | undefined {
  for (const { layer, sources } of [...matchersOf(config)].reverse()) {
    const at = sources.findIndex((covers) => covers(placeIn(layer, file)));
    const entry = layer.values.sources?.[at];
    if (entry !== undefined) return { entry, layer, at };
  }
  return undefined;
}

/** The overrides that are about a file or some listings of it, the strongest last. */
export function overridesFor(config: LoadedConfig, file: string): FittingOverride[] {
  return matchersOf(config).flatMap(({ layer, overrides }) =>
    overrides.flatMap(({ entry, globs }, at): FittingOverride[] => {
      const place = placeIn(layer, file);
      const fitting = globs.filter(({ covers }) => covers(place));
      if (fitting.length === 0) return [];
      const written = fitting.map((one) => one.written);
      const pointers = fitting.flatMap(({ pointer }) => pointer ?? []);
      // One glob without a pointer means the whole file, whatever the others name.
      return [{ entry, layer, at, globs: written, ...(pointers.length < fitting.length ? {} : { pointers }) }];
    }),
  );
}

/** Whether `ignore:` covers a file or folder (absolute path). */
export function isIgnored(config: LoadedConfig | undefined, file: string): boolean {
  return config !== undefined && ignoringGlob(config, file) !== undefined;
}

/** The glob of `ignore:` that covers a file or folder, if any. */
export function ignoringGlob(config: LoadedConfig, file: string): Placed<string> | undefined {
  for (const { layer, ignored } of matchersOf(config)) {
    const at = ignored.findIndex((covers) => covers(placeIn(layer, file)));
    const entry = layer.values.ignore?.[at];
    if (entry !== undefined) return { entry, layer, at };
  }
  return undefined;
}

type Matcher = (path: string) => boolean;
interface OverrideMatchers {
  readonly entry: OverrideEntry;
  readonly globs: readonly { readonly written: string; readonly covers: Matcher; readonly pointer?: RecordPointer }[];
}
interface Matchers {
  readonly layer: ConfigLayer;
  readonly ignored: readonly Matcher[];
  readonly sources: readonly Matcher[];
  readonly overrides: readonly OverrideMatchers[];
}
/** Compiled once a configuration, not once a file. */
const COMPILED = new WeakMap<LoadedConfig, readonly Matchers[]>();

function matchersOf(config: LoadedConfig): readonly Matchers[] {
  const known = COMPILED.get(config);
  if (known !== undefined) return known;
  const made = config.layers.map((layer) => {
    const { ignore = [], sources = [], overrides = [] } = layer.values;
    return {
      layer,
      ignored: ignore.map((glob) => matcher([glob])),
      sources: sources.map(({ files }) => matcher([files].flat())),
      overrides: overrides.map((entry) => ({ entry, globs: [entry.files].flat().map(overrideGlob) })),
    };
  });
  COMPILED.set(config, made);
  return made;
}

function overrideGlob(written: string): OverrideMatchers['globs'][number] {
  const { glob, ...rest } = splitPointer(written);
  return { written, covers: matcher([glob]), ...rest };
}

/**
 * Globs as people write them: `feeds/` covers all below it, `*.csv` without a slash covers every folder, also those beside the folder of a
 * configuration that is shared.
 */
function matcher(globs: readonly string[]): Matcher {
  const tests = globs.map((glob): Matcher => {
    const plain = glob.replace(/^\.\//, '');
    const anchored = plain.replace(/\/$/, '').includes('/') ? plain : `**/${plain}`;
    const covers = picomatch(anchored.endsWith('/') ? `${anchored}**` : anchored, { dot: true });
    return anchored.startsWith('**/') ? (path) => covers(path.replace(/^(?:\.\.\/)+/, '')) : covers;
  });
  return (path) => tests.some((covers) => covers(path));
}

function placeIn(layer: ConfigLayer, file: string): string {
  return relative(layer.folder, file).split(sep).join('/');
}
