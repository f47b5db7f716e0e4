import type { Draft, Subject } from '../detectors/contract.ts';
import { type Finding, fingerprint } from '../model/finding.ts';
import type { Field, ImageSlot, Listing } from '../model/listing.ts';
import { locate, type Place } from '../model/place.ts';
import type { Bilingual } from '../model/text.ts';

interface Spot {
  readonly field: string;
  readonly index: number | null;
  readonly text: string;
  readonly place: Place;
  /** Order among the listing's fields and pictures. */
  readonly order: number;
}

/** Gives drafts their place, fingerprint and order: by field, offset, rule. */
export function finishFindings(drafts: readonly Draft[], { listing }: Subject): Finding[] {
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

function finish(draft: Draft, spot: Spot, listing: Listing, seen: Map<string, number>): Finding {
  const { rule, span } = draft;
  const key = JSON.stringify([rule.id, spot.field, draft.identity]);
  const nth = seen.get(key) ?? 0;
  seen.set(key, nth + 1);
  const { line, column } = locate(spot.place, span[0]);
  const match = spot.text.slice(...span);
  return {
    rule: rule.id,
    severity: rule.severity,
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
      field: fieldName(spot),
      listing: listing.id,
      marketplace: listing.marketplace,
      brand: listing.brand ?? '',
      ...draft.slots,
    },
    evidence: draft.evidence,
    prevention: rule.prevention.map((step) => step.id),
    fingerprint: fingerprint({
      rule: rule.id,
      marketplace: listing.marketplace,
      listing: listing.id,
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
  const { name, index } = slotName(slot);
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

function slotName(slot: ImageSlot): { readonly name: string; readonly index: number | null } {
  return slot === 'main'
    ? { name: 'image.main', index: null }
    : { name: 'image.other', index: Number(slot.slice('other-'.length)) };
}

const NAMES: Readonly<Record<string, Bilingual>> = {
  title: { en: 'title', zh: '标题' },
  bullet: { en: 'bullet', zh: '五点描述' },
  description: { en: 'description', zh: '描述' },
  aplus: { en: 'A+ content', zh: 'A+ 页面' },
  'search-terms': { en: 'search terms', zh: '后台搜索词' },
  brand: { en: 'brand field', zh: '品牌字段' },
  manufacturer: { en: 'manufacturer field', zh: '制造商字段' },
  'image-alt': { en: 'image description', zh: '图片说明' },
  'image.main': { en: 'main image', zh: '主图' },
  'image.other': { en: 'image', zh: '附图' },
};

/** A field as messages name it: `bullet 3` / `五点描述第 3 条`. */
function fieldName({ field, index }: Pick<Spot, 'field' | 'index'>): Bilingual {
  const name = NAMES[field] ?? attributeName(field);
  if (index === null) return name;
  return { en: `${name.en} ${index}`, zh: `${name.zh}第 ${index} ${field === 'image.other' ? '张' : '条'}` };
}

function attributeName(field: Field['name'] | string): Bilingual {
  const key = field.replace(/^attribute:/, '');
  return { en: `attribute "${key}"`, zh: `属性“${key}”` };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
