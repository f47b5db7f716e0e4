import type { Detector, Said } from './detector.ts';
import { type Failure, marked } from './failure.ts';
import type { LabelledListing, ListingLabel } from './listing-labels.ts';
import { best, overlaps, type Part } from './overlap.ts';
import type { Rival } from './rivals.ts';

/**
 * A mention, with what is reported where the listing is sold, and what there or at `amazon.com`, whose rules go furthest; `rules` are those of both.
 */
export interface Mention extends Said {
  readonly anywhere: Said['flagged'];
}

/** A label with what preclear and the rivals say about it. */
export interface Outcome {
  readonly label: ListingLabel;
  readonly mention: Mention | undefined;
  readonly rivals: readonly boolean[];
}

/** A listing with what preclear and the rivals say about it. */
export interface ListingOutcome {
  readonly item: LabelledListing;
  readonly outcomes: readonly Outcome[];
  /** Mentions that touch no label and are reported. */
  readonly outside: readonly Mention[];
  /** Hits of each rival that touch no label. */
  readonly rivals: readonly number[];
}

/** How much of a long text is shown beside a word, in characters. */
const AROUND = 100;

/** Reads a listing and joins what is found to its labels. */
export async function judgeListing(
  detector: Detector,
  rivals: readonly Rival[],
  item: LabelledListing,
): Promise<ListingOutcome> {
  const mentions = readTwice(detector, item);
  const hits = await Promise.all(rivals.map((rival) => findAll(rival, item)));
  const touches = (label: ListingLabel, part: InField): boolean => part.field === label.field && overlaps(part, label);
  const isOutside = (part: InField): boolean => !item.labels.some((label) => touches(label, part));
  return {
    item,
    outcomes: item.labels.map((label) => ({
      label,
      mention: best(
        mentions.filter(({ field }) => field === label.field),
        label,
      ),
      rivals: hits.map((own) => own.some((hit) => touches(label, hit))),
    })),
    outside: mentions.filter((mention) => mention.anywhere !== undefined && isOutside(mention)),
    rivals: hits.map((own) => own.filter(isOutside).length),
  };
}

interface InField extends Part {
  readonly field: ListingLabel['field'];
}

/** The brand field says who sells; no word in it is labelled. */
function isLabelledField({ name }: ListingLabel['field']): boolean {
  return name !== 'brand';
}

function readTwice(detector: Detector, { listing }: LabelledListing): Mention[] {
  const own = detector.readListing(listing);
  const amazon = listing.marketplace === 'amazon.com' ? own : detector.readListing({ ...listing, marketplace: 'amazon.com' });
  return own
    .filter(({ field }) => isLabelledField(field))
    .map((mention) => {
      const twin = amazon.find(
        ({ field, start, term }) => field === mention.field && start === mention.start && term === mention.term,
      );
      const levels = [mention.flagged, twin?.flagged];
      return {
        ...mention,
        rules: [...new Set([...mention.rules, ...(twin?.rules ?? [])])],
        anywhere: levels.includes('error') ? 'error' : (mention.flagged ?? twin?.flagged),
      };
    });
}

async function findAll(rival: Rival, { listing }: LabelledListing): Promise<InField[]> {
  const fields = listing.fields.filter(isLabelledField);
  const found = await Promise.all(
    fields.map(async (field) => (await rival.find(field.text)).map((hit) => ({ ...hit, field }))),
  );
  return found.flat();
}

/** What is said of a word: one in which no mark is seen is as good as taken for an everyday word. */
export function saidOf({ label, mention }: Outcome): string {
  return mention?.use ?? (label.role === 'common-word' ? 'common-word' : 'not seen');
}

/** The labels that came out wrong, and what is reported outside of labels. */
export function failuresOf({ item, outcomes, outside }: ListingOutcome): Failure[] {
  const failure = (expected: string, said: string, { field, start, end }: InField): Failure => ({
    suite: 'listings',
    group: `${item.language} ${item.listing.id} ${field.name}`,
    expected,
    said,
    text: excerpt(field.text, start, end),
  });
  const wrong = outcomes.flatMap((outcome) => {
    const { label, mention } = outcome;
    const said = saidOf(outcome);
    const reported = mention?.anywhere !== undefined;
    if (said === label.role && (label.verdict === 'review' || reported === (label.verdict === 'misuse'))) return [];
    return [failure(`${label.role}, ${label.verdict}`, reported ? `${said}, ${mention.anywhere}` : said, label)];
  });
  return [
    ...wrong,
    ...outside.map((mention) => failure('no mark', `${mention.term} (${mention.use}), ${mention.anywhere}`, mention)),
  ];
}

function excerpt(text: string, start: number, end: number): string {
  const from = Math.max(0, start - AROUND);
  return marked(text.slice(from, end + AROUND), start - from, end - from);
}
