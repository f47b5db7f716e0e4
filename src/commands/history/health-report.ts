import { isDay } from '../../model/day.ts';
import type { HealthSnapshot } from '../../model/history.ts';
import type { Problem } from '../../model/problem.ts';
import type { Bilingual } from '../../model/text.ts';
import { amazonMarketplace } from '../../readers/amazon-marketplaces.ts';
import { parseJson } from '../../readers/json-parser.ts';
import type { TreeNode, TreeObject } from '../../readers/tree.ts';

/*
 * The seller performance report of Amazon (GET_V2_SELLER_PERFORMANCE_REPORT, JSON) -> what it says of each marketplace. Policies that this
 * program has never heard of are kept by their names: Amazon adds some from year to year.
 */

/** What was read, before the history gives it an id. */
export type HealthReading = Omit<HealthSnapshot, 'id'>;

/** What a file says, and what of it could not be used. */
export interface HealthFile {
  readonly snapshots: readonly HealthReading[];
  readonly problems: readonly Problem[];
}

type Policy = HealthSnapshot['policies'][number];

/** More is no report of one seller. */
const MAX_MARKETPLACES = 100;
const MAX_POLICIES = 200;
const MAX_NAME = 100;

/**
 * Reads a report.
 * @param day the day of what has no date.
 */
export function readHealthReport(text: string, file: string, sha256: string, day: string): HealthFile {
  const { root, faults } = parseJson(text.replace(/^\uFEFF/, ''), 1, 1);
  const problems: Problem[] = faults.map((fault) => ({ file, ...fault }));
  const tell = ({ line, column }: { readonly line: number; readonly column: number }, reason: Bilingual): void => {
    problems.push({ file, line, column, reason });
  };
  if (root === undefined) return { snapshots: [], problems };
  const metrics = root.kind === 'object' ? root.members.get('performanceMetrics')?.value : undefined;
  if (root.kind !== 'object' || metrics?.kind !== 'array') {
    tell(metrics ?? root, NO_REPORT);
    return { snapshots: [], problems };
  }
  const accounts = accountStatuses(root);
  const snapshots: HealthReading[] = [];
  for (const node of metrics.items.slice(0, MAX_MARKETPLACES)) {
    const id = node.kind === 'object' ? textOf(node, 'marketplaceId') : undefined;
    if (node.kind !== 'object' || id === undefined) {
      tell(node, NO_MARKETPLACE);
      continue;
    }
    snapshots.push({ ...readMarketplace(node, id, accounts.get(id), day), sha256 });
  }
  const beyond = metrics.items[MAX_MARKETPLACES];
  if (beyond !== undefined) tell(beyond, TOO_MANY);
  return { snapshots, problems };
}

function readMarketplace(
  node: TreeObject,
  id: string,
  account: string | undefined,
  day: string,
): Omit<HealthReading, 'sha256'> {
  const rating = objectOf(node, 'accountHealthRating');
  const status = (rating && textOf(rating, 'ahrStatus')) ?? account;
  const score = rating && numberOf(rating, 'ahrScore');
  const policies: Policy[] = account === undefined ? [] : [{ name: 'accountStatus', status: account }];
  for (const [name, { value }] of node.members) {
    if (name === 'accountHealthRating' || value.kind !== 'object') continue;
    policies.push(...policiesOf(name, value));
  }
  return {
    marketplace: amazonMarketplace(id)?.marketplace ?? id.slice(0, MAX_NAME),
    at: `${latestDay(node) ?? day}T00:00:00.000Z`,
    ...(status === undefined ? {} : { status }),
    ...(score === undefined ? {} : { score }),
    policies: policies.slice(0, MAX_POLICIES),
  };
}

/** A policy, or the policies of its parts: order defects are told apart by who ships. */
function policiesOf(name: string, node: TreeObject): Policy[] {
  const own = policyOf(name, node);
  if (own !== undefined) return [own];
  return [...node.members].flatMap(([part, { value }]) => {
    const found = value.kind === 'object' ? policyOf(`${name}.${part}`, value) : undefined;
    return found === undefined ? [] : [found];
  });
}

function policyOf(name: string, node: TreeObject): Policy | undefined {
  const status = textOf(node, 'status');
  const defects = numberOf(node, 'defectsCount');
  const target = numberOf(node, 'targetValue');
  if (status === undefined && defects === undefined) return undefined;
  return {
    name: name.slice(0, MAX_NAME),
    ...(status === undefined ? {} : { status }),
    ...(defects === undefined ? {} : { defects }),
    ...(target === undefined ? {} : { target }),
  };
}

/** The last day that any number of a marketplace is about. */
function latestDay(node: TreeObject): string | undefined {
  const days = [...node.members.values()].flatMap(({ value }) => {
    const range = value.kind === 'object' ? objectOf(value, 'reportingDateRange') : undefined;
    const day = (range && textOf(range, 'reportingDateTo'))?.slice(0, 10) ?? '';
    return isDay(day) ? [day] : [];
  });
  return days.sort().at(-1);
}

function accountStatuses(root: TreeObject): ReadonlyMap<string, string> {
  const list = root.members.get('accountStatuses')?.value;
  const found = new Map<string, string>();
  if (list?.kind !== 'array') return found;
  for (const node of list.items.slice(0, MAX_MARKETPLACES)) {
    const id = node.kind === 'object' ? textOf(node, 'marketplaceId') : undefined;
    const status = node.kind === 'object' ? textOf(node, 'status') : undefined;
    if (id !== undefined && status !== undefined) found.set(id, status);
  }
  return found;
}

function objectOf(node: TreeObject, name: string): TreeObject | undefined {
  const value = node.members.get(name)?.value;
  return value?.kind === 'object' ? value : undefined;
}

function textOf(node: TreeObject, name: string): string | undefined {
  const value: TreeNode | undefined = node.members.get(name)?.value;
  if (value?.kind !== 'text' || value.type === 'null') return undefined;
  const text = value.text.trim().slice(0, MAX_NAME);
  return text === '' ? undefined : text;
}

/** Scores are written as texts in some reports and as numbers in others. */
function numberOf(node: TreeObject, name: string): number | undefined {
  const text = textOf(node, name);
  return text !== undefined && /^-?\d{1,12}(?:\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}

const NO_REPORT: Bilingual = {
  en: 'This is no seller performance report: it has no list performanceMetrics. Export GET_V2_SELLER_PERFORMANCE_REPORT again, or give a table with the columns date, marketplace, status, score.',
  zh: '这不是卖家绩效报告：找不到 performanceMetrics 列表。请重新导出 GET_V2_SELLER_PERFORMANCE_REPORT，或使用含 date、marketplace、status、score 列的表格。',
};
const NO_MARKETPLACE: Bilingual = {
  en: 'An entry of performanceMetrics has no marketplaceId, so it was left out.',
  zh: 'performanceMetrics 中有一项没有 marketplaceId，已跳过。',
};
const TOO_MANY: Bilingual = {
  en: `The report names more than ${MAX_MARKETPLACES} marketplaces; from here on nothing was read.`,
  zh: `报告中的站点超过 ${MAX_MARKETPLACES} 个，从此处起未读取。`,
};
