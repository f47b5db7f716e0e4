import type { Draft, Subject } from '../detectors/contract.ts';
import { fieldName, slotField } from '../model/field-names.ts';
import { type Finding, fingerprint } from '../model/finding.ts';
import { isPictureText, keyOf, type Listing } from '../model/listing.ts';
import { locate, type Place } from '../model/place.ts';

interface Spot {
  readonly field: string;
  readonly index: number | null;
  readonly text: string;
  readonly place: Place;
  /** Order among the listing's fields and pictures. */
  readonly order: number;
}

/** As much of a finding as tells whether a fix took it away or brought it. */
export type Trace = Pick<Finding, 'rule' | 'severity' | 'field' | 'index' | 'match' | 'evidence'>;

/** The trace of a draft, which needs neither place nor fingerprint. */
export function traceOf(draft: Draft, { listing }: Subject): Trace {
  const { rule, span, evidence } = draft;
  const { field, index, text } = spotOf(draft, listing);
  return { rule: rule.id, severity: draft.severity ?? rule.severity, field, index, match: text.slice(...span), evidence };
}

/** Gives drafts their place, fingerprint and order: by field, offset, rule. */
export function finishFindings(drafts: readonly Draft[], { listing }: Pick<Subject, 'listing'>): Finding[] {
  const placed = drafts.map((draft) => ({ draft, spot: spotOf(draft, listing) }));
  placed.sort(
    (a, b) =>
      a.spot.order - b.spot.order ||
      a.draft.span[0] - b.draft.span[0] ||
      compare(a.draft.rule.id, b.draft.rule.id) ||
      compare(a.draft.identity, b.draft.identity),
  );
  const seen = new Map<string, number>();
  return placed.map(({ draft, spot }) => finish(draft, spot, listing, seen));
}

/** Two lists of a listing's findings, each in order, as one. */
export function mergeFindings(some: readonly Finding[], more: readonly Finding[], listing: Listing): Finding[] {
  return [...some, ...more].sort(
    (a, b) => spotNumber(a, listing) - spotNumber(b, listing) || a.span[0] - b.span[0] || compare(a.rule, b.rule),
  );
}

/**
 * A finding of a listing, where the listing stands now; undefined where its place is of another kind than the finding's was.
 * @param spot as `spotNumber` gives it.
 */
export function locateFinding(finding: Finding, spot: number, listing: Listing): Finding | undefined {
  const { fields, images, source } = listing;
  const place = (spot < 0 ? undefined : (fields[spot] ?? images[spot - fields.length])?.place) ?? startOf(listing);
  if ((place.cell === undefined) !== (finding.cell === undefined)) return undefined;
  const { line, column } = locate(place, finding.span[0]);
  return { ...finding, ...source, line, column, ...(place.cell === undefined ? {} : { cell: place.cell }) };
}

/** Number of a finding's field or picture among those of the listing; -1 for what is missing. */
export function spotNumber({ field, index }: Finding, { fields, images }: Listing): number {
  const at = fields.findIndex((one) => one.name === field && (one.index ?? null) === index);
  if (at >= 0) return at;
  const picture = images.findIndex(({ slot }) => {
    const name = slotField(slot);
    return name.name === field && name.index === index;
  });
  return picture < 0 ? -1 : fields.length + picture;
}

function finish(draft: Draft, spot: Spot, listing: Listing, seen: Map<string, number>): Finding {
  const { rule, span } = draft;
  const key = JSON.stringify([rule.id, spot.field, draft.identity]);
  const nth = seen.get(key) ?? 0;
  seen.set(key, nth + 1);
  const { line, column } = locate(spot.place, span[0]);
  const match = spot.text.slice(...span);
  return {
    rule: rule.id,
    severity: draft.severity ?? rule.severity,
    review: rule.review,
    confidence: draft.confidence,
    listing: listing.id,
    marketplace: listing.marketplace,
    file: listing.source.file,
    line,
    column,
    record: listing.source.record,
    ...(spot.place.cell === undefined ? {} : { cell: spot.place.cell }),
    field: spot.field,
    index: spot.index,
    span,
    match,
    slots: {
      match,
      field: fieldName(spot.field, spot.index),
      listing: listing.id,
      marketplace: listing.marketplace,
      brand: listing.brand ?? '',
      ...draft.slots,
    },
    // Words in a picture are no cell of a file.
    ...(draft.replacements === undefined || isPictureText(spot.field) ? {} : { replacements: draft.replacements }),
    evidence: draft.evidence,
    prevention: rule.prevention.map((step) => step.id),
    fingerprint: fingerprint({
      rule: rule.id,
      marketplace: listing.marketplace,
      listing: keyOf(listing),
      field: spot.field,
      what: draft.identity,
      nth,
    }),
    state: 'open',
  };
}

function spotOf({ target }: Draft, listing: Listing): Spot {
  if ('missing' in target) return { field: target.missing, index: null, text: '', place: startOf(listing), order: -1 };
  if ('field' in target) {
    const { name, index = null, text, place } = at(listing.fields, target.field);
    return { field: name, index, text, place, order: target.field };
  }
  const { slot, src, place } = at(listing.images, target.image);
  const { name, index } = slotField(slot);
  return { field: name, index, text: src, place, order: listing.fields.length + target.image };
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`a detector pointed at ${index}, the listing has ${items.length}`);
  return item;
}

/** The place of a listing's first text or picture. */
function startOf({ fields, images }: Listing): Place {
  const place = fields[0]?.place ?? images[0]?.place ?? { runs: [0, 1, 1] };
  return { runs: place.runs.slice(0, 3) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
