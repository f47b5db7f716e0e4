import { createHash } from 'node:crypto';
import {
  even,
  IPTC_DIGEST,
  IPTC_RESOURCE,
  type IptcSet,
  PHOTOSHOP,
  type Resource,
  readIptc,
  readResources,
} from '../rights/iptc.ts';
import { decodeText } from '../rights/rights-text.ts';
import { viewOf } from '../rights/tiff.ts';

/** The sign that the texts are UTF-8. */
const UTF8: Uint8Array = Buffer.from('\x1b%G', 'latin1');
/** Numbers of record 2 that hold something else than text. */
const BINARY: ReadonlySet<number> = new Set([0, 200, 201, 202]);

/** IIM with texts written into its record 2, by their numbers; texts that are there already become UTF-8, as the new ones are. */
export function writeIptc(bytes: Uint8Array | undefined, texts: ReadonlyMap<number, string>): Uint8Array {
  const old = bytes === undefined ? [] : readIptc(bytes);
  const kept = old
    .filter(({ record, number }) => !(record === 1 && number === 90) && !(record === 2 && (number === 0 || texts.has(number))))
    .map((set) => (set.record === 2 && !BINARY.has(set.number) ? { ...set, value: Buffer.from(decodeText(set.value)) } : set));
  const envelope = kept.filter(({ record }) => record === 1);
  const written = [...texts].map(([number, text]) => ({ record: 2, number, value: Buffer.from(text) }));
  const version = { record: 2, number: 0, value: Uint8Array.of(0, 4) };
  const rest = kept.filter(({ record }) => record !== 1);
  return Buffer.concat([...envelope, { record: 1, number: 90, value: UTF8 }, version, ...written, ...rest].map(bytesOf));
}

/** Photoshop's resources with this IIM in them, and what else they hold. */
export function writeResources(bytes: Uint8Array | undefined, iptc: Uint8Array): Uint8Array {
  const old = bytes === undefined ? [] : readResources(bytes);
  const name = new Uint8Array(2);
  const kept = old
    .filter(({ id }) => id !== IPTC_RESOURCE)
    // Programs that find another digest take the caption for changed by somebody who did not know of XMP.
    .map((one) => (one.id === IPTC_DIGEST ? { ...one, value: createHash('md5').update(iptc).digest() } : one));
  return Buffer.concat([PHOTOSHOP, ...[{ id: IPTC_RESOURCE, name, value: iptc }, ...kept].map(resourceBytes)]);
}

function bytesOf({ record, number, value }: IptcSet): Uint8Array {
  const head = Uint8Array.of(0x1c, record, number, 0, 0);
  viewOf(head).setUint16(3, value.length);
  return Buffer.concat([head, value]);
}

function resourceBytes({ id, name, value }: Resource): Uint8Array {
  const head = Buffer.from('8BIM\0\0', 'latin1');
  head.writeUInt16BE(id, 4);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(value.length);
  return Buffer.concat([head, name, size, value, new Uint8Array(even(value.length) - value.length)]);
}
