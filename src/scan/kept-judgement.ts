import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Subject } from '../detectors/contract.ts';
import { BINS, KEYS, type Sketch, TITLE_WORDS } from '../detectors/duplicate-sketch.ts';
import type { Finding } from '../model/finding.ts';
import type { Listing } from '../model/listing.ts';
import { locateFinding, spotNumber } from './findings.ts';
import type { Judgement } from './judge.ts';

/*
 * A judgement without the place of its listing, so that it holds wherever the listing's row is moved.
 */

/** A judgement as it is kept. Findings have the place of no file. */
export interface KeptJudgement {
  /** Parallel to `spots`. */
  readonly findings: readonly Finding[];
  /** Number of the field or picture in which each stands, -1 for what is missing. */
  readonly spots: readonly number[];
  readonly leftOut: Judgement['leftOut'];
}

/** A hash of all that a judgement depends on in the listing itself: its texts and names, and what its pictures are. 16 bytes, as Latin-1. */
export function hashSubject({ listing, images }: Pick<Subject, 'listing' | 'images'>): string {
  const { id, marketplace, locale, brand, category, family, fields } = listing;
  const texts = fields.map(({ name, index, text }) => [name, index ?? null, text]);
  const pictures = listing.images.map(({ slot, src, file }, at) => {
    const facts = images[at];
    return [slot, src, file ?? null, facts?.sha256 ?? null, facts?.matches !== undefined];
  });
  const all = [id, marketplace, locale ?? null, brand ?? null, category ?? null, family ?? null, texts, pictures];
  return createHash('sha256').update(JSON.stringify(all)).digest().toString('latin1', 0, 16);
}

/** The judgement as it can be kept; undefined when it could not be told from that what stands where. */
export function keepJudgement({ findings, leftOut }: Judgement, listing: Listing): KeptJudgement | undefined {
  const spots = findings.map((finding) => spotNumber(finding, listing));
  const kept = { findings: findings.map((finding) => ({ ...finding, ...NOWHERE })), spots, leftOut };
  return isDeepStrictEqual(placeFindings(kept, listing), findings) ? kept : undefined;
}

const NOWHERE = { file: '', line: 0, column: 0, record: 0 } as const;

/** The findings where the listing stands now; undefined where places are of another kind. */
export function placeFindings({ findings, spots }: KeptJudgement, listing: Listing): Finding[] | undefined {
  const placed = findings.map((finding, at) => locateFinding(finding, spots[at] ?? -1, listing));
  return placed.every((finding) => finding !== undefined) ? placed : undefined;
}

/** Bytes of a sketch. */
export const SKETCH_BYTES: number = BINS + 4 * KEYS + 2 * TITLE_WORDS + 4;

/** What of a sketch does not stand in its listing. */
export function packSketch({ bins, keys, title, models }: Sketch): Buffer {
  const bytes = Buffer.alloc(SKETCH_BYTES);
  bytes.set(bins, 0);
  for (const [at, key] of keys.entries()) bytes.writeUInt32LE(key, BINS + 4 * at);
  for (const [at, word] of title.entries()) bytes.writeUInt16LE(word, BINS + 4 * KEYS + 2 * at);
  bytes.writeUInt32LE(models, SKETCH_BYTES - 4);
  return bytes;
}

/** A sketch of a listing, from its bytes. */
export function unpackSketch(bytes: Buffer, { id, marketplace, family = id, source }: Listing): Sketch {
  const keys = new Uint32Array(KEYS);
  const title = new Uint16Array(TITLE_WORDS);
  for (let at = 0; at < KEYS; at++) keys[at] = bytes.readUInt32LE(BINS + 4 * at);
  for (let at = 0; at < TITLE_WORDS; at++) title[at] = bytes.readUInt16LE(BINS + 4 * KEYS + 2 * at);
  const models = bytes.readUInt32LE(SKETCH_BYTES - 4);
  return {
    id,
    marketplace,
    family,
    file: source.file,
    record: source.record,
    bins: bytes.subarray(0, BINS),
    keys,
    title,
    models,
  };
}
