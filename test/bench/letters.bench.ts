import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { letterDocx, reviewDocx } from '../../src/appeal/letter-docx.ts';
import { checkLetter } from '../../src/cases/letters/check-letter.ts';
import { draftLetter } from '../../src/cases/letters/draft.ts';
import { faceWorld } from '../../src/cases/letters/facing.ts';
import { Answers } from '../../src/cases/letters/queries.ts';
import { letterMarkdown, reviewMarkdown } from '../../src/cases/letters/show-letter.ts';
import type { CaseWorld } from '../../src/model/case-world.ts';
import { loadLetterTemplates } from '../../src/rulepacks/letters.ts';
import { bareWorld, notice, proof } from '../cases/letters/worlds.ts';

/*
 * How long a letter of a case with 200 listings takes, from its world to Markdown: 2 seconds are the most that anybody waits.
 * Word files, where they are asked for, come on top.
 *
 *   npm run bench -- letters
 */

const LISTINGS = 200;
const RUNS = 5;
const MOST_MS = 2000;

function world(): CaseWorld {
  const ids = Array.from({ length: LISTINGS }, (_, n) => `B0BENCH${String(n).padStart(3, '0')}`);
  const words = ['Nordvik', 'Lumora', 'Zentra', 'Calypsa', 'Tersio'];
  const items = ids.map((id, n) => ({
    id,
    title: `Desk lamp number ${n} with a long name and a dimmer`,
    findings: Array.from({ length: 3 }, (_, k) => ({
      ref: `finding/${n}-${k}`,
      proofs: [],
      fingerprint: `${n}-${k}`,
      rule: 'amazon/brand',
      field: k === 0 ? 'title' : 'search-terms',
      match: words[(n + k) % words.length] ?? '',
      message: { en: 'brand', zh: '品牌' },
      openedAt: '2026-09-01T08:00:00.000Z',
      endedAt: `2026-11-1${1 + (n % 5)}T08:00:00.000Z`,
      endedBy: 'content-changed',
      prevention: [],
      relevant: true,
    })),
    versions: [],
    rescan: { ref: `scan/r-${n}`, proofs: [], at: '2026-11-20T08:00:00.000Z', open: 0, relevantOpen: 0 },
  }));
  return bareWorld({
    items,
    notices: [notice({ items: ids.map((id) => ({ id })), complaintIds: ['7001'] })],
    claim: { ref: 'claim/K-1', proofs: [], claim: 'valid', reason: 'x', by: 'Li Na', at: '2026-11-11' },
    seller: { store: 'Lumen Store', legalName: 'Lumen Trading Ltd', representative: 'Li Na', email: 'a@lumen.example' },
    rootCauses: [
      {
        ref: 'cause/R-1',
        id: 'R-1',
        proofs: [],
        cause: 'brand-in-search-terms',
        support: ['finding/0-0'],
        by: 'Li Na',
        at: '2026-11-11',
        items: [],
      },
    ],
    actions: ids.map((id, n) => ({
      ref: `action/A-${n}`,
      id: `A-${n}`,
      kind: 'edit-text' as const,
      done: `2026-11-1${1 + (n % 5)}`,
      items: [id],
      proofs: [proof(`shot-${n}.png`)],
    })),
  });
}

const templates = await loadLetterTemplates();
const given = world();
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
async function time(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return median(times);
}

const draft = draftLetter(given, 'plan-listing', 'en', templates);
const letter = letterMarkdown(draft);
const rows: [string, number][] = [
  ['draft, 200 listings, 600 findings', await time(() => draftLetter(given, 'plan-listing', 'en', templates))],
  ['Markdown: letter and review copy', await time(() => letterMarkdown(draft) + reviewMarkdown(draft))],
  ['Word: letter and review copy', await time(async () => [await letterDocx(draft), await reviewDocx(draft)])],
  [
    'check of that letter',
    await time(() => checkLetter(letter, templates, given.asOf, new Answers(faceWorld(given, templates.causes)))),
  ],
];
for (const [name, ms] of rows) process.stdout.write(`${name.padEnd(40)} ${ms.toFixed(0).padStart(6)} ms\n`);
const total = rows.slice(0, 2).reduce((sum, [, ms]) => sum + ms, 0);
process.stdout.write(`from the world to Markdown ${total.toFixed(0)} ms; at most ${MOST_MS} ms. ${draft.words} words.\n`);
if (total > MOST_MS) process.exitCode = 1;
