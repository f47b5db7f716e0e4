import type { InfringementType, NoticeItem, NoticePlatform } from '../model/case-notice.ts';
import type { EvidenceList } from './evidence.ts';
import { headedId, type ItemId, labelledIds, looseIds, pageIds } from './item-ids.ts';
import type { LabelValue } from './labels.ts';
import type { Layout } from './layout.ts';

/*
 * The listings that a notice names, each with what is said of it: title, SKU, reason, protected word.
 */

/** Something that the text says, in the order of the text. */
type Entry =
  | { readonly kind: 'item'; readonly at: number; readonly item: Draft }
  | { readonly kind: 'title' | 'sku' | 'reason' | 'type' | 'term' | 'url'; readonly at: number; readonly text: string };

interface Draft {
  id: string;
  sku?: string;
  title?: string;
  url?: string;
  reason?: string;
  typeText?: string;
  term?: string;
}

/** Tells which right a phrase such as `Copyright Image` means; undefined when it means none. */
export type TypeReader = (phrase: string) => InfringementType | undefined;

/** More listings than these are not named one by one in a notice; the rest is left out. */
const MAX_ITEMS = 5000;
/** Reasons that platforms write behind an item number. */
const REASON =
  /^(?:potential|suspected|possible|misuse|m[öo]glich|mutma|posible|posibile|possibile|presunt|potenti|潜在|疑似|涉嫌|可能)|(?:の可能性|の疑い|不正使用|滥用|侵权嫌疑)$|^[\p{L} ]{3,40} misuse$/iu;
const FIELDS = {
  title: 'title',
  sku: 'sku',
  reason: 'reason',
  infringementType: 'type',
  assertedTerm: 'term',
  itemUrl: 'url',
} as const;

/** Reads the items of a notice. */
export function readItems(layout: Layout, platform: NoticePlatform, typeOf: TypeReader, evidence: EvidenceList): NoticeItem[] {
  const entries = [...labelEntries(layout, platform, evidence), ...looseEntries(layout, platform, evidence)].sort(
    (a, b) => a.at - b.at,
  );
  const drafts = joinEntries(entries);
  const types = new Set(drafts.flatMap(({ typeText }) => (typeText === undefined ? [] : (typeOf(typeText) ?? []))));
  return drafts.slice(0, MAX_ITEMS).map((draft) => finish(draft, types.size > 1, typeOf));
}

/** What stands in brackets at the end of lines that name a listing: `B0…, Complaint ID 123 (Trademark)`. */
export function bracketsBehind(
  layout: Layout,
): readonly { readonly phrase: string; readonly start: number; readonly end: number }[] {
  const lines = new Set(
    layout.pieces.flatMap(({ kind, start, end }) =>
      kind !== 'sender' && kind !== 'subject' && looseIds(layout.text.slice(start, end)).length > 0 ? [end] : [],
    ),
  );
  return [...lines].flatMap((end) => {
    const to = layout.text.indexOf('\n', end);
    const from = layout.text.lastIndexOf('\n', end - 1) + 1;
    const line = layout.text.slice(from, Math.min(to === -1 ? layout.text.length : to, from + 400));
    const found = /[(（]([^()（）]{3,40})[)）]\s*[,;.]?\s*$/.exec(line);
    const phrase = found?.[1];
    return found === null || phrase === undefined ? [] : [{ phrase, start: from + found.index, end: from + line.length }];
  });
}

/** A reason of the platform and the protected word in brackets behind it. */
export function termBehind(text: string): { readonly reason: string; readonly term: string } | undefined {
  const found = /^([^()（）\n]{1,200}?)\s*[(（]([^()（）\n]{1,80})[)）]\.?$/.exec(text);
  const [, reason, term] = found ?? [];
  return reason === undefined || term === undefined || !REASON.test(reason) ? undefined : { reason, term };
}

