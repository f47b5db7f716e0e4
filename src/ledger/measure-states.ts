import type { MeasureState } from '../model/case.ts';
import type { Measure } from '../model/case-world.ts';
import { dayAfter, daysBetween } from '../model/day.ts';
import type { AdoptedMeasure } from '../model/ledger.ts';
import type { Bilingual } from '../model/text.ts';
import type { ControlLog } from './control-log.ts';
import { type Counted, countControl, countFiles, type Days, dayOf } from './measure-controls.ts';
import type { MeasureStep } from './measure-steps.ts';

/** How many days back a proof may lie. */
export const PROOF_DAYS = 30;
/** Refs that a measure names. */
const MOST_REFS = 20;

/** What the states of measures are made of. */
export interface MeasureQuestion {
  readonly steps: readonly MeasureStep[];
  /** Rows of the ledger, in the order of its files. */
  readonly adopted: readonly AdoptedMeasure[];
  readonly control: ControlLog;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  /** See `PROOF_DAYS`. */
  readonly days?: number;
}

/**
 * How far every prevention step has come. In force is what somebody adopted and the control log proves: at least once in the last days, and
 * where the step says all or every, without a gap. Broken is what was in force and is not any more: the last proof is too old, or there is a
 * gap although the step was adopted before the days that count. Steps of the ledger that no rule asks for come last.
 */
export function measureStates({ steps, adopted, control, asOf, days = PROOF_DAYS }: MeasureQuestion): Measure[] {
  const window = proofWindow(asOf, days);
  const rows = new Map<string, AdoptedMeasure>();
  for (const row of adopted) {
    const known = rows.get(row.step);
    if (known === undefined || comesAfter(row, known, asOf)) rows.set(row.step, row);
  }
  const unknown = [...rows.values()].filter(({ step }) => !steps.some(({ id }) => id === step)).map(stepOf);
  return [...steps, ...unknown].map((step) => stateOf(step, rows.get(step.id), control, window));
}

/** The days in which a proof may lie, both included. @param days how many. */
export function proofWindow(asOf: string, days: number = PROOF_DAYS): Days {
  return { from: dayAfter(asOf, 1 - Math.max(1, days)), to: asOf };
}

/** Whether a row of a step counts before another: the newest that has begun, else the first that will. */
function comesAfter(row: AdoptedMeasure, other: AdoptedMeasure, asOf: string): boolean {
  if (other.adopted > asOf) return row.adopted <= asOf || row.adopted < other.adopted;
  return row.adopted <= asOf && row.adopted >= other.adopted;
}

/** A step of the seller's own, which no rule asks for; only files can prove it. */
function stepOf({ step, note }: AdoptedMeasure): MeasureStep {
  const text = note ?? step;
  return { id: step, stage: 'prevent', step: { en: text, zh: text }, rules: [] };
}

function stateOf(step: MeasureStep, row: AdoptedMeasure | undefined, control: ControlLog, days: Days): Measure {
  // A step is not controlled before somebody adopted it.
  const own = { from: countedSince(row, days), to: days.to };
  const counted =
    countControl(step, control, own) ?? countFiles(step.proof ?? 'files', row?.proofs ?? [], row?.adopted ?? days.to);
  const { state, why } = judge(step, row, counted, days);
  return {
    ref: row === undefined ? `step/${step.id}` : `measure/${row.id}`,
    proofs: row?.proofs ?? [],
    step: step.id,
    text: step.step,
    stage: step.stage,
    rules: step.rules.map(({ id }) => id).toSorted(),
    state,
    ...(row === undefined ? {} : { adopted: row.adopted, owner: row.owner }),
    ...(step.proof === undefined ? {} : { proof: step.proof }),
    control: {
      kind: counted.kind,
      done: counted.done,
      of: counted.of,
      ...own,
      ...(counted.lastAt === undefined ? {} : { lastAt: counted.lastAt }),
      times: counted.refs.length,
      refs: counted.refs.slice(0, MOST_REFS),
    },
    ...(why === undefined ? {} : { why }),
  };
}

/** The first day that counts for a step. */
export function countedSince(row: Pick<AdoptedMeasure, 'adopted'> | undefined, { from, to }: Days): string {
  return row !== undefined && row.adopted > from && row.adopted <= to ? row.adopted : from;
}

function judge(
  step: MeasureStep,
  row: AdoptedMeasure | undefined,
  counted: Counted,
  days: Days,
): { readonly state: MeasureState; readonly why?: Bilingual } {
  if (row === undefined || row.adopted > days.to) return { state: 'proposed' };
  if (row.retired !== undefined && row.retired <= days.to) return { state: 'retired' };
  const { lastAt, held, lasting, whole, done, of } = counted;
  const early = row.adopted < days.from;
  if (lastAt === undefined || (whole && of === 0) || (!lasting && dayOf(lastAt) < row.adopted)) {
    return { state: held && lasting && early ? 'broken' : 'adopted', why: counted.lack ?? noProof(counted, row) };
  }
  if (isOld(counted, lastAt, days)) return { state: 'broken', why: tooOld(lastAt, days) };
  if (!whole || done >= of || (done > 0 && !saysEvery(step))) return { state: 'in-force' };
  return { state: held && early ? 'broken' : 'adopted', why: gap(counted, lastAt) };
}

function isOld({ lasting, until }: Counted, lastAt: string, { from, to }: Days): boolean {
  if (lasting || dayOf(lastAt) >= from) return false;
  return until === undefined || until < to;
}

/** Whether a step promises something of all there is. */
function saysEvery({ step }: MeasureStep): boolean {
  return /\b(?:every|all|each|no|only|always|never)\b/i.test(step.en);
}

function noProof({ what, of }: Counted, { adopted }: AdoptedMeasure): Bilingual {
  if (of > 0) return { en: `Not one of ${of}: ${what.en}.`, zh: `${what.zh}：${of} 个中一个也没有。` };
  return {
    en: `Nothing was recorded since it was adopted on ${adopted} (${what.en}).`,
    zh: `自 ${adopted} 采纳以来没有任何记录（${what.zh}）。`,
  };
}

function tooOld(lastAt: string, { from, to }: Days): Bilingual {
  const ago = daysBetween(dayOf(lastAt), to);
  return {
    en: `The last proof is of ${dayOf(lastAt)}, ${ago} days ago; it may not be older than ${from}.`,
    zh: `最近一次记录为 ${dayOf(lastAt)}，已过 ${ago} 天；记录不得早于 ${from}。`,
  };
}

function gap({ done, of, what }: Counted, lastAt: string): Bilingual {
  return {
    en: `${what.en}: ${done} of ${of}, ${of - done} missing (as of ${dayOf(lastAt)}).`,
    zh: `${what.zh}：${of} 个中有 ${done} 个，缺 ${of - done} 个（截至 ${dayOf(lastAt)}）。`,
  };
}
