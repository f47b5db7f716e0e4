import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { type ConfigMistake, RulePackError } from '../model/errors.ts';
import type { LetterDocument, LetterTemplates, LetterText } from '../model/letter.ts';
import type { PackSource } from './compile.ts';
import { installation, packFiles, readSource } from './disk.ts';
import type { LetterFile } from './letter-schema.ts';
import { mistakesOf } from './mistakes.ts';
import { parseYaml, plainValue } from './yaml-source.ts';

/*
 * Files of letters -> checked templates. A mistake has file, line, column, excerpt and what is allowed, as in rule packs.
 */

/**
 * The letters that come with preclear (`rules/letters`), and those of files or folders of the user's own: a document, block, cause or
 * wording of the same name takes the place of preclear's. Throws RulePackError with every mistake of every file.
 */
export async function loadLetterTemplates(userPaths: readonly string[] = []): Promise<LetterTemplates> {
  const own = builtIn();
  const base = compiledBefore(own) ?? (await compileLetterFiles(own));
  if (userPaths.length === 0) return base;
  return merge(base, await compileLetterFiles(userPaths.flatMap(packFiles).map(readSource), base));
}

/** The letters that come with preclear as one file, which is read faster than YAML. */
export async function compileLetters(): Promise<string> {
  const own = builtIn();
  return JSON.stringify({ key: keyOf(own), templates: await compileLetterFiles(own) });
}

function builtIn(): PackSource[] {
  return packFiles(join(installation(), 'rules', 'letters')).map(readSource);
}

function keyOf(sources: readonly PackSource[]): string {
  const texts = JSON.stringify([manifest.version, ...sources.map(({ text }) => text)]);
  return createHash('sha256').update(texts).digest('hex');
}

/** What the build made of the same texts; undefined when they were changed since, or nothing was built. */
function compiledBefore(sources: readonly PackSource[]): LetterTemplates | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(join(installation(), 'dist', 'packs', 'letters.json'), 'utf8'));
    if (typeof kept !== 'object' || kept === null || !('key' in kept) || !('templates' in kept)) return undefined;
    // Written by the build of this version under the hash of the texts: the shape is its own.
    return kept.key === keyOf(sources) ? (kept.templates as LetterTemplates) : undefined;
  } catch {
    return undefined;
  }
}

/** Checks files that have been read; blocks of `known` templates may be used. Throws RulePackError with every mistake. */
export async function compileLetterFiles(
  sources: readonly PackSource[],
  known: LetterTemplates = EMPTY,
): Promise<LetterTemplates> {
  const files: (readonly [PackSource, LetterFile])[] = [];
  const mistakes: ConfigMistake[] = [];
  for (const source of sources) {
    try {
      files.push([source, await compileOne(source)]);
    } catch (error) {
      if (!(error instanceof RulePackError)) throw error;
      mistakes.push(...error.mistakes);
    }
  }
  if (mistakes.length > 0) throw new RulePackError(mistakes);
  const made = files.reduce<LetterTemplates>((all, [, file]) => merge(all, templatesOf(file)), EMPTY);
  const all = merge(known, made);
  const faults = files.flatMap(([{ name }, file]) => file.documents.flatMap((document) => missingParts(name, document, all)));
  if (faults.length > 0) throw new RulePackError(faults);
  return made;
}

const EMPTY: LetterTemplates = { documents: [], blocks: [], causes: [], blocked: [], claims: [], words: {} };

async function compileOne({ name, text }: PackSource): Promise<LetterFile> {
  const source = await parseYaml(name, text);
  const { LETTER_FILE } = await import('./letter-schema.ts');
  const read = LETTER_FILE.safeParse(plainValue(source));
  if (!read.success) throw new RulePackError(await mistakesOf(read.error.issues, source, LETTER_FILE));
  const { checkLetters } = await import('./letter-checks.ts');
  const mistakes = checkLetters(read.data, source);
  if (mistakes.length > 0) throw new RulePackError(mistakes);
  return read.data;
}

/** Causes are words too: `cause.<id>` is the sentence, `cause-title.<id>` its name. */
function templatesOf({ documents, blocks, causes, blocked, claims, words }: LetterFile): LetterTemplates {
  const told: Record<string, LetterText> = {};
  for (const { id, text, title } of causes) {
    told[`cause.${id}`] = text;
    told[`cause-title.${id}`] = { en: title.en, zh: title.zh };
  }
  return { documents, blocks, causes, blocked, claims, words: { ...words, ...told } };
}

function merge(base: LetterTemplates, more: LetterTemplates): LetterTemplates {
  const by = <T>(name: (one: T) => string, before: readonly T[], after: readonly T[]): T[] => {
    const names = new Set(after.map(name));
    return [...before.filter((one) => !names.has(name(one))), ...after];
  };
  const id = (one: { readonly id: string }): string => one.id;
  return {
    documents: by((one) => one.kind, base.documents, more.documents),
    blocks: by(id, base.blocks, more.blocks),
    causes: by(id, base.causes, more.causes),
    blocked: by(id, base.blocked, more.blocked),
    claims: by(id, base.claims, more.claims),
    words: { ...base.words, ...more.words },
  };
}

/** Blocks that are not there, or not in a language of the letter. */
function missingParts(file: string, document: LetterDocument, { blocks }: LetterTemplates): ConfigMistake[] {
  const used = document.sections.flatMap(({ use, answers = {} }) => [...use, ...Object.values(answers).flat()]);
  const tell = (message: string): ConfigMistake => ({ file, line: 1, column: 1, message, excerpt: '' });
  return [...new Set(used)].flatMap((id) => {
    const block = blocks.find((one) => one.id === id);
    if (block === undefined) return [tell(`${document.kind} uses a block "${id}" that is not there.`)];
    return block.sentences.flatMap(({ id: sentence, text }) => {
      const missing = document.langs.filter((lang) => text[lang] === undefined);
      return missing.length === 0
        ? []
        : [tell(`${id}.${sentence} has no ${missing.join(', ')}, but ${document.kind} comes in it.`)];
    });
  });
}
