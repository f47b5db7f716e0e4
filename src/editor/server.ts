import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type {
  CodeAction,
  CodeActionParams,
  Connection,
  Hover,
  InitializeParams,
  InitializeResult,
  Range,
  TextDocumentPositionParams,
  TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import manifest from '../../package.json' with { type: 'json' };
import { Workspace } from '../scan/workspace.ts';
import { checkDocument, type DocumentOutcome, type ShownFinding } from './checks.ts';
import { explainInEditor } from './hover.ts';
import { ownFile } from './own-files.ts';
import { editsOf, quickFix } from './quick-fixes.ts';
import { Schedule } from './schedule.ts';
import { type EditorSettings, readSettings } from './settings.ts';

/*
 * The language server: messages of an editor in, diagnostics, explanations and edits out. It reads the files that a scan would read, writes
 * none but the cache, and ends with the editor.
 */

/** Files whose change may change what is said about others. */
const WATCHED = '**/{preclear.*,*.yaml,*.yml,*.csv,*.jsonl}';
/** Findings explained at one place; more is unreadable. */
const MAX_EXPLAINED = 5;
/** Edits that are worked out for one request: each reads the document twice. */
const MAX_FIXES = 10;

/** Serves an editor on standard input and output until it says goodbye or goes away. The package ends the process. */
export async function serve(): Promise<void> {
  const [protocol, { TextDocument: textDocument }] = await Promise.all([
    import('vscode-languageserver/node'),
    import('vscode-languageserver-textdocument'),
  ]);
  const { createConnection, DidChangeWatchedFilesNotification, TextDocuments, ProposedFeatures } = protocol;
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const documents = new TextDocuments(textDocument);
  const watch = (): Promise<unknown> =>
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: WATCHED }] });
  new Server(connection, documents, watch).listen();
  await new Promise<never>(() => undefined);
}

class Server {
  readonly #connection: Connection;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #schedule: Schedule;
  readonly #watch: () => Promise<unknown>;
  #settings: EditorSettings = { lang: 'en', images: false, markdown: false, versionedEdits: false, watchesFiles: false };
  #workspace = new Workspace(false);

  constructor(connection: Connection, documents: TextDocuments<TextDocument>, watch: () => Promise<unknown>) {
    this.#connection = connection;
    this.#documents = documents;
    this.#watch = watch;
    this.#schedule = new Schedule(
      (document, signal) => this.#check(document, signal),
      (document, outcome) => this.#publish(document, outcome),
    );
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#watchFiles());
    connection.onHover((params) => this.#hover(params));
    connection.onCodeAction((params) => this.#codeActions(params));
    connection.onDidChangeWatchedFiles(() => this.#checkAll());
    this.#documents.onDidChangeContent(({ document }) => this.#schedule.request(document));
    this.#documents.onDidSave(({ document }) => this.#saved(document));
    this.#documents.onDidClose(({ document }) => {
      this.#schedule.close(document.uri);
      void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    });
    this.#documents.listen(connection);
    connection.listen();
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#settings = readSettings(params);
    this.#workspace = new Workspace(this.#settings.images);
    return {
      serverInfo: { name: 'preclear', version: manifest.version },
      capabilities: {
        // Incremental; whole texts of large feeds would travel with every key.
        textDocumentSync: { openClose: true, change: 2, save: true },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix'] },
        positionEncoding: 'utf-16',
      },
    };
  }

  async #watchFiles(): Promise<void> {
    if (!this.#settings.watchesFiles) return;
    await this.#watch();
  }

  /** A configuration, a ledger or rules may have changed: what is open is looked at again. */
  #checkAll(): void {
    for (const document of this.#documents.all()) this.#schedule.request(document);
  }

  /** What is said about others may rest on a file that was saved, of which an editor that watches files tells by itself. */
  #saved(document: TextDocument): void {
    const path = pathOf(document.uri);
    if (path === undefined) return;
    if (!this.#settings.watchesFiles || ownFile(path, document.getText()) !== undefined) this.#checkAll();
  }

  async #check(document: TextDocument, signal: AbortSignal): Promise<DocumentOutcome | undefined> {
    const path = pathOf(document.uri);
    if (path === undefined) return undefined;
    const log = (error: unknown): void => this.#log(error);
    return checkDocument(document, path, { workspace: this.#workspace, lang: this.#settings.lang, log }, signal);
  }

  #publish({ uri }: TextDocument, { version, diagnostics }: DocumentOutcome): void {
    void this.#connection.sendDiagnostics({ uri, version, diagnostics: [...diagnostics] });
  }

  async #hover({ textDocument, position }: TextDocumentPositionParams): Promise<Hover | null> {
    const here = await this.#findingsAt(textDocument.uri, { start: position, end: position });
    if (here.length === 0) return null;
    const { lang, markdown } = this.#settings;
    const value = here
      .slice(0, MAX_EXPLAINED)
      .map((found) => explainInEditor(found, found.rule, lang, markdown))
      .join(markdown ? '\n\n---\n\n' : '\n\n');
    return { contents: { kind: markdown ? 'markdown' : 'plaintext', value }, ...rangeOf(here) };
  }

  async #codeActions({ textDocument: { uri }, range, context }: CodeActionParams): Promise<CodeAction[]> {
    const wanted = context.only === undefined || context.only.some((kind) => kind === '' || kind === 'quickfix');
    const outcome = wanted ? await this.#schedule.outcome(uri) : undefined;
    const document = this.#documents.get(uri);
    const path = pathOf(uri);
    if (outcome?.checker === undefined || path === undefined || document?.version !== outcome.version) return [];
    const { checker } = outcome;
    const here = outcome.findings.filter(({ finding, diagnostic }) => finding.replacements && overlap(diagnostic.range, range));
    const actions: CodeAction[] = [];
    for (const group of sameEdits(here).slice(0, MAX_FIXES)) {
      const [found] = group;
      const edits = found && (await editsOf(found, { document, path, checker }).catch((error) => this.#log(error)));
      if (found === undefined || edits === undefined) continue;
      const { lang, versionedEdits: versioned } = this.#settings;
      const diagnostics = group.map(({ diagnostic }) => diagnostic);
      actions.push(quickFix(found, edits, document, { lang, versioned, diagnostics }));
    }
    return actions;
  }

  async #findingsAt(uri: string, range: Range): Promise<ShownFinding[]> {
    const outcome = await this.#schedule.outcome(uri);
    return outcome?.findings.filter(({ diagnostic }) => overlap(diagnostic.range, range)) ?? [];
  }

  #log(error: unknown): undefined {
    this.#connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return undefined;
  }
}

/** The path of a document on this disk; undefined for one that stands elsewhere, or was never saved. */
function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

/** Findings that one and the same edit mends, together. */
function sameEdits(findings: readonly ShownFinding[]): ShownFinding[][] {
  const groups = new Map<string, ShownFinding[]>();
  for (const found of findings) {
    const { record, field, index, replacements } = found.finding;
    const key = JSON.stringify([record, field, index, replacements]);
    groups.set(key, [...(groups.get(key) ?? []), found]);
  }
  return [...groups.values()];
}

function rangeOf([first]: readonly ShownFinding[]): { readonly range?: Range } {
  return first === undefined ? {} : { range: first.diagnostic.range };
}

/** Whether two ranges have a place in common; an empty one lies at a place. */
function overlap(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
