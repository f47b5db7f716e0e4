import type { SignOff } from '../../model/ledger.ts';
import type { RecordTable } from '../record-table.ts';
import { COMMON, present, readNeededMoment } from '../record-values.ts';
import type { Words } from '../row-reader.ts';
import { REVIEWER_ROLE_WORDS } from './reviewers.ts';

const DECISIONS: Words<SignOff['decision']> = {
  approved: ['通过', '同意', '批准', '签核通过', 'approve'],
  rejected: ['驳回', '不通过', '退回', '拒绝', 'reject'],
};

/** What reviewers said of listings, each tied to what the listing said then. */
export const SIGN_OFFS: RecordTable<SignOff> = {
  name: 'sign-offs',
  title: 'preclear sign-off',
  columns: {
    id: { ...COMMON.id, about: 'Made by preclear sign; each once.' },
    listing: { names: ['链接', 'Listing', 'SKU', '商品编号'], is: 'text', needed: true, about: 'SKU or id of the listing.' },
    marketplace: { names: ['平台', '站点'], is: 'text', needed: true, about: 'amazon.com, alibaba.com …' },
    content_hash: {
      names: ['内容校验值', '内容哈希', 'contentHash', 'hash'],
      is: 'hashes',
      needed: true,
      about: 'SHA-256 of the texts and pictures that were signed.',
    },
    by: { names: ['签核人', '审核人', '签字人'], is: 'text', needed: true, about: 'Who signed.' },
    role: { names: ['角色', '岗位', '职务'], is: REVIEWER_ROLE_WORDS, about: 'As what.' },
    decision: { names: ['结论', '决定', '结果'], is: DECISIONS, needed: true, about: 'May go live, or may not.' },
    at: { names: ['时间', '签核时间', '日期', 'date'], is: 'moment', needed: true, about: 'When; ISO 8601.' },
    note: COMMON.note,
  },
  read(reader) {
    const id = reader.required('id');
    const listing = reader.required('listing');
    const marketplace = reader.required('marketplace').toLowerCase();
    const hash = reader.required('content_hash');
    const contentHash = hash === '' ? undefined : reader.hash(hash, 'content_hash');
    const by = reader.required('by');
    const role = reader.text('role') === undefined ? undefined : reader.oneOf('role', REVIEWER_ROLE_WORDS);
    const decision = reader.oneOf('decision', DECISIONS);
    const at = readNeededMoment(reader, 'at');
    if (contentHash === undefined || decision === undefined) return undefined;
    return { id, listing, marketplace, contentHash, by, decision, at, ...present({ role, note: reader.text('note') }) };
  },
};
