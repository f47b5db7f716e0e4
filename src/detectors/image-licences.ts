import { dirname, resolve } from 'node:path';
import { compileGlob, isPlain, matchGlob, type PathGlob, plainPath } from '../image/rights/path-glob.ts';
import type { RightsFault } from '../model/evidence.ts';
import type { Licence } from '../model/ledger.ts';
import { ANY_MARKETPLACE, type ImageSlot, type ListingImage } from '../model/listing.ts';
import { onMarketplace } from '../model/rule.ts';
import { coversTerritory } from './brand-territory.ts';

/** How a listing uses a picture. */
export interface PictureUse {
  readonly image: ListingImage;
  readonly marketplace: string;
  /** The day of the scan, `YYYY-MM-DD`. */
  readonly day: string;
}

/** What the ledger falls short of, the most helpful to know first. */
const FAULTS: readonly RightsFault[] = [
  'expired',
  'not-yet-valid',
  'wrong-marketplace',
  'territory',
  'wrong-slot',
  'proof-missing',
  'proof-changed',
];

/** What keeps a licence from proving a use of a picture that it names, the most helpful first; empty when it proves it. */
export function findFaults(licence: Licence, { image, marketplace, day }: PictureUse): RightsFault[] {
  const wrong: Partial<Record<RightsFault, boolean>> = {
    expired: licence.validTo !== undefined && licence.validTo < day,
    'not-yet-valid': licence.validFrom !== undefined && day < licence.validFrom,
    // Of a listing whose marketplace nobody has told, nothing wrong can be said.
    'wrong-marketplace': marketplace !== ANY_MARKETPLACE && !onMarketplace(licence.marketplaces, marketplace),
    territory: !coversTerritory(licence.territories ?? [], marketplace),
    'wrong-slot': !inSlots(licence.slots, image.slot),
    'proof-missing': !licence.proofFound,
    'proof-changed': licence.proofChanged === true,
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

/** Finds the licences that name a picture: plain paths by look-up, globs one after the other; originals by their SHA-256. */
export class LicenceBook {
  readonly #paths = new Map<string, Named[]>();
  readonly #globs: { readonly glob: PathGlob; readonly named: Named }[] = [];
  readonly #originals = new Map<string, Named[]>();

  constructor(licences: readonly Licence[]) {
    for (const [order, licence] of licences.entries()) {
      for (const path of licence.files.flatMap((file) => readings(file, licence.folder))) this.#add(path, { licence, order });
      for (const sha256 of licence.originals ?? []) push(this.#originals, sha256.toLowerCase(), { licence, order });
    }
  }

  /** Whether any licence names an original, so that finding a picture's originals is worth while. */
  get hasOriginals(): boolean {
    return this.#originals.size > 0;
  }

  #add(path: string, named: Named): void {
    if (!isPlain(path)) {
      this.#globs.push({ glob: compileGlob(path), named });
      return;
    }
    push(this.#paths, plainPath(path), named);
  }

  /**
   * The licences that name a picture, each once, in the ledger's order.
   * @param originals SHA-256 of the picture's own file and of the originals of which it is a copy or a part, as far as they are known.
   */
  find({ src, file }: ListingImage, originals: readonly string[] = []): Licence[] {
    const paths = [src, file ?? ''].filter((path) => path !== '' && path.length <= MAX_PATH).map(plainPath);
    const found = paths.flatMap((path) => [
      ...(this.#paths.get(path) ?? []),
      ...this.#globs.filter(({ glob }) => matchGlob(glob, path)).map(({ named }) => named),
    ]);
    found.push(...originals.flatMap((sha256) => this.#originals.get(sha256) ?? []));
    return [...new Set(found.sort((a, b) => a.order - b.order).map(({ licence }) => licence))];
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** A glob as written, for paths as listings write them, and as absolute paths, for files that the scan has found. */
function readings(file: string, folder: string | undefined): string[] {
  if (folder === undefined || /^[a-z][a-z0-9+.-]+:/i.test(file)) return [file];
  const end = /[\\/]$/.test(file) ? '/' : '';
  const path = file.replaceAll('\\', '/');
  return [file, resolve(folder, path) + end, resolve(dirname(folder), path) + end];
}
