/** A case that came out wrong, for reading. */
export interface Failure {
  readonly suite: 'obfuscation' | 'control' | 'roles' | 'search-terms' | 'pasted titles' | 'listings' | 'titles';
  /** Technique, family, language or source. */
  readonly group: string;
  readonly expected: string;
  readonly said: string;
  readonly text: string;
}

/** The text with the judged part between double brackets, on one line. */
export function marked(text: string, start: number, end: number): string {
  return `${text.slice(0, start)}[[${text.slice(start, end)}]]${text.slice(end)}`.replaceAll(/[\t\r\n]/g, ' ');
}
