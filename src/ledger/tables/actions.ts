import type { ActionKind, LoggedAction } from '../../model/ledger.ts';
import type { RecordTable } from '../record-table.ts';
import { COMMON, present, readMoment, readProofs } from '../record-values.ts';
import type { Words } from '../row-reader.ts';

const KINDS: Words<ActionKind> = {
  'remove-image': ['删除图片', '下架图片'],
  'replace-image': ['更换图片', '替换图片'],
  'edit-text': ['修改文案', '修改文字', '改文案'],
  'close-offer': ['停售', '关闭报价', '停止销售'],
  'delete-listing': ['删除 Listing', '删除链接', '删除商品'],
  'remove-inventory': ['移除库存', '移除订单'],
  'check-catalogue': ['全店排查', '排查其他链接', '全店检查'],
  acknowledge: ['确认违规', '确认通知'],
  'get-licence': ['取得图片授权', '购买图片授权'],
  'get-authorisation': ['取得品牌授权', '取得授权书'],
  lawyer: ['咨询律师', '律师'],
  personnel: ['人事处理', '人事'],
  other: ['其他'],
};

/** What people did about complaints or in the daily work. */
export const ACTIONS: RecordTable<LoggedAction> = {
  name: 'actions',
  title: 'preclear action',
  columns: {
    id: COMMON.id,
    kind: { names: ['类型', '动作', '措施类型', 'type'], is: KINDS, needed: true, about: 'What is done.' },
    planned: { names: ['计划日期', '计划'], is: 'day', about: 'Day on which it is to be done.' },
    done: { names: ['完成时间', '完成日期'], is: 'moment', about: 'When it was done; only then may it be told as done.' },
    by: { names: ['执行人', '经办人', '负责人'], is: 'text', about: 'Who does it.' },
    items: { names: ['ASIN', 'SKU', '商品', '链接'], is: 'list', about: 'ASINs, product ids or SKUs, divided by ;' },
    inventory_order: { names: ['移除订单号', '移除单号', 'removal order'], is: 'text', about: 'Number of the removal order.' },
    case: COMMON.case,
    proof: COMMON.proof,
    proof_sha256: COMMON.proof_sha256,
    note: COMMON.note,
  },
  read(reader, files) {
    const id = reader.required('id');
    const kind = reader.oneOf('kind', KINDS);
    const planned = reader.day('planned');
    const done = readMoment(reader, 'done');
    const items = [...new Set(reader.list('items', /[;；|、，,\r\n]+/))];
    if (reader.text('planned') === undefined && reader.text('done') === undefined) {
      reader.reject('done', {
        en: 'Neither "planned" nor "done" is filled, so this row does not count; write when it is to be done or was done.',
        zh: '“planned”（计划日期）和“done”（完成时间）都为空，该行不计入；请填写计划日期或完成时间。',
      });
    }
    const proofs = readProofs(reader, files);
    const rest = present({
      planned,
      done,
      by: reader.text('by'),
      inventoryOrder: reader.text('inventory_order'),
      case: reader.text('case'),
      note: reader.text('note'),
    });
    return kind === undefined ? undefined : { id, kind, items, proofs, ...rest };
  },
};
