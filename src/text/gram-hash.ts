/* Hashes of grams, and the plain form of the characters that they are made of. */

/** Spreads a hash over all its 32 bits, unsigned (the last step of MurmurHash3): directories use the high bits. */
export function mixHash(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const UNKNOWN = 0;
/** Of a unit that is skipped. */
const NOTHING = 0xffff;
const PLAIN = new Uint16Array(65536);

/**
 * A UTF-16 unit without width, case and voicing marks, 0 for one that is only a mark or a sign: `ｶﾞ` gives the units of `ガ`.
 */
export function plainUnit(unit: number): number {
  const known = PLAIN[unit] ?? NOTHING;
  const plain = known === UNKNOWN ? simplify(unit) : known;
  return plain === NOTHING ? 0 : plain;
}

function simplify(unit: number): number {
  let plain = unit;
  if (unit < 0xd800 || unit > 0xdfff) {
    const text = String.fromCharCode(unit);
    plain = /[\p{L}\p{N}ー々]/u.test(text) ? text.normalize('NFKD').toLowerCase().charCodeAt(0) : NOTHING;
    if (/\p{M}|[ﾞﾟ]/u.test(text)) plain = NOTHING;
  }
  PLAIN[unit] = plain;
  return plain;
}
