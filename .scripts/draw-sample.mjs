// Draws every picture of data/sample from the scenes beside this file: the same sharp version, the same bytes.
// `node .scripts/draw-sample.mjs` writes them, `--check` says which differ and writes nothing.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import sharp from 'sharp';
import { kitchen } from './sample-scenes/kitchen.mjs';
import { office } from './sample-scenes/office.mjs';
import { others } from './sample-scenes/others.mjs';
import { outdoor } from './sample-scenes/outdoor.mjs';
import { pet } from './sample-scenes/pet.mjs';
import { phone } from './sample-scenes/phone.mjs';
import { DEFS, dice } from './sample-scenes/shapes.mjs';
import { toy } from './sample-scenes/toy.mjs';

sharp.concurrency(1);
const SAMPLE = new URL('../data/sample/', import.meta.url);
const SOURCES = 'references/sources';

/** Scenes on pure white, as a main picture wants them: scene, longest side, format. */
const STUDIO = Object.entries({ ...kitchen, ...pet, ...phone, ...outdoor, ...toy, ...office });
/** Scenes with surroundings; they go to images/lifestyle. */
const LIFESTYLE = new Set([
  'mug-campfire',
  'bowl-kitchen',
  'tent-light',
  'backpack-trail',
  'hammock',
  'cable-straps-desk',
  'notebook-desk',
]);
/** What differs from JPEG at 1000 pixels. */
const SIZES = {
  'ring-binder': 800,
  charger: 1000,
  pan: 420,
  mug: 1600,
  'bricks-house': 1200,
  backpack: 1200,
  'desk-lamp': 1200,
  'case-clear': 1200,
  'flying-disc': 600,
  'chew-bone': 800,
};
const FORMATS = { charger: 'png', 'stand-desk': 'webp', 'note-cubes': 'webp', 'ring-binder': 'png' };
/** Supplier's pictures: drawn like the studio ones, handed over by the factory. */
const SUPPLIER = new Set(['plush-bear', 'plush-rabbit']);
/** Drawn by an agency, whose contract has not begun. */
const AGENCY = new Set(['night-light-mouse']);
/** Of last year's evening; its contract was never found again. */
const LAST_YEAR = new Set(['opener-party']);
/** A main picture on a grey sheet instead of pure white. */
const GREY = new Set(['cable-straps']);

/** Grain on the drawn parts, so that no two pictures are flat alike; pure white stays pure white. */
function grain(pixels, seed) {
  const next = dice(seed);
  for (let i = 0; i < pixels.length; i += 4) {
    const weight = (pixels[i + 3] / 255) * 14;
    const shift = (next() - 0.5) * weight;
    for (let c = 0; c < 3; c++) pixels[i + c] = Math.max(0, Math.min(255, Math.round(pixels[i + c] + shift)));
  }
}

/** Share of the frame that a drawing on nothing takes: marketplaces want 85 % of main pictures. */
const FILL = 0.9;

function render(body, view, side) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view.join(' ')}" width="${side}" height="${side}">${DEFS}${body}</svg>`;
  return sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
}

/** The square of the scene that shows what is drawn as large as `FILL` says; scenes that fill their frame stay as they are. */
async function viewOf(body) {
  const { data, info } = await render(body, [0, 0, 1000, 1000], 250);
  let [left, top, right, bottom] = [250, 250, 0, 0];
  for (let i = 0; i < info.width * info.height; i++) {
    if (data[i * 4 + 3] < 24) continue;
    const [x, y] = [i % info.width, Math.floor(i / info.width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x + 1), Math.max(bottom, y + 1)];
  }
  const size = Math.min(1000, (Math.max(right - left, bottom - top) * 4) / FILL);
  return [(left + right) * 2 - size / 2, (top + bottom) * 2 - size / 2, size, size];
}

async function paint(name, body, side) {
  const { data, info } = await render(body, await viewOf(body), side);
  grain(data, createHash('sha256').update(name).digest().readUInt32LE(0));
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } }).flatten({
    background: GREY.has(name) ? '#d9dcdf' : '#ffffff',
  });
}

