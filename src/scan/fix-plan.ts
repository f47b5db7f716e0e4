import type { Subject } from '../detectors/contract.ts';
import type { Finding, Replacement } from '../model/finding.ts';
import type { Field } from '../model/listing.ts';
import { SEVERITIES } from '../model/rule.ts';
import { EditedText, mergeEdits } from '../text/edits.ts';
import { type Fix, groupFixes, holds, withTexts } from './fix-check.ts';

/** Judges an edited listing by the same rules, with the fixes that are left to do. */
export type JudgeEdited = (subject: Subject) => readonly Finding[];

/** A text of a listing as the fixes leave it. */
export interface EditedField {
  /** The listing's id and record, for people. */
  readonly listing: string;
  readonly record: number;
  readonly field: Field;
  /** In the field's text, in order, without overlap. */
  readonly edits: readonly Replacement[];
  readonly after: string;
}

/** Edits may make room for others, such as a title that can be turned round once a sign is gone; fixes that disagree go one by one. */
const MAX_ROUNDS = 12;

/** The texts of a listing that its findings' replacements change, all of them put together. The worst findings are mended first. */
export function planFixes(findings: readonly Finding[], subject: Subject, judge: JudgeEdited): EditedField[] {
  const texts = new Map<number, EditedText>();
  let now = subject;
  let found = findings;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const chosen = choose(groupFixes(found, now), found, now, judge);
    if (chosen.size === 0) break;
    for (const [field, edits] of chosen) {
      const text = texts.get(field) ?? new EditedText(subject.listing.fields[field]?.text ?? '');
      text.apply(edits);
      texts.set(field, text);
    }
    now = withTexts(subject, new Map([...texts].map(([field, text]) => [field, text.text])));
    found = judge(now);
  }
  return [...texts].sort(([a], [b]) => a - b).flatMap(([at, text]) => edited(subject, at, text));
}

/** The edits of the next round by field: of all fixes, where they go together, else of the one for the worst finding. */
function choose(
  fixes: readonly Fix[],
  found: readonly Finding[],
  subject: Subject,
  judge: JudgeEdited,
): ReadonlyMap<number, readonly Replacement[]> {
  if (fixes.length === 0) return new Map();
  const chosen = holds(fixes, found, subject, judge) ? fixes : worstFirst(fixes).slice(0, 1);
  const byField = new Map<number, (readonly Replacement[])[]>();
  for (const { field, edits } of chosen) {
    const own = byField.get(field);
    if (own === undefined) byField.set(field, [edits]);
    else own.push(edits);
  }
  return new Map([...byField].map(([field, lists]) => [field, mergeEdits(lists) ?? []] as const));
}

function worstFirst(fixes: readonly Fix[]): Fix[] {
  return [...fixes].sort((a, b) => rankOf(a) - rankOf(b) || (a.edits[0]?.span[0] ?? 0) - (b.edits[0]?.span[0] ?? 0));
}

function rankOf({ findings }: Fix): number {
  return Math.min(...findings.map(({ severity }) => SEVERITIES.indexOf(severity)));
}

function edited({ listing }: Subject, at: number, text: EditedText): EditedField[] {
  const field = listing.fields[at];
  const edits = text.edits();
  if (field === undefined || edits.length === 0) return [];
  return [{ listing: listing.id, record: listing.source.record, field, edits, after: text.text }];
}
