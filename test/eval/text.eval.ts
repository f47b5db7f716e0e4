import { parseArgs } from 'node:util';
import { openWordWeights } from '../../src/references/word-weights.ts';
import { printMarkdown } from './table.ts';
import { reportBoilerplate } from './text-boilerplate.ts';
import { reportListingCopies } from './text-listings.ts';
import { reportPan } from './text-pairs.ts';
import { hasPan } from './text-pan.ts';

/*
 * How well preclear finds copied passages.
 *   npm run eval -- text [--data FOLDER] [--offers FILE [--library TEXTS]] [--half tune|report] [--profile listing|document] [--no-rivals] [--markdown]
 */

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    offers: { type: 'string' },
    library: { type: 'string', default: '10000' },
    half: { type: 'string', default: 'report' },
    profile: { type: 'string' },
    'no-rivals': { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
  },
});
if (values.markdown) printMarkdown();
const weights = openWordWeights('data/words');
const profiles = (['listing', 'document'] as const).filter((name) => values.profile === undefined || values.profile === name);

if (values.data !== undefined && hasPan(values.data)) {
  const half = values.half === 'tune' ? 'tune' : 'report';
  await reportPan(values.data, half, weights, profiles, !values['no-rivals']);
} else {
  const where = values.data === undefined ? 'Say where it is with --data FOLDER' : `${values.data} does not hold it`;
  console.log(`\nPAN 2013 text alignment: not measured. ${where}; test/eval/README.md says where it comes from.`);
}
await reportListingCopies(weights, values.offers);
if (values.offers !== undefined) reportBoilerplate(weights, values.offers, Number(values.library));
