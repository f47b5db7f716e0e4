import type { Reporter, ReportHead } from '../model/report.ts';
import type { Lang } from '../model/text.ts';
import { clip } from './cells.ts';
import { tell } from './ci-wording.ts';
import { findingRegion, isInWorkbook, type Region } from './finding-place.ts';
import { isOpen } from './finding-state.ts';
import { jsonText } from './json-text.ts';
import type { ReporterOptions } from './options.ts';
import { uriFrom } from './report-path.ts';
import { propertiesOf, sarifBegin, sarifEnd, sarifText } from './sarif.ts';
import { Artifacts } from './sarif-artifacts.ts';
import { type Placed, pictureOf, pictureUri } from './sarif-place.ts';
import { alertLevel, sarifTool } from './sarif-rules.ts';
import { Worst } from './worst.ts';

/*
 * SARIF as GitHub code scanning reads it: it knows neither suppressions nor kinds nor nested files, looks only at the first location,
 * refuses one without all four numbers, and takes the first line of a feed for the identity of everything on it unless it is told another.
 */

/** Alerts that code scanning keeps of an analysis; one place is for the sentence that there were more. */
const MOST = 5000;
const CUT_RULE = 'preclear/not-uploaded';

/** Makes the reporter behind `--format sarif-github`. @param most alerts that are written at most. */
export function createSarifGithub(options: ReporterOptions, most: number = MOST): Reporter {
  const { lang } = options;
  const worst = new Worst<string>(most - 1);
  let rules: ReportHead['rules'] = new Map();
  let first: string | undefined;
  return {
    begin(head) {
      rules = head.rules;
      return sarifBegin(sarifTool(head, lang, [cutRule(lang)]), lang);
    },
    listing({ listing, findings }) {
      for (const finding of findings.filter(isOpen)) {
        first ??= finding.file;
        worst.add(finding, () => jsonText(resultOf({ finding, listing }, rules, options)));
      }
      return '';
    },
    end(tail) {
      const results = worst.inOrder();
      const notifications: object[] = [];
      if (worst.dropped > 0 && first !== undefined) {
        const message = { text: tell(lang, 'cutMessage', { count: worst.dropped }) };
        results.push(jsonText(cutResult(first, message, options)));
        notifications.push({ level: 'warning', message });
      }
      const lines = results.map((result, at) => `${at === 0 ? '' : ','}\n${result}`);
      return lines.join('') + sarifEnd(tail, { artifacts: new Artifacts(options), options, notifications });
    },
  };
}

function resultOf(placed: Placed, rules: ReportHead['rules'], options: ReporterOptions): object {
  const { finding } = placed;
  return {
    ruleId: finding.rule,
    level: alertLevel(finding),
    message: { text: messageOf(placed, rules, options.lang) },
    locations: [
      { physicalLocation: { artifactLocation: { uri: uriFrom(finding.file, options) }, region: fullRegion(placed) } },
    ],
    ...related(placed, options),
    partialFingerprints: { primaryLocationLineHash: `${finding.fingerprint}:1` },
    properties: propertiesOf(finding),
  };
}

/** A workbook has no lines to point at, so the sentence names the cell. */
function messageOf({ finding, listing }: Placed, rules: ReportHead['rules'], lang: Lang): string {
  const text = sarifText(finding, rules, lang);
  if (finding.cell === undefined || !isInWorkbook(finding, listing)) return text;
  return tell(lang, 'inCell', { cell: clip(finding.cell, 100), message: text });
}

/** All four numbers, and never nothing: an alert without them is refused. */
function fullRegion({ finding, listing }: Placed): Region {
  if (isInWorkbook(finding, listing)) return { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
  const region = findingRegion(finding, listing);
  const empty = region.startLine === region.endLine && region.startColumn >= region.endColumn;
  return empty ? { ...region, endColumn: region.startColumn + 1 } : region;
}

/** The file of the picture that the finding is about; the alert itself stands where the listing names it. */
function related(placed: Placed, options: ReporterOptions): object {
  const image = pictureOf(placed);
  const uri = image?.file === undefined ? undefined : pictureUri(image, options);
  if (uri === undefined) return {};
  const message = { text: tell(options.lang, 'pictureFile') };
  return { relatedLocations: [{ id: 1, message, physicalLocation: { artifactLocation: { uri } } }] };
}

function cutRule(lang: Lang): object {
  const text = tell(lang, 'cutHelp');
  return {
    id: CUT_RULE,
    name: 'NotUploaded',
    shortDescription: { text: tell(lang, 'cutTitle') },
    fullDescription: { text },
    help: { text },
    defaultConfiguration: { level: 'note' },
    properties: { tags: ['preclear'], precision: 'very-high', 'problem.severity': 'recommendation' },
  };
}

function cutResult(file: string, message: object, options: ReporterOptions): object {
  const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
  return {
    ruleId: CUT_RULE,
    level: 'note',
    message,
    locations: [{ physicalLocation: { artifactLocation: { uri: uriFrom(file, options) }, region } }],
    partialFingerprints: { primaryLocationLineHash: 'notuploaded:1' },
  };
}
