/** An element with text of its own. */
export interface XmlLeaf {
  /** Local name, without a prefix. */
  readonly name: string;
  /** Local names of the elements around it, outermost first. */
  readonly path: readonly string[];
  /** As written, entities and CDATA sections included. */
  readonly text: string;
}

/** Elements inside one another; real records have some 15. */
const MAX_DEPTH = 64;

/** Calls for every element that holds text and no element, in the order of the document. Linear; a tag that is not closed is passed over. */
export function eachLeaf(text: string, visit: (leaf: XmlLeaf) => void): void {
  const path: string[] = [];
  let opened = -1;
  for (let at = text.indexOf('<'); at >= 0; ) {
    const end = endOf(text, at);
    if (end < 0) return;
    if (text.startsWith('<!', at) || text.startsWith('<?', at)) {
      // Comments and CDATA sections are part of the text around them.
    } else if (text[at + 1] === '/') {
      const name = path.pop();
      if (opened >= 0 && name !== undefined) visit({ name, path, text: text.slice(opened, at) });
      opened = -1;
    } else if (text[end - 2] !== '/') {
      if (path.length >= MAX_DEPTH) return;
      path.push(localName(text, at + 1));
      opened = end;
    } else opened = -1;
    at = text.indexOf('<', end);
  }
}

function endOf(text: string, at: number): number {
  const mark = text.startsWith('<!--', at)
    ? '-->'
    : text.startsWith('<![CDATA[', at)
      ? ']]>'
      : text.startsWith('<?', at)
        ? '?>'
        : '>';
  const found = text.indexOf(mark, at + 1);
  return found < 0 ? -1 : found + mark.length;
}

function localName(text: string, from: number): string {
  let start = from;
  let at = from;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit <= 32 || unit === 62 || unit === 47) break;
    if (unit === 58) start = at + 1;
  }
  return text.slice(start, at);
}
