import type { ProofFile } from '../model/ledger.ts';
import type { Bilingual } from '../model/text.ts';
import type { ControlLog } from './control-log.ts';
import type { LibraryPart, MeasureStep } from './measure-steps.ts';

/*
 * What the control log proves of a step: how often, of how much, when last.
 */

/** A step's control as it was counted. */
export interface Counted {
  readonly kind: string;
  readonly done: number;
  readonly of: number;
  /** Absent when nothing was recorded. */
  readonly lastAt?: string;
  /** Whether it holds as long as nothing changes, so that it need not have happened lately. */
  readonly lasting: boolean;
  /** Until when the last one counts, where that was planned. */
  readonly until?: string;
  /** Whether something shows that it was done once. */
  readonly held: boolean;
  /** Why what was recorded proves nothing, where that can be told. */
  readonly lack?: Bilingual;
  /** Whether what is not done speaks against the step: `of` is everything that there is. */
  readonly whole: boolean;
  /** The newest first. */
  readonly refs: readonly string[];
  /** What was counted, for people: `listings`, `pictures` … */
  readonly what: Bilingual;
}

/** The days that count, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Counts what proves a step; undefined when it is proved by nothing but the files that its adoption names. */
export function countControl(step: MeasureStep, log: ControlLog, days: Days): Counted | undefined {
  const count = Object.hasOwn(CONTROLS, step.proof ?? '') ? CONTROLS[step.proof ?? ''] : undefined;
  return count?.(step, log, days);
}

/** Counts the files that an adoption names. */
export function countFiles(kind: string, proofs: readonly ProofFile[], adopted: string): Counted {
  const whole = proofs.filter(({ found, changed }) => found && changed !== true);
  return {
    kind,
    done: whole.length,
    of: proofs.length,
    ...(whole.length === 0 ? {} : { lastAt: adopted }),
    lasting: true,
    held: proofs.length > 0,
    whole: true,
    refs: whole.map(({ path }) => `file/${path}`),
    what: { en: 'proof files', zh: '证明文件' },
  };
}

type Control = (step: MeasureStep, log: ControlLog, days: Days) => Counted;

const CONTROLS: Readonly<Record<string, Control>> = {
  'scan-coverage': countScans,
  'sign-off': countSignOffs,
  licence: countLicences,
  authorisation: countAuthorisations,
  training: countTrainings,
  'rule-changes': countRuleChanges,
  'version-diff': countCorrections,
};

type LoggedRun = ControlLog['runs'][number];

/** Runs that looked at every listing by all rules of the step. What other runs met since then counts when they ran these rules too. */
function countScans({ rules }: MeasureStep, { runs, catalogue, met }: ControlLog, { from }: Days): Counted {
  const ran = runs.filter((run) => fits(run, rules));
  const whole = ran.filter(({ scope }) => scope.whole);
  const complete = whole.filter(({ scope }) => scope.complete);
  const [newest] = complete;
  const of = catalogue?.listings ?? 0;
  const inDays = ({ endedAt }: LoggedRun): boolean => dayOf(endedAt) >= from;
  const alike = ran.filter(inDays).length === runs.filter(inDays).length;
  const done = newest === undefined ? 0 : alike ? Math.min(met(from), of) : Math.min(newest.listings, of);
  const lack = newest === undefined ? lackOf(runs, ran, whole, rules) : undefined;
  return {
    kind: 'scan-coverage',
    done,
    of,
    ...(newest === undefined ? {} : { lastAt: newest.endedAt }),
    lasting: false,
    held: newest !== undefined,
    ...(lack === undefined ? {} : { lack }),
    whole: true,
    refs: complete.filter(inDays).map(({ id }) => `scan/${id}`),
    what: { en: 'listings scanned', zh: '已扫描 Listing' },
  };
}

function fits({ scope }: LoggedRun, rules: MeasureStep['rules']): boolean {
  const ran = new Set(scope.rules);
  return (
    (scope.images || !rules.some(({ pictures }) => pictures)) &&
    (scope.ocr || !rules.some(({ pictureText }) => pictureText)) &&
    rules.every(({ id }) => ran.has(id)) &&
    emptyPart(scope, rules) === undefined
  );
}

