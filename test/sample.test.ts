import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Listing } from '../src/model/listing.ts';
import { readListings } from '../src/readers/registry.ts';
import { loadPacks } from '../src/rulepacks/load.ts';
import { loadConfig } from '../src/scan/config.ts';
import { sourceFor } from '../src/scan/config-globs.ts';
import { openInput } from '../src/scan/input.ts';
import { readPicture } from '../src/scan/pictures.ts';

/*
 * data/sample is what `npm start` shows and what check-sample.mjs scans. These tests keep the shop and its list of planted risks in step;
 * whether the program finds the risks is check-sample's business.
 */

const SAMPLE = join(import.meta.dirname, '../data/sample');
const LISTINGS = join(SAMPLE, 'listings');

interface Planted {
  readonly listing: string;
  readonly field: string;
  readonly rule: string;
  readonly match: string;
}

interface Expected {
  readonly asOf: string;
  readonly findings: readonly Planted[];
  readonly clean: readonly string[];
  readonly neighbours: Readonly<Record<string, readonly { readonly listing: string; readonly text: string }[]>>;
  readonly problems: readonly string[];
}

const expected: Expected = JSON.parse(readFileSync(join(SAMPLE, 'expected.json'), 'utf8'));
const files = readdirSync(LISTINGS, { recursive: true, encoding: 'utf8' }).filter((f) => statSync(join(LISTINGS, f)).isFile());
const pictures = readdirSync(join(SAMPLE, 'images'), { recursive: true, encoding: 'utf8' }).filter((f) =>
  /\.(?:jpg|png|webp)$/.test(f),
);
const listings = new Map<string, Listing>();
const formats = new Set<string>();
const problems: string[] = [];

beforeAll(async () => {
  const config = await loadConfig(join(SAMPLE, 'preclear.config.yaml'));
  for (const file of files) {
    const path = join(LISTINGS, file);
    for await (const event of readListings(await openInput(path, file, sourceFor(config, path)))) {
      if ('listing' in event) listings.set(event.listing.id, event.listing);
      else if ('mapping' in event) formats.add(event.mapping.format);
      else problems.push(`${file}: ${event.problem.reason.en}`);
    }
  }
});

/** Every text and picture of a listing, one a line. */
function contentOf(id: string): string {
  const listing = listings.get(id);
  return [...(listing?.fields ?? []).map((field) => field.text), ...(listing?.images ?? []).map((image) => image.src)].join(
    '\n',
  );
}

const risky = [...new Set(expected.findings.map(({ listing }) => listing))];

describe('the sample shop', () => {
  test('is a shop: many listings in many formats, read without a problem', () => {
    expect(problems).toEqual([]);
    expect(listings.size).toBeGreaterThanOrEqual(45);
    expect(formats.size).toBeGreaterThanOrEqual(11);
  });

  test('no two listings tell the same story', () => {
    const texts = [...listings.values()].map((l) => l.fields.find((f) => f.name === 'description')?.text);
    expect(texts).not.toContain(undefined);
    expect(new Set(texts).size).toBe(listings.size);
  });

  test('titles on Amazon are as long as sellers write them, and one has exactly 200 characters', () => {
    // A Chinese character says what two letters say.
    const titles = [...listings.values()]
      .filter((l) => l.marketplace.startsWith('amazon.'))
      .map((l) => l.fields.find((f) => f.name === 'title')?.text ?? '')
      .map((title) => [...title].length + [...title.matchAll(/\p{Script=Han}/gu)].length);
    expect(Math.min(...titles)).toBeGreaterThanOrEqual(80);
    expect(titles).toContain(200);
    expect(titles.filter((length) => length > 200)).toHaveLength(1);
  });

  test('has its own pictures, 4 MB in all, with enough detail to be told apart', async () => {
    expect(pictures.length).toBeGreaterThanOrEqual(28);
    const bytes = pictures.reduce((sum, file) => sum + statSync(join(SAMPLE, 'images', file)).size, 0);
    expect(bytes).toBeLessThanOrEqual(4 * 1024 * 1024);
    for (const file of pictures) {
      const facts = await readPicture(join(SAMPLE, 'images', file));
      expect(facts, file).not.toHaveProperty('fault');
      if ('quality' in facts) expect(facts.quality, file).toBeGreaterThanOrEqual(80);
    }
  });

  test('every picture that is no address is there, and every picture is used', () => {
    const used = new Set([...listings.values()].flatMap((l) => l.images.map((image) => image.src)));
    const local = [...used].filter((src) => !src.startsWith('https://'));
    expect(local.filter((src) => !pictures.includes(src))).toEqual([]);
    expect(pictures.filter((file) => !used.has(file))).toEqual([]);
  });
});

describe('expected.json', () => {
  test('names the listings of the files, each once as planted or clean', () => {
    expect([...risky, ...expected.clean].sort()).toEqual([...listings.keys()].sort());
  });

  test('about 60 % of the listings are clean', () => {
    expect(expected.clean.length / listings.size).toBeGreaterThan(0.55);
    expect(expected.clean.length / listings.size).toBeLessThan(0.65);
  });

  test.each(expected.findings.map((planted) => [`${planted.listing} ${planted.rule} ${planted.match}`, planted] as const))(
    'planted: %s',
    (_, { listing, match }) => {
      const content = contentOf(listing).replace(/\s+/g, ' ');
      for (const part of match.split(/\s*…\s*/)) expect(content).toContain(part);
    },
  );

  test('plants every kind of rule', async () => {
    const folder = join(SAMPLE, '../../rules');
    const sources = readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
    const rules = new Map((await loadPacks(sources)).flatMap((pack) => pack.rules).map((rule) => [rule.id, rule.kind]));
    const planted = new Set(expected.findings.map(({ rule }) => rules.get(rule)));
    expect(planted).toEqual(new Set(rules.values()));
  });

  test('every planted rule has a neighbour that looks alike and is clean', () => {
    const raw = readFileSync(join(LISTINGS, 'alibaba-products.csv'));
    const staffNotes = new TextDecoder('gbk').decode(raw);
    for (const rule of new Set(expected.findings.map((f) => f.rule))) {
      const neighbours = expected.neighbours[rule] ?? [];
      expect(neighbours.length, rule).toBeGreaterThan(0);
      for (const { listing, text } of neighbours) {
        expect(expected.clean, rule).toContain(listing);
        expect(`${contentOf(listing)}\n${staffNotes}`, rule).toContain(text);
      }
    }
  });
});
