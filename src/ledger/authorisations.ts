import type { Authorisation } from '../model/ledger.ts';
import type { Problem } from '../model/problem.ts';
import { type Columns, readRows } from './records.ts';
import { type ProofFound, RowReader, type Words } from './row-reader.ts';

/** Columns of the brand authorisation ledger; English or Chinese headings, in any order. */
export const AUTHORISATION_COLUMNS: Columns = {
  id: ['编号', '授权编号', '台账编号'],
  brand: ['品牌', '品牌名', '品牌名称', '商标'],
  kind: ['类型', '授权类型', 'type'],
  proof: ['证明文件', '授权书', '授权文件', '证明', '合同', 'proof file'],
  valid_from: ['生效日期', '开始日期', '起始日期', '有效期起', 'from', 'start'],
  valid_to: ['截止日期', '到期日期', '失效日期', '结束日期', '有效期止', 'to', 'end', 'until', 'expires'],
  marketplaces: ['平台', '站点', '适用平台', '适用站点', 'marketplace'],
  listings: ['SKU', '适用 SKU', '适用链接', '链接', 'skus', 'listing'],
  note: ['备注', '说明', 'notes', 'comment', 'comments', 'remark', 'remarks'],
};

/** What a right to another's mark rests on, in the words that people use. */
export const AUTHORISATION_KINDS: Words<Authorisation['kind']> = {
  'owner-letter': ['授权书', '品牌授权书', '品牌方授权书'],
  licence: ['许可合同', '许可', '商标许可', 'license'],
  reseller: ['经销', '经销商', '分销', '经销授权'],
};

/** Reads the brand authorisation ledger, as `readLicences` reads the image licence ledger. */
export function readAuthorisations(
  text: string,
  file: string,
  found: ProofFound,
  seen: Set<string> = new Set(),
): { readonly records: Authorisation[]; readonly problems: Problem[] } {
  const { rows, problems } = readRows(text, file, AUTHORISATION_COLUMNS);
  const records: Authorisation[] = [];
  for (const row of rows) {
    const reader = new RowReader(row, file);
    const id = reader.required('id');
    const kind = reader.oneOf('kind', AUTHORISATION_KINDS);
    const authorisation = {
      id,
      brand: reader.required('brand'),
      ...reader.proof(found),
      ...reader.validity(),
      marketplaces: reader.list('marketplaces', /[;；|,，、\s]+/).map((name) => name.toLowerCase()),
      listings: reader.list('listings'),
    };
    if (seen.has(id)) reader.addDuplicate(id);
    problems.push(...reader.problems);
    if (!reader.counts || kind === undefined) continue;
    seen.add(id);
    records.push({ ...authorisation, kind });
  }
  return { records, problems };
}
