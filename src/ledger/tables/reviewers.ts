import type { Reviewer, ReviewerRole } from '../../model/ledger.ts';
import type { RecordTable } from '../record-table.ts';
import { COMMON, present, requireOrder } from '../record-values.ts';
import type { Words } from '../row-reader.ts';

/** What a person may do with listings, in the words that people use. */
export const REVIEWER_ROLE_WORDS: Words<ReviewerRole> = {
  reviewer: ['审核员', '审核人', '审核', '复核员'],
  manager: ['经理', '主管', '负责人', '运营经理', '销售经理'],
  operator: ['运营', '操作员', '运营专员'],
};

/** Who may sign listings off. */
export const REVIEWERS: RecordTable<Reviewer> = {
  name: 'reviewers',
  title: 'preclear reviewer',
  columns: {
    id: { ...COMMON.id, about: 'Your number for the person; each once.' },
    name: { names: ['姓名', '名字', '审核员姓名'], is: 'text', needed: true, about: 'Name as it stands in sign-offs.' },
    role: { names: ['角色', '岗位', '职务', '职责'], is: REVIEWER_ROLE_WORDS, needed: true, about: 'What the person may do.' },
    from: { names: ['任命日期', '生效日期', '开始日期', 'since', 'valid_from'], is: 'day', about: 'First day of the duty.' },
    to: { names: ['离任日期', '结束日期', '截止日期', 'until', 'valid_to'], is: 'day', about: 'Last day of the duty.' },
    note: COMMON.note,
  },
  read(reader) {
    const id = reader.required('id');
    const name = reader.required('name');
    const role = reader.oneOf('role', REVIEWER_ROLE_WORDS);
    const from = reader.day('from');
    const to = reader.day('to');
    reader.text('note');
    requireOrder(reader, from, 'to', to);
    return role === undefined ? undefined : { id, name, role, ...present({ from, to }) };
  },
};
