import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCopyWords } from '../../src/text/copy-words.ts';
import { Retriever } from '../../src/text/retrieve.ts';
import { isFault, NO_RECIPE, openSegment } from '../../src/text/segment.ts';
import { buildSegment } from '../../src/text/segment-build.ts';
import { madeText } from './made-texts.ts';

const WORKER = `
import { parentPort } from 'node:worker_threads';
import { readCopyWords } from './src/text/copy-words.ts';
import { Retriever } from './src/text/retrieve.ts';
import { openSegment } from './src/text/segment.ts';

let segment;
parentPort?.on('message', ({ bytes, source }) => {
  segment ??= openSegment(bytes, 0);
  const found = new Retriever([{ segment }]).search(readCopyWords(source), source, { limit: 5 });
  parentPort?.postMessage({ found, spare: segment.bytes[8] });
});`;

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-worker-'));
  await build({
    stdin: { contents: WORKER, resolveDir: join(import.meta.dirname, '../..'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: join(folder, 'worker.mjs'),
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a worker searches the same bytes, not a copy of them', async () => {
  const texts = Array.from({ length: 200 }, (_, n) => {
    const source = madeText(n);
    return { key: n + 1, owner: n % 20, source, words: readCopyWords(source) };
  });
  const made = buildSegment(texts, NO_RECIPE);
  const bytes = new Uint8Array(new SharedArrayBuffer(made.length));
  bytes.set(made);
  const segment = openSegment(bytes, NO_RECIPE);
  if (isFault(segment)) throw new Error(segment.reason.en);
  const retriever = new Retriever([{ segment }]);
  const worker = new Worker(join(folder, 'worker.mjs'));
  const ask = (source: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
      worker.postMessage({ bytes, source });
    });
  try {
    for (const n of [3, 77, 142]) {
      const source = madeText(n);
      const found = retriever.search(readCopyWords(source), source, { limit: 5 });
      expect(found[0]?.key).toBe(n + 1);
      expect(await ask(source)).toEqual({ found, spare: 0 });
    }
    // A byte of the head that nobody uses: what is written here is read there.
    bytes[8] = 42;
    expect(await ask(madeText(3))).toMatchObject({ spare: 42 });
  } finally {
    await worker.terminate();
  }
});