/** What files say of their rights: whose they are, an empty field of a camera, how they were made. */
const source = (type) => ({
  xmp: `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/${type}</Iptc4xmpExt:DigitalSourceType></rdf:Description></rdf:RDF></x:xmpmeta>`,
});
const SAYS = {
  'bricks-robot': { exif: { Copyright: '(c) 2025 Brickhaven Toys. All rights reserved.', Artist: 'Tomasz Wilk' } },
  'bricks-500': { exif: { Copyright: '(c) 2026 HILLMOOR Ltd', Artist: 'SONY DSC' } },
  'night-light-mouse': source('trainedAlgorithmicMedia'),
  'night-light-moon': source('digitalCapture'),
};

function withRights(image, name) {
  const { exif, xmp } = SAYS[name] ?? {};
  const said = exif === undefined ? image : image.withExif({ IFD0: exif });
  return xmp === undefined ? said : said.withXmp(xmp);
}

function encode(image, format) {
  if (format === 'png') return image.png({ palette: true, colours: 96, effort: 10 }).toBuffer();
  if (format === 'webp') return image.webp({ quality: 80 }).toBuffer();
  return image.jpeg({ quality: 70 }).toBuffer();
}

function folderOf(name) {
  if (LAST_YEAR.has(name)) return 'lifestyle-2025';
  if (LIFESTYLE.has(name)) return 'lifestyle';
  if (AGENCY.has(name)) return 'agency';
  return SUPPLIER.has(name) ? 'supplier' : 'studio';
}

async function drawOwn() {
  const files = [];
  for (const [name, body] of STUDIO) {
    const format = FORMATS[name] ?? 'jpeg';
    const folder = folderOf(name);
    const image = await paint(name, body, SIZES[name] ?? 1000);
    files.push([
      `images/${folder}/${name}.${format === 'jpeg' ? 'jpg' : format}`,
      await encode(withRights(image, name), format),
    ]);
  }
  return files;
}

/** Other people's pictures, and the copies of them that the seller's listings show. */
async function drawOthers(own) {
  const originals = {};
  for (const [name, body] of Object.entries(others)) originals[name] = await encode(await paint(name, body, 1000), 'jpeg');
  const copy = (name) => sharp(originals[name]);
  return [
    ...['lumenfjord-lantern', 'brickhaven-robot', 'northpine-forest-camp', 'northpine-breakfast'].map((name) => [
      `${SOURCES}/${name}.jpg`,
      originals[name],
    ]),
    ['images/incoming/laterne-1.jpg', originals['lumenfjord-lantern']],
    [
      'images/studio/bricks-robot.jpg',
      await withRights(copy('brickhaven-robot').resize(720), 'bricks-robot').jpeg({ quality: 62 }).toBuffer(),
    ],
    [
      'images/incoming/forest-tent.jpg',
      await copy('northpine-forest-camp').flop().resize(900).jpeg({ quality: 76 }).toBuffer(),
    ],
    ['images/incoming/camp-evening.jpg', await collage(copy('lumenfjord-lantern'), own)],
    ['images/stock/northpine-breakfast.jpg', await copy('northpine-breakfast').resize(800).jpeg({ quality: 80 }).toBuffer()],
    ['images/stock/deskline-sunrise.jpg', originals['deskline-sunrise']],
  ];
}

/** A part of another's picture, mirrored and turned, pasted into a scene of the seller's own. */
async function collage(picture, own) {
  const cut = await picture.extract({ left: 150, top: 120, width: 620, height: 680 }).toBuffer();
  const part = await sharp(cut).flop().rotate(6, { background: '#5b6f58' }).resize(430).toBuffer();
  const [, scene] = own.find(([path]) => path === 'images/lifestyle/hammock.jpg');
  return sharp(scene)
    .composite([{ input: part, left: 500, top: 420 }])
    .jpeg({ quality: 76 })
    .toBuffer();
}

const own = await drawOwn();
const files = [...own, ...(await drawOthers(own))];
const check = process.argv.includes('--check');
let different = 0;
for (const [path, bytes] of files) {
  const target = new URL(path, SAMPLE);
  if (existsSync(target) && readFileSync(target).equals(bytes)) continue;
  different++;
  if (check) console.error(`differs: data/sample/${path}`);
  else {
    mkdirSync(dirname(target.pathname), { recursive: true });
    writeFileSync(target, bytes);
  }
}
const total = files.reduce((sum, [, bytes]) => sum + bytes.length, 0);
console.log(`${files.length} pictures, ${(total / 1024 / 1024).toFixed(2)} MB, ${different} ${check ? 'differ' : 'written'}`);
if (check && different > 0) process.exit(1);
