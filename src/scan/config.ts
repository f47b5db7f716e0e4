import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { type ConfigMistake, EnvironmentError, RulePackError } from '../model/errors.ts';
import type { Severity } from '../model/rule.ts';
import type { Lang } from '../model/text.ts';
import type { SourceOptions } from '../readers/contract.ts';
import { marketplaceName } from '../readers/marketplace-name.ts';
import type { YamlSource } from '../rulepacks/mistakes.ts';
import { isFolder } from './look-at.ts';

/** The name under which a configuration is found. */
export const CONFIG_NAME = 'preclear.config.yaml';

/** Largest configuration; parsing needs some hundred times that in memory. */
const MAX_BYTES = 1024 * 1024;

/** One entry of `sources:`: globs from the configuration's folder, and how the files that they cover are to be read. */
export interface SourceEntry extends SourceOptions {
  readonly files: string | readonly string[];
}

/** What a configuration file may say. */
export interface ConfigValues {
  readonly marketplace?: string;
  /** The seller's own brands. */
  readonly brands?: readonly string[];
  /** Names under which the seller owns pictures, beyond the brands. */
  readonly names?: readonly string[];
  readonly lang?: Lang;
  readonly failOn?: Severity | 'never';
  readonly rules?: readonly string[];
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly ignore?: readonly string[];
  readonly images?: readonly string[];
  readonly references?: string;
  readonly ledger?: string;
  readonly sources?: readonly SourceEntry[];
}

/** A configuration file that has been read and found right. */
export interface LoadedConfig {
  /** Absolute path. */
  readonly file: string;
  /** Its folder; globs are matched against paths from here. */
  readonly folder: string;
  /** `rules`, `images`, `references` and `ledger` are absolute paths here; globs stay as written. */
  readonly values: ConfigValues;
}

/** Where scans keep what they worked out, beside the configuration; without one, nothing is kept. */
export function cacheFolder(config: LoadedConfig | undefined): string | undefined {
  return config === undefined ? undefined : join(config.folder, '.preclear', 'cache');
}

/** The nearest configuration from a file's or folder's place upward, up to the root of its git repository or of the disk. */
export function findConfig(path: string): string | undefined {
  let folder = isFolder(path) ? resolve(path) : dirname(resolve(path));
  for (;;) {
    const file = join(folder, CONFIG_NAME);
    if (existsSync(file)) return file;
    const parent = dirname(folder);
    if (parent === folder || existsSync(join(folder, '.git'))) return undefined;
    folder = parent;
  }
}

/** Reads a configuration. Throws a RulePackError with every mistake in it, an EnvironmentError when it cannot be read. */
export async function loadConfig(path: string): Promise<LoadedConfig> {
  const file = resolve(path);
  const values = await parseConfig(file, readText(file));
  const folder = dirname(file);
  const from = (place: string): string => resolve(folder, place);
  return {
    file,
    folder,
    values: {
      ...values,
      ...(values.rules && { rules: values.rules.map(from) }),
      ...(values.images && { images: values.images.map(from) }),
      ...(values.references && { references: from(values.references) }),
      ...(values.ledger && { ledger: from(values.ledger) }),
    },
  };
}

/** Checks the text of a configuration. Throws a RulePackError that holds every mistake, with its place. */
export async function parseConfig(file: string, text: string): Promise<ConfigValues> {
  const { parseYaml, plainValue } = await import('../rulepacks/yaml-source.ts');
  const source = await parseYaml(file, text);
  const { configSchema } = await import('./config-schema.ts');
  const { mistakesOf } = await import('../rulepacks/mistakes.ts');
  const parsed = configSchema.safeParse(plainValue(source) ?? {});
  if (!parsed.success) throw new RulePackError(await mistakesOf(parsed.error.issues, source, configSchema));
  const mistakes = await patternMistakes(parsed.data, source);
  if (mistakes.length > 0) throw new RulePackError(mistakes);
  return parsed.data;
}

/** What `sources:` says about a file (absolute path): the first entry that covers it, else nothing. */
export function sourceFor(config: LoadedConfig | undefined, file: string): SourceOptions {
  const entry = config && sourceEntryFor(config, file);
  if (entry === undefined) return {};
  const { files: _, ...options } = entry;
  const { marketplace } = options;
  return marketplace === undefined
    ? options
    : { ...options, marketplace: marketplaceName(marketplace, undefined) ?? marketplace };
}

/** The entry of `sources:` that covers a file, if any. */
export function sourceEntryFor(config: LoadedConfig, file: string): SourceEntry | undefined {
  const place = placeOf(config, file);
  const index = matchersOf(config).sources.findIndex((covers) => covers(place));
  return config.values.sources?.[index];
}

/** Whether `ignore:` covers a file or folder (absolute path). */
export function isIgnored(config: LoadedConfig | undefined, file: string): boolean {
  return config !== undefined && matchersOf(config).ignored(placeOf(config, file));
}

/** The JSON Schema of the configuration file, for editors. */
export async function configJsonSchema(): Promise<object> {
  const { makeConfigJsonSchema } = await import('./config-schema.ts');
  return makeConfigJsonSchema();
}

type Matcher = (path: string) => boolean;
interface Matchers {
  readonly ignored: Matcher;
  readonly sources: readonly Matcher[];
}
/** Compiled once a configuration, not once a file. */
const COMPILED = new WeakMap<LoadedConfig, Matchers>();

function matchersOf(config: LoadedConfig): Matchers {
  const known = COMPILED.get(config);
  if (known !== undefined) return known;
  const { ignore = [], sources = [] } = config.values;
  const made = { ignored: matcher(ignore), sources: sources.map(({ files }) => matcher([files].flat())) };
  COMPILED.set(config, made);
  return made;
}

/** Globs as people write them: `feeds/` covers all below it, `*.csv` without a slash covers every folder. */
function matcher(globs: readonly string[]): Matcher {
  const whole = globs.flatMap((glob) => {
    const plain = glob.replace(/^\.\//, '');
    const anchored = plain.replace(/\/$/, '').includes('/') ? plain : `**/${plain}`;
    return anchored.endsWith('/') ? [`${anchored}**`] : [anchored];
  });
  return whole.length === 0 ? () => false : picomatch(whole, { dot: true });
}

function placeOf(config: LoadedConfig, file: string): string {
  return relative(config.folder, file).split(sep).join('/');
}

async function patternMistakes(values: ConfigValues, source: YamlSource): Promise<ConfigMistake[]> {
  const patterns = (values.sources ?? []).flatMap(({ pattern }, at) => (pattern === undefined ? [] : [{ pattern, at }]));
  if (patterns.length === 0) return [];
  const { RE2JS } = await import('re2js');
  const { mistakesOf } = await import('../rulepacks/mistakes.ts');
  const { configSchema } = await import('./config-schema.ts');
  const issues = patterns.flatMap(({ pattern, at }) => {
    try {
      RE2JS.compile(pattern);
      return [];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `not an RE2 pattern (RE2 has no look-around and no back-references): ${reason}`;
      return [{ code: 'custom' as const, message, path: ['sources', at, 'pattern'], input: pattern }];
    }
  });
  return mistakesOf(issues, source, configSchema);
}

function readText(file: string): string {
  try {
    const size = statSync(file).size;
    if (size > MAX_BYTES) throw new Error(`It has ${size} bytes; at most ${MAX_BYTES} are read.`);
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    throw new EnvironmentError(`The configuration ${file} cannot be read.`, { cause });
  }
}