function finish({ typeText, ...draft }: Draft, differ: boolean, typeOf: TypeReader): NoticeItem {
  const type = differ && typeText !== undefined ? typeOf(typeText) : undefined;
  return { ...draft, ...(type === undefined ? {} : { type }) };
}

function labelEntries(layout: Layout, platform: NoticePlatform, evidence: EvidenceList): Entry[] {
  return layout.labels.flatMap((label): Entry[] => {
    const text = layout.text.slice(label.start, label.end);
    // A group of variants names the listing only where nothing else does.
    if (label.field === 'itemGroup' && layout.labels.some(({ field }) => field === 'item')) return [];
    if (label.field === 'item' || label.field === 'itemGroup' || label.field === 'itemUrl')
      return itemEntries(label, text, platform, evidence);
    const kind = label.field in FIELDS ? FIELDS[label.field as keyof typeof FIELDS] : undefined;
    return kind === undefined || text === '' ? [] : [{ kind, at: label.start, text }];
  });
}

function itemEntries(label: LabelValue, text: string, platform: NoticePlatform, evidence: EvidenceList): Entry[] {
  const pages = pageIds(text, platform);
  const ids = pages.length > 0 ? pages : label.field === 'itemUrl' ? [] : labelledIds(text, platform);
  return ids.flatMap((id, i): Entry[] => {
    // A title may hold numbers: what follows the first number counts only in a list.
    if (i > 0 && pages.length === 0 && !isListed(text, ids[i - 1], id)) return [];
    evidence.add('items', id.id, label.id, label.start + id.start, label.start + id.end);
    const next = ids[i + 1];
    const behind = text.slice(id.end, next !== undefined && isListed(text, id, next) ? next.start : text.length);
    const before = i === 0 ? text.slice(0, id.start) : '';
    return [{ kind: 'item', at: label.start + id.start, item: describe(id.id, behind, before, pages.length > 0 ? '' : text) }];
  });
}

function isListed(text: string, before: ItemId | undefined, id: ItemId): boolean {
  if (before === undefined) return true;
  const between = text.slice(before.end, id.start);
  return /^\s*(?:[,;、，/&|+]|and|und|et|y|e|和|及)?\s*#?\s*$/i.test(between) || /[,;、，]\s*#?$/.test(between);
}

/** ASINs in running text and in lists (`B0… - Potential Trademark Misuse (WORD), B0… (Copyright)`). */
function looseEntries(layout: Layout, platform: NoticePlatform, evidence: EvidenceList): Entry[] {
  const taken = layout.labels.filter(({ field }) => field === 'item' || field === 'workUrl' || field === 'ownerWords');
  return layout.pieces.flatMap(({ context, kind, start, end }): Entry[] => {
    if (context === 'examples' || context === 'owner-contact' || context === 'owner-words' || kind === 'sender') return [];
    const text = layout.text.slice(start, end);
    const headed = kind === 'subject' ? undefined : headedId(text, platform);
    if (headed !== undefined) {
      evidence.add('items', headed.id, 'shape/item-line', start + headed.start, start + headed.end);
      return [{ kind: 'item', at: start + headed.start, item: describe(headed.id, text.slice(headed.end), '', text) }];
    }
    const found =
      platform === 'amazon' || platform === 'direct' || platform === 'unknown' ? looseIds(text) : pageIds(text, platform);
    return found.flatMap(({ id, start: from, end: to }, i): Entry[] => {
      const at = start + from;
      if (taken.some((label) => at >= label.labelStart && at < label.end)) return [];
      evidence.add('items', id, 'shape/item-number', at, start + to);
      const behind = text.slice(to, found[i + 1]?.start ?? text.length);
      // The subject comes first in the text, yet the list of the body is the one in order.
      return [
        {
          kind: 'item',
          at: kind === 'subject' ? Number.MAX_SAFE_INTEGER : at,
          item: describe(id, kind === 'subject' ? '' : behind, '', ''),
        },
      ];
    });
  });
}

