import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { drawListings } from './image-drawings.ts';

/*
 * Which pictures the evaluation uses: drawn ones, and those of a folder. Pictures of one product are one group and stand in one half
 * together, so that nothing tuned on `tune` has seen a product of `report`.
 */

/** A picture of a set. */
export interface SetPicture {
  /** Path in the folder, or what was drawn. */
  readonly name: string;
  /** One product in whatever colour and view, or one photograph in whatever size. */
  readonly group: string;
  /** What the picture belongs to: the folder's first level, or `drawn`. */
  readonly set: string;
  readonly read: () => Buffer;
}

/** Halves of the groups: `tune` may be looked at, `report` is measured. */
export type Half = 'tune' | 'report';

/** By the hash of the group's name. */
export function halfOf(group: string): Half {
  return (createHash('sha256').update(group).digest()[0] ?? 0) % 2 === 0 ? 'tune' : 'report';
}

/** Drawn pictures of `count` products of a half. */
export async function drawnPictures(count: number, half: Half, seed = 1): Promise<SetPicture[]> {
  // Other seeds for other halves: no room and no product is in both.
  const drawings = await drawListings(count, seed * 2 + (half === 'tune' ? 0 : 1));
  return drawings.map(({ name, group, bytes }) => ({ name, group, set: 'drawn', read: () => bytes }));
}

/** The pictures of a folder and the folders in it that belong to a half, by name. */
export function folderPictures(folder: string, half: Half): SetPicture[] {
  return listFiles(folder)
    .filter((file) => /\.(jpe?g|png|webp|avif)$/i.test(file))
    .map((file) => {
      const name = relative(folder, file).replaceAll('\\', '/');
      return {
        name,
        group: groupOf(name),
        set: name.includes('/') ? (name.split('/')[0] ?? '') : '',
        read: () => readFileSync(file),
      };
    })
    .filter(({ group }) => halfOf(group) === half)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : entry.isFile() ? [path] : [];
  });
}

/**
 * The product or photograph that a file shows, by its name: what stands before the colour of a product code (`mh07-black_alt1`: `mh07`);
 * for a size as name (`contents/images/1920x1080`) the folder that has a name of its own; else the whole name.
 */
function groupOf(name: string): string {
  const stem = basename(name).replace(/\.[^.]+$/, '');
  const code = /^([a-z]{1,4}\d{2,4})[-_]/i.exec(stem)?.[1];
  if (code !== undefined) return code.toLowerCase();
  if (!/^\d+x\d+$/.test(stem)) return stem.toLowerCase();
  const folders = dirname(name)
    .split('/')
    .filter((part) => !/^(images?(_dark)?|contents|wallpapers)$/i.test(part));
  return (folders.at(-1) ?? stem).toLowerCase();
}
