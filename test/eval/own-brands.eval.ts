import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { namesBrand } from '../../src/detectors/brand-field.ts';
import { spellingsOf } from './brand-spellings.ts';
import { type Detector, openDetectors, type Said } from './detector.ts';
import { marked } from './failure.ts';
import { interval } from './metrics.ts';
import { readMarks } from './obfuscation.ts';
import { ownTest } from './own-mentions.ts';
import { printMarkdown, printTable } from './table.ts';
import { missingFiles, type RealTitle, readTitles } from './titles.ts';

/*
 * How often a seller is warned about his own brand, on every real title with a brand field.
 *   npm run eval -- own-brands --data FOLDER [--alarms FILE] [--markdown]
 */

/** Share of own mentions that may be reported. */
const GOAL = 0.005;
const MAX_CAUSES = 10;

/** How preclear learns of the brand. */
const SETTINGS = ['in the brand field', 'declared, and in the brand field', 'declared, no brand field'] as const;
type Setting = (typeof SETTINGS)[number];

/** A mention of a listing's own brand. */
interface OwnMention {
  readonly setting: Setting;
  /** How the brand is written for preclear. */
  readonly spelling: string;
  readonly title: RealTitle;
  readonly said: Said;
  /** It names the brand itself; else a mark of its owner or family. */
  readonly isName: boolean;
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, alarms: { type: 'string' }, markdown: { type: 'boolean', default: false } },
});
if (values.markdown) printMarkdown();
const { data } = values;
const missing = data === undefined ? [] : missingFiles(data);
if (data === undefined || missing.length > 0) {
  const lacks = data === undefined ? 'Say where the real titles are with --data FOLDER' : `${data} lacks ${missing.join(', ')}`;
  process.stderr.write(`${lacks}; test/eval/README.md names the files and their sources.\n`);
  process.exit(2);
}
const detectors = await openDetectors();
const plain = detectors.of([]);
const spellings = spellingsOf(readMarks('data/brands'));

const seen = [...readTitles(data, 'tune'), ...readTitles(data, 'dev')];
const unseen = readTitles(data, 'test');
const mentions = mentionsOf(seen);
// Of the part that nobody reads only numbers are printed.
const hidden = mentionsOf(unseen);
printAlarms(`the parts tune and dev, ${seen.length} titles`, mentions);
printAlarms(`the part test, ${unseen.length} titles`, hidden);
printAlarms(`all parts, ${seen.length + unseen.length} titles`, [...mentions, ...hidden]);
const respelt = respeltOf(mentions);
printSpellings(respelt);
for (const setting of SETTINGS) printCauses(setting, [...mentions, ...respelt]);
if (values.alarms !== undefined) writeAlarms(values.alarms, [...mentions, ...respelt]);

function mentionsOf(titles: readonly RealTitle[]): OwnMention[] {
  return byBrand(titles).flatMap(([brand, own]) => {
    const test = ownTest(detectors.lexicon, brand);
    const declared = detectors.of([brand]);
    return own.flatMap((title) => SETTINGS.flatMap((setting) => read(title, setting, brand, declared, test)));
  });
}

function byBrand(titles: readonly RealTitle[]): [string, RealTitle[]][] {
  const groups = new Map<string, RealTitle[]>();
  for (const title of titles) {
    if (!namesBrand(title.brand)) continue;
    const same = groups.get(title.brand);
    if (same === undefined) groups.set(title.brand, [title]);
    else same.push(title);
  }
  return [...groups];
}

function read(
  title: RealTitle,
  setting: Setting,
  spelling: string,
  declared: Detector,
  test: ReturnType<typeof ownTest>,
): OwnMention[] {
  const said = (setting === 'in the brand field' ? plain : declared).readAll({
    field: 'title',
    text: title.title,
    ...(title.category === undefined ? {} : { category: title.category }),
    ...(setting === 'declared, no brand field' ? {} : { brand: spelling }),
  });
  return said.flatMap((one): OwnMention[] => {
    const isName = test.isName(one);
    return isName || test.isKin(one) ? [{ setting, spelling, title, said: one, isName }] : [];
  });
}

