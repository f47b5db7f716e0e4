import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Change, type Changes, changesSince, changesStaged, indexBesideDisk } from '../git/changes.ts';
import { readContent } from '../git/git.ts';
import {
  type Base,
  lastCommit,
  namedBase,
  openRepository,
  pathInRepository,
  type Repository,
  usualBase,
} from '../git/repository.ts';
import { UsageError } from '../model/errors.ts';
import type { Bilingual } from '../model/text.ts';
import type { Input, ReadEvent, SourceOptions } from '../readers/contract.ts';
import { looksLikeListing, readListings } from '../readers/registry.ts';
import { type Former, formerConfig } from './changed-config.ts';
import { changedPictures, isPictureName } from './changed-pictures.ts';
import { type ChangedPictures, readNewRecords, readRepictured } from './changed-records.ts';
import type { LoadedConfig } from './config.ts';
import { isIgnored, sourceFor } from './config-globs.ts';
import { type ScanFile, shownPath, wouldCollect } from './files.ts';
import { bytesInput, openInput } from './input.ts';
import { isFolder } from './look-at.ts';

/*
 * What git says has changed -> the files of a scan that may hold a changed listing, and a way to read only those listings. What is compared
 * are listings, not files: `changed-records.ts`. Configuration, rules, ledger and references may change without making a listing a changed
 * one, but for files that were ignored, or read in another way.
 */

/** What a scan is narrowed to. */
export interface Since {
  /** What the next commit would change, as it would be; else what stands on the disk. */
  readonly staged: boolean;
  /** The commit to compare with; the usual one when absent. */
  readonly ref?: string;
}

/** A file as it is to be read: which content, and which records of it. */
export interface FileVersion {
  open(options: SourceOptions): Promise<Input>;
  /** The events of its changed listings. `open` gives the file anew each time. */
  read(open: () => Promise<Input>, options: SourceOptions): AsyncIterable<ReadEvent>;
}

/** What of a scan has changed. */
export interface ChangedScope {
  /** What was compared with what. */
  readonly note: Bilingual;
  /** In the order of the scan. */
  readonly files: readonly ScanFile[];
  /** How one of these files is read. */
  versionOf(file: ScanFile): FileVersion;
  /** The content of a picture (absolute path) that counts instead of that on the disk. */
  pictureBytes(file: string): Promise<Buffer> | undefined;
}

/** The files of a scan, and what else is asked about it. */
export interface ChangedQuestion {
  /** As the user wrote them; empty means the current folder. */
  readonly paths: readonly string[];
  /** What is on the disk. */
  readonly files: readonly ScanFile[];
  /** Whether pictures are looked at. */
  readonly images: boolean;
  configFor(path: string): Promise<LoadedConfig | undefined>;
}

/** Asks git what has changed. Throws a UsageError when it cannot say. */
export async function openChanged(since: Since, question: ChangedQuestion): Promise<ChangedScope> {
  const paths = (question.paths.length === 0 ? ['.'] : question.paths).map((path) => resolve(path));
  const [first = '.'] = paths;
  const repository = await openRepository(isFolder(first) ? first : dirname(first));
  requireInside(repository, paths);
  const base = await baseOf(repository, since);
  const changes = await (since.staged ? changesStaged(repository, base.commit) : changesSince(repository, base.commit));
  const beside = since.staged ? await indexBesideDisk(repository) : new Map<string, string>();
  const files = [...question.files, ...(since.staged ? await onlyStaged(repository, changes, paths, question) : [])];
  const narrowing = new Narrowing(repository, changes, beside, question.images);
  const kept: ScanFile[] = [];
  for (const file of files) if (await narrowing.take(file)) kept.push(file);
  return {
    note: since.staged ? stagedNote(base) : changedNote(base),
    files: kept.sort((a, b) => (a.file < b.file ? -1 : 1)),
    versionOf: (file) => narrowing.versionOf(file),
    pictureBytes: (file) => narrowing.pictureBytes(file),
  };
}

