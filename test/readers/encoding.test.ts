import { Readable } from 'node:stream';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import type { Input } from '../../src/readers/contract.ts';
import { decode, decodeInput, detectEncoding, readText } from '../../src/readers/encoding.ts';

const CHINESE = 'SKU,商品标题,五点描述1,品牌\nKB-01,便携式不锈钢保温杯 大容量 运动水壶,双层真空保温 12 小时,途铂\n';
const JAPANESE = 'SKU,商品名,商品説明\nKB-01,ステンレス製の水筒 500ml,保温も保冷もできます。毎日の通勤に。\n';
const KOREAN = 'SKU,제목,설명\nKB-01,스테인리스 텀블러 500ml,보온과 보냉이 모두 가능한 제품입니다.\n';
const TRADITIONAL = 'SKU,商品標題,描述\nKB-01,不鏽鋼保溫瓶 大容量 運動水壺,雙層真空，長效保溫十二小時，適合戶外使用\n';
const GERMAN =
  'sku;titel;beschreibung\nKB-01;Trinkflasche für Büro und Küche;Größe 500 ml, dichtschließend, 24 € – „spülmaschinenfest“\n';
const FRENCH =
  'sku;titre;description\nKB-01;Gourde isotherme légère;Garde vos boissons fraîches à température pendant 24 h, façade brossée – 19 €\n';
const RUSSIAN =
  'SKU;Название;Описание\nKB-01;Термокружка из нержавеющей стали;Сохраняет тепло до двенадцати часов, не протекает\n';

function input(bytes: Buffer, options: Input['options'] = {}, chunk = 7): Input {
  const chunks: Buffer[] = [];
  for (let i = 0; i < bytes.length; i += chunk) chunks.push(bytes.subarray(i, i + chunk));
  return {
    path: '/x/a.csv',
    file: 'a.csv',
    head: bytes.subarray(0, 65_536),
    size: bytes.length,
    open: () => Readable.from(chunks),
    options,
  };
}

async function read(bytes: Buffer, options: Input['options'] = {}, chunk = 7): Promise<{ text: string; problems: Problem[] }> {
  const problems: Problem[] = [];
  const parts: string[] = [];
  for await (const part of decodeInput(input(bytes, options, chunk), problems)) parts.push(part);
  return { text: parts.join(''), problems };
}

