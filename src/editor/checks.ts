import type { Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { EnvironmentError, RulePackError, UsageError } from '../model/errors.ts';
import type { Rule } from '../model/rule.ts';
import type { Lang } from '../model/text.ts';
import { checkText, type FoundIn, isListingFile } from '../scan/check-text.ts';
import type { Checker } from '../scan/checker.ts';
import type { Workspace } from '../scan/workspace.ts';
import { findingDiagnostic, mistakeDiagnostic, problemDiagnostic, wholeDiagnostic } from './diagnostics.ts';
import { mistakesInOwnFile, ownFile } from './own-files.ts';
import { WORDS } from './wording.ts';

/*
 * One version of a document -> what is known about it.
 */

/** Longest text that is checked while it is edited, in UTF-16 code units: some thousand listings. */
const MAX_TEXT = 2_000_000;

/** A finding, and the diagnostic that shows it. */
export interface ShownFinding extends FoundIn {
  readonly diagnostic: Diagnostic;
  readonly rule: Rule | undefined;
}

/** What is known about one version of a document. */
export interface DocumentOutcome {
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly findings: readonly ShownFinding[];
  /** Absent for what is no listing file, or could not be checked. */
  readonly checker?: Checker;
}

/** What a check needs to know. */
export interface CheckContext {
  readonly workspace: Workspace;
  readonly lang: Lang;
  /** Takes a fault of preclear itself. */
  log(error: unknown): void;
}

/** Checks a version of a document; undefined when it was given up. Never throws. @param path absolute. */
export async function checkDocument(
  document: TextDocument,
  path: string,
  context: CheckContext,
  signal: AbortSignal,
): Promise<DocumentOutcome | undefined> {
  const { lang, workspace } = context;
  const only = (diagnostics: readonly Diagnostic[]): DocumentOutcome => ({
    version: document.version,
    diagnostics,
    findings: [],
  });
  try {
    const text = document.getText();
    const own = ownFile(path, text.slice(0, MAX_TEXT));
    if (own !== undefined) {
      const mistakes = await mistakesInOwnFile(own, path, text, workspace);
      return only(mistakes.map((mistake) => mistakeDiagnostic(mistake, document, lang)));
    }
    const checker = await workspace.checkerFor(path);
    if (!isListingFile(checker, path)) return only([]);
    if (text.length > MAX_TEXT) return only([wholeDiagnostic(WORDS.tooLarge[lang], document)]);
    return await checkListings(document, path, checker, { lang, signal });
  } catch (error) {
    return only([wholeDiagnostic(faultOf(error, context), document)]);
  }
}

async function checkListings(
  document: TextDocument,
  path: string,
  checker: Checker,
  { lang, signal }: { readonly lang: Lang; readonly signal: AbortSignal },
): Promise<DocumentOutcome | undefined> {
  const outcome = await checkText(checker, path, document.getText(), signal);
  if (outcome === undefined) return undefined;
  const rules = new Map(checker.rules.map((rule) => [rule.id, rule]));
  const findings = outcome.found.map((found) => {
    const rule = rules.get(found.finding.rule);
    return { ...found, rule, diagnostic: findingDiagnostic(found, rule, document, lang) };
  });
  const problems = outcome.problems.map((problem) => problemDiagnostic(problem, document, lang));
  const cut = outcome.cut ? [wholeDiagnostic(WORDS.cut[lang], document)] : [];
  const diagnostics = [...cut, ...problems, ...findings.map(({ diagnostic }) => diagnostic)];
  return { version: document.version, diagnostics, findings, checker };
}

/** Why a document was not checked, in words. */
function faultOf(error: unknown, { lang, log }: CheckContext): string {
  if (error instanceof RulePackError) {
    const [first] = error.mistakes;
    return `${WORDS.unchecked[lang]}${first === undefined ? '' : `${first.file}:${first.line}:${first.column} ${(lang === 'zh' ? first.zh : undefined) ?? first.message}`}`;
  }
  if (error instanceof UsageError || error instanceof EnvironmentError) {
    return `${WORDS.unchecked[lang]}${lang === 'zh' ? error.zh : error.message}`;
  }
  log(error);
  return WORDS.failed[lang];
}
