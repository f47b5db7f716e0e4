import type { Bilingual } from './text.ts';

/** A command line or configuration that cannot be carried out. The message says what to do instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** The message in Chinese. */
  readonly zh: string;

  constructor({ en, zh }: Bilingual, options?: ErrorOptions) {
    super(en, options);
    this.zh = zh;
  }
}

/** A place in a rule or configuration file. */
export interface ConfigPlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, UTF-16 code units. */
  readonly column: number;
}

/** One mistake in a rule pack or configuration file. */
export interface ConfigMistake extends ConfigPlace {
  /** What is wrong and what is allowed, one sentence. */
  readonly message: string;
  /** The same in Chinese, where there is one. */
  readonly zh?: string;
  /** The line of the file, with a caret line under the mistake. */
  readonly excerpt: string;
}

/** A rule pack, configuration or ledger file that cannot be used; holds every mistake found, not the first only. */
export class RulePackError extends Error {
  override readonly name = 'RulePackError';
  readonly mistakes: readonly ConfigMistake[];
  /** The message in Chinese; a mistake of which there is no Chinese stands in it in English. */
  readonly zh: string;

  constructor(mistakes: readonly ConfigMistake[]) {
    super(tellMistakes(mistakes, ({ message }) => message));
    this.mistakes = mistakes;
    this.zh = tellMistakes(mistakes, ({ message, zh }) => zh ?? message);
  }
}

function tellMistakes(mistakes: readonly ConfigMistake[], say: (mistake: ConfigMistake) => string): string {
  return mistakes.map((m) => `${m.file}:${m.line}:${m.column}: ${say(m)}\n${m.excerpt}`).join('\n');
}

/** The disk, the network or an optional part of the installation failed; `cause` holds the original error. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  /** The message in Chinese. */
  readonly zh: string;

  constructor({ en, zh }: Bilingual, options?: ErrorOptions) {
    super(en, options);
    this.zh = zh;
  }
}
