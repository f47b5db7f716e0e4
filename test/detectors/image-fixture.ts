import type { Detect, Draft, Resources } from '../../src/detectors/contract.ts';
import type { ImageFacts } from '../../src/image/facts.ts';
import { buildImageIndex } from '../../src/image/hash/image-index.ts';
import type { Licence } from '../../src/model/ledger.ts';
import type { ImageSlot } from '../../src/model/listing.ts';
import { placeAt } from '../../src/model/place.ts';
import type { ReferenceImage } from '../../src/model/reference.ts';
import type { Rule } from '../../src/model/rule.ts';

/** The hash that pictures and references of these tests have unless they say another. */
export const HASH: string = '5a'.repeat(32);

/** The hash with some bits the other way round. */
export function flip(bits: number): string {
  const digits = [...HASH].map((digit, i) => Number.parseInt(digit, 16) ^ (i < bits ? 1 : 0));
  return digits.map((digit) => digit.toString(16)).join('');
}

/** A rule with what every rule needs. */
export function makeRule<R extends Rule>(kind: R['kind'], when: R['when'], changes: Partial<R> = {}): R {
  const text = { en: 'x', zh: '某' };
  const base = { id: `test/${kind}`, pack: 'test@1.0.0', severity: 'error', review: false, marketplaces: [], scope: [] };
  const words = { message: text, rationale: text, policy: [], fix: text, prevention: [], examples: { flag: [], pass: [] } };
  return { ...base, ...words, kind, when, ...changes } as unknown as R;
}

/** Resources of a scan that knows pictures and licences only. */
export function makeResources(changes: { pictures?: readonly ReferenceImage[]; licences?: readonly Licence[] }): Resources {
  const { pictures = [], licences = [] } = changes;
  return { pictures: buildImageIndex(pictures), licences, asOf: '2026-11-22' } as unknown as Resources;
}

/** A reference picture of a competitor. */
export function makeReference(changes: Partial<ReferenceImage> = {}): ReferenceImage {
  const id = changes.id ?? 'r1';
  const base = {
    kind: 'image',
    id,
    owner: 'Lumora',
    role: 'competitor',
    capturedAt: '2026-09-01',
    label: `${id}.jpg`,
  } as const;
  return { ...base, sha256: id.padEnd(64, '0'), hash: HASH, quality: 100, width: 1000, height: 1000, ...changes };
}

/** A picture on white that no marketplace objects to. */
export function makeFacts(changes: Partial<ImageFacts> = {}): ImageFacts {
  const base = {
    sha256: 'e'.repeat(64),
    bytes: 400_000,
    width: 1600,
    height: 1600,
    format: 'jpeg',
    colour: 'srgb',
    whiteBorder: 1,
  } as const;
  return { ...base, hashes: [HASH], quality: 100, ...changes };
}

/** A licence of a shop of stock pictures for everything in `photos/`, with proof, without limits. */
export function makeLicence(changes: Partial<Licence> = {}): Licence {
  const base = { id: 'L1', kind: 'stock', files: ['photos/**'], owner: 'Lumora' } as const;
  return { ...base, proof: 'proofs/l1.pdf', proofFound: true, marketplaces: [], slots: [], ...changes };
}

interface Shown {
  readonly src: string;
  readonly slot?: ImageSlot;
  readonly file?: string;
  readonly facts?: ImageFacts;
}

/** What a detector finds in a listing with these pictures. */
export function look(detect: Detect, shown: readonly Shown[], marketplace = 'amazon.com'): Draft[] {
  const images = shown.map(({ src, slot, file }, i) => ({
    slot: slot ?? (i === 0 ? ('main' as const) : (`other-${i}` as const)),
    src,
    place: placeAt(src, 2, 1),
    ...(file === undefined ? {} : { file }),
  }));
  const listing = { id: 'SKU-1', marketplace, fields: [], images, source: { file: 'feed.csv', record: 1 } };
  return detect({ listing, texts: [], images: shown.map(({ facts }) => facts) });
}
