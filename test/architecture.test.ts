import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Floor of every folder of src; an import points only to a lower floor or stays in its folder. */
const FLOORS: Readonly<Record<string, number>> = {
  model: 0,
  disk: 1,
  text: 1,
  image: 1,
  lexicon: 1,
  readers: 2,
  rulepacks: 2,
  references: 2,
  registers: 2,
  ledger: 2,
  cases: 2,
  git: 2,
  fetch: 2,
  decisions: 2,
  history: 2,
  detectors: 2,
  reporters: 2,
  tui: 2,
  scan: 3,
  browse: 3,
  review: 3,
  trace: 3,
  appeal: 3,
  shop: 4,
  commands: 5,
  editor: 5,
  web: 5,
  'cli.ts': 6,
};

/** What only some folders may import: packages and Node modules -> folders. */
const RESERVED: readonly { readonly module: RegExp; readonly folders: readonly string[] }[] = [
  {
    module: /^node:fs/,
    folders: [
      'disk',
      'readers',
      'rulepacks',
      'references',
      'registers',
      'ledger',
      'git',
      'fetch',
      'history',
      'scan',
      'trace',
      'appeal',
      'shop',
      'web',
      'commands',
    ],
  },
  { module: /^(ink|react)(\/|$)/, folders: ['tui'] },
  { module: /^sharp$/, folders: ['scan'] },
  { module: /^(hono|@hono\/.*|@node-rs\/argon2)(\/|$)/, folders: ['web'] },
  { module: /^(kysely|pg)(\/|$)/, folders: ['history'] },
  { module: /^docx$/, folders: ['appeal'] },
  { module: /^node:child_process$/, folders: ['git', 'trace'] },
  { module: /^node:(http|https|net|dns|tls)$|^undici$/, folders: ['fetch'] },
  { module: /^natural(\/lib\/natural\/(util|index)|\/?$)/, folders: [] },
];

interface Import {
  readonly file: string;
  readonly specifier: string;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Static, type-only, re-exporting and dynamic imports. */
function importsOf(file: string, text: string): Import[] {
  const found = text.matchAll(
    /(?:^|[\s;}])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|import\s*\(\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]/gm,
  );
  return [...found].map((m) => ({ file, specifier: m[1] ?? m[2] ?? m[3] ?? '' }));
}

/** What is wrong with an import, in words; undefined when nothing is. */
function fault({ file, specifier }: Import): string | undefined {
  const from = folderOf(relative('src', file));
  const floor = FLOORS[from];
  if (floor === undefined) return `${file}: folder ${from} has no floor in this test`;
  if (!specifier.startsWith('.')) {
    const rule = RESERVED.find((r) => r.module.test(specifier));
    return rule === undefined || rule.folders.includes(from) ? undefined : `${file}: ${specifier} is not for ${from}`;
  }
  const target = relative('src', join(dirname(file), specifier));
  const to = folderOf(target);
  if (to === from || target.endsWith('package.json')) return undefined;
  const below = FLOORS[to];
  if (below === undefined) return `${file}: imports ${specifier}, whose folder has no floor`;
  if (below < floor) return undefined;
  return `${file}: ${from} (floor ${floor}) imports ${below === floor ? 'sideways' : 'upward'} from ${to} (floor ${below})`;
}

function folderOf(path: string): string {
  return path.split(/[\\/]/)[0] ?? '';
}

describe('architecture', () => {
  it('imports only from lower floors', () => {
    const files = sources('src');
    expect(files.length).toBeGreaterThan(20);
    expect(
      files
        .flatMap((file) => importsOf(file, readFileSync(file, 'utf8')))
        .map(fault)
        .filter((f) => f !== undefined),
    ).toEqual([]);
  });

  it.each([
    ['sideways', 'src/readers/x.ts', "import { a } from '../detectors/y.ts';", /sideways from detectors/],
    ['upward', 'src/text/x.ts', "const a = await import('../scan/y.ts');", /upward from scan/],
    ['type-only upward', 'src/model/x.ts', "import type { A } from '../text/y.ts';", /upward from text/],
    ['re-export', 'src/model/x.ts', "export { a } from '../text/y.ts';", /upward from text/],
    ['unknown folder', 'src/utils/x.ts', "import { a } from '../model/y.ts';", /no floor/],
    ['into an unknown folder', 'src/scan/x.ts', "import { a } from '../helpers/y.ts';", /no floor/],
    ['disk in a detector', 'src/detectors/x.ts', "import { readFileSync } from 'node:fs';", /not for detectors/],
    ['natural as a whole', 'src/lexicon/x.ts', "import natural from 'natural';", /not for lexicon/],
  ])('finds a planted fault: %s', (_, file, text, expected) => {
    expect(importsOf(file, text).map(fault).join('\n')).toMatch(expected);
  });
});
