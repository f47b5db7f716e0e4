import type { RightsFault } from '../model/evidence.ts';
import type { Licence } from '../model/ledger.ts';
import type { ImageRightsRule } from '../model/rule.ts';
import type { Slots } from '../model/text.ts';
import { applicableRules } from './applicable.ts';
import type { Detector, Draft } from './contract.ts';
import { findFaults, LicenceBook, type PictureUse } from './image-licences.ts';
import { slotScope } from './image-slot.ts';

/*
 * Pictures whose licence the ledger does not prove. Licences name pictures by path, so that files that were not found and addresses on the
 * network are judged too. A seller without a single licence row is told nothing here: every picture would be a finding.
 */

interface Shortfall {
  readonly what: RightsFault;
  readonly licence?: Licence;
}

/** Judges every picture of a listing by the licence ledger; at most one finding a picture and rule. */
export const detectImageRights: Detector<'image-rights'> = (rules, { licences, asOf }) => {
  const applicable = applicableRules(rules);
  const book = new LicenceBook(licences);
  return ({ listing }) => {
    if (licences.length === 0) return [];
    return listing.images.flatMap((image, i) => {
      const here = applicable(listing.marketplace, slotScope(image.slot));
      if (here.length === 0) return [];
      const use = { image, marketplace: listing.marketplace, day: asOf };
      const shortfall = judge(book.find(image), use);
      if (shortfall === undefined) return [];
      return here.flatMap((r) => {
        const rule = rules[r];
        return rule?.when.what.includes(shortfall.what) ? [draft(rule, i, use, shortfall)] : [];
      });
    });
  };
};

/** What the licences that name a picture fall short of; the licence that lacks least decides. Undefined when one proves the use. */
function judge(named: readonly Licence[], use: PictureUse): Shortfall | undefined {
  let best: (Shortfall & { readonly lacks: number }) | undefined;
  for (const licence of named) {
    const faults = findFaults(licence, use);
    const [what] = faults;
    if (what === undefined) return undefined;
    if (best === undefined || faults.length < best.lacks) best = { what, licence, lacks: faults.length };
  }
  return best ?? { what: 'no-licence' };
}

function draft(rule: ImageRightsRule, image: number, use: PictureUse, { what, licence }: Shortfall): Draft {
  const { src } = use.image;
  return {
    rule,
    target: { image },
    span: [0, src.length],
    confidence: 1,
    slots: slotsOf(what, licence),
    evidence: { kind: 'image-rights', what, ...(licence === undefined ? {} : { record: licence.id }) },
    identity: src,
  };
}

function slotsOf(what: RightsFault, licence: Licence | undefined): Slots {
  const none = { en: 'none', zh: '无' };
  const until = what === 'not-yet-valid' ? licence?.validFrom : licence?.validTo;
  return {
    record: licence?.id ?? none,
    owner: licence?.owner ?? none,
    proof: licence?.proof ?? none,
    until: until ?? { en: 'no end date', zh: '无截止日期' },
  };
}
