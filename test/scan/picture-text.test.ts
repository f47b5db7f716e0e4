import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PictureLines } from '../../src/scan/picture-lines.ts';
import { openTextReader, readFileText, TEXT_READER } from '../../src/scan/picture-text.ts';
import { preclear } from '../commands/run.ts';
import { drawLetters } from '../eval/image-letters.ts';

let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preclear-picture-text-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A drawn product with words in capitals over it. */
async function draw(name: string, words: readonly string[], angle = 0): Promise<string> {
  const lines = words.map((text, i) => drawLetters(text, { x: 60, y: 300 + i * 120, size: 44, colour: '#ffffff', angle }));
  const ground = '<rect width="800" height="800" fill="#3b5568"/><circle cx="420" cy="420" r="260" fill="#8a5533"/>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800">${ground}${lines.join('')}</svg>`;
  await sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toFile(at(name));
  return at(name);
}

describe('readFileText', { timeout: 180_000 }, () => {
  it('reads lines from top to bottom, aslant too, and nothing where nothing is written', async () => {
    const read = await openTextReader();
    const text = async (file: string): Promise<string[]> => (await readFileText(file, read)).map((line) => line.text);
    expect(await text(await draw('two.jpg', ['SHUTTERSTOCK', 'BEST SELLER']))).toEqual(['SHUTTERSTOCK', 'BEST SELLER']);
    expect(await text(await draw('slant.jpg', ['ADIDAS'], 12))).toEqual(['ADIDAS']);
    expect(await text(await draw('none.jpg', []))).toEqual([]);
    await writeFile(at('no-picture.jpg'), 'text');
    expect(await text(at('no-picture.jpg'))).toEqual([]);
  });
});

describe('PictureLines', () => {
  it('reads each content once, on disk and in memory', async () => {
    let reads = 0;
    const read = async (): Promise<string> => `read ${++reads}`;
    const cache = at('cache');
    const first = new PictureLines(cache, read);
    expect(
      await Promise.all([first.read('a.jpg', 'aa'), first.read('copy-of-a.jpg', 'aa'), first.read('b.jpg', 'bb')]),
    ).toEqual(['read 1', 'read 1', 'read 2']);
    expect(await new PictureLines(cache, read).read('a.jpg', 'aa')).toBe('read 1');
    expect(await new PictureLines(undefined, read).read('a.jpg', 'aa')).toBe('read 3');
    expect(await readdir(join(cache, 'picture-text'))).toEqual(['aa.json', 'bb.json']);
  });

  it('reads anew what is damaged, or what another reader wrote', async () => {
    const cache = at('cache2');
    await mkdir(join(cache, 'picture-text'), { recursive: true });
    await writeFile(join(cache, 'picture-text', 'aa.json'), '{"reader":');
    await writeFile(join(cache, 'picture-text', 'bb.json'), '{"reader":"older","text":"NIKE"}');
    await writeFile(join(cache, 'picture-text', 'cc.json'), JSON.stringify({ reader: TEXT_READER, text: 7 }));
    const lines = new PictureLines(cache, async () => 'new');
    expect(await Promise.all(['aa', 'bb', 'cc'].map((sha256) => lines.read('x.jpg', sha256)))).toEqual(['new', 'new', 'new']);
    expect(JSON.parse(await readFile(join(cache, 'picture-text', 'bb.json'), 'utf8'))).toEqual({
      reader: TEXT_READER,
      text: 'new',
    });
  });
});

describe('scan --ocr', { timeout: 180_000 }, () => {
  it('judges the words in pictures as it judges words in texts, and only when asked', async () => {
    const shop = at('shop');
    await mkdir(shop);
    await draw('shop/main.jpg', ['FREE SHIPPING']);
    await draw('shop/second.jpg', ['SHUTTERSTOCK']);
    await writeFile(join(shop, 'preclear.config.yaml'), 'brands: [Hillmoor]\n');
    const listing = { id: 'S-1', marketplace: 'amazon.com', title: 'Hillmoor storm lamp for camping', brand: 'Hillmoor' };
    await writeFile(
      join(shop, 'lamp.json'),
      JSON.stringify({ ...listing, image: { main: 'main.jpg', other: ['second.jpg'] } }),
    );
    const rules = 'core/picture-watermark,amazon/main-image-promotion';
    const args = ['scan', join(shop, 'lamp.json'), '--format', 'json', '--only', rules];
    const silent = await preclear(args);
    expect(JSON.parse(silent.stdout).findings).toEqual([]);
    const told = await preclear([...args, '--ocr']);
    expect(told.exit).toBe(1);
    expect(JSON.parse(told.stdout).findings).toMatchObject([
      { rule: 'amazon/main-image-promotion', field: 'image-text.main', index: null, match: 'FREE SHIPPING', line: 1 },
      { rule: 'core/picture-watermark', field: 'image-text.other', index: 1, match: 'SHUTTERSTOCK', span: [0, 12] },
    ]);
    const again = await preclear([...args, '--ocr']);
    expect(JSON.parse(again.stdout).findings).toEqual(JSON.parse(told.stdout).findings);
    const chinese = await preclear(['scan', join(shop, 'lamp.json'), '--only', rules, '--ocr', '--lang', 'zh', '--fix']);
    expect(chinese.stdout).toContain('附图中的文字第 1 张');
    expect(await readdir(shop)).toEqual(['.preclear', 'lamp.json', 'main.jpg', 'preclear.config.yaml', 'second.jpg']);
  });
});
