import { describe, expect, it } from 'vitest';
import { fileDiff } from '../../src/reporters/diff.ts';

const HUNK = {
  line: 2,
  column: 5,
  listing: 'HM-1',
  field: 'title',
  index: null,
  before: 'velcro straps',
  after: 'hook-and-loop straps',
};

describe('the diff of a file', () => {
  it('names both files, and for every cell its place, listing and field', () => {
    const bullet = { ...HUNK, line: 3, field: 'bullet', index: 2 };
    expect(fileDiff('feed.csv', 'feed.fixed.csv', [HUNK, bullet], { lang: 'en', color: false })).toBe(
      [
        '--- feed.csv',
        '+++ feed.fixed.csv',
        '@@ feed.csv:2:5 HM-1 title @@',
        '-velcro straps',
        '+hook-and-loop straps',
        '@@ feed.csv:3:5 HM-1 bullet point 2 @@',
        '-velcro straps',
        '+hook-and-loop straps',
        '',
      ].join('\n'),
    );
    expect(fileDiff('a', 'b', [bullet], { lang: 'zh', color: false })).toContain('@@ a:3:5 HM-1 五点描述第 2 点 @@');
  });

  it('shows of a text of several lines the changed ones', () => {
    const text = fileDiff('a', 'b', [{ ...HUNK, before: 'one\ntwo\r\nthree', after: 'one\n2\r\nthree' }], {
      lang: 'en',
      color: false,
    });
    expect(text.split('\n').slice(3)).toEqual(['-two', '+2', '']);
  });

  it('lets no control character of a listing through, and colours only when asked to', () => {
    const evil = { ...HUNK, before: 'red \u001b[31m velcro', after: 'red \u001b[31m strap' };
    expect(fileDiff('a', 'b', [evil], { lang: 'en', color: false })).not.toContain('\u001b');
    expect(fileDiff('a', 'b', [HUNK], { lang: 'en', color: true })).toContain('\u001b[32m+hook-and-loop straps\u001b[0m');
  });
});
