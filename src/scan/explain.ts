import type { Finding } from '../model/finding.ts';
import type { ListingOutcome } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import { openAudit } from './audit.ts';
import type { LoadedConfig } from './config.ts';
import { isOwnFile } from './decision-state.ts';
import type { ScanRequest } from './request.ts';

/** A finding that was looked for. */
export interface FoundFinding {
  readonly outcome: ListingOutcome;
  readonly finding: Finding;
  readonly rules: readonly Rule[];
  /** Of the file that the listing stands in. */
  readonly config: LoadedConfig | undefined;
}

/** Scans until the finding with this fingerprint (or the start of one) is met; undefined when no listing has it. */
export async function findByFingerprint(request: ScanRequest, fingerprint: string): Promise<FoundFinding | undefined> {
  for await (const found of findingsLike(request, fingerprint)) return found;
  return undefined;
}

/** Scans for every finding whose fingerprint begins so. */
export async function* findingsLike(request: ScanRequest, fingerprint: string): AsyncGenerator<FoundFinding> {
  // Only what is read anew has all that the judge looks at.
  const audit = await openAudit({ ...request, cache: false });
  for (const { checker, events } of audit.parts) {
    for await (const event of events({ enter: () => undefined, leave: () => undefined })) {
      if (!('subject' in event)) continue;
      const { listing } = event.subject;
      checker.decisions.meet(listing, isOwnFile(event.file, request));
      const findings = checker.decisions.decide(checker.settle(checker.judge(event.subject), event.file), listing);
      const outcome = { listing, findings };
      for (const finding of findings) {
        if (finding.fingerprint.startsWith(fingerprint))
          yield { outcome, finding, rules: checker.rules, config: event.file.config };
      }
    }
  }
}
