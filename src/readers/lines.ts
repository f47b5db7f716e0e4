import type { Matcher, RE2JS } from 're2js';
import type { Problem } from '../model/problem.ts';
import { attributeOf, fieldOfName, isTarget, type Target } from './columns.ts';
import type { Input, ReadEvent } from './contract.ts';
import { decodeInput } from './encoding.ts';
import { badPattern, noGroups, noPattern, tooLong, unknownGroups, unmatched } from './lines-problems.ts';
import { buildListing, type NamedText } from './listing-builder.ts';
import { linesOf, type TextLine } from './text-lines.ts';

/*
 * Text in which every listing is a match of a pattern: logs, dumps, training data. The named groups of the pattern are the fields.
 */

/** Longest line that is matched; RE2 takes a fraction of a second for it. */
const MAX_LINE = 1_048_576;

interface Group {
  readonly name: string;
  readonly field: Target;
  readonly number?: number;
}

/** Reads the matches of `options.pattern` (RE2 syntax, named groups), any number in a line. */
export async function* readLines(input: Input): AsyncIterable<ReadEvent> {
  const pattern = await compile(input);
  if ('problem' in pattern) {
    yield pattern;
    return;
  }
  const { groups, problem } = groupsOf(pattern.regex, input);
  if (problem !== undefined) yield { problem };
  if (groups.length === 0) return;
  yield {
    mapping: {
      file: input.file,
      format: 'lines',
      columns: groups.map(({ name, field }) => ({ from: name, to: field })),
      ignored: [],
    },
  };
  const decoding: Problem[] = [];
  const reading = new LineReading(input, pattern.regex, groups);
  for await (const lines of linesOf(decodeInput(input, decoding), MAX_LINE)) {
    for (const told of decoding.splice(0)) yield { problem: told };
    for (const line of lines) yield* reading.read(line);
  }
  for (const told of decoding) yield { problem: told };
  yield* reading.end();
}

class LineReading {
  readonly #input: Input;
  readonly #regex: RE2JS;
  readonly #groups: readonly Group[];
  #record = 0;
  #unmatched = 0;
  #firstUnmatched = 0;

  constructor(input: Input, regex: RE2JS, groups: readonly Group[]) {
    this.#input = input;
    this.#regex = regex;
    this.#groups = groups;
  }

  *read({ line, text }: TextLine): Iterable<ReadEvent> {
    if (text === undefined) {
      yield { problem: tooLong(this.#input.file, line, MAX_LINE) };
      return;
    }
    const matcher = this.#regex.matcher(text);
    let matched = false;
    while (matcher.find()) {
      if (matcher.start() === matcher.end()) continue;
      matched = true;
      this.#record++;
      const { marketplace, locale } = this.#input.options;
      const listing = buildListing(textsOf(matcher, this.#groups, line), {
        file: this.#input.file,
        record: this.#record,
        ...(marketplace === undefined ? {} : { marketplace }),
        ...(locale === undefined ? {} : { locale }),
      });
      if (listing !== undefined) yield { listing };
    }
    if (!matched && text.trim() !== '') {
      this.#unmatched++;
      if (this.#unmatched === 1) this.#firstUnmatched = line;
    }
  }

  *end(): Iterable<ReadEvent> {
    if (this.#unmatched > 0) yield { problem: unmatched(this.#input.file, this.#firstUnmatched, this.#unmatched) };
  }
}

function textsOf(matcher: Matcher, groups: readonly Group[], line: number): NamedText[] {
  const texts: NamedText[] = [];
  for (const { name, field, number } of groups) {
    const text = matcher.group(name);
    if (text === null || text === '') continue;
    const place = { runs: [0, line, matcher.start(name) + 1] };
    texts.push(number === undefined ? { field, text, place } : { field, number, text, place });
  }
  return texts;
}

async function compile(input: Input): Promise<{ readonly regex: RE2JS } | { readonly problem: Problem }> {
  const { pattern } = input.options;
  if (pattern === undefined || pattern === '') return { problem: noPattern(input.file) };
  const { RE2JS: engine } = await import('re2js');
  try {
    return { regex: engine.compile(pattern) };
  } catch (error) {
    return { problem: badPattern(input.file, pattern, error instanceof Error ? error.message : String(error)) };
  }
}

/** The groups and their fields: by `map:`, else by the names of the groups. */
function groupsOf(regex: RE2JS, input: Input): { groups: Group[]; problem?: Problem } {
  const names = Object.keys(regex.namedGroups());
  if (names.length === 0) return { groups: [], problem: noGroups(input.file) };
  const wanted = Object.entries(input.options.map ?? {}).flatMap(([field, list]) => mappedGroups(field, list));
  const missing = wanted.filter((group) => !names.includes(group.name) || !isTarget(group.field));
  const groups = wanted.flatMap((group): Group[] =>
    missing.includes(group) || !isTarget(group.field) ? [] : [{ ...group, field: group.field }],
  );
  for (const name of names) if (!wanted.some((group) => group.name === name)) groups.push(groupByName(name));
  if (missing.length === 0) return { groups };
  const wrong = missing.map((group) => (isTarget(group.field) ? group.name : group.field));
  return { groups, problem: unknownGroups(input.file, wrong, names) };
}

interface MappedGroup {
  readonly name: string;
  readonly field: string;
  readonly number?: number;
}

function mappedGroups(field: string, names: string | readonly string[]): MappedGroup[] {
  if (typeof names === 'string') return [{ name: names, field }];
  return names.map((name, nth) => (names.length === 1 ? { name, field } : { name, field, number: nth + 1 }));
}

function groupByName(name: string): Group {
  const known = fieldOfName(name);
  if (known === undefined) return { name, field: attributeOf(name) };
  return known.number === undefined ? { name, field: known.field } : { name, field: known.field, number: known.number };
}
