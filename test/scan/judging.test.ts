import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { EnvironmentError } from '../../src/model/errors.ts';
import { placeAt } from '../../src/model/place.ts';
import { type AuditEvent, openAudit } from '../../src/scan/audit.ts';
import { loadConfig } from '../../src/scan/config.ts';
import { createJudge, type Judge, prepare } from '../../src/scan/judge.ts';
import { type JudgedEvent, judgeEvents } from '../../src/scan/judging.ts';
import { Threads } from '../../src/scan/threads.ts';
import { NOTHING } from '../detectors/subject.ts';

const NO_WATCH = { enter: () => undefined, leave: () => undefined };
const SMALL = { ownBrands: [], ownNames: [], authorisations: [], licences: [], asOf: '2026-11-22' };
const JUDGE: Judge = createJudge([], NOTHING);

/** What the sample shop gives when so many jobs share the work from the first listing on. */
async function judgeSample(jobs: number): Promise<JudgedEvent[]> {
  const { parts } = await openAudit({
    paths: ['data/sample'],
    given: { rules: [], only: [], skip: [] },
    config: await loadConfig('data/sample/preclear.config.yaml'),
    rulesPaths: [],
    only: [],
    skip: [],
    failOn: 'never',
    failOnReview: false,
    strict: false,
    images: true,
    jobs,
    asOf: '2026-11-22',
  });
  const judged: JudgedEvent[] = [];
  for (const { checker, events } of parts) {
    const { judge, threads } = checker;
    threads?.start();
    while (threads?.areReady === false) await setTimeout(5);
    for await (const event of judgeEvents(events(NO_WATCH), judge, threads)) {
      judged.push('subject' in event ? { ...event, subject: { ...event.subject, texts: [] } } : event);
    }
    await threads?.close();
  }
  return judged;
}

/** Listings that say nothing of interest; `pulled` is told of each. */
async function* made(count: number, pulled: (count: number) => void = () => undefined): AsyncGenerator<AuditEvent> {
  for (let i = 0; i < count; i++) {
    pulled(i + 1);
    const text = `Walnut bowl number ${i}`;
    const fields = [{ name: 'title' as const, text, place: placeAt(text, i + 1, 1) }];
    const listing = { id: `SKU-${i}`, marketplace: 'amazon.com', fields, images: [], source: { file: 'a.csv', record: i + 1 } };
    yield {
      subject: prepare(listing, []),
      pictures: 0,
      file: { path: 'a.csv', file: 'a.csv', size: 1, named: true, config: undefined },
    };
  }
}

/** Threads that run this code instead of their own. */
function threadsOf(code: string, count = 1): Threads {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-threads-'));
  const file = join(folder, 'thread.mjs');
  writeFileSync(file, `import { parentPort } from 'node:worker_threads';\n${code}\n`);
  const threads = new Threads(
    count,
    () => ({ rules: [], resources: { lexicon: new Uint8Array(), registers: [], stock: [], small: SMALL } }),
    file,
  );
  onTestFinished(async () => {
    await threads.close();
    rmSync(folder, { recursive: true, force: true });
  });
  threads.start();
  return threads;
}

async function collect(events: AsyncIterable<JudgedEvent>): Promise<string[]> {
  const ids: string[] = [];
  for await (const event of events) if ('subject' in event) ids.push(event.subject.listing.id);
  return ids;
}

let alone: JudgedEvent[];
beforeAll(async () => {
  alone = await judgeSample(1);
  expect(alone.filter((event) => 'subject' in event).length).toBeGreaterThan(50);
});

describe('listings judged by threads', () => {
  it.each([2, 3, 8])('give what one thread finds, in its order: %i jobs', async (jobs) => {
    expect(await judgeSample(jobs)).toEqual(alone);
  });

  it('keep their order when a thread is slow', async () => {
    const threads = threadsOf(
      `const clock = new Int32Array(new SharedArrayBuffer(4));
       parentPort.on('message', ({ listings }) => {
         Atomics.wait(clock, 0, 0, Math.random() * 20);
         parentPort.postMessage({ judgements: listings.map(() => ({ findings: [], leftOut: [] })) });
       });
       parentPort.postMessage(undefined);`,
      2,
    );
    while (!threads.areReady) await setTimeout(5);
    const ids = await collect(judgeEvents(made(3000), JUDGE, threads));
    expect(ids).toEqual(Array.from({ length: 3000 }, (_, i) => `SKU-${i}`));
  });

  it.each([
    ['cannot start', 'throw new Error("no memory");'],
    ['dies of its task', 'parentPort.on("message", () => process.exit(0)); parentPort.postMessage(undefined);'],
    ['throws', 'parentPort.on("message", () => { throw new Error("a fault"); }); parentPort.postMessage(undefined);'],
  ])('end with an error when a thread %s', async (_, code) => {
    const threads = threadsOf(code);
    while (!threads.areReady) await setTimeout(5);
    await expect(collect(judgeEvents(made(3000), JUDGE, threads))).rejects.toThrow(EnvironmentError);
  });

  it('are not read ahead without bound while a thread is busy', async () => {
    const threads = threadsOf('parentPort.on("message", () => undefined); parentPort.postMessage(undefined);');
    while (!threads.areReady) await setTimeout(5);
    let pulled = 0;
    const judged = collect(
      judgeEvents(
        made(100_000, (count) => {
          pulled = count;
        }),
        JUDGE,
        threads,
      ),
    );
    const ended = expect(judged).rejects.toThrow('the scan has ended');
    for (let before = -1; before !== pulled; ) {
      before = pulled;
      await setTimeout(100);
    }
    expect(pulled).toBeLessThan(2000);
    await threads.close();
    await ended;
  });

  it('start no thread for a few', async () => {
    const threads = new Threads(1, () => {
      throw new Error('started');
    });
    expect(await collect(judgeEvents(made(200), JUDGE, threads))).toHaveLength(200);
  });
});