/** What stands behind an item number: a reason with its word, a type in brackets, a title. */
function describe(id: string, behind: string, before: string, labelled: string): Draft {
  const found = /^\s*(?:[-–—:：/|]\s*)?([^()（）\n]{0,300}?)\s*(?:[(（]([^()（）\n]{1,80})[)）])?\s*[,;，；、|.]?\s*$/.exec(
    behind.slice(0, 400),
  );
  const words = (found?.[1] ?? '').trim().replace(/[,;，；]$/, '');
  const bracket = found?.[2]?.trim();
  if (REASON.test(words)) return { id, reason: words, typeText: words, ...(bracket === undefined ? {} : { term: bracket }) };
  const dashed = /^\s*[-–—:：|/]/.test(behind);
  const title = labelled !== '' ? titleOf(words, before, bracket) : undefined;
  return {
    id,
    ...(title === undefined ? {} : { title }),
    ...(bracket !== undefined && words === '' ? { typeText: bracket } : {}),
    ...(labelled === '' && dashed && words !== '' && words.length < 60 ? { typeText: words } : {}),
  };
}

function titleOf(words: string, before: string, bracket: string | undefined): string | undefined {
  if (/\p{L}{2}/u.test(words)) return bracket === undefined ? words : `${words} (${bracket})`;
  const head = before
    .replace(
      /[\s(（#:：-]*\b(?:(?:product|item|goods|listing|article|artikel|produkt) ?)?(?:id|no\.?|nr\.?|number|nummer)\s?[:#]?\s*$/i,
      '',
    )
    .replace(/[\s(（#:：-]+$/, '')
    .trim();
  if (/\p{L}{2}/u.test(head) && !/https?:/.test(head)) return head;
  return bracket !== undefined && /\p{L}{3}/u.test(bracket) && /\s|\p{Lo}/u.test(bracket) ? bracket : undefined;
}

/** Gives titles and the like to their items: those behind them, or before them where the text begins with a title. */
function joinEntries(entries: readonly Entry[]): Draft[] {
  const drafts = new Map<string, Draft>();
  const details = entries.filter(({ kind }) => kind !== 'item' && kind !== 'type');
  const firstItem = entries.find(({ kind }) => kind === 'item')?.at ?? Number.POSITIVE_INFINITY;
  const titleFirst = (details.find(({ kind }) => kind === 'title' || kind === 'sku')?.at ?? firstItem) < firstItem;
  let current: Draft | undefined;
  let waiting: Entry[] = [];
  for (const entry of entries) {
    if (entry.kind === 'item') {
      current = drafts.get(entry.item.id) ?? entry.item;
      for (const [key, value] of Object.entries(entry.item)) if (!(key in current)) Object.assign(current, { [key]: value });
      drafts.set(current.id, current);
      for (const detail of waiting) addDetail(current, detail);
      waiting = [];
    } else if (titleFirst && entry.kind !== 'type') waiting.push(entry);
    else if (current !== undefined) addDetail(current, entry);
  }
  const last = current;
  if (last !== undefined) for (const detail of waiting) addDetail(last, detail);
  if (drafts.size > 0) return [...drafts.values()];
  return entries.flatMap((entry) => (entry.kind === 'sku' ? [{ id: entry.text, sku: entry.text }] : []));
}

function addDetail(draft: Draft, entry: Entry): void {
  switch (entry.kind) {
    case 'title':
      draft.title ??= entry.text;
      break;
    case 'sku':
      draft.sku ??= entry.text;
      break;
    case 'url':
      draft.url ??= entry.text;
      break;
    case 'type':
      draft.typeText ??= entry.text;
      break;
    case 'reason': {
      const found = /^([^()（）\n]{1,200}?)\s*(?:[(（]([^()（）\n]{1,80})[)）])?\.?$/.exec(entry.text);
      if (found === null || !REASON.test(entry.text)) break;
      draft.reason ??= found[1] ?? '';
      if (found[2] !== undefined) draft.term ??= found[2];
      break;
    }
    default:
      break;
  }
}
