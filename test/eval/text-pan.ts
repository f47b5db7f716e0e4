import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Box } from './text-plagdet.ts';

/* The training corpus of PAN 2013 text alignment: pairs of texts with the passages that were copied. */

/** Kinds of pairs: the folder of the corpus and what it is called in the tables. */
export const PAN_KINDS = {
  '01-no-plagiarism': 'clean',
  '02-no-obfuscation': 'verbatim',
  '03-random-obfuscation': 'random',
  '04-translation-obfuscation': 'back-translated',
  '05-summary-obfuscation': 'summary',
} as const;
export type PanKind = (typeof PAN_KINDS)[keyof typeof PAN_KINDS];

export interface PanPair {
  readonly kind: PanKind;
  readonly query: string;
  readonly source: string;
  readonly cases: readonly Box[];
}

/** Whether the corpus is unpacked in a folder. */
export function hasPan(folder: string): boolean {
  return ['src', 'susp', ...Object.keys(PAN_KINDS)].every((name) => existsSync(join(folder, name)));
}

/** The pairs of a half of the corpus: `tune` may be looked at, `report` is measured. */
export function readPan(folder: string, half: 'tune' | 'report'): PanPair[] {
  const texts = new Map<string, string>();
  const textOf = (part: string, name: string): string => {
    const known = texts.get(name) ?? readFileSync(join(folder, part, name), 'utf8');
    texts.set(name, known);
    return known;
  };
  return Object.entries(PAN_KINDS).flatMap(([kind, label]) =>
    readFileSync(join(folder, kind, 'pairs'), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '' && halfOf(line.trim()) === half)
      .map((line): PanPair => {
        const [query = '', source = ''] = line.trim().split(' ');
        const truth = `${query.replace('.txt', '')}-${source.replace('.txt', '')}.xml`;
        return {
          kind: label,
          query: textOf('susp', query),
          source: textOf('src', source),
          cases: readCases(readFileSync(join(folder, kind, truth), 'utf8')),
        };
      }),
  );
}

/** By the hash of the pair's names. */
function halfOf(pair: string): 'tune' | 'report' {
  return (createHash('sha256').update(pair).digest()[0] ?? 0) % 2 === 0 ? 'tune' : 'report';
}

function readCases(xml: string): Box[] {
  return [...xml.matchAll(/<feature\s[^>]*name="plagiarism"[^>]*>/g)].map(([tag]) => {
    const value = (name: string): number => Number(new RegExp(`\\s${name}="(\\d+)"`).exec(tag)?.[1] ?? Number.NaN);
    const side = (name: string): readonly [number, number] => {
      const start = value(`${name}_offset`);
      return [start, start + value(`${name}_length`)];
    };
    return { query: side('this'), source: side('source') };
  });
}
