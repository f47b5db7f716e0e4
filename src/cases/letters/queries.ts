import type { LetterQuery, ToldAction } from '../../model/letter-query-names.ts';
import type { Facing } from './facing.ts';
import type { Row, Scope } from './row.ts';
import { causeRows, knownBeforeRows } from './rows-causes.ts';
import {
  changeRows,
  doneRows,
  findingRows,
  fixedRows,
  plannedRows,
  rescanRows,
  unfixedRows,
  wholeScanRows,
} from './rows-deeds.ts';
import {
  contactsInRows,
  contactsOutRows,
  evidenceRows,
  licenceRows,
  nextTrainingRows,
  offerRows,
  originalRows,
  paperRows,
  policyRows,
  reviewerRows,
  secondPersonRows,
  signOffRows,
  trainingRows,
} from './rows-house.ts';
import { materialRows } from './rows-material.ts';
import { adoptedRows, copyRows, groundRows, inForceRows, measureRows } from './rows-measures.ts';
import {
  askedRows,
  assessedRows,
  courtRows,
  deadlineRows,
  itemRows,
  letterBeforeRows,
  noticeRows,
  sellerRows,
  todayRows,
} from './rows-notice.ts';
import { rightRows, rightsApartRows } from './rows-rights.ts';

type Ask = (facing: Facing, scope: Scope) => Row[];

const done =
  (kind: ToldAction | 'personnel'): Ask =>
  (facing, scope) =>
    doneRows(facing, scope, kind);
const plan =
  (kind: ToldAction): Ask =>
  (facing, scope) =>
    plannedRows(facing, scope, kind);

const QUERIES: Readonly<Record<LetterQuery, Ask>> = {
  seller: sellerRows,
  notice: noticeRows,
  items: itemRows,
  today: todayRows,
  causes: causeRows,
  asked: askedRows,
  'letter-before': letterBeforeRows,
  // Who swore is known for a letter only: `draft.ts` has the row.
  sworn: () => [],
  material: materialRows,
  assessed: assessedRows,
  'known-before': knownBeforeRows,
  findings: findingRows,
  fixed: fixedRows,
  unfixed: unfixedRows,
  changes: changeRows,
  rescan: rescanRows,
  'scan-whole': wholeScanRows,
  'contacts-out': contactsOutRows,
  'contacts-in': contactsInRows,
  offers: offerRows,
  trainings: trainingRows,
  'training-next': nextTrainingRows,
  policies: policyRows,
  reviewers: reviewerRows,
  'sign-offs': signOffRows,
  'second-person': secondPersonRows,
  licences: licenceRows,
  rights: rightRows,
  'rights-apart': rightsApartRows,
  'in-force': inForceRows,
  adopted: adoptedRows,
  originals: originalRows,
  papers: paperRows,
  evidence: (facing, scope) => evidenceRows(facing, scope),
  copies: groundRows,
  'copies-amazon': (facing) => copyRows(facing, 'amazon'),
  'copies-alibaba': (facing) => copyRows(facing, 'alibaba'),
  'copies-tiktok': (facing) => copyRows(facing, 'tiktok'),
  'copies-ebay': (facing) => copyRows(facing, 'ebay'),
  'copies-host': (facing) => copyRows(facing, 'host'),
  court: courtRows,
  deadlines: deadlineRows,
  measures: measureRows,
  'done-remove-image': done('remove-image'),
  'done-replace-image': done('replace-image'),
  'done-edit-text': done('edit-text'),
  'done-close-offer': done('close-offer'),
  'done-delete-listing': done('delete-listing'),
  'done-remove-inventory': done('remove-inventory'),
  'done-check-catalogue': done('check-catalogue'),
  'done-acknowledge': done('acknowledge'),
  'done-get-licence': done('get-licence'),
  'done-get-authorisation': done('get-authorisation'),
  'done-lawyer': done('lawyer'),
  'done-personnel': done('personnel'),
  'plan-remove-image': plan('remove-image'),
  'plan-replace-image': plan('replace-image'),
  'plan-edit-text': plan('edit-text'),
  'plan-close-offer': plan('close-offer'),
  'plan-delete-listing': plan('delete-listing'),
  'plan-remove-inventory': plan('remove-inventory'),
  'plan-check-catalogue': plan('check-catalogue'),
  'plan-acknowledge': plan('acknowledge'),
  'plan-get-licence': plan('get-licence'),
  'plan-get-authorisation': plan('get-authorisation'),
  'plan-lawyer': plan('lawyer'),
};

/** The rows of a query, in the order in which they are told; each query is asked once for a scope. */
export class Answers {
  readonly facing: Facing;
  readonly #kept = new Map<Scope, Map<LetterQuery, readonly Row[]>>();

  constructor(facing: Facing) {
    this.facing = facing;
  }

  /** Rows of records only: no row is made up where there is none. */
  ask(query: LetterQuery, scope: Scope = EVERYTHING): readonly Row[] {
    const kept = this.#kept.get(scope) ?? new Map<LetterQuery, readonly Row[]>();
    this.#kept.set(scope, kept);
    const known = kept.get(query);
    if (known !== undefined) return known;
    const rows = QUERIES[query](this.facing, scope);
    kept.set(query, rows);
    return rows;
  }

  /** What every query tells of this world: facts by name. */
  facts(): ReadonlyMap<string, ReadonlySet<string>> {
    const facts = new Map<string, Set<string>>();
    for (const query of Object.keys(QUERIES) as LetterQuery[]) {
      for (const { name, value } of this.ask(query).flatMap((row) => row.facts)) {
        const values = facts.get(name) ?? new Set<string>();
        facts.set(name, values.add(value));
      }
    }
    return facts;
  }
}

/** No narrowing. */
const EVERYTHING: Scope = {};
