import type { Lang } from '../model/text.ts';
import type { Words } from './value-names.ts';

/*
 * The words in which a notice is told, in both languages.
 */

/** Names of the fields. */
export const FIELD_NAMES: Words = {
  en: {
    platform: 'Platform',
    subject: 'Subject',
    noticeKind: 'Kind',
    origin: 'Set off by',
    infringementType: 'Right',
    where: 'Where',
    items: 'Listings',
    complaintIds: 'Complaint numbers',
    ipNumbers: 'Registered rights',
    assertedTerms: 'Asserted words',
    rightsOwner: 'Rights owner',
    requested: 'Asked for',
    paths: 'Ways open',
    deadline: 'Deadline',
    accountLevel: 'Account as a whole',
    fundsHeld: 'Money held',
    copyrightedWorkUrls: 'Works',
    ownerStatement: 'Owner writes',
    penalty: 'Penalty',
    openViolationDates: 'Open violations of',
    otherDeadlines: 'Other periods',
    retractionAddress: 'Retractions go to',
    attachmentTypes: 'Files accepted',
    court: 'Court',
    internalNote: 'Own remarks',
  },
  zh: {
    platform: '平台',
    subject: '主题',
    noticeKind: '通知类型',
    origin: '发起方',
    infringementType: '侵权类型',
    where: '侵权位置',
    items: '涉及链接',
    complaintIds: '投诉编号',
    ipNumbers: '权利编号',
    assertedTerms: '被主张的词',
    rightsOwner: '权利人',
    requested: '要求提供',
    paths: '可走途径',
    deadline: '期限',
    accountLevel: '涉及整个账户',
    fundsHeld: '资金被冻结',
    copyrightedWorkUrls: '原作链接',
    ownerStatement: '权利人说明',
    penalty: '处罚',
    openViolationDates: '未解决违规日期',
    otherDeadlines: '其他期限',
    retractionAddress: '撤诉邮箱',
    attachmentTypes: '可接受的附件',
    court: '法院',
    internalNote: '内部备注',
  },
};

/** Words between the values. */
export const OTHER_WORDS: Readonly<
  Record<
    Lang,
    Readonly<
      Record<
        | 'unknown'
        | 'yes'
        | 'no'
        | 'points'
        | 'total'
        | 'calendar'
        | 'working'
        | 'hours'
        | 'noConsequence'
        | 'unread'
        | 'guessed'
        | 'closing',
        string
      >
    >
  >
> = {
  en: {
    unknown: 'not said',
    yes: 'yes',
    no: 'no',
    points: 'points',
    total: 'in total',
    calendar: 'calendar days',
    working: 'working days',
    hours: 'hours',
    noConsequence: 'the notice does not say what follows',
    unread: 'Attachments left unread',
    guessed:
      'A line with ? is a guess from the likeness to other notices, not what this one says. It counts for nothing until somebody sets the field.',
    closing: 'Check this against the notice before you act on it; a period counts from the day on which the notice came.',
  },
  zh: {
    unknown: '通知中未说明',
    yes: '是',
    no: '否',
    points: '分',
    total: '累计',
    calendar: '个自然日',
    working: '个工作日',
    hours: '小时',
    noConsequence: '通知未说明后果',
    unread: '未读取的附件',
    guessed: '带 ? 的行只是根据与其他通知的相似程度作出的猜测，并非通知原文；在有人确认并设置该字段之前不会被采用。',
    closing: '处理前请对照通知原文核对；期限从收到通知之日起算。',
  },
};
