import type { CodeAction, Diagnostic, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Replacement } from '../model/finding.ts';
import { type Lang, render } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import type { FoundIn } from '../scan/check-text.ts';
import { textOptions } from '../scan/check-text.ts';
import type { Checker } from '../scan/checker.ts';
import { fixFile } from '../scan/fix-file.ts';
import type { EditedField } from '../scan/fix-plan.ts';
import { applyEdits } from '../text/edits.ts';
import { WORDS } from './wording.ts';

/*
 * The exact edit of a finding -> edits of the document, in the notation of its format and checked by reading the edited text again, as
 * `scan --fix` does.
 */

/** Longest words in a title, in columns. */
const WIDTH = 40;
/** Deletions that a title names one by one. */
const MAX_NAMED = 3;

/** A document and what reads it. */
export interface FixableDocument {
  readonly document: TextDocument;
  /** Absolute path. */
  readonly path: string;
  readonly checker: Checker;
}

/** The edits of the document that mend a finding; undefined where no exact edit is known, or its place cannot be told with certainty. */
export async function editsOf(found: FoundIn, { document, path, checker }: FixableDocument): Promise<TextEdit[] | undefined> {
  const edit = editedField(found);
  if (edit === undefined) return undefined;
  const bytes = Buffer.from(document.getText());
  const { patches, left } = await fixFile({ path, file: path, bytes, options: textOptions(checker, path) }, [edit]);
  if (left.length > 0 || patches.length === 0) return undefined;
  return patches.map(({ start, end, text }) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    newText: text,
  }));
}

function editedField({ finding, listing }: FoundIn): EditedField | undefined {
  const { replacements: edits = [] } = finding;
  const field = listing.fields.find(({ name, index = null }) => name === finding.field && index === finding.index);
  if (field === undefined || edits.length === 0) return undefined;
  const { id, source } = listing;
  return { listing: id, record: source.record, field, edits, after: applyEdits(field.text, edits) };
}

/** An edit as the editor offers it. */
export function quickFix(
  { finding, listing }: FoundIn,
  edits: TextEdit[],
  document: TextDocument,
  { lang, versioned, diagnostics }: { readonly lang: Lang; readonly versioned: boolean; readonly diagnostics: Diagnostic[] },
): CodeAction {
  const text = listing.fields.find(({ name, index = null }) => name === finding.field && index === finding.index)?.text ?? '';
  return {
    title: titleOf(finding.replacements ?? [], text, finding.rule, lang),
    kind: 'quickfix',
    diagnostics,
    isPreferred: true,
    edit: workspaceEdit(edits, document, versioned),
  };
}

function workspaceEdit(edits: TextEdit[], { uri, version }: TextDocument, versioned: boolean): WorkspaceEdit {
  return versioned ? { documentChanges: [{ textDocument: { uri, version }, edits }] } : { changes: { [uri]: edits } };
}

function titleOf(edits: readonly Replacement[], text: string, rule: string, lang: Lang): string {
  const [edit] = edits;
  const deleted = edits.map(({ span }) => clip(text.slice(...span).trim(), WIDTH));
  if (edits.length <= MAX_NAMED && edits.every((one) => one.text.trim() === '') && deleted.every((words) => words !== ''))
    return render(WORDS.remove, { old: deleted.join(lang === 'zh' ? '”“' : '”, “') }, lang);
  if (edit === undefined || edits.length > 1) return render(WORDS.several, { count: edits.length, rule }, lang);
  const [old = ''] = deleted;
  const words = clip(edit.text.trim(), WIDTH);
  return old === '' ? render(WORDS.insert, { new: words }, lang) : render(WORDS.replace, { old, new: words }, lang);
}
