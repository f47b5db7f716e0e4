import { crc32 } from 'node:zlib';
import { GramReader } from './copy-grams.ts';
import { readCopyWords } from './copy-words.ts';

/** A little of everything whose words or hashes could come out differently one day: another release, other dictionaries of the platform. */
const PROBE = [
  'The 2-pack of stainless-steel bottles keeps drinks cold for 24 hours and doesn’t leak; see the size chart below, please.',
  'Wasserdichte Tasche für Fahrräder: groß genug für Bücher, 1.500 ml Flasche und Regenjacke, naß oder trocken.',
  'Легкий рюкзак для путешествий с отделением для ноутбука и карманом для бутылки воды, цвет тёмно-серый.',
  'この防水バッグは軽量で持ち運びが簡単です。旅行や通勤に最適で、ノートパソコンも入ります。',
  '这款不锈钢保温杯采用双层真空结构，保温十二小时，保冷二十四小时，适合办公室和户外运动使用。',
  'กระเป๋ากันน้ำน้ำหนักเบาเหมาะสำหรับการเดินทางและการทำงานทุกวัน',
  '이 방수 가방은 가볍고 휴대가 간편하여 여행과 출퇴근에 적합하며 노트북도 들어갑니다.',
  'W4terproof h&eacute;adphones <b>with</b> zero\u200bwidth and ｆｕｌｌ width letters, сotton сover',
].join('\n');

let recipes: { readonly grams: number; readonly words: number } | undefined;

/**
 * A number that says how texts become hashes here. Segments of another recipe find nothing, or only half, so they are not used: they are
 * built anew from the texts.
 */
export function gramRecipe(): number {
  return readProbe().grams;
}

/** A number that says how texts become words here. Words that were stored by another recipe are not used. */
export function wordRecipe(): number {
  return readProbe().words;
}

function readProbe(): { readonly grams: number; readonly words: number } {
  if (recipes !== undefined) return recipes;
  const reader = new GramReader();
  const words = readCopyWords(PROBE);
  reader.readForIndex(words, PROBE);
  const { ids, flags, leetIds = new Int32Array(0) } = words;
  recipes = { grams: crcOf(reader.hashes.slice(0, reader.count)), words: crcOf(leetIds, crcOf(flags, crcOf(ids))) };
  return recipes;
}

function crcOf({ buffer, byteOffset, byteLength }: Int32Array | Uint32Array | Uint8Array, before = 0): number {
  return crc32(new Uint8Array(buffer, byteOffset, byteLength), before);
}
