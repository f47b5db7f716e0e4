import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/readers/json-parser.ts';
import { parsePath, selectPath } from '../../src/readers/json-path.ts';

const record = parseJson(
  '{"a":{"b":"x"},"Brand Name":"Acme","bullets":["one","two"],"scores":{"Brand":{"Diesel":1,"A/B":1}},"型号":"X1","it\'s":"y"}',
  1,
  1,
).root;

function select(path: string): string[] {
  if (record === undefined) return [];
  return selectPath(parsePath(path), record, '').map(
    ({ node, pointer }) => `${pointer}=${node.kind === 'text' ? node.text : node.kind}`,
  );
}

describe('paths', () => {
  it.each([
    ['$.a.b', ['/a/b=x']],
    ["$['Brand Name']", ['/Brand Name=Acme']],
    ['$["Brand Name"]', ['/Brand Name=Acme']],
    ["$['it\\'s']", ["/it's=y"]],
    ['$.型号', ['/型号=X1']],
    ['$.bullets[*]', ['/bullets/0=one', '/bullets/1=two']],
    ['$.bullets[1]', ['/bullets/1=two']],
    ['$.scores.Brand~', ['/scores/Brand/Diesel~=Diesel', '/scores/Brand/A~1B~=A/B']],
    ['$.scores.*~', ['/scores/Brand/Diesel~=Diesel', '/scores/Brand/A~1B~=A/B']],
    ['$', ['=object']],
    ['$.missing.b', []],
    ['$.bullets~', []],
  ])('%s', (path, expected) => {
    expect(select(path)).toEqual(expected);
  });

  it.each(['', 'a.b', '$a', '$.', '$..a', '$.a[', '$.a[-1]', '$.a[?(@.b)]', '$.a b', "$['a]", '$.a~.b'])(
    'refuses %j and says what is allowed',
    (path) => {
      expect(() => parsePath(path)).toThrow(/is no path: column \d+ cannot be read\. A path starts with \$/);
    },
  );
});
