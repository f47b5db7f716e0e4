import type { core } from 'zod';
import { type ConfigMistake, RulePackError } from '../model/errors.ts';
import type { Rule, RuleKind, RulePack } from '../model/rule.ts';
import { type Complain, checkRule } from './checks.ts';
import { MAX_MISTAKES, mistakesOf, nearest, type YamlSource } from './mistakes.ts';
import { applyOverlay, type Plain, plain } from './overlay.ts';
import { KINDS, OVERLAYS, type Overlay, PACK, type PackFile, RULES, type RuleEntry } from './schema.ts';
import { parseYaml, plainValue, sourceAt, truncateAtAlias } from './yaml-source.ts';

/*
 * YAML text of one pack -> rules, or every mistake in it with its place. Loads yaml and zod: only imported when a pack is not cached.
 */

/** A pack as its author wrote it. */
export interface PackSource {
  /** The path as mistakes show it. */
  readonly name: string;
  readonly text: string;
}

/** A pack with what it does to the packs before it. */
export interface CompiledPack extends RulePack {
  /** Rules of earlier packs by id: as this pack changes them, or null where it switches them off. */
  readonly changes: Readonly<Record<string, Rule | null>>;
}

type Path = readonly (string | number)[];

/** Compiles a pack; `known` are the rules of earlier packs by id, as `extends` may name them. Throws RulePackError with every mistake. */
export async function compilePack(source: PackSource, known: ReadonlyMap<string, Rule>): Promise<CompiledPack> {
  const yaml = await parseYaml(source.name, source.text);
  const value = plainValue(yaml);
  const compiler = new Compiler(yaml, known);
  const pack = await compiler.compile(value);
  if (compiler.mistakes.length > 0 || pack === undefined) throw new RulePackError(inOrder(compiler.mistakes));
  return pack;
}

