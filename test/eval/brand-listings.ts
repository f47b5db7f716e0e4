import { printConfusion, printRoleShares, type RolePair, sameGroup } from './confusion.ts';
import type { Detector } from './detector.ts';
import type { Failure } from './failure.ts';
import type { LabelledListing } from './listing-labels.ts';
import { failuresOf, judgeListing, type ListingOutcome, type Mention, type Outcome, saidOf } from './listing-outcomes.ts';
import { precision, recall, share } from './metrics.ts';
import { countMisuse, type JudgedWord, MISUSE_HEADER, misuseCells, printRules, type RuledWord } from './misuse.ts';
import type { Rival } from './rivals.ts';
import { groupRows, percent, printTable } from './table.ts';

/** Who reports words: whether one reports a label, and how many words of a listing outside of labels. */
interface Finder {
  readonly name: string;
  readonly reports: (outcome: Outcome) => boolean;
  readonly outside: (listing: ListingOutcome) => number;
}

const ANYWHERE = preclear('preclear, also at amazon.com', ({ anywhere }) => anywhere !== undefined);

/** Tables of whole listings: roles, misuse against the rivals, by language, and what is reported of clean listings. */
export async function reportListings(
  detector: Detector,
  rivals: readonly Rival[],
  items: readonly LabelledListing[],
  failures: Failure[],
  set = 'whole listings',
): Promise<void> {
  const listings: ListingOutcome[] = [];
  for (const item of items) {
    const listing = await judgeListing(detector, rivals, item);
    listings.push(listing);
    failures.push(...failuresOf(listing));
  }
  const finders = findersOf(rivals);
  const labels = listings.flatMap(({ outcomes }) => outcomes).length;
  console.log(`\nThe ${set}: ${items.length} with ${labels} labelled brand words, each at its own marketplace`);
  printRoles(listings, set);
  printMisuse(listings, finders, set);
  printRules(`Words by the rule that reports them, ${set}, also at amazon.com`, listings.flatMap(ruledWords));
  printReported(listings, finders, set);
  printLanguages(listings, set);
}

function preclear(name: string, reports: (mention: Mention) => boolean): Finder {
  return {
    name,
    reports: ({ mention }) => mention !== undefined && reports(mention),
    outside: ({ outside }) => outside.filter(reports).length,
  };
}

function findersOf(rivals: readonly Rival[]): Finder[] {
  return [
    preclear('preclear', ({ flagged }) => flagged !== undefined),
    ANYWHERE,
    preclear('preclear, errors, also at amazon.com', ({ anywhere }) => anywhere === 'error'),
    ...rivals.map(({ name }, i) => ({
      name,
      reports: (outcome: Outcome) => outcome.rivals[i] === true,
      outside: (listing: ListingOutcome) => listing.rivals[i] ?? 0,
    })),
  ];
}

function pairsOf(listings: readonly ListingOutcome[]): RolePair[] {
  return listings.flatMap(({ outcomes }) => outcomes.map((o) => ({ expected: o.label.role, said: saidOf(o) })));
}

/** The labels name the lines of brands too, which no table holds whole; those are told apart. */
function isSeen({ said }: RolePair): boolean {
  return said !== 'not seen';
}

function printRoles(listings: readonly ListingOutcome[], set: string): void {
  const pairs = pairsOf(listings);
  const seen = pairs.filter(isSeen);
  printRoleShares(`Roles in ${set}, of the words that are seen`, seen);
  printConfusion(`By role, ${set}`, seen);
  printTable(
    `Words in which no mark is seen, ${set}`,
    ['role', 'labels', 'not seen', 'share'],
    groupRows(
      pairs.filter(({ expected }) => expected !== 'common-word'),
      ({ expected }) => expected,
      (label, own) => {
        const missed = own.filter((pair) => !isSeen(pair)).length;
        return [label, own.length, missed, percent(missed / own.length)];
      },
    ),
  );
}

function printMisuse(listings: readonly ListingOutcome[], finders: readonly Finder[], set: string): void {
  const outcomes = listings.flatMap((listing) => listing.outcomes);
  printTable(
    `Misuse in ${set}`,
    ['', ...MISUSE_HEADER, 'outside labels', 'precision with these'],
    finders.map((finder) => {
      const words = wordsOf(outcomes, finder);
      const counts = countMisuse(words);
      const others = listings.reduce((sum, listing) => sum + finder.outside(listing), 0);
      const falseAlarms = counts.falseAlarms + others;
      return [finder.name, ...misuseCells(words), others, percent(precision({ ...counts, falseAlarms }))];
    }),
  );
  const seen = outcomes.filter(({ label, mention }) => label.verdict === 'misuse' && mention !== undefined);
  console.log(
    `\nRecall over the ${seen.length} words of misuse in which a mark is seen, ${ANYWHERE.name}: ${percent(share(seen, ANYWHERE.reports))}`,
  );
}

function ruledWords({ outcomes, outside }: ListingOutcome): RuledWord[] {
  return [
    ...outcomes.map(({ label, mention }) => ({ verdict: label.verdict, rules: mention?.rules ?? [] })),
    ...outside.map(({ rules }) => ({ verdict: 'none', rules })),
  ];
}

function wordsOf(outcomes: readonly Outcome[], { reports }: Finder): JudgedWord[] {
  return outcomes.map((outcome) => ({ verdict: outcome.label.verdict, reported: reports(outcome) }));
}

function isClean({ outcomes }: ListingOutcome): boolean {
  return outcomes.every(({ label }) => label.verdict === 'ok');
}

function isReported(listing: ListingOutcome, { reports, outside }: Finder): boolean {
  return listing.outcomes.some(reports) || outside(listing) > 0;
}

function printReported(listings: readonly ListingOutcome[], finders: readonly Finder[], set: string): void {
  const clean = listings.filter(isClean);
  const misused = listings.filter(({ outcomes }) => outcomes.some(({ label }) => label.verdict === 'misuse'));
  printTable(
    `Listings that are reported at all, ${set}`,
    ['', `of ${clean.length} clean`, 'share', `of ${misused.length} with misuse`, 'share'],
    finders.map((finder) => [
      finder.name,
      ...[clean, misused].flatMap((own) => {
        const reported = own.filter((listing) => isReported(listing, finder)).length;
        return [reported, percent(reported / own.length)];
      }),
    ]),
  );
}

function printLanguages(listings: readonly ListingOutcome[], set: string): void {
  const finder = ANYWHERE;
  const row = (label: string, own: readonly ListingOutcome[]): (string | number)[] => {
    const pairs = pairsOf(own);
    const seen = pairs.filter(isSeen);
    const counts = countMisuse(own.flatMap(({ outcomes }) => wordsOf(outcomes, finder)));
    return [
      label,
      own.length,
      pairs.length,
      pairs.length - seen.length,
      percent(share(seen, ({ expected, said }) => expected === said)),
      percent(share(seen, sameGroup)),
      percent(precision(counts)),
      percent(recall(counts)),
      own.reduce((sum, listing) => sum + finder.outside(listing), 0),
      `${own.filter((listing) => isClean(listing) && isReported(listing, finder)).length} of ${own.filter(isClean).length}`,
    ];
  };
  printTable(
    `By language, ${set}; reported: ${finder.name}`,
    [
      'language',
      'listings',
      'labels',
      'not seen',
      'roles',
      'groups',
      'misuse precision',
      'recall',
      'outside labels',
      'clean reported',
    ],
    groupRows(listings, ({ item }) => item.language, row),
  );
}
