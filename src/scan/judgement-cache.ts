import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceOptions } from '../readers/contract.ts';
import { markUsed } from './cache-folder.ts';
import type { ScanFile } from './files.ts';
import { JudgementSession } from './judgement-session.ts';
import type { Judged, JudgedEvent } from './judging.ts';
import { hashSubject } from './kept-judgement.ts';
import type { SubjectEvent } from './subjects.ts';
import { isTranscriptNote, Transcript } from './transcript.ts';
import { readTranscript } from './transcript-file.ts';

/*
 * Judgements kept between scans, one transcript a listing file and surroundings. A file that is as it was, with its pictures, is told
 * again without being read; of another, the listings that are as they were are not judged anew. Whatever is missing, damaged or not to be
 * written costs time and changes no report.
 */

/** What a file gives, with the judgements that are at hand. */
export type RecalledEvent = SubjectEvent | Omit<Judged, 'file'>;

/** What a cache needs to know of a scan. */
export interface JudgementSettings {
  /** Folder of all that is kept between scans. */
  readonly folder: string;
  /** Of all that surrounds listings. */
  readonly digest: string;
  /** Folders in which pictures are looked for; absent when pictures are not looked at. */
  readonly pictureRoots?: readonly string[];
}

/** Remembers what listings gave. Events pass through it twice: before they are judged, and after. */
export class JudgementCache {
  readonly #settings: JudgementSettings;
  readonly #sessions = new Map<string, JudgementSession>();
  /** Whether files that have not changed are read all the same, because more is wanted of their listings than findings. */
  readAll: boolean = false;
  /** Whether something was kept that cannot be used. */
  isDamaged: boolean = false;
  /** Listings whose judgements were at hand. */
  recalled: number = 0;

  /** Folder of all that is kept between scans. */
  get folder(): string {
    return this.#settings.folder;
  }

  constructor(settings: JudgementSettings) {
    this.#settings = settings;
  }

  /**
   * The events of a file, with the judgements that are at hand.
   * @param options how it is read. @param read reads it.
   */
  async *recall(
    file: ScanFile,
    options: SourceOptions,
    read: () => AsyncIterable<SubjectEvent>,
  ): AsyncGenerator<RecalledEvent> {
    const seen = signatureOf(file.path);
    if (seen === undefined) {
      yield* read();
      return;
    }
    const startedAt = Date.now();
    const { digest, pictureRoots } = this.#settings;
    const version = await versionOf(file, [options, pictureRoots ?? null]);
    const path = this.#pathOf(file);
    const known = this.#open(path);
    if (known?.isOf(version) === true && !this.readAll && known.hasPictures(file.path, pictureRoots)) {
      markUsed(path);
      for (const event of known.events(file)) {
        if ('subject' in event) this.recalled++;
        yield event;
      }
      return;
    }
    const session = new JudgementSession({ path, digest, version, file, startedAt, pictureRoots });
    this.#sessions.set(file.path, session);
    known?.index();
    for await (const event of read()) {
      if (!('subject' in event)) {
        yield event;
        continue;
      }
      const key = hashSubject(event.subject);
      const kept = known?.find(key, event.subject);
      session.expect(event.subject, key, kept?.bytes);
      if (kept === undefined) yield event;
      else {
        this.recalled++;
        yield { ...event, judgement: kept.judgement };
      }
    }
    // What was hashed is what was read.
    if (signatureOf(file.path) === seen) session.complete();
  }

  /** Passes judged events on and keeps what is in them. */
  async *keep(events: AsyncIterable<JudgedEvent>): AsyncGenerator<JudgedEvent> {
    let open: JudgementSession | undefined;
    try {
      for await (const event of events) {
        const session = this.#sessions.get(event.file.path);
        if (session !== open) open?.finish();
        open = session;
        session?.add(event);
        yield event;
      }
      open?.finish();
    } finally {
      for (const session of this.#sessions.values()) session.discard();
      this.#sessions.clear();
    }
  }

  #open(path: string): Transcript | undefined {
    const file = readTranscript(path);
    if (file === undefined) return undefined;
    if (file !== 'damaged' && isTranscriptNote(file.note) && file.note.digest === this.#settings.digest)
      return new Transcript(file.note, file);
    this.isDamaged = true;
    return undefined;
  }

  /** By the file and what surrounds it, so that two sets of rules in turn do not take the place from each other. */
  #pathOf({ path, file }: ScanFile): string {
    const { folder, digest } = this.#settings;
    const name = createHash('sha256')
      .update(JSON.stringify([path, file, digest]))
      .digest('hex')
      .slice(0, 40);
    return join(folder, 'judgements', name.slice(0, 2), `${name.slice(2)}.bin`);
  }
}

/** What the disk says of a file; undefined for what is no file, which can be read once. */
function signatureOf(path: string): string | undefined {
  const seen = statSync(path, { bigint: true, throwIfNoEntry: false });
  return seen?.isFile() === true ? `${seen.size} ${seen.mtimeNs} ${seen.ctimeNs} ${seen.ino}` : undefined;
}

/** A hash of a file's content and of how it is read; nothing when it cannot be read. */
async function versionOf({ path, named }: ScanFile, how: unknown): Promise<string> {
  const digest = createHash('sha256').update(JSON.stringify([named, how]));
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) digest.update(piece);
  } catch {
    return '';
  }
  return digest.digest('hex');
}
