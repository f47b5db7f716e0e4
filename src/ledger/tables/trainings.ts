import type { Training } from '../../model/ledger.ts';
import type { RecordTable } from '../record-table.ts';
import { COMMON, NAMES, present, readCount, readNeededDay, readProofs, requireOrder } from '../record-values.ts';

/** Trainings that were held. */
export const TRAININGS: RecordTable<Training> = {
  name: 'trainings',
  title: 'preclear training',
  columns: {
    id: COMMON.id,
    date: { names: ['日期', '培训日期'], is: 'day', needed: true, about: 'Day on which it was held.' },
    topic: { names: ['主题', '培训主题', '内容', '培训内容'], is: 'text', needed: true, about: 'What was taught.' },
    trainer: { names: ['讲师', '培训人', '主讲'], is: 'text', about: 'Who taught.' },
    attendees: { names: ['参加人员', '参训人员', '参加人', '签到'], is: 'list', about: 'Who was there, by name, divided by ;' },
    audience: { names: ['部门', '参训部门', '岗位', '对象'], is: 'list', about: 'Departments or roles that were there.' },
    test: { names: ['考核', '测试', '考核结果'], is: 'text', about: 'Test and its result, in your words.' },
    passed: { names: ['通过人数', '合格人数'], is: 'number', about: 'How many passed the test.' },
    next: { names: ['下次培训', '下次日期', '下次培训日期'], is: 'day', about: 'Day of the next one.' },
    case: COMMON.case,
    proof: COMMON.proof,
    proof_sha256: COMMON.proof_sha256,
    note: COMMON.note,
  },
  read(reader, files) {
    const id = reader.required('id');
    const date = readNeededDay(reader, 'date');
    const topic = reader.required('topic');
    const attendees = [...new Set(reader.list('attendees', NAMES))];
    const passed = readCount(reader, 'passed');
    const next = reader.day('next');
    requireOrder(reader, date, 'next', next);
    if (passed !== undefined && attendees.length > 0 && passed > attendees.length) {
      reader.reject('passed', {
        en: `${passed} passed, but only ${attendees.length} are named as present, so this row does not count as proof; correct one of the two.`,
        zh: `通过人数为 ${passed}，但参加人员只有 ${attendees.length} 人，该行不作为证明；请改正其中一项。`,
      });
    }
    return {
      id,
      date,
      topic,
      attendees,
      audience: reader.list('audience', NAMES),
      proofs: readProofs(reader, files),
      ...present({
        trainer: reader.text('trainer'),
        test: reader.text('test'),
        passed,
        next,
        case: reader.text('case'),
        note: reader.text('note'),
      }),
    };
  },
};
