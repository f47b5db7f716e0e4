import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { locate } from '../../src/model/place.ts';
import { placeOf } from '../../src/readers/tree.ts';
import { readYaml } from '../../src/readers/yaml.ts';
import { parseYaml } from '../../src/readers/yaml-tree.ts';
import { plain, strings } from './json-tree.ts';
import { inputOf, outline, readAll, reasons, textsInFile } from './read-text.ts';

const SHOP = `# our spring listings
- &base
  sku: BELT-1
  brand: Trailo
  title: Running belt, fits every phone
  bullets:
    - "Water-resistant \\u2013 \\"IPX4\\" nike"
    - 'it''s light'
    - Plain text that
      goes on
  description: |
    First line
      indented

    last nike line
  search terms: >-
    belt for
    running
  images: {main: img/a.jpg, other: [img/b.jpg]}
- <<: *base
  sku: BELT-2
---
sku: CUP
title: Cup
title: Mug
`;

describe('YAML', () => {
  it('reads lists, several documents, merge keys and every kind of text', async () => {
    const read = await readAll(readYaml, inputOf(SHOP, 'shop.yaml'));
    expect(reasons(read)).toEqual([expect.stringMatching(/^25:1 "title" stands twice in one object, at 24:1 and at 25:1/)]);
    expect(read.listings.map((l) => [l.id, l.source.record])).toEqual([
      ['BELT-1', 1],
      ['BELT-2', 2],
      ['CUP', 3],
    ]);
    const fields = [
      'title: Running belt, fits every phone',
      'bullet[1]: Water-resistant – "IPX4" nike',
      "bullet[2]: it's light",
      'bullet[3]: Plain text that goes on',
      'description: First line\n  indented\n\nlast nike line\n',
      'search-terms: belt for running',
      'brand: Trailo',
      'main: img/a.jpg',
      'other-1: img/b.jpg',
    ];
    expect(outline(read.listings[0])).toEqual(fields);
    expect(outline(read.listings[1])).toEqual(fields);
    expect(outline(read.listings[2])).toEqual(['title: Mug']);
    expect(read.mappings).toHaveLength(1);
  });

  it.each(['IPX4', 'nike', 'light', 'goes', 'indented', 'last', 'for', 'running'])('points at "%s"', async (word) => {
    const [listing] = (await readAll(readYaml, inputOf(SHOP, 'shop.yaml'))).listings;
    const field = listing?.fields.find((f) => f.text.includes(word));
    const { line, column } = locate(field?.place ?? { runs: [] }, field?.text.indexOf(word) ?? -1);
    expect(SHOP.split('\n')[line - 1]?.slice(column - 1)).toMatch(new RegExp(`^${word}`));
  });

  it('knows the place of every visible character, however it is written', async () => {
    const value = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'B', ' ', '\n', '"', "'", '\\', '#', ':', 'é', '漢', '😀', '\t', '-') }),
      fc.lorem(),
    );
    const style = fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED');
    await fc.assert(
      fc.asyncProperty(
        fc.array(value),
        style,
        fc.integer({ min: 20, max: 90 }),
        async (values, defaultStringType, lineWidth) => {
          const text = stringify({ list: values }, { defaultStringType, lineWidth, defaultKeyType: 'PLAIN' });
          const root = (await parseYaml(text))[0]?.root;
          if (root === undefined) throw new Error('not parsed');
          expect(plain(root)).toEqual(parse(text));
          const lines = text.split('\n');
          for (const node of strings(root)) {
            for (let i = 0; i < node.text.length; i++) {
              if (/\s/.test(node.text.charAt(i))) continue;
              const { line, column } = locate(placeOf(node, ''), i);
              const rest = lines[line - 1]?.slice(column - 1) ?? '';
              const shown = [rest.charAt(0), rest.startsWith('\\') ? rest.charAt(1) : ''];
              expect(shown).toContain(node.text.charAt(i));
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('tells one place of a broken document and reads the others', async () => {
    const read = await readAll(readYaml, inputOf('title: a\nsku: 1\n---\ntitle: [b\n---\ntitle: c\nsku: 3\n', 'a.yml'));
    expect(read.listings.map((l) => l.id)).toEqual(['1', '3']);
    expect(reasons(read)).toEqual([expect.stringMatching(/^5:1 Broken YAML: Flow sequence/)]);
  });

  it('finds records at a path and in a list of products', async () => {
    const text = 'shop:\n  spring:\n    a: {name: Cup}\n    b: {name: Mug}\nproducts:\n  - {title: Jug}\n';
    const titles = async (options: { records?: string }): Promise<string[]> =>
      (await readAll(readYaml, inputOf(text, 'a.yaml', options))).listings.flatMap(outline);
    expect(await titles({ records: '$.shop.spring.*' })).toEqual(['title: Cup', 'title: Mug']);
    expect(await titles({})).toEqual(['title: Jug']);
  });

  it('survives nested aliases and endless nesting', async () => {
    const laughs = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.replace(/./g, (c) => `${c}: &${c} [${`*${String.fromCharCode(c.charCodeAt(0) - 1)},`.repeat(9)}]\n`)}`;
    expect(reasons(await readAll(readYaml, inputOf(laughs, 'a.yaml')))[0]).toContain('more than 200000 values');
    const deep = `a: ${'['.repeat(300)}${']'.repeat(300)}`;
    expect(reasons(await readAll(readYaml, inputOf(deep, 'a.yaml')))[0]).toContain('nested more than 200 levels');
  });

  it('points into flow text as written', async () => {
    const text = '[{sku: A, title: Nike belt}]';
    const [listing] = (await readAll(readYaml, inputOf(text, 'a.yaml'))).listings;
    expect(textsInFile(text, listing ?? expect.fail())).toEqual(['Nike belt']);
  });
});
