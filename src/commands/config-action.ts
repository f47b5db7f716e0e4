import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import process from 'node:process';
import type { Bilingual, Lang } from '../model/text.ts';
import { jsonText } from '../reporters/json-text.ts';
import type { LoadedConfig } from '../scan/config.ts';
import { type ConfigExplanation, explainConfig, type Origin, type Setting } from '../scan/config-origins.ts';
import { shownPath } from '../scan/files.ts';
import type { ConfigFlags } from './config.ts';
import { pickLang } from './lang.ts';
import { streamOutput } from './output.ts';
import { configFor, inContinuousIntegration } from './scan/request.ts';

/** A setting with who says so: places in configurations, or something else. */
interface Told extends Setting {
  readonly name: string;
  readonly by?: Bilingual;
}

/** Prints what applies to a file, each setting with the places that set it: as YAML for people, or as JSON. */
export async function showConfig(file: string, flags: ConfigFlags): Promise<void> {
  const config = await configFor([file], flags.config);
  const explanation = await explainConfig(config, resolve(file));
  const settings = [...keysOf(explanation, config), ...environment()];
  const text = flags.json
    ? `${jsonText(asJson(file, config, explanation, settings), 2)}\n`
    : await asText(file, config, explanation, settings);
  await streamOutput(process.stdout).write(text);
}

function keysOf({ settings }: ConfigExplanation, config: LoadedConfig | undefined): Told[] {
  // Entries for other files would hide the one that counts; both lists are told for this file below.
  return [...settings]
    .filter(([name]) => name !== 'sources' && name !== 'overrides')
    .map(([name, setting]) => {
      if (setting.from.length > 0) return { name, ...setting };
      if (name === 'lang') return { name, value: pickLang(undefined, config?.values.lang), from: [], by: TERMINAL };
      return { name, value: name === 'failOn' ? 'error' : null, from: [], by: DEFAULT };
    });
}

function environment(): Told[] {
  const strict = inContinuousIntegration();
  return [
    { name: 'strict', value: strict, from: [], by: strict ? BY_CI : DEFAULT },
    { name: 'jobs', value: availableParallelism(), from: [], by: PROCESSORS },
  ];
}

async function asText(
  file: string,
  config: LoadedConfig | undefined,
  { ignored, reading, overrides }: ConfigExplanation,
  settings: readonly Told[],
): Promise<string> {
  const { stringify } = await import('yaml');
  const lang = pickLang(undefined, config?.values.lang);
  const entry = (name: string, value: unknown, why: string, indent = ''): string => {
    const [first = '', ...rest] = stringify({ [name]: value }, { lineWidth: 0 })
      .trimEnd()
      .split('\n');
    return [`${first}  # ${why}`, ...rest].map((line) => `${indent}${line}`).join('\n');
  };
  const lines = [
    `# ${HEADING[lang]}${file}`,
    ...(config?.layers ?? []).map((layer) => `# ${FILE[lang]}${shownPath(layer.file)}`),
    ...settings.map((told) => entry(told.name, told.value, whyOf(told, lang))),
    entry('ignored', ignored !== undefined, ignored === undefined ? DEFAULT[lang] : tellOrigin(ignored, file, lang)),
    'source:',
    ...[...reading].map(([name, { value, from }]) =>
      entry(name, value, from.map((origin) => tellOrigin(origin, file, lang)).join(', ') || DEFAULT[lang], '  '),
    ),
    overrides.length === 0 ? 'overrides: []' : 'overrides:',
    ...overrides.map(({ rules, files, from }) => {
      const [first = '', ...rest] = entry('files', files, tellOrigin(from, file, lang)).split('\n');
      const more = stringify({ rules }, { lineWidth: 0 }).trimEnd().split('\n');
      return [`  - ${first}`, ...[...rest, ...more].map((line) => `    ${line}`)].join('\n');
    }),
  ];
  return `${lines.join('\n')}\n`;
}

function whyOf({ from, by = DEFAULT }: Told, lang: Lang): string {
  return from.length === 0 ? by[lang] : from.map(({ file, line }) => `${shownPath(file)}:${line}`).join(', ');
}

/** `overrides[1] in preclear.config.yaml:12, because feeds/a.csv fits feeds/**`. */
function tellOrigin({ file: by, line, key, glob }: Origin, file: string, lang: Lang): string {
  const place = `${shownPath(by)}:${line} ${key}`;
  if (glob === undefined) return place;
  return lang === 'zh' ? `${place}，因为 ${file} 匹配 ${glob}` : `${place}, because ${file} fits ${glob}`;
}

function asJson(
  file: string,
  config: LoadedConfig | undefined,
  { ignored, reading, overrides }: ConfigExplanation,
  settings: readonly Told[],
): object {
  const place = ({ file: by, ...rest }: Origin): object => ({ file: shownPath(by), ...rest });
  const told = ({ value, from, by }: Omit<Told, 'name'>): object => ({
    value,
    from: from.length > 0 ? from.map(place) : (by ?? DEFAULT).en,
  });
  return {
    file,
    configurations: (config?.layers ?? []).map((layer) => shownPath(layer.file)),
    settings: Object.fromEntries(settings.map(({ name, ...rest }) => [name, told(rest)])),
    ignored: ignored === undefined ? null : place(ignored),
    source: Object.fromEntries([...reading].map(([name, setting]) => [name, told(setting)])),
    overrides: overrides.map(({ from, ...rest }) => ({ ...rest, from: place(from) })),
  };
}

const HEADING: Bilingual = { en: 'Settings for ', zh: '实际生效的设置：' };
const FILE: Bilingual = { en: 'from ', zh: '来自 ' };
const DEFAULT: Bilingual = { en: 'default', zh: '默认值' };
const TERMINAL: Bilingual = { en: 'the terminal (LC_ALL, LC_MESSAGES, LANG)', zh: '终端语言（LC_ALL、LC_MESSAGES、LANG）' };
const BY_CI: Bilingual = { en: 'CI in the environment', zh: '环境变量 CI' };
const PROCESSORS: Bilingual = { en: 'default: processors', zh: '默认值：处理器数量' };
