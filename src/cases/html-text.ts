/*
 * The HTML part of a mail -> its text, line by line as a reader sees it. Cells of a table row stand in one line, parted by tabs.
 */

const UNSEEN: ReadonlySet<string> = new Set(
  'script style template noscript head title iframe object svg audio video datalist'.split(' '),
);
const BLOCK: ReadonlySet<string> = new Set(
  'address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
/** Empty lines stand around these, as in a browser. */
const APART: ReadonlySet<string> = new Set('p h1 h2 h3 h4 h5 h6 ul ol table blockquote hr'.split(' '));
/** Elements without content, which no tag closes. */
const EMPTY: ReadonlySet<string> = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const HIDING = /(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt)?\s*(?:;|$)|mso-hide\s*:\s*all)/i;

/** The text of a page. Takes time in proportion to the page; broken markup is read as far as it goes. */
export async function htmlText(html: string): Promise<string> {
  const { Parser } = await import('htmlparser2');
  const writer = new TextWriter();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => writer.open(name, attributes),
      onclosetag: (name) => writer.close(name),
      ontext: (text) => writer.text(text),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  return writer.done();
}

class TextWriter {
  readonly #lines: string[] = [];
  /** Parts of the line that is being written. */
  #line: string[] = [];
  /** Open elements that hide what is in them. */
  #hidden = 0;
  readonly #open: boolean[] = [];
  #preformatted = 0;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (!EMPTY.has(name)) {
      const hides = UNSEEN.has(name) || 'hidden' in attributes || HIDING.test((attributes.style ?? '').slice(0, 2000));
      this.#open.push(hides);
      if (hides) this.#hidden++;
      if (name === 'pre') this.#preformatted++;
    }
    if (name === 'td' || name === 'th') {
      if (this.#line.some((part) => part.trim() !== '')) this.#line.push('\t');
    } else if (name === 'br') this.#end();
    else if (BLOCK.has(name)) this.#block(name);
    if (name === 'li') this.#line.push('- ');
  }

  close(name: string): void {
    if (!EMPTY.has(name) && this.#open.pop() === true) this.#hidden--;
    if (name === 'pre' && this.#preformatted > 0) this.#preformatted--;
    if (BLOCK.has(name)) this.#block(name);
  }

  text(text: string): void {
    if (this.#hidden > 0) return;
    if (this.#preformatted === 0) {
      this.#line.push(text.replaceAll(/[\s\u00A0]+/g, ' '));
      return;
    }
    const [first = '', ...rest] = text.split('\n');
    this.#line.push(first);
    for (const line of rest) {
      this.#end();
      this.#line.push(line);
    }
  }

  done(): string {
    this.#end();
    return this.#lines
      .join('\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim();
  }

  #block(name: string): void {
    if (this.#line.some((part) => part.trim() !== '')) this.#end();
    else this.#line = [];
    if (APART.has(name) && this.#lines.at(-1) !== '') this.#lines.push('');
  }

  #end(): void {
    this.#lines.push(this.#line.join('').replaceAll(/ {2,}/g, ' ').trim());
    this.#line = [];
  }
}
