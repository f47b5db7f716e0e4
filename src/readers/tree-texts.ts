import { attributeOf, fieldOfName, isAdministrative, type NamedField, type Target } from './columns.ts';
import { nameKey } from './columns-vocabulary.ts';
import { type JsonPath, selectPath } from './json-path.ts';
import type { NamedText } from './listing-builder.ts';
import type { Mapping } from './mapping.ts';
import { type Located, memberText, placeOf, pointerTo, type TreeMember, type TreeNode, type TreeObject } from './tree.ts';

/*
 * A record of JSON, YAML or front matter -> named texts. What the configuration maps comes first, then keys are understood as the columns
 * of a table are, so that `productTitle`, `五点描述` and `bullet_points` need no configuration.
 */

/** One entry of `map`. */
export interface MappedPath {
  readonly field: Target;
  readonly path: JsonPath;
}

/** Objects whose members are properties of the product. */
const PROPERTY_LISTS: ReadonlySet<string> = new Set(
  [
    'attributes',
    'specs',
    'specifications',
    'properties',
    'details',
    'item specifics',
    'params',
    '属性',
    '规格',
    '规格参数',
    '参数',
  ].map(nameKey),
);
/** Members that hold the text of an object that stands where a text is expected. */
const TEXT_MEMBERS = ['value', 'text', 'content'];
/** Members that hold the address of a picture. */
const PICTURE_MEMBERS = ['src', 'url', 'link', 'href', 'path', 'file', 'media_location'];
/** Names that are looked up once; beyond these they are looked up every time. */
const MAX_CACHE = 5000;

/** Finds the texts of record after record, and notes how it understood their names. */
export class TreeTexts {
  readonly #paths: readonly MappedPath[];
  readonly #mapping: Mapping;
  readonly #known = new Map<string, NamedField | undefined>();

  constructor(paths: readonly MappedPath[], mapping: Mapping) {
    this.#paths = paths;
    this.#mapping = mapping;
  }

  /** The texts of a record in the order of the file, mapped ones first; empty when it has no name that is known. */
  textsOf(record: TreeNode, pointer: string): NamedText[] {
    const texts: NamedText[] = [];
    const taken = new Set<TreeNode>();
    for (const { field, path } of this.#paths) {
      const found = selectPath(path, record, pointer);
      for (const place of found) {
        taken.add(place.node);
        this.#add(texts, field, undefined, place);
      }
      if (found.length > 0) this.#mapping.add(path.source, field);
    }
    if (record.kind === 'object') this.#members(texts, record, pointer, '$', taken);
    return texts.some((text) => !text.field.startsWith('attribute:')) || this.#paths.length > 0 ? texts : [];
  }

  /** Every member that is not mapped, by its name. */
  #members(texts: NamedText[], object: TreeObject, pointer: string, path: string, taken: ReadonlySet<TreeNode>): void {
    const mapped = new Set(this.#paths.map((entry) => entry.field));
    const strong = new Set<Target>();
    for (const key of object.members.keys()) {
      const known = this.#lookUp(key);
      if (known?.weak === false) strong.add(known.field);
    }
    for (const { key, value } of object.members.values()) {
      if (taken.has(value)) continue;
      const name = key.text;
      const from = `${path}.${name}`;
      const place = { node: value, pointer: pointerTo(pointer, name) };
      if (value.kind === 'object' && PROPERTY_LISTS.has(nameKey(name))) {
        this.#properties(texts, value, place.pointer, from, new Set([...strong, ...mapped]));
        continue;
      }
      const known = this.#lookUp(name);
      const field = fieldFor(known, name, strong, mapped);
      const before = texts.length;
      if (field !== undefined) this.#add(texts, field, known?.number, place);
      if (texts.length > before && field !== undefined) this.#mapping.add(from, field);
      else this.#mapping.ignore(from, value);
    }
  }

  /** Members of `attributes`: a field where the record itself has none of that name, else an attribute. */
  #properties(texts: NamedText[], object: TreeObject, pointer: string, path: string, outer: ReadonlySet<Target>): void {
    for (const { key, value } of object.members.values()) {
      const known = this.#lookUp(key.text);
      const usable = known !== undefined && !known.weak && !outer.has(known.field);
      const field = usable ? known.field : attributeOf(key.text);
      this.#add(texts, field, usable ? known.number : undefined, { node: value, pointer: pointerTo(pointer, key.text) });
      this.#mapping.add(`${path}.${key.text}`, field);
    }
  }

  #add(texts: NamedText[], field: Target, number: number | undefined, { node, pointer }: Located): void {
    if (node.kind === 'array') {
      for (const [i, item] of node.items.entries()) {
        if (item.kind !== 'array') this.#add(texts, field, number, { node: item, pointer: pointerTo(pointer, i) });
      }
    } else if (node.kind === 'object') {
      this.#addObject(texts, field, number, node, pointer);
    } else if (node.type === 'string' || (node.type === 'number' && !field.startsWith('attribute:'))) {
      texts.push({ field, ...(number === undefined ? {} : { number }), text: node.text, place: placeOf(node, pointer) });
    }
  }

  /** An object where a text is expected: `{ main, other }` and `{ src, alt }` for pictures, `{ value }` for texts. */
  #addObject(texts: NamedText[], field: Target, number: number | undefined, node: TreeObject, pointer: string): void {
    const picture = field === 'image.main' || field === 'image.other';
    if (picture) {
      for (const [key, slot] of PICTURE_SLOTS) {
        const value = node.members.get(key)?.value;
        if (value !== undefined) this.#add(texts, slot, undefined, { node: value, pointer: pointerTo(pointer, key) });
      }
      const alt = memberText(node, 'alt');
      if (alt !== undefined) texts.push({ field: 'image-alt', text: alt.text, place: placeOf(alt, pointerTo(pointer, 'alt')) });
    }
    for (const key of picture ? PICTURE_MEMBERS : TEXT_MEMBERS) {
      const text: TreeMember['value'] | undefined = memberText(node, key);
      if (text === undefined) continue;
      this.#add(texts, field, number, { node: text, pointer: pointerTo(pointer, key) });
      return;
    }
  }

  #lookUp(name: string): NamedField | undefined {
    if (this.#known.has(name)) return this.#known.get(name);
    const found = fieldOfName(name);
    if (this.#known.size < MAX_CACHE) this.#known.set(name, found);
    return found;
  }
}

const PICTURE_SLOTS: readonly (readonly [string, Target])[] = [
  ['main', 'image.main'],
  ['other', 'image.other'],
  ['others', 'image.other'],
  ['gallery', 'image.other'],
];

/** What a member gives; undefined for what no shopper reads and for what the configuration takes from elsewhere. */
function fieldFor(
  known: NamedField | undefined,
  name: string,
  strong: ReadonlySet<Target>,
  mapped: ReadonlySet<Target>,
): Target | undefined {
  if (known === undefined) return isAdministrative(name) ? undefined : attributeOf(name);
  if (mapped.has(known.field)) return attributeOf(name);
  if (!known.weak || !strong.has(known.field)) return known.field;
  return known.field.startsWith('image.') ? 'image.other' : attributeOf(name);
}
