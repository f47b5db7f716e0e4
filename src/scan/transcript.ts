import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { Subject } from '../detectors/contract.ts';
import type { Listing } from '../model/listing.ts';
import type { ScanFile } from './files.ts';
import type { Judgement } from './judge.ts';
import type { RecalledEvent } from './judgement-cache.ts';
import { type KeptJudgement, placeFindings, unpackSketch } from './kept-judgement.ts';
import { resolvePicture } from './picture-path.ts';
import type { Frame, TranscriptFile } from './transcript-file.ts';

/*
 * What one scan of a listing file gave, read again. A frame of one part is an event as JSON; one of six is a listing: the hash of what it
 * is judged by, how many of its pictures were looked at, what it is called, itself, its judgement (empty when there is nothing in it) and
 * its sketch.
 */

/** A picture that a listing of the file names. */
export interface KeptPicture {
  readonly src: string;
  /** Absolute; absent when it was not found. */
  readonly file?: string;
  /** SHA-256 of its content, hexadecimal. */
  readonly sha256?: string;
  /** What the disk said of it, where that tells whether it has changed. */
  readonly seen?: string;
}

/** What holds for a transcript as a whole. */
export interface TranscriptNote {
  /** Of all that surrounds listings. */
  readonly digest: string;
  /** Of the file's content and of how it is read. */
  readonly version: string;
  /** Whether all is in it that the file gave. */
  readonly whole: boolean;
  readonly pictures: readonly KeptPicture[];
}

/** Judgement and sketch, as they are written down. */
export type KeptBytes = readonly [judgement: Buffer, sketch: Buffer];

/** What a scan gave, to be used again. */
export class Transcript {
  readonly #note: TranscriptNote;
  readonly #file: TranscriptFile;
  readonly #judgements = new Map<string, KeptBytes>();

  constructor(note: TranscriptNote, file: TranscriptFile) {
    this.#note = note;
    this.#file = file;
  }

  /** Whether it was made of this very content, read in this way, and is all of it. */
  isOf(version: string): boolean {
    return version !== '' && this.#note.whole && this.#note.version === version;
  }

  /** Whether the pictures that the file names are where they were and what they were. */
  hasPictures(listingFile: string, roots: readonly string[] | undefined): boolean {
    if (roots === undefined) return true;
    return this.#note.pictures.every(({ src, file, sha256, seen }) => {
      if (resolvePicture(src, listingFile, roots) !== file) return false;
      return file === undefined || (seen !== undefined && signPicture(file) === seen) || hashPictureFile(file) === sha256;
    });
  }

  /** What the file gave. */
  *events(file: ScanFile): Generator<RecalledEvent> {
    const { pictures: kept } = this.#note;
    const hashes = new Map(kept.flatMap(({ file: path, sha256 }) => (path === undefined || !sha256 ? [] : [[path, sha256]])));
    for (const frame of this.#file.frames()) {
      const [key, pictures, name, texts, judgement, sketch] = frame;
      if (key === undefined) continue;
      if (
        pictures === undefined ||
        name === undefined ||
        texts === undefined ||
        judgement === undefined ||
        sketch === undefined
      ) {
        yield parse<RecalledEvent>(key);
        continue;
      }
      const listing = lateListing(parse<ListingName>(name), texts);
      const found = judgementOf([judgement, sketch], listing);
      if (found === undefined) throw new RangeError(`a transcript of ${file.file} does not fit itself`);
      yield { subject: { listing, texts: [], images: [] }, pictures: pictures.readUInt32LE(0), judgement: found, hashes };
    }
  }

  /** Makes judgements ready to be found. */
  index(): void {
    for (const frame of this.#file.frames()) {
      const [key, , , , judgement, sketch] = frame;
      if (key !== undefined && judgement !== undefined && sketch !== undefined)
        this.#judgements.set(key.toString('latin1'), [judgement, sketch]);
    }
  }

  /** The judgement of a listing with the same texts, wherever it stood. @param key `hashSubject` of it. */
  find(
    key: string,
    { listing }: Pick<Subject, 'listing'>,
  ): { readonly judgement: Judgement; readonly bytes: KeptBytes } | undefined {
    const bytes = this.#judgements.get(key);
    const judgement = bytes === undefined ? undefined : judgementOf(bytes, listing);
    return bytes === undefined || judgement === undefined ? undefined : { judgement, bytes };
  }
}

function judgementOf([bytes, packed]: KeptBytes, listing: Listing): Judgement | undefined {
  const sketch = packed.length === 0 ? {} : { sketch: unpackSketch(packed, listing) };
  if (bytes.length === 0) return { findings: [], leftOut: [], ...sketch };
  const kept = parse<KeptJudgement>(bytes);
  const findings = placeFindings(kept, listing);
  return findings && { findings, leftOut: kept.leftOut, ...sketch };
}

/** What is asked of every listing, and what is asked of few. */
type ListingName = Omit<Listing, keyof ListingTexts>;
type ListingTexts = Pick<Listing, 'fields' | 'images'>;

/** A listing whose texts are read when somebody asks: of most nobody does, and reading them all takes longer than all the rest. */
function lateListing(name: ListingName, bytes: Buffer): Listing {
  let known: ListingTexts | undefined;
  const texts = (): ListingTexts => {
    known ??= parse<ListingTexts>(bytes);
    return known;
  };
  return {
    ...name,
    get fields() {
      return texts().fields;
    },
    get images() {
      return texts().images;
    },
  };
}

/** What was written by this very program and has its checksum. */
function parse<T>(bytes: Buffer): T {
  const value: T = JSON.parse(bytes.toString('utf8'));
  return value;
}

/** Whether a value is the note of a transcript. */
export function isTranscriptNote(value: unknown): value is TranscriptNote {
  return (
    typeof value === 'object' &&
    value !== null &&
    'digest' in value &&
    typeof value.digest === 'string' &&
    'version' in value &&
    typeof value.version === 'string' &&
    'whole' in value &&
    typeof value.whole === 'boolean' &&
    'pictures' in value &&
    Array.isArray(value.pictures)
  );
}

const NOTHING = Buffer.alloc(0);

/** A frame of a listing. */
export function listingFrame(key: string, pictures: number, listing: Listing, [judgement, sketch]: KeptBytes): Frame {
  const count = Buffer.alloc(4);
  count.writeUInt32LE(pictures);
  const { fields, images, ...name } = listing;
  const [head, texts] = [name, { fields, images }].map((part) => Buffer.from(JSON.stringify(part)));
  return [Buffer.from(key, 'latin1'), count, head ?? NOTHING, texts ?? NOTHING, judgement, sketch];
}

/** A frame of any other event. */
export function eventFrame(event: object): Frame {
  return [Buffer.from(JSON.stringify(event))];
}

/** What the disk says of a picture. @param before the time, in milliseconds, from which on a change could go unseen. */
export function signPicture(file: string, before: number = Number.POSITIVE_INFINITY): string | undefined {
  try {
    const { size, mtimeMs, ctimeMs, ino } = statSync(file);
    return ctimeMs < before ? `${size} ${mtimeMs} ${ctimeMs} ${ino}` : undefined;
  } catch {
    return undefined;
  }
}

function hashPictureFile(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return '';
  }
}
