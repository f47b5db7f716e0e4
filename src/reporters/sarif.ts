import type { Finding } from '../model/finding.ts';
import type { Problem } from '../model/problem.ts';
import type { Reporter, ReportHead, ReportTail } from '../model/report.ts';
import type { Lang } from '../model/text.ts';
import { isOpen } from './finding-state.ts';
import { jsonText } from './json-text.ts';
import { shownFix, shownMessage } from './message.ts';
import type { ReporterOptions } from './options.ts';
import { uriFrom } from './report-path.ts';
import { Artifacts } from './sarif-artifacts.ts';
import { type Placed, sarifAttachments, sarifLocation } from './sarif-place.ts';
import { sarifLanguage, sarifTool } from './sarif-rules.ts';
import { label } from './wording.ts';

/*
 * SARIF 2.1.0 in full, for programs that keep and compare results: everything that was found, also what is accepted or known.
 * One result a line, in the order of the report; what is only known at the end (files, problems) follows the results.
 */

/** The schema that a SARIF log names as its own. */
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Makes the reporter behind `--format sarif`. */
export function createSarif(options: ReporterOptions): Reporter {
  const artifacts = new Artifacts(options);
  let rules: ReportHead['rules'] = new Map();
  let numbers: ReadonlyMap<string, number> = new Map();
  let separator = '';
  return {
    begin(head) {
      rules = head.rules;
      numbers = new Map([...rules.keys()].map((id, at) => [id, at]));
      return sarifBegin(sarifTool(head, options.lang), options.lang);
    },
    listing: ({ listing, findings }) =>
      findings
        .map((finding) => {
          const index = numbers.get(finding.rule);
          const result = resultOf({ finding, listing }, { rules, index, artifacts, options });
          const line = `${separator}\n${jsonText(result)}`;
          separator = ',';
          return line;
        })
        .join(''),
    end: (tail) => sarifEnd(tail, { artifacts, options }),
  };
}

/** A run up to its results. */
export function sarifBegin(tool: object, lang: Lang): string {
  const run = jsonText({
    tool,
    language: sarifLanguage(lang),
    columnKind: 'utf16CodeUnits',
    automationDetails: { id: 'preclear/' },
  });
  return `{"$schema":"${SCHEMA}","version":"2.1.0","runs":[\n${run.slice(0, -1)},\n"results":[`;
}

/** What the end of a run is made with. */
export interface SarifEnd {
  readonly artifacts: Artifacts;
  readonly options: ReporterOptions;
  /** Further things that the reader of the log should know. */
  readonly notifications?: readonly object[];
}

/** A run behind its results. */
export function sarifEnd(tail: ReportTail, { artifacts, options, notifications = [] }: SarifEnd): string {
  const { lang } = options;
  const invocation = {
    executionSuccessful: tail.verdict.exit !== 2,
    exitCode: tail.verdict.exit,
    exitCodeDescription: tail.verdict.why[lang],
    toolExecutionNotifications: [
      ...notifications,
      ...tail.notices.map((notice) => notificationOf({ ...notice, reason: notice.text }, 'note', { artifacts, options })),
      ...tail.problems.map((problem) => notificationOf(problem, 'warning', { artifacts, options })),
    ],
  };
  const { listings, files, images, suppressed, baselined, leftOut } = tail;
  const rest = jsonText({
    artifacts: artifacts.all(),
    invocations: [invocation],
    properties: { listings, files, images, suppressed, baselined, leftOut },
  });
  return `\n],\n${rest.slice(1)}\n]}\n`;
}

function notificationOf(
  { file, line, column, reason }: Problem,
  level: 'warning' | 'note',
  { artifacts, options }: Pick<SarifEnd, 'artifacts' | 'options'>,
): object {
  // Where a decision stands is no file that was analysed.
  const artifactLocation = level === 'note' ? { uri: uriFrom(file, options) } : artifacts.file(file);
  const region =
    line === undefined ? {} : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } };
  return {
    level,
    message: { text: reason[options.lang] },
    locations: [{ physicalLocation: { artifactLocation, ...region } }],
  };
}

interface Context {
  readonly rules: ReportHead['rules'];
  /** Number of the rule in the tool. */
  readonly index: number | undefined;
  readonly artifacts: Artifacts;
  readonly options: ReporterOptions;
}

function resultOf(placed: Placed, { rules, index, artifacts, options }: Context): object {
  const { finding } = placed;
  const { lang } = options;
  const attachments = sarifAttachments(placed, options);
  return {
    ruleId: finding.rule,
    ...(index === undefined ? {} : { ruleIndex: index }),
    kind: finding.review ? 'review' : 'fail',
    // What a person decides has no level of its own; its severity is among the properties.
    level: finding.review ? 'none' : finding.severity,
    message: { text: sarifText(finding, rules, lang) },
    locations: [sarifLocation(placed, artifacts)],
    ...(attachments.length === 0 ? {} : { attachments }),
    partialFingerprints: { 'preclearFinding/v1': finding.fingerprint },
    suppressions: suppressionsOf(finding, options),
    ...(options.baseline === true ? { baselineState: finding.state === 'baselined' ? 'unchanged' : 'new' } : {}),
    properties: propertiesOf(finding),
  };
}

/** What a result says: the message of every report, and the fix. */
export function sarifText(finding: Finding, rules: ReportHead['rules'], lang: Lang): string {
  const rule = rules.get(finding.rule);
  const fix = shownFix(finding, rule, lang);
  const text = shownMessage(finding, rule, lang) + (fix === '' ? '' : `\n${label(lang, 'fix')}${fix}`);
  // `[text](target)` in a message is a link; none of a listing's making may be one.
  return text.replaceAll('](', '] (');
}

/** What a program may want to sort by. */
export function propertiesOf(finding: Finding): object {
  const { severity, confidence, listing, marketplace, record, field, index, state, prevention, evidence } = finding;
  return {
    ...(finding.review ? { tags: ['needs-review'] } : {}),
    severity,
    confidence: Math.round(confidence * 1000) / 1000,
    listing,
    marketplace,
    record,
    field,
    index,
    state: isOpen(finding) ? 'open' : state === 'baselined' ? 'baselined' : 'suppressed',
    evidence: evidence.kind,
    prevention,
  };
}

/** In a run either every result has suppressions or none has, so an open finding has an empty list. */
function suppressionsOf({ state, file }: Finding, options: ReporterOptions): object[] {
  if (typeof state === 'string') return [];
  const { reason, until, by, at } = state.suppressed;
  const place =
    at === undefined
      ? {}
      : {
          location: {
            physicalLocation: { artifactLocation: { uri: uriFrom(at.file, options) }, region: { startLine: at.line } },
          },
        };
  return [
    {
      kind: at?.file === file ? 'inSource' : 'external',
      status: 'accepted',
      justification: reason,
      ...place,
      properties: { until, ...(by === undefined ? {} : { by }) },
    },
  ];
}
