import { printConfusion } from './confusion.ts';
import { type Detector, MISUSES } from './detector.ts';
import { type Failure, marked } from './failure.ts';
import { precision, recall, share, tally } from './metrics.ts';
import { best, overlaps } from './overlap.ts';
import type { Rival } from './rivals.ts';
import type { RoleCase } from './roles.ts';
import { groupRows, percent, printTable } from './table.ts';

interface Outcome {
  readonly item: RoleCase;
  /** `missed` where no mark was seen. A word that is not seen at all is as good as one taken for an everyday word. */
  readonly said: string;
  readonly right: boolean;
  readonly flagged: boolean;
  readonly rivals: readonly boolean[];
}

/** Tables of a set of wordings: roles by language, of misuse, and of what was taken for what. */
export async function reportRoles(
  detector: Detector,
  rivals: readonly Rival[],
  cases: readonly RoleCase[],
  failures: Failure[],
  set: string,
): Promise<void> {
  const outcomes: Outcome[] = [];
  for (const item of cases) {
    const outcome = await judge(detector, rivals, item);
    outcomes.push(outcome);
    if (!outcome.right) {
      const { language, role, text, start, end } = item;
      failures.push({
        suite: 'roles',
        group: `${set} ${language}`,
        expected: role,
        said: outcome.said,
        text: marked(text, start, end),
      });
    }
  }
  printLanguages(outcomes, set);
  printConfusion(
    `Roles, ${set}: right, and what the others were taken for`,
    outcomes.map(({ item, said }) => ({ expected: item.role, said })),
  );
  printMisuse(outcomes, rivals, set);
}

async function judge(detector: Detector, rivals: readonly Rival[], item: RoleCase): Promise<Outcome> {
  const mention = best(detector.read(item), item);
  const said = mention?.use ?? (item.role === 'common-word' ? 'common-word' : 'missed');
  const finds = rivals.map(async (rival) => (await rival.find(item.text)).some((hit) => overlaps(hit, item)));
  return { item, said, right: said === item.role, flagged: mention?.flagged !== undefined, rivals: await Promise.all(finds) };
}

function printLanguages(outcomes: readonly Outcome[], set: string): void {
  const row = (label: string, own: readonly Outcome[]): (string | number)[] => {
    const misuse = tally(own.map(({ item, said }) => ({ truth: MISUSES.has(item.role), said: MISUSES.has(said) })));
    return [
      label,
      own.length,
      new Set(own.map(({ item }) => item.wording)).size,
      percent(share(own, ({ right }) => right)),
      percent(precision(misuse)),
      percent(recall(misuse)),
      own.filter(({ said }) => said === 'missed').length,
    ];
  };
  printTable(
    `Roles by language, ${set}`,
    ['language', 'cases', 'wordings', 'role right', 'misuse precision', 'misuse recall', 'not seen'],
    groupRows(outcomes, ({ item }) => item.language, row),
  );
}

function printMisuse(outcomes: readonly Outcome[], rivals: readonly Rival[], set: string): void {
  const row = (name: string, said: (outcome: Outcome) => boolean): string[] => {
    const counts = tally(outcomes.map((outcome) => ({ truth: MISUSES.has(outcome.item.role), said: said(outcome) })));
    return [name, percent(precision(counts)), percent(recall(counts))];
  };
  printTable(
    `Misuse, ${set}`,
    ['', 'precision', 'recall'],
    [
      row('preclear, by role', ({ said }) => MISUSES.has(said)),
      row('preclear, reported as error or warning', ({ flagged }) => flagged),
      ...rivals.map((rival, i) => row(rival.name, (outcome) => outcome.rivals[i] === true)),
    ],
  );
}
