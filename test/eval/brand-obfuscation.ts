import type { Control } from './controls.ts';
import type { Detector, Said } from './detector.ts';
import { type Failure, marked } from './failure.ts';
import { share } from './metrics.ts';
import type { HiddenMark } from './obfuscation.ts';
import { overlaps } from './overlap.ts';
import type { Rival } from './rivals.ts';
import { groupRows, percent, printTable } from './table.ts';

/** How many hidden marks each finder found: preclear first, then the rivals. */
export type Caught = readonly { readonly name: string; readonly found: number; readonly all: number }[];

/** Table of recall by technique. */
export async function reportObfuscation(
  detector: Detector,
  rivals: readonly Rival[],
  cases: readonly HiddenMark[],
  failures: Failure[],
): Promise<Caught> {
  const outcomes: { readonly item: HiddenMark; readonly finds: readonly boolean[] }[] = [];
  for (const item of cases) {
    const said = detector.read(item);
    const found = said.some((one) => sees(one, item));
    const byRivals = await Promise.all(
      rivals.map(async (rival) => (await rival.find(item.text)).some((hit) => overlaps(hit, item))),
    );
    outcomes.push({ item, finds: [found, ...byRivals] });
    if (!found) {
      const instead = said.map(({ term, use }) => `${term} (${use})`).join(', ') || 'nothing';
      failures.push({
        suite: 'obfuscation',
        group: item.technique,
        expected: item.term,
        said: instead,
        text: marked(item.text, item.start, item.end),
      });
    }
  }
  const names = ['preclear', ...rivals.map((rival) => rival.name)];
  printTable(
    'Obfuscation: marks found, by technique (recall)',
    ['technique', 'cases', ...names],
    groupRows(
      outcomes,
      ({ item }) => item.technique,
      (label, own) => [label, own.length, ...names.map((_, i) => percent(share(own, ({ finds }) => finds[i] === true)))],
    ),
  );
  return names.map((name, i) => ({
    name,
    found: outcomes.filter(({ finds }) => finds[i] === true).length,
    all: outcomes.length,
  }));
}

/** Tables of false alarms by family of controls, and of precision and recall of the suite as a whole. */
export async function reportControls(
  detector: Detector,
  rivals: readonly Rival[],
  controls: readonly Control[],
  caught: Caught,
  failures: Failure[],
): Promise<void> {
  const outcomes: { readonly item: Control; readonly alarms: readonly boolean[] }[] = [];
  for (const item of controls) {
    const alarm = detector.read(item).find(isAlarm);
    const byRivals = await Promise.all(rivals.map(async (rival) => (await rival.find(item.text)).length > 0));
    outcomes.push({ item, alarms: [alarm !== undefined, ...byRivals] });
    if (alarm !== undefined) {
      const said = `${alarm.term} (${alarm.use})`;
      failures.push({
        suite: 'control',
        group: item.family,
        expected: 'nothing',
        said,
        text: marked(item.text, alarm.start, alarm.end),
      });
    }
  }
  const names = caught.map(({ name }) => name);
  printTable(
    'Clean controls: texts with an alarm, all of them false',
    ['family', 'texts', ...names],
    groupRows(
      outcomes,
      ({ item }) => item.family,
      (label, own) => [label, own.length, ...caught.map((_, i) => own.filter(({ alarms }) => alarms[i] === true).length)],
    ),
  );
  printTable(
    'Obfuscation suite as a whole',
    ['', 'recall', 'precision', 'controls with an alarm'],
    caught.map(({ name, found, all }, i) => {
      const alarms = outcomes.filter((outcome) => outcome.alarms[i] === true).length;
      return [name, percent(found / all), percent(found / (found + alarms)), percent(alarms / outcomes.length)];
    }),
  );
}

/** The mark, or another of the same owner, stands there and is taken for a mark. */
function sees(said: Said, item: HiddenMark): boolean {
  return (said.term === item.term || said.owner === item.owner) && said.use !== 'common-word' && overlaps(said, item);
}

/** A technology (`USB`, `HDMI`) in a control is truly there and no alarm. */
function isAlarm({ use }: Said): boolean {
  return use !== 'common-word' && use !== 'component';
}
