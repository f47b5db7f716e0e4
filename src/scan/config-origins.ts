import { positionOf, type YamlSource } from '../rulepacks/mistakes.ts';
import type { ConfigLayer, LoadedConfig, RuleLevel } from './config.ts';
import type { ConfigPath } from './config-file.ts';
import { ignoringGlob, overridesFor, sourceEntryFor } from './config-globs.ts';
import { MERGED_KEYS, type MergedKey } from './config-merge.ts';
import { canonicalMarketplace } from './marketplace.ts';

/*
 * A configuration and a file -> what applies to the file, and for each of it where it was written.
 */

/** Where something was written. */
export interface Origin {
  /** Absolute path. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** The part of the configuration: `brands`, `overrides[1]`. */
  readonly key: string;
  /** The glob by which it is about the file, where it is not about every file. */
  readonly glob?: string;
}

/** One setting, and the places that set it, the strongest last; none: it is as it is when nobody says anything. */
export interface Setting {
  readonly value: unknown;
  readonly from: readonly Origin[];
}

/** What an override says about rules in the file. */
export interface RuleOverride {
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** The globs with their records, as written. */
  readonly files: readonly string[];
  readonly from: Origin;
}

/** What applies to a file. */
export interface ConfigExplanation {
  /** Every key of the configuration with its merged value. */
  readonly settings: ReadonlyMap<MergedKey, Setting>;
  /** What `ignore` says about it; undefined: it is read. */
  readonly ignored: Origin | undefined;
  /** How it is read: the entry of `sources`, and marketplace and language by whoever tells them last. */
  readonly reading: ReadonlyMap<string, Setting>;
  /** The strongest last. */
  readonly overrides: readonly RuleOverride[];
}

/** Tells what applies to a file (absolute path). */
export async function explainConfig(config: LoadedConfig | undefined, file: string): Promise<ConfigExplanation> {
  const places = new Places();
  const settings = new Map<MergedKey, Setting>();
  for (const key of MERGED_KEYS) settings.set(key, await settingOf(key, config, places));
  const glob = config && ignoringGlob(config, file);
  return {
    settings,
    ignored: glob && { ...(await places.of(glob.layer, ['ignore', glob.at])), glob: glob.entry },
    reading: await readingOf(config, file, places),
    overrides: await ruleOverrides(config, file, places),
  };
}

async function settingOf(key: MergedKey, config: LoadedConfig | undefined, places: Places): Promise<Setting> {
  const value = config?.values[key];
  if (config === undefined || value === undefined) return { value: null, from: [] };
  const said = config.layers.filter((layer) => layer.values[key] !== undefined);
  // Of single values the nearest counts; of lists every file has its part.
  const counting = Array.isArray(value) && key !== 'only' ? said : said.slice(-1);
  return { value, from: await Promise.all(counting.map((layer) => places.of(layer, [key]))) };
}

/** The options of reading, one by one: the source entry's, and over it those of the overrides. */
async function readingOf(
  config: LoadedConfig | undefined,
  file: string,
  places: Places,
): Promise<ReadonlyMap<string, Setting>> {
  const reading = new Map<string, Setting>([['format', { value: 'auto', from: [] }]]);
  if (config === undefined) return reading;
  const set = async (key: string, value: unknown, layer: ConfigLayer, path: ConfigPath, glob?: string): Promise<void> => {
    const origin = { ...(await places.of(layer, path)), ...(glob === undefined ? {} : { glob }) };
    const canonical = key === 'marketplace' && typeof value === 'string' ? canonicalMarketplace(value) : value;
    reading.set(key, { value: canonical, from: [origin] });
  };
  const general = config.layers.findLast(({ values }) => values.marketplace !== undefined);
  if (general !== undefined) await set('marketplace', general.values.marketplace, general, ['marketplace']);
  const source = sourceEntryFor(config, file);
  for (const [key, value] of Object.entries(source?.entry ?? {})) {
    if (source === undefined || key === 'files') continue;
    await set(key, value, source.layer, ['sources', source.at, key], [source.entry.files].flat().join(', '));
  }
  for (const { entry, layer, at, globs } of overridesFor(config, file)) {
    for (const key of ['marketplace', 'locale'] as const) {
      if (entry[key] !== undefined) await set(key, entry[key], layer, ['overrides', at, key], globs.join(', '));
    }
  }
  return reading;
}

async function ruleOverrides(config: LoadedConfig | undefined, file: string, places: Places): Promise<RuleOverride[]> {
  const fitting = config === undefined ? [] : overridesFor(config, file);
  const told: RuleOverride[] = [];
  for (const { entry, layer, at, globs } of fitting) {
    if (entry.rules === undefined) continue;
    told.push({ rules: entry.rules, files: globs, from: await places.of(layer, ['overrides', at]) });
  }
  return told;
}

/** Finds parts of configurations in their texts; each text is parsed once. */
class Places {
  readonly #parsed = new Map<ConfigLayer, Promise<YamlSource>>();

  async of(layer: ConfigLayer, path: ConfigPath): Promise<Origin> {
    const parsing = this.#parsed.get(layer) ?? parse(layer);
    this.#parsed.set(layer, parsing);
    const key = path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('');
    return { file: layer.file, ...positionOf(await parsing, path), key };
  }
}

async function parse({ file, text }: ConfigLayer): Promise<YamlSource> {
  const { parseYaml } = await import('../rulepacks/yaml-source.ts');
  return parseYaml(file, text);
}
