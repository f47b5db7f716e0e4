import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileName } from '../../../src/image/measure/icc.ts';

/** A profile with one tag. */
function profile(content: Buffer, tag = 'desc'): Uint8Array {
  const head = Buffer.alloc(128 + 4 + 12);
  head.writeUInt32BE(1, 128);
  head.write(tag, 132, 'latin1');
  head.writeUInt32BE(head.length, 136);
  head.writeUInt32BE(content.length, 140);
  return Buffer.concat([head, content]);
}

function version2(name: string): Buffer {
  const content = Buffer.alloc(12 + name.length + 20);
  content.write('desc', 0, 'latin1');
  content.writeUInt32BE(name.length + 1, 8);
  content.write(name, 12, 'latin1');
  return content;
}

function version4(name: string): Buffer {
  const text = Buffer.from(name, 'utf16le').swap16();
  const head = Buffer.alloc(28);
  head.write('mluc', 0, 'latin1');
  head.writeUInt32BE(1, 8);
  head.writeUInt32BE(12, 12);
  head.write('enUS', 16, 'latin1');
  head.writeUInt32BE(text.length, 20);
  head.writeUInt32BE(28, 24);
  return Buffer.concat([head, text]);
}

describe('profileName', () => {
  it('reads both ways in which profiles are named', () => {
    expect(profileName(profile(version2('sRGB IEC61966-2.1')))).toBe('sRGB IEC61966-2.1');
    expect(profileName(profile(version4('Display P3')))).toBe('Display P3');
  });

  it('gives nothing for a profile without a name or cut off', () => {
    expect(profileName(profile(version2('x'), 'cprt'))).toBeUndefined();
    expect(profileName(profile(version4('Display P3')).subarray(0, 150))).toBeUndefined();
    expect(profileName(new Uint8Array(10))).toBeUndefined();
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(1), (bytes, kind) => {
        const content = Buffer.concat([Buffer.from(kind === 0 ? 'desc' : 'mluc'), bytes]);
        const name = profileName(profile(content));
        expect(name === undefined || name.length <= 120).toBe(true);
      }),
    );
  });
});
