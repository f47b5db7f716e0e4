import process from 'node:process';
import { parseArgs } from 'node:util';
import { attacksNamed } from './image-attacks.ts';
import { drawTrial } from './image-cases.ts';
import { keepPicture, prepareLegs } from './image-local.ts';
import { type Method, prepareRivals } from './image-methods.ts';
import { drawnPictures, folderPictures, type SetPicture } from './image-sets.ts';
import { writePairs } from './image-show.ts';
import { printFalse, printNearest, printRecall, printWrong } from './image-tables.ts';
import { templatePictures } from './image-templates.ts';
import { readLibrary, runTrial } from './image-trial.ts';
import { printMarkdown } from './table.ts';

/*
 * How well preclear finds copied pictures, whatever was done to them.
 *   npm run eval -- images [--data FOLDER] [--half tune|report] [--distractors FOLDER] [--pictures N] [--foreign N] [--drawn N] [--templates N]
 *                          [--seed N] [--edits NAME,NAME…] [--show FOLDER] [--no-rivals] [--markdown]
 */

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    half: { type: 'string', default: 'report' },
    distractors: { type: 'string' },
    pictures: { type: 'string' },
    foreign: { type: 'string' },
    drawn: { type: 'string' },
    templates: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
    edits: { type: 'string' },
    show: { type: 'string' },
    'no-rivals': { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
  },
});
if (values.markdown) printMarkdown();
const half = values.half === 'tune' ? 'tune' : 'report';
const seed = Number(values.seed);
const { data, distractors } = values;

const drawn = await drawnPictures(Number(values.drawn ?? (data === undefined ? 24 : 16)), half);
const found: SetPicture[] = data === undefined ? [] : folderPictures(data, half);
const extra =
  distractors === undefined ? [] : [...folderPictures(distractors, 'tune'), ...folderPictures(distractors, 'report')];
// Backdrops come from the other half, of which nothing is in the library.
const grounds = data === undefined ? [] : folderPictures(data, half === 'tune' ? 'report' : 'tune').map(({ read }) => read());
const laid = await templatePictures(Number(values.templates), half, grounds);
const trial = await drawTrial([...drawn, ...laid, ...found], extra, {
  attacked: Number(values.pictures ?? (data === undefined ? 14 : 40)),
  foreign: Number(values.foreign ?? (data === undefined ? 300 : 2000)),
  seed,
  attacks: attacksNamed(values.edits?.split(',')),
});
const library = await readLibrary(trial, keepPicture);
const rivals: Method[] = values['no-rivals'] ? [] : await prepareRivals(await readLibrary(trial, (shown) => shown));
const methods = [...rivals, ...prepareLegs(library)];
const names = methods.map(({ name }) => name);
console.log(`Half "${half}", seed ${seed}: ${trial.library.length} pictures in the library, ${trial.cases.length} asked.`);
console.log(`Limits: ${methods.map(({ name, limit }) => `${name} ${limit}`).join(', ')}.`);
const outcomes = await runTrial(trial, methods, (done) => {
  if (done % 100 === 0) process.stderr.write(`${done} of ${trial.cases.length}\n`);
});
printRecall(outcomes, names);
printFalse(outcomes, names);
const libraryNames = trial.library.map(({ name }) => name);
printWrong(outcomes, libraryNames, names.at(-1) ?? '');
for (const method of ['hashes', 'features']) printNearest(outcomes, libraryNames, method);
if (values.show !== undefined) await writePairs(outcomes, trial, names.at(-1) ?? '', values.show);