describe('detectEncoding', () => {
  it.each([
    ['ASCII', Buffer.from('sku,title\n1,Bottle\n'), 'utf-8'],
    ['UTF-8', Buffer.from(CHINESE), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${CHINESE}`), 'utf-8'],
    ['UTF-16LE with a mark', iconv.encode(CHINESE, 'utf-16le', { addBOM: true }), 'utf-16le'],
    ['UTF-16BE with a mark', iconv.encode(CHINESE, 'utf-16be', { addBOM: true }), 'utf-16be'],
    ['UTF-16LE without a mark', iconv.encode(CHINESE, 'utf-16le', { addBOM: false }), 'utf-16le'],
    ['UTF-16BE without a mark', iconv.encode(CHINESE, 'utf-16be', { addBOM: false }), 'utf-16be'],
    ['ASCII in UTF-16LE', iconv.encode('sku\ttitle\r\n1\tBottle\r\n', 'utf-16le', { addBOM: false }), 'utf-16le'],
    ['GBK', iconv.encode(CHINESE, 'gbk'), 'gb18030'],
    ['Big5', iconv.encode(TRADITIONAL, 'big5'), 'big5'],
    ['Shift_JIS', iconv.encode(JAPANESE, 'shift_jis'), 'shift_jis'],
    ['EUC-JP', iconv.encode(JAPANESE, 'euc-jp'), 'euc-jp'],
    ['EUC-KR', iconv.encode(KOREAN, 'euc-kr'), 'euc-kr'],
    ['German Windows-1252', iconv.encode(GERMAN, 'windows-1252'), 'windows-1252'],
    ['French Windows-1252', iconv.encode(FRENCH, 'windows-1252'), 'windows-1252'],
    [
      'English with a trademark sign',
      iconv.encode('sku,title\n1,Steel Bottle™ – “leak proof”\n', 'windows-1252'),
      'windows-1252',
    ],
    ['Russian Windows-1251', iconv.encode(RUSSIAN, 'windows-1251'), 'windows-1251'],
    ['nothing', Buffer.alloc(0), 'utf-8'],
  ])('%s', async (_, bytes, expected) => {
    expect(await detectEncoding(bytes)).toBe(expected);
  });

  it('is not misled by a character that the end of the head cuts', async () => {
    const bytes = Buffer.from(CHINESE.repeat(3));
    for (let cut = 60; cut < 70; cut++) expect(await detectEncoding(bytes.subarray(0, cut))).toBe('utf-8');
  });

  it('keeps a Chinese UTF-8 file with one broken byte as UTF-8', async () => {
    expect(await detectEncoding(Buffer.concat([Buffer.from(CHINESE), Buffer.from([0xff]), Buffer.from(CHINESE)]))).toBe(
      'utf-8',
    );
  });
});

describe('decode', () => {
  it.each([
    ['gbk', CHINESE],
    ['gb18030', CHINESE],
    ['big5', TRADITIONAL],
    ['Shift_JIS', JAPANESE],
    ['windows-1252', GERMAN],
    ['latin1', GERMAN],
    ['utf-16le', CHINESE],
    ['utf-8', CHINESE],
  ])('%s, however the bytes are cut', async (name, text) => {
    const bytes = iconv.encode(text, name === 'latin1' ? 'windows-1252' : name);
    for (const chunk of [1, 2, 3, 5, 64]) expect(await read(bytes, { encoding: name }, chunk)).toEqual({ text, problems: [] });
  });

  it('gives back any text, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 9 }), async (text, chunk) => {
        fc.pre(!text.startsWith('\uFEFF'));
        const told: number[] = [];
        let out = '';
        const bytes = input(Buffer.from(text), {}, chunk).open();
        for await (const part of decode(bytes, 'utf-8', (line) => told.push(line))) out += part;
        expect(out).toBe(text);
        expect(told).toEqual([]);
      }),
    );
  });

  it('reports the first of several invalid bytes, once, by line and column', async () => {
    const lines = ['标题,描述', '保温杯,好\uFFFD用', '水壶,'].join('\r\n');
    const bytes = Buffer.concat([
      Buffer.from(`${lines}杯`),
      Buffer.from([0xe4, 0x41, 0xff]),
      Buffer.from(`\r\n${CHINESE.repeat(9)}`),
    ]);
    for (const chunk of [1, 2, 3, 4, 5, 1000]) {
      const { text, problems } = await read(bytes, {}, chunk);
      expect(text).toContain('水壶,杯\uFFFDA\uFFFD\r\n');
      expect(problems.map(({ line, column }) => [line, column])).toEqual([[3, 5]]);
      expect(problems[0]?.reason.en).toContain('UTF-8');
    }
  });

  it('drops the byte order mark', async () => {
    expect((await read(Buffer.from('\uFEFFsku'), {}, 2)).text).toBe('sku');
  });

  it('says what to write when the configuration names an unknown character set', async () => {
    const { text, problems } = await read(Buffer.from('a'), { encoding: 'gbq' });
    expect(text).toBe('');
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason.en).toContain('"gbq"');
    expect(problems[0]?.reason.zh).toContain('gbk');
  });

  it('refuses a text that is too long for a reader that needs it at once', async () => {
    const problems: Problem[] = [];
    expect(await readText(input(Buffer.from('abcdef')), problems, 6)).toBe('abcdef');
    expect(await readText(input(Buffer.from('abcdef')), problems, 5)).toBeUndefined();
    expect(problems).toHaveLength(1);
  });

  it('tells where a UTF-8 file holds a row of another code page', async () => {
    const bytes = Buffer.concat([Buffer.from('sku,title\nA,Café crème\n'), Buffer.from('B,caf\xe9 bowl\n', 'latin1')]);
    const problems: Problem[] = [];
    let text = '';
    for await (const part of decodeInput(input(bytes), problems)) text += part;
    expect(text).toContain('Café crème');
    expect(problems.map(({ line, column }) => [line, column])).toEqual([[3, 6]]);
  });
});
