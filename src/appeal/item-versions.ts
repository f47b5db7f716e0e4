import type { CaseVersion } from '../model/case-item.ts';
import type { ListingVersion, VersionField, VersionImage } from '../model/history.ts';
import { keyOf, type Listing } from '../model/listing.ts';
import { contentHash, contentOf } from '../model/listing-content.ts';
import type { FileState } from './world-sources.ts';

/*
 * What a listing said, from the runs that met it and from the commits that changed its file. A commit knows who and when, a run also the
 * pictures; where both say the same, they become one version.
 */

/** Commits of one file that are read, newest first, and listings that are read through for it. */
const MAX_COMMITS = 60;
const MAX_READ = 400_000;

/** A listing as a commit had it. */
interface CommittedState {
  readonly commit: Pick<FileState, 'id' | 'at' | 'by' | 'subject'>;
  readonly fields: readonly VersionField[];
  readonly images: readonly VersionImage[];
  readonly contentHash: string;
}

/** What a listing said by commit, oldest first; a commit that left it as it was is not in the list. */
export type Committed = ReadonlyMap<string, readonly CommittedState[]>;

/** Reads what the commits of a file said of some listings. @param commits newest first. @param wanted keys of listings. */
export async function readCommitted(commits: readonly FileState[], wanted: ReadonlySet<string>): Promise<Committed> {
  const states = new Map<string, CommittedState[]>();
  let read = 0;
  for (const { listings, ...commit } of commits.slice(0, MAX_COMMITS)) {
    if (read > MAX_READ) break;
    for await (const listing of listings()) {
      read++;
      if (wanted.has(keyOf(listing))) put(states, listing, commit);
    }
  }
  return states;
}

/** From the newest to the oldest: of equal neighbours the older commit is the one that brought it in. */
function put(states: Map<string, CommittedState[]>, listing: Listing, commit: CommittedState['commit']): void {
  const key = keyOf(listing);
  const known = states.get(key) ?? [];
  const state = { commit, ...contentOf(listing, new Map()), contentHash: contentHash(listing, new Map()) };
  const next = known[0];
  const same = next !== undefined && next.contentHash === state.contentHash;
  states.set(key, same ? [state, ...known.slice(1)] : [state, ...known]);
}

/** The versions of a listing, oldest first. @param met newest first, as the history gives them. */
export function mergeVersions(
  key: string,
  met: readonly ListingVersion[],
  committed: readonly CommittedState[],
): CaseVersion[] {
  const left = [...committed];
  const versions: (Omit<CaseVersion, 'changed'> & Pick<CommittedState, 'fields' | 'images'>)[] = [];
  for (const version of [...met].reverse()) {
    const { contentHash: hash, firstSeenAt, fields, images } = version;
    const at = left.findIndex((state) => saysTheSame(state, version) && isBefore(state.commit.at, firstSeenAt));
    const commit = at < 0 ? undefined : left.splice(at, 1)[0]?.commit;
    const own = { ref: refOf(key, hash), proofs: [], contentHash: hash, firstSeenAt, fields, images };
    versions.push(commit === undefined ? own : { ...own, commit });
  }
  for (const { commit, contentHash: hash, fields, images } of left) {
    const ref = `${refOf(key, hash)}@${commit.id.slice(0, 12)}`;
    versions.push({ ref, proofs: [], contentHash: hash, firstSeenAt: commit.at, fields, images, commit });
  }
  versions.sort((a, b) => Date.parse(a.commit?.at ?? a.firstSeenAt) - Date.parse(b.commit?.at ?? b.firstSeenAt));
  return versions.map(({ fields, images, ...version }, at) => {
    const before = versions[at - 1];
    return { ...version, changed: before === undefined ? [] : changedBetween(before, { fields, images }) };
  });
}

/** Names of what differs: `title`, `bullet-2`, `image.main`. */
function changedBetween(
  before: Pick<CommittedState, 'fields' | 'images'>,
  after: Pick<CommittedState, 'fields' | 'images'>,
): string[] {
  const texts = (fields: readonly VersionField[]): Map<string, string> => {
    const all = new Map<string, string>();
    for (const { name, index, text } of fields) {
      const key = index === undefined ? name : `${name}-${index}`;
      all.set(key, `${all.get(key) ?? ''}\n${text}`);
    }
    return all;
  };
  const [old, now] = [texts(before.fields), texts(after.fields)];
  const fields = [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key));
  const slots = [...new Set([...before.images, ...after.images].map(({ slot }) => slot))];
  const images = slots.filter((slot) => pictureChanged(before.images, after.images, slot));
  return [...fields, ...images.map((slot) => `image.${slot}`)];
}

/** A commit does not know the bytes of pictures; where one side lacks them, the name tells. */
function pictureChanged(before: readonly VersionImage[], after: readonly VersionImage[], slot: string): boolean {
  const old = before.find((image) => image.slot === slot);
  const now = after.find((image) => image.slot === slot);
  if (old === undefined || now === undefined) return old !== now;
  if (old.sha256 !== undefined && now.sha256 !== undefined) return old.sha256 !== now.sha256;
  return old.src !== now.src;
}

function saysTheSame(a: Pick<CommittedState, 'fields' | 'images'>, b: Pick<CommittedState, 'fields' | 'images'>): boolean {
  return changedBetween(a, b).length === 0;
}

function isBefore(commit: string, seen: string): boolean {
  return Date.parse(commit) <= Date.parse(seen);
}

function refOf(key: string, hash: string): string {
  return `version/${key}@${hash.slice(0, 12)}`;
}
