import type { Finding } from '../model/finding.ts';
import type { ListingVersion, VersionField } from '../model/history.ts';
import { FIELD_ORDER } from '../model/listing.ts';
import type { Span } from '../model/span.ts';

const NAMES: readonly string[] = FIELD_ORDER;

/** The texts of a version in the order in which people read a listing. */
export function orderedFields({ fields }: ListingVersion): readonly VersionField[] {
  const rank = ({ name }: VersionField): number => {
    const at = NAMES.indexOf(name);
    return at === -1 ? NAMES.length : at;
  };
  return fields.toSorted((a, b) => rank(a) - rank(b));
}

/** The text of the field that a finding is about, as a version of the listing has it; undefined for pictures and fields that are gone. */
export function textOf(finding: Finding, version: ListingVersion | undefined): string | undefined {
  return version?.fields.find(({ name, index }) => name === finding.field && (index ?? null) === finding.index)?.text;
}

/** Takes a span of the text as it was scanned to the same characters of the text as it is kept. */
export type Move = (span: Span) => Span;

/**
 * Where the spans of a finding lie in a text; undefined when what was found does not stand there any more. Texts are kept with `\n` at the
 * ends of lines, findings count those that the file had.
 */
export function moveInto(finding: Pick<Finding, 'span' | 'match'>, text: string): Move | undefined {
  const { span, match } = finding;
  const wanted = match.replaceAll(/\r\n?/g, '\n').replace(/…$/, '');
  const fits = (move: Move): boolean => match === '' || (text.slice(...move(span)) || '\0').startsWith(wanted);
  const asIs: Move = (one) => one;
  if (fits(asIs)) return asIs;
  const starts = lineStarts(text);
  const shorter: Move = ([start, end]) => [withoutReturns(starts, start), withoutReturns(starts, end)];
  return fits(shorter) ? shorter : undefined;
}

function lineStarts(text: string): readonly number[] {
  const starts: number[] = [];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** An offset in a text whose lines ended in `\r\n`, in the same text with `\n`: one less for every line that has ended before. */
function withoutReturns(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) + middle + 1 <= offset) low = middle + 1;
    else high = middle;
  }
  return offset - low;
}

/** The slot of the picture that a finding is about. */
export function slotOf({ field, index }: Pick<Finding, 'field' | 'index'>): string {
  return field === 'image.main' ? 'main' : `other-${index ?? 1}`;
}