function baseOf(repository: Repository, { staged, ref }: Since): Promise<Base> {
  if (staged) return lastCommit(repository);
  return ref === undefined || ref === '' ? usualBase(repository) : namedBase(repository, ref);
}

function requireInside(repository: Repository, paths: readonly string[]): void {
  const outside = paths.find((path) => pathInRepository(repository, join(path, 'x')) === undefined);
  if (outside === undefined) return;
  throw new UsageError({
    en: `${outside} is not in ${repository.root}, so git cannot say what has changed in it. Scan repositories one by one.`,
    zh: `${outside} 不在 ${repository.root} 里，git 无法判断它有哪些改动。请逐个仓库扫描。`,
  });
}

/** Files that the next commit has and the disk no longer. */
async function onlyStaged(
  repository: Repository,
  { changed }: Changes,
  paths: readonly string[],
  { files, configFor }: ChangedQuestion,
): Promise<ScanFile[]> {
  const known = new Set(files.map(({ path }) => pathInRepository(repository, path)));
  const more: ScanFile[] = [];
  for (const { path: place, kind } of changed.values()) {
    if (kind !== 'file' || known.has(place)) continue;
    const path = join(repository.root, place);
    const config = await configFor(path);
    const found = paths.some((from) => wouldCollect(path, isFolder(from) ? realpathSync(from) : from, config));
    if (found) more.push({ path, file: shownPath(path), size: 0, named: false, config });
  }
  return more;
}

/** What is known of a file of the scan. */
interface Taken {
  /** What it is compared with; absent when all of it is new; itself when only its pictures have changed. */
  readonly before?: { readonly path: string; readonly id: string } | 'itself';
  /** Its content in the index, where that counts. */
  readonly id?: string;
}

class Narrowing {
  readonly #repository: Repository;
  readonly #changes: Changes;
  readonly #beside: ReadonlyMap<string, string>;
  readonly #taken = new Map<string, Taken>();
  readonly #former = new Map<LoadedConfig, Promise<LoadedConfig | undefined>>();
  /** Paths from the top folder. */
  readonly #pictures: ReadonlySet<string>;

  constructor(repository: Repository, changes: Changes, beside: ReadonlyMap<string, string>, images: boolean) {
    this.#repository = repository;
    this.#changes = changes;
    this.#beside = beside;
    const { changed, deleted, untracked } = changes;
    const names = images ? [...changed.keys(), ...deleted, ...untracked] : [];
    this.#pictures = new Set(names.filter(isPictureName));
  }

  /** Whether a file may hold a changed listing. */
  async take(file: ScanFile): Promise<boolean> {
    const taken = await this.#judge(file);
    if (taken !== undefined) this.#taken.set(file.path, taken);
    return taken !== undefined;
  }

  versionOf(file: ScanFile): FileVersion {
    const { before, id } = this.#taken.get(file.path) ?? {};
    const pictures = this.#picturesFor(file);
    const { root } = this.#repository;
    let content: Promise<Buffer> | undefined;
    return {
      open: async (options) => {
        if (id === undefined) return openInput(file.path, file.file, options);
        content ??= readContent(root, id);
        return bytesInput(await content, file.path, file.file, options);
      },
      read: async function* (open, options) {
        if (before === 'itself') {
          if (pictures !== undefined) yield* readRepictured(open, pictures);
          return;
        }
        if (before === undefined) {
          yield* readListings(await open());
          return;
        }
        // Git unpacks it while the newer version is read.
        const old = readContent(root, before.id);
        old.catch(() => undefined);
        const formerly = async (): Promise<Input | undefined> => {
          const input = bytesInput(await old, join(root, before.path), file.file, options);
          return isScanned(file, input) ? input : undefined;
        };
        yield* readNewRecords(open, formerly, pictures);
      },
    };
  }

