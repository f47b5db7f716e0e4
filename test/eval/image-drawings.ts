import sharp from 'sharp';
import { Random } from '../bench/random.ts';
import { between, coin, eitherSide, slogan } from './image-chance.ts';
import { drawLetters } from './image-letters.ts';

/*
 * Drawn pictures that look like those of listings, so that the evaluation needs no photographs: a product on white from two sides and in
 * three colours, in a room, and other products in the same room or on the same sheet. Noise filters give cloth, wood and walls a grain.
 */

/** What is in a drawn picture. */
export interface Drawing {
  readonly name: string;
  /** One product is one group, in whatever colour, view and place. */
  readonly group: string;
  /** One room with its light and its camera; products of one shoot are the hard non-matches. */
  readonly shoot: string;
  readonly bytes: Buffer;
}

/** What is drawn in, and what is stored, pixels. */
const WIDTH = 900;
const HEIGHT = 1100;
const STORED = { width: 720, height: 880 };

/** Pictures of `count` products, six each: front on white, the back, two other colours, in a room, in the same room a little moved. */
export async function drawListings(count: number, seed: number): Promise<Drawing[]> {
  const drawings: Drawing[] = [];
  for (let product = 0; product < count; product++) {
    const group = `drawn-${seed}-${product}`;
    // Four products in a row share a room.
    const room = `room-${seed}-${Math.floor(product / 4)}`;
    const hue = Math.floor(hashed(group) * 360);
    const colours = [hue, (hue + 140) % 360, (hue + 250) % 360];
    const white = { group, shoot: `${group}-white` };
    const own = (view: number, colour: number): string => drawProduct(group, view, colours[colour] ?? 0);
    const ground = '<rect width="100%" height="100%" fill="white"/>';
    const inRoom = (moved: number): string => {
      const place = `translate(${90 + moved * 60} ${200 - moved * 30}) rotate(${moved * 4} 450 550) scale(0.8)`;
      return `${drawRoom(room, `${group} ${moved}`)}<g transform="${place}">${own(0, 0)}</g>`;
    };
    const pictures = [
      { ...white, view: 'front', svg: ground + own(0, 0) },
      { ...white, view: 'back', svg: ground + own(1, 0) },
      { ...white, view: 'second-colour', svg: ground + own(0, 1) },
      { ...white, view: 'third-colour', svg: ground + own(0, 2) },
      { group, shoot: room, view: 'room', svg: inRoom(0) },
      { group, shoot: room, view: 'room-again', svg: inRoom(1) },
    ];
    for (const { view, svg, ...rest } of pictures)
      drawings.push({ ...rest, name: `${group}-${view}`, bytes: await paint(svg) });
  }
  return drawings;
}

/** A product from the front on white; `name` decides how it looks. */
export function drawFront(name: string): Promise<Buffer> {
  return paint(`<rect width="100%" height="100%" fill="white"/>${drawProduct(name, 0, Math.floor(hashed(name) * 360))}`);
}

/** A room in which nothing is for sale. */
export function drawEmptyRoom(name: string): Promise<Buffer> {
  return paint(drawRoom(name, name));
}

function paint(elements: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${STORED.width}" height="${STORED.height}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${elements}</svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#ffffff' }).jpeg({ quality: 90 }).toBuffer();
}

/** 0..1 that a text decides. */
function hashed(text: string): number {
  return randomOf(text).unit();
}

function randomOf(text: string): Random {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  return new Random(hash);
}

/** A closed outline around the middle of the sheet, alike left and right as made things are. */
function outline(random: Random, width: number, height: number): string {
  const count = 5 + random.below(5);
  const points = Array.from({ length: count }, (_, i) => {
    return { x: (width / 2) * between(random, 0.35, 1), y: 550 + height * ((i + 0.5) / count - 0.5) };
  });
  const side = (sign: number, list: typeof points): string =>
    list.map(({ x, y }) => `${(450 + sign * x).toFixed(1)} ${y.toFixed(1)}`).join(' L');
  return `M${side(1, points)} L${side(-1, points.toReversed())} Z`;
}

/** A made thing: a body with grain, seams, buttons, a pattern and letters. `view` 1 is its other side. */
function drawProduct(name: string, view: number, hue: number): string {
  const random = randomOf(`${name} shape`);
  const body = outline(random, 560 + random.below(200), 700 + random.below(250));
  const details = randomOf(`${name} side ${view}`);
  const id = `p${hue}v${view}`;
  const grain = between(random, 0.01, 0.12).toFixed(3);
  const colour = (light: number, shift = 0): string => `hsl(${(hue + shift) % 360},${40 + random.below(45)}%,${light}%)`;
  const light = 25 + random.below(45);
  const filter = `<filter id="g${id}"><feTurbulence type="fractalNoise" baseFrequency="${grain}" numOctaves="2" seed="${random.below(1000)}"/><feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0.9 0.6 0 0 -0.45"/><feComposite operator="in" in2="SourceGraphic"/></filter>`;
  const shade = `<linearGradient id="s${id}"><stop offset="0" stop-color="black" stop-opacity="0.35"/><stop offset="0.4" stop-color="white" stop-opacity="0.2"/><stop offset="1" stop-color="black" stop-opacity="0.3"/></linearGradient>`;
  const parts = Array.from({ length: 10 + details.below(14) }, () => drawDetail(details, hue, light));
  return [
    `<defs>${filter}${shade}<clipPath id="c${id}"><path d="${body}"/></clipPath></defs>`,
    `<path d="${body}" fill="${colour(light)}"/>`,
    `<g clip-path="url(#c${id})">${parts.join('')}</g>`,
    `<path d="${body}" fill="black" filter="url(#g${id})" opacity="0.5"/>`,
    `<path d="${body}" fill="url(#s${id})" stroke="${colour(Math.max(5, light - 20))}" stroke-width="4"/>`,
  ].join('');
}

