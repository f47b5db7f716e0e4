import type { Canary } from '../../model/canary.ts';
import type { RecordTable } from '../record-table.ts';
import { COMMON, present } from '../record-values.ts';

/** Own words and phrases that were planted in listings to be found again. */
export const CANARIES: RecordTable<Canary> = {
  name: 'canaries',
  title: 'preclear canary',
  columns: {
    id: { ...COMMON.id, about: 'Made by preclear canary plant; each once.' },
    listing: { names: ['链接', 'Listing', 'SKU', '商品编号'], is: 'text', needed: true, about: 'SKU or id of the listing.' },
    phrase: { names: ['暗记', '暗记词句', '短语', '词句'], is: 'text', needed: true, about: 'Own word or phrase that it has.' },
    planted: {
      names: ['埋设日期', '登记日期', '日期', 'date'],
      is: 'day',
      needed: true,
      about: 'Day on which it was registered.',
    },
    by: { names: ['登记人', '经办人'], is: 'text', about: 'Who registered it.' },
    content_hash: {
      names: ['内容校验值', '内容哈希', 'contentHash', 'hash'],
      is: 'hashes',
      needed: true,
      about: 'SHA-256 of the texts and pictures of the listing on that day.',
    },
  },
  read(reader) {
    const id = reader.required('id');
    const listing = reader.required('listing');
    const phrase = reader.required('phrase');
    const written = reader.required('planted');
    const planted = written === '' ? undefined : reader.day('planted');
    const hash = reader.required('content_hash');
    const contentHash = hash === '' ? undefined : reader.hash(hash, 'content_hash');
    if (planted === undefined || contentHash === undefined) return undefined;
    return { id, listing, phrase, planted, contentHash, ...present({ by: reader.text('by') }) };
  },
};
