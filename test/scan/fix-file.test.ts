import { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Listing } from '../../src/model/listing.ts';
import type { Input, SourceOptions } from '../../src/readers/contract.ts';
import { readListings } from '../../src/readers/registry.ts';
import { fixFile } from '../../src/scan/fix-file.ts';
import type { EditedField } from '../../src/scan/fix-plan.ts';

/** Every place of a word becomes another; what is left out is told by its reason. */
async function replaceAll(file: string, bytes: Buffer, from: string, to: string, options: SourceOptions = {}) {
  const input: Input = {
    path: file,
    file,
    head: bytes.subarray(0, 65_536),
    size: bytes.length,
    options,
    open: () => Readable.from([bytes]),
  };
  const edits: EditedField[] = [];
  for await (const event of readListings(input)) if ('listing' in event) edits.push(...editsOf(event.listing, from, to));
  const fixed = await fixFile({ path: file, file, bytes, options }, edits);
  return { ...fixed, edits: edits.length, reasons: fixed.left.map(({ reason }) => reason.en) };
}

function editsOf({ id, fields, source }: Listing, from: string, to: string): EditedField[] {
  return fields.flatMap((field) => {
    const spots = [...field.text.matchAll(new RegExp(from, 'g'))].map(({ index }) => index);
    if (spots.length === 0) return [];
    const edits = spots.map((at) => ({ span: [at, at + from.length] as const, text: to }));
    return [{ listing: id, record: source.record, field, edits, after: field.text.replaceAll(from, to) }];
  });
}

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

describe('a file with edited texts', () => {
  it.each([
    ['a.csv', '\ufeffsku,title,description\r\nA1,"Brace, ""velcro"" strap",velcro\r\nA2,"two\r\nlines velcro",x\r\n'],
    ['b.tsv', 'sku\ttitle\tdescription\nB1\tvelcro "strap"\tvelcro velcro\n'],
    ['c.csv', 'sku;title;description\rC1;velcro strap;"velcro; wide"\r'],
    ['d.json', '{"sku":"D1","title":"6\\" velcro \\u2013 strap","bullets":["velcro\\nstrap"]}'],
    ['e.jsonl', '{"sku":"E1","title":"velcro strap"}\n{"sku":"E2","title":"caf\\u00e9 velcro"}\n'],
    [
      'f.yaml',
      "sku: F1\ntitle: \"6\\\" velcro strap\"\nbullets:\n  - velcro strap\n  - 'men''s velcro'\n  - >\n    folded velcro\n    strap\n",
    ],
    ['g.md', '---\nsku: G1\ntitle: velcro strap\n---\n\n# Strap\n\nThe velcro strap.\n'],
    [
      'h.xml',
      '<?xml version="1.0"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>H1</g:id><title>Brace &amp; velcro</title>\n<description><![CDATA[<p>velcro & pads</p>]]></description></item></channel></rss>\n',
    ],
  ])('%s changes nowhere else', async (file, text) => {
    const { bytes, done, edits, left } = await replaceAll(file, utf8(text), 'velcro', 'hook-and-loop');
    expect(left).toEqual([]);
    expect(done).toHaveLength(edits);
    expect(bytes?.toString()).toBe(text.replaceAll('velcro', 'hook-and-loop'));
  });

  it.each(['gbk', 'utf-16le', 'utf-16be', 'big5', 'shift_jis', 'windows-1252'])('keeps %s', async (encoding) => {
    const word = encoding === 'windows-1252' ? 'für' : '魔';
    const text = `sku,title,description\r\nA1,velcro ${word} strap,"velcro, ${word}"\r\n`;
    const marked = encoding.startsWith('utf-16');
    const before = iconv.encode(text, encoding, { addBOM: marked });
    const { bytes, left } = await replaceAll('a.csv', before, 'velcro', 'hook', { encoding });
    expect(left).toEqual([]);
    expect(bytes?.equals(iconv.encode(text.replaceAll('velcro', 'hook'), encoding, { addBOM: marked }))).toBe(true);
  });

  it('writes what the notation of the place asks for', async () => {
    const csv = await replaceAll('a.csv', utf8('sku,title,description\nA1,"velcro, wide",x\n'), 'velcro', '6" hook');
    expect(csv.bytes?.toString()).toContain('"6"" hook, wide"');
    const json = await replaceAll('a.json', utf8('{"sku":"A1","title":"velcro strap"}'), 'velcro', '6" \\ hook');
    expect(json.bytes?.toString()).toContain('"6\\" \\\\ hook strap"');
    const yaml = await replaceAll('a.yaml', utf8("sku: A1\ntitle: 'velcro strap'\n"), 'velcro', "men's");
    expect(yaml.bytes?.toString()).toContain("'men''s strap'");
    const xml =
      '<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>1</g:id><title>velcro</title></item></channel></rss>';
    expect((await replaceAll('a.xml', utf8(xml), 'velcro', 'hook & loop')).bytes?.toString()).toContain('hook &amp; loop');
  });

  it('leaves out what would not read as wanted, and makes the other edits', async () => {
    const { bytes, done, reasons } = await replaceAll(
      'a.csv',
      utf8('sku,title,description\nA1,velcro,"velcro, x"\nA2,velcro,y\n'),
      'velcro',
      'a,b',
    );
    expect(done.map(({ listing, field }) => `${listing} ${field.name}`)).toEqual(['A1 description']);
    expect(bytes?.toString()).toBe('sku,title,description\nA1,velcro,"a,b, x"\nA2,velcro,y\n');
    expect(reasons[0]).toContain('could not be told with certainty');
  });

  it('says what keeps a file from being written', async () => {
    const latin = iconv.encode('sku,title,description\nA1,velcro für,x\n', 'windows-1252');
    expect((await replaceAll('a.csv', latin, 'velcro', '魔术贴', { encoding: 'windows-1252' })).reasons[0]).toContain(
      'lacks a character',
    );
    const broken = Buffer.concat([utf8('sku,title,description\nA1,velcro '), Buffer.from([0xff]), utf8(' x,y\n')]);
    expect((await replaceAll('a.csv', broken, 'velcro', 'hook', { encoding: 'utf-8' })).reasons[0]).toContain(
      'bytes of the file',
    );
    const page = '<html><head><title>x</title></head><body><h1>velcro strap</h1></body></html>';
    const { bytes, edits, reasons } = await replaceAll('a.html', utf8(page), 'velcro', 'hook');
    expect(bytes).toBeUndefined();
    if (edits > 0) expect(reasons[0]).toContain('saved pages');
  });
});
