import { parseArgs } from 'node:util';
import type { ReadLine } from '../../src/image/text/text-lines.ts';
import { openTextReader, type SizedPicture } from '../../src/scan/picture-text.ts';
import { Random } from '../bench/random.ts';
import { from, type Raster, readRaster, resize, scaleInto } from './image-raster.ts';
import { drawnPictures, folderPictures, type Half, type SetPicture } from './image-sets.ts';
import { TEXT_KINDS, writeOver } from './picture-texts.ts';
import { printMarkdown, printTable } from './table.ts';

/*
 * How much of the text over photographs preclear reads (`scan --ocr`).
 *   npm run eval -- picture-text [--data FOLDER] [--half tune|report] [--count N] [--seed N] [--markdown] [--failures]
 */

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    half: { type: 'string', default: 'report' },
    count: { type: 'string', default: '16' },
    seed: { type: 'string', default: '1' },
    markdown: { type: 'boolean', default: false },
    failures: { type: 'boolean', default: false },
  },
});
if (values.markdown) printMarkdown();
const half: Half = values.half === 'tune' ? 'tune' : 'report';
const count = Number(values.count);
const seed = Number(values.seed);
const pictures = values.data === undefined ? await drawnPictures(count, half) : folderPictures(values.data, half);
const read = await openTextReader();
const started = process.cpuUsage();
let pictureCount = 0;
const rows: (string | number)[][] = [];
for (const [k, kind] of TEXT_KINDS.entries()) {
  let found = 0;
  let lines = 0;
  for (let i = 0; i < count; i++) {
    const random = new Random(seed * 7919 + k * 101 + i);
    const base = await open(pictures[(i * 13 + k * 5) % pictures.length], random.below(3));
    const written = await writeOver(base, kind, random);
    const said = await read(await asPublished(written.picture));
    pictureCount++;
    lines += said.length;
    if (written.text === '' ? said.length === 0 : said.some((line) => holds(line, written.text))) found++;
    else if (values.failures) console.error(kind.name, JSON.stringify(written.text), said.map(({ text }) => text).join(' | '));
  }
  rows.push([kind.name, count, `${Math.round((found / count) * 100)} %`, (lines / count).toFixed(1)]);
}
printTable(
  `Text over pictures (${half}, seed ${seed})`,
  ['kind', 'pictures', 'read (no text: silent)', 'lines a picture'],
  rows,
);
const spent = process.cpuUsage(started);
console.log(`${Math.round((spent.user + spent.system) / 1000 / pictureCount)} ms CPU a picture, with the making of it`);

/** At the sizes in which listings hold pictures. */
async function open(picture: SetPicture | undefined, size: number): Promise<Raster> {
  if (picture === undefined) throw new RangeError('there are no pictures in that half');
  const side = [800, 1000, 1500][size] ?? 1000;
  return scaleInto(await readRaster(picture.read()), side, side, 'inside');
}

/** Compressed, as it comes from a shop. */
async function asPublished(picture: Raster): Promise<SizedPicture> {
  const raster = await readRaster(await from(picture).jpeg({ quality: 85 }).toBuffer());
  return { width: raster.width, height: raster.height, resize: (width, height) => resize(raster, width, height) };
}

function holds(line: ReadLine, text: string): boolean {
  return withinOneEdit(plain(line.text), plain(text));
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Whether the second text stands in the first with at most one letter wrong, too many or missing. */
function withinOneEdit(said: string, text: string): boolean {
  if (text.length < 5) return said.includes(text);
  // Cheapest way to end at each letter of the text, wherever in the line it began.
  let before = Array.from(text, (_, i) => i + 1);
  for (const letter of said) {
    const now: number[] = [];
    for (const [i, wanted] of [...text].entries()) {
      const diagonal = i === 0 ? 0 : (before[i - 1] ?? 0);
      const left = i === 0 ? 0 : (now[i - 1] ?? 0);
      now.push(Math.min(diagonal + (letter === wanted ? 0 : 1), (before[i] ?? 0) + 1, left + 1));
    }
    if ((now.at(-1) ?? 9) <= 1) return true;
    before = now;
  }
  return false;
}
