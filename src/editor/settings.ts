import process from 'node:process';
import type { InitializeParams } from 'vscode-languageserver/node';
import type { Lang } from '../model/text.ts';

/** What the editor has told about itself and its user. */
export interface EditorSettings {
  /** Language of messages. */
  readonly lang: Lang;
  /** Whether pictures are looked at. */
  readonly images: boolean;
  /** The editor shows Markdown when it hovers. */
  readonly markdown: boolean;
  /** The editor takes edits that name the version of the document. */
  readonly versionedEdits: boolean;
  /** The editor tells when files change, if it is asked to. */
  readonly watchesFiles: boolean;
}

/** Reads them; what is missing or makes no sense has its default. */
export function readSettings({ locale, initializationOptions, capabilities }: InitializeParams): EditorSettings {
  const given: unknown = initializationOptions;
  const options: Readonly<Record<string, unknown>> = typeof given === 'object' && given !== null ? { ...given } : {};
  const { textDocument, workspace } = capabilities;
  return {
    lang: options.lang === 'en' || options.lang === 'zh' ? options.lang : langOf(locale),
    images: options.images === true,
    markdown: textDocument?.hover?.contentFormat?.includes('markdown') ?? false,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
  };
}

/** The language of the editor's user; of the terminal's, where the editor does not tell. */
function langOf(locale: string | undefined): Lang {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return /^zh/i.test(locale || LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en';
}
