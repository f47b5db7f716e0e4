import { AUTHORISATION_COLUMNS, AUTHORISATION_KINDS } from './authorisations.ts';
import { LICENCE_COLUMNS, LICENCE_KIND_WORDS, SLOT_WORDS } from './licences.ts';
import { type ColumnShape, columnNames, type RecordTable } from './record-table.ts';
import type { Columns } from './records.ts';
import type { Words } from './row-reader.ts';

/*
 * The tables of the ledger as JSON Schemas: of one line of `licences.jsonl` and `authorisations.jsonl`, made from the names that the readers
 * know. Draft 7, which every editor reads. The readers say more: whether a proof is there, whether the days are in order.
 */

const text = { type: 'string', maxLength: 2000 } as const;
const list = { anyOf: [text, { type: 'array', items: text, maxItems: 5000 }] };
const day = { type: 'string', pattern: '^\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?$' };
const sha256 = { type: 'string', pattern: '^[0-9a-fA-F]{64}$' };

const SHAPES: Readonly<Record<Extract<ColumnShape, string>, object>> = {
  text,
  list,
  day,
  moment: { type: 'string', pattern: '^\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?(?:[T\\s]+\\d{1,2}:\\d{2}.*)?$' },
  number: {
    anyOf: [
      { type: 'integer', minimum: 0, maximum: 999_999 },
      { type: 'string', pattern: '^\\d{1,6}$' },
    ],
  },
  hashes: { ...text, pattern: '^(?:(?:sha256:)?[0-9a-fA-F]{64}(?:[;；,\\s]+|$))+$' },
};

/** The JSON Schema of a line of the image licence ledger. */
export function licencesJsonSchema(): object {
  return rowSchema('preclear image licence', LICENCE_COLUMNS, ['id', 'kind', 'owner'], {
    id: { ...text, description: 'Your number for the licence; each once.' },
    kind: { enum: allWords(LICENCE_KIND_WORDS), description: 'What makes the use of the pictures lawful.' },
    files: { ...list, description: 'Paths of pictures as listings write them, or globs. Needed where covers is empty.' },
    owner: { ...text, description: 'Who owns the pictures.' },
    proof: { ...text, description: "Contract, invoice or release: a path from the ledger's folder." },
    valid_from: { ...day, description: 'First day, YYYY-MM-DD; absent: no beginning.' },
    valid_to: { ...day, description: 'Last day, YYYY-MM-DD; absent: no end.' },
    marketplaces: { ...list, description: 'amazon.com, amazon.*; absent: every marketplace.' },
    slots: listOf(SLOT_WORDS, 'Where the pictures may stand; absent: everywhere.'),
    territories: { ...list, description: 'Countries (ISO 3166, two letters) or EU; absent: everywhere.' },
    proof_sha256: { ...sha256, description: 'SHA-256 of the proof, so that another file under its name is noticed.' },
    covers: { ...list, description: 'Originals: paths of files or their SHA-256; what is cut or made of them is covered.' },
    note: { ...text, description: 'For people.' },
  });
}

/** The JSON Schema of a line of the brand authorisation ledger. */
export function authorisationsJsonSchema(): object {
  return rowSchema('preclear brand authorisation', AUTHORISATION_COLUMNS, ['id', 'brand', 'kind'], {
    id: { ...text, description: 'Your number for the authorisation; each once.' },
    brand: { ...text, description: 'The brand that you may use.' },
    kind: { enum: allWords(AUTHORISATION_KINDS), description: 'What the right rests on.' },
    proof: { ...text, description: "Letter or contract: a path from the ledger's folder." },
    valid_from: { ...day, description: 'First day, YYYY-MM-DD; absent: no beginning.' },
    valid_to: { ...day, description: 'Last day, YYYY-MM-DD; absent: no end.' },
    marketplaces: { ...list, description: 'amazon.com, amazon.*; absent: every marketplace.' },
    listings: { ...list, description: 'SKUs, * stands for any characters; absent: every listing.' },
    note: { ...text, description: 'For people.' },
  });
}

/** The JSON Schema of a line of a table of records. */
export function recordsJsonSchema(table: RecordTable<unknown>): object {
  const columns = Object.entries(table.columns);
  const needed = columns.filter(([, column]) => column.needed === true).map(([name]) => name);
  const shapes = columns.map(([name, { is, about }]) => [name, { ...shapeOf(is), description: about }]);
  return rowSchema(table.title, columnNames(table), needed, Object.fromEntries(shapes));
}

function shapeOf(is: ColumnShape): object {
  return typeof is === 'string' ? SHAPES[is] : { enum: allWords(is) };
}

/** A closed object; a column may go by any of its names. */
function rowSchema(
  title: string,
  columns: Columns,
  required: readonly string[],
  shapes: Readonly<Record<string, object>>,
): object {
  const named = Object.entries(columns).flatMap(([name, others]) =>
    [name, ...others].map((one) => [one, shapes[name] ?? text]),
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    type: 'object',
    properties: Object.fromEntries(named),
    allOf: required.map((name) => ({ anyOf: [name, ...(columns[name] ?? [])].map((one) => ({ required: [one] })) })),
    additionalProperties: false,
  };
}

function allWords(words: Words<string>): string[] {
  return Object.entries(words).flatMap(([word, others]) => [word, ...others]);
}

function listOf(words: Words<string>, description: string): object {
  const word = { enum: allWords(words) };
  return { anyOf: [text, { type: 'array', items: word }], description };
}
