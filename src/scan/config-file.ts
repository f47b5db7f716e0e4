import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { core } from 'zod';
import { isDatabaseAddress } from '../history/address.ts';
import { type ConfigMistake, EnvironmentError, RulePackError } from '../model/errors.ts';
import type { Bilingual } from '../model/text.ts';
import type { YamlSource } from '../rulepacks/mistakes.ts';
import type { ConfigLayer, ConfigValues, HistoryValues } from './config.ts';
import { pointerFault } from './config-pointer.ts';
import { marketplaceFault } from './marketplace.ts';

/*
 * One configuration file: bytes -> checked values, or every mistake with its place.
 */

/** Largest configuration; parsing needs some hundred times that in memory. */
const MAX_BYTES = 1024 * 1024;

/** A part of a configuration: keys of maps and positions in lists, from the root. */
export type ConfigPath = readonly (string | number)[];

/** What is wrong at a path of a configuration, in words. */
export interface ConfigFault {
  readonly path: ConfigPath;
  readonly message: Bilingual;
}

/** Reads one configuration file. Throws a RulePackError with every mistake in it, an EnvironmentError when it cannot be read. */
export async function readLayer(file: string): Promise<ConfigLayer> {
  const text = readText(file);
  const values = await parseConfig(file, text);
  const folder = dirname(file);
  const from = (place: string): string => resolve(folder, place);
  return {
    file,
    folder,
    text,
    values: {
      ...values,
      ...(values.rules && { rules: values.rules.map(from) }),
      ...(values.images && { images: values.images.map(from) }),
      ...(values.references && { references: from(values.references) }),
      ...(values.ledger && { ledger: from(values.ledger) }),
      ...(values.cases && { cases: from(values.cases) }),
      ...(values.history && { history: historyFrom(values.history, from) }),
    },
  };
}

/** A file stands from the configuration's folder; an address is one from everywhere. */
function historyFrom({ store, ...rest }: HistoryValues, from: (place: string) => string): HistoryValues {
  if (store === undefined) return rest;
  return { ...rest, store: isDatabaseAddress(store) ? store : from(store) };
}

/** Checks the text of a configuration. Throws a RulePackError that holds every mistake, with its place. */
export async function parseConfig(file: string, text: string): Promise<ConfigValues> {
  const { parseYaml, plainValue } = await import('../rulepacks/yaml-source.ts');
  const source = await parseYaml(file, text);
  const { configSchema } = await import('./config-schema.ts');
  const { mistakesOf } = await import('../rulepacks/mistakes.ts');
  const parsed = configSchema.safeParse(plainValue(source) ?? {});
  if (!parsed.success) throw new RulePackError(await mistakesOf(parsed.error.issues, source, configSchema));
  const values = parsed.data;
  const faults = [...(await patternFaults(values)), ...(await marketplaceFaults(values)), ...(await overrideFaults(values))];
  if (faults.length > 0) throw new RulePackError(await faultsIn(source, faults));
  return values;
}

/** Faults of a file that was read before, as mistakes with their places. */
export async function mistakesIn(
  { file, text }: Pick<ConfigLayer, 'file' | 'text'>,
  faults: readonly ConfigFault[],
): Promise<ConfigMistake[]> {
  const { parseYaml } = await import('../rulepacks/yaml-source.ts');
  return faultsIn(await parseYaml(file, text), faults);
}

async function faultsIn(source: YamlSource, faults: readonly ConfigFault[]): Promise<ConfigMistake[]> {
  const { configSchema } = await import('./config-schema.ts');
  const { mistakesOf } = await import('../rulepacks/mistakes.ts');
  const issues = faults.map(
    ({ path, message: { en, zh } }): core.$ZodIssue => ({
      code: 'custom',
      message: en,
      params: { zh },
      path: [...path],
      input: undefined,
    }),
  );
  return mistakesOf(issues, source, configSchema);
}

async function patternFaults({ sources = [] }: ConfigValues): Promise<ConfigFault[]> {
  if (sources.every(({ pattern }) => pattern === undefined)) return [];
  const { RE2JS } = await import('re2js');
  return sources.flatMap(({ pattern }, at) => {
    try {
      if (pattern !== undefined) RE2JS.compile(pattern);
      return [];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = {
        en: `not an RE2 pattern (RE2 has no look-around and no back-references): ${reason}`,
        zh: `不是 RE2 正则表达式（RE2 没有环视和反向引用）：${reason}`,
      };
      return [{ message, path: ['sources', at, 'pattern'] }];
    }
  });
}

/** A marketplace that is misspelt has no rules, so that its listings would pass unseen. */
async function marketplaceFaults({ marketplace, sources = [], overrides = [] }: ConfigValues): Promise<ConfigFault[]> {
  const written: { readonly name: string | undefined; readonly path: ConfigPath }[] = [
    { name: marketplace, path: ['marketplace'] },
    ...sources.map((entry, at) => ({ name: entry.marketplace, path: ['sources', at, 'marketplace'] })),
    ...overrides.map((entry, at) => ({ name: entry.marketplace, path: ['overrides', at, 'marketplace'] })),
  ];
  const faults: ConfigFault[] = [];
  for (const { name, path } of written) {
    const fault = name === undefined ? undefined : await marketplaceFault(name);
    if (fault !== undefined) faults.push({ path, message: fault });
  }
  return faults;
}

async function overrideFaults({ overrides = [] }: ConfigValues): Promise<ConfigFault[]> {
  const faults: ConfigFault[] = [];
  for (const [at, { files, marketplace, locale }] of overrides.entries()) {
    for (const [nth, glob] of [files].flat().entries()) {
      const path = typeof files === 'string' ? ['overrides', at, 'files'] : ['overrides', at, 'files', nth];
      const fault = await pointerFault(glob);
      if (fault !== undefined) faults.push({ path, message: fault });
      else if (glob.includes('#/') && (marketplace ?? locale) !== undefined) faults.push({ path, message: FILES_ONLY });
    }
  }
  return faults;
}

const FILES_ONLY: Bilingual = {
  en: 'marketplace and locale are told for whole files; give them an entry without "#/sku/…"',
  zh: 'marketplace 和 locale 只能针对整个文件；请另写一条不带“#/sku/…”的设置',
};

function readText(file: string): string {
  try {
    const seen = statSync(file);
    if (!seen.isFile()) throw new Error('It is no file.');
    const { size } = seen;
    if (size > MAX_BYTES) throw new Error(`It has ${size} bytes; at most ${MAX_BYTES} are read.`);
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    throw new EnvironmentError(
      { en: `The configuration ${file} cannot be read.`, zh: `无法读取配置文件 ${file}。` },
      { cause },
    );
  }
}
