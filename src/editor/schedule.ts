import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentOutcome } from './checks.ts';

/*
 * When documents are checked: a while after the last keystroke, one at a time, and never an old version to its end.
 */

/** How long a document must be quiet before it is checked, in milliseconds. */
const QUIET = 200;

/** Checks one version of a document; undefined when it was given up. */
export type CheckOne = (document: TextDocument, signal: AbortSignal) => Promise<DocumentOutcome | undefined>;

interface Entry {
  readonly document: TextDocument;
  readonly abort: AbortController;
  /** Resolved when this version has been checked, or given up. */
  readonly done: Promise<DocumentOutcome | undefined>;
  /** Begins at once instead of waiting for quiet. */
  hurry(): void;
}

/** Keeps what is known about every open document, and has it worked out. */
export class Schedule {
  readonly #check: CheckOne;
  readonly #tell: (document: TextDocument, outcome: DocumentOutcome) => void;
  readonly #entries = new Map<string, Entry>();
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param check must not throw.
   * @param tell takes what was found, when nothing newer is on its way.
   */
  constructor(check: CheckOne, tell: (document: TextDocument, outcome: DocumentOutcome) => void) {
    this.#check = check;
    this.#tell = tell;
  }

  /** Asks for a document's newest version to be checked; what is going on with older ones is given up. */
  request(document: TextDocument): void {
    const { uri } = document;
    this.#entries.get(uri)?.abort.abort();
    const abort = new AbortController();
    const pause = pauseFor(QUIET, abort.signal);
    const done = pause.over.then(() => this.#inTurn(document, abort.signal));
    this.#entries.set(uri, { document, abort, done, hurry: pause.end });
    void done.then((outcome) => {
      if (outcome !== undefined && !abort.signal.aborted) this.#tell(document, outcome);
    });
  }

  /** What is known about the document's newest version, once it is known; undefined for one that is not open or was changed meanwhile. */
  async outcome(uri: string): Promise<DocumentOutcome | undefined> {
    const entry = this.#entries.get(uri);
    entry?.hurry();
    return entry?.done;
  }

  /** Forgets a document. */
  close(uri: string): void {
    this.#entries.get(uri)?.abort.abort();
    this.#entries.delete(uri);
  }

  #inTurn(document: TextDocument, signal: AbortSignal): Promise<DocumentOutcome | undefined> {
    const turn = this.#last.then(() => (signal.aborted ? undefined : this.#check(document, signal)));
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

/** A pause that ends after some milliseconds, when it is told to, or when what it is for is given up. */
function pauseFor(milliseconds: number, signal: AbortSignal): { readonly over: Promise<void>; readonly end: () => void } {
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    end = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
  });
  return { over, end };
}
