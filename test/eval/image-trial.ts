import type { Case, Trial } from './image-cases.ts';
import { type Answer, type Method, type Shown, show } from './image-methods.ts';

/* Asks every method for every case of a trial. */

/** Cases in work at the same time: sharp works in threads of its own beside the script. */
const AT_ONCE = 3;

/** What a method made of a case. */
export interface Outcome {
  readonly asked: Case;
  readonly method: string;
  /** The picture that it was made from is among the matches. */
  readonly isFound: boolean;
  /** How many matches there are. */
  readonly matched: number;
  /** Matches that are pictures of other products. */
  readonly wrong: readonly number[];
  /** Shown for review, but no match. */
  readonly related: readonly number[];
  readonly nearest?: Answer['nearest'];
}

/** What is made of the library's pictures, each decoded in its turn, so that few are in memory as pixels. */
export async function readLibrary<T>({ library }: Trial, make: (shown: Shown) => T): Promise<T[]> {
  const made: T[] = [];
  for (const { name, read } of library) made.push(make(await show(name, read())));
  return made;
}

/** Every method's outcome of every case; the methods are asked in their order. */
export async function runTrial(
  { cases }: Trial,
  methods: readonly Method[],
  progress: (done: number) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[][] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < cases.length; at = next++) {
      const asked = cases[at];
      if (asked === undefined) return;
      const shown = await show(asked.name, await asked.read());
      const answers = new Map<string, Answer>();
      for (const method of methods) answers.set(method.name, await method.answer(shown));
      outcomes[at] = [...answers].map(([method, answer]) => judge(asked, method, answer));
      progress(at);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes.flat();
}

function judge(asked: Case, method: string, { matches, related = [], nearest }: Answer): Outcome {
  const isFound = asked.picture !== undefined && matches.includes(asked.picture);
  const wrong = matches.filter((reference) => !asked.own.includes(reference));
  return { asked, method, isFound, matched: matches.length, wrong, related, ...(nearest === undefined ? {} : { nearest }) };
}
