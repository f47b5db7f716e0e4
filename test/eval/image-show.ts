import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Trial } from './image-cases.ts';
import { encodeJpeg, layOut, readRaster, scaleInto, WHITE } from './image-raster.ts';
import type { Outcome } from './image-trial.ts';

/* Pictures of what went wrong, for people to look at: the picture that was asked for beside one of the library. */

const SIDE = 480;
/** Misses of one attack that are written. */
const MISSES = 3;

/** Writes a JPEG for every false match, for the foreign pictures nearest to one, and for some misses of every attack. */
export async function writePairs(outcomes: readonly Outcome[], trial: Trial, method: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const own = outcomes.filter((outcome) => outcome.method === method);
  const misses = new Map<string, number>();
  for (const { asked, isFound, wrong } of own) {
    for (const reference of wrong) await write(`false-${asked.kind}`, asked, reference);
    if (asked.kind !== 'copy' || isFound) continue;
    const attack = asked.attack?.name ?? '';
    const seen = misses.get(attack) ?? 0;
    misses.set(attack, seen + 1);
    if (seen < MISSES) await write('missed', asked, asked.picture ?? -1);
  }
  const near = own.filter(({ asked, nearest }) => asked.kind === 'foreign' && nearest !== undefined);
  near.sort((a, b) => (a.nearest?.score ?? 0) - (b.nearest?.score ?? 0));
  for (const { asked, nearest } of near.slice(0, 10))
    await write(`near-${nearest?.score.toFixed(0)}`, asked, nearest?.reference ?? -1);

  async function write(what: string, asked: Outcome['asked'], reference: number): Promise<void> {
    const there = trial.library[reference];
    if (there === undefined) return;
    const pair = await Promise.all(
      [asked.read(), there.read()].map(async (bytes) => scaleInto(await readRaster(await bytes), SIDE, SIDE, 'inside')),
    );
    const sheet = await layOut(
      SIDE * 2,
      SIDE,
      WHITE,
      pair.map((raster, i) => ({ raster, left: i * SIDE, top: 0 })),
    );
    const name = `${what}-${asked.attack?.name ?? 'plain'}-${asked.name}-${there.name}`.replace(/[^\w.-]+/g, '_').slice(0, 180);
    writeFileSync(join(folder, `${name}.jpg`), await encodeJpeg(sheet, 88));
  }
}
