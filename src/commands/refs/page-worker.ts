import { parentPort } from 'node:worker_threads';
import { type ReceivedPage, readPageTexts } from './page-texts.ts';

/*
 * The code of a thread that reads pages: says when it is ready, then answers in the order in which it was asked.
 */

let before: Promise<void> = Promise.resolve();

parentPort?.on('message', (page: ReceivedPage) => {
  before = before.then(async () => parentPort?.postMessage(await readPageTexts(page)));
});
parentPort?.postMessage(undefined);
