import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Re2 from 're2js';
import manifest from '../../package.json' with { type: 'json' };
import type { NoticePack } from '../model/case-pattern.ts';
import { type ConfigMistake, RulePackError } from '../model/errors.ts';
import { foldPattern } from '../text/fold-pattern.ts';
import type { PackSource } from './compile.ts';
import { installation, packFiles, readSource } from './disk.ts';
import { mistakeAt, mistakesOf, type YamlSource } from './mistakes.ts';
import type { NoticePackFile } from './notice-schema.ts';
import { parseYaml, plainValue } from './yaml-source.ts';

/*
 * Files of wordings of notices -> checked packs. A mistake has file, line, column, excerpt and what is allowed, as in rule packs.
 */

/**
 * The wordings that come with preclear (`rules/notices`), and those of files or folders of the user's own.
 * Throws RulePackError with every mistake of every file.
 */
export async function loadNoticePacks(userPaths: readonly string[] = []): Promise<readonly NoticePack[]> {
  const own = builtIn();
  const packs = compiledBefore(own) ?? (await compileNoticePacks(own));
  return userPaths.length === 0
    ? packs
    : [...packs, ...(await compileNoticePacks(userPaths.flatMap(packFiles).map(readSource), packs))];
}

/** The wordings that come with preclear as one file, which is read faster than YAML. */
export async function compileNotices(): Promise<string> {
  const own = builtIn();
  return JSON.stringify({ key: keyOf(own), packs: await compileNoticePacks(own) });
}

function builtIn(): PackSource[] {
  return packFiles(join(installation(), 'rules', 'notices')).map(readSource);
}

function keyOf(sources: readonly PackSource[]): string {
  return createHash('sha256')
    .update(JSON.stringify([manifest.version, ...sources.map(({ text }) => text)]))
    .digest('hex');
}

/** What the build made of the same texts; undefined when they were changed since, or nothing was built. */
function compiledBefore(sources: readonly PackSource[]): readonly NoticePack[] | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(join(installation(), 'dist', 'packs', 'notices.json'), 'utf8'));
    if (typeof kept !== 'object' || kept === null || !('key' in kept) || !('packs' in kept)) return undefined;
    // Written by the build of this version under the hash of the texts: the shape is its own.
    return kept.key === keyOf(sources) && Array.isArray(kept.packs) ? (kept.packs as NoticePack[]) : undefined;
  } catch {
    return undefined;
  }
}

/** Checks packs that have been read; `known` ones may not be named again. Throws RulePackError with every mistake. */
export async function compileNoticePacks(
  sources: readonly PackSource[],
  known: readonly NoticePack[] = [],
): Promise<NoticePack[]> {
  const packs: NoticePack[] = [];
  const mistakes: ConfigMistake[] = [];
  for (const source of sources) {
    try {
      const pack = await compileOne(source);
      if ([...known, ...packs].some(({ id }) => id === pack.id)) mistakes.push(double(source, pack.id));
      packs.push(pack);
    } catch (error) {
      if (!(error instanceof RulePackError)) throw error;
      mistakes.push(...error.mistakes);
    }
  }
  if (mistakes.length > 0) throw new RulePackError(mistakes);
  return packs;
}

async function compileOne({ name, text }: PackSource): Promise<NoticePack> {
  const source = await parseYaml(name, text);
  const { NOTICE_PACK } = await import('./notice-schema.ts');
  const read = NOTICE_PACK.safeParse(plainValue(source));
  if (!read.success) throw new RulePackError(await mistakesOf(read.error.issues, source, NOTICE_PACK));
  const mistakes = checkPatterns(read.data, source);
  if (mistakes.length > 0) throw new RulePackError(mistakes);
  return packOf(read.data);
}

function packOf({ notices, labels, patterns }: NoticePackFile): NoticePack {
  const { id, version, title, platform } = notices;
  const scope = platform === undefined ? {} : { platform };
  return {
    id,
    version,
    title,
    labels: labels.map((label) => ({ ...label, ...scope, id: `${id}/${label.id}` })),
    patterns: patterns.map((pattern) => ({ ...pattern, ...scope, id: `${id}/${pattern.id}` })),
  };
}

/** What a schema cannot say: patterns that compile, find something, meet lower-case text; ids that are given once. */
function checkPatterns({ labels, patterns }: NoticePackFile, source: YamlSource): ConfigMistake[] {
  const mistakes: ConfigMistake[] = [];
  const complain = (path: readonly (string | number)[], message: string): void => {
    const node = source.document.getIn(path, true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    const at = Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0;
    mistakes.push(mistakeAt(source, at, `${JSON.stringify(path.join('.'))} ${message}`));
  };
  for (const [i, { match, unless }] of patterns.entries()) {
    for (const [lang, list] of Object.entries(match)) {
      for (const [k, one] of list.entries()) tellFault(one, (fault) => complain(['patterns', i, 'match', lang, k], fault));
    }
    for (const [k, one] of unless.entries()) tellFault(one, (fault) => complain(['patterns', i, 'unless', k], fault));
  }
  for (const [name, list] of Object.entries({ labels, patterns })) {
    const seen = new Set<string>();
    list.forEach(({ id }, i) => {
      if (seen.has(id)) complain([name, i, 'id'], `is given a second time: "${id}".`);
      seen.add(id);
    });
  }
  return mistakes;
}

function tellFault(pattern: string, tell: (fault: string) => void): void {
  const plain = pattern.replaceAll(/\\[a-zA-Z]|\\p\{\w+\}/g, '');
  if (/\p{Lu}/u.test(plain)) tell('has capital letters, but the text it meets is lower case.');
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof Re2;
  try {
    if (RE2JS.compile(foldPattern(pattern)).test('')) tell('matches the empty text.');
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
    tell(`is no RE2 pattern (${reason}). RE2 has no lookahead, lookbehind or backreferences.`);
  }
}

function double({ name }: PackSource, id: string): ConfigMistake {
  return { file: name, line: 1, column: 1, message: `There is a pack "${id}" already; give this one another id.`, excerpt: '' };
}
