import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { GramReader } from '../../src/text/copy-grams.ts';
import { readCopyWords } from '../../src/text/copy-words.ts';
import { gramRecipe } from '../../src/text/gram-recipe.ts';
import { Retriever } from '../../src/text/retrieve.ts';
import { isFault, openSegment, type Segment } from '../../src/text/segment.ts';
import { collect, SegmentBuilder } from '../../src/text/segment-build.ts';
import { mergeSegments } from '../../src/text/segment-merge.ts';
import { chainedTexts, type MakeText, madeTexts, reword, STOCK_WORDS, seeded, sentences } from './text-library.ts';

/*
 * How fast a library of texts is indexed and searched, how large its index is, and how often the text is found from which a passage of a
 * listing was copied. Beside it the same with grams alone (winnowing), and Dolos for what it can. Every step runs in a process of its own;
 * CPU seconds count, because the machines are shared.
 *
 *   npm run bench -- text [--data FOLDER] [--full]
 *
 * --data: texts chained from real ones (wdc-products-tableA.csv) instead of made-up ones. --full: a library of a million texts, too.
 */

const RUN = 100_000;
const QUERIES = 400;
const DOLOS_TEXTS = 2000;
/** One owner has so many texts. */
const TEXTS_OF_AN_OWNER = 20;

/** Passages that a listing of some 175 words of its own copies. */
const COPIES: readonly Copies[] = [
  { name: 'verbatim 40', length: 40, isReworded: false },
  { name: 'reworded 40', length: 40, isReworded: true },
  { name: 'verbatim 20', length: 20, isReworded: false },
  { name: 'nothing', length: 0, isReworded: false },
];

interface Copies {
  readonly name: string;
  /** In words. */
  readonly length: number;
  readonly isReworded: boolean;
}

interface IndexMeasure {
  readonly wordsCpu: number;
  readonly indexCpu: number;
  readonly mergeCpu: number;
  readonly bytes: number;
  readonly postings: number;
  readonly textBytes: number;
  readonly rss: number;
  readonly searches: readonly SearchMeasure[];
}

interface SearchMeasure {
  readonly copies: string;
  /** Share of the queries whose source is among the first 20, the first 8, or comes first. */
  readonly in20: number;
  readonly in8: number;
  readonly first: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Indexes `count` texts in runs, merges the runs, and searches. */
function measure(count: number, make: MakeText, withPairs: boolean): IndexMeasure {
  const builder = new SegmentBuilder(new GramReader(withPairs));
  const runs: Segment[] = [];
  let [wordsCpu, indexCpu, textBytes] = [0, 0, 0];
  gramRecipe();
  for (let from = 0; from < count; from += 1000) {
    const sources = Array.from({ length: Math.min(1000, count - from) }, (_, i) => sentences(make(from + i)));
    for (const source of sources) textBytes += Buffer.byteLength(source);
    const started = cpu();
    const words = sources.map(readCopyWords);
    const read = cpu();
    words.forEach((one, i) => {
      const number = from + i;
      builder.add({ key: number + 1, owner: Math.floor(number / TEXTS_OF_AN_OWNER), source: sources[i] ?? '', words: one });
    });
    if (builder.texts >= RUN || from + 1000 >= count) runs.push(opened((sink) => builder.write(sink)));
    wordsCpu += read - started;
    indexCpu += cpu() - read;
  }
  const started = cpu();
  const segments =
    runs.length === 1
      ? [...runs]
      : [
          opened((sink) =>
            mergeSegments(
              runs.map((segment) => ({ segment })),
              sink,
            ),
          ),
        ];
  const mergeCpu = cpu() - started;
  runs.length = 0;
  const retriever = new Retriever(
    segments.map((segment) => ({ segment })),
    new GramReader(withPairs),
  );
  return {
    wordsCpu,
    indexCpu,
    mergeCpu,
    bytes: segments.reduce((sum, { bytes }) => sum + bytes.length, 0),
    postings: segments.reduce((sum, { postings }) => sum + postings, 0),
    textBytes,
    rss: process.resourceUsage().maxRSS / 1024,
    searches: COPIES.map((copies) => search(retriever, count, make, copies)),
  };
}

function opened(write: Parameters<typeof collect>[0]): Segment {
  const segment = openSegment(collect(write), gramRecipe());
  if (isFault(segment)) throw new Error(segment.reason.en);
  return segment;
}

function search(retriever: Retriever, count: number, make: MakeText, { name, length, isReworded }: Copies): SearchMeasure {
  const queries = Array.from({ length: QUERIES }, (_, q) => {
    const random = seeded(q, 100 + length + Number(isReworded));
    const target = random.below(count);
    const text = make(target);
    const start = random.below(text.length - STOCK_WORDS - length);
    const passage = text.slice(start, start + length);
    const host = make(0x40000000 + q * 7);
    host.splice(random.below(host.length), 0, ...(isReworded ? reword(passage, make, random) : passage));
    const source = sentences(host);
    return { key: target + 1, source, words: readCopyWords(source) };
  });
  for (const { words, source } of queries.slice(0, 50)) retriever.search(words, source, { limit: 20 });
  const times: number[] = [];
  let [in20, in8, first] = [0, 0, 0];
  const started = cpu();
  for (const { key, words, source } of queries) {
    const before = performance.now();
    const found = retriever.search(words, source, { limit: 20 });
    times.push(performance.now() - before);
    const place = found.findIndex((candidate) => candidate.key === key);
    if (place >= 0) in20++;
    if (place >= 0 && place < 8) in8++;
    if (place === 0) first++;
  }
  const perSecond = QUERIES / (cpu() - started);
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return {
    copies: name,
    in20: in20 / QUERIES,
    in8: in8 / QUERIES,
    first: first / QUERIES,
    perSecond,
    p50: at(0.5),
    p99: at(0.99),
  };
}

/** Dolos keeps all fingerprints with their places in memory and has no search: it compares every new file with all others. */
async function measureDolos(make: MakeText): Promise<{ readonly cpu: number; readonly bytes: number }> {
  const { File, FingerprintIndex, LanguagePicker } = await import('@dodona/dolos-lib');
  const language = await new LanguagePicker().findLanguage('char');
  const tokenizer = await language.createTokenizer();
  const index = new FingerprintIndex(23, 17);
  const files = Array.from({ length: DOLOS_TEXTS }, (_, i) => new File(`${i}`, sentences(make(i))));
  const [before, started] = [process.memoryUsage().rss, cpu()];
  index.addFiles(files.map((file) => tokenizer.tokenizeFile(file)));
  return { cpu: cpu() - started, bytes: process.memoryUsage().rss - before };
}

function self(args: readonly string[]): string {
  const flags = ['--max-old-space-size=8000', process.argv[1] ?? '', 'step', ...args];
  return execFileSync(process.execPath, flags, { encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'inherit'] });
}

