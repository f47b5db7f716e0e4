import type { Document } from 'yaml';
import { RulePackError } from '../model/errors.ts';
import { excerptOf, MAX_MISTAKES, mistakeAt, syntaxMistakes, type YamlSource } from './mistakes.ts';

/** So often may aliases repeat what an anchor names; a bomb asks for millions. */
const MAX_ALIASES = 2_000;
/** Nested brackets and lists beyond this are no rule pack; the parser would run out of stack. */
const MAX_DEPTH = 200;

/** Largest YAML file that is parsed, in UTF-16 code units; the parser needs about 100 times that in memory. */
const MAX_YAML = 4 * 1024 * 1024;

/**
 * Parses a YAML file of the user's and keeps the places of its parts; `plainValue` gives its value.
 * Throws a RulePackError that holds every syntax error and every key given twice, or says why the file cannot be read at all.
 */
export async function parseYaml(file: string, text: string): Promise<YamlSource> {
  if (text.length > MAX_YAML) throw whole(file, text, `The file has ${text.length} characters; at most ${MAX_YAML} are read.`);
  if (tooDeep(text)) throw whole(file, text, `Brackets or lists stand more than ${MAX_DEPTH} deep; 10 are enough.`);
  const { isNode, LineCounter, parseDocument, visit } = await import('yaml');
  const lines = new LineCounter();
  // The parser compares a key with every key before it: our own check below takes one look each.
  const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false, stringKeys: true, logLevel: 'silent' } as const;
  const document = parseDocument(text, options);
  const source: YamlSource = { file, text, document, lines };
  const mistakes = syntaxMistakes(source);
  visit(document, {
    Map(_key, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = String(key);
        const at = isNode(key) ? (key.range?.[0] ?? 0) : 0;
        if (seen.has(name) && mistakes.length < MAX_MISTAKES)
          mistakes.push(
            mistakeAt(source, at, {
              en: `The key "${name}" stands here a second time; keep one.`,
              zh: `键“${name}”在此重复出现；请只保留一个。`,
            }),
          );
        seen.add(name);
      }
    },
  });
  if (mistakes.length > 0) throw new RulePackError(mistakes);
  return source;
}

/** The file as plain values. Throws RulePackError when aliases would blow it up. */
export function plainValue(source: YamlSource): unknown {
  try {
    return source.document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RulePackError([mistakeAt(source, 0, `The aliases of the file cannot be followed (${reason}).`)]);
  }
}

function whole(file: string, text: string, message: string): RulePackError {
  return new RulePackError([{ file, line: 1, column: 1, message, excerpt: excerptOf(text.slice(0, 500), 1, 1) }]);
}

/** The part of a path before an alias (`*name`) hides the rest, with the alias itself; the whole path when there is none. */
export function truncateAtAlias(document: Document, path: readonly (string | number)[]): readonly (string | number)[] {
  for (let depth = 1; depth < path.length; depth++) {
    const node = document.getIn(path.slice(0, depth), true);
    if (typeof node === 'object' && node !== null && 'source' in node && !('items' in node)) return path.slice(0, depth);
  }
  return path;
}

/** The same file with the node at a path as its root, so that paths inside it find their place. */
export async function sourceAt(source: YamlSource, path: readonly (string | number)[]): Promise<YamlSource> {
  const { Document, isNode } = await import('yaml');
  const document = new Document();
  const node = source.document.getIn(path, true);
  document.contents = isNode(node) ? node : null;
  return { ...source, document };
}

/** Whether brackets nest, or one line begins so many lists, that a recursive parser would fall over. Errs on the safe side. */
function tooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    if (bracket === '[' || bracket === '{') depth++;
    else if (depth > 0) depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return /(?:[-?:] ){200}/.test(text);
}