function inOrder(mistakes: readonly ConfigMistake[]): ConfigMistake[] {
  const seen = new Set<string>();
  return mistakes
    .filter((m) => {
      const key = `${m.line}:${m.column}:${m.message}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

/** Works through one file and gathers its mistakes. */
class Compiler {
  readonly mistakes: ConfigMistake[] = [];
  readonly #yaml: YamlSource;
  readonly #known: ReadonlyMap<string, Rule>;
  readonly #rules: Rule[] = [];
  readonly #changes: Record<string, Rule | null> = {};
  #head: PackFile['pack'] = { id: '', version: '', title: { en: '', zh: '' }, marketplaces: [] };

  constructor(yaml: YamlSource, known: ReadonlyMap<string, Rule>) {
    this.#yaml = yaml;
    this.#known = known;
  }

  async compile(value: unknown): Promise<CompiledPack | undefined> {
    const file = PACK.safeParse(value);
    if (!file.success) await this.#schemaMistakes(file.error.issues, PACK, []);
    else this.#head = file.data.pack;
    const rules = plain(value).rules;
    if (Array.isArray(rules)) {
      for (const [i, raw] of rules.entries()) {
        if (this.mistakes.length >= MAX_MISTAKES) break;
        await this.#rule(raw, ['rules', i]);
      }
    }
    if (!file.success) return undefined;
    return { ...this.#head, rules: this.#rules, changes: this.#changes };
  }

  async #rule(raw: unknown, path: Path): Promise<void> {
    const entry = plain(raw);
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) await this.#complain(path, 'must be a rule (a map).');
    else if ('extends' in entry) await this.#overlay(entry, path);
    else {
      const kind = await this.#kindOf(entry.kind, path);
      if (kind === undefined) return;
      const parsed = RULES[kind].safeParse(raw);
      if (!parsed.success) await this.#schemaMistakes(parsed.error.issues, RULES[kind], path);
      else await this.#add(parsed.data, path);
    }
  }

  async #kindOf(value: unknown, path: Path): Promise<RuleKind | undefined> {
    const kind = KINDS.find((known) => known === value);
    if (kind !== undefined) return kind;
    const allowed = `Allowed: ${KINDS.join(', ')}.`;
    if (value === undefined) await this.#complain(path, `has no kind. ${allowed}`);
    else
      await this.#complain([...path, 'kind'], `no such kind: ${JSON.stringify(value)}.${await hint(value, KINDS)} ${allowed}`);
    return undefined;
  }

  /** A rule of this pack: its id must be the pack's and new. */
  async #add(entry: RuleEntry, path: Path): Promise<void> {
    const { id: pack, version, marketplaces } = this.#head;
    if (pack !== '' && !entry.id.startsWith(`${pack}/`)) {
      await this.#complain([...path, 'id'], `must begin with the pack's id: "${pack}/…", not "${entry.id}".`);
    } else if (this.#known.has(entry.id) || this.#rules.some(({ id }) => id === entry.id)) {
      await this.#complain([...path, 'id'], `there is a rule "${entry.id}" already; ids are never used twice.`);
    }
    await this.#check(entry, path);
    this.#rules.push({ ...entry, pack: `${pack}@${version}`, marketplaces: entry.marketplaces ?? marketplaces });
  }

  async #overlay(entry: Plain, path: Path): Promise<void> {
    const base = this.#known.get(String(entry.extends)) ?? this.#rules.find(({ id }) => id === entry.extends);
    if (base === undefined) {
      const ids = [...this.#known.keys()];
      const message = `no rule ${JSON.stringify(entry.extends)} to extend.${await hint(entry.extends, ids)}`;
      return this.#complain([...path, 'extends'], `${message} \`preclear rules list\` shows every rule.`);
    }
    const schema = OVERLAYS[base.kind];
    const parsed = schema.safeParse(entry);
    if (!parsed.success) return this.#schemaMistakes(parsed.error.issues, schema, path);
    if (parsed.data.severity === 'off') {
      if (parsed.data.id !== undefined)
        await this.#complain([...path, 'severity'], 'off needs no id: it switches the extended rule off.');
      this.#changes[base.id] = null;
      return;
    }
    await this.#change(base, parsed.data, path);
  }

  async #change(base: Rule, overlay: Overlay, path: Path): Promise<void> {
    const { pack, ...entry } = base;
    const { rule, absent } = applyOverlay({ ...entry }, overlay);
    for (const { path: inner, value, list } of absent) {
      const guess = await hint(value, list.map(String));
      await this.#complain(
        [...path, ...inner],
        `${JSON.stringify(value)} is not in ${base.id}, so it cannot be taken away.${guess}`,
      );
    }
    const parsed = RULES[base.kind].safeParse(rule);
    if (!parsed.success) {
      const reason = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
      return this.#complain(path, `with these changes ${base.id} is no rule any more (${reason}).`);
    }
    if (overlay.id !== undefined) return this.#add(parsed.data, path);
    await this.#check(parsed.data, path);
    const { id, version } = this.#head;
    const marketplaces = parsed.data.marketplaces ?? base.marketplaces;
    this.#changes[base.id] = { ...parsed.data, pack: `${pack}+${id}@${version}`, marketplaces };
  }

  async #check(entry: RuleEntry, path: Path): Promise<void> {
    const found: { readonly path: Path; readonly message: string }[] = [];
    const complain: Complain = (inner, message) => {
      found.push({ path: inner, message });
    };
    checkRule(entry, complain);
    for (const mistake of found.slice(0, MAX_MISTAKES)) await this.#complain([...path, ...mistake.path], mistake.message);
  }

  /** A mistake at a path; at the nearest part that is there when an overlay leaves it to the rule below. */
  async #complain(path: Path, message: string): Promise<void> {
    let at = truncateAtAlias(this.#yaml.document, path);
    while (at.length > 0 && !this.#yaml.document.hasIn(at)) at = at.slice(0, -1);
    const issue = { code: 'custom', path: [...at], message, input: undefined } satisfies core.$ZodIssue;
    this.mistakes.push(...(await mistakesOf([issue], this.#yaml, PACK)));
  }

  /** What a schema found in the value at `path`. What an alias repeats is told where the anchor stands. */
  async #schemaMistakes(issues: readonly core.$ZodIssue[], schema: core.$ZodType, path: Path): Promise<void> {
    for (const issue of issues.slice(0, MAX_MISTAKES).flatMap(flatten)) {
      const full = [...path, ...issue.path];
      if (truncateAtAlias(this.#yaml.document, full.map(plainKey)).length < full.length) continue;
      if (issue.code === 'unrecognized_keys' && path.length > 0) {
        await this.#unknownKeys(issue, schema, path);
        continue;
      }
      this.mistakes.push(...(await mistakesOf([{ ...issue, path: full }], this.#yaml, PACK)));
    }
  }

  async #unknownKeys(issue: core.$ZodIssueUnrecognizedKeys, schema: core.$ZodType, path: Path): Promise<void> {
    // The keys are looked up in the schema by the path inside the rule, the place by the path inside the file.
    this.mistakes.push(...(await mistakesOf([issue], await sourceAt(this.#yaml, path), schema)));
  }
}

/** Issues that people can act on: of a union the branch that the value comes closest to, of a bad key the reason. */
function flatten(issue: core.$ZodIssue): core.$ZodIssue[] {
  if (issue.code === 'invalid_union') {
    const closest = issue.errors.find((branch) =>
      branch.some(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
    );
    if (closest === undefined) return [issue];
    return closest.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  if (issue.code === 'invalid_key') {
    const reason = issue.issues.map(({ message }) => message).join('; ');
    return [{ code: 'custom', path: issue.path, message: `the name must be ${reason}.`, input: undefined }];
  }
  return [issue];
}

async function hint(value: unknown, choices: readonly string[]): Promise<string> {
  const guess = typeof value === 'string' ? await nearest(value, choices) : undefined;
  return guess === undefined ? '' : ` Did you mean "${guess}"?`;
}

function plainKey(part: PropertyKey): string | number {
  return typeof part === 'symbol' ? String(part) : part;
}
