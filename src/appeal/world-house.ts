import { LicenceBook } from '../detectors/image-licences.ts';
import { compileGlob, matchGlob, plainPath } from '../image/rights/path-glob.ts';
import { signOffState, signOffsByListing } from '../ledger/sign-off-state.ts';
import type { Case } from '../model/case-folded.ts';
import type { CaseItem, CaseScan } from '../model/case-item.ts';
import type { CaseAction, CaseContact, CasePolicy, CaseRight, CaseTraining } from '../model/case-record.ts';
import type { CaseSignOffs, CaseWorld, Measure } from '../model/case-world.ts';
import type { RunScope } from '../model/history.ts';
import type { LoggedAction } from '../model/ledger.ts';
import type { WorldSources } from './world-sources.ts';

/*
 * What the ledger and the runs say about the house: who was trained, who was written to, who signed, what was scanned.
 */

/** Runs that are looked at. */
const MAX_RUNS = 200;
/** Sign-offs that are shown one by one; all of them are counted. */
const MAX_ENTRIES = 500;

/** Contacts of the case, and those that name no case with its rights owner. */
export function worldContacts(known: Case, { records }: WorldSources): CaseContact[] {
  const owners = new Set(
    known.notices.flatMap(({ parse: { rightsOwner } }) => [rightsOwner?.name, rightsOwner?.email]).map(plain),
  );
  return (records?.contacts ?? [])
    .filter((one) => one.case === known.id || (one.case === undefined && isOneOf(owners, [one.party, one.address])))
    .map(({ id, proofs, at, direction, channel, party, subject, offered }) => ({
      ref: `contact/${id}`,
      proofs,
      ...{ id, at, direction, channel, party },
      ...(subject === undefined ? {} : { subject }),
      ...(offered === undefined ? {} : { offered }),
    }));
}

/** Trainings of all staff. */
export function worldTrainings(known: Case, { records }: WorldSources): CaseTraining[] {
  return (records?.trainings ?? []).map(({ note: _, case: of, ...training }) => ({
    ref: `training/${training.id}`,
    ...training,
    ofThisCase: of === known.id,
  }));
}

/** Written rules of the house. */
export function worldPolicies({ records }: WorldSources): CasePolicy[] {
  return (records?.policies ?? []).map(({ id, proofs, title, adopted, retired }) => ({
    ref: `policy/${id}`,
    ...{ id, proofs, title, adopted },
    ...(retired === undefined ? {} : { retired }),
  }));
}

/** Actions of the case, and those of the ledger that name it or one of its listings. */
export function worldActions(known: Case, { records }: WorldSources): CaseAction[] {
  const items = new Set(known.items.flatMap(({ id, sku, listing }) => [id, sku, listing?.key]));
  const own = (one: LoggedAction): boolean =>
    one.case === undefined ? one.items.some((item) => items.has(item)) : one.case === known.id;
  const logged = (records?.actions ?? []).filter(own).map(({ id, case: _, ...action }) => ({
    ref: `logged/${id}`,
    id,
    ...action,
  }));
  return [...known.actions, ...logged];
}

/** Reviewers, and how many listings have somebody's word for what they say now. */
export async function worldSignOffs(items: readonly CaseItem[], { records, history }: WorldSources): Promise<CaseSignOffs> {
  const groups = signOffsByListing(records?.signOffs ?? []);
  const standing = new Set<string>();
  const [signed, byTwo] = [new Set<string>(), new Set<string>()];
  const signedOnce = [...groups].flatMap(([name, group]) => group.slice(0, 1).map((first) => ({ name, group, first })));
  const states = (await history?.listingsNamed(signedOnce.map(({ first }) => first))) ?? [];
  for (const [i, { name, group }] of signedOnce.entries()) {
    const state = states[i];
    if (state === undefined || state.goneAt !== undefined) continue;
    const word = signOffState({ contentHash: state.contentHash }, group, records?.reviewers);
    for (const one of word.signed) standing.add(one.id);
    if (word.state === 'signed') signed.add(name);
    if (word.state === 'signed' && word.byTwo) byTwo.add(name);
  }
  const total = (await history?.listings({ gone: false, limit: 1 }))?.total ?? 0;
  const own = new Set(items.flatMap(({ listing }) => (listing === undefined ? [] : [listing.key])));
  const entries = [...(records?.signOffs ?? [])]
    .sort((a, b) => Number(own.has(b.listing)) - Number(own.has(a.listing)) || (a.at < b.at ? 1 : -1))
    .slice(0, MAX_ENTRIES);
  return {
    reviewers: (records?.reviewers ?? []).map(({ id, name, role, from }) => ({
      ref: `reviewer/${id}`,
      proofs: [],
      ...{ id, name, role },
      ...(from === undefined ? {} : { from }),
    })),
    listings: total,
    signed: signed.size,
    signedByTwo: byTwo.size,
    entries: entries.map(({ id, listing, by, at, decision }) => ({
      ref: `sign-off/${id}`,
      proofs: [],
      ...{ listing, by, at, decision },
      valid: standing.has(id),
    })),
  };
}

