import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { AcceptedFinding, AuditActions } from '../../browse/browser.ts';
import type { FindingRow } from '../../browse/finding-row.ts';
import type { FindingStore } from '../../browse/finding-store.ts';
import { shorten } from '../../decisions/baseline.ts';
import { dayAfter } from '../../model/day.ts';
import { EnvironmentError, UsageError } from '../../model/errors.ts';
import { keyOf } from '../../model/listing.ts';
import type { ReportHead, ReportTail } from '../../model/report.ts';
import type { Bilingual, Lang } from '../../model/text.ts';
import type { ReportFormat } from '../../reporters/registry.ts';
import { FILE_NAMES, REPORT_FORMATS } from '../../reporters/registry.ts';
import { loadRulePacks } from '../../rulepacks/disk.ts';
import { usesBaseline } from '../../scan/decision-files.ts';
import { shownPath } from '../../scan/files.ts';
import { Recount } from '../../scan/recount.ts';
import type { ScanRequest } from '../../scan/request.ts';
import { dayFault, writeSuppression } from '../../scan/suppress-entry.ts';
import type { FormatTarget } from '../format-targets.ts';
import { openReports } from '../formats.ts';

/** A scan that is over. */
export interface AuditedScan {
  readonly request: ScanRequest;
  readonly store: FindingStore;
  readonly head: ReportHead;
  readonly tail: ReportTail;
  readonly lang: Lang;
  /** Who decides. */
  readonly by?: string;
}

/** Days that a decision is proposed to last: a season. */
const USUAL_DAYS = 90;

/** What the browser of findings has others do, done on the disk and the desktop. */
export function auditActions(scan: AuditedScan): AuditActions {
  const { asOf } = scan.request;
  return {
    usualDay: dayAfter(asOf, USUAL_DAYS),
    dayFault: (until) => dayFault(until, asOf),
    accept: (row, decision) => acceptFinding(scan, row, decision),
    openReport: async () => {
      const path = reportPath(scan.request);
      await writeReport(scan, { format: 'html', file: path });
      return openOnDesktop(path);
    },
    openPicture: openOnDesktop,
    async write(format, file, replace) {
      const path = resolve(file);
      if (!replace && existsSync(path)) return undefined;
      const target = REPORT_FORMATS.find((known) => known === format) ?? 'html';
      await writeReport(scan, { format: target, file: path });
      const shown = shownPath(path);
      return { en: `Written: ${shown}`, zh: `已写入 ${shown}` };
    },
    formats: new Map(REPORT_FORMATS.map((format) => [format, FILE_NAMES[format]])),
  };
}

async function acceptFinding(
  { request, store, by }: AuditedScan,
  row: FindingRow,
  { reason, until }: { readonly reason: string; readonly until: string },
): Promise<AcceptedFinding> {
  const folder = store.folderOf(row);
  const { listing, findings } = store.outcome(row.outcome);
  const finding = findings[row.nth];
  if (finding === undefined) throw new RangeError('a row without its finding');
  if (folder === undefined) throw new UsageError(NO_CONFIG);
  const { fingerprint, rule, marketplace, field, match } = finding;
  const who = by === undefined ? {} : { by };
  const what = { fingerprint, rule, listing: keyOf(listing), marketplace, field };
  const packs = await loadRulePacks(request.rulesPaths);
  const rules = packs.flatMap((pack) => pack.rules.map(({ id }) => id));
  const values = { ...what, ...(match === '' ? {} : { match: shorten(match) }), reason, until, ...who };
  const { file } = await writeSuppression(folder, values, { rules, asOf: request.asOf });
  const told = { en: `Accepted until ${until}: ${file}`, zh: `已放行至 ${until}，写入 ${file}` };
  return { acceptance: { reason, until, ...who }, told };
}

/** Writes a report of what is known now, with what was accepted since the scan. */
async function writeReport(
  { request, store, head, tail, lang }: AuditedScan,
  target: FormatTarget<ReportFormat>,
): Promise<void> {
  const { failOn, failOnReview } = request;
  const baseline = usesBaseline(request);
  const reports = await openReports([target], { lang, verbose: false, all: true, hold: false, failOn, failOnReview, baseline });
  const recount = new Recount();
  await reports.begin(head);
  for (let nth = 0; nth < store.size; nth++) {
    const outcome = store.outcome(nth);
    recount.add(outcome);
    await reports.listing(outcome);
  }
  await reports.end(recount.tail(tail, request));
}

/** Where the report that is opened lies: in the folder that version control leaves out, else in one of its own. */
function reportPath({ config }: ScanRequest): string {
  const path =
    config === undefined
      ? join(mkdtempSync(join(tmpdir(), 'preclear-report-')), FILE_NAMES.html)
      : join(config.folder, '.preclear', 'cache', 'audit.html');
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

async function openOnDesktop(path: string): Promise<Bilingual> {
  try {
    const { default: open } = await import('open');
    await open(path);
  } catch (cause) {
    throw new EnvironmentError(
      { en: `Nothing here can open it; it lies in ${path}.`, zh: `当前环境无法打开，文件位于 ${path}。` },
      { cause },
    );
  }
  return { en: `Opened: ${path}`, zh: `已打开 ${path}` };
}

const NO_CONFIG: Bilingual = {
  en: 'Suppressions stand beside the configuration, and there is none: run preclear init first.',
  zh: '放行记录放在配置文件旁，但没有找到配置文件。请先运行 preclear init。',
};
