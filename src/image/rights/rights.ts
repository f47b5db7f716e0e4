import type { RightsClaim } from '../../model/evidence.ts';
import { findContentCredentials } from './c2pa.ts';
import { readExifRights } from './rights-exif.ts';
import { readIptcRights } from './rights-iptc.ts';
import { cleanText } from './rights-text.ts';
import { labelOf, readXmpRights, type XmpRights } from './rights-xmp.ts';

/*
 * What a picture file says of its rights: bytes of its metadata in, facts out. No I/O. Damaged metadata gives fewer facts, never an error:
 * the picture is no worse for it. EXIF and IPTC are read here and not by a package, because the common one takes texts for UTF-8 or Latin-1
 * whatever they are, makes numbers of ids, leaves entities in XMP, and takes time that grows with the square of nested tags.
 */

/** What a picture file says of its rights, and how it was taken. */
export interface PictureRights {
  readonly claims: readonly RightsClaim[];
  /** Maker and model. */
  readonly camera?: string;
  /** `YYYY-MM-DD HH:MM:SS`, the camera's own clock. */
  readonly takenAt?: string;
  readonly software?: string;
  /** Whether the file carries content credentials (C2PA); nobody has verified them. */
  readonly contentCredentials?: true;
}

/** The metadata of a picture file, as decoders hand it over; whatever is not there is absent. */
export interface MetadataParts {
  /** A TIFF structure, with or without `Exif` before it. */
  readonly exif?: Uint8Array;
  /** IIM, or the resources of Photoshop that hold it. */
  readonly iptc?: Uint8Array;
  readonly xmp?: Uint8Array;
  /** The texts of PNG by their keywords. */
  readonly texts?: readonly { readonly keyword: string; readonly text: string }[];
  /** The whole file, in which content credentials are looked for. */
  readonly file?: Uint8Array;
}

/** Longest IPTC or XMP that is read, bytes. */
const MAX_PART = 4 << 20;
/** Most claims that are kept of a picture, and most characters of all of them: a scan remembers ten thousand pictures. */
const MAX_CLAIMS = 40;
const MAX_CHARACTERS = 4_000;

/** Reads what a picture file says of its rights; undefined when it says nothing at all. */
export async function readRights(parts: MetadataParts): Promise<PictureRights | undefined> {
  const { exif, iptc, xmp, texts = [], file } = parts;
  // Of EXIF a few tags are looked up, however long it is; a whole TIFF file is such a structure.
  const fromExif = exif === undefined ? { claims: [] } : readExifRights(exif);
  const fromIptc = iptc === undefined || iptc.length > MAX_PART ? [] : readIptcRights(iptc);
  const fromXmp: XmpRights = xmp === undefined || xmp.length > MAX_PART ? { claims: [] } : await readXmpRights(xmp);
  const credentials = file === undefined ? undefined : findContentCredentials(file);
  const claims = dropRepeated([
    ...fromExif.claims,
    ...fromIptc,
    ...fromXmp.claims,
    ...texts.slice(0, 100).flatMap(readPngText),
    ...(credentials?.trained === true ? [{ field: 'ai', where: 'C2PA', text: 'trainedAlgorithmicMedia' } as const] : []),
  ]);
  const { claims: _, ...facts } = { ...fromXmp, ...fromExif };
  if (claims.length === 0 && Object.keys(facts).length === 0 && credentials === undefined) return undefined;
  return { claims, ...facts, ...(credentials === undefined ? {} : { contentCredentials: true }) };
}

/** Keywords of PNG, and the block of settings that picture generators leave under `parameters`. */
function readPngText({ keyword, text }: { readonly keyword: string; readonly text: string }): RightsClaim[] {
  const where = `PNG ${cleanText(keyword)}`;
  const clean = cleanText(text);
  if (clean === '') return [];
  if (/^copyright$/i.test(keyword)) return [{ field: 'holder', where, text: clean }];
  if (/^author$/i.test(keyword)) return [{ field: 'creator', where, text: clean }];
  if (/^aigc$/i.test(keyword)) return labelOf(clean) === '' ? [] : [{ field: 'ai', where, text: labelOf(clean) }];
  const generated = /^parameters$/i.test(keyword) && /\bSteps: \d+, Sampler: /.test(text.slice(0, 20_000));
  return generated ? [{ field: 'ai', where, text: clean }] : [];
}

/** One program writes the same name into five places: each place is told, the same place and text only once. */
function dropRepeated(claims: readonly RightsClaim[]): RightsClaim[] {
  const seen = new Set<string>();
  let room = MAX_CHARACTERS;
  const kept = claims.filter(({ where, text }) => {
    const key = `${where}\0${text}`;
    if (seen.has(key) || room < text.length) return false;
    seen.add(key);
    room -= text.length;
    return true;
  });
  return kept.slice(0, MAX_CLAIMS);
}
