import type { Bilingual } from '../model/text.ts';
import type { AuditActions, Browser } from './browser.ts';
import { pictureOf } from './finding-pages.ts';
import type { FindingRow } from './finding-row.ts';
import { speak } from './wording.ts';

/* What the browser does beyond showing: it asks what is missing, has it done, and tells what came of it. */

/** Asks for words and shows the findings that have them, while they are typed. */
export function searchFor(browser: Browser): void {
  const { list, store } = browser;
  const before = list.filter;
  const search = (text: string): void => {
    list.filter = { ...before, search: text };
    list.arrange(store.rows, store.fresh);
  };
  browser.ask({
    label: speak(browser.lang, 'search'),
    value: before.search,
    changed: search,
    answered: () => undefined,
    cancelled: () => search(''),
  });
}

/** Asks why a finding may stand and until when, and has that written down. */
export function acceptChosen(browser: Browser): void {
  const { chosen, actions, lang } = browser;
  if (chosen === undefined || actions === undefined) return;
  if (chosen.state !== 'open') {
    browser.tell(speak(lang, 'already'), 'error');
    return;
  }
  browser.ask({
    label: speak(lang, 'reason'),
    value: '',
    answered: (reason) => {
      if (reason === '') return both('noReason');
      askDay(browser, actions, chosen, reason);
      return undefined;
    },
    cancelled: () => browser.tell(speak(lang, 'kept'), 'dim'),
  });
}

function askDay(browser: Browser, actions: AuditActions, row: FindingRow, reason: string): void {
  browser.ask({
    label: speak(browser.lang, 'until'),
    value: actions.usualDay,
    answered: (until) => {
      const why = actions.dayFault(until);
      if (why !== undefined) {
        return {
          en: speak('en', 'badDay', { day: until, why: why.en }),
          zh: speak('zh', 'badDay', { day: until, why: why.zh }),
        };
      }
      browser.run(async () => {
        const { acceptance, told } = await actions.accept(row, { reason, until });
        browser.store.accept(row, acceptance);
        browser.list.arrange(browser.store.rows, browser.store.fresh);
        return told;
      });
      return undefined;
    },
    cancelled: () => browser.tell(speak(browser.lang, 'kept'), 'dim'),
  });
}

/** Opens the report of what is known now. */
export function openReport(browser: Browser): void {
  const { actions } = browser;
  if (actions !== undefined) browser.run(() => actions.openReport());
}

/** Opens the picture that the chosen finding is about. */
export function openChosenPicture(browser: Browser): void {
  const { chosen, actions, store, lang } = browser;
  if (chosen === undefined || actions === undefined) return;
  const { listing, findings } = store.outcome(chosen.outcome);
  const finding = findings[chosen.nth];
  const path = finding === undefined ? undefined : pictureOf(finding, listing);
  if (path === undefined) browser.tell(speak(lang, 'noPicture'), 'error');
  else browser.run(() => actions.openPicture(path));
}

/** Asks for a format and a file and writes a report. */
export function writeReport(browser: Browser): void {
  const { actions, lang } = browser;
  if (actions === undefined) return;
  const names = [...actions.formats.keys()];
  browser.ask({
    label: speak(lang, 'format'),
    value: 'html',
    choices: names,
    answered: (format) => {
      const usual = actions.formats.get(format);
      if (usual === undefined)
        return { en: speak('en', 'noFormat', { name: format }), zh: speak('zh', 'noFormat', { name: format }) };
      askFile(browser, actions, format, usual);
      return undefined;
    },
  });
}

function askFile(browser: Browser, actions: AuditActions, format: string, usual: string): void {
  browser.ask({
    label: speak(browser.lang, 'target'),
    value: usual,
    answered: (file) => {
      if (file === '') return both('target');
      browser.run(async () => {
        const told = await actions.write(format, file, false);
        if (told === undefined) askReplace(browser, actions, format, file);
        return told;
      });
      return undefined;
    },
  });
}

function askReplace(browser: Browser, actions: AuditActions, format: string, file: string): void {
  browser.ask({
    label: speak(browser.lang, 'exists', { file }),
    value: '',
    answered: (answer) => {
      if (/^(?:y|yes|是|好)$/i.test(answer)) browser.run(() => actions.write(format, file, true));
      else browser.tell(speak(browser.lang, 'kept'), 'dim');
      return undefined;
    },
  });
}

function both(phrase: 'noReason' | 'target'): Bilingual {
  return { en: speak('en', phrase), zh: speak('zh', phrase) };
}
