import type { RightsClaim, RightsField } from '../../model/evidence.ts';
import { readIptc } from './iptc.ts';
import { cleanText, decodeText } from './rights-text.ts';

/** Data sets of record 2 that tell rights. */
const FIELDS: Readonly<Record<number, RightsField>> = {
  5: 'id',
  40: 'note',
  80: 'creator',
  103: 'id',
  110: 'credit',
  115: 'source',
  116: 'holder',
  118: 'contact',
};

/** Reads the rights that IPTC data (IIM) holds: Photoshop's resources or the record itself. Damage gives less, never an error. */
export function readIptcRights(bytes: Uint8Array): RightsClaim[] {
  const sets = readIptc(bytes);
  return sets.flatMap(({ record, number, value }) => {
    const field = record === 2 ? FIELDS[number] : undefined;
    const text = field === undefined ? '' : cleanText(decodeText(value));
    return field === undefined || text === '' ? [] : [{ field, where: `IPTC 2:${number}`, text }];
  });
}
