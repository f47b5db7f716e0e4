import type { DuplicateListingRule } from '../model/rule.ts';
import { applicableRules } from './applicable.ts';
import type { Detector, Draft, Subject } from './contract.ts';
import { type Sketch, sketchListing } from './duplicate-sketch.ts';
import { SketchTable } from './duplicate-table.ts';

/*
 * Listings of the seller's that are the same goods twice: title and bullets agree but for colour, size and the like, and neither is a
 * variant of the other's parent. The only detector that remembers: of the newest quarter of a million listings a sketch of some 420
 * bytes each. A duplicate is told at the listing that came later, so the answer does not depend on how many files are read at a time.
 */

/** Finds listings that the scan has met before under another id. */
export const detectDuplicateListing: Detector<'duplicate-listing'> = (rules) => {
  const applicable = applicableRules(rules);
  const least = Math.min(...rules.map((rule) => rule.when.minSimilarity));
  const table = new SketchTable();
  return (subject) => {
    const { listing } = subject;
    const wanted = applicable(listing.marketplace, 'title').flatMap((at) => rules[at] ?? []);
    const title = listing.fields.findIndex(({ name }) => name === 'title');
    if (wanted.length === 0 || title < 0) return [];
    const sketch = sketchListing(subject);
    if (sketch === undefined) return [];
    const other = table.meet(sketch, least);
    if (other === undefined) return [];
    return wanted.flatMap((rule) =>
      other.similarity >= rule.when.minSimilarity ? [draft(rule, subject, title, other.sketch, other.similarity)] : [],
    );
  };
};

function draft(
  rule: DuplicateListingRule,
  { listing }: Subject,
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
