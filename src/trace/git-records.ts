import { commitsOf, contentAt, type FileCommit, firstCommitOfBytes } from '../git/first-commit.ts';
import { openRepository, pathInRepository, type Repository } from '../git/repository.ts';
import { UsageError } from '../model/errors.ts';
import type { Listing } from '../model/listing.ts';
import type { FoundDate } from './date-table.ts';
import { ownText } from './own-text.ts';

/*
 * Since when our repository has had the words and pictures that were copied. Each version of the listing file is read by the reader that reads it today,
 * so that escapes, workbooks and character sets do not hide anything.
 */

/** Reads the listings of a version of a file. */
export type ReadVersion = (content: Buffer, file: string) => AsyncIterable<Listing>;

/** What is looked for in the versions of one file. */
export interface Wanted {
  /** `keyOf` the listing. */
  readonly listing: string;
  /** Absolute. */
  readonly file: string;
  /** The copied words of ours. */
  readonly texts: readonly string[];
}

/** A picture of ours. */
export interface WantedPicture {
  readonly listing: string;
  readonly file: string;
  readonly src: string;
}

/** Versions that are all read; of more only so many as it takes to halve the way to the first again and again. */
const ALL = 24;
/** Bytes of versions that are read for one file. */
const MOST_BYTES = 400_000_000;
/** Rows of one listing. */
const MOST_ROWS = 4;

/** Asks git about listings and pictures, file by file; a folder without git gives nothing. */
export class GitRecords {
  readonly #read: ReadVersion;
  readonly #repositories = new Map<string, Promise<Repository | undefined>>();

  constructor(read: ReadVersion) {
    this.#read = read;
  }

  /** The commits that first held the copied words, oldest first. */
  async ofTexts({ listing, file, texts }: Wanted): Promise<FoundDate[]> {
    const place = await this.#placeOf(file);
    if (place === undefined || texts.length === 0) return [];
    const commits = await commitsOf(place.repository, place.path);
    const versions = new Versions(place.repository, commits, texts.map(squeeze), this.#read, file);
    const firsts = new Map<FileCommit, number[]>();
    for (const at of texts.keys()) {
      const commit = await versions.firstWith(at);
      if (commit !== undefined) firsts.set(commit, [...(firsts.get(commit) ?? []), at + 1]);
    }
    const ordered = [...firsts].sort(([a], [b]) => commits.indexOf(a) - commits.indexOf(b));
    return ordered.slice(0, MOST_ROWS).map(([commit, numbers]) => rowOf(commit, listing, numbers, texts.length));
  }

  /** The commit that first held a picture, byte by byte. */
  async ofPicture({ listing, file, src }: WantedPicture): Promise<FoundDate[]> {
    const place = await this.#placeOf(file);
    const commit = place && (await firstCommitOfBytes(place.repository, file));
    if (commit === undefined) return [];
    return [
      {
        kind: 'git-image',
        name: commit.subject,
        value: commit.at,
        listing,
        of: src,
        about: { en: `our picture ${src}`, zh: `我方图片 ${src}` },
        ref: `commit ${commit.id}`,
      },
    ];
  }

  async #placeOf(file: string): Promise<{ readonly repository: Repository; readonly path: string } | undefined> {
    const folder = file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'), 0)) || '/';
    const known = this.#repositories.get(folder) ?? openOrNot(folder);
    this.#repositories.set(folder, known);
    const repository = await known;
    const path = repository && pathInRepository(repository, file);
    return repository === undefined || path === undefined ? undefined : { repository, path };
  }
}

/** No git and no repository are no fault: there is nothing recorded. */
async function openOrNot(folder: string): Promise<Repository | undefined> {
  try {
    return await openRepository(folder);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

function rowOf(commit: FileCommit, listing: string, numbers: readonly number[], all: number): FoundDate {
  const list = numbers.slice(0, 8).join(', ') + (numbers.length > 8 ? ' …' : '');
  const every = numbers.length === all;
  return {
    kind: 'git',
    name: commit.subject,
    value: commit.at,
    listing,
    about: every
      ? { en: `all copied passages of ${listing}`, zh: `${listing} 被抄的全部文字` }
      : { en: `copied passages ${list} of ${listing}`, zh: `${listing} 被抄的第 ${list} 处文字` },
    ref: `commit ${commit.id} (${commit.path})`,
    ...(Date.parse(commit.authored) < Date.parse(commit.at) - 86_400_000
      ? {
          note: {
            en: `Written ${commit.authored} by its author, committed later; the later date counts.`,
            zh: `作者写于 ${commit.authored}，之后才提交；按较晚的提交日期计算。`,
          },
        }
      : {}),
  };
}

/** The versions of a file, each read once, when it is asked for. */
class Versions {
  readonly #repository: Repository;
  readonly #commits: readonly FileCommit[];
  readonly #needles: readonly string[];
  readonly #read: ReadVersion;
  readonly #file: string;
  /** Per version, which of the texts it holds. */
  readonly #held = new Map<number, Promise<ReadonlySet<number>>>();
  #room = MOST_BYTES;

  constructor(
    repository: Repository,
    commits: readonly FileCommit[],
    needles: readonly string[],
    read: ReadVersion,
    file: string,
  ) {
    this.#repository = repository;
    this.#commits = commits;
    this.#needles = needles;
    this.#read = read;
    this.#file = file;
  }

  /** The first commit with a text. Of many versions that is found by halving, which may miss an earlier spell, never invent one. */
  async firstWith(needle: number): Promise<FileCommit | undefined> {
    const count = this.#commits.length;
    if (count <= ALL) {
      for (let at = 0; at < count; at++) if ((await this.#heldBy(at)).has(needle)) return this.#commits[at];
      return undefined;
    }
    let [low, high] = [0, count - 1];
    if (!(await this.#heldBy(high)).has(needle)) return undefined;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((await this.#heldBy(middle)).has(needle)) high = middle;
      else low = middle + 1;
    }
    return this.#commits[high];
  }

  #heldBy(at: number): Promise<ReadonlySet<number>> {
    const known = this.#held.get(at) ?? this.#look(at);
    this.#held.set(at, known);
    return known;
  }

  async #look(at: number): Promise<ReadonlySet<number>> {
    const commit = this.#commits[at];
    const held = new Set<number>();
    if (commit === undefined || this.#room <= 0) return held;
    try {
      const content = await contentAt(this.#repository, commit);
      this.#room -= content.length;
      for await (const listing of this.#read(content, this.#file)) {
        const text = squeeze(ownText(listing).text);
        for (const [i, needle] of this.#needles.entries()) if (text.includes(needle)) held.add(i);
        if (held.size === this.#needles.length) break;
      }
    } catch (error) {
      // Deleted at this commit, or damaged: it holds nothing.
      if (!(error instanceof UsageError)) throw error;
    }
    return held;
  }
}

/** Letters and digits only: line breaks and quotes change when a file is saved by another program. */
function squeeze(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
