import type { Reporter } from '../model/report.ts';
import type { ReporterOptions } from './options.ts';

/** Makes a reporter; its code is loaded only now, because a run needs one of them. */
export type ReporterFactory = (options: ReporterOptions) => Promise<Reporter>;

/** The formats of `--format`. */
export const REPORT_FORMATS = ['pretty', 'json'] as const;
/** A format of `--format`. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Every report format by name. */
export const REPORTERS: Readonly<Record<ReportFormat, ReporterFactory>> = {
  pretty: async (options) => (await import('./pretty.ts')).createPretty(options),
  json: async (options) => (await import('./json.ts')).createJson(options),
};
