import { availableParallelism } from 'node:os';
import process from 'node:process';
import { defineConfig } from 'vitest/config';

const result = process.env.PRECLEAR_TEST_RESULT;

/** Folders whose tests change nothing that another file of tests sees: they share the modules and tables that they load, which halves their time. */
const SHARING = `test/{${[
  'appeal',
  'browse',
  'cases',
  'decisions',
  'detectors',
  'disk',
  'editor',
  'image',
  'ledger',
  'lexicon',
  'model',
  'readers',
  'references',
  'registers',
  'reporters',
  'review',
  'rulepacks',
  'text',
].join(',')}}/**/*.test.{ts,tsx}`;

export default defineConfig({
  test: {
    globalSetup: ['test/setup/build.ts', 'test/setup/chromium.ts'],
    // Of programs that wait for one another on a busy machine; none takes a tenth of it on an idle one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // One less than there are processors is what it would take; most of these tests wait for programs that they start.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: result === undefined ? ['default'] : ['default', ['json', { outputFile: result }]],
    projects: [
      { extends: true, test: { name: 'sharing', include: [SHARING], isolate: false } },
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.{ts,tsx}'], exclude: [SHARING] } },
    ],
  },
});
