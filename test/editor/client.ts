import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';

/** A folder with these files, removed when the test is over. */
export function shop(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'preclear-editor-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // Keeps the search for a configuration inside the folder.
  mkdirSync(join(folder, '.git'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** An editor as the server sees it: documents that are typed into, and what was said about them. */
export class Editor {
  readonly #folder: string;
  readonly #connection: ProtocolConnection;
  readonly #documents = new Map<string, { version: number; text: string }>();
  readonly #published: PublishDiagnosticsParams[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly server: ChildProcess;
  /** Requests of the server: methods that it asked to be registered for. */
  readonly registered: string[] = [];
  /** What the server wrote to its log and to stderr. */
  readonly log: string[] = [];

  constructor(folder: string) {
    const { PATH, HOME } = process.env;
    this.#folder = folder;
    const server = spawn(process.execPath, [resolve('dist/cli.js'), 'lsp', '--stdio'], {
      cwd: folder,
      env: { PATH, HOME, PRECLEAR_AS_OF: '2026-11-22' },
    });
    this.server = server;
    onTestFinished(() => void server.kill());
    server.stderr.on('data', (chunk: Buffer) => this.log.push(chunk.toString()));
    this.#connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
    this.#connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#published.push(params);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    this.#connection.onNotification('window/logMessage', ({ message }: { message: string }) => void this.log.push(message));
    this.#connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
      this.registered.push(...registrations.map(({ method }) => method));
      return null;
    });
    this.#connection.listen();
  }

  /** Says hello. */
  async start(params: Partial<InitializeParams> = {}): Promise<InitializeResult> {
    const result = await this.#connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: this.uri('.'),
      capabilities: CAPABILITIES,
      ...params,
    });
    await this.#connection.sendNotification('initialized', {});
    return result;
  }

  uri(path: string): string {
    return pathToFileURL(join(this.#folder, path)).href;
  }

  text(path: string): string {
    return this.#documents.get(path)?.text ?? '';
  }

  open(path: string, text: string, languageId = 'plaintext'): Promise<void> {
    this.#documents.set(path, { version: 1, text });
    const textDocument = { uri: this.uri(path), languageId, version: 1, text };
    return this.#connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Replaces all of a document. */
  type(path: string, text: string): Promise<void> {
    return this.#change(path, text, [{ text }]);
  }

  /** Applies edits of the server, as incremental changes. */
  async apply(path: string, edits: readonly TextEdit[]): Promise<void> {
    const before = this.text(path);
    const offset = ({ line, character }: { line: number; character: number }): number =>
      before
        .split(/(?<=\n)/)
        .slice(0, line)
        .join('').length + character;
    const sorted = [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start));
    let text = before;
    for (const { range, newText } of sorted)
      text = text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end));
    await this.#change(
      path,
      text,
      sorted.map(({ range, newText }) => ({ range, text: newText })),
    );
  }

  async #change(path: string, text: string, contentChanges: readonly object[]): Promise<void> {
    const document = this.#documents.get(path);
    if (document === undefined) throw new Error(`${path} is not open`);
    document.version++;
    document.text = text;
    const textDocument = { uri: this.uri(path), version: document.version };
    await this.#connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
  }

  save(path: string): Promise<void> {
    writeFileSync(join(this.#folder, path), this.text(path));
    return this.#connection.sendNotification('textDocument/didSave', { textDocument: { uri: this.uri(path) } });
  }

  close(path: string): Promise<void> {
    return this.#connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(path) } });
  }

  notify(method: string, params: object): Promise<void> {
    return this.#connection.sendNotification(method, params);
  }

  request<T>(method: string, params?: object): Promise<T> {
    return this.#connection.sendRequest<T>(method, params);
  }

  /** The diagnostics of a document's newest version. */
  async diagnostics(path: string): Promise<Diagnostic[]> {
    const uri = this.uri(path);
    const version = this.#documents.get(path)?.version;
    for (;;) {
      const at = this.#published.findLastIndex((params) => params.uri === uri && params.version === version);
      const found = this.#published[at];
      if (found !== undefined) return found.diagnostics;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  /** The next diagnostics of a document, whatever its version. */
  async nextDiagnostics(path: string): Promise<Diagnostic[]> {
    const uri = this.uri(path);
    const from = this.#published.length;
    for (;;) {
      const found = this.#published.slice(from).find((params) => params.uri === uri);
      if (found !== undefined) return found.diagnostics;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  /** How often something was said about a document. */
  publications(path: string): number {
    return this.#published.filter(({ uri }) => uri === this.uri(path)).length;
  }

  hover(path: string, line: number, character: number): Promise<Hover | null> {
    return this.request('textDocument/hover', { textDocument: { uri: this.uri(path) }, position: { line, character } });
  }

  codeActions(path: string, { range }: Diagnostic): Promise<CodeAction[]> {
    return this.request('textDocument/codeAction', {
      textDocument: { uri: this.uri(path) },
      range,
      context: { diagnostics: [] },
    });
  }

  /** Says goodbye; gives the exit code. */
  async stop(): Promise<number | null> {
    await this.request('shutdown');
    await this.notify('exit', {});
    return this.ended();
  }

  /** The exit code of the server, once it has ended. */
  async ended(): Promise<number | null> {
    if (this.server.exitCode !== null) return this.server.exitCode;
    const [code] = (await once(this.server, 'exit')) as [number | null];
    return code;
  }
}

const CAPABILITIES: InitializeParams['capabilities'] = {
  textDocument: { hover: { contentFormat: ['markdown', 'plaintext'] } },
  workspace: { workspaceEdit: { documentChanges: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
};
