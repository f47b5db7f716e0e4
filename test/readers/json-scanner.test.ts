import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locate } from '../../src/model/place.ts';
import { parseJson } from '../../src/readers/json-parser.ts';
import { MAX_STRING } from '../../src/readers/json-scanner.ts';
import { placeOf } from '../../src/readers/tree.ts';
import { faultsIn, plain, recordsIn, scanAll, strings } from './json-tree.ts';

/** Random JSON, printed with random white space and with every other character of its strings escaped at random. */
const printed = fc
  .tuple(fc.json({ maxDepth: 4, stringUnit: 'binary' }), fc.constantFrom(undefined, 1, '\t'), fc.boolean(), fc.boolean())
  .map(([json, indent, escaped, crlf]) => {
    let text = JSON.stringify(JSON.parse(json), undefined, indent);
    if (escaped) text = text.replace(/[g-m\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return crlf ? text.replaceAll('\n', '\r\n') : text;
  })
  .filter((text) => !/\\u[0-9a-f]{4}u/.test(text) || isJson(text));

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('JSON', () => {
  it('has the values of JSON.parse', () => {
    fc.assert(
      fc.property(printed, (text) => {
        fc.pre(isJson(text));
        const { root, faults } = parseJson(text, 1, 1);
        expect(faults).toEqual([]);
        expect(root && plain(root)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const noise = fc.array(
      fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', 'a', '1', '-', '.', 'e', 'null', ' ', '\n', '\t'),
    );
    fc.assert(
      fc.property(noise, (parts) => {
        const text = parts.join('');
        const { root, faults } = parseJson(text, 1, 1);
        expect(root !== undefined && faults.length === 0).toBe(isJson(text) && !hasTwins(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('knows the place of every character of every string', () => {
    fc.assert(
      fc.property(printed, (text) => {
        fc.pre(isJson(text));
        const lines = text.split(/\r\n|\n|\r/);
        const { root } = parseJson(text, 1, 1);
        for (const node of root === undefined ? [] : strings(root)) {
          for (let i = 0; i < node.text.length; i++) {
            const { line, column } = locate(placeOf(node, ''), i);
            const rest = lines[line - 1]?.slice(column - 1) ?? '';
            const raw = /^\\u[0-9a-fA-F]{4}|^\\.|^./s.exec(rest)?.[0] ?? '';
            expect(JSON.parse(`"${raw}"`)).toBe(node.text[i]);
          }
          const end = locate(placeOf(node, ''), node.text.length);
          expect(lines[end.line - 1]?.[end.column - 1]).toBe('"');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('finds the same in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(printed, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        fc.pre(isJson(text));
        const document = `\uFEFF{ "header": ${text}, "products":\r\n [${text}, {"a": ${text}},\r{"b": [${text}]} ] }`;
        const whole = await scanAll(document, '$.products[*]');
        expect(await scanAll(document, '$.products[*]', size)).toEqual(whole);
        const values = whole.flatMap((e) => ('root' in e ? [plain(e.root)] : []));
        expect(values).toEqual(JSON.parse(document.slice(1)).products);
      }),
      { numRuns: 200 },
    );
  });
});

function hasTwins(text: string): boolean {
  return parseJson(text, 1, 1).faults.some((f) => f.reason.en.includes('twice'));
}

describe('records of a JSON document', () => {
  it.each([
    ['the items of the root', '[{"a":1},{"a":2}]', undefined, [{ a: 1 }, { a: 2 }]],
    ['a known list', '{"count":2,"products":[{"a":1},{"a":2}],"more":[{"a":3}]}', undefined, [{ a: 1 }, { a: 2 }]],
    ['the root itself', '{"title":"Cup","items":["a","b"]}', undefined, [{ title: 'Cup', items: ['a', 'b'] }]],
    ['a path', '{"a":{"b c":[{"d":[1,2]},{"d":[3]}]}}', '$.a["b c"][*].d[*]', [1, 2, 3]],
    ['a position', '[[1,2],[{"x":3}]]', '$[1][0]', [{ x: 3 }]],
    ['every member', '{"sku1":{"t":"a"},"sku2":{"t":"b"}}', '$.*', [{ t: 'a' }, { t: 'b' }]],
    ['nothing at the path', '{"a":[1]}', '$.b[*]', []],
  ])('are %s', async (_, text, path, expected) => {
    expect(await recordsIn(text, path)).toEqual(expected);
    expect(await recordsIn(text, path, 1)).toEqual(expected);
    expect(await faultsIn(text, path)).toEqual([]);
  });

  it('know their pointer, number and place', async () => {
    const [, second] = await scanAll('{"x~/y": [\n {"t":"a"},\n  {"t":"b"}]}', '$["x~/y"][*]');
    expect(second).toMatchObject({ pointer: '/x~0~1y/1', record: 2, root: { line: 3, column: 3 } });
  });
});

describe('broken JSON', () => {
  it.each([
    [
      'a truncated file',
      '[{"a":1},\n {"b":"two',
      '2:11 Broken JSON: found the end of the text, expected the closing quote',
      [{ a: 1 }],
    ],
    ['a file cut between records', '[{"a":1},\n', '2:1 The file ends in the middle', [{ a: 1 }]],
    ['a missing comma in a record', '[{"a":1 "b":2},{"c":3}]', '1:9 Broken JSON: found """, expected a comma or }', [{ c: 3 }]],
    ['a missing comma between records', '[{"a":1}\n{"b":2}]', '2:1 A comma is missing', [{ a: 1 }, { b: 2 }]],
    ['a comma too many', '[{"a":[1,],},]', '1:13 A comma stands in front', [{ a: [1] }]],
    ['NaN', '[{"a":NaN},{"b":2}]', '1:7 Broken JSON: found "NaN", expected a text', [{ b: 2 }]],
    ['a comment in a record', '[{"a":1 /* ] */},{"b":2}]', '1:9 Broken JSON: found a comment', [{ b: 2 }]],
    ['a comment between records', '[{"a":1}, // don\'t "stop"\n{"b":2}]', '1:11 JSON knows no comments', [{ a: 1 }, { b: 2 }]],
    ['a missing quote', '[{"a":"x\n},{"b":2}]', '1:9 Broken JSON: found a line break, expected the closing quote', [{ b: 2 }]],
    ['a missing bracket', '[{"a":[1,2},{"b":2}]', '1:11 Broken JSON: found "}", expected a comma or ]', [{ b: 2 }]],
    ['a name without quotes', '[{a:1},{"b":2}]', '1:3 Broken JSON: found "a", expected a name', [{ b: 2 }]],
    ['more behind the end', '[{"a":1}] x', '1:11 Broken JSON: found "x", expected the end of the file', [{ a: 1 }]],
    ['a bad escape', '[{"a":"\\x41"},{"b":2}]', '1:8 Broken JSON: found "\\", expected an escape', [{ b: 2 }]],
    ['an empty file', '', '1:1 The file is empty', []],
    ['no JSON at all', 'hello', '1:1 Broken JSON: found "hello"', []],
    ['a broken root record', '{"title":"a","bullets":["b" "c"]}', '1:29 Broken JSON', []],
    ['a truncated root record', '{"title":"a","bullets":["b",', '1:29 Broken JSON: found the end', []],
  ])('%s: one place is told, the other records are read', async (_, text, fault, expected) => {
    for (const size of [1, 5, 65_536]) {
      const faults = await faultsIn(text, undefined, size);
      expect(faults.at(-1)).toContain(fault);
      expect(await recordsIn(text, undefined, size)).toEqual(expected);
      if (!text.includes(',]')) expect(faults).toHaveLength(1);
    }
  });

  it('names both places of a name that comes twice, the last value counts', async () => {
    const text = '[{"title":"a",\n "title":"b"}]';
    expect((await faultsIn(text))[0]).toMatch(/^2:3 "title" stands twice in one object, at 1:4 and at 2:3/);
    expect(await recordsIn(text)).toEqual([{ title: 'b' }]);
  });

  it('leaves out a record that is nested too deep', async () => {
    const text = `[{"a":1},${'['.repeat(100_000)}${']'.repeat(100_000)},{"b":2}]`;
    expect(await recordsIn(text)).toEqual([{ a: 1 }, { b: 2 }]);
    expect((await faultsIn(text))[0]).toMatch(/^1:210 The record is nested more than 200 levels/);
  });

  it('leaves out a record with an endless text or without end', async () => {
    const long = `[{"a":1},\n{"t": "${'x'.repeat(MAX_STRING + 70_000)}"},{"b":2}]`;
    expect(await recordsIn(long)).toEqual([{ a: 1 }, { b: 2 }]);
    expect(await faultsIn(long)).toEqual([expect.stringMatching(/^2:7 This text is longer than 1 MiB/)]);
    const wide = `[{"a":1},\n {"t":[${'"0123456789",'.repeat(1_400_000)}0]},{"b":2}]`;
    expect(await recordsIn(wide)).toEqual([{ a: 1 }, { b: 2 }]);
    expect(await faultsIn(wide)).toEqual([expect.stringMatching(/^2:2 This record is longer than 16 MiB/)]);
  });
});
