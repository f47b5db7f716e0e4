/* The one class of `natural` that is used here. Its own types reach for sources that cannot be compiled with these settings. */
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  /** Naive Bayes over words that are given as a list. */
  export default class BayesClassifier {
    constructor(stemmer?: object, smoothing?: number);
    /** How often each word was seen in all documents; their order is that of `textToFeatures`. */
    readonly features: Readonly<Record<string, number>>;
    /** Which words of all documents a text has: 1, or 0 where it lacks one. */
    textToFeatures(words: readonly string[]): number[];
    addDocument(words: readonly string[], label: string): void;
    train(): void;
    /** Every class and how much speaks for it, not normalised, the most first. */
    getClassifications(words: readonly string[]): { readonly label: string; readonly value: number }[];
  }
}
