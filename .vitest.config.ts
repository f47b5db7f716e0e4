import process from 'node:process';
import { defineConfig } from 'vitest/config';

const result = process.env.PRECLEAR_TEST_RESULT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/setup/build.ts', 'test/setup/chromium.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: result === undefined ? ['default'] : ['default', ['json', { outputFile: result }]],
  },
});
