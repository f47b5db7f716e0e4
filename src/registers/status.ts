import type { RegisterStatus } from '../lexicon/register-entry.ts';

/** Tells a status by the office's own code or words. */
export type StatusTable = (code: string) => RegisterStatus;

const GROUPS: Readonly<Record<string, RegisterStatus>> = { live: 'live', pending: 'pending', dead: 'dead' };

/** Reads the text of `us-status.tsv`: code or range of codes, group, label. A code that is not there needs a person's review. */
export function readStatusTable(text: string): StatusTable {
  const codes = new Map<string, RegisterStatus>();
  for (const line of text.split(/\r?\n/).slice(1)) {
    const [range = '', group = ''] = line.split('\t');
    const status = GROUPS[group];
    const [from, to = from] = range.split('-').map(Number);
    if (status === undefined || from === undefined || to === undefined || Number.isNaN(from + to)) continue;
    for (let code = from; code <= to; code++) codes.set(String(code), status);
  }
  return (code) => codes.get(String(Number(code))) ?? 'review';
}

/** Words of registers for a status, folded; the first group that a status holds a word of decides. */
const WORDS: readonly (readonly [RegisterStatus, RegExp])[] = [
  [
    'dead',
    /ended|expired|cancel|dead|abandon|withdrawn|refus|reject|lapsed|invalid|revok|surrender|delete|removed|terminat|annul|无效|失效|撤销|驳回|注销|已销|过期|终止|撤回|不予/,
  ],
  ['pending', /pending|filed|application|examin|publish|opposition|under|申请|待审|审查|初审|公告|受理|等待|异议/],
  ['live', /regist|live|active|valid|renew|protect|granted|accepted|已注册|注册|有效|续展|存续/],
];

/** The status that words of a register tell: `Registered`, `Expired`, `已注册`, `注册申请中`. */
export function statusOfWords(text: string): RegisterStatus {
  const folded = text.toLowerCase();
  // "Registered; cancellation pending" still stands; "registration cancelled" and "not registered" do not.
  if (/cancellation pending|opposition dismissed/.test(folded)) return 'live';
  return WORDS.find(([, words]) => words.test(folded))?.[0] ?? 'review';
}
