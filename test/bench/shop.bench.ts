import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { runRefsAdd } from '../../src/commands/refs/add.ts';
import { loadConfig } from '../../src/scan/config.ts';
import { runScan } from '../../src/scan/scan.ts';
import { drawListings } from '../eval/image-drawings.ts';
import { printTable } from '../eval/table.ts';
import { Random } from './random.ts';

/*
 * A shop's pictures, from files to findings: references are added to a library, the shop is scanned, and scanned again. Every step runs in a
 * process of its own.
 *
 *   npm run bench -- shop [--data FOLDER] [--library FOLDER] [--full]
 *
 * --data: photographs of goods instead of drawings. --library: photographs of which references are cut. --full: 500 pictures and 10,000
 * references instead of 100 and 1,000.
 */

const { values, positionals } = parseArgs({
  options: { data: { type: 'string' }, library: { type: 'string' }, full: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const PICTURES = values.full ? 500 : 100;
const REFERENCES = values.full ? 10_000 : 1000;
/** Longer sides of the shop's pictures, and of the references. */
const SIDES = [1200, 1500, 1600, 2000];
const REFERENCE_SIDE = 800;
/** Every so manieth picture is cut from what references are cut from: it may hold some of them. */
const TAKEN = 5;

interface Measure {
  readonly cpu: number;
  readonly wall: number;
  readonly pictures: number;
  readonly findings: number;
}

const STEPS: Readonly<Record<string, (folder: string) => Promise<Pick<Measure, 'pictures' | 'findings'>>>> = {
  add: async (folder) => {
    const { stdout } = await runRefsAdd([join(folder, 'references')], {
      owner: 'Lumora',
      role: 'rights-owner',
      library: join(folder, 'library'),
      strict: false,
    });
    return { pictures: stdout.split('\n').length - 1, findings: 0 };
  },
  scan: async (folder) => {
    let findings = 0;
    const tail = await runScan(
      {
        paths: [join(folder, 'shop.jsonl')],
        config: await loadConfig(join(folder, 'preclear.config.yaml')),
        given: { rules: [], only: [], skip: [] },
        rulesPaths: [],
        only: [],
        skip: [],
        failOn: 'never',
        failOnReview: false,
        strict: false,
        images: true,
        jobs: 2,
        asOf: '2026-11-22',
      },
      {
        begin: () => undefined,
        listing: (outcome) => {
          findings += outcome.findings.filter(({ evidence }) => evidence.kind === 'image-match').length;
        },
        progress: () => undefined,
      },
    );
    return { pictures: tail.images, findings };
  },
};

async function perform(step: string, folder: string): Promise<Measure> {
  const since = Date.now();
  const run = STEPS[step];
  if (run === undefined) throw new Error(`There is no step ${step}.`);
  const result = await run(folder);
  const { user, system } = process.cpuUsage();
  return {
    ...result,
    cpu: (user + system) / 1e6,
    wall: (Date.now() - since) / 1000,
  };
}

function runStep(step: string, folder: string): Measure {
  return JSON.parse(execFileSync(process.execPath, [process.argv[1] ?? '', step, folder], { encoding: 'utf8' }));
}

/** Photographs of a folder and those below, or drawings. */
async function readSources(folder: string | undefined, seed: number): Promise<(string | Buffer)[]> {
  if (folder === undefined) return (await drawListings(8, seed)).map(({ bytes }) => bytes);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:jpe?g|png|webp)$/i.test(name),
  );
  return names.sort().map((name) => join(folder, name));
}

/** Writes parts of a picture, each another one. */
async function writeParts(
  source: string | Buffer,
  files: readonly string[],
  sides: readonly number[],
  random: Random,
): Promise<void> {
  const opened = sharp(source)
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize(3000, 3000, { fit: 'inside', withoutEnlargement: true });
  const { data, info } = await opened.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  for (const file of files) {
    const share = 0.25 + random.unit() * 0.35;
    const [width, height] = [Math.floor(info.width * share), Math.floor(info.height * share)];
    const [left, top] = [random.below(info.width - width), random.below(info.height - height)];
    const side = random.pick(sides);
    await sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
      .extract({ left, top, width, height })
      .resize(side, side, { fit: 'inside' })
      .jpeg({ quality: 85 })
      .toFile(file);
  }
}

/** The references, and the shop with the listings that show its pictures. */
async function makeShop(folder: string): Promise<void> {
  const random = new Random(11);
  const [goods, others] = [await readSources(values.data, 1), await readSources(values.library, 2)];
  for (const name of ['references', 'images']) mkdirSync(join(folder, name));
  const cut = Math.floor(PICTURES / TAKEN);
  const names = Array.from({ length: PICTURES }, (_, i) => `images/${i}.jpg`);
  for (const [s, source] of others.entries()) {
    const mine = (count: number): number[] => Array.from({ length: count }, (_, i) => i).filter((i) => i % others.length === s);
    const references = mine(REFERENCES).map((i) => join(folder, 'references', `${i}.jpg`));
    await writeParts(source, references, [REFERENCE_SIDE], random);
    const taken = mine(cut).map((i) => join(folder, names[i] ?? ''));
    if (taken.length > 0) await writeParts(source, taken, SIDES, random);
  }
  for (const [i, name] of names.slice(cut).entries()) {
    const side = SIDES[i % SIDES.length] ?? 1500;
    const picture = sharp(goods[i % goods.length])
      .autoOrient()
      .flatten({ background: '#ffffff' });
    // What is shown a second time is another file and not the same bytes.
    const brighter = picture.modulate({ brightness: 1 + Math.floor(i / goods.length) / 20 });
    await brighter.resize(side, side, { fit: 'inside' }).jpeg({ quality: 90 }).toFile(join(folder, name));
  }
  const listings = names.map((name, i) => ({ sku: `L-${i}`, title: `Desk lamp ${i}`, images: [name] }));
  writeFileSync(join(folder, 'shop.jsonl'), listings.map((listing) => `${JSON.stringify(listing)}\n`).join(''));
  writeFileSync(join(folder, 'preclear.config.yaml'), 'references: library\n');
}

async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-bench-'));
  try {
    await makeShop(folder);
    const steps = [
      [`${REFERENCES.toLocaleString('en')} references added`, 'add'],
      [`${PICTURES} pictures scanned`, 'scan'],
      ['scanned again', 'scan'],
    ] as const;
    const rows = steps.map(([name, step]) => {
      const { cpu, wall, pictures, findings } = runStep(step, folder);
      return [name, cpu.toFixed(1), wall.toFixed(1), (pictures / wall).toFixed(1), step === 'add' ? '' : findings];
    });
    printTable('A shop and its library', ['step', 'CPU s', 's', 'pictures/s', 'matches'], rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [step, folder] = positionals;
if (step !== undefined && folder !== undefined) console.log(JSON.stringify(await perform(step, folder)));
else await bench();
