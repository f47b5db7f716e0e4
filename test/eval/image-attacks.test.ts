import { beforeAll, describe, expect, it } from 'vitest';
import { draw } from '../image/drawing.ts';
import { ATTACKS, attackPicture } from './image-attacks.ts';
import { type Raster, readRaster } from './image-raster.ts';
import { halfOf } from './image-sets.ts';

function raster(seed: number): Raster {
  const { data, width, height } = draw(seed, 160, 200);
  return { data: Buffer.from(data), width, height };
}

const picture = raster(1);
const others = Array.from({ length: 8 }, (_, i) => raster(i + 2));
const attacked = (seed: number): Promise<Buffer[]> =>
  Promise.all(ATTACKS.map((attack) => attackPicture(attack, picture, { name: 'lamp.jpg', seed, others })));

describe('attacks on pictures', () => {
  let files: readonly Buffer[] = [];
  beforeAll(async () => {
    files = await attacked(7);
  });

  it('are at least 43 kinds, each with a name of its own, twelve of them hard', () => {
    expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length);
    expect(ATTACKS.length).toBeGreaterThanOrEqual(43);
    expect(ATTACKS.filter(({ isHard }) => isHard).length).toBeGreaterThanOrEqual(12);
  });

  it('give pictures, the same bytes each time', async () => {
    for (const [i, again] of (await attacked(7)).entries())
      expect(again.equals(files[i] ?? Buffer.of()), ATTACKS[i]?.name).toBe(true);
    for (const file of files)
      expect(Math.min((await readRaster(file)).width, (await readRaster(file)).height)).toBeGreaterThan(20);
  });

  it('are as strong as the seed says', async () => {
    const same = (await attacked(8)).flatMap((file, i) => (file.equals(files[i] ?? Buffer.of()) ? [ATTACKS[i]?.name] : []));
    // Nothing but the quality of the JPEG is drawn for these, or nothing at all.
    const plain = ['saved-again', 'jpeg-30', 'jpeg-10', 'grey', 'negative', 'mirrored', 'turned-180', 'stretched-square'];
    expect(same.filter((name) => !plain.includes(name ?? ''))).toEqual([]);
  });
});

describe('halves', () => {
  it('are about equally large', () => {
    const tune = Array.from({ length: 400 }, (_, i) => halfOf(`product-${i}`)).filter((half) => half === 'tune').length;
    expect(tune).toBeGreaterThan(150);
    expect(tune).toBeLessThan(250);
  });
});
