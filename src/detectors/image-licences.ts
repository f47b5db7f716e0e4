import { dirname, resolve } from 'node:path';
import { compileGlob, isPlain, matchGlob, type PathGlob, plainPath } from '../image/path-glob.ts';
import type { RightsFault } from '../model/evidence.ts';
import type { Licence } from '../model/ledger.ts';
import { ANY_MARKETPLACE, type ImageSlot, type ListingImage } from '../model/listing.ts';
import { onMarketplace } from '../model/rule.ts';

/** How a listing uses a picture. */
export interface PictureUse {
  readonly image: ListingImage;
  readonly marketplace: string;
  /** The day of the scan, `YYYY-MM-DD`. */
  readonly day: string;
}

/** What the ledger falls short of, the most helpful to know first. */
const FAULTS: readonly RightsFault[] = ['expired', 'not-yet-valid', 'wrong-marketplace', 'wrong-slot', 'proof-missing'];

/** What keeps a licence from proving a use of a picture that it names, the most helpful first; empty when it proves it. */
export function findFaults(licence: Licence, { image, marketplace, day }: PictureUse): RightsFault[] {
  const wrong: Partial<Record<RightsFault, boolean>> = {
    expired: licence.validTo !== undefined && licence.validTo < day,
    'not-yet-valid': licence.validFrom !== undefined && day < licence.validFrom,
    // Of a listing whose marketplace nobody has told, nothing wrong can be said.
    'wrong-marketplace': marketplace !== ANY_MARKETPLACE && !onMarketplace(licence.marketplaces, marketplace),
    'wrong-slot': !inSlots(licence.slots, image.slot),
    'proof-missing': !licence.proofFound,
  };
  return FAULTS.filter((fault) => wrong[fault] === true);
}

function inSlots(slots: readonly string[], slot: ImageSlot): boolean {
  return slots.length === 0 || slots.includes(slot) || (slot !== 'main' && slots.includes('other'));
}

/** Longer than any path: a picture that stands in the text itself (`data:`), which no licence can name. */
const MAX_PATH = 4096;

interface Named {
  readonly licence: Licence;
  readonly order: number;
}

/** Finds the licences that name a picture: plain paths by look-up, globs one after the other. */
export class LicenceBook {
  readonly #paths = new Map<string, Named[]>();
  readonly #globs: { readonly glob: PathGlob; readonly named: Named }[] = [];

  constructor(licences: readonly Licence[]) {
    for (const [order, licence] of licences.entries()) {
      for (const path of licence.files.flatMap((file) => readings(file, licence.folder))) this.#add(path, { licence, order });
    }
  }

  #add(path: string, named: Named): void {
    if (!isPlain(path)) {
      this.#globs.push({ glob: compileGlob(path), named });
      return;
    }
    const plain = plainPath(path);
    const known = this.#paths.get(plain);
    if (known === undefined) this.#paths.set(plain, [named]);
    else known.push(named);
  }

  /** The licences that name a picture, each once, in the ledger's order. */
  find({ src, file }: ListingImage): Licence[] {
    const paths = [src, file ?? ''].filter((path) => path !== '' && path.length <= MAX_PATH).map(plainPath);
    const found = paths.flatMap((path) => [
      ...(this.#paths.get(path) ?? []),
      ...this.#globs.filter(({ glob }) => matchGlob(glob, path)).map(({ named }) => named),
    ]);
    return [...new Set(found.sort((a, b) => a.order - b.order).map(({ licence }) => licence))];
  }
}

/** A glob as written, for paths as listings write them, and as absolute paths, for files that the scan has found. */
function readings(file: string, folder: string | undefined): string[] {
  if (folder === undefined || /^[a-z][a-z0-9+.-]+:/i.test(file)) return [file];
  const end = /[\\/]$/.test(file) ? '/' : '';
  const path = file.replaceAll('\\', '/');
  return [file, resolve(folder, path) + end, resolve(dirname(folder), path) + end];
}
