import { createHash } from 'node:crypto';
import manifest from '../../package.json' with { type: 'json' };
import { type ConfigMistake, RulePackError } from '../model/errors.ts';
import type { Rule, RulePack } from '../model/rule.ts';
import type { CompiledPack, PackSource } from './compile.ts';

/*
 * Texts of rule packs -> rules. A text that was compiled before comes from the cache: reading YAML and checking it takes longer than
 * scanning a hundred listings. No disk here; the caller brings the texts and the cache.
 */

/** Where compiled packs are kept; both may fail silently, the pack is then compiled again. */
export interface PackCache {
  read(key: string): string | undefined;
  write(key: string, json: string): void;
}

/** Changes with the shape of what is cached, so that an old entry is never read as a new one. */
const CACHE_FORMAT = 1;

/**
 * Loads packs in order; a later pack may `extends` the rules of earlier ones.
 * Throws RulePackError with every mistake of every pack.
 */
export async function loadPacks(sources: readonly PackSource[], cache?: PackCache): Promise<RulePack[]> {
  const packs: CompiledPack[] = [];
  const rules = new Map<string, Rule>();
  const mistakes: ConfigMistake[] = [];
  for (const [i, source] of sources.entries()) {
    try {
      const pack = await compiled(source, keyOf(sources, i), rules, cache);
      const double = packs.some(({ id }) => id === pack.id);
      if (double) mistakes.push(doublePack(source, pack.id));
      else packs.push(pack);
      for (const rule of pack.rules) rules.set(rule.id, rule);
      for (const [id, rule] of Object.entries(pack.changes)) {
        if (rule === null) rules.delete(id);
        else rules.set(id, rule);
      }
    } catch (error) {
      if (!(error instanceof RulePackError)) throw error;
      mistakes.push(...error.mistakes);
    }
  }
  if (mistakes.length > 0) throw new RulePackError(mistakes);
  return packs.map(({ changes: _changes, ...pack }) => ({
    ...pack,
    rules: pack.rules.flatMap(({ id }) => rules.get(id) ?? []),
  }));
}

async function compiled(
  source: PackSource,
  key: string,
  known: ReadonlyMap<string, Rule>,
  cache: PackCache | undefined,
): Promise<CompiledPack> {
  const kept = parseCached(cache?.read(key));
  if (kept !== undefined) return kept;
  const { compilePack } = await import('./compile.ts');
  const pack = await compilePack(source, known);
  cache?.write(key, JSON.stringify({ format: CACHE_FORMAT, pack }));
  return pack;
}

/** What a cache entry holds; undefined when it is missing or damaged. */
function parseCached(json: string | undefined): CompiledPack | undefined {
  if (json === undefined) return undefined;
  try {
    const entry: unknown = JSON.parse(json);
    if (typeof entry !== 'object' || entry === null || !('format' in entry) || !('pack' in entry)) return undefined;
    const { format, pack } = entry;
    if (format !== CACHE_FORMAT || typeof pack !== 'object' || pack === null || !('rules' in pack) || !('changes' in pack)) {
      return undefined;
    }
    // Written by this version of the program under the hash of the text: the shape is its own.
    return pack as CompiledPack;
  } catch {
    return undefined;
  }
}

/** The hash of what a compiled pack depends on: its text, and for one that extends others theirs too. */
function keyOf(sources: readonly PackSource[], at: number): string {
  const text = sources[at]?.text ?? '';
  const depends = /\bextends["']?\s*:/.test(text);
  const hash = createHash('sha256').update(JSON.stringify([CACHE_FORMAT, manifest.version]));
  for (const source of depends ? sources.slice(0, at) : []) hash.update(JSON.stringify(source.text));
  return hash.update(JSON.stringify(text)).digest('hex');
}

function doublePack({ name }: PackSource, id: string): ConfigMistake {
  return { file: name, line: 1, column: 1, message: `There is a pack "${id}" already; give this one another id.`, excerpt: '' };
}
