import type { AuditActions } from '../../src/browse/browser.ts';
import { Browser } from '../../src/browse/browser.ts';
import { FindingStore, type OutcomeShelf } from '../../src/browse/finding-store.ts';
import type { ListingOutcome } from '../../src/model/report.ts';
import type { Lang } from '../../src/model/text.ts';
import type { KeyName, Screen, ScreenSize } from '../../src/tui/screen.ts';
import { outcome, rules, tail } from '../reporters/sample.ts';

/** A shelf in memory that gives copies, as the one on the disk does. */
export function memoryShelf(): OutcomeShelf & { readonly reads: number[] } {
  const kept: string[] = [];
  const reads: number[] = [];
  return {
    reads,
    keep: (one) => kept.push(JSON.stringify(one)),
    read(nth) {
      reads.push(nth);
      return JSON.parse(kept[nth] ?? 'null') as ListingOutcome;
    },
  };
}

/** What the browser asked to have done. */
export interface Done {
  readonly accepted: string[];
  readonly written: string[];
  readonly opened: string[];
}

/** Actions that take down what they were asked. @param there files that exist. */
export function fakeActions(there: readonly string[] = []): AuditActions & { readonly done: Done } {
  const done: Done = { accepted: [], written: [], opened: [] };
  return {
    done,
    usualDay: '2027-02-20',
    dayFault: (until) => (until < '2026-11-22' ? { en: 'is over already', zh: '已经过去' } : undefined),
    async accept({ fingerprint }, decision) {
      done.accepted.push(`${fingerprint} ${decision.reason} ${decision.until}`);
      return { acceptance: decision, told: { en: 'Accepted.', zh: '已放行。' } };
    },
    async openReport() {
      done.opened.push('report');
      return { en: 'Opened.', zh: '已打开。' };
    },
    async openPicture(path) {
      done.opened.push(path);
      return { en: 'Opened.', zh: '已打开。' };
    },
    async write(format, file, replace) {
      if (!replace && there.includes(file)) return undefined;
      done.written.push(`${format} ${file}`);
      return { en: 'Written.', zh: '已写入。' };
    },
    formats: new Map([
      ['html', 'report.html'],
      ['csv', 'report.csv'],
    ]),
  };
}

/** The size of most terminals. */
export const USUAL: ScreenSize = { columns: 80, rows: 23 };

/** A browser whose scan is over, with these outcomes. */
export function browserWith(
  outcomes: readonly ListingOutcome[] = [outcome],
  { lang = 'en', actions = fakeActions() }: { readonly lang?: Lang; readonly actions?: AuditActions } = {},
): Browser {
  const browser = new Browser(new FindingStore(memoryShelf()), lang);
  browser.rules = new Map(rules.map((rule) => [rule.id, rule]));
  for (const one of outcomes) browser.store.add(one, '/shop');
  browser.finish(tail, actions);
  return browser;
}

const NAMES: Readonly<Record<string, KeyName>> = {
  Enter: 'enter',
  Esc: 'escape',
  Up: 'up',
  Down: 'down',
  Left: 'left',
  Right: 'right',
  Home: 'home',
  End: 'end',
  PageDown: 'page-down',
  PageUp: 'page-up',
  Tab: 'tab',
  Backspace: 'backspace',
};

/** Presses keys: names such as `Enter`, `^c` for Ctrl, anything else as typed. Waits until what they started is done. */
export async function press(browser: Browser, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const name = NAMES[key];
    if (name !== undefined) browser.press({ key: name }, USUAL);
    else if (key.startsWith('^')) browser.press({ ctrl: key.slice(1) }, USUAL);
    else browser.press({ typed: key }, USUAL);
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  }
  await new Promise((done) => setImmediate(done));
}

/** The lines of a screen as text. */
export function linesOf({ lines }: Screen): string[] {
  return lines.map((line) =>
    line
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
}

/** What the browser shows, as text. */
export function shown(browser: Browser, size: ScreenSize = USUAL): string {
  return linesOf(browser.draw(size)).join('\n');
}
