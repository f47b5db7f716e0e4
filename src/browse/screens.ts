import { SEVERITIES, type Severity } from '../model/rule.ts';
import type { Lang } from '../model/text.ts';
import { clip, widthOf } from '../reporters/cells.ts';
import { countOf, SEVERITY_NAMES } from '../reporters/wording.ts';
import type { Piece, Screen, ScreenLine, ScreenSize } from '../tui/screen.ts';
import type { Browser, BrowserPage } from './browser.ts';
import { FINDING_PAGES, pageLines } from './finding-pages.ts';
import { bodyRows, type Frame, layOut } from './frame.ts';
import { cutLine, piece, textLines } from './lines.ts';
import { listLine } from './list-lines.ts';
import { FINDING_KEYS, HELP_LINES, LIST_KEYS, speak, TEXT_KEYS } from './wording.ts';

/** Draws what the browser shows. */
export function drawBrowser(browser: Browser, size: ScreenSize): Screen {
  const { page } = browser;
  if (page.kind === 'scan') return drawScan(browser, size);
  return page.kind === 'list' ? drawList(browser, size) : drawText(browser, page, size);
}

/** Lines that the progress block takes. */
const PROGRESS_ROWS = 3;

function drawScan({ progress, store, lang }: Browser, { columns, rows }: ScreenSize): Screen {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { severity, state } of store.rows) if (state === 'open') counts[severity]++;
  const head: ScreenLine = [piece(speak(lang, 'soFar', { what: countsText(counts, lang) }), columns, 'bold')];
  const foot: ScreenLine = [piece(speak(lang, 'scanning'), columns, 'dim')];
  const room = Math.max(0, rows - (progress === undefined ? 0 : PROGRESS_ROWS) - 3);
  const newest = store.rows
    .slice(store.rows.length - Math.min(room, store.rows.length))
    .map((row) => listLine(0, row, false, { lang, width: columns, grouping: 'none' }));
  // As high from the first drawing to the last: what is drawn over another height leaves pieces of it.
  const blank: ScreenLine[] = Array.from({ length: room - newest.length }, () => []);
  const lines = [head, [], ...newest, ...blank, foot].map((line) => cutLine(line, columns));
  return { lines, ...(progress === undefined ? {} : { progress }) };
}

function drawList(browser: Browser, size: ScreenSize): Screen {
  const { list, lang, store } = browser;
  const frame: Omit<Frame, 'body'> = {
    head: [headLine(browser, size.columns), filterLine(browser, size.columns)],
    notices: notices(browser, size.columns),
    keys: LIST_KEYS,
    lang,
  };
  const rows = bodyRows(frame, size);
  list.reveal(rows);
  const look = { lang, width: size.columns, grouping: list.grouping };
  const body = list.entries.slice(list.top, list.top + rows).map((entry, nth) => {
    const row = typeof entry === 'number' ? store.rows[entry] : undefined;
    return listLine(entry, row, list.top + nth === list.at, look);
  });
  const empty = textLines(speak(lang, store.rows.length === 0 ? 'nothing' : 'nothingShown'), size.columns, 'bold');
  return layOut({ ...frame, body: body.length === 0 ? empty : body }, size);
}

/** How many findings there are, by severity and state. */
function headLine({ store, tail, lang }: Browser, width: number): ScreenLine {
  const counts = { error: 0, warning: 0, note: 0 };
  let review = 0;
  let settled = 0;
  for (const row of store.rows) {
    if (row.state !== 'open') settled++;
    else if (row.review) review++;
    else counts[row.severity]++;
  }
  const problems = tail?.problems.length ?? 0;
  const parts = [
    countsText(counts, lang),
    ...(review === 0 ? [] : [speak(lang, 'review', { count: review })]),
    ...(settled === 0 ? [] : [speak(lang, 'settled', { count: settled })]),
    ...(problems === 0 ? [] : [speak(lang, 'problems', { count: problems })]),
  ];
  return [piece(`preclear audit · ${parts.join(' · ')}`, width, 'bold')];
}

/** `3 errors, 1 warning, 0 notes`. */
function countsText(counts: Readonly<Record<Severity, number>>, lang: Lang): string {
  return SEVERITIES.map((severity) => countOf(lang, counts[severity], severity)).join(lang === 'zh' ? '，' : ', ');
}

