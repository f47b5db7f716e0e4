import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { lastLine, preclear, shop } from './run.ts';

const BULLET =
  'Double-walled vacuum insulation keeps your coffee steaming hot for twelve hours and iced drinks cold for a full day, even on the longest winter commute.';
const REWORDED =
  'The vacuum insulation with double walls keeps coffee steaming hot for twelve long hours, and iced drinks stay cold a full day even on your longest winter commute.';
const OTHER =
  'Seven pockets and a padded strap carry brushes, pencils and a folding easel; waxed canvas sheds rain and brass rivets hold every seam.';
const STORY =
  'Our workshop by the sea began in a boathouse. Three potters, one kiln, and a cat named Biscuit who approves each glaze.';

/** A line of the output of `--pairs`. */
interface Line {
  readonly a: string;
  readonly b: string;
  readonly passages?: readonly {
    readonly a: readonly [number, number];
    readonly b: readonly [number, number];
    readonly class: string;
  }[];
  readonly error?: string;
}

const linesOf = (stdout: string): Line[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line): Line => JSON.parse(line));

const pair = (a: string, b: string): string => `${a}\t${b}\n`;

describe('compare A B', () => {
  it('shows the passages in common with their places, the words that differ and how much of each text they are', async () => {
    const cwd = shop({ 'a.txt': `${STORY}\n${BULLET}\n`, 'b.txt': `${OTHER}\n\n${REWORDED}\n` });
    const { exit, stdout, stderr } = await preclear(['compare', 'a.txt', 'b.txt'], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toMatch(/a\.txt:2:1/);
    expect(stdout).toMatch(/b\.txt:3:\d/);
    expect(stdout).toMatch(/reworded {2}\d+ of \d+ words the same/);
    expect(stdout).toMatch(/keeps \[your\] coffee steaming hot/);
    expect(stdout).toMatch(/\d\d% of a\.txt: \d+ of \d+ words/);
    expect(lastLine(stderr)).toBe('exit 0: 1 passage in common');
  });

  it('says so in Chinese', async () => {
    const cwd = shop({ 'a.txt': BULLET, 'b.txt': `${BULLET} ${OTHER}` });
    const { stdout, stderr } = await preclear(['compare', 'a.txt', 'b.txt', '--lang', 'zh'], { cwd });
    expect(stdout).toContain('逐字相同');
    expect(stdout).toMatch(/a\.txt：雷同 100%（\d+ \/ \d+ 个词）/);
    expect(lastLine(stderr)).toBe('退出码 0：1 段雷同');
  });

  it('finds nothing in texts that have nothing in common, and ends with 1 only when told to', async () => {
    const cwd = shop({ 'a.txt': BULLET, 'b.txt': OTHER, 'c.txt': BULLET });
    expect((await preclear(['compare', 'a.txt', 'b.txt'], { cwd })).stdout).toContain('No passage in common.');
    expect((await preclear(['compare', 'a.txt', 'b.txt', '--fail-on-copy'], { cwd })).exit).toBe(0);
    expect((await preclear(['compare', 'a.txt', 'c.txt'], { cwd })).exit).toBe(0);
    expect((await preclear(['compare', 'a.txt', 'c.txt', '--fail-on-copy'], { cwd })).exit).toBe(1);
  });

  it('writes a page with both texts, in which nothing of them is markup', async () => {
    const cwd = shop({
      'a<b>.txt': `<script>alert(1)</script> ${BULLET}`,
      'b.html': `<h1>Mug</h1><p>${BULLET}</p><script>no</script>`,
    });
    const args = ['compare', 'a<b>.txt', 'b.html', '--format', 'html=out/page.html', '--format', 'json'];
    const { exit, stdout } = await preclear(args, { cwd });
    expect(exit).toBe(0);
    const page = readFileSync(join(cwd, 'out', 'page.html'), 'utf8');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('a<b>.txt');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/(?:src|href)="(?:https?:|\/)/);
    expect(page).toContain('id="a1"');
    expect(page).toContain('href="#b1"');
    expect(linesOf(stdout)[0]?.passages).toHaveLength(1);
  });

  it.each([
    ['missing.txt', /missing\.txt: There is no such file/],
    ['folder', /folder: This is a folder/],
    ['picture.png', /picture\.png: The file holds no text/],
  ])('cannot work with %s', async (file, message) => {
    const cwd = shop({ 'a.txt': BULLET, 'folder/b.txt': BULLET, 'picture.png': '\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0' });
    const { exit, stdout, stderr } = await preclear(['compare', 'a.txt', file], { cwd });
    expect(exit).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
  });

  it.each([
    ['an empty file', ''],
    ['only emoji', '😀👩‍💻🎉'.repeat(50)],
    ['no spaces', 'x'.repeat(5000)],
  ])('compares %s', async (_, text) => {
    const cwd = shop({ 'a.txt': BULLET, 'b.txt': text });
    const { exit, stdout } = await preclear(['compare', 'a.txt', 'b.txt', '--format', 'json'], { cwd });
    expect(exit).toBe(0);
    expect(linesOf(stdout)).toEqual([{ a: 'a.txt', b: 'b.txt', passages: [] }]);
  });

  it('refuses a text that is too long', async () => {
    const cwd = shop({ 'a.txt': 'Keeps drinks hot. '.repeat(1_000_000), 'b.txt': BULLET });
    const { exit, stderr } = await preclear(['compare', 'a.txt', 'b.txt'], { cwd });
    expect(exit).toBe(2);
    expect(stderr).toMatch(/longer than 16 million characters/);
  });

  it.each([
    [['compare', 'a.txt'], /Name two files/],
    [['compare', '--pairs', 'p.tsv', 'a.txt'], /name none beside it/],
    [['compare', '--pairs', 'p.tsv', '--format', 'html=x.html'], /JSON lines/],
    [['compare', 'a.txt', 'a.txt', '--format', 'xml'], /Unknown format "xml"/],
    [['compare', 'a.txt', 'a.txt', '--format', 'json', '--format', 'pretty'], /standard output/],
    [['compare', 'a.txt', 'a.txt', '--profile', 'essay'], /Allowed choices/],
    [['compare', '--pairs', 'none.tsv'], /none\.tsv/],
  ])('explains %j', async (args, message) => {
    const { exit, stderr } = await preclear(args, { cwd: shop({ 'a.txt': BULLET, 'p.tsv': '' }) });
    expect(exit).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('compare --pairs', () => {
  it('gives a line a pair in the order of the list, with paths from its folder, whatever is wrong with some', async () => {
    const cwd = shop({
      'list/pairs.tsv': `\uFEFF# mine\ttheirs\n\n${pair('a.txt', '../b.txt')}only one\r\n${pair('a.txt', 'none.txt')}${pair('../b.txt', 'a.txt')}`,
      'list/a.txt': BULLET,
      'b.txt': `${OTHER} ${BULLET}`,
    });
    const { exit, stdout, stderr } = await preclear(['compare', '--pairs', 'list/pairs.tsv'], { cwd });
    const [first, second, third, fourth] = linesOf(stdout);
    expect(first).toEqual({
      a: 'a.txt',
      b: '../b.txt',
      passages: [{ a: [0, BULLET.length - 1], b: [OTHER.length + 1, OTHER.length + BULLET.length], class: 'verbatim' }],
    });
    expect(second).toMatchObject({ a: 'only one', b: '' });
    expect(second?.error).toMatch(/list\/pairs\.tsv:4: The line has no second path/);
    expect(third?.error).toBe('none.txt: There is no such file. Check the path.');
    expect(fourth?.passages).toHaveLength(1);
    expect(exit).toBe(3);
    expect(lastLine(stderr)).toBe('exit 3: 2 pairs compared, 2 with a passage in common, 2 could not be compared');
  });

  it('gives the same lines at any --jobs', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`t${at}.txt`, `${at % 3 === 0 ? BULLET : OTHER} Model ${at}`]),
    );
    const pairs = Array.from({ length: 200 }, (_, at) =>
      pair(`t${at % 40}.txt`, at % 17 === 0 ? 'none' : `t${(at * 7) % 40}.txt`),
    );
    const cwd = shop({ ...files, 'pairs.tsv': pairs.join('') });
    const one = await preclear(['compare', '--pairs', 'pairs.tsv', '--jobs', '1'], { cwd });
    const three = await preclear(['compare', '--pairs', 'pairs.tsv', '--jobs', '3'], { cwd });
    expect(linesOf(one.stdout)).toHaveLength(200);
    expect(three).toEqual(one);
  });

  it('counts UTF-16 units of the file as decoded, with its byte order mark, tags and all', async () => {
    const page = `<html><body><p>😀 ${OTHER}</p>\r\n<div hidden>${BULLET}</div><p>${BULLET.replace('coffee', 'cof<b>fee</b>')}</p>`;
    const start = page.lastIndexOf('Double');
    const span = [start, page.lastIndexOf('commute') + 'commute'.length];
    const cwd = shop({ 'a.txt': BULLET, 'plain.html': page, 'mark.html': `\uFEFF${page}`, 'pairs.tsv': '' });
    writeFileSync(join(cwd, 'utf16.html'), iconv.encode(page, 'utf-16', { addBOM: true }));
    writeFileSync(join(cwd, 'pairs.tsv'), ['plain', 'mark', 'utf16'].map((name) => pair('a.txt', `${name}.html`)).join(''));
    const { stdout } = await preclear(['compare', '--pairs', 'pairs.tsv'], { cwd });
    const found = linesOf(stdout).map((line) => line.passages?.map(({ b }) => b));
    const shifted = span.map((at) => at + 1);
    expect(found).toEqual([[span], [shifted], [shifted]]);
  });

  it('reads a list from standard input, and files in the code page of a Chinese machine', async () => {
    const text =
      '采用双层真空结构，保温可达十二小时，保冷可达二十四小时，清晨装的热咖啡到了傍晚依然烫口，通勤路上再也不用担心。';
    const cwd = shop({ 'b.txt': `北岬真空杯。${text}` });
    writeFileSync(join(cwd, 'a.txt'), iconv.encode(text, 'gbk'));
    const { exit, stdout } = await preclear(['compare', '--pairs', '-'], { cwd, input: pair('a.txt', 'b.txt') });
    expect(exit).toBe(0);
    expect(linesOf(stdout)[0]?.passages).toMatchObject([{ class: 'verbatim' }]);
  });

  it('ends with 1 for a copy when told to, and with 0 for an empty list', async () => {
    const cwd = shop({ 'a.txt': BULLET, 'pairs.tsv': pair('a.txt', 'a.txt'), 'empty.tsv': '# nothing\n' });
    expect((await preclear(['compare', '--pairs', 'pairs.tsv', '--fail-on-copy'], { cwd })).exit).toBe(1);
    expect(await preclear(['compare', '--pairs', 'empty.tsv'], { cwd })).toMatchObject({ exit: 0, stdout: '' });
  });
});
