import { EnvironmentError, RulePackError, UsageError } from '../model/errors.ts';
import type { Acceptance } from '../model/finding.ts';
import type { Progress } from '../model/progress.ts';
import type { ReportTail } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import type { Browsing, KeyPress, Screen, ScreenSize } from '../tui/screen.ts';
import type { FindingPage } from './finding-pages.ts';
import type { FindingRow } from './finding-row.ts';
import type { FindingStore } from './finding-store.ts';
import { pressKey } from './keys.ts';
import { Prompt, type Question } from './question.ts';
import { drawBrowser } from './screens.ts';
import { ListView } from './view.ts';
import { speak } from './wording.ts';

/*
 * The browser of findings: keys and a scan -> screens. It knows no terminal, no disk and no clock; what it is to do beyond showing, it asks
 * of `AuditActions`.
 */

/** What the browser has others do. They throw a UsageError, a RulePackError or an EnvironmentError that the person is told. */
export interface AuditActions {
  /** What is wrong with the last day of a decision, to follow the day; undefined when nothing is. */
  dayFault(until: string): Bilingual | undefined;
  /** The day that is proposed. */
  readonly usualDay: string;
  /** Writes down that a finding may stand; gives what was written, and what to tell. */
  accept(row: FindingRow, decision: Pick<Acceptance, 'reason' | 'until'>): Promise<AcceptedFinding>;
  /** Makes the HTML report of what is known now and opens it on the desktop. */
  openReport(): Promise<Bilingual>;
  openPicture(path: string): Promise<Bilingual>;
  /** Writes a report into a file; gives nothing when there is such a file and it may not be replaced. */
  write(format: string, file: string, replace: boolean): Promise<Bilingual | undefined>;
  /** Names of the formats, each with the usual name of its file. */
  readonly formats: ReadonlyMap<string, string>;
}

/** A finding that was accepted. */
export interface AcceptedFinding {
  readonly acceptance: Acceptance;
  readonly told: Bilingual;
}

/** What the browser shows. */
export type BrowserPage =
  | { readonly kind: 'scan' }
  | { readonly kind: 'list' }
  | { readonly kind: 'finding'; readonly page: FindingPage; readonly top: number }
  | { readonly kind: 'help' | 'problems'; readonly top: number; readonly back: BrowserPage };

/** How somebody left the browser: when the scan was over, or before. */
export type Leaving = 'finished' | 'interrupted';

/** The browser of findings. */
export class Browser implements Browsing {
  readonly store: FindingStore;
  readonly lang: Lang;
  readonly list: ListView = new ListView();
  /** Resolves when somebody leaves; rejects with a fault of the program. */
  readonly left: Promise<Leaving>;
  actions: AuditActions | undefined;
  rules: ReadonlyMap<string, Rule> = new Map();
  page: BrowserPage = { kind: 'scan' };
  prompt: Prompt | undefined;
  message: { readonly text: string; readonly look: 'good' | 'error' | 'dim' } | undefined;
  progress: { readonly state: Progress; readonly elapsedMs: number } | undefined;
  tail: ReportTail | undefined;
  busy: boolean = false;
  readonly #watchers = new Set<() => void>();
  #leave: (how: Leaving) => void = () => {};
  #fail: (reason: unknown) => void = () => {};

  constructor(store: FindingStore, lang: Lang) {
    this.store = store;
    this.lang = lang;
    this.left = new Promise((resolve, reject) => {
      this.#leave = resolve;
      this.#fail = reject;
    });
  }

  /** Takes how far the scan has come. */
  advance(state: Progress, elapsedMs: number): void {
    this.progress = { state, elapsedMs };
    this.redraw();
  }

  /** The scan is over: from now on its findings are shown. */
  finish(tail: ReportTail, actions: AuditActions): void {
    this.tail = tail;
    this.actions = actions;
    this.progress = undefined;
    this.list.arrange(this.store.rows, this.store.fresh);
    this.page = { kind: 'list' };
    this.redraw();
  }

  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  draw(size: ScreenSize): Screen {
    return drawBrowser(this, size);
  }

  press(press: KeyPress, size: ScreenSize): void {
    try {
      if ('ctrl' in press && press.ctrl === 'c') this.leave();
      else if (this.prompt !== undefined) {
        const { prompt } = this;
        // The answer may ask the next question.
        if (prompt.press(press) === 'done' && this.prompt === prompt) this.prompt = undefined;
      } else pressKey(this, press, size);
    } catch (fault) {
      this.#fail(fault);
    }
    this.redraw();
  }

  /** The chosen finding's row. */
  get chosen(): FindingRow | undefined {
    const { chosen } = this.list;
    return chosen === undefined ? undefined : this.store.rows[chosen];
  }

  ask(question: Question): void {
    this.message = undefined;
    this.prompt = new Prompt(question);
  }

  /** Tells something in the line above the keys, until the next key. */
  tell(text: string, look: 'good' | 'error' | 'dim'): void {
    this.message = { text, look };
  }

  leave(): void {
    this.#leave(this.tail === undefined ? 'interrupted' : 'finished');
  }

  /** Has something done, one thing at a time, and tells what came of it. */
  run(work: () => Promise<Bilingual | undefined>): void {
    if (this.busy) return;
    this.busy = true;
    this.tell(speak(this.lang, 'working'), 'dim');
    work()
      .then(
        (told) => {
          if (told !== undefined) this.tell(told[this.lang], 'good');
          else if (this.message?.look === 'dim') this.message = undefined;
        },
        (fault: unknown) => this.#tellFault(fault),
      )
      .finally(() => {
        this.busy = false;
        this.redraw();
      });
  }

  redraw(): void {
    for (const changed of this.#watchers) changed();
  }

  #tellFault(fault: unknown): void {
    if (!(fault instanceof UsageError || fault instanceof EnvironmentError || fault instanceof RulePackError)) {
      this.#fail(fault);
      return;
    }
    const why = fault.cause instanceof Error ? ` ${fault.cause.message}` : '';
    this.tell(((this.lang === 'zh' ? fault.zh : undefined) ?? fault.message) + why, 'error');
  }
}
