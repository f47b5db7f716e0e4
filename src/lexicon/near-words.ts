/** Everyday words that lie near a mark, as `near-words.tsv` holds them. */
export interface NearWords {
  /** Words one edit away from a mark, or drawn like one, with the languages that alone have them; none for one that any text may hold. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  /** Marks that such a word resembles. */
  readonly neighboured: ReadonlySet<string>;
  /** Words that begin or end a mark, with their languages. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
}

/** No everyday word at all. */
export const NO_NEAR_WORDS: NearWords = { words: new Map(), neighboured: new Set(), parts: new Map() };

/** Reads the text of `near-words.tsv`: word, languages, why (`near` or
 * `rare`, `part`, or two of them), the mark. Lines that start with `#` are comments. */
export function readNearWords(text: string): NearWords {
  const words = new Map<string, readonly string[]>();
  const neighboured = new Set<string>();
  const parts = new Map<string, readonly string[]>();
  for (const line of text.split(/\r?\n/)) {
    if (line === '' || line.startsWith('#')) continue;
    const [word = '', languages = '', why = '', form = ''] = line.split('\t');
    const reasons = why.split(';');
    if (reasons.includes('near') || reasons.includes('rare')) {
      words.set(word, reasons.includes('rare') ? languages.split(';') : []);
      if (form !== '') neighboured.add(form);
    }
    if (reasons.includes('part')) parts.set(word, languages.split(';'));
  }
  return { words, neighboured, parts };
}
