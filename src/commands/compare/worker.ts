import { parentPort, workerData } from 'node:worker_threads';
import { createRunner, type Pair, type RunnerOptions } from './batch.ts';

/*
 * The code of a thread that compares pairs: batches in, lines out, in the same order.
 */

const options: RunnerOptions = workerData;
const run = createRunner(options);
let before: Promise<void> = Promise.resolve();

parentPort?.on('message', (pairs: readonly Pair[]) => {
  before = before.then(async () => parentPort?.postMessage(await run(pairs)));
});
