import { readNotice } from '../../src/cases/read-notice.ts';
import { prepareWordings, type Wordings } from '../../src/cases/wordings.ts';
import type { ReadNotice } from '../../src/model/case-notice.ts';
import { decode, detectEncoding } from '../../src/readers/encoding.ts';
import { loadNoticePacks } from '../../src/rulepacks/notices.ts';

const wordings: Wordings = prepareWordings(await loadNoticePacks());

/** Decodes bytes whose character set nobody names, as the command does. */
export async function decodeBytes(bytes: Uint8Array): Promise<string> {
  let text = '';
  async function* inOne(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  for await (const part of decode(inOne(), await detectEncoding(bytes.subarray(0, 65_536)))) text += part;
  return text;
}

/** Reads a notice with the wordings that come with preclear. */
export function read(content: string | Uint8Array, file = 'notice.txt'): Promise<ReadNotice> {
  return readNotice(file, typeof content === 'string' ? Buffer.from(content) : content, wordings, decodeBytes);
}
