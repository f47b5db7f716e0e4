import type { Contact, ContactChannel } from '../../model/ledger.ts';
import type { RecordTable } from '../record-table.ts';
import { COMMON, present, readNeededMoment, readProofs } from '../record-values.ts';
import type { Words } from '../row-reader.ts';

const DIRECTIONS: Words<Contact['direction']> = {
  out: ['发出', '我方发出', '去信', '拨出', 'sent', 'outgoing'],
  in: ['收到', '对方来信', '来信', '接听', 'received', 'incoming'],
};

const CHANNELS: Words<ContactChannel> = {
  email: ['邮件', '电子邮件', '邮箱', 'mail', 'e-mail'],
  phone: ['电话', 'call', 'telephone'],
  letter: ['信函', '书信', '快递', 'post'],
  platform: ['平台', '站内信', '平台消息', '后台'],
  chat: ['聊天', '微信', '即时通讯', 'WhatsApp'],
  meeting: ['会面', '会议', '面谈'],
};

/** Messages and calls with the other side. */
export const CONTACTS: RecordTable<Contact> = {
  name: 'contacts',
  title: 'preclear contact',
  columns: {
    id: COMMON.id,
    at: {
      names: ['时间', '日期', '联系时间', '联系日期', 'date'],
      is: 'moment',
      needed: true,
      about: 'Day, or ISO 8601 with time and zone.',
    },
    direction: { names: ['方向', '收发'], is: DIRECTIONS, needed: true, about: 'Whether you wrote or they did.' },
    channel: { names: ['方式', '渠道', '联系方式'], is: CHANNELS, needed: true, about: 'How.' },
    party: { names: ['对方', '联系人', '权利人'], is: 'text', needed: true, about: 'Person or firm on the other side.' },
    address: { names: ['地址', '对方地址', '邮箱地址', '电话号码'], is: 'text', about: 'E-mail address or number.' },
    by: { names: ['经办人', '联系人员', '我方人员'], is: 'text', about: 'Who of you.' },
    subject: { names: ['主题', '标题', '内容'], is: 'text', about: 'What it was about.' },
    offered: { names: ['补偿', '提出的补偿', '赔偿方案'], is: 'text', about: 'Compensation that was offered, if any was.' },
    case: COMMON.case,
    proof: COMMON.proof,
    proof_sha256: COMMON.proof_sha256,
    note: COMMON.note,
  },
  read(reader, files) {
    const id = reader.required('id');
    const at = readNeededMoment(reader, 'at');
    const direction = reader.oneOf('direction', DIRECTIONS);
    const channel = reader.oneOf('channel', CHANNELS);
    const party = reader.required('party');
    const proofs = readProofs(reader, files);
    const rest = present({
      address: reader.text('address'),
      by: reader.text('by'),
      subject: reader.text('subject'),
      offered: reader.text('offered'),
      case: reader.text('case'),
      note: reader.text('note'),
    });
    if (direction === undefined || channel === undefined) return undefined;
    return { id, at, direction, channel, party, proofs, ...rest };
  },
};
