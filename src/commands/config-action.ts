import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import process from 'node:process';
import type { ConfigValues, LoadedConfig } from '../scan/config.ts';
import { isIgnored, sourceEntryFor } from '../scan/config-globs.ts';
import type { ConfigFlags } from './config.ts';
import { pickLang } from './lang.ts';
import { streamOutput } from './output.ts';
import { configFor, inContinuousIntegration } from './scan-request.ts';

interface Setting {
  readonly name: string;
  readonly value: unknown;
  readonly from: string;
}

/** What applies when nobody says anything. */
const DEFAULTS: readonly (keyof ConfigValues)[] = [
  'marketplace',
  'brands',
  'lang',
  'failOn',
  'rules',
  'only',
  'skip',
  'ignore',
  'images',
  'references',
  'ledger',
];

/** Prints every setting for a file as YAML, each with the place that set it. */
export async function showConfig(file: string, flags: ConfigFlags): Promise<void> {
  const config = await configFor([file], flags.config);
  const { stringify } = await import('yaml');
  const settings = [
    ...DEFAULTS.map((name) => settingOf(name, config)),
    ...environmentSettings(),
    ...sourceSettings(resolve(file), config),
  ];
  const lines = settings.map(({ name, value, from }) => {
    const [first = '', ...rest] = stringify({ [name]: value }, { lineWidth: 0 })
      .trimEnd()
      .split('\n');
    return [`${first}  # ${from}`, ...rest].join('\n');
  });
  const about = `# Settings for ${file}${isIgnored(config, resolve(file)) ? ' (ignored by `ignore`)' : ''}`;
  await streamOutput(process.stdout).write(`${[about, ...lines].join('\n')}\n`);
}

function settingOf(name: keyof ConfigValues, config: LoadedConfig | undefined): Setting {
  const value = config?.values[name];
  if (config !== undefined && value !== undefined) return { name, value, from: config.file };
  if (name === 'lang') return { name, value: pickLang(undefined), from: 'the terminal (LC_ALL, LC_MESSAGES, LANG)' };
  return { name, value: name === 'failOn' ? 'error' : null, from: 'default' };
}

function environmentSettings(): Setting[] {
  const strict = inContinuousIntegration();
  return [
    { name: 'strict', value: strict, from: strict ? 'CI in the environment' : 'default' },
    { name: 'jobs', value: availableParallelism(), from: 'default: processors' },
  ];
}

/** What `sources:` says about the file, in the words of the configuration. */
function sourceSettings(file: string, config: LoadedConfig | undefined): Setting[] {
  const entry = config && sourceEntryFor(config, file);
  if (config === undefined || entry === undefined) return [{ name: 'source', value: { format: 'auto' }, from: 'default' }];
  return [{ name: 'source', value: entry.entry, from: `${entry.layer.file}, sources[${entry.at}]` }];
}
