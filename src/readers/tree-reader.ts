import { UsageError } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import { isTarget, listNames } from './columns.ts';
import type { Format, Input, ReadEvent } from './contract.ts';
import { type JsonPath, parsePath } from './json-path.ts';
import { buildListing, type NamedText, type RecordContext } from './listing-builder.ts';
import { Mapping } from './mapping.ts';
import { type Fault, pointerTo, type RecordEvent, type TreeNode } from './tree.ts';
import { type MappedPath, TreeTexts } from './tree-texts.ts';

/*
 * Records of JSON, YAML or front matter -> listings. The formats differ in how records are found, not in what is made of them.
 */

/** What a reader of one format makes of a record. */
export interface RecordTexts {
  readonly texts: readonly NamedText[];
  /** What the record itself says; the configuration counts where it says nothing. */
  readonly marketplace?: string;
  readonly locale?: string;
}

/** Finds the listings of a record: one, or one a marketplace; none when there is nothing to check (deleted, empty list). */
export type TextsOf = (record: TreeNode, pointer: string) => readonly RecordTexts[];

/** Turns the records of a file into listings; ends with one mapping note. `problems` may grow while the file is read. */
export async function* readRecords(
  input: Input,
  records: AsyncIterable<RecordEvent>,
  problems: Problem[],
  mapping: Mapping,
  textsOf: TextsOf,
): AsyncIterable<ReadEvent> {
  const { file } = input;
  const unknown: Unknown = { count: 0, line: 0, column: 0 };
  for await (const event of records) {
    for (const problem of problems.splice(0)) yield { problem };
    if ('fault' in event) {
      yield { problem: problemOf(file, event.fault, event.record) };
      continue;
    }
    const { root, pointer, record } = event;
    for (const found of textsOf(root, pointer)) {
      const listing = buildListing(found.texts, contextOf(input, found, record));
      if (listing !== undefined) yield { listing };
      else if (unknown.count++ === 0) Object.assign(unknown, { line: root.line, column: root.column, record });
    }
  }
  for (const problem of problems.splice(0)) yield { problem };
  if (unknown.count > 0) yield { problem: nothingKnown(file, unknown, mapping) };
  yield { mapping: mapping.note() };
}

/** Understands records by `map` and by the names of their members. */
export function genericTexts(input: Input, format: Format): { readonly mapping: Mapping; readonly textsOf: TextsOf } {
  const mapping = new Mapping(input.file, format);
  const texts = new TreeTexts(mappedPaths(input), mapping);
  const textsOf: TextsOf = (record, pointer) => {
    return isEmptyDocument(record, pointer) ? [] : [{ texts: texts.textsOf(record, pointer) }];
  };
  return { mapping, textsOf };
}

/** The path of `records`, read; undefined when the configuration gives none. */
export function recordsPath(input: Input): JsonPath | undefined {
  const { records } = input.options;
  return records === undefined ? undefined : parsePath(records);
}

/** A fault of a file as a problem of the scan. */
export function problemOf(file: string, fault: Fault, record?: number): Problem {
  const { line, column, reason } = fault;
  return record === undefined ? { file, line, column, reason } : { file, line, column, record, reason };
}

function contextOf(input: Input, found: RecordTexts, record: number): RecordContext {
  const marketplace = found.marketplace ?? input.options.marketplace;
  const locale = found.locale ?? input.options.locale;
  return {
    file: input.file,
    record,
    ...(marketplace === undefined ? {} : { marketplace }),
    ...(locale === undefined ? {} : { locale }),
  };
}

interface Unknown {
  count: number;
  line: number;
  column: number;
  record?: number;
}

/** A map entry that does not start with `$` names a member of the record, as it names a column of a table. */
function mappedPaths(input: Input): MappedPath[] {
  return Object.entries(input.options.map ?? {}).flatMap(([field, paths]) => {
    if (!isTarget(field))
      throw new UsageError({
        en: `map: "${field}" is no field of a listing. Known are ${FIELDS}.`,
        zh: `map：“${field}”不是 Listing 的字段。可用：${FIELDS}。`,
      });
    return (typeof paths === 'string' ? [paths] : paths).map((path) => ({
      field,
      path: path.trimStart().startsWith('$') ? parsePath(path) : memberPath(path),
    }));
  });
}

const FIELDS =
  'id, title, bullet, description, aplus, search-terms, brand, manufacturer, category, marketplace, locale, image.main, image.other, image-alt, attribute:<name>';

function memberPath(name: string): JsonPath {
  return { source: `$${pointerTo('', name).replace('/', '.')}`, steps: [{ key: name }], names: false };
}

/** A root object whose list of records is empty, such as `{"products":[]}`: nothing to check, nothing wrong. */
function isEmptyDocument(record: TreeNode, pointer: string): boolean {
  if (pointer !== '' || record.kind !== 'object') return false;
  const values = [...record.members.values()].map((member) => member.value);
  return (
    values.some((value) => value.kind === 'array' && value.items.length === 0) &&
    values.every((v) => v.kind !== 'text' || v.type !== 'string')
  );
}

function nothingKnown(file: string, unknown: Unknown, mapping: Mapping): Problem {
  const { count, ...place } = unknown;
  const names = listNames(mapping.unknown.map((name) => name.replace(/^\$\./, '')));
  const which = count === 1 ? 'This record has' : `${count} records, the first one here, have`;
  return {
    file,
    ...place,
    reason: {
      en: `${which} no text that is known as part of a listing, such as a title. ${names === '' ? '' : `The names are: ${names}. `}Say under sources: with map: where the fields stand, for instance title: $.name.`,
      zh: `${count === 1 ? '这条记录' : `从这里开始有 ${count} 条记录`}找不到标题、五点描述等 Listing 内容。${names === '' ? '' : `文件里的键名有：${names}。`}请在 sources: 的 map: 里写明各字段的位置,例如 title: $.name。`,
    },
  };
}
