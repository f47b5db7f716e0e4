import { dirname, resolve } from 'node:path';
import process from 'node:process';
import { EnvironmentError, UsageError } from '../../model/errors.ts';
import type { Lang } from '../../model/text.ts';
import { decodeInput } from '../../readers/encoding.ts';
import { linesOf } from '../../readers/text-lines.ts';
import { openInput, streamInput } from '../../scan/input.ts';
import { requirePath } from '../../scan/look-at.ts';
import { type BatchResult, createRunner, type Pair, type RunnerOptions } from './batch.ts';
import type { ProfileName } from './engine.ts';
import { openPool } from './pool.ts';

/** A list of pairs to be compared. */
export interface PairsRequest {
  /** The list; `-` is standard input. */
  readonly file: string;
  readonly profile: ProfileName | undefined;
  readonly jobs: number;
  readonly lang: Lang;
}

/** How many pairs there were. */
export interface PairsTally {
  readonly total: number;
  /** With a passage in common. */
  readonly copied: number;
  readonly failed: number;
}

/** Longest line of a list, in characters: two paths. */
const MAX_LINE = 20_000;
/** Pairs that are handed over at once. */
const BATCH = 8;
/** A list with fewer pairs is done before other threads have started. */
const WORTH_THREADS = 48;

/** Compares pair after pair; writes a line for each, in the order of the list. Bad lines and files are lines too. */
export async function comparePairs(request: PairsRequest, write: (text: string) => Promise<void>): Promise<PairsTally> {
  const tally = { total: 0, copied: 0, failed: 0 };
  const take = async ({ text, pairs, copied, failed }: BatchResult): Promise<void> => {
    await write(text);
    tally.total += pairs;
    tally.copied += copied;
    tally.failed += failed;
  };
  const options: RunnerOptions = {
    folder: request.file === '-' ? process.cwd() : dirname(resolve(request.file)),
    lang: request.lang,
    ...(request.profile === undefined ? {} : { profile: request.profile }),
  };
  const batches = batchesOf(pairsIn(request.file))[Symbol.asyncIterator]();
  const first = await takeSome(batches, request.jobs > 1 ? WORTH_THREADS / BATCH : 0);
  if (first.length * BATCH < WORTH_THREADS) {
    const run = createRunner(options);
    for (const batch of first) for (const pair of batch) await take(await run([pair]));
    for await (const batch of rest(batches)) for (const pair of batch) await take(await run([pair]));
    return tally;
  }
  const pool = openPool(request.jobs, options);
  try {
    const running: Promise<BatchResult>[] = first.map((batch) => pool.run(batch));
    for await (const batch of rest(batches)) {
      running.push(pool.run(batch));
      while (running.length > pool.room) await takeNext(running, take);
    }
    while (running.length > 0) await takeNext(running, take);
  } finally {
    await pool.close();
  }
  return tally;
}

async function takeNext(running: Promise<BatchResult>[], take: (result: BatchResult) => Promise<void>): Promise<void> {
  const next = running.shift();
  if (next !== undefined) await take(await next);
}

async function takeSome<T>(iterator: AsyncIterator<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) {
    const next = await iterator.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

function rest<T>(iterator: AsyncIterator<T>): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => iterator };
}

async function* batchesOf(pairs: AsyncIterable<Pair>): AsyncGenerator<Pair[]> {
  let batch: Pair[] = [];
  for await (const pair of pairs) {
    batch.push(pair);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The pairs of a list. Throws what a person must mend before anything can be compared. */
async function* pairsIn(file: string): AsyncGenerator<Pair> {
  const input = await openList(file);
  try {
    for await (const lines of linesOf(decodeInput(input, []), MAX_LINE)) {
      for (const { line, text } of lines) {
        const pair = pairOf(file, line, text);
        if (pair !== undefined) yield pair;
      }
    }
  } catch (cause) {
    throw new EnvironmentError({ en: `The list ${file} cannot be read.`, zh: `无法读取列表 ${file}。` }, { cause });
  }
}

async function openList(file: string): Promise<Awaited<ReturnType<typeof openInput>>> {
  if (file === '-') return streamInput(process.stdin, '-', {});
  if (requirePath(resolve(file), file).isDirectory()) {
    throw new UsageError({
      en: `${file} is a folder; --pairs wants a file with two paths a line.`,
      zh: `${file} 是文件夹；--pairs 需要一个每行写两个路径的文件。`,
    });
  }
  return openInput(resolve(file), file, {});
}

function pairOf(file: string, line: number, text: string | undefined): Pair | undefined {
  if (text !== undefined && (text.trim() === '' || text.startsWith('#'))) return undefined;
  const [a = '', b = ''] = (text ?? '').split('\t', 2);
  if (a.trim() !== '' && b.trim() !== '') return { a, b };
  const why =
    text === undefined
      ? { en: `is longer than ${MAX_LINE} characters`, zh: `超过 ${MAX_LINE} 个字符` }
      : { en: 'has no second path', zh: '缺少第二个路径' };
  return {
    a,
    b,
    fault: {
      en: `${file}:${line}: The line ${why.en}; expected two paths with a tab between them.`,
      zh: `${file}:${line}：该行${why.zh}；应为两个路径，中间用制表符（Tab）分隔。`,
    },
  };
}
