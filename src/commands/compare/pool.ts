import { Worker } from 'node:worker_threads';
import type { BatchResult, Pair, RunnerOptions } from './batch.ts';

/** Threads that compare pairs. */
export interface Pool {
  /** Batches that may wait or run before the oldest is taken. */
  readonly room: number;
  run(pairs: readonly Pair[]): Promise<BatchResult>;
  close(): Promise<void>;
}

/** A batch that a thread works on. */
interface Task {
  readonly done: (result: BatchResult) => void;
  readonly failed: (error: unknown) => void;
}

/** Starts threads; each compares its batches in the order in which it got them. */
export function openPool(threads: number, options: RunnerOptions): Pool {
  const workers = Array.from({ length: threads }, () => startWorker(options));
  return {
    room: threads * 4,
    run(pairs) {
      const least = workers.reduce((a, b) => (b.tasks.length < a.tasks.length ? b : a));
      return new Promise<BatchResult>((done, failed) => {
        least.tasks.push({ done, failed });
        least.worker.postMessage(pairs);
      });
    },
    async close() {
      await Promise.all(workers.map(({ worker }) => worker.terminate()));
    },
  };
}

function startWorker(options: RunnerOptions): { readonly worker: Worker; readonly tasks: Task[] } {
  // The build lays the code of the threads beside all other code.
  const worker = new Worker(new URL('./compare-worker.js', import.meta.url), { workerData: options });
  const tasks: Task[] = [];
  worker.on('message', (result: BatchResult) => tasks.shift()?.done(result));
  worker.on('error', (error) => {
    for (const task of tasks.splice(0)) task.failed(error);
  });
  return { worker, tasks };
}
