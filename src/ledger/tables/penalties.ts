import type { PenaltyPlatform, PenaltyRecord } from '../../model/ledger.ts';
import type { RecordTable } from '../record-table.ts';
import { COMMON, present, readCount, readNeededDay, readProofs, requireOrder } from '../record-values.ts';
import type { Words } from '../row-reader.ts';

/** Marketplaces that count against an account, in the words that people use. */
export const PENALTY_PLATFORM_WORDS: Words<PenaltyPlatform> = {
  amazon: ['亚马逊', 'amazon.com'],
  alibaba: ['阿里巴巴国际站', '国际站', 'alibaba.com'],
  aliexpress: ['速卖通', 'aliexpress.com'],
  ebay: ['eBay', 'ebay.com'],
  walmart: ['沃尔玛', 'walmart.com'],
  tiktok_shop: ['TikTok', 'tiktok shop'],
  temu: ['Temu', '拼多多跨境'],
  shopify: ['Shopify'],
};

/** What marketplaces counted against the account. */
export const PENALTIES: RecordTable<PenaltyRecord> = {
  name: 'penalties',
  title: 'preclear penalty',
  columns: {
    id: COMMON.id,
    platform: { names: ['平台'], is: PENALTY_PLATFORM_WORDS, needed: true, about: 'Who counted it.' },
    date: { names: ['日期', '扣分日期', '处罚日期'], is: 'day', needed: true, about: 'Day on which it was counted.' },
    points: { names: ['扣分', '分数', '扣分分值'], is: 'number', about: 'As the marketplace told; empty when it told none.' },
    kind: {
      names: ['类型', '违规类型', '违规等级'],
      is: 'text',
      needed: true,
      about: 'As the penalty tables name it, such as general or serious; preclear penalties lists them.',
    },
    right: {
      names: ['权利', '权利编号', '知识产权编号', '商标号'],
      is: 'text',
      about: 'Number of the right, where it is known.',
    },
    withdrawn: { names: ['撤销日期', '申诉成功日期'], is: 'day', about: 'Day on which the marketplace took it back.' },
    case: COMMON.case,
    proof: COMMON.proof,
    proof_sha256: COMMON.proof_sha256,
    note: COMMON.note,
  },
  read(reader, files) {
    const id = reader.required('id');
    const platform = reader.oneOf('platform', PENALTY_PLATFORM_WORDS);
    const date = readNeededDay(reader, 'date');
    const points = readCount(reader, 'points');
    const kind = reader.required('kind');
    const withdrawn = reader.day('withdrawn');
    requireOrder(reader, date, 'withdrawn', withdrawn);
    const proofs = readProofs(reader, files);
    const rest = present({
      points,
      withdrawn,
      right: reader.text('right'),
      case: reader.text('case'),
      note: reader.text('note'),
    });
    return platform === undefined ? undefined : { id, platform, date, kind, proofs, ...rest };
  },
};
