import type { Subject } from '../detectors/contract.ts';
import type { ScanFile } from './files.ts';
import type { Judged, JudgedEvent } from './judging.ts';
import { keepJudgement, packSketch } from './kept-judgement.ts';
import { isRemotePicture } from './picture-path.ts';
import { eventFrame, type KeptBytes, type KeptPicture, listingFrame, signPicture } from './transcript.ts';
import { TranscriptWriter } from './transcript-file.ts';

/** How long before a look a change of a file can go unseen: file systems tell times by steps of up to two seconds, in milliseconds. */
const STEP = 2000;

/** What a session is about. */
export interface SessionSettings {
  /** Where the transcript goes. */
  readonly path: string;
  readonly digest: string;
  readonly version: string;
  readonly file: ScanFile;
  /** When reading began, in milliseconds. */
  readonly startedAt: number;
  /** Absent when pictures are not looked at. */
  readonly pictureRoots: readonly string[] | undefined;
}

/** Writes down what one file gives while it is scanned. */
export class JudgementSession {
  readonly #settings: SessionSettings;
  readonly #expected = new WeakMap<Subject, { readonly key: string; readonly bytes: KeptBytes | undefined }>();
  readonly #pictures = new Map<string, KeptPicture>();
  #writer: TranscriptWriter | undefined;
  #isComplete = false;
  #isWhole = true;

  constructor(settings: SessionSettings) {
    this.#settings = settings;
  }

  /** Announces a listing on its way to be judged. @param bytes its judgement as it was kept, where it was at hand. */
  expect(subject: Subject, key: string, bytes: KeptBytes | undefined): void {
    this.#expected.set(subject, { key, bytes });
  }

  /** Says that the file has been read to its end. */
  complete(): void {
    this.#isComplete = true;
  }

  add(event: JudgedEvent): void {
    // Of a file without listings there is nothing to remember.
    if ('skipped' in event) return;
    this.#writer ??= new TranscriptWriter(this.#settings.path);
    if (!this.#writer.isOpen) return;
    if ('subject' in event) this.#addListing(event);
    else {
      const { file: _, ...told } = event;
      this.#writer.add(eventFrame(told));
    }
  }

  /** Puts the transcript in its place, when the file was read as a whole. */
  finish(): void {
    const { digest, version } = this.#settings;
    if (this.#isComplete)
      this.#writer?.finish({ digest, version, whole: this.#isWhole, pictures: [...this.#pictures.values()] });
    this.discard();
  }

  /** Leaves nothing behind that is not finished. */
  discard(): void {
    this.#writer?.discard();
    this.#writer = undefined;
  }

  #addListing({ subject, pictures, judgement }: Judged): void {
    const { key, bytes } = this.#expected.get(subject) ?? {};
    const kept = bytes ?? bytesOf(judgement, subject);
    if (key === undefined || kept === undefined) {
      this.#isWhole = false;
      return;
    }
    this.#notePictures(subject);
    this.#writer?.add(listingFrame(key, pictures, subject.listing, kept));
  }

  #notePictures({ listing, images }: Subject): void {
    if (this.#settings.pictureRoots === undefined) return;
    for (const [at, { src, file }] of listing.images.entries()) {
      if (isRemotePicture(src) || this.#pictures.has(src)) continue;
      const sha256 = images[at]?.sha256;
      // A file that could not be used may be one that can the next time.
      if (file !== undefined && sha256 === undefined) this.#isWhole = false;
      const seen = file === undefined ? undefined : signPicture(file, this.#settings.startedAt - STEP);
      this.#pictures.set(src, {
        src,
        ...(file === undefined ? {} : { file }),
        ...(sha256 === undefined ? {} : { sha256 }),
        ...(seen === undefined ? {} : { seen }),
      });
    }
  }
}

const NOTHING = Buffer.alloc(0);

function bytesOf(judgement: Judged['judgement'], { listing }: Subject): KeptBytes | undefined {
  const sketch = judgement.sketch === undefined ? NOTHING : packSketch(judgement.sketch);
  if (judgement.findings.length === 0 && judgement.leftOut.length === 0) return [NOTHING, sketch];
  const kept = keepJudgement(judgement, listing);
  return kept && [Buffer.from(JSON.stringify(kept)), sketch];
}
