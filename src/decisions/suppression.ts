import type { Finding } from '../model/finding.ts';
import type { Position } from '../model/place.ts';

/** The name under which suppressions are found, beside the configuration. */
export const SUPPRESSIONS_NAME = 'preclear.suppressions.yaml';

/** What one entry of the file says: which findings are accepted, why and until when. */
export interface SuppressionValues {
  /** Of one finding; what else stands beside it is for people. */
  readonly fingerprint?: string;
  readonly rule?: string;
  readonly listing?: string;
  readonly marketplace?: string;
  readonly field?: string;
  /** What was found; case and width of letters do not matter. */
  readonly match?: string;
  readonly reason: string;
  /** The last day on which it counts, `YYYY-MM-DD`. */
  readonly until: string;
  readonly by?: string;
  /** What proves that the finding may stand: a file, a number, an address. */
  readonly evidence?: string;
}

/** An entry, and where it stands. */
export interface Suppression extends SuppressionValues {
  readonly place: Position;
}

/** Whether an entry means a finding. @param name by which decisions know its listing. */
export function accepts(entry: SuppressionValues, finding: Finding, name: string): boolean {
  if (entry.fingerprint !== undefined) return entry.fingerprint === finding.fingerprint;
  const { rule, listing, marketplace, field, match } = entry;
  return (
    rule === finding.rule &&
    listing === name &&
    (marketplace === undefined || marketplace === finding.marketplace) &&
    (field === undefined || field === finding.field) &&
    (match === undefined || alike(match) === alike(finding.match))
  );
}

/** A text as it is compared: what a person sees as the same words is the same. */
function alike(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
