/** Longest name of a profile that is read. */
const MAX_NAME = 120;
/** Tags that a profile holds at most; real ones have some twenty. */
const MAX_TAGS = 100;
const HEADER = 128;

/** The name of a colour profile (its tag `desc`, ICC.1:2022 9.2.41); undefined when it has none or is damaged. */
export function profileName(profile: Uint8Array): string | undefined {
  if (profile.length < HEADER + 4) return undefined;
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  const tags = Math.min(MAX_TAGS, view.getUint32(HEADER));
  for (let tag = 0; tag < tags; tag++) {
    const at = HEADER + 4 + tag * 12;
    if (at + 12 > profile.length) return undefined;
    if (signature(view, at) === 'desc') return readName(view, view.getUint32(at + 4));
  }
  return undefined;
}

function readName(view: DataView, at: number): string | undefined {
  if (at + 28 > view.byteLength) return undefined;
  // Version 2 of the format writes ASCII, version 4 several languages in UTF-16; the first will do.
  if (signature(view, at) === 'desc') return decode(view, at + 12, Math.min(MAX_NAME, view.getUint32(at + 8)), 'latin1');
  if (signature(view, at) !== 'mluc' || view.getUint32(at + 8) === 0) return undefined;
  return decode(view, at + view.getUint32(at + 24), Math.min(2 * MAX_NAME, view.getUint32(at + 20)), 'utf-16be');
}

function decode(view: DataView, at: number, length: number, encoding: string): string | undefined {
  if (at + length > view.byteLength) return undefined;
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  return new TextDecoder(encoding).decode(bytes).replace(/\0.*$/s, '').trim();
}

function signature(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