/** What the list shows and how. */
function filterLine({ list, store, lang }: Browser, width: number): ScreenLine {
  const { states, severities, reviewOnly, search } = list.filter;
  const comma = lang === 'zh' ? '、' : ', ';
  const only = SEVERITIES.filter((severity) => severities.has(severity)).map((severity) => SEVERITY_NAMES[severity][lang]);
  const parts = [
    ...(search === '' ? [] : [speak(lang, 'searched', { text: search })]),
    speak(lang, states === 'settled' ? 'settledStates' : states),
    ...(only.length === SEVERITIES.length ? [] : [speak(lang, 'only', { names: only.join(comma) })]),
    ...(reviewOnly ? [speak(lang, 'reviewOnly')] : []),
    speak(lang, 'shown', { shown: list.shown, all: store.rows.length }),
    ...(list.grouping === 'none' ? [] : [speak(lang, 'grouped', { name: speak(lang, list.grouping) })]),
    speak(lang, 'ordered', { name: speak(lang, list.order) }),
  ];
  return [piece(parts.join(' · '), width, 'dim')];
}

type TextPage = Exclude<BrowserPage, { kind: 'scan' | 'list' }>;

/** A page of text: all of its lines, and how many of them the screen shows. */
export function textPage(
  browser: Browser,
  page: TextPage,
  size: ScreenSize,
): { readonly lines: readonly ScreenLine[]; readonly rows: number } {
  return { lines: linesOf(browser, page, size.columns), rows: bodyRows(textFrame(browser, page, size), size) };
}

function drawText(browser: Browser, page: TextPage, size: ScreenSize): Screen {
  const { lines, rows } = textPage(browser, page, size);
  // After a resize there may be less to scroll than before.
  const top = Math.max(0, Math.min(page.top, lines.length - rows));
  return layOut({ ...textFrame(browser, page, size), body: lines.slice(top, top + rows) }, size);
}

function textFrame(browser: Browser, page: TextPage, { columns }: ScreenSize): Omit<Frame, 'body'> {
  const head = page.kind === 'finding' ? tabs(browser, page.page, columns) : [piece(titleOf(browser, page), columns, 'bold')];
  const keys = page.kind === 'finding' ? FINDING_KEYS : TEXT_KEYS;
  return { head: [head], notices: notices(browser, columns), keys, lang: browser.lang };
}

function titleOf({ lang }: Browser, { kind }: TextPage): string {
  return speak(lang, kind === 'help' ? 'help' : 'problemsPage');
}

/** The three pages, the one that is shown marked, and which finding of how many it is. */
function tabs({ list, lang }: Browser, shown: string, width: number): ScreenLine {
  const all = list.shown;
  const before = list.entries.slice(0, list.at + 1).reduce<number>((sum, one) => sum + (typeof one === 'number' ? 1 : 0), 0);
  const line: Piece[] = [];
  let used = 0;
  for (const page of FINDING_PAGES) {
    const text = ` ${speak(lang, page)} `;
    line.push({ text, look: page === shown ? 'chosen' : 'dim' });
    used += widthOf(text);
  }
  const where = `  ${speak(lang, 'position', { at: before, all })}`;
  return [...line, { text: clip(where, Math.max(1, width - used)), look: 'plain' }];
}

function linesOf(browser: Browser, page: TextPage, width: number): ScreenLine[] {
  const { lang, tail } = browser;
  if (page.kind === 'finding') return findingLines(browser, page.page, width);
  if (page.kind === 'help') {
    return HELP_LINES.flatMap(({ keys, does }) => [[piece(keys, width, 'bold')], ...textLines(does[lang], width, 'plain', 4)]);
  }
  const problems = tail?.problems ?? [];
  if (problems.length === 0) return textLines('–', width);
  return problems.flatMap(({ file, line, column, record, reason }) => {
    const place = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
    const where = record === undefined ? place : `${place} #${record}`;
    return [...textLines(where, width, 'bold'), ...textLines(reason[lang], width, 'plain', 2)];
  });
}

function findingLines(
  { chosen, store, rules, lang }: Browser,
  page: (typeof FINDING_PAGES)[number],
  width: number,
): ScreenLine[] {
  if (chosen === undefined) return textLines(speak(lang, 'nothingShown'), width);
  const { listing, findings } = store.outcome(chosen.outcome);
  const finding = findings[chosen.nth];
  return finding === undefined ? [] : pageLines(page, { finding, listing, rules, lang, width });
}

function notices({ prompt, message, lang }: Browser, width: number): ScreenLine[] {
  if (prompt !== undefined) {
    const hint = prompt.question.choices?.join(' ') ?? speak(lang, 'enterKeeps');
    return [...prompt.lines(lang, width), [piece(hint, width, 'dim')]];
  }
  return message === undefined ? [] : textLines(message.text, width, message.look).slice(0, 3);
}
