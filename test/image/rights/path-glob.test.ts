import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { compileGlob, isPlain, matchGlob, plainPath } from '../../../src/image/rights/path-glob.ts';

const covers = (glob: string, path: string): boolean => matchGlob(compileGlob(glob), plainPath(path));

describe('globs', () => {
  it.each([
    ['photos/lamp.jpg', 'photos/lamp.jpg', true],
    ['photos/lamp.jpg', './Photos/LAMP.jpg', true],
    ['photos/lamp.jpg', '..\\photos\\lamp.jpg', true],
    ['../photos/lamp.jpg', 'photos/lamp.jpg', true],
    ['photos/*', 'photos/lamp.jpg', true],
    ['photos/*', 'photos/2026/lamp.jpg', false],
    ['photos/**', 'photos/2026/05/lamp.jpg', true],
    ['photos/', 'photos/2026/05/lamp.jpg', true],
    ['photos/**', 'other/photos/lamp.jpg', false],
    ['**/lamp-?.jpg', 'a/b/lamp-3.jpg', true],
    ['**/lamp-?.jpg', 'lamp-3.jpg', true],
    ['**/lamp-?.jpg', 'lamp-33.jpg', false],
    ['photos/**/main-*.jpg', 'photos/main-1.jpg', true],
    ['photos/**/main-*.jpg', 'photos/2026/main-.png', false],
    ['photos/lamp (1).jpg', 'photos/lamp (1).jpg', true],
    ['photos/主图[2]*.jpg', 'photos/主图[2]-小.jpg', true],
    ['photos/主图[2].jpg', 'photos/主图2.jpg', false],
    ['https://cdn.lumora.example/**', 'https://cdn.lumora.example/a/b.jpg?v=2', true],
    ['lamp.jpg', 'photos/lamp.jpg', false],
    ['caf\u00e9.jpg', 'cafe\u0301.jpg', true],
  ])('%s on %s: %s', (glob, path, expected) => {
    expect(covers(glob, path)).toBe(expected);
  });

  it('agree with picomatch where both know the signs', () => {
    const name = fc
      .string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 4 })
      .map((s) => s.replace(/\*+/g, '*'));
    // It ends in a name: what `**` at the end says of the folder itself, picomatch decides by what stands before.
    const glob = fc
      .tuple(fc.array(fc.oneof(name, fc.constant('**')), { maxLength: 3 }), name)
      .map(([folders, last]) => [...folders, last].join('/'));
    const path = fc
      .array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('/'));
    fc.assert(
      fc.property(glob, path, (g, p) => {
        expect([g, p, covers(g, p)]).toEqual([g, p, picomatch.isMatch(p, g, { noextglob: true, dot: true })]);
      }),
      { numRuns: 500 },
    );
  });

  it('take no time on hostile ones', () => {
    expect(covers('*a'.repeat(500), `${'a'.repeat(2000)}b`)).toBe(false);
    expect(covers('**/a/'.repeat(200), `${'a/'.repeat(1000)}b`)).toBe(true);
  });

  it('are told from plain paths', () => {
    expect(['a/b.jpg', 'a (1)[2]{3}.jpg'].every(isPlain)).toBe(true);
    expect(['a/*', 'a/', 'a?.jpg', '**', 'a\\'].some(isPlain)).toBe(false);
  });
});
