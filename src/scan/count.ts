import type { Finding } from '../model/finding.ts';
import { LeftOutCount } from '../model/left-out.ts';
import type { Progress } from '../model/progress.ts';
import type { MappingNote } from '../model/report.ts';
import type { Severity } from '../model/rule.ts';
import type { FileWatch } from './audit.ts';
import type { ScanFile } from './files.ts';

/** The numbers of a run. */
export class Count implements FileWatch {
  readonly counts: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  readonly review: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  readonly byRule: Map<string, Record<Severity, number>> = new Map();
  readonly mappings: MappingNote[] = [];
  readonly skipped: string[] = [];
  /** Findings that count no more, by what was decided. */
  readonly settled: { suppressed: number; baselined: number } = { suppressed: 0, baselined: 0 };
  readonly leftOut: LeftOutCount = new LeftOutCount();
  files: number = 0;
  listings: number = 0;
  images: number = 0;
  readonly #total: { readonly files: number; readonly bytes: number };
  #findings = 0;
  #bytes = 0;
  #file = '';

  constructor(files: readonly ScanFile[]) {
    this.#total = { files: files.length, bytes: files.reduce((sum, file) => sum + file.size, 0) };
  }

  enter(file: ScanFile): void {
    this.#file = file.file;
  }

  leave(file: ScanFile): void {
    this.files++;
    this.#bytes += file.size;
  }

  listing(findings: readonly Finding[], images: number): void {
    this.listings++;
    this.images += images;
    for (const { rule, severity, review, state } of findings) {
      if (state !== 'open') {
        this.settled[state === 'baselined' ? 'baselined' : 'suppressed']++;
        continue;
      }
      this.#findings++;
      (review ? this.review : this.counts)[severity]++;
      const own = this.byRule.get(rule) ?? { error: 0, warning: 0, note: 0 };
      own[severity]++;
      this.byRule.set(rule, own);
    }
  }

  /** `within` bytes of the current file have been read. */
  progress(within: number): Progress {
    const { files, bytes } = this.#total;
    return {
      files: this.files,
      filesTotal: files,
      listings: this.listings,
      findings: this.#findings,
      images: this.images,
      bytes: this.#bytes + within,
      bytesTotal: bytes,
      current: this.#file,
    };
  }
}
