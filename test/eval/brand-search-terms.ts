import type { MarkRow } from '../../src/lexicon/mark-table.ts';
import type { Detector } from './detector.ts';
import { type Failure, marked } from './failure.ts';
import type { Label } from './labels.ts';
import { share } from './metrics.ts';
import { best } from './overlap.ts';
import { everydayTerms, markedTerms } from './search-terms.ts';
import { groupRows, percent, printTable } from './table.ts';
import type { RealTitle } from './titles.ts';

/** Tables of search terms: ambiguous marks among words for their goods, and everyday words. */
export function reportSearchTerms(detector: Detector, marks: readonly MarkRow[], folder: string, failures: Failure[]): void {
  const made = markedTerms(marks).map((item) => ({ item, said: best(detector.read(item), item) }));
  for (const { item, said } of made)
    if (said?.flagged === undefined)
      failures.push({
        suite: 'search-terms',
        group: item.group,
        expected: `${item.term}, reported`,
        said: said?.use ?? 'not seen',
        text: marked(item.text, item.start, item.end),
      });
  printTable(
    'Search terms: marks that are everyday words, names or letters, among words for their goods',
    ['the mark is', 'cases', 'reported', 'not seen'],
    groupRows(
      made,
      ({ item }) => item.group,
      (label, own) => [
        label,
        own.length,
        percent(share(own, ({ said }) => said?.flagged !== undefined)),
        own.filter(({ said }) => said === undefined).length,
      ],
    ),
  );
  const everyday = everydayTerms(folder);
  const alarms = everyday.flatMap((item) =>
    detector
      .read(item)
      .filter((said) => said.flagged !== undefined)
      .map((said) => ({ item, said })),
  );
  for (const { item, said } of alarms)
    failures.push({
      suite: 'search-terms',
      group: 'everyday',
      expected: 'nothing',
      said: `${said.term} (${said.use})`,
      text: `${marked(item.text, said.start, said.end)} (${item.title})`,
    });
  console.log(
    `\nSearch terms of everyday words: ${everyday.length}, with a false alarm ${new Set(alarms.map(({ item }) => item)).size}`,
  );
}

/** What is reported when sellers paste real titles into the search terms: everyday words by the labels, and words that are ambiguous. */
export function reportPastedTitles(
  detector: Detector,
  titles: readonly RealTitle[],
  labels: readonly Label[],
  failures: Failure[],
): void {
  const byHash = new Map(titles.map((title) => [`${title.source}${title.sha256.slice(0, 16)}`, title]));
  const readings = new Map(titles.map((title) => [title, readPasted(detector, title)]));
  const words = labels.flatMap((label) => {
    const title = byHash.get(`${label.source}${label.sha256}`);
    if (title === undefined || label.final === undefined) return [];
    const word = { start: label.span[0], end: label.span[1] };
    return [{ label, title, word, role: label.final.role, said: best(readings.get(title) ?? [], word) }];
  });
  for (const { title, word, role, said } of words)
    if ((role === 'common-word') === (said?.flagged !== undefined) && role !== 'component')
      failures.push({
        suite: 'pasted titles',
        group: title.source,
        expected: role,
        said: said?.use ?? 'not seen',
        text: marked(title.title, word.start, word.end),
      });
  printTable(
    'Real titles pasted into search terms: labelled words that are reported',
    ['role in the title', 'words', 'reported', 'share'],
    groupRows(
      words,
      ({ role }) => role,
      (label, own) => {
        const reported = own.filter(({ said }) => said?.flagged !== undefined).length;
        return [label, own.length, reported, percent(reported / own.length)];
      },
    ),
  );
}

function readPasted(detector: Detector, { title, brand, category }: RealTitle): ReturnType<Detector['read']> {
  return detector.read({
    field: 'search-terms',
    text: title,
    title,
    ...(brand === undefined ? {} : { brand }),
    ...(category === undefined ? {} : { category }),
  });
}
