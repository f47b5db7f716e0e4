import { parentPort, workerData } from 'node:worker_threads';
import { openWork, type Task, type ThreadStart } from './thread-work.ts';

/*
 * The code of a thread that shares the work of a scan: says when it is ready, then answers tasks in the order in which they come.
 */

const start: ThreadStart = workerData;
const work = await openWork(start);
parentPort?.on('message', (task: Task) => parentPort?.postMessage(work(task)));
parentPort?.postMessage(undefined);
