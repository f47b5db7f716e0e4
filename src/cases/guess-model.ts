import type { GuessedField, LabelledNotice } from '../model/case-guess.ts';
import { type Features, featuresOf } from './guess-words.ts';

/*
 * Labelled notices -> a Bayes classifier for one field. `natural` counts and multiplies; what is here chooses the features and tempers the
 * outcome, because Bayes takes words that stand together for independent witnesses and is far too sure of itself.
 */

/** How a classifier is made. Chosen, and `temperature` fitted, by leaving one notice out (`npm run eval -- notices`). */
export interface ModelSettings {
  /** Features that are kept of all, the most telling first. */
  readonly features: number;
  /** Features of one text that count, the most telling first. With all of them greetings and letterheads would outvote the matter. */
  readonly witnesses: number;
  /** What a word counts that a class was never seen with. */
  readonly smoothing: number;
  /** Divides the logarithms: 1 leaves Bayes as it is, more makes it less sure. */
  readonly temperature: number;
}

/** What a classifier thinks of a text. */
export interface Opinion {
  /** Classes with their probabilities, the likeliest first; they add up to 1. */
  readonly classes: readonly { readonly value: string; readonly probability: number }[];
  /** Features of the text that are known. */
  readonly witnesses: number;
  /** Places of the text that speak for the likeliest class, [start, end), the most telling first. */
  readonly spans: readonly (readonly [number, number])[];
}

/** Judges texts. */
export type Classifier = (features: Features) => Opinion | undefined;

/** A notice with its features, so that they are read once for all fields. */
export interface ReadExample {
  readonly features: Features;
  readonly classes: LabelledNotice['classes'];
}

/** A feature is worth nothing that one notice only has. */
const LEAST_NOTICES = 2;
/** Notices that a feature must outweigh before it tells anything: what was seen twice may be chance. */
const DOUBT = 3;

/** Reads the features of labelled notices. */
export function readExamples(notices: readonly LabelledNotice[]): ReadExample[] {
  return notices.map(({ text, classes }) => ({ features: featuresOf(text), classes }));
}

/** Trains a classifier for a field; undefined where the notices know of one class only. Loads `natural`. */
export async function trainClassifier(
  examples: readonly ReadExample[],
  field: GuessedField,
  settings: ModelSettings,
): Promise<Classifier | undefined> {
  const counts = countFeatures(examples, field);
  if (counts.classes.size < 2) return undefined;
  const ranks = new Map(mostTelling(counts, settings.features).map((feature, rank) => [feature, rank]));
  const bayes = await openBayes(settings.smoothing);
  const largest = Math.max(...counts.classes.values());
  for (const { features, classes } of examples) {
    const value = classes[field];
    if (value === undefined) continue;
    const witnesses = witnessesOf(features, ranks, settings.witnesses);
    // `natural` takes a word that a class never had for likely where the class is small; so every class is made as large as the largest.
    const times = Math.round(largest / (counts.classes.get(value) ?? largest));
    for (let k = 0; k < times; k++) bayes.addDocument(witnesses, value);
  }
  bayes.train();
  return (features) => {
    const witnesses = witnessesOf(features, ranks, settings.witnesses);
    if (witnesses.length === 0) return undefined;
    const classes = tempered(bayes.getClassifications(witnesses), settings.temperature);
    const first = classes[0];
    if (first === undefined) return undefined;
    return { classes, witnesses: witnesses.length, spans: spansFor(first.value, witnesses, features, counts) };
  };
}

interface Bayes {
  addDocument(words: readonly string[], label: string): void;
  train(): void;
  getClassifications(words: readonly string[]): { readonly label: string; readonly value: number }[];
}