  pictureBytes(file: string): Promise<Buffer> | undefined {
    const id = this.#beside.size === 0 ? undefined : this.#beside.get(pathInRepository(this.#repository, file) ?? '');
    return id === undefined ? undefined : readContent(this.#repository.root, id);
  }

  async #judge(file: ScanFile): Promise<Taken | undefined> {
    const link = pathInRepository(this.#repository, file.path);
    const place = pathInRepository(this.#repository, realPath(file.path));
    // Of what a link leads to outside of the repository git knows nothing.
    if (link === undefined || place === undefined) return {};
    const { changed } = this.#changes;
    const change = changed.get(place);
    const id = change?.id ?? this.#beside.get(place);
    const content = id === undefined ? {} : { id };
    if (this.#isNew(place) || this.#isNew(link) || (link !== place && changed.has(link))) return content;
    const before = change === undefined ? { path: place, id: '' } : change.from;
    if (before === undefined || !(await this.#wasScanned(file, before.path))) return content;
    if (change === undefined) return this.#pictures.size === 0 ? undefined : { before: 'itself', ...content };
    return { before, ...content };
  }

  /** In nothing that git has kept so far: not tracked, or in a part that has changed as a whole. */
  #isNew(place: string): boolean {
    const { changed, untracked } = this.#changes;
    if (untracked.has(place)) return true;
    for (let end = place.indexOf('/'); end !== -1; end = place.indexOf('/', end + 1)) {
      const folder = place.slice(0, end);
      if (untracked.has(`${folder}/`) || changed.get(folder)?.kind === 'submodule') return true;
    }
    return false;
  }

  /** Whether a scan at the base would have read the file, and in the same way. */
  async #wasScanned({ path, config, named }: ScanFile, from: string): Promise<boolean> {
    const { root } = this.#repository;
    const before = join(root, from);
    const isSame = pathInRepository(this.#repository, realPath(path)) === from;
    const old = config === undefined ? undefined : await this.#formerConfig(config);
    if (config !== undefined && old === undefined) return false;
    const then = isSame ? path : before;
    if (!(isSame && named) && !(isSame ? !isIgnored(old, then) : wouldCollect(then, root, old))) return false;
    return JSON.stringify(sourceFor(old, then)) === JSON.stringify(sourceFor(config, path));
  }

  #formerConfig(config: LoadedConfig): Promise<LoadedConfig | undefined> {
    const known = this.#former.get(config) ?? formerConfig(this.#repository, config, (path) => this.#formerOf(path));
    this.#former.set(config, known);
    return known;
  }

  #formerOf(path: string): Former {
    const place = pathInRepository(this.#repository, path);
    if (place === undefined) return 'unchanged';
    if (this.#changes.untracked.has(place)) return 'absent';
    const change: Change | undefined = this.#changes.changed.get(place);
    if (change === undefined) return 'unchanged';
    return change.from?.path === place ? { id: change.from.id } : 'absent';
  }

  #picturesFor(file: ScanFile): ChangedPictures | undefined {
    if (this.#pictures.size === 0) return undefined;
    const roots = file.config?.values.images ?? [];
    const isChanged = (picture: string): boolean => this.#pictures.has(pathInRepository(this.#repository, picture) ?? '');
    return changedPictures(file.path, roots, [...this.#pictures], isChanged);
  }
}

/** Whether what stands in a file is read: always where a person says so, else when it looks like listings. */
function isScanned({ named }: ScanFile, input: Input): boolean {
  const { format, map } = input.options;
  return named || format !== undefined || map !== undefined || looksLikeListing(input);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function changedNote({ what }: Base): Bilingual {
  return {
    en: `Only listings that differ from ${what.en} are checked. Duplicates are looked for among these alone.`,
    zh: `只检查与 ${what.zh} 不同的 Listing；重复 Listing 也只在这些之间比较。`,
  };
}

function stagedNote({ what }: Base): Bilingual {
  return {
    en: `Only staged listings that differ from ${what.en} are checked. Duplicates are looked for among these alone.`,
    zh: `只检查已暂存（git add）且与 ${what.zh} 不同的 Listing；重复 Listing 也只在这些之间比较。`,
  };
}
