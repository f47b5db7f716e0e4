import type { HousePolicy } from '../../model/ledger.ts';
import type { RecordTable } from '../record-table.ts';
import { COMMON, present, readNeededDay, readProofs, requireOrder } from '../record-values.ts';

/** Written rules of the house. */
export const POLICIES: RecordTable<HousePolicy> = {
  name: 'policies',
  title: 'preclear house policy',
  columns: {
    id: COMMON.id,
    title: { names: ['名称', '标题', '制度名称', '制度'], is: 'text', needed: true, about: 'What the rule is called.' },
    adopted: { names: ['生效日期', '发布日期', '开始日期', 'from'], is: 'day', needed: true, about: 'In force since.' },
    owner: { names: ['负责人', '责任人'], is: 'text', about: 'Who sees to it.' },
    retired: { names: ['废止日期', '失效日期', 'to', 'until'], is: 'day', about: 'No longer in force since.' },
    proof: COMMON.proof,
    proof_sha256: COMMON.proof_sha256,
    note: COMMON.note,
  },
  read(reader, files) {
    const id = reader.required('id');
    const title = reader.required('title');
    const adopted = readNeededDay(reader, 'adopted');
    const retired = reader.day('retired');
    requireOrder(reader, adopted, 'retired', retired);
    const rest = present({ owner: reader.text('owner'), retired, note: reader.text('note') });
    return { id, title, adopted, proofs: readProofs(reader, files), ...rest };
  },
};
