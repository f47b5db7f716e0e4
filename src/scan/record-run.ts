import { relative, resolve, sep } from 'node:path';
import process from 'node:process';
import type { History, RunRecorder } from '../history/history.ts';
import type { Run, RunScope } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import type { ReportHead, ReportTail } from '../model/report.ts';
import { shownFix, shownMessage } from '../reporters/message.ts';
import { isWhole } from './decision-coverage.ts';
import type { ScanFile } from './files.ts';
import { hashLocalPictures } from './local-pictures.ts';
import { isRemotePicture } from './picture-path.ts';
import type { JudgedListing, ScanRequest, ScanSink } from './request.ts';
import { now } from './today.ts';

/*
 * A scan -> a run of the history, beside whatever else the scan is reported to. Files are named from the configuration's folder, so that a
 * run is the same wherever it was started.
 */

/** A scan that is being recorded. */
export interface RunRecording {
  /** The sink, which then hears what it heard before. */
  readonly sink: ScanSink;
  /** Writes the run down when the scan has ended. Throws what the history says; then nothing was written. */
  end(tail: ReportTail): Promise<Run>;
  /** Forgets what was taken. */
  abandon(): Promise<void>;
}

/** Records a scan, however it is reported. What fails on the way is told at the end: the report does not wait for it. */
export function recordRun(request: ScanRequest, history: History, sink: ScanSink): RunRecording {
  const taker = new Taker(request, history);
  return {
    sink: {
      ...sink,
      begin: async (head) => {
        await taker.begin(head);
        await sink.begin(head);
      },
      met: async (met, file) => {
        await taker.meet(met, file);
        await sink.met?.(met, file);
      },
      problem: (problem) => {
        taker.note(problem);
        sink.problem?.(problem);
      },
    },
    end: (tail) => taker.end(tail),
    abandon: () => taker.abandon(),
  };
}

class Taker {
  readonly #request: ScanRequest;
  readonly #history: History;
  readonly #home: string;
  readonly #hashes = new Map<string, string | undefined>();
  /** Records of which something could not be read, by the name that reports give them; then that of the history, once they are met. */
  readonly #unread = new Map<string, string | undefined>();
  /** Whether something could not be read that is no listing. */
  #lost = false;
  #head: ReportHead | undefined;
  #recorder: RunRecorder | undefined;
  #failure: unknown;

  constructor(request: ScanRequest, history: History) {
    this.#request = request;
    this.#history = history;
    this.#home = request.config?.folder ?? process.cwd();
  }

  async begin(head: ReportHead): Promise<void> {
    this.#head = head;
    await this.#attempt(async () => {
      this.#recorder = await this.#history.begin({ startedAt: now(), scope: this.#scope(false) });
    });
  }

  async meet({ listing, findings, hashes }: JudgedListing, { path, config }: ScanFile): Promise<void> {
    const recorder = this.#recorder;
    if (recorder === undefined) return;
    const { source } = listing;
    const file = this.#nameOf(path);
    const shown = `${source.file}#${source.record}`;
    if (this.#unread.has(shown)) this.#unread.set(shown, `${file}#${source.record}`);
    for (const [picture, hash] of hashes) this.#hashes.set(picture, hash);
    const { stdin } = this.#request;
    const listingFile = stdin !== undefined && resolve(stdin.file) === path ? '' : path;
    const pictures = hashLocalPictures(listing, listingFile, config?.values.images ?? [], this.#hashes).hashes;
    const rules = this.#head?.rules;
    const texts = findings.map((finding) => {
      const rule = rules?.get(finding.rule);
      return {
        message: { en: shownMessage(finding, rule, 'en'), zh: shownMessage(finding, rule, 'zh') },
        fix: { en: shownFix(finding, rule, 'en'), zh: shownFix(finding, rule, 'zh') },
      };
    });
    const { id, key, marketplace, fields, images } = listing;
    const named = { id, ...(key === undefined ? {} : { key }), marketplace, fields, images };
    const remote = new Set(images.filter(({ src }) => isRemotePicture(src)).map(({ slot }) => slot));
    await this.#attempt(() =>
      recorder.listing({
        listing: { ...named, source: { file, record: source.record } },
        findings: findings.map((finding) => ({ ...finding, file })),
        ...{ pictures, remote, texts },
      }),
    );
  }

  note({ file, record }: Problem): void {
    if (record === undefined) this.#lost = true;
    else this.#unread.set(`${file}#${record}`, undefined);
  }

  async end(tail: ReportTail): Promise<Run> {
    const recorder = this.#recorder;
    if (recorder === undefined) throw this.#failure;
    if (this.#failure !== undefined) {
      await recorder.abandon();
      throw this.#failure;
    }
    const { files, listings, images, problems, counts, review, suppressed, baselined } = tail;
    const { version = '', packs = [] } = this.#head ?? {};
    const run = {
      ...{ startedAt: startOf(tail), endedAt: now(), asOf: this.#request.asOf, version },
      packs: packs.map(({ id, version: own }) => ({ id, version: own })),
      scope: this.#scope(problems.length === 0),
      ...{ files, listings, images, problems: problems.length, counts, review, suppressed, baselined },
      exit: tail.verdict.exit,
    };
    return recorder.end(run, this.#unreadNames());
  }

  async abandon(): Promise<void> {
    await this.#recorder?.abandon();
  }

  /** The listings of which something was not read; undefined when it is not known what was lost: rows, files, a library. */
  #unreadNames(): ReadonlySet<string> | undefined {
    const names = [...this.#unread.values()];
    return this.#lost || names.includes(undefined) ? undefined : new Set(names.filter((name) => name !== undefined));
  }

  /** After a failure nothing more is taken: a run that is half recorded would tell of things that were fixed. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    if (this.#failure !== undefined) return;
    try {
      await work();
    } catch (error) {
      this.#failure = error;
    }
  }

  #scope(complete: boolean): RunScope {
    const { paths, images, ocr = false, network, given, stdin, since } = this.#request;
    const named = paths.length === 0 ? ['.'] : paths;
    const whole = isWhole(this.#request, this.#home);
    const some = stdin !== undefined || since !== undefined;
    const areas = some || whole ? [] : named.map((path) => this.#nameOf(resolve(path)));
    return {
      paths: stdin === undefined ? named : [stdin.file, ...paths],
      ...{ whole, rules: [...(this.#head?.rules.keys() ?? [])].sort() },
      ...(given.only.length > 0 || given.skip.length > 0 ? { narrowed: true } : {}),
      ...(areas.length === 0 ? {} : { areas }),
      ...{ images, ocr: ocr && images },
      ...(network !== undefined && images ? { fetched: true } : {}),
      ...(this.#head?.library === undefined ? {} : { library: this.#head.library }),
      complete,
    };
  }

  /** A path from the configuration's folder. */
  #nameOf(path: string): string {
    return relative(this.#home, path).split(sep).join('/');
  }
}

/** The day of a run that is repeated is the one that it was told. */
function startOf({ startedAt }: ReportTail): string {
  const end = now();
  return end < startedAt || end.slice(0, 10) !== new Date().toISOString().slice(0, 10) ? end : startedAt;
}