/** The titles that name their brand once more, with the brand written in other ways. */
function respeltOf(all: readonly OwnMention[]): OwnMention[] {
  const naming = new Set(all.filter(({ isName, said }) => isName && said.field.name === 'title').map(({ title }) => title));
  return byBrand([...naming]).flatMap(([brand, own]) => {
    const test = ownTest(detectors.lexicon, brand);
    return spellings.flatMap(({ write }) => {
      const spelling = write(brand);
      if (spelling === undefined) return [];
      const declared = detectors.of([spelling]);
      return own.flatMap((title) => SETTINGS.flatMap((setting) => read(title, setting, spelling, declared, test)));
    });
  });
}

function isAlarm({ said }: OwnMention): boolean {
  return said.flagged !== undefined;
}

function percent(value: number): string {
  return Number.isNaN(value) ? '-' : `${(value * 100).toFixed(2)} %`;
}

function printAlarms(what: string, all: readonly OwnMention[]): void {
  const row = (label: string, own: readonly OwnMention[]): (string | number)[] => {
    const alarms = own.filter(isAlarm).length;
    const [low, high] = interval(alarms, own.length);
    const met = alarms / own.length <= GOAL ? 'met' : 'missed';
    return [label, own.length, alarms, percent(alarms / own.length), `${percent(low)} to ${percent(high)}`, met];
  };
  printTable(
    `Own marks that are reported, ${what}`,
    ['the brand is', 'own mentions', 'reported', 'share', '95 % interval', 'goal 0.5 %'],
    SETTINGS.flatMap((setting) => {
      const own = all.filter((mention) => mention.setting === setting);
      const [names, kin] = [own.filter(({ isName }) => isName), own.filter(({ isName }) => !isName)];
      return [row(setting, own), row('- itself', names), row('- by its owner or family', kin)];
    }),
  );
}

function printSpellings(all: readonly OwnMention[]): void {
  const cells = (own: readonly OwnMention[]): (string | number)[] => [
    own.length,
    ...SETTINGS.map((setting) => own.filter((mention) => mention.setting === setting && isAlarm(mention)).length),
    percent(own.filter(isAlarm).length / own.length),
  ];
  const named = spellings.map(({ name, write }) => ({
    name,
    own: all.filter(({ spelling, title }) => spelling === write(title.brand ?? '')),
  }));
  printTable(
    'Own marks that are reported where the brand is written otherwise, titles of tune and dev that name it',
    ['written', 'own mentions', ...SETTINGS, 'share'],
    [...named.map(({ name, own }) => [name, ...cells(own)]), ['all', ...cells(all)]],
  );
}

function causeOf({ said }: OwnMention): string {
  return `${said.field.name}, ${said.use}: ${said.because[0]?.code ?? ''} (${said.rules[0] ?? ''})`;
}

function printCauses(setting: Setting, all: readonly OwnMention[]): void {
  const causes = new Map<string, OwnMention[]>();
  for (const alarm of all.filter((mention) => mention.setting === setting && isAlarm(mention))) {
    const cause = causeOf(alarm);
    causes.set(cause, [...(causes.get(cause) ?? []), alarm]);
  }
  const rows = [...causes].toSorted((a, b) => b[1].length - a[1].length).slice(0, MAX_CAUSES);
  printTable(
    `The commonest causes, the brand is ${setting}, tune and dev, other ways to write it among them`,
    ['cause', 'reported', 'brands'],
    rows.map(([cause, alarms]) => [
      cause,
      alarms.length,
      [...new Set(alarms.map(({ spelling }) => spelling))].slice(0, 5).join('; '),
    ]),
  );
}

function writeAlarms(file: string, all: readonly OwnMention[]): void {
  const alarms = all.filter(isAlarm);
  const lines = alarms.map((mention) => {
    const { setting, spelling, said, isName } = mention;
    const because = said.because.map(({ code, words }) => (words === undefined ? code : `${code}=${words}`)).join(' ');
    const kinship = isName ? 'itself' : said.mark.mark;
    return [setting, spelling, kinship, causeOf(mention), because, marked(said.field.text, said.start, said.end)].join('\t');
  });
  writeFileSync(file, `setting\tbrand\tkinship\tcause\tbecause\ttext\n${lines.join('\n')}\n`);
  console.log(`\n${alarms.length} alarms written to ${file}`);
}
