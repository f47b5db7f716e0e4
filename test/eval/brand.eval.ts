import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { reportListings } from './brand-listings.ts';
import { reportControls, reportObfuscation } from './brand-obfuscation.ts';
import { reportRoles } from './brand-roles.ts';
import { reportPastedTitles, reportSearchTerms } from './brand-search-terms.ts';
import { reportTitles } from './brand-titles.ts';
import { makeControls } from './controls.ts';
import { openDetector } from './detector.ts';
import type { Failure } from './failure.ts';
import { readLabels } from './labels.ts';
import { readLabelledListings } from './listing-labels.ts';
import { hideMarks, readMarks } from './obfuscation.ts';
import { openRivals } from './rivals.ts';
import { readRoleCases } from './roles.ts';
import { printMarkdown } from './table.ts';
import { missingFiles, PARTS, readTitles } from './titles.ts';

/*
 * How well preclear tells use from misuse of a brand word.
 *   npm run eval -- brand [--data FOLDER] [--part tune|dev|test|fresh|fresh-second] [--roles FOLDER] [--seed N] [--failures FILE] [--no-rivals] [--markdown]
 */

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    part: { type: 'string', default: 'tune' },
    failures: { type: 'string' },
    roles: { type: 'string' },
    seed: { type: 'string', default: '11' },
    'no-rivals': { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
  },
});
if (values.markdown) printMarkdown();
const part = PARTS.find((one) => one === values.part) ?? 'tune';
const marks = readMarks('data/brands');
const detector = await openDetector();
const rivals = values['no-rivals'] ? [] : await openRivals(marks);
const failures: Failure[] = [];
console.log(`${marks.length} marks; settings as they come, marketplace amazon.com, no configuration`);

const hidden = hideMarks(marks, Number(values.seed));
const controls = makeControls(marks, Number(values.seed) + 1);
const caught = await reportObfuscation(detector, rivals, hidden, failures);
await reportControls(detector, rivals, controls, caught, failures);
await reportRoles(detector, rivals, readRoleCases('test/eval/roles'), failures, 'first set');
await reportRoles(detector, rivals, readRoleCases('test/eval/roles-second'), failures, 'second set');
if (values.roles !== undefined) await reportRoles(detector, rivals, readRoleCases(values.roles), failures, 'another set');

reportSearchTerms(detector, marks, 'test/eval/search-terms', failures);

await reportListings(detector, rivals, await readLabelledListings('test/eval/listings'), failures);
const second = await readLabelledListings('test/eval/listings-second');
await reportListings(detector, rivals, second, failures, 'second set of whole listings');

const missing = values.data === undefined ? undefined : missingFiles(values.data);
if (values.data === undefined || missing === undefined) {
  console.log(
    '\nReal titles: not measured. Say where they are with --data FOLDER; test/eval/README.md names the files and their sources.',
  );
} else if (missing.length > 0) {
  console.log(
    `\nReal titles: not measured. ${values.data} lacks ${missing.join(', ')}; test/eval/README.md says where they come from.`,
  );
} else {
  const titles = readTitles(values.data, part);
  const labels = readLabels('test/eval/labels', part);
  await reportTitles(detector, rivals, titles, labels, part, failures);
  reportPastedTitles(detector, titles, labels, failures);
}
if (values.failures !== undefined) {
  const lines = failures.map(({ suite, group, expected, said, text }) => [suite, group, expected, said, text].join('\t'));
  writeFileSync(values.failures, `suite\tgroup\texpected\tsaid\ttext\n${lines.join('\n')}\n`);
  console.log(`\n${failures.length} failures written to ${values.failures}`);
}