/** The part of the library that a step compares with and that a run did not have; a step that does more than comparing needs none. */
function emptyPart({ library }: LoggedRun['scope'], rules: MeasureStep['rules']): LibraryPart | undefined {
  if (rules.length === 0 || rules.some(({ compares }) => compares === undefined)) return undefined;
  return rules.map(({ compares }) => compares).find((part) => part !== undefined && (library?.[part] ?? 0) === 0);
}

/** Why runs that there were do not count. */
function lackOf(
  runs: readonly LoggedRun[],
  ran: readonly LoggedRun[],
  whole: readonly LoggedRun[],
  rules: MeasureStep['rules'],
): Bilingual | undefined {
  const [incomplete] = whole;
  if (incomplete !== undefined) {
    const { problems, endedAt } = incomplete;
    return {
      en: `The scan of ${dayOf(endedAt)} could not read everything (${problems} ${problems === 1 ? 'problem' : 'problems'}), so it does not cover every listing.`,
      zh: `${dayOf(endedAt)} 的扫描有 ${problems} 处内容无法读取，不能算覆盖全部 Listing。`,
    };
  }
  const [partial] = ran;
  if (partial !== undefined) {
    return {
      en: `No recorded scan looked at the whole folder; the newest one, of ${dayOf(partial.endedAt)}, looked at a part of it.`,
      zh: `没有覆盖整个文件夹的扫描记录；最近一次（${dayOf(partial.endedAt)}）只扫描了一部分。`,
    };
  }
  const [last] = runs;
  if (last === undefined) return undefined;
  const part = emptyPart(last.scope, rules);
  if (part !== undefined) return { en: NO_LIBRARY[part].en, zh: NO_LIBRARY[part].zh };
  return {
    en: 'No recorded scan ran all rules of this step, with pictures (and the text in them) where they need them.',
    zh: '没有一次扫描记录运行了该措施的全部规则（需要时还应检查图片及图中文字）。',
  };
}

const NO_LIBRARY: Readonly<Record<LibraryPart, Bilingual>> = {
  texts: {
    en: 'The scans had no texts of others to compare with: name a library (references) and fill it (preclear refs add).',
    zh: '扫描时没有可比对的他人文案：请在配置中指定 references，并用 preclear refs add 入库。',
  },
  pictures: {
    en: 'The scans had no pictures of others to compare with: name a library (references) and fill it (preclear refs add).',
    zh: '扫描时没有可比对的他人图片：请在配置中指定 references，并用 preclear refs add 入库。',
  },
  registers: {
    en: 'The scans had no trademark register to compare with: import one (preclear refs import).',
    zh: '扫描时没有可比对的商标注册簿：请用 preclear refs import 导入。',
  },
};

function countSignOffs(_step: MeasureStep, { catalogue, signOffs }: ControlLog): Counted {
  const [newest] = signOffs.standing;
  return {
    kind: 'sign-off',
    done: signOffs.signed,
    of: catalogue?.listings ?? 0,
    ...(newest === undefined ? {} : { lastAt: newest.at }),
    lasting: true,
    held: signOffs.signed + signOffs.void > 0,
    whole: true,
    refs: signOffs.standing.map(({ id }) => `sign-off/${id}`),
    what: { en: 'listings signed off as they are now', zh: '当前内容已签核的 Listing' },
  };
}

/** Pictures of which no rule of the ledger complains, of all pictures that listings show. */
function countLicences({ rules }: MeasureStep, { runs, catalogue, standing }: ControlLog, { from }: Days): Counted {
  const entry = rules.filter(({ licences }) => licences === 'no-entry');
  const counting = entry.length > 0 ? entry : rules.filter(({ licences }) => licences === 'no-proof');
  // Only a run that looked at all pictures by these rules knows which have no entry.
  const looked = runs.filter(
    ({ scope }) => scope.whole && scope.images && counting.every(({ id }) => scope.rules.includes(id)),
  );
  const [newest] = looked;
  const pictures = catalogue?.pictures ?? 0;
  const without = counting.reduce((sum, { id }) => sum + (standing.get(id) ?? 0), 0);
  return {
    kind: 'licence',
    done: newest === undefined ? 0 : Math.max(0, pictures - without),
    of: pictures,
    ...(newest === undefined ? {} : { lastAt: newest.endedAt }),
    lasting: false,
    held: newest !== undefined && without < pictures,
    whole: true,
    refs: looked.filter(({ endedAt }) => dayOf(endedAt) >= from).map(({ id }) => `scan/${id}`),
    what: { en: 'pictures with a licence entry that holds', zh: '有有效授权登记的图片' },
  };
}