/** Licences of pictures that listings of the case show, and authorisations for the marks that were named. */
export async function worldRights(known: Case, items: readonly CaseItem[], sources: WorldSources): Promise<CaseRight[]> {
  const { history, licences, authorisations, proofHash } = sources;
  const book = new LicenceBook(licences);
  const covered = new Map<string, string[]>();
  const linked =
    licences.length === 0 ? [] : items.flatMap(({ id, listing }) => (listing === undefined ? [] : [{ id, listing }]));
  const names = linked.map(({ listing: { key, marketplace } }) => ({ listing: key, marketplace }));
  const versions = (await history?.versionsNamed(names)) ?? [];
  for (const [i, { id }] of linked.entries()) {
    const newest = versions[i]?.[0];
    const found = (newest?.images ?? []).flatMap(({ slot, src, sha256 }) =>
      book.find({ slot, src, place: NOWHERE }, sha256 === undefined ? [] : [sha256]),
    );
    for (const licence of new Set(found)) covered.set(licence.id, [...(covered.get(licence.id) ?? []), id]);
  }
  const terms = new Set(known.notices.flatMap(({ parse }) => [...parse.assertedTerms, parse.rightsOwner?.name]).map(plain));
  return [
    ...licences.flatMap((licence) => {
      const own = covered.get(licence.id);
      return own === undefined ? [] : [rightOf('licence', licence, licence.owner, own, proofHash)];
    }),
    ...authorisations.flatMap((one) => {
      const globs = one.listings.map(compileGlob);
      const isNamed = terms.has(plain(one.brand));
      // A notice of a whole account names no marks; then a letter counts for the listings that it names itself.
      const fits = (key: string): boolean =>
        globs.length === 0 ? isNamed : globs.some((glob) => matchGlob(glob, plainPath(key)));
      const own = items.filter(({ id, listing }) => fits(listing?.key ?? id)).map(({ id }) => id);
      return own.length === 0 && !isNamed ? [] : [rightOf('authorisation', one, one.brand, own, proofHash)];
    }),
  ];
}

/** Runs since well before the first notice, oldest first. */
export async function worldScans({ history, asOf, rules }: WorldSources): Promise<CaseScan[]> {
  if (history === undefined) return [];
  const runs = await history.runs({ to: `${asOf}T23:59:59.999Z`, limit: MAX_RUNS });
  const now = (await history.listings({ gone: false, limit: 1 })).total;
  return [...runs].reverse().map(({ id, endedAt, version, scope, listings, counts, review }) => ({
    ref: `scan/${id}`,
    proofs: [],
    ...{ id, at: endedAt, version, listings },
    kinds: kindsLookedFor(scope, rules),
    catalogue: scope.whole ? listings : Math.max(now, listings),
    open: counts.error + counts.warning + counts.note + review,
    ...{ whole: scope.whole, complete: scope.complete, images: scope.images },
  }));
}

const ON_PICTURES: ReadonlySet<string> = new Set(['image-match', 'image-rights', 'image-spec']);
/** Kinds of rules that find nothing without a library of what others own, by what of it they need. */
const NEEDS_LIBRARY: ReadonlyMap<string, keyof NonNullable<RunScope['library']>> = new Map([
  ['copied-text', 'texts'],
  ['image-match', 'pictures'],
  ['register-marks', 'registers'],
]);

/** What a run looked for: a kind of rule that had nothing to compare with looked for nothing. */
function kindsLookedFor({ rules: ids, images, library }: RunScope, rules: WorldSources['rules']): string[] {
  const kinds = new Set(ids.flatMap((id) => rules.get(id)?.kind ?? []));
  return [...kinds]
    .filter((kind) => images || !ON_PICTURES.has(kind))
    .filter((kind) => {
      const need = NEEDS_LIBRARY.get(kind);
      return need === undefined || (library?.[need] ?? 0) > 0;
    })
    .sort();
}

/** How many pictures have a licence entry, as the control log of the step that asks for it counts them. */
export function licensedImages(measures: readonly Measure[]): CaseWorld['licensedImages'] {
  const control = measures.find((measure) => measure.control?.kind === 'licence')?.control;
  return { covered: control?.done ?? 0, of: control?.of ?? 0 };
}

const NOWHERE = { runs: [] };

interface Paper {
  readonly id: string;
  readonly kind: string;
  readonly proof?: string;
  readonly proofFound: boolean;
  readonly proofChanged?: true;
  readonly validFrom?: string;
  readonly validTo?: string;
}

function rightOf(
  what: string,
  paper: Paper,
  owner: string,
  items: readonly string[],
  proofHash: WorldSources['proofHash'],
): CaseRight {
  const { id, kind, proof, proofFound, proofChanged, validFrom, validTo } = paper;
  const changed = proofChanged === undefined ? {} : { changed: proofChanged };
  // Without a hash no annex can name the file.
  const sha256 = proof !== undefined && proofFound ? proofHash?.(proof) : undefined;
  const hash = sha256 === undefined ? {} : { sha256 };
  return {
    ref: `${what}/${id}`,
    proofs: proof === undefined ? [] : [{ path: proof, found: proofFound, ...hash, ...changed }],
    ...{ id, kind, owner, items },
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
  };
}

function isOneOf(names: ReadonlySet<string>, given: readonly (string | undefined)[]): boolean {
  return given.map(plain).some((one) => one !== '' && names.has(one));
}

function plain(text: string | undefined): string {
  return (text ?? '').normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
