import type { AdoptedMeasure } from '../../model/ledger.ts';
import type { RecordTable } from '../record-table.ts';
import { COMMON, present, readNeededDay, readProofs, requireOrder } from '../record-values.ts';

/** Prevention steps that the seller has adopted. */
export const MEASURES: RecordTable<AdoptedMeasure> = {
  name: 'measures',
  title: 'preclear adopted measure',
  columns: {
    id: COMMON.id,
    step: {
      names: ['措施', '预防措施', '步骤'],
      is: 'text',
      needed: true,
      about: 'Id of the step, as preclear measures shows it.',
    },
    adopted: {
      names: ['采纳日期', '启用日期', '生效日期', 'from'],
      is: 'day',
      needed: true,
      about: 'Day from which it is done.',
    },
    owner: { names: ['负责人', '责任人'], is: 'text', needed: true, about: 'Who sees to it.' },
    retired: { names: ['停用日期', '废止日期', 'to', 'until'], is: 'day', about: 'No longer done since.' },
    proof: COMMON.proof,
    proof_sha256: COMMON.proof_sha256,
    note: COMMON.note,
  },
  read(reader, files) {
    const id = reader.required('id');
    const step = reader.required('step');
    const adopted = readNeededDay(reader, 'adopted');
    const owner = reader.required('owner');
    const retired = reader.day('retired');
    requireOrder(reader, adopted, 'retired', retired);
    return { id, step, adopted, owner, proofs: readProofs(reader, files), ...present({ retired, note: reader.text('note') }) };
  },
};
