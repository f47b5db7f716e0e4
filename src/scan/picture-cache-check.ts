import type { ImageFacts } from '../image/facts.ts';
import { TURNS } from '../image/hash/pdq.ts';
import type { FoundPicture } from '../image/match/found.ts';
import { RIGHTS_FIELDS } from '../model/evidence.ts';
import { PICTURE_COLOURS } from '../model/picture-colour.ts';

/*
 * Whether values are what was kept of a picture. By hand and not by a schema: a schema library takes longer to load than a thousand
 * pictures to check.
 */

/** A match as it is kept: the reference by its id, so that its owner and label are always those of today. */
export type KeptFound = Omit<FoundPicture, 'reference'> & { readonly reference: string };

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

/** Most matches of one picture; a library of copies of one photograph gives hundreds. */
const MOST_FOUND = 10_000;

const isText: Check = (value) => typeof value === 'string';
const isHex: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isShare: Check = (value) => isNumber(value) && Number(value) >= 0 && Number(value) <= 1;
const isFlag: Check = (value) => typeof value === 'boolean';
const isPoint: Check = (value) => isListOf(value, isNumber) && value.length === 2;
const isQuad: Check = (value) => isListOf(value, isPoint) && value.length === 4;

const CLAIM: Shape = { field: oneOf(RIGHTS_FIELDS), where: isText, text: isText };

const RIGHTS: Shape = {
  claims: (value) => isListOf(value, (claim) => fits(claim, CLAIM)),
  camera: orNothing(isText),
  takenAt: orNothing(isText),
  software: orNothing(isText),
  contentCredentials: orNothing((value) => value === true),
};

const COMPOSITION: Shape = { fill: isShare, letters: isCount, insets: isCount };

const BORDER: Shape = {
  width: isShare,
  colour: (value) => typeof value === 'string' && /^#[0-9a-f]{6}$/.test(value),
};

const FACTS: Shape = {
  sha256: isHex,
  bytes: isCount,
  width: isCount,
  height: isCount,
  format: isText,
  colour: oneOf(PICTURE_COLOURS),
  whiteBorder: isShare,
  composition: orNothing((value) => fits(value, COMPOSITION)),
  border: orNothing((value) => fits(value, BORDER)),
  hashes: (value) => isListOf(value, isHex) && (value.length === TURNS.length || value.length === 2 * TURNS.length),
  quality: (value) => isNumber(value) && Number(value) >= 0 && Number(value) <= 100,
  rights: orNothing((value) => fits(value, RIGHTS)),
};

const TRANSFORM: Shape = {
  mirrored: isFlag,
  negative: isFlag,
  degrees: isNumber,
  shown: isNumber,
  taken: isNumber,
  framed: orNothing((value) => value === true),
};

const FOUND: Shape = {
  reference: isText,
  stage: oneOf(['exact', 'hash', 'geometry']),
  tier: oneOf(['copy', 'related']),
  distance: orNothing(isCount),
  inliers: orNothing(isCount),
  here: isQuad,
  there: isQuad,
  transform: (value) => fits(value, TRANSFORM),
};

/** True for the facts of a picture, without its matches. */
export function isFacts(value: unknown): value is Omit<ImageFacts, 'matches'> {
  return fits(value, FACTS);
}

/** True for matches as they are kept. */
export function isFoundList(value: unknown): value is readonly KeptFound[] {
  return isListOf(value, (found) => fits(found, FOUND)) && value.length <= MOST_FOUND;
}

/** Whether an object has what the shape asks for, and nothing else. */
function fits(value: unknown, shape: Shape): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const properties: Readonly<Record<string, unknown>> = { ...value };
  return (
    Object.keys(properties).every((key) => Object.hasOwn(shape, key)) &&
    Object.entries(shape).every(([key, holds]) => holds(properties[key]))
  );
}

function isListOf(value: unknown, holds: Check): value is readonly unknown[] {
  return Array.isArray(value) && value.every(holds);
}

function oneOf(known: readonly string[]): Check {
  return (value) => typeof value === 'string' && known.includes(value);
}

function orNothing(holds: Check): Check {
  return (value) => value === undefined || holds(value);
}