function drawDetail(random: Random, hue: number, light: number): string {
  const [x, y] = [between(random, 180, 720), between(random, 150, 950)];
  const paintOf = (): string =>
    `hsl(${(hue + random.below(80)) % 360},${30 + random.below(60)}%,${Math.min(92, light + random.below(45))}%)`;
  const kind = random.below(6);
  if (kind === 0)
    return `<circle cx="${x}" cy="${y}" r="${between(random, 6, 40)}" fill="${paintOf()}" stroke="black" stroke-width="2"/>`;
  if (kind === 1)
    return `<path d="M${x} ${y} q${eitherSide(random, 30, 200)} ${eitherSide(random, 30, 200)} ${eitherSide(random, 40, 300)} ${eitherSide(random, 10, 200)}" fill="none" stroke="${paintOf()}" stroke-width="${between(random, 2, 14)}" stroke-dasharray="${coin(random) ? '9 6' : 'none'}"/>`;
  if (kind === 2)
    return `<rect x="${x - 70}" y="${y}" width="${between(random, 40, 190)}" height="${between(random, 20, 150)}" rx="${random.below(20)}" fill="${paintOf()}" stroke="black" stroke-opacity="0.5" stroke-width="3"/>`;
  if (kind === 3) return drawLetters(slogan(random, 1), { x: x - 90, y, size: between(random, 22, 60), colour: paintOf() });
  if (kind === 4)
    return Array.from(
      { length: 5 + random.below(6) },
      (_, i) => `<rect x="0" y="${y + i * 18}" width="900" height="${4 + random.below(8)}" fill="${paintOf()}"/>`,
    ).join('');
  return `<path d="M${x} ${y} l${eitherSide(random, 20, 90)} ${eitherSide(random, 20, 90)} l${eitherSide(random, 20, 90)} ${eitherSide(random, 20, 90)} Z" fill="${paintOf()}"/>`;
}

/** A wall, a floor with boards and some things that stand there. Every picture is taken from a little elsewhere, near things move more. */
function drawRoom(name: string, picture: string): string {
  const random = randomOf(name);
  const camera = randomOf(picture);
  const [step, lift] = [eitherSide(camera, 10, 60), eitherSide(camera, 5, 30)];
  const move = (nearness: number): string =>
    `translate(${(step * nearness).toFixed(1)} ${(lift * nearness).toFixed(1)}) rotate(${(step / 30).toFixed(2)} 450 550)`;
  const dusk = `<rect width="${WIDTH}" height="${HEIGHT}" fill="${coin(camera) ? 'black' : 'white'}" opacity="${between(camera, 0.02, 0.2).toFixed(2)}"/>`;
  const horizon = between(random, 550, 850);
  const [wall, floor] = [random.below(360), random.below(60)];
  const noise = (id: string, x: number, y: number, strength: number): string =>
    `<filter id="${id}"><feTurbulence type="fractalNoise" baseFrequency="${x.toFixed(3)} ${y.toFixed(3)}" numOctaves="2" seed="${random.below(1000)}"/><feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 ${strength} 0.3 0 0 -0.3"/></filter>`;
  const boards = Array.from({ length: 14 }, (_, i) => {
    const x = -300 + i * 110 + random.below(30);
    return `<path d="M450 ${horizon - 300} L${x * 1.5} ${HEIGHT + 200}" stroke="black" stroke-opacity="0.35" stroke-width="${2 + random.below(4)}"/>`;
  });
  const things = Array.from({ length: 5 + random.below(4) }, () => {
    const [x, w, h] = [random.below(820), 40 + random.below(120), 60 + random.below(220)];
    return `<rect x="${x}" y="${horizon - h}" width="${w}" height="${h}" rx="${random.below(30)}" fill="hsl(${random.below(360)},45%,${25 + random.below(50)}%)" stroke="black" stroke-opacity="0.4"/>`;
  });
  // Drawn larger than the sheet, so that no edge shows when the camera moves.
  const sheet = (rest: string): string => `<rect x="-100" y="-100" width="${WIDTH + 200}" height="${HEIGHT + 200}" ${rest}/>`;
  const ground = `<rect x="-100" y="${horizon}" width="${WIDTH + 200}" height="${HEIGHT}"`;
  return [
    `<defs>${noise('rw', 0.02, 0.03, 0.5)}${noise('rf', 0.004, 0.06, 0.9)}<clipPath id="rc">${ground}/></clipPath></defs>`,
    `<g transform="${move(0.6)}">${sheet(`fill="hsl(${wall},25%,${60 + random.below(25)}%)"`)}${sheet('filter="url(#rw)" opacity="0.5"')}</g>`,
    `<g transform="${move(1)}">${ground} fill="hsl(${20 + floor / 3},45%,${30 + random.below(30)}%)"/>`,
    `<g clip-path="url(#rc)">${sheet('filter="url(#rf)" opacity="0.7"')}${boards.join('')}</g></g>`,
    things.map((thing, i) => `<g transform="${move(0.8 + i * 0.15)}">${thing}</g>`).join(''),
    dusk,
  ].join('');
}
