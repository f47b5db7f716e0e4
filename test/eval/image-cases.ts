import { createHash } from 'node:crypto';
import { type Attack, attackPicture, readOthers } from './image-attacks.ts';
import { type Raster, readRaster } from './image-raster.ts';
import type { SetPicture } from './image-sets.ts';

/*
 * What is asked: edited pictures of the library, which must be found; pictures of other products, as they are and edited, which must match
 * nothing; and other views and colours of a product in the library, which belong to it but are no copies.
 */

/** A picture to look for. `picture` is the library's number that it was made from; absent when it was made from none. */
export interface Case {
  readonly name: string;
  readonly kind: 'copy' | 'foreign' | 'same-product';
  readonly set: string;
  readonly attack?: Attack;
  readonly picture?: number;
  /** Numbers of the library's pictures of the same product, that no one calls a false match. */
  readonly own: readonly number[];
  readonly read: () => Promise<Buffer>;
}

/** What is in the library, and what is asked. */
export interface Trial {
  readonly library: readonly SetPicture[];
  readonly cases: readonly Case[];
}

/** How much of a set is used. */
export interface TrialSize {
  /** Pictures of the library that are attacked with everything. */
  readonly attacked: number;
  /** Pictures that must match nothing. */
  readonly foreign: number;
  readonly seed: number;
  /** Edits that are made. */
  readonly attacks: readonly Attack[];
}

/** Longest side of what is attacked, pixels: as listings have it. */
const LONGEST = 1200;

/** Draws a trial from pictures of one half. `distractors` join the library and are never asked for. */
export async function drawTrial(
  pictures: readonly SetPicture[],
  distractors: readonly SetPicture[],
  size: TrialSize,
): Promise<Trial> {
  const groups = groupPictures(pictures);
  // Three of five products are in the library, with one picture each; the others are foreign.
  const names = [...groups.keys()].sort((a, b) => hashOf(`known ${a}`) - hashOf(`known ${b}`));
  const known = new Set(names.slice(0, Math.ceil(names.length * 0.6)));
  const library: SetPicture[] = [];
  const rest: SetPicture[] = [];
  const foreign: SetPicture[] = [];
  for (const [group, members] of groups) {
    if (!known.has(group)) foreign.push(...members);
    else {
      const chosen = hashOf(`chosen ${group}`) % members.length;
      for (const [i, member] of members.entries()) (i === chosen ? library : rest).push(member);
    }
  }
  const numbers = new Map(library.map(({ group }, number) => [group, number]));
  const others = await readOthers(spread(foreign, 24).map(({ read }) => read()));
  const copies = spread(library, size.attacked).flatMap((picture) => {
    const number = numbers.get(picture.group) ?? -1;
    return size.attacks.map(
      (attack): Case => ({ ...attacked(picture, attack, size.seed, others), kind: 'copy', picture: number, own: [number] }),
    );
  });
  const plain = (picture: SetPicture, kind: Case['kind'], own: readonly number[]): Case => {
    return { name: picture.name, kind, set: picture.set, own, read: async () => picture.read() };
  };
  const negatives = foreign.map((picture) => plain(picture, 'foreign', []));
  // Beyond the pictures as they are, every one in several of the edits, until there are enough.
  for (let round = 0; negatives.length < size.foreign && round < size.attacks.length; round++) {
    for (const [i, picture] of foreign.entries()) {
      const attack = size.attacks[(round + i) % size.attacks.length];
      if (attack !== undefined && negatives.length < size.foreign) {
        negatives.push({ ...attacked(picture, attack, size.seed, others), kind: 'foreign', own: [] });
      }
    }
  }
  const same = rest.map((picture) => plain(picture, 'same-product', [numbers.get(picture.group) ?? -1]));
  return { library: [...library, ...distractors], cases: [...copies, ...negatives, ...same] };
}

function groupPictures(pictures: readonly SetPicture[]): Map<string, SetPicture[]> {
  const groups = new Map<string, SetPicture[]>();
  for (const picture of pictures) {
    const members = groups.get(picture.group);
    if (members === undefined) groups.set(picture.group, [picture]);
    else members.push(picture);
  }
  return groups;
}

function attacked(
  picture: SetPicture,
  attack: Attack,
  seed: number,
  others: readonly Raster[],
): Pick<Case, 'name' | 'set' | 'attack' | 'read'> {
  const { name, set } = picture;
  const read = async (): Promise<Buffer> =>
    attackPicture(attack, await readRaster(picture.read(), LONGEST), { name, seed, others });
  return { name, set, attack, read };
}

function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE();
}

/** So many of the items, spread evenly over all of them. */
function spread<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]).filter(
    (item) => item !== undefined,
  );
}
