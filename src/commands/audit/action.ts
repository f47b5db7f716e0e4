import process from 'node:process';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Browser } from '../../browse/browser.ts';
import { FindingStore } from '../../browse/finding-store.ts';
import type { Progress } from '../../model/progress.ts';
import type { ReportHead, ReportTail } from '../../model/report.ts';
import type { Bilingual, Lang } from '../../model/text.ts';
import type { ScanRequest, ScanSink } from '../../scan/request.ts';
import { runScan } from '../../scan/scan.ts';
import type { AuditFlags } from '../audit.ts';
import { endWith } from '../exit.ts';
import { pickLang } from '../lang.ts';
import { streamOutput } from '../output.ts';
import type { ScanRecording } from '../scan/record.ts';
import { makeRequest } from '../scan/request.ts';
import { terminalLook } from '../terminal.ts';
import { openShelf } from './shelf.ts';
import { auditActions } from './work.ts';

/** A scan gives way to keys and drawing so often. */
const YIELD_MS = 60;
/** While one big picture or file keeps the scan busy, the clock goes on. */
const TICK_MS = 1000;

/** Scans, shows the findings in the terminal until somebody leaves, and ends with the exit code of the scan. */
export async function audit(paths: readonly string[], flags: AuditFlags): Promise<void> {
  if (!canBrowse(flags)) {
    await tellOnStderr(PLAIN[pickLang(flags.lang)]);
    const { scan } = await import('../scan/action.ts');
    await scan(paths, flags);
    return;
  }
  const request = await makeRequest(paths, flags);
  const lang = pickLang(flags.lang, request.config?.values.lang);
  const notes: Bilingual[] = [];
  const recording = await openRecording(request, flags);
  const tail = await browse({ request, lang, recording, notes, by: flags.by }).catch(async (fault: unknown) => {
    await recording?.abandon();
    throw fault;
  });
  for (const note of notes) await tellOnStderr(note[lang]);
  if (tail === undefined) {
    await recording?.abandon();
    // Somebody stopped the scan: the program ends as a scan does that is stopped.
    process.kill(process.pid, 'SIGINT');
    return;
  }
  const recorded = (await recording?.end(tail, lang)) ?? true;
  await tellOnStderr(tail.verdict.why[lang]);
  endWith(recorded || flags.record !== true ? tail.verdict.exit : 2);
}

/** What keeps the scan in the history, where that is asked; its code is loaded only then. */
async function openRecording(request: ScanRequest, flags: AuditFlags): Promise<ScanRecording | undefined> {
  if (!(flags.record ?? request.config?.values.history?.record ?? false)) return undefined;
  return (await import('../scan/record.ts')).openRecording(request, flags);
}

/** Keys come from a terminal, and go through one. */
function canBrowse({ stdinFilePath }: AuditFlags): boolean {
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) return false;
  return stdinFilePath === undefined && process.env.TERM !== 'dumb';
}

/** What is scanned and browsed. */
interface Session {
  readonly request: ScanRequest;
  readonly lang: Lang;
  readonly recording: ScanRecording | undefined;
  /** Takes what is to be told when the terminal is given back. */
  readonly notes: Bilingual[];
  readonly by: string | undefined;
}

/** Shows the scan and its findings; gives what was known at its end, or nothing when somebody left before. */
async function browse(session: Session): Promise<ReportTail | undefined> {
  const { lang, notes } = session;
  const shelf = openShelf();
  const store = new FindingStore(shelf);
  const browser = new Browser(store, lang);
  // The development build of React keeps a record of every render.
  process.env.NODE_ENV ??= 'production';
  const { mountAudit } = await import('../../tui/mount-audit.tsx');
  const { color } = terminalLook();
  const unmount = mountAudit(browser, { stdin: process.stdin, stdout: process.stdout, lang, color });
  const live = watchScan(browser, notes);
  try {
    const scanning = scanInto(session, browser, live);
    const how = await Promise.race([browser.left, scanning.then(() => browser.left)]);
    if (how === 'finished') return browser.tail;
    live.stopped = true;
    await scanning.catch(() => {});
    return undefined;
  } finally {
    live.end();
    unmount();
    shelf.close();
  }
}

async function scanInto({ request, recording, by }: Session, browser: Browser, live: LiveScan): Promise<void> {
  const { store, lang } = browser;
  const tail = await runScan(request, recording?.around(live.sink) ?? live.sink);
  live.end();
  const { head } = live;
  if (head === undefined) throw new TypeError('a scan that never began');
  browser.rules = head.rules;
  const who = by === undefined ? {} : { by };
  browser.finish(tail, auditActions({ request, store, head, tail, lang, ...who }));
}

/** A scan that is being watched. */
interface LiveScan {
  readonly sink: ScanSink;
  /** The scan ends at its next step. */
  stopped: boolean;
  head: ReportHead | undefined;
  end(): void;
}

function watchScan(browser: Browser, notes: Bilingual[]): LiveScan {
  const startedAt = performance.now();
  let yieldedAt = startedAt;
  let latest: Progress | undefined;
  const show = (): void => {
    if (latest !== undefined) browser.advance(latest, performance.now() - startedAt);
  };
  const tick = setInterval(show, TICK_MS);
  const giveWay = async (): Promise<void> => {
    if (live.stopped) throw new Error('the scan was stopped');
    const now = performance.now();
    if (now - yieldedAt < YIELD_MS) return;
    show();
    await nextTurn();
    yieldedAt = performance.now();
  };
  const live: LiveScan = {
    stopped: false,
    head: undefined,
    end: () => clearInterval(tick),
    sink: {
      begin(head) {
        live.head = head;
      },
      async listing(outcome, { config }) {
        browser.store.add(outcome, config?.folder);
        await giveWay();
      },
      async progress(progress) {
        latest = progress;
        await giveWay();
      },
      note(note) {
        notes.push(note);
      },
    },
  };
  return live;
}

async function tellOnStderr(text: string): Promise<void> {
  await streamOutput(process.stderr).write(`${text}\n`);
}

const PLAIN: Bilingual = {
  en: 'Standard input and output are not both a terminal: the report is printed as preclear scan prints it.',
  zh: '标准输入或输出不是终端，无法交互浏览；以下按 preclear scan 的方式输出报告。',
};
