import { ATTACKS } from './image-attacks.ts';
import type { Outcome } from './image-trial.ts';
import { interval, share } from './metrics.ts';
import { percent, printTable } from './table.ts';

/* What the evaluation of pictures prints. */

/** Recall of every method for every attack, the means, and by set. */
export function printRecall(outcomes: readonly Outcome[], methods: readonly string[]): void {
  const copies = outcomes.filter(({ asked }) => asked.kind === 'copy');
  const recallOf = (method: string, fits: (outcome: Outcome) => boolean): number =>
    share(
      copies.filter((outcome) => outcome.method === method && fits(outcome)),
      ({ isFound }) => isFound,
    );
  const byAttack = (method: string, names: readonly string[]): number[] =>
    names.map((name) => recallOf(method, ({ asked }) => asked.attack?.name === name));
  const made = new Set(copies.map(({ asked }) => asked.attack?.name));
  const attacks = ATTACKS.filter(({ name }) => made.has(name));
  const all = attacks.map(({ name }) => name);
  const hard = attacks.filter(({ isHard }) => isHard).map(({ name }) => name);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const rows = all.map((name) => [
    hard.includes(name) ? `${name} (hard)` : name,
    ...methods.map((method) => percent(recallOf(method, ({ asked }) => asked.attack?.name === name))),
  ]);
  const summary: [string, (values: readonly number[]) => number, readonly string[]][] = [
    [`mean of the ${all.length}`, mean, all],
    [`mean of the ${hard.length} hard ones`, mean, hard],
    ['worst attack', (values) => Math.min(...values), all],
  ];
  for (const [label, of, names] of summary)
    rows.push([label, ...methods.map((method) => percent(of(byAttack(method, names))))]);
  const asked = copies.filter(({ method }) => method === methods[0]).length;
  printTable(`Copies found, by attack (${asked} edited pictures)`, ['attack', ...methods], rows);
  const sets = [...new Set(copies.map((outcome) => outcome.asked.set))];
  printTable(
    'Copies found, by set',
    ['set', 'edited', ...methods],
    sets.map((set) => [
      set,
      copies.filter((outcome) => outcome.method === methods[0] && outcome.asked.set === set).length,
      ...methods.map((method) => percent(recallOf(method, (outcome) => outcome.asked.set === set))),
    ]),
  );
}

/** What was matched and must not be. */
export function printFalse(outcomes: readonly Outcome[], methods: readonly string[]): void {
  const kinds: [string, (outcome: Outcome) => boolean][] = [
    ['other products, as they are', ({ asked }) => asked.kind === 'foreign' && asked.attack === undefined],
    ['other products, edited', ({ asked }) => asked.kind === 'foreign' && asked.attack !== undefined],
    ['other views and colours, matched with another product', ({ asked }) => asked.kind === 'same-product'],
    ['copies, matched with another product too', ({ asked }) => asked.kind === 'copy'],
  ];
  const cell = (method: string, fits: (outcome: Outcome) => boolean): string => {
    const own = outcomes.filter((outcome) => outcome.method === method && fits(outcome));
    return own.length === 0 ? '-' : `${own.filter(({ wrong }) => wrong.length > 0).length} of ${own.length}`;
  };
  const rows = kinds.map(([label, fits]) => [label, ...methods.map((method) => cell(method, fits))]);
  const upper = (method: string): string => {
    const own = outcomes.filter((outcome) => outcome.method === method && outcome.asked.kind === 'foreign');
    return percent(interval(own.filter(({ wrong }) => wrong.length > 0).length, own.length)[1]);
  };
  rows.push(['upper end of the 95 % interval, other products', ...methods.map(upper)]);
  const own = (method: string, fits: (outcome: Outcome) => boolean): string => {
    const same = outcomes.filter((outcome) => outcome.method === method && outcome.asked.kind === 'same-product');
    return same.length === 0 ? '-' : `${same.filter(fits).length} of ${same.length}`;
  };
  printTable('Pictures with a false match', ['asked', ...methods], rows);
  printTable(
    'Other views and colours of a product in the library',
    ['taken for', ...methods],
    [
      [
        'a copy of its picture',
        ...methods.map((method) => own(method, ({ asked, wrong, matched }) => matched > wrong.length && asked.own.length > 0)),
      ],
      [
        'related to it, for review',
        ...methods.map((method) => own(method, ({ asked, related }) => related.some((one) => asked.own.includes(one)))),
      ],
      [
        'related to another product',
        ...methods.map((method) => own(method, ({ asked, related }) => related.some((one) => !asked.own.includes(one)))),
      ],
    ],
  );
  printTable(
    'Pictures of other products shown for review',
    ['', ...methods],
    [
      [
        'related to some picture',
        ...methods.map((method) => {
          const foreign = outcomes.filter((outcome) => outcome.method === method && outcome.asked.kind === 'foreign');
          return percent(share(foreign, ({ related }) => related.length > 0));
        }),
      ],
    ],
  );
}

/** The pictures of other products that came nearest to a match. */
export function printNearest(outcomes: readonly Outcome[], names: readonly string[], method: string, count = 10): void {
  const near = outcomes
    .filter(({ asked, method: own, nearest }) => own === method && asked.kind === 'foreign' && nearest !== undefined)
    .sort((a, b) => (a.nearest?.score ?? 0) - (b.nearest?.score ?? 0))
    .slice(0, count);
  printTable(
    `Nearest pictures of other products, ${method}`,
    ['picture', 'edit', 'nearest in the library', 'score'],
    near.map(({ asked, nearest }) => [
      asked.name,
      asked.attack?.name ?? '',
      names[nearest?.reference ?? -1] ?? '',
      (nearest?.score ?? 0).toFixed(0),
    ]),
  );
}

/** The pictures of other products that matched, and with what; at most so many. */
export function printWrong(outcomes: readonly Outcome[], names: readonly string[], method: string, count = 20): void {
  const wrong = outcomes.filter(
    ({ asked, method: own, wrong: matched }) => own === method && asked.kind === 'foreign' && matched.length > 0,
  );
  printTable(
    `Pictures of other products that matched, ${method} (${wrong.length})`,
    ['picture', 'edit', 'matched'],
    wrong.slice(0, count).map(({ asked, wrong: matched }) => [
      asked.name,
      asked.attack?.name ?? '',
      matched
        .slice(0, 3)
        .map((reference) => names[reference] ?? '')
        .join(', '),
    ]),
  );
}
