import { printConfusion, printRoleShares } from './confusion.ts';
import type { Detector, Said } from './detector.ts';
import { type Failure, marked } from './failure.ts';
import type { Label, Reading } from './labels.ts';
import { bins, brier, calibrationError, share } from './metrics.ts';
import { MISUSE_HEADER, misuseCells, printRules } from './misuse.ts';
import { best, overlaps } from './overlap.ts';
import type { Rival } from './rivals.ts';
import { percent, printTable } from './table.ts';
import type { Part, RealTitle, TitleSource } from './titles.ts';

/** A label with what preclear and the rivals say about it. */
interface Outcome {
  readonly label: Label;
  readonly final: Reading;
  readonly role: string;
  readonly said: Said | undefined;
  readonly rivals: readonly boolean[];
}

const SOURCES: Readonly<Record<TitleSource, string>> = {
  oa: 'OA-Mine (Amazon)',
  ae: 'AE-110k (AliExpress)',
  wa: 'Walmart-Amazon',
};

/** Tables of the labelled real titles, and of how many real listings are flagged at all. */
export async function reportTitles(
  detector: Detector,
  rivals: readonly Rival[],
  titles: readonly RealTitle[],
  labels: readonly Label[],
  part: Part,
  failures: Failure[],
): Promise<void> {
  console.log(`\nReal titles: ${titles.length} of the part "${part}", ${labels.length} labelled brand words`);
  const readings = new Map(titles.map((title) => [title, detector.read(sampleOf(title))]));
  const outcomes = await judgeLabels(rivals, titles, labels, readings);
  for (const { label, final, role, said } of outcomes) {
    if (role === final.role && (said?.flagged !== undefined) === (final.verdict === 'misuse')) continue;
    const text = titles.find((title) => title.source === label.source && title.sha256.startsWith(label.sha256))?.title ?? '';
    const verdict = `${role}${said?.flagged === undefined ? '' : `, ${said.flagged}`}`;
    failures.push({
      suite: 'titles',
      group: label.source,
      expected: `${final.role}, ${final.verdict}`,
      said: verdict,
      text: marked(text, ...label.span),
    });
  }
  if (outcomes.length > 0) {
    printAccuracy(outcomes);
    printMisuse(outcomes, rivals);
    printAlarms(outcomes, titles, readings);
    printRules(
      'Labelled words by the rule that reports them, real titles',
      outcomes.map(({ final, said }) => ({ verdict: final.verdict, rules: said?.rules ?? [] })),
    );
    printCalibration(outcomes);
  }
  await printFlagRate(titles, readings, rivals);
}

function sampleOf({ title, brand, category }: RealTitle): Parameters<Detector['read']>[0] {
  return {
    field: 'title',
    text: title,
    ...(brand === undefined ? {} : { brand }),
    ...(category === undefined ? {} : { category }),
  };
}

async function judgeLabels(
  rivals: readonly Rival[],
  titles: readonly RealTitle[],
  labels: readonly Label[],
  readings: ReadonlyMap<RealTitle, readonly Said[]>,
): Promise<Outcome[]> {
  const byHash = new Map(titles.map((title) => [`${title.source}${title.sha256.slice(0, 16)}`, title]));
  const outcomes: Outcome[] = [];
  for (const label of labels) {
    const title = byHash.get(`${label.source}${label.sha256}`);
    if (title === undefined || label.final === undefined) continue;
    const word = { start: label.span[0], end: label.span[1] };
    const said = best(readings.get(title) ?? [], word);
    const finds = rivals.map(async (rival) => (await rival.find(title.title)).some((hit) => overlaps(hit, word)));
    // A word in which no mark is seen is taken for an everyday word.
    outcomes.push({ label, final: label.final, role: said?.use ?? 'common-word', said, rivals: await Promise.all(finds) });
  }
  return outcomes;
}

function printAccuracy(outcomes: readonly Outcome[]): void {
  const pairs = outcomes.map(({ role, final }) => ({ expected: final.role, said: role }));
  printRoleShares('Roles on real titles', pairs);
  printConfusion('By role, real titles', pairs);
}

