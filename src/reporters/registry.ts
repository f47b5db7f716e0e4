import type { Reporter } from '../model/report.ts';
import type { ReporterOptions } from './options.ts';

/** Makes a reporter; its code is loaded only now, because a run needs one of them. */
export type ReporterFactory = (options: ReporterOptions) => Promise<Reporter>;

/** The formats of `--format`. */
export const REPORT_FORMATS = [
  'pretty',
  'json',
  'sarif',
  'sarif-github',
  'junit',
  'github',
  'markdown',
  'html',
  'csv',
] as const;
/** A format of `--format`. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Every report format by name. */
export const REPORTERS: Readonly<Record<ReportFormat, ReporterFactory>> = {
  pretty: async (options) => (await import('./pretty.ts')).createPretty(options),
  json: async (options) => (await import('./json.ts')).createJson(options),
  sarif: async (options) => (await import('./sarif.ts')).createSarif(options),
  'sarif-github': async (options) => (await import('./sarif-github.ts')).createSarifGithub(options),
  junit: async (options) => (await import('./junit.ts')).createJunit(options),
  github: async (options) => (await import('./github.ts')).createGithub(options),
  markdown: async (options) => (await import('./markdown.ts')).createMarkdown(options),
  html: async (options) => (await import('./report-html.ts')).createHtml(options),
  csv: async (options) => (await import('./csv.ts')).createCsv(options),
};

/** What a report file of a format is usually called. */
export const FILE_NAMES: Readonly<Record<ReportFormat, string>> = {
  pretty: 'report.txt',
  json: 'report.json',
  sarif: 'preclear.sarif',
  'sarif-github': 'preclear.sarif',
  junit: 'junit.xml',
  github: 'annotations.txt',
  markdown: 'report.md',
  html: 'report.html',
  csv: 'report.csv',
};
