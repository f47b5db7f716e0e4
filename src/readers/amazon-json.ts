import type { Problem } from '../model/problem.ts';
import { amazonEntries, type Entry } from './amazon-attributes.ts';
import { amazonMarketplace } from './amazon-marketplaces.ts';
import type { Input, ReadEvent } from './contract.ts';
import { decodeInput } from './encoding.ts';
import { scanJson } from './json-scanner.ts';
import { Mapping } from './mapping.ts';
import { member, memberText, type TreeNode } from './tree.ts';
import { type RecordTexts, readRecords, recordsPath } from './tree-reader.ts';

/**
 * Reads listings as Amazon's Selling Partner API writes them: a listings item, a catalog item, a page of either, or a listings feed
 * (`JSON_LISTINGS_FEED`) with whole items or patches. One listing a marketplace; deleted items are left out.
 */
export async function* readAmazonJson(input: Input): AsyncIterable<ReadEvent> {
  const problems: Problem[] = [];
  const mapping = new Mapping(input.file, 'amazon-json');
  const records = scanJson(decodeInput(input, problems), recordsPath(input));
  const fallback = input.options.marketplace ?? 'amazon.com';
  yield* readRecords(input, records, problems, mapping, (record, pointer) => {
    if (isDeleted(record)) return [];
    return byMarketplace(amazonEntries(record, pointer, mapping), fallback);
  });
}

function isDeleted(record: TreeNode): boolean {
  const operation = memberText(record, 'operationType')?.text.toUpperCase();
  if (operation === 'DELETE') return true;
  // The page around the items of an empty answer.
  return member(record, 'items')?.kind === 'array' && member(record, 'sku') === undefined;
}

/** One listing for every marketplace that a text names; texts without one belong to all of them. */
function byMarketplace(entries: readonly Entry[], fallback: string): RecordTexts[] {
  const ids = [...new Set(entries.flatMap((entry) => entry.marketplaceId ?? []))];
  if (ids.length === 0) return [recordOf(entries, undefined, fallback)];
  return ids.map((id) =>
    recordOf(
      entries.filter((entry) => entry.marketplaceId === undefined || entry.marketplaceId === id),
      id,
      fallback,
    ),
  );
}

function recordOf(entries: readonly Entry[], id: string | undefined, fallback: string): RecordTexts {
  const known = id === undefined ? undefined : amazonMarketplace(id);
  const locale = entries.find((entry) => entry.locale !== undefined)?.locale ?? known?.locale;
  return {
    texts: entries.map((entry) => entry.text),
    marketplace: known?.marketplace ?? fallback,
    ...(locale === undefined ? {} : { locale }),
  };
}
