import { readFileSync } from 'node:fs';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { type Classifier, readExamples, trainClassifier } from '../../src/cases/guess-model.ts';
import { GUESS_SETTINGS, guessOf, LEAST_PROBABILITY, labelledPhrases, spokenText } from '../../src/cases/guess-notice.ts';
import { featuresOf } from '../../src/cases/guess-words.ts';
import { GUESSED_FIELDS, type GuessedField } from '../../src/model/case-guess.ts';
import type { ReadNotice } from '../../src/model/case-notice.ts';
import { readLabelled } from '../../src/rulepacks/labelled-notices.ts';
import { loadNoticePacks } from '../../src/rulepacks/notices.ts';
import { classesOf, type ExpectedNotice, expectedNotices, labelledTable, NOTICE_FOLDERS } from '../cases/labelled.ts';
import { mangle } from './mangled-notices.ts';
import { printMarkdown, printTable } from './table.ts';

/*
 * How well notices are read, and how right the guesses are where the patterns find nothing.
 *   npm run eval -- notices [--markdown] [--failures]
 * Every guess about a notice is made by a classifier that has not seen it (leave one out).
 */

const { values } = parseArgs({
  options: { markdown: { type: 'boolean', default: false }, failures: { type: 'boolean', default: false } },
});
if (values.markdown) printMarkdown();

/** One guess and the truth. */
interface Trial {
  readonly field: GuessedField;
  readonly truth: string;
  /** The likeliest class. */
  readonly first: string;
  /** Of a guess that would be shown. */
  readonly told?: { readonly value: string; readonly probability: number };
}

/** Told about the expected file itself, or not compared by the tests either. */
const ASIDE: ReadonlySet<string> = new Set(['schema', 'basis', 'confidence', 'receivedAt', 'ownerStatement']);

const notices = await expectedNotices();
printFields(notices);
const { asWritten, mangled } = await tryGuesses(notices);
printGuesses('Guesses, notices as written', asWritten);
printGuesses('Guesses, notices without the phrases that the patterns know', mangled);
printCalibration(mangled);

/** What is asked of every notice; the rest only where a notice has it. */
function printFields(all: readonly ExpectedNotice[]): void {
  const rows = NOTICE_FOLDERS.map((folder) => {
    const own = all.filter((notice) => notice.folder === folder);
    const fields = own.flatMap(judgedFields);
    const right = fields.filter(Boolean).length;
    return [folder, own.length, fields.length, `${((right / fields.length) * 100).toFixed(1)} %`];
  });
  printTable('Fields read exactly, of those that the notice or the parse has', ['notices', 'number', 'fields', 'right'], rows);
}

function judgedFields({ expected, read: { notice } }: ExpectedNotice): boolean[] {
  const wanted = new Map(Object.entries(expected));
  const found = new Map(Object.entries(notice));
  return [...new Set([...wanted.keys(), ...found.keys()])].flatMap((field) => {
    const [one, other] = [wanted.get(field), found.get(field)];
    return ASIDE.has(field) || (isEmpty(one) && isEmpty(other)) ? [] : [isDeepStrictEqual(one, other)];
  });
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

async function tryGuesses(all: readonly ExpectedNotice[]): Promise<{ asWritten: Trial[]; mangled: Trial[] }> {
  const others = readLabelled(readFileSync('data/notices/other-mail.tsv', 'utf8'));
  const rows = readExamples([...readLabelled(labelledTable(all)), ...others]);
  const phrases = readExamples(labelledPhrases(await loadNoticePacks()));
  const results: { asWritten: Trial[]; mangled: Trial[] } = { asWritten: [], mangled: [] };
  for (const [at, notice] of all.entries()) {
    const path = `test/cases/notices/${notice.folder}/${notice.name}`;
    const left = await mangle(notice.read, readFileSync(path), path);
    const examples = [...rows.filter((_, k) => k !== at), ...phrases];
    for (const field of GUESSED_FIELDS) {
      const truth = classesOf(notice.expected)[field];
      const classify = await trainClassifier(examples, field, GUESS_SETTINGS[field]);
      if (truth === undefined || classify === undefined) continue;
      const whole = trial(field, truth, classify, notice.read);
      if (whole !== undefined) results.asWritten.push(whole);
      const value = left.notice[field];
      const bare = value === 'unknown' || value === null ? trial(field, truth, classify, left) : undefined;
      if (bare !== undefined) results.mangled.push(bare);
      if (values.failures && bare?.told !== undefined && bare.told.value !== truth)
        console.error(notice.name, field, truth, bare.told.value, bare.told.probability.toFixed(2));
    }
  }
  return results;
}

function trial(field: GuessedField, truth: string, classify: Classifier, read: ReadNotice): Trial | undefined {
  const words = spokenText(read);
  const opinion = classify(featuresOf(words));
  const first = opinion?.classes[0]?.value;
  if (opinion === undefined || first === undefined) return undefined;
  const told = guessOf(field, opinion, words);
  return { field, truth, first, ...(told === undefined ? {} : { told }) };
}

function printGuesses(title: string, trials: readonly Trial[]): void {
  const rows = GUESSED_FIELDS.map((field) => {
    const own = trials.filter((one) => one.field === field);
    const told = own.filter((one) => one.told !== undefined);
    const likeliest = own.filter(({ first, truth }) => first === truth).length;
    const right = told.filter((one) => one.told?.value === one.truth).length;
    return [field, own.length, share(likeliest, own.length), told.length, share(right, told.length)];
  });
  printTable(
    title,
    ['field', 'trials', 'likeliest class right', `told (from ${LEAST_PROBABILITY * 100} %)`, 'told and right'],
    rows,
  );
}

/** Whether guesses that call themselves 80 % sure are right eight times in ten. */
function printCalibration(trials: readonly Trial[]): void {
  const told = trials.flatMap((one) => (one.told === undefined ? [] : [{ ...one.told, right: one.told.value === one.truth }]));
  const rows = [0.6, 0.7, 0.8, 0.9].map((from) => {
    const own = told.filter(({ probability }) => probability >= from && (probability < from + 0.1 || from === 0.9));
    const said = own.reduce((sum, { probability }) => sum + probability, 0) / Math.max(1, own.length);
    return [
      `${from * 100} to ${from * 100 + 10} %`,
      own.length,
      `${(said * 100).toFixed(0)} %`,
      share(own.filter(({ right }) => right).length, own.length),
    ];
  });
  printTable('Calibration of told guesses, phrases taken out', ['probability', 'guesses', 'said', 'right'], rows);
}

function share(part: number, all: number): string {
  return all === 0 ? '-' : `${((part / all) * 100).toFixed(0)} %`;
}
