import { interval, share } from './metrics.ts';
import { percent, printTable } from './table.ts';

/** A role that a reader gives and what preclear says. */
export interface RolePair {
  readonly expected: string;
  readonly said: string;
}

/** How many wrong roles a table names, so that its lines stay short. */
const SHOWN = 5;

/** Own, nominative, everyday word, part or place, misuse. */
export function groupOf(role: string): string {
  if (role === 'own' || role === 'authorised') return 'own';
  if (role === 'compatible' || role === 'common-word') return role;
  return role === 'component' || role === 'marketplace' ? 'component or marketplace' : 'misuse';
}

/** Whether both are of one of the five groups. */
export function sameGroup({ expected, said }: RolePair): boolean {
  return groupOf(expected) === groupOf(said);
}

/** Table of the share that is right, by role and by group, with 95 % intervals. */
export function printRoleShares(title: string, pairs: readonly RolePair[]): void {
  const row = (label: string, passes: (pair: RolePair) => boolean): (string | number)[] => {
    const right = pairs.filter(passes).length;
    const [low, high] = interval(right, pairs.length);
    return [label, pairs.length, percent(right / pairs.length), `${percent(low)} to ${percent(high)}`];
  };
  printTable(
    title,
    ['', 'labels', 'right', '95 % interval'],
    [row('13 roles', ({ expected, said }) => expected === said), row('5 groups', sameGroup)],
  );
}

/** Table of every role: how often it is right, and what the others were taken for, the commonest first. */
export function printConfusion(title: string, pairs: readonly RolePair[]): void {
  const roles = [...new Set(pairs.map(({ expected }) => expected))];
  printTable(
    title,
    ['role', 'cases', 'right', 'taken for'],
    roles.map((role) => {
      const own = pairs.filter(({ expected }) => expected === role);
      const wrong = new Map<string, number>();
      for (const { said } of own) if (said !== role) wrong.set(said, (wrong.get(said) ?? 0) + 1);
      const list = [...wrong].toSorted((a, b) => b[1] - a[1]).map(([said, count]) => `${said} ${count}`);
      const shown = list.length > SHOWN ? [...list.slice(0, SHOWN), '…'] : list;
      return [role, own.length, percent(share(own, ({ said }) => said === role)), shown.join(', ')];
    }),
  );
}
