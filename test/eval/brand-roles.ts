import { type Detector, MISUSES, type Said } from './detector.ts';
import { type Failure, marked } from './failure.ts';
import { precision, recall, share, tally } from './metrics.ts';
import type { Rival } from './rivals.ts';
import type { RoleCase } from './roles.ts';
import { percent, printTable } from './table.ts';

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
  printRoles(outcomes, set);
  printMisuse(outcomes, rivals, set);
}

async function judge(detector: Detector, rivals: readonly Rival[], item: RoleCase): Promise<Outcome> {
  const mention = best(detector.read(item), item);
  const said = mention?.use ?? (item.role === 'common-word' ? 'common-word' : 'missed');
  const finds = rivals.map(async (rival) =>
    (await rival.find(item.text)).some(([start, end]) => start < item.end && end > item.start),
  );
  return { item, said, right: said === item.role, flagged: mention?.flagged !== undefined, rivals: await Promise.all(finds) };
}

/** Of the mentions that touch the word, the one that covers most of it. */
export function best(
  said: readonly Said[],
  { start, end }: { readonly start: number; readonly end: number },
): Said | undefined {
  const covered = (one: Said): number => Math.min(one.end, end) - Math.max(one.start, start);
  return said.filter((one) => covered(one) > 0).toSorted((a, b) => covered(b) - covered(a))[0];
}

function printLanguages(outcomes: readonly Outcome[], set: string): void {
  const languages = [...new Set(outcomes.map(({ item }) => item.language))];
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
    [
      ...languages.map((language) =>
        row(
          language,
          outcomes.filter(({ item }) => item.language === language),
        ),
      ),
      row('all', outcomes),
    ],
  );
}

function printRoles(outcomes: readonly Outcome[], set: string): void {
  const roles = [...new Set(outcomes.map(({ item }) => item.role))];
  printTable(
    `Roles, ${set}: right, and what the others were taken for`,
    ['role', 'cases', 'right', 'taken for'],
    roles.map((role) => {
      const own = outcomes.filter(({ item }) => item.role === role);
      const wrong = new Map<string, number>();
      for (const { said, right } of own) if (!right) wrong.set(said, (wrong.get(said) ?? 0) + 1);
      const list = [...wrong].toSorted((a, b) => b[1] - a[1]).map(([said, count]) => `${said} ${count}`);
      return [role, own.length, percent(share(own, ({ right }) => right)), list.join(', ')];
    }),
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
