import { type ConfigMistake, RulePackError } from '../model/errors.ts';
import { mistakeAt, syntaxMistakes, type YamlSource } from './mistakes.ts';

/** Largest YAML file that is parsed, in UTF-16 code units; the parser needs about 100 times that in memory. */
export const MAX_YAML: number = 4 * 1024 * 1024;

/**
 * Parses a YAML file of the user's into its value and the places of its parts.
 * Throws a RulePackError that holds every syntax error, or says that the file is too big or that its aliases explode.
 */
export async function parseYaml(file: string, text: string): Promise<{ source: YamlSource; value: unknown }> {
  if (text.length > MAX_YAML) throw whole(file, `The file has ${text.length} characters; at most ${MAX_YAML} are read.`);
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true, logLevel: 'silent', stringKeys: true });
  const source: YamlSource = { file, text, document, lines };
  const mistakes = syntaxMistakes(source);
  if (mistakes.length > 0) throw new RulePackError(mistakes);
  try {
    return { source, value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    throw new RulePackError([mistakeAt(source, 0, `The aliases of this file cannot be resolved: ${String(error)}.`)]);
  }
}

function whole(file: string, message: string): RulePackError {
  const mistake: ConfigMistake = { file, line: 1, column: 1, message, excerpt: '' };
  return new RulePackError([mistake]);
}
