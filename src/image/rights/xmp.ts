import type { Parser } from 'htmlparser2';

/*
 * The properties of an XMP packet. Names are told by the address of their namespace, whatever prefix the packet gives it; entities of a
 * document type are never expanded; time grows with the length alone.
 */

/** Longest packet that is read, in UTF-16 code units. */
const MAX_PACKET = 2 << 20;
/** Deepest nesting that is followed, and most properties that are kept. */
const MAX_DEPTH = 64;
const MAX_VALUES = 2_000;

/** Namespaces by the prefix that everybody gives them; the same prefix tells them where a packet declares none. */
export const NAMESPACES: Readonly<Record<string, string>> = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  GettyImagesGIFT: 'http://xmp.gettyimages.com/gift/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  TC260: 'http://www.tc260.org.cn/ns/AIGC/1.0/',
};
const PREFIXES: ReadonlyMap<string, string> = new Map(Object.entries(NAMESPACES).map(([prefix, uri]) => [uri, prefix]));

/** One value of a property; of a list each item is one. */
export interface XmpValue {
  /** `dc:creator`, with the prefix that everybody uses. */
  readonly name: string;
  readonly text: string;
  /** Where the property stands in the packet, its tags included. */
  readonly start: number;
  readonly end: number;
}

interface Attribute {
  readonly name: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Open {
  /** Undefined for what is not wanted. */
  readonly name: string | undefined;
  readonly start: number;
  readonly values: string[];
  text: string;
}

/** The values of the properties that are wanted, in the order of the packet. A damaged packet gives what stands before the damage. */
export async function readXmp(packet: string, isWanted: (name: string) => boolean): Promise<XmpValue[]> {
  const { Parser } = await import('htmlparser2');
  const reader = new XmpReader(isWanted);
  const parser = new Parser(
    reader.handler(() => parser),
    { xmlMode: true, decodeEntities: true },
  );
  try {
    parser.write(packet.slice(0, MAX_PACKET));
    parser.end();
  } catch (error) {
    if (error !== TOO_DEEP) throw error;
  }
  return reader.values.slice(0, MAX_VALUES);
}

const TOO_DEEP: Error = new Error('The packet is nested too deep.');

class XmpReader {
  readonly values: XmpValue[] = [];
  readonly #isWanted: (name: string) => boolean;
  readonly #open: Open[] = [];
  /** Prefixes as declared, the innermost last. */
  readonly #scopes: ReadonlyMap<string, string>[] = [new Map()];
  #attributes: Attribute[] = [];

  constructor(isWanted: (name: string) => boolean) {
    this.#isWanted = isWanted;
  }

  handler(parser: () => Parser): NonNullable<ConstructorParameters<typeof Parser>[0]> {
    return {
      onattribute: (name, text) => {
        const { startIndex: start, endIndex } = parser();
        this.#attributes.push({ name, text, start, end: endIndex + 1 });
      },
      onopentag: (name) => this.#opened(name, parser().startIndex),
      ontext: (text) => this.#read(text),
      onclosetag: () => this.#closed(parser().endIndex + 1),
    };
  }

  #opened(name: string, start: number): void {
    if (this.#open.length >= MAX_DEPTH) throw TOO_DEEP;
    const attributes = this.#attributes;
    this.#attributes = [];
    this.#scopes.push(this.#scopeWith(attributes));
    const own = this.#nameOf(name);
    const wanted = own !== undefined && this.#isWanted(own);
    this.#open.push({ name: wanted ? own : own === 'rdf:li' ? own : undefined, start, values: [], text: '' });
    for (const { name: written, text, start: from, end } of attributes) {
      const attribute = this.#nameOf(written);
      if (attribute === 'rdf:resource' && wanted) this.#open.at(-1)?.values.push(text);
      else if (attribute !== undefined && this.#isWanted(attribute))
        this.values.push({ name: attribute, text, start: from, end });
    }
  }

  #scopeWith(attributes: readonly Attribute[]): ReadonlyMap<string, string> {
    const outer = this.#scopes.at(-1) ?? new Map();
    const declared = attributes.filter(({ name }) => name.startsWith('xmlns:'));
    return declared.length === 0
      ? outer
      : new Map([...outer, ...declared.map(({ name, text }) => [name.slice(6), text] as const)]);
  }

  /** A name with the usual prefix of its namespace; undefined in a namespace that nobody here knows. */
  #nameOf(written: string): string | undefined {
    const at = written.indexOf(':');
    const prefix = written.slice(0, Math.max(at, 0));
    const uri = this.#scopes.at(-1)?.get(prefix);
    const usual = uri === undefined ? (Object.hasOwn(NAMESPACES, prefix) ? prefix : undefined) : PREFIXES.get(uri);
    return usual === undefined ? undefined : `${usual}:${written.slice(at + 1)}`;
  }

  #read(text: string): void {
    const top = this.#open.at(-1);
    if (top?.name !== undefined) top.text += text;
  }

  #closed(end: number): void {
    this.#scopes.pop();
    const done = this.#open.pop();
    if (done?.name === undefined) return;
    if (done.name === 'rdf:li') {
      this.#open.findLast(({ name }) => name !== undefined && name !== 'rdf:li')?.values.push(done.text);
      return;
    }
    const texts = done.values.length > 0 ? done.values : [done.text];
    this.values.push(...texts.map((text) => ({ name: done.name ?? '', text, start: done.start, end })));
  }
}
