import { availableParallelism } from 'node:os';
import process from 'node:process';
import { defineConfig } from 'vitest/config';

const result = process.env.PRECLEAR_TEST_RESULT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/setup/build.ts', 'test/setup/chromium.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One less than there are processors is what it would take; most of these tests wait for programs that they start.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: result === undefined ? ['default'] : ['default', ['json', { outputFile: result }]],
  },
});
