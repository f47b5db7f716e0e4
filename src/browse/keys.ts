import { SEVERITIES } from '../model/rule.ts';
import type { KeyName, KeyPress, ScreenSize } from '../tui/screen.ts';
import { acceptChosen, openChosenPicture, openReport, searchFor, writeReport } from './actions.ts';
import type { Browser, BrowserPage } from './browser.ts';
import { FINDING_PAGES, type FindingPage } from './finding-pages.ts';
import { textPage } from './screens.ts';
import { EVERYTHING_OPEN } from './view.ts';

/* What each key does, where no question is being answered. */

/** Carries out a key. */
export function pressKey(browser: Browser, press: KeyPress, size: ScreenSize): void {
  if (!browser.busy) browser.message = undefined;
  if ('ctrl' in press) return;
  if ('key' in press) {
    pressNamed(browser, press.key, size);
    return;
  }
  // Several letters come at once from somebody who types fast; what follows a question belongs to its answer.
  const letters = [...press.typed];
  for (const [at, letter] of letters.entries()) {
    if (browser.prompt !== undefined) {
      browser.prompt.press({ typed: letters.slice(at).join('') });
      return;
    }
    pressLetter(browser, letter, size);
  }
}

function pressNamed(browser: Browser, key: KeyName, size: ScreenSize): void {
  const { page } = browser;
  if (page.kind === 'scan') return;
  if (page.kind === 'list') {
    pressInList(browser, key, size);
    return;
  }
  if (key === 'escape' || key === 'backspace') browser.page = page.kind === 'finding' ? { kind: 'list' } : page.back;
  else if (page.kind === 'finding' && (key === 'left' || key === 'right' || key === 'tab'))
    browser.page = { kind: 'finding', page: turned(page.page, key === 'left' ? -1 : 1), top: 0 };
  else scroll(browser, page, key, size);
}

function pressInList(browser: Browser, key: KeyName, size: ScreenSize): void {
  const { list, store } = browser;
  if (key === 'enter' || key === 'right') show(browser, 'detail');
  if (key === 'escape') {
    list.filter = EVERYTHING_OPEN;
    list.arrange(store.rows, store.fresh);
  }
  const steps = stepsOf(Math.max(1, size.rows - 6), list.entries.length);
  list.move(steps[key] ?? 0);
}

/** By how much keys move, in lines or entries. */
function stepsOf(screen: number, all: number): Partial<Record<KeyName, number>> {
  return { up: -1, down: 1, 'page-up': -screen, 'page-down': screen, home: -all, end: all };
}

function scroll(browser: Browser, page: Exclude<BrowserPage, { kind: 'scan' | 'list' }>, key: KeyName, size: ScreenSize): void {
  const { lines, rows } = textPage(browser, page, size);
  const steps = stepsOf(Math.max(1, rows - 1), lines.length);
  const top = Math.max(0, Math.min(lines.length - rows, page.top + (steps[key] ?? 0)));
  browser.page = { ...page, top };
}

function pressLetter(browser: Browser, letter: string, size: ScreenSize): void {
  const { page, list, store } = browser;
  if (letter === 'q') browser.leave();
  else if (page.kind === 'scan') return;
  else if (page.kind === 'list' && changesList(browser, letter)) list.arrange(store.rows, store.fresh);
  else if (Object.hasOwn(NAMED, letter)) pressNamed(browser, NAMED[letter] ?? 'down', size);
  else if (Object.hasOwn(LETTERS, letter)) LETTERS[letter]?.(browser);
}

/** Letters that stand for named keys. */
const NAMED: Readonly<Record<string, KeyName>> = { k: 'up', j: 'down', ' ': 'page-down' };

const LETTERS: Readonly<Record<string, (browser: Browser) => void>> = {
  '?': (browser) => showText(browser, 'help'),
  p: (browser) => showText(browser, 'problems'),
  d: (browser) => show(browser, 'detail'),
  e: (browser) => show(browser, 'evidence'),
  x: (browser) => show(browser, 'explain'),
  n: (browser) => goOn(browser, 1),
  b: (browser) => goOn(browser, -1),
  a: acceptChosen,
  o: openReport,
  i: openChosenPicture,
  w: writeReport,
  '/': (browser) => {
    browser.page = { kind: 'list' };
    searchFor(browser);
  },
};

function showText(browser: Browser, kind: 'help' | 'problems'): void {
  browser.page = { kind, top: 0, back: backOf(browser.page) };
}

function goOn(browser: Browser, step: 1 | -1): void {
  browser.list.move(step);
  if (browser.page.kind === 'finding') browser.page = { ...browser.page, top: 0 };
}

/** Whether a letter changed what the list shows. */
function changesList({ list }: Browser, letter: string): boolean {
  const severity = SEVERITIES[Number(letter) - 1];
  if (severity !== undefined) list.toggle(severity);
  else if (letter === '4') list.filter = { ...list.filter, reviewOnly: !list.filter.reviewOnly };
  else if (letter === 'f') {
    const { states } = list.filter;
    list.filter = { ...list.filter, states: states === 'open' ? 'settled' : states === 'settled' ? 'all' : 'open' };
  } else if (letter === 'g') list.regroup();
  else if (letter === 's') list.reorder();
  else return false;
  return true;
}

/** Help over help would hide where one came from. */
function backOf(page: BrowserPage): BrowserPage {
  return page.kind === 'help' || page.kind === 'problems' ? page.back : page;
}

function show(browser: Browser, page: FindingPage): void {
  if (browser.chosen !== undefined) browser.page = { kind: 'finding', page, top: 0 };
}

function turned(page: FindingPage, step: number): FindingPage {
  const { length } = FINDING_PAGES;
  return FINDING_PAGES[(FINDING_PAGES.indexOf(page) + step + length) % length] ?? page;
}