function runBench(data: string | undefined, isFull: boolean): void {
  const more = data === undefined ? [] : ['--data', data];
  console.log(data === undefined ? 'Made-up texts.' : 'Texts chained from real ones.');
  for (const count of isFull ? [10_000, 100_000, 1_000_000] : [10_000, 100_000]) {
    // Grams alone of a million texts would take as long again.
    const ways = count > 100_000 ? [true] : [true, false];
    const measures = ways.map((withPairs) => {
      const found: IndexMeasure = JSON.parse(self([String(count), String(withPairs), ...more]));
      return { name: withPairs ? 'preclear' : 'grams alone', found };
    });
    show(count, measures);
  }
  const dolos: Awaited<ReturnType<typeof measureDolos>> = JSON.parse(self(['dolos', ...more]));
  const perSecond = Math.round(DOLOS_TEXTS / dolos.cpu);
  console.log(
    `\nDolos, ${DOLOS_TEXTS} texts: ${perSecond} texts/s, ${Math.round(dolos.bytes / DOLOS_TEXTS)} bytes of memory a text`,
  );
}

function show(count: number, measures: readonly { readonly name: string; readonly found: IndexMeasure }[]): void {
  console.log(`\n${count} texts`);
  for (const { name, found } of measures) {
    const { wordsCpu, indexCpu, mergeCpu, bytes, postings, textBytes, rss } = found;
    const perSecond = Math.round(count / (wordsCpu + indexCpu + mergeCpu));
    console.log(
      `${name.padEnd(12)} ${perSecond} texts/s (CPU s: words ${wordsCpu.toFixed(1)}, index ${indexCpu.toFixed(1)}, merge ${mergeCpu.toFixed(1)}), ` +
        `${Math.round(textBytes / count)} bytes a text, ${Math.round(bytes / count)} of index (${(postings / count).toFixed(1)} postings), RSS ${Math.round(rss)} MB`,
    );
  }
  console.log('             copied        in 20    in 8   first   queries/CPU s   p50 ms   p99 ms');
  for (const { name, found } of measures) {
    for (const { copies, in20, in8, first, perSecond, p50, p99 } of found.searches) {
      const shares = [in20, in8, first].map((share) => share.toFixed(3).padStart(8)).join('');
      const times = `${Math.round(perSecond)}`.padStart(15) + [p50, p99].map((ms) => ms.toFixed(2).padStart(9)).join('');
      console.log(name.padEnd(13) + copies.padEnd(12) + shares + times);
    }
  }
}

const { values, positionals } = parseArgs({
  options: { data: { type: 'string' }, full: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [role, what = '', withPairs = ''] = positionals;
if (role === 'step') {
  const make = values.data === undefined ? madeTexts() : chainedTexts(values.data);
  console.log(JSON.stringify(what === 'dolos' ? await measureDolos(make) : measure(Number(what), make, withPairs === 'true')));
} else runBench(values.data, values.full);
