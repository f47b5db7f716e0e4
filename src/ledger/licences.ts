import type { Licence, LicenceKind } from '../model/ledger.ts';
import type { Problem } from '../model/problem.ts';
import { type Columns, readRows } from './records.ts';
import { type FileHash, type ProofFound, RowReader, type Words } from './row-reader.ts';
import { readTerritory } from './territories.ts';

/** Columns of the image licence ledger; English or Chinese headings, in any order. */
export const LICENCE_COLUMNS: Columns = {
  id: ['编号', '授权编号', '许可编号', '台账编号'],
  kind: ['类型', '授权类型', '来源类型', '图片来源', 'type'],
  files: ['图片', '文件', '图片路径', '图片文件', 'file', 'images', 'image'],
  owner: ['版权方', '权利人', '版权人', '所有者', 'rights owner', 'copyright owner'],
  proof: ['证明文件', '证明', '凭证', '授权文件', '合同', 'proof file'],
  valid_from: ['生效日期', '开始日期', '起始日期', '有效期起', 'from', 'start'],
  valid_to: ['截止日期', '到期日期', '失效日期', '结束日期', '有效期止', 'to', 'end', 'until', 'expires'],
  marketplaces: ['平台', '站点', '适用平台', '适用站点', 'marketplace'],
  slots: ['图位', '图片位置', '适用图位', 'slot'],
  territories: ['地区', '国家', '授权地区', '适用地区', '适用国家', 'territory', 'countries', 'country'],
  proof_sha256: ['证明文件校验值', '证明校验值', '凭证校验值', 'proof hash'],
  covers: ['原图', '原片', '覆盖原图', 'originals', 'original'],
  note: ['备注', '说明', 'notes', 'comment', 'comments', 'remark', 'remarks'],
};

/** What makes the use of a picture lawful, in the words that people use. */
export const LICENCE_KIND_WORDS: Words<LicenceKind> = {
  'own-shoot': ['自有拍摄', '自拍', '自摄', '自主拍摄', '原创拍摄'],
  commissioned: ['委托拍摄', '外包拍摄', '委托制作'],
  stock: ['图库', '图库购买', '正版图库', '购买图库'],
  supplier: ['供应商', '供应商提供', '供应商授权', '工厂提供'],
  'brand-owner': ['品牌方', '品牌方授权', '品牌授权'],
  'public-domain': ['公有领域', '公版', '公共领域'],
  'ai-generated': ['AI 生成', 'AI', 'AI 制作'],
};

/** The slots of a listing, in the words that people use. */
export const SLOT_WORDS: Words<'main' | 'other'> = { main: ['主图'], other: ['附图', '副图', '辅图'] };

/**
 * Reads the image licence ledger. A row with a mistake is left out and told as a problem; `found` says which proof files exist. `file` is
 * the name that problems carry, and decides the format: `.jsonl` is JSON Lines, anything else CSV. Ids in `seen` are taken. `hashOf` gives
 * the SHA-256 of a proof or an original, where the ledger names one.
 */
export function readLicences(
  text: string,
  file: string,
  found: ProofFound,
  seen: Set<string> = new Set(),
  hashOf: FileHash = () => undefined,
): { readonly records: Licence[]; readonly problems: Problem[] } {
  const { rows, problems } = readRows(text, file, LICENCE_COLUMNS);
  const records: Licence[] = [];
  for (const row of rows) {
    const reader = new RowReader(row, file);
    const id = reader.required('id');
    const kind = reader.oneOf('kind', LICENCE_KIND_WORDS);
    if (reader.text('covers') === undefined) reader.required('files');
    const licence = {
      id,
      files: reader.list('files'),
      owner: reader.required('owner'),
      ...reader.proof(found, hashOf),
      ...readOriginals(reader, hashOf),
      ...readTerritories(reader),
      ...reader.validity(),
      marketplaces: reader.list('marketplaces', /[;；|,，、\s]+/).map((name) => name.toLowerCase()),
      slots: reader.someOf('slots', SLOT_WORDS),
    };
    if (seen.has(id)) reader.addDuplicate(id);
    problems.push(...reader.problems);
    if (!reader.counts || kind === undefined) continue;
    seen.add(id);
    records.push({ ...licence, kind });
  }
  return { records, problems };
}

const SHA256 = /^(?:sha256:)?([0-9a-f]{64})$/i;

/** The originals that a licence covers, by SHA-256: written so, or as paths of files that are there. */
function readOriginals(reader: RowReader, hashOf: FileHash): { originals?: string[] } {
  const originals = reader.list('covers').flatMap((entry) => {
    const hash = SHA256.exec(entry)?.[1]?.toLowerCase() ?? hashOf(entry.replaceAll('\\', '/'), 'original');
    if (hash === undefined) reader.addMissingOriginal(entry);
    return hash ?? [];
  });
  return originals.length === 0 ? {} : { originals };
}

/** Countries by code or by name, in English or Chinese; absent where one of them is the whole world. */
function readTerritories(reader: RowReader): { territories?: string[] } {
  const read = reader.list('territories', /[;；|,，、\r\n]+/).map((name) => ({ name, code: readTerritory(name) }));
  for (const { name, code } of read) if (code === undefined) reader.addUnknownTerritory(name);
  const codes = read.map(({ code }) => code).filter((code) => code !== undefined);
  return codes.length === 0 || codes.includes('*') ? {} : { territories: [...new Set(codes)] };
}
