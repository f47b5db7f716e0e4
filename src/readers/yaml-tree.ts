import type { Document, Node, ParsedNode, Scalar, YAMLError } from 'yaml';
import type { Bilingual } from '../model/text.ts';
import { duplicate, MAX_DEPTH, tooDeep } from './json-faults.ts';
import { LineStarts } from './line-starts.ts';
import type { Fault, TreeMember, TreeNode, TreeText } from './tree.ts';
import { yamlRuns } from './yaml-runs.ts';

/** Most values in one document, aliases counted each time: nested aliases grow without end. */
const MAX_NODES = 200_000;

/** One YAML document: its tree, or why there is none, and what was odd but could be read. */
export interface YamlDocument {
  readonly root?: TreeNode;
  readonly faults: readonly Fault[];
}

/** Parses a text of one or more YAML documents; every text knows its place. Empty documents are left out. */
export async function parseYaml(text: string, firstLine = 1): Promise<YamlDocument[]> {
  const yaml = await import('yaml');
  const lines = new LineStarts(text, firstLine);
  // Twins are looked for here: the library compares every name with every other.
  const documents = yaml.parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  if ('empty' in documents) return [];
  return documents.flatMap((document) => {
    const error = document.errors[0];
    if (error !== undefined) return [{ faults: [faultOf(error, lines)] }];
    if (document.contents === null) return [];
    const builder = new TreeBuilder(yaml, document, text, lines);
    const root = builder.node(document.contents, 0);
    if (builder.stopped !== undefined) return [{ faults: [builder.stopped] }];
    return root === undefined ? [] : [{ root, faults: builder.faults }];
  });
}

class TreeBuilder {
  readonly faults: Fault[] = [];
  stopped: Fault | undefined;
  readonly #yaml: typeof import('yaml');
  readonly #document: Document.Parsed<ParsedNode>;
  readonly #text: string;
  readonly #lines: LineStarts;
  #nodes = 0;

  constructor(yaml: typeof import('yaml'), document: Document.Parsed<ParsedNode>, text: string, lines: LineStarts) {
    this.#yaml = yaml;
    this.#document = document;
    this.#text = text;
    this.#lines = lines;
  }

  node(node: unknown, depth: number): TreeNode | undefined {
    if (this.stopped !== undefined || !this.#yaml.isNode(node)) return undefined;
    const place = this.#lines.at(node.range?.[0] ?? 0);
    if (depth > MAX_DEPTH || ++this.#nodes > MAX_NODES) {
      this.stopped = { ...place, reason: depth > MAX_DEPTH ? tooDeep() : TOO_MANY };
      return undefined;
    }
    if (this.#yaml.isAlias(node)) return this.node(node.resolve(this.#document), depth + 1);
    if (this.#yaml.isScalar(node)) return this.#scalar(node);
    if (this.#yaml.isSeq(node)) {
      const items = node.items.flatMap((item) => this.node(item, depth + 1) ?? []);
      return { kind: 'array', items, ...place };
    }
    return this.#yaml.isMap(node) ? { kind: 'object', members: this.#members(node.items, depth), ...place } : undefined;
  }

  #members(pairs: readonly { readonly key: unknown; readonly value: unknown }[], depth: number): Map<string, TreeMember> {
    const members = new Map<string, TreeMember>();
    const merged: TreeNode[] = [];
    for (const pair of pairs) {
      const key = this.node(pair.key, depth + 1);
      const value = this.node(pair.value, depth + 1);
      if (key?.kind !== 'text' || value === undefined) continue;
      if (key.text === '<<' && value.kind !== 'text') {
        merged.push(...(value.kind === 'array' ? value.items : [value]));
        continue;
      }
      const known = members.get(key.text);
      if (known !== undefined) this.faults.push(duplicate(known.key, key));
      members.set(key.text, { key, value });
    }
    for (const other of merged) {
      if (other.kind !== 'object') continue;
      for (const [name, entry] of other.members) if (!members.has(name)) members.set(name, entry);
    }
    return members;
  }

  #scalar(node: Scalar & Node): TreeText {
    const [start, end] = node.range ?? [0, 0];
    const place = this.#lines.at(start);
    const { value } = node;
    if (typeof value !== 'string') {
      const type = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'null';
      return { kind: 'text', type, text: node.source ?? String(value), ...place };
    }
    const source = this.#text.slice(start, end);
    const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    const skipped = block ? source.indexOf('\n') + 1 : node.type === 'PLAIN' ? 0 : 1;
    const body = source.slice(skipped);
    const style = node.type === 'QUOTE_DOUBLE' ? 'double' : node.type === 'QUOTE_SINGLE' ? 'single' : 'plain';
    const runs = yamlRuns(value, body, start + skipped, style, this.#lines);
    return { kind: 'text', type: 'string', text: value, line: runs[1] ?? place.line, column: runs[2] ?? place.column, runs };
  }
}

function faultOf(error: YAMLError, lines: LineStarts): Fault {
  const message = error.message.split('\n', 1)[0] ?? '';
  return {
    ...lines.at(error.pos[0]),
    reason: {
      en: `Broken YAML: ${message.slice(0, 300)}. Check the indentation, colons and quotes here; until then this document is not checked.`,
      zh: `YAML 格式有误（${message.slice(0, 300)}）。请检查此处的缩进、冒号和引号，修正前这份文档不会被检查。`,
    },
  };
}

const TOO_MANY: Bilingual = {
  en: `This document holds more than ${MAX_NODES} values, aliases included; it is left out. Write the listings as JSON Lines, which are read one by one.`,
  zh: `这份文档（含别名展开）超过 ${MAX_NODES} 个值，已跳过。请改用 JSON Lines 格式，可以逐条读取。`,
};
