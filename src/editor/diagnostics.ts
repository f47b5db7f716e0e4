import type { Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ConfigMistake } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import type { Rule, Severity } from '../model/rule.ts';
import type { Lang } from '../model/text.ts';
import { visible } from '../reporters/cells.ts';
import { shownMessage } from '../reporters/message.ts';
import type { FoundIn } from '../scan/check-text.ts';
import { rangeOfFinding, restOfLine } from './ranges.ts';

/*
 * Findings, problems and mistakes -> diagnostics of the protocol.
 */

/** Who says it. */
const SOURCE = 'preclear';

/** `DiagnosticSeverity` of the protocol, whose own table is code that is loaded later. */
const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = { error: 1, warning: 2, note: 3 };
const INFORMATION: DiagnosticSeverity = 3;

/** A finding where it stands. */
export function findingDiagnostic(
  { finding, listing }: FoundIn,
  rule: Rule | undefined,
  document: TextDocument,
  lang: Lang,
): Diagnostic {
  const [policy] = rule?.policy ?? [];
  return {
    range: rangeOfFinding(finding, listing, document),
    // What a person must decide stops nobody.
    severity: finding.review ? INFORMATION : SEVERITY[finding.severity],
    source: SOURCE,
    code: finding.rule,
    ...(policy === undefined ? {} : { codeDescription: { href: policy.url } }),
    message: shownMessage(finding, rule, lang),
    data: { fingerprint: finding.fingerprint },
  };
}

/** Something that could not be read. */
export function problemDiagnostic(problem: Problem, document: TextDocument, lang: Lang): Diagnostic {
  return {
    range: restOfLine(problem, document),
    severity: SEVERITY.warning,
    source: SOURCE,
    message: visible(problem.reason[lang]),
  };
}

/** A mistake in a configuration, a rule pack or the suppressions. */
export function mistakeDiagnostic(mistake: ConfigMistake, document: TextDocument, lang: Lang): Diagnostic {
  const message = (lang === 'zh' ? mistake.zh : undefined) ?? mistake.message;
  return { range: restOfLine(mistake, document), severity: SEVERITY.error, source: SOURCE, message: visible(message) };
}

/** What is to be said of the document as a whole, at its first line. */
export function wholeDiagnostic(message: string, document: TextDocument): Diagnostic {
  return { range: restOfLine({}, document), severity: SEVERITY.warning, source: SOURCE, message: visible(message) };
}
