import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { caseDeadlines } from '../cases/case-deadlines.ts';
import type { Case } from '../model/case-folded.ts';
import type { CaseEvidence, CaseTrace } from '../model/case-record.ts';
import { caseTraces } from '../model/case-trace.ts';
import type { CaseWorld } from '../model/case-world.ts';
import { UsageError } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import { openCase } from './case-folder.ts';
import { ProofsOnDisk } from './proofs-on-disk.ts';
import {
  licensedImages,
  worldActions,
  worldContacts,
  worldPolicies,
  worldRights,
  worldScans,
  worldSignOffs,
  worldTrainings,
} from './world-house.ts';
import { worldItems } from './world-items.ts';
import type { WorldSources } from './world-sources.ts';

/*
 * A case's log joined with ledger, history and git.
 */

/** A world, and what of the case could not be read. */
export interface OpenWorld {
  readonly world: CaseWorld;
  readonly known: Case;
  readonly problems: readonly Problem[];
}

/** Opens the world of a case. Throws UsageError when there is no such case, or a newer preclear wrote it. */
export async function openWorld(id: string, sources: WorldSources): Promise<OpenWorld> {
  const { known, folder, problems } = openCase(sources.cases, id);
  const disk = new ProofsOnDisk(folder);
  const actions = worldActions(known, sources);
  const items = await worldItems(known, actions, sources);
  const evidence = disk.checked(known.evidence);
  const faults: Problem[] = [];
  const { claim } = known;
  const world: CaseWorld = {
    asOf: sources.asOf,
    caseId: id,
    state: known.state,
    openedAt: known.openedAt,
    seller: sources.seller,
    notices: disk.checked(known.notices),
    ...(claim === undefined ? {} : { claim: { ref: `claim/${claim.id}`, proofs: [], ...claim } }),
    items,
    deadlines: caseDeadlines(known, sources.asOf),
    actions: [...disk.checked(actions.slice(0, known.actions.length)), ...actions.slice(known.actions.length)],
    evidence,
    contacts: worldContacts(known, sources),
    trainings: worldTrainings(known, sources),
    policies: worldPolicies(sources),
    signOffs: await worldSignOffs(items, sources),
    rights: await worldRights(known, items, sources),
    licensedImages: licensedImages(sources.measures),
    scans: await worldScans(sources),
    rootCauses: known.rootCauses,
    measures: sources.measures,
    assertions: known.assertions,
    sent: disk.checked(known.sent),
    traces: tracesOf(folder, evidence, faults),
    asked: askedIn(known),
  };
  return { world, known, problems: [...problems, ...(sources.records?.problems ?? []), ...faults] };
}

/** What the last answer that asks for anything asks for. */
function askedIn(known: Case): CaseWorld['asked'] {
  const last = [...known.answers].reverse().find(({ asked }) => asked.length > 0);
  if (last === undefined) return [];
  return last.asked.map((point, at) => ({ ref: `asked/${last.id}.${at + 1}`, proofs: [], ...point }));
}

/** Largest trace that is read, bytes: it is held in memory as a whole. */
const MAX_TRACE = 64 * 1024 * 1024;

function tracesOf(folder: string, evidence: readonly CaseEvidence[], faults: Problem[]): CaseTrace[] {
  return evidence.flatMap(({ id, kind, proofs }) => {
    const path = kind === 'trace-folder' ? proofs.find((proof) => /(?:^|\/)trace\.json$/.test(proof.path))?.path : undefined;
    if (path === undefined) return [];
    const file = join(folder, path);
    try {
      return caseTraces(readTrace(file), { id, proofs });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      faults.push({ file, reason: { en: error.message, zh: error.zh } });
      return [];
    }
  });
}

/** The file may be gone, cut off or anything else by now. Throws UsageError. */
function readTrace(file: string): unknown {
  try {
    if (statSync(file).size <= MAX_TRACE) return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new UsageError(NO_TRACE, { cause });
  }
  throw new UsageError(NO_TRACE);
}

const NO_TRACE = {
  en: 'This trace cannot be read, so no letter rests on it. Add the evidence folder again.',
  zh: '无法读取该取证结果，任何信件都不会引用它。请重新添加证据文件夹。',
};
