import type { Finding } from '../model/finding.ts';
import type { ListingOutcome } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import { openAudit } from './audit.ts';
import { isOwnFile } from './decision-state.ts';
import type { ScanRequest } from './request.ts';

/** Scans until the finding with this fingerprint (or the start of one) is met; undefined when no listing has it. */
export async function findByFingerprint(
  request: ScanRequest,
  fingerprint: string,
): Promise<{ readonly outcome: ListingOutcome; readonly finding: Finding; readonly rules: readonly Rule[] } | undefined> {
  const audit = await openAudit(request);
  for (const { checker, events } of audit.parts) {
    for await (const event of events({ enter: () => undefined, leave: () => undefined })) {
      if (!('subject' in event)) continue;
      const { listing } = event.subject;
      checker.decisions.meet(listing, isOwnFile(event.file, request));
      const findings = checker.decisions.decide(checker.settle(checker.judge(event.subject), event.file), listing);
      const finding = findings.find((f) => f.fingerprint.startsWith(fingerprint));
      if (finding !== undefined) return { outcome: { listing, findings }, finding, rules: checker.rules };
    }
  }
  return undefined;
}
