import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { draw } from '../image/drawing.ts';
import { lastLine, preclear, shop } from './run.ts';

/*
 * `preclear compare` on two pictures.
 */

const LANTERN = resolve('data/sample/references/sources/lumenfjord-lantern.jpg');
const CAMP = resolve('data/sample/references/sources/northpine-forest-camp.jpg');

/** A part of the lantern, mirrored and turned, laid on another picture. */
async function collage(folder: string): Promise<string> {
  const part = await sharp(LANTERN)
    .extract({ left: 180, top: 150, width: 600, height: 640 })
    .flop()
    .rotate(7, { background: '#777777' })
    .resize(420)
    .toBuffer();
  const { data, width, height } = draw(5, 1200, 1000);
  const ground = sharp(data, { raw: { width, height, channels: 3 } });
  const file = join(folder, 'collage.jpg');
  await ground
    .composite([{ input: part, left: 640, top: 400 }])
    .jpeg({ quality: 85 })
    .toFile(file);
  return file;
}

describe('preclear compare with pictures', () => {
  it('finds a part that was cut out, mirrored, turned and pasted, and says so in both languages', async () => {
    const folder = shop({});
    const file = await collage(folder);
    const english = await preclear(['compare', file, LANTERN, '--fail-on-copy'], { cwd: folder });
    expect(english.exit).toBe(1);
    expect(english.stdout).toMatch(
      /^The same picture: seen from B as the original: mirrored, turned clockwise by [678]°, cropped to \d+%/,
    );
    expect(lastLine(english.stderr)).toBe('exit 1: one picture is in the other');
    const chinese = await preclear(['compare', LANTERN, file, '--lang', 'zh'], { cwd: folder });
    expect(chinese.stdout).toMatch(/^同一张图片：以图片 A 为原图：左右镜像、顺时针旋转 [678]°/);
  });

  it('draws both as SVG, PNG and a page, and writes one line of JSON', async () => {
    const folder = shop({});
    const file = await collage(folder);
    const formats = ['svg', 'png', 'html', 'json'].flatMap((format) => ['--format', `${format}=out.${format}`]);
    const { exit } = await preclear(['compare', file, LANTERN, ...formats], { cwd: folder });
    expect(exit).toBe(0);
    expect(await readFile(join(folder, 'out.svg'), 'utf8')).toMatch(/^<svg [\s\S]*<polygon/);
    expect(await sharp(join(folder, 'out.png')).metadata()).toMatchObject({ format: 'png', width: 1180 });
    expect(await readFile(join(folder, 'out.html'), 'utf8')).toContain('<polygon');
    const { match } = JSON.parse(await readFile(join(folder, 'out.json'), 'utf8'));
    expect(match).toMatchObject({
      stage: 'geometry',
      tier: 'copy',
      original: 'b',
      transform: { mirrored: true, negative: false },
    });
  });

  it('finds nothing in two other pictures', async () => {
    const { exit, stdout } = await preclear(['compare', LANTERN, CAMP, '--format', 'json', '--fail-on-copy']);
    expect([exit, JSON.parse(stdout).match]).toEqual([0, null]);
  });

  it('compares pictures and texts of one list', async () => {
    const folder = shop({
      'a.txt': 'The lid closes with a soft click and keeps soup hot for nine hours.',
      'b.txt': 'The lid closes with a soft click and keeps soup hot for nine hours.',
      'broken.jpg': 'no picture',
    });
    await writeFile(join(folder, 'cut.jpg'), (await readFile(LANTERN)).subarray(0, 400));
    const pairs = [
      [LANTERN, LANTERN],
      ['a.txt', 'b.txt'],
      [LANTERN, 'a.txt'],
      ['cut.jpg', LANTERN],
      [LANTERN, 'missing.jpg'],
    ];
    await writeFile(join(folder, 'pairs.tsv'), pairs.map((pair) => pair.join('\t')).join('\n'));
    const { exit, stdout } = await preclear(['compare', '--pairs', 'pairs.tsv'], { cwd: folder });
    expect(exit).toBe(3);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ match: { stage: 'exact', tier: 'copy' } });
    expect(lines[1]).toMatchObject({ passages: [{ class: 'verbatim' }] });
    expect(lines[2].error).toBe('a.txt is no picture, the other file is one. Name two pictures, or two texts.');
    expect(lines[3].error).toMatch(/^cut\.jpg: The picture is a damaged JPEG file/);
    expect(lines[4].error).toBe('missing.jpg: There is no such file. Check the path.');
  });

  it('refuses a drawing of two texts', async () => {
    const folder = shop({ 'a.txt': 'one', 'b.txt': 'two' });
    const { exit, stderr } = await preclear(['compare', 'a.txt', 'b.txt', '--format', 'svg'], { cwd: folder });
    expect(exit).toBe(2);
    expect(stderr).toContain('--format svg and png draw two pictures side by side; for texts use html.');
  });
});