function printMisuse(outcomes: readonly Outcome[], rivals: readonly Rival[]): void {
  const row = (name: string, says: (outcome: Outcome) => boolean): (string | number)[] => [
    name,
    ...misuseCells(outcomes.map((outcome) => ({ verdict: outcome.final.verdict, reported: says(outcome) }))),
  ];
  printTable(
    'Misuse on real titles',
    ['', ...MISUSE_HEADER],
    [
      row('preclear, errors and warnings', ({ said }) => said?.flagged !== undefined),
      row('preclear, errors', ({ said }) => said?.flagged === 'error'),
      ...rivals.map((rival, i) => row(rival.name, (outcome) => outcome.rivals[i] === true)),
    ],
  );
}

function printAlarms(
  outcomes: readonly Outcome[],
  titles: readonly RealTitle[],
  readings: ReadonlyMap<RealTitle, readonly Said[]>,
): void {
  const flagged = ({ said }: Outcome): boolean => said?.flagged !== undefined;
  const of = (role: string): Outcome[] => outcomes.filter(({ final }) => final.role === role && final.verdict === 'ok');
  const alarms = outcomes.filter(flagged);
  const all = titles.flatMap((title) => readings.get(title) ?? []).filter((said) => said.flagged !== undefined).length;
  const wrong = share(alarms, ({ final }) => final.role === 'common-word');
  printTable(
    'Harmless words that are reported',
    ['', 'words', 'reported', 'share'],
    [
      ...['own', 'compatible', 'component', 'common-word'].map((role) => [
        role,
        of(role).length,
        of(role).filter(flagged).length,
        percent(share(of(role), flagged)),
      ]),
    ],
  );
  const perThousand = ((Number.isNaN(wrong) ? 0 : wrong) * all * 1000) / titles.length;
  console.log(
    `\nEveryday words reported per 1,000 listings, about ${perThousand.toFixed(1)}: ${percent(wrong)} of the labelled alarms, times ${all} alarms in ${titles.length} listings`,
  );
}

function printCalibration(outcomes: readonly Outcome[]): void {
  const forecasts = outcomes.flatMap(({ said, final }) =>
    said === undefined ? [] : [{ confidence: said.confidence, right: said.use === final.role }],
  );
  printTable(
    `Confidence: Brier ${brier(forecasts).toFixed(3)}, expected calibration error ${calibrationError(forecasts).toFixed(3)}`,
    ['confidence', 'mentions', 'mean', 'right'],
    bins(forecasts).flatMap(({ from, to, count, confidence, right }) =>
      count === 0 ? [] : [[`${from.toFixed(1)} to ${to.toFixed(1)}`, count, percent(confidence), percent(right)]],
    ),
  );
}

async function printFlagRate(
  titles: readonly RealTitle[],
  readings: ReadonlyMap<RealTitle, readonly Said[]>,
  rivals: readonly Rival[],
): Promise<void> {
  const flags: { readonly title: RealTitle; readonly by: readonly boolean[] }[] = [];
  for (const title of titles) {
    const said = readings.get(title) ?? [];
    const finds = await Promise.all(rivals.map(async (rival) => (await rival.find(title.title)).length > 0));
    flags.push({
      title,
      by: [said.some((one) => one.flagged !== undefined), said.some((one) => one.flagged === 'error'), ...finds],
    });
  }
  const names = ['preclear', 'preclear, errors', ...rivals.map((rival) => rival.name)];
  const sources: readonly TitleSource[] = ['oa', 'wa', 'ae'];
  const row = (label: string, own: typeof flags): (string | number)[] => [
    label,
    own.length,
    ...names.map((_, i) => percent(share(own, ({ by }) => by[i] === true))),
  ];
  printTable(
    'Listings reported by a brand rule (error or warning)',
    ['source', 'listings', ...names],
    [
      ...sources.map((source) =>
        row(
          SOURCES[source],
          flags.filter(({ title }) => title.source === source),
        ),
      ),
      row(
        'brand goods: OA-Mine and Walmart-Amazon',
        flags.filter(({ title }) => title.source !== 'ae'),
      ),
    ],
  );
}
