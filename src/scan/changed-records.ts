import type { Listing } from '../model/listing.ts';
import type { Problem } from '../model/problem.ts';
import { BY_RECORD, type Input, type ReadEvent, type RecordFilter } from '../readers/contract.ts';
import { isWorkbook } from '../readers/detect.ts';
import { detectFormat, readListings } from '../readers/registry.ts';
import { hashContent } from './changed-content.ts';
import { RecordTexts } from './changed-texts.ts';

/*
 * Two versions of a file -> the listings of the newer that the older does not have. Contents are compared, not lines. Where records stand
 * one behind the other, the text of each is hashed first, and a listing is made only of what the other version does not have word for
 * word: making listings takes several times as long as finding where records end.
 */

/** Opens a version of a file, from the start each time. */
export type OpenVersion = () => Promise<Input>;

/** Pictures that have changed. */
export interface ChangedPictures {
  /** Whether a record may name one of them, by its text in the file; when in doubt, it may. */
  mayBeIn(raw: string | undefined): boolean;
  /** Whether a listing names one of them. */
  areIn(listing: Listing): boolean;
}

/** Bytes of a file up to which the texts of its records are kept in memory. */
const MOST_KEPT = 96 * 1024 * 1024;

/**
 * The listings of a file that its older version lacks or whose pictures have changed, and what cannot be read now and could be before.
 * @param before opens the older version; undefined where it was no listing file, so that all is new. It may still be on its way.
 */
export async function* readNewRecords(
  now: OpenVersion,
  before: () => Promise<Input | undefined>,
  pictures: ChangedPictures | undefined,
): AsyncGenerator<ReadEvent> {
  const input = await now();
  const here = isByRecord(input) ? new RecordTexts(input.size > MOST_KEPT) : undefined;
  if (here !== undefined) await readThrough({ ...(await now()), records: here });
  const old = await before();
  if (old === undefined) {
    yield* readListings(input);
    return;
  }
  const there = await readOld(old, here);
  const filter = here !== undefined && there.texts.isComparable(here) ? new NewRecords(here, there.texts, pictures) : undefined;
  for await (const event of readListings(filter === undefined ? input : { ...input, records: filter })) {
    if ('problem' in event) {
      if (!there.hadProblem(event.problem)) yield event;
    } else if ('mapping' in event) yield event;
    else if (filter?.isOld !== true && !there.contents.has(hashContent(event.listing))) yield event;
    else if (pictures?.areIn(event.listing) === true) yield event;
  }
}

/** The listings of a file that is as it was, whose pictures are not. */
export async function* readRepictured(now: OpenVersion, pictures: ChangedPictures): AsyncGenerator<ReadEvent> {
  const input = await now();
  const records: RecordFilter = { context: () => undefined, wants: (raw) => pictures.mayBeIn(raw) };
  for await (const event of readListings(isByRecord(input) ? { ...input, records } : input)) {
    if ('mapping' in event || ('listing' in event && pictures.areIn(event.listing))) yield event;
  }
}

function isByRecord(input: Input): boolean {
  return BY_RECORD.has(detectFormat(input)) && !isWorkbook(input);
}

async function readThrough(input: Input): Promise<void> {
  for await (const _ of readListings(input));
}

/** What the older version says. */
interface OldVersion {
  readonly texts: RecordTexts;
  /** Hashes of its listings, but of those whose records the newer one has word for word. */
  readonly contents: ReadonlySet<string>;
  /** Whether it had a problem of the same words, each counted once. */
  hadProblem(problem: Problem): boolean;
}

/** @param here the records of the newer version, where they were hashed. */
async function readOld(input: Input, here: RecordTexts | undefined): Promise<OldVersion> {
  const contents = new Set<string>();
  const problems = new Map<string, number>();
  let comparable: boolean | undefined;
  const texts: RecordTexts = new RecordTexts(here?.hashed ?? false, (text) => {
    if (here === undefined) return true;
    comparable ??= texts.isComparable(here);
    return !comparable || !here.has(text);
  });
  for await (const event of readListings(here === undefined ? input : { ...input, records: texts })) {
    if ('listing' in event) contents.add(hashContent(event.listing));
    else if ('problem' in event) {
      const { en } = event.problem.reason;
      problems.set(en, (problems.get(en) ?? 0) + 1);
    }
  }
  const hadProblem = ({ reason: { en } }: Problem): boolean => {
    const left = problems.get(en) ?? 0;
    problems.set(en, left - 1);
    return left > 0;
  };
  return { texts, contents, hadProblem };
}

/** Lets through what the older version does not have word for word, and what may name a changed picture. */
class NewRecords implements RecordFilter {
  /** Whether the older version has the record that was asked about last. */
  isOld = false;
  readonly #here: RecordTexts;
  readonly #there: RecordTexts;
  readonly #pictures: ChangedPictures | undefined;
  #at = 0;

  constructor(here: RecordTexts, there: RecordTexts, pictures: ChangedPictures | undefined) {
    this.#here = here;
    this.#there = there;
    this.#pictures = pictures;
  }

  context(): void {
    // Both versions were read before, and have said it.
  }

  wants(raw: string | undefined): boolean {
    const text = this.#here.order[this.#at++];
    this.isOld = text !== undefined && this.#there.has(text);
    return !this.isOld || this.#pictures?.mayBeIn(raw) === true;
  }
}
