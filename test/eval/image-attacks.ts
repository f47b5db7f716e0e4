import { createHash } from 'node:crypto';
import { Random } from '../bench/random.ts';
import { COMPOSITIONS } from './image-compositions.ts';
import { LIGHT_EDITS } from './image-light-edits.ts';
import { MARK_EDITS } from './image-mark-edits.ts';
import { encodeJpeg, type Raster, readRaster } from './image-raster.ts';
import { SHAPE_EDITS } from './image-shape-edits.ts';

/*
 * What copiers do to a picture before they list it. How strong an edit is, where it lies and in which colour is drawn by a seed from a
 * range, so that another seed gives pictures that nobody has tuned on. The same picture, attack and seed give the same bytes (with one
 * version of sharp; writing is strokes, not a font).
 */

/** One kind of edit. */
export interface Attack {
  readonly name: string;
  /** Beyond what a hash of the whole picture can see: deep crops, turns, writing all over, new backgrounds, pictures in pictures. */
  readonly isHard?: boolean;
  /** `others` are pictures by other people, at least eight, for collages and backgrounds. */
  readonly edit: (picture: Raster, random: Random, others: readonly Raster[]) => Promise<Raster> | Raster;
  /** How the result is stored; a JPEG of quality 78 to 92 if absent. */
  readonly encode?: (picture: Raster, random: Random) => Promise<Buffer>;
}

/** All kinds of edits. */
export const ATTACKS: readonly Attack[] = [...LIGHT_EDITS, ...SHAPE_EDITS, ...MARK_EDITS, ...COMPOSITIONS];

/** The attacks of these names; all of them when none is named. @throws RangeError for a name that none has. */
export function attacksNamed(names: readonly string[] | undefined): readonly Attack[] {
  return (
    names?.map((name) => {
      const attack = ATTACKS.find((one) => one.name === name);
      if (attack === undefined) throw new RangeError(`no edit is called ${name}: ${ATTACKS.map((one) => one.name).join(', ')}`);
      return attack;
    }) ?? ATTACKS
  );
}

/** The edited picture as a file. `name` is that of the picture: with the attack and the seed it decides all that is drawn by chance. */
export async function attackPicture(
  attack: Attack,
  picture: Raster,
  { name, seed, others }: { readonly name: string; readonly seed: number; readonly others: readonly Raster[] },
): Promise<Buffer> {
  const random = new Random(createHash('sha256').update(`${name}\n${attack.name}\n${seed}`).digest().readInt32LE());
  const edited = await attack.edit(picture, random, others);
  return attack.encode?.(edited, random) ?? encodeJpeg(edited, 78 + random.below(15));
}

/** Decodes pictures of which attacks take pieces. */
export function readOthers(files: readonly Buffer[]): Promise<Raster[]> {
  return Promise.all(files.map((bytes) => readRaster(bytes, 1000)));
}