/** `natural`'s classifier, with words looked up where it searches each list of words for each of all that it knows. */
async function openBayes(smoothing: number): Promise<Bayes> {
  const { default: BayesClassifier } = await import('natural/lib/natural/classifiers/bayes_classifier.js');
  class IndexedBayes extends BayesClassifier {
    #places: ReadonlyMap<string, number> | undefined;

    override train(): void {
      this.#places = new Map(Object.keys(this.features).map((word, place) => [word, place]));
      super.train();
    }

    override textToFeatures(words: readonly string[]): number[] {
      const places = this.#places ?? new Map<string, number>();
      const row = new Array<number>(places.size).fill(0);
      for (const word of words) {
        const place = places.get(word);
        if (place !== undefined) row[place] = 1;
      }
      return row;
    }
  }
  return new IndexedBayes(undefined, smoothing);
}

/** How many notices of each class have a feature. */
interface Counts {
  readonly all: number;
  readonly classes: ReadonlyMap<string, number>;
  readonly features: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

function countFeatures(examples: readonly ReadExample[], field: GuessedField): Counts {
  const classes = new Map<string, number>();
  const features = new Map<string, Map<string, number>>();
  let all = 0;
  for (const example of examples) {
    const value = example.classes[field];
    if (value === undefined) continue;
    all++;
    classes.set(value, (classes.get(value) ?? 0) + 1);
    for (const feature of example.features.keys()) {
      const by = features.get(feature) ?? new Map<string, number>();
      features.set(feature, by.set(value, (by.get(value) ?? 0) + 1));
    }
  }
  return { all, classes, features };
}

/** Features by what is known of the class once one of them is there (relative entropy, with doubt), the most first. */
function mostTelling(counts: Counts, most: number): string[] {
  return [...counts.features]
    .flatMap(([feature, by]) => {
      const having = sumOf(by.values());
      return having < LEAST_NOTICES ? [] : [{ feature, told: toldBy(by, having, counts) }];
    })
    .sort((a, b) => b.told - a.told || (a.feature < b.feature ? -1 : 1))
    .slice(0, most)
    .map(({ feature }) => feature);
}

function toldBy(by: ReadonlyMap<string, number>, having: number, { all, classes }: Counts): number {
  let told = 0;
  for (const [value, size] of classes) {
    const share = size / all;
    const now = ((by.get(value) ?? 0) + DOUBT * share) / (having + DOUBT);
    told += now * Math.log(now / share);
  }
  return told;
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}

/** The most telling features that a text has. */
function witnessesOf(features: Features, ranks: ReadonlyMap<string, number>, most: number): string[] {
  return [...features.keys()]
    .flatMap((feature) => {
      const rank = ranks.get(feature);
      return rank === undefined ? [] : [{ feature, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ feature }) => feature);
}

function tempered(
  classes: readonly { readonly label: string; readonly value: number }[],
  temperature: number,
): Opinion['classes'] {
  const logs = classes.map(({ label, value }) => ({ value: label, log: Math.log(value) / temperature }));
  const top = Math.max(...logs.map(({ log }) => log));
  const weights = logs.map(({ value, log }) => ({ value, weight: Math.exp(log - top) }));
  const sum = weights.reduce((total, { weight }) => total + weight, 0);
  return weights
    .map(({ value, weight }) => ({ value, probability: weight / sum }))
    .sort((a, b) => b.probability - a.probability || (a.value < b.value ? -1 : 1));
}

/** Where the features stand that a class has more often than the others have, the most telling first. */
function spansFor(
  value: string,
  witnesses: readonly string[],
  features: Features,
  counts: Counts,
): readonly (readonly [number, number])[] {
  const size = counts.classes.get(value) ?? 0;
  return witnesses
    .flatMap((feature) => {
      const by = counts.features.get(feature);
      const span = features.get(feature);
      if (by === undefined || span === undefined) return [];
      const own = by.get(value) ?? 0;
      const having = sumOf(by.values());
      const odds = Math.log((own + 0.5) / (size + 1)) - Math.log((having - own + 0.5) / (counts.all - size + 1));
      return odds > 0 ? [{ span, odds }] : [];
    })
    .sort((a, b) => b.odds - a.odds || a.span[0] - b.span[0])
    .map(({ span }) => span);
}
