import { hash } from 'node:crypto';
import type { Reviewer, SignOff } from '../model/ledger.ts';

/** A sign-off with the id that it has by what it says. */
export function makeSignOff(signOff: Omit<SignOff, 'id'>): SignOff {
  const { listing, marketplace, contentHash, by, decision, at } = signOff;
  const said = JSON.stringify([marketplace, listing, contentHash, by, decision, at]);
  return { id: `S-${hash('sha256', said, 'hex').slice(0, 16)}`, ...signOff };
}

/** What a listing says now. */
export interface SignedContent {
  /** `contentHash` of the listing. */
  readonly contentHash: string;
  /** When it began to say so, as far as is known. */
  readonly since?: string;
}

/** Whether a listing, as it is now, may go live by the word of people. */
export interface SignOffState {
  /** `void`: it was signed, and says something else now. `rejected`: somebody's last word on it is no. */
  readonly state: 'unsigned' | 'signed' | 'rejected' | 'void';
  /** Who stands for the present content: the last word of each person, oldest first. */
  readonly signed: readonly SignOff[];
  /** Who said no to it. */
  readonly rejected: readonly SignOff[];
  /** Approvals of what it said before, oldest first. */
  readonly void: readonly SignOff[];
  /** Since when the approvals are void, where it is known when the content changed. */
  readonly voidSince?: string;
  /** Whether two different people stand for it. */
  readonly byTwo: boolean;
}

/**
 * How a listing's sign-offs stand to what it says now.
 * @param signOffs of this listing on this marketplace, in any order.
 * @param reviewers when given, the word of somebody who was not among them on that day does not count.
 */
export function signOffState(
  content: SignedContent,
  signOffs: readonly SignOff[],
  reviewers?: readonly Reviewer[],
): SignOffState {
  const isPresent = ({ signOff }: { readonly signOff: SignOff }): boolean => signOff.contentHash === content.contentHash;
  const words = signOffs
    .map((signOff) => ({ signOff, person: personOf(signOff, reviewers) }))
    .filter(({ person }) => person !== undefined)
    .toSorted(({ signOff: a }, { signOff: b }) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const last = new Map(words.filter(isPresent).map(({ person, signOff }) => [person, signOff]));
  const standing = words.filter(({ person, signOff }) => last.get(person) === signOff).map(({ signOff }) => signOff);
  const signed = standing.filter(({ decision }) => decision === 'approved');
  const rejected = standing.filter(({ decision }) => decision === 'rejected');
  const old = words.filter((word) => !isPresent(word) && word.signOff.decision === 'approved').map(({ signOff }) => signOff);
  const state = rejected.length > 0 ? 'rejected' : signed.length > 0 ? 'signed' : old.length > 0 ? 'void' : 'unsigned';
  const { since } = content;
  return {
    state,
    signed,
    rejected,
    void: old,
    ...(old.length > 0 && since !== undefined ? { voidSince: since } : {}),
    byTwo: signed.length > 1,
  };
}

/** Who signed, whether by name or by id; undefined when it counts for nothing. */
function personOf({ by, at }: SignOff, reviewers: readonly Reviewer[] | undefined): string | undefined {
  if (reviewers === undefined) return plainPerson(by);
  const reviewer = reviewerNamed(reviewers, by, at.slice(0, 10));
  return reviewer === undefined ? undefined : plainPerson(reviewer.name);
}

/** The reviewer of a name or id who had the duty on a day; undefined when there is none. */
export function reviewerNamed(reviewers: readonly Reviewer[], nameOrId: string, day: string): Reviewer | undefined {
  const wanted = plainPerson(nameOrId);
  return reviewers.find(
    ({ id, name, from, to }) =>
      (plainPerson(name) === wanted || plainPerson(id) === wanted) &&
      (from === undefined || from <= day) &&
      (to === undefined || day <= to),
  );
}

/** A person's name without what people vary: case, width, spaces. */
function plainPerson(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** The name of a listing on a marketplace, for looking up its sign-offs. */
export function signedListing({ listing, marketplace }: Pick<SignOff, 'listing' | 'marketplace'>): string {
  return `${marketplace.toLowerCase()}\n${listing}`;
}

/** Sign-offs by the listing that they are about. */
export function signOffsByListing(signOffs: readonly SignOff[]): ReadonlyMap<string, readonly SignOff[]> {
  const groups = new Map<string, SignOff[]>();
  for (const signOff of signOffs) {
    const name = signedListing(signOff);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [signOff]);
    else group.push(signOff);
  }
  return groups;
}
