import type { Lang } from '../model/text.ts';
import { clip } from './cells.ts';
import { tell } from './ci-wording.ts';
import { type PathOptions, uriFrom } from './report-path.ts';

/** The files that the results of a run are about, numbered in the order in which they are met; sheets of a workbook lie within it. */
export class Artifacts {
  readonly #options: PathOptions & { readonly lang: Lang };
  readonly #numbers = new Map<string, number>();
  readonly #list: object[] = [];

  constructor(options: PathOptions & { readonly lang: Lang }) {
    this.#options = options;
  }

  /** The `artifactLocation` of a listing file. */
  file(file: string): { readonly uri: string; readonly index: number } {
    const uri = uriFrom(file, this.#options);
    return { uri, index: this.#number(uri, () => ({ location: { uri }, roles: ['analysisTarget'] })) };
  }

  /** The `artifactLocation` of a sheet of a workbook. Its part of the zip has a number that only the workbook knows, so it has no address. */
  sheet(file: string, sheet: string): { readonly index: number } {
    const { uri, index: parentIndex } = this.file(file);
    const description = { text: tell(this.#options.lang, 'tableCell', { sheet: clip(sheet, 100) }) };
    return { index: this.#number(`${uri}\u0000${sheet}`, () => ({ description, parentIndex })) };
  }

  /** The `artifacts` of the run. */
  all(): readonly object[] {
    return this.#list;
  }

  #number(key: string, make: () => object): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#list.length);
    return this.#list.push(make()) - 1;
  }
}