/** Brands with an authorisation that holds, of all brands in the ledger; a letter that was renewed needs no second look at the old one. */
function countAuthorisations(_step: MeasureStep, { authorisations }: ControlLog, { to }: Days): Counted {
  const begun = authorisations.filter(({ validFrom }) => validFrom === undefined || validFrom <= to);
  const holding = begun.filter(({ validTo, proofFound }) => proofFound && (validTo === undefined || to <= validTo));
  const brands = (rows: typeof begun): Set<string> => new Set(rows.map(({ brand }) => brand.normalize('NFKC').toLowerCase()));
  return {
    kind: 'authorisation',
    done: brands(holding).size,
    of: brands(begun).size,
    ...(holding.length === 0 ? {} : { lastAt: to }),
    lasting: true,
    held: begun.some(({ proofFound }) => proofFound),
    whole: true,
    refs: holding.map(({ id }) => `authorisation/${id}`),
    what: { en: 'brands with a letter that is there and holds', zh: '授权书在档且有效的品牌' },
  };
}

/** Trainings up to the day; with a test, where the step promises one. */
function countTrainings({ step }: MeasureStep, { trainings }: ControlLog, { from, to }: Days): Counted {
  const given = trainings.filter(({ date }) => date <= to).toSorted((a, b) => (a.date < b.date ? 1 : -1));
  const held = /\bwith a test\b/i.test(step.en) ? given.filter(({ test }) => test !== undefined) : given;
  const recent = held.filter(({ date }) => date >= from);
  const [newest] = held;
  const [untested] = given;
  return {
    kind: 'training',
    done: recent.length,
    of: recent.length,
    ...(newest === undefined ? {} : { lastAt: newest.date }),
    ...(newest?.next === undefined ? {} : { until: newest.next }),
    lasting: false,
    held: newest !== undefined,
    ...(newest !== undefined || untested === undefined ? {} : { lack: withoutTest(untested.date) }),
    whole: false,
    refs: (recent.length > 0 ? recent : held.slice(0, 1)).map(({ id }) => `training/${id}`),
    what: { en: 'trainings', zh: '次培训' },
  };
}

function withoutTest(date: string): Bilingual {
  return {
    en: `The step promises a test, and the training of ${date} was entered without one.`,
    zh: `该措施要求考核，而 ${date} 的培训没有登记考核结果。`,
  };
}

/** Runs whose rule packs are others than those of the run before. */
function countRuleChanges(_step: MeasureStep, { runs }: ControlLog, { from }: Days): Counted {
  const packs = runs.map((run) =>
    run.packs
      .map(({ id, version }) => `${id}@${version}`)
      .toSorted()
      .join(' '),
  );
  const changes = runs.filter((_, i) => i + 1 < runs.length && packs[i] !== packs[i + 1]);
  const recent = changes.filter(({ endedAt }) => dayOf(endedAt) >= from);
  const [newest] = changes;
  return {
    kind: 'rule-changes',
    done: recent.length,
    of: recent.length,
    ...(newest === undefined ? {} : { lastAt: newest.endedAt }),
    lasting: false,
    held: newest !== undefined,
    whole: false,
    refs: recent.map(({ id }) => `scan/${id}`),
    what: { en: 'changes of the rules', zh: '次规则更新' },
  };
}

function countCorrections({ rules }: MeasureStep, { corrected, standing }: ControlLog): Counted {
  const ended = rules.flatMap(({ id }) => corrected.get(id) ?? []);
  const done = ended.reduce((sum, { count }) => sum + count, 0);
  const open = rules.reduce((sum, { id }) => sum + (standing.get(id) ?? 0), 0);
  const lastAt = ended
    .map((one) => one.lastAt)
    .toSorted()
    .at(-1);
  return {
    kind: 'version-diff',
    done,
    of: done + open,
    ...(lastAt === undefined ? {} : { lastAt }),
    lasting: false,
    held: lastAt !== undefined,
    whole: false,
    refs: [],
    what: { en: 'findings corrected', zh: '个问题已修正' },
  };
}

/** The day of a moment. */
export function dayOf(moment: string): string {
  return moment.slice(0, 10);
}
