import { buildFeatureIndex } from '../../src/image/features/feature-index.ts';
import {
  type HashHit,
  makeQueryPicture,
  makeReferencePicture,
  matchPicture,
  type PictureLibrary,
  type ReferencePicture,
} from '../../src/image/match/match.ts';
import { toPlane } from '../../src/image/plane.ts';
import type { ReferenceImage } from '../../src/model/reference.ts';
import { hashReference, prepareHashes } from './image-hashes.ts';
import type { Answer, Method, Shown } from './image-methods.ts';

/* preclear's legs as methods: hashes alone, features alone, and both as a scan uses them. */

/** Bits up to which a hash proves a copy, and up to which features have a closer look. */
const CERTAIN = 40;

/** What preclear keeps of a picture of the library: no pixels, so that ten thousand fit. */
export interface Kept {
  readonly hashed: ReferenceImage;
  readonly picture: ReferencePicture;
}

/** Prepares a picture of the library. */
export function keepPicture(shown: Shown): Kept {
  return { hashed: hashReference(shown), picture: makeReferencePicture(toPlane(shown.pixels)) };
}

/** The three methods, which share what they compute of a picture. */
export function prepareLegs(references: readonly Kept[]): Method[] {
  const hashes = prepareHashes(references.map(({ hashed }) => hashed));
  const library = openLibrary(references.map(({ picture }) => picture));
  const seen = new WeakMap<Shown, { readonly hits: readonly HashHit[]; readonly features: Answer }>();
  const look = (shown: Shown): { readonly hits: readonly HashHit[]; readonly features: Answer } => {
    const known = seen.get(shown) ?? { hits: hashes(shown), features: match(shown, library, []) };
    seen.set(shown, known);
    return known;
  };
  return [
    {
      name: 'hashes',
      limit: `${CERTAIN} bits`,
      answer: (shown) => {
        const { hits } = look(shown);
        return { matches: certain(hits), ...nearestHash(hits) };
      },
    },
    { name: 'features', limit: 'tier copy', answer: (shown) => look(shown).features },
    {
      name: 'both',
      limit: 'tier copy',
      answer: (shown) => {
        const { hits, features } = look(shown);
        // Near hashes give features a place to look at; certain ones need no look.
        const isOpen = hits.some(({ distance, reference }) => distance > CERTAIN && !features.matches.includes(reference));
        const closer = isOpen ? match(shown, library, hits) : features;
        const matches = [...new Set([...certain(hits), ...closer.matches])];
        const related = closer.related?.filter((reference) => !matches.includes(reference)) ?? [];
        return { ...closer, matches, related };
      },
    },
  ];
}

function openLibrary(pictures: readonly ReferencePicture[]): PictureLibrary {
  const index = buildFeatureIndex(pictures.map(({ features }) => features));
  return { index, planeOf: (reference) => pictures[reference]?.small };
}

function certain(hits: readonly HashHit[]): number[] {
  return hits.filter(({ distance }) => distance <= CERTAIN).map(({ reference }) => reference);
}

function nearestHash([nearest]: readonly HashHit[]): Pick<Answer, 'nearest'> {
  return nearest === undefined ? {} : { nearest: { reference: nearest.reference, score: nearest.distance } };
}

function match({ pixels }: Shown, library: PictureLibrary, hits: readonly HashHit[]): Answer {
  const found = matchPicture(makeQueryPicture(toPlane(pixels)), library, hits);
  const of = (tier: 'copy' | 'related'): number[] => found.filter((one) => one.tier === tier).map(({ reference }) => reference);
  const [best] = found;
  const answer = { matches: of('copy'), related: of('related') };
  // The more pairs of features a match has, the nearer it is.
  return best === undefined ? answer : { ...answer, nearest: { reference: best.reference, score: -best.inliers } };
}
