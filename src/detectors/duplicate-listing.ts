import type { Listing } from '../model/listing.ts';
import type { DuplicateListingRule } from '../model/rule.ts';
import { applicableRules } from './applicable.ts';
import type { Draft, Subject } from './contract.ts';
import { type Sketch, sketchListing } from './duplicate-sketch.ts';
import { SketchTable } from './duplicate-table.ts';

/*
 * Listings of the seller's that are the same goods twice: title and bullets agree but for colour, size and the like, and neither is a
 * variant of the other's parent. The only detector that remembers: of the newest quarter of a million listings a sketch of some 420
 * bytes each. A duplicate is told at the listing that came later, so the answer does not depend on how many files are read at a time.
 */

/** Finds listings that a scan has met before under another id. */
export interface DuplicateDetector {
  /** What is remembered of a listing; undefined where no rule asks, or it says too little. Listings may come in any order. */
  sketch(subject: Subject): Sketch | undefined;
  /** Compares a listing with those that were met before, and remembers it. Listings must come in the order of the scan. */
  meet(sketch: Sketch, subject: Pick<Subject, 'listing'>): Draft[];
}

/** Compiles the rules about duplicates, once a scan. */
export function findDuplicates(rules: readonly DuplicateListingRule[]): DuplicateDetector {
  const applicable = applicableRules(rules);
  const wanted = (marketplace: string): DuplicateListingRule[] =>
    applicable(marketplace, 'title').flatMap((at) => rules[at] ?? []);
  const least = Math.min(...rules.map((rule) => rule.when.minSimilarity));
  const table = new SketchTable();
  return {
    sketch: (subject) => {
      const { fields, marketplace } = subject.listing;
      const asked = rules.length > 0 && fields.some(({ name }) => name === 'title') && wanted(marketplace).length > 0;
      return asked ? sketchListing(subject) : undefined;
    },
    meet: (sketch, { listing }) => {
      const other = table.meet(sketch, least);
      if (other === undefined) return [];
      const title = listing.fields.findIndex(({ name }) => name === 'title');
      return wanted(listing.marketplace).flatMap((rule) =>
        other.similarity >= rule.when.minSimilarity ? [draft(rule, listing, title, other.sketch, other.similarity)] : [],
      );
    },
  };
}

function draft(
  rule: DuplicateListingRule,
  listing: Listing,
  title: number,
  { id, file, record }: Pick<Sketch, 'id' | 'file' | 'record'>,
  similarity: number,
): Draft {
  return {
    rule,
    target: { field: title },
    span: [0, listing.fields[title]?.text.length ?? 0],
    confidence: Number(Math.min(0.99, similarity).toFixed(2)),
    slots: { other: id, place: `${file}#${record}`, percent: `${Math.round(similarity * 100)}%` },
    evidence: {
      kind: 'duplicate-listing',
      other: { listing: id, file, record },
      similarity: Number(similarity.toFixed(3)),
    },
    identity: id,
  };
}
