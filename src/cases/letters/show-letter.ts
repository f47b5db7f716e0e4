import type { Draft, DraftFault, Statement } from '../../model/case-draft.ts';
import type { LetterLang } from '../../model/letter.ts';
import { annexFor } from './annex.ts';
import { showDay } from './render.ts';

/*
 * A draft -> the letter copy, which may be sent, and the review copy, which shows each sentence with its Chinese note, its state and its
 * records. The same draft gives the same bytes.
 */

/** Words around a letter, in its language. */
interface Around {
  readonly to: string;
  readonly subject: string;
  readonly annex: string;
  readonly see: (labels: readonly string[]) => string;
  readonly entry: (label: string, title: string, day: string | undefined, name: string) => string;
}

const AROUND: Readonly<Record<LetterLang, Around>> = {
  en: {
    to: 'To',
    subject: 'Subject',
    annex: 'Annexes',
    see: (labels) => ` (${labels.length === 1 ? 'Annex' : 'Annexes'} ${labels.join(', ')})`,
    entry: (label, title, day, name) =>
      `Annex ${label}: ${title}${day === undefined ? '' : `, dated ${day}`}${file(name, title)}`,
  },
  de: {
    to: 'An',
    subject: 'Betreff',
    annex: 'Anlagen',
    see: (labels) => ` (${labels.length === 1 ? 'Anlage' : 'Anlagen'} ${labels.join(', ')})`,
    entry: (label, title, day, name) =>
      `Anlage ${label}: ${title}${day === undefined ? '' : `, vom ${day}`}${file(name, title)}`,
  },
  ja: {
    to: '宛先',
    subject: '件名',
    annex: '添付資料',
    see: (labels) => `（添付${labels.join('、')}）`,
    entry: (label, title, day, name) => `添付${label}：${title}${day === undefined ? '' : `、${day}付`}${file(name, title)}`,
  },
  zh: {
    to: '收件人',
    subject: '主题',
    annex: '附件',
    see: (labels) => `（附件 ${labels.join('、')}）`,
    entry: (label, title, day, name) =>
      `附件 ${label}：${title}${day === undefined ? '' : `，日期 ${day}`}${file(name, title)}`,
  },
};

/** The name under which the file is attached. */
function file(name: string, title: string): string {
  return name === title ? '' : ` (${name})`;
}

/** A paragraph of the letter copy. */
export interface LetterLine {
  readonly kind: 'title' | 'head' | 'heading' | 'text' | 'annex';
  readonly text: string;
}

/** The letter copy line by line: what is blocked is not in it, notes and states neither. */
export function letterLines(draft: Draft): LetterLine[] {
  const around = AROUND[draft.lang];
  const kept = draft.sections
    .map(({ heading, statements }) => ({ heading, statements: statements.filter(({ state }) => state !== 'blocked') }))
    .filter(({ statements }) => statements.length > 0);
  const head = [
    ...(draft.to === undefined ? [] : [`${around.to}: ${draft.to}`]),
    ...(draft.subject === undefined ? [] : [`${around.subject}: ${draft.subject}`]),
  ];
  const hashes = draft.kind === 'evidence-annex';
  return [
    { kind: 'title', text: draft.title },
    ...head.map((text): LetterLine => ({ kind: 'head', text })),
    ...kept.flatMap(({ heading, statements }, i): LetterLine[] => [
      { kind: 'heading', text: `${i + 1}. ${heading}` },
      ...statements.map((one): LetterLine => ({ kind: 'text', text: sentenceWithAnnex(draft, one) })),
    ]),
    ...(draft.annex.length === 0 ? [] : [{ kind: 'heading', text: around.annex } as const]),
    ...draft.annex.map(({ label, title, dated, file: path, sha256 }): LetterLine => {
      const name = path.split('/').at(-1) ?? path;
      const day = dated === undefined ? undefined : showDay(dated, draft.lang);
      return { kind: 'annex', text: `${around.entry(label, title, day, name)}${hashes ? `  SHA-256 ${sha256}` : ''}` };
    }),
  ];
}

/** A sentence with the files of the annex that prove it. */
function sentenceWithAnnex(draft: Draft, statement: Statement): string {
  const { text, state } = statement;
  const own = annexFor(draft.annex, statement).map(({ label }) => label);
  if (own.length === 0 || state === 'blank') return text;
  const see = AROUND[draft.lang].see(own);
  const end = /[.。:：]$/.exec(text)?.[0] ?? '';
  return `${text.slice(0, text.length - end.length)}${see}${end}`;
}

/** The letter copy as Markdown. */
export function letterMarkdown(draft: Draft): string {
  const lines = letterLines(draft).map(({ kind, text }) => {
    const safe = escapeMarkdown(text);
    // Behind the mark of a heading a number begins no list.
    if (kind === 'title' || kind === 'heading') return `${kind === 'title' ? '#' : '##'} ${safe.replace(/^(\d+)\\/, '$1')}`;
    return kind === 'annex' ? `- ${safe}` : safe;
  });
  return `${joinParagraphs(lines, /^- /)}\n`;
}

/** The letter copy as plain text, for forms that take nothing else. */
export function letterText(draft: Draft): string {
  const lines = letterLines(draft).map(({ kind, text }) => (kind === 'annex' ? `- ${text}` : text));
  return `${joinParagraphs(lines, /^- /)}\n`;
}

/** A blank line between paragraphs, none between lines of a list. */
function joinParagraphs(lines: readonly string[], list: RegExp): string {
  return lines
    .map((line, i) => (i === 0 ? line : `${list.test(line) && list.test(lines[i - 1] ?? '') ? '\n' : '\n\n'}${line}`))
    .join('');
}

/** What Markdown would understand, shown as it is. Square brackets stay: blanks are marked by them. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_<>|~]/g, '\\$&')
    .replaceAll('](', ']\\(')
    .replace(/^([#+-])/, '\\$1')
    .replace(/^(\d+)([.)]) /, '$1\\$2 ');
}

/** Names of states, for the review copy. */
export const STATE_NAMES: Readonly<Record<Statement['state'], { readonly en: string; readonly zh: string }>> = {
  backed: { en: 'backed', zh: '有记录' },
  blank: { en: 'BLANK', zh: '待填' },
  asserted: { en: 'STATED BY NAME', zh: '具名担保' },
  blocked: { en: 'BLOCKED', zh: '禁止发送' },
  'fixed-text': { en: 'fixed text', zh: '固定措辞' },
};

const FAULT_NAMES: Readonly<Record<DraftFault['kind'], { readonly en: string; readonly zh: string }>> = {
  blank: { en: 'blank', zh: '待填' },
  contradiction: { en: 'contradiction', zh: '矛盾' },
  gate: { en: 'gate', zh: '不得起草' },
  check: { en: 'check', zh: '检查未过' },
  blocked: { en: 'blocked', zh: '禁用措辞' },
  warning: { en: 'to know', zh: '须知' },
};

/** A fault in one line, in a language of the seller's people. */
export function faultLine({ kind, statement, text }: DraftFault, lang: 'en' | 'zh'): string {
  const at = statement === undefined ? '' : ` ${statement}`;
  return `${FAULT_NAMES[kind][lang]}${at}: ${text[lang]}`;
}

/** The review copy: the letter and its Chinese notes side by side, then the faults, the annex and the backing table. */
export function reviewMarkdown(draft: Draft): string {
  const cell = (text: string): string => escapeMarkdown(text).replaceAll('\n', ' ');
  const stops = draft.faults.filter(({ stops: one }) => one);
  const known = draft.faults.filter(({ stops: one }) => !one);
  const statements = draft.sections.flatMap((section) => section.statements);
  const faults = (list: readonly DraftFault[]): string[] =>
    list.map((fault) => `- ${cell(faultLine(fault, 'zh'))}\n  ${cell(faultLine(fault, 'en'))}`);
  const rows = draft.sections.flatMap(({ heading, statements: own }) => [
    `| | **${cell(heading)}** | | |`,
    ...own.map(({ id, text, note, state }) => {
      const shown = state === 'blocked' ? `~~${cell(text)}~~` : cell(text);
      return `| ${id} | ${shown} | ${cell(note.zh)} | ${STATE_NAMES[state].zh} ${STATE_NAMES[state].en} |`;
    }),
  ]);
  return [
    `# ${cell(draft.title)} · ${draft.caseId} · ${draft.kind} (${draft.lang})`,
    '审阅稿，不得外发。本稿不构成法律意见。 Review copy, not to be sent. No legal advice.',
    `字数 / length: ${draft.words}`,
    ...(stops.length === 0
      ? ['没有阻止定稿的问题。 Nothing stops it from being final.']
      : ['## 定稿前必须解决 / before it is final', faults(stops).join('\n')]),
    ...(known.length === 0 ? [] : ['## 须知 / to know', faults(known).join('\n')]),
    ...(rows.length === 0
      ? []
      : [
          '## 正文与中文说明 / letter and notes',
          ['| # | Letter | 中文说明 | 状态 |', '|---|---|---|---|', ...rows].join('\n'),
        ]),
    ...(draft.annex.length === 0 ? [] : ['## 附件 / annex', annexTable(draft, cell)]),
    ...(statements.length === 0 ? [] : ['## 依据表 / backing table', backingTable(draft, statements, cell)]),
  ]
    .join('\n\n')
    .concat('\n');
}

function annexTable({ annex }: Draft, cell: (text: string) => string): string {
  const rows = annex.map(({ label, title, file: path, sha256 }) => `| ${label} | ${cell(title)} | ${cell(path)} | ${sha256} |`);
  return ['| # | 名称 title | 文件 file | SHA-256 |', '|---|---|---|---|', ...rows].join('\n');
}

/** Each sentence, its records, and the hashes of the files that prove them. */
function backingTable({ annex }: Draft, statements: readonly Statement[], cell: (text: string) => string): string {
  const rows = statements.map((statement) => {
    const { id, state, backing } = statement;
    const proofs = annexFor(annex, statement)
      .map(({ label, sha256 }) => `附件 ${label} ${sha256.slice(0, 16)}`)
      .join(', ');
    return `| ${id} | ${STATE_NAMES[state].zh} | ${cell(backing.join(', '))} | ${proofs} |`;
  });
  return ['| # | 状态 state | 记录 records | 文件 files (SHA-256) |', '|---|---|---|---|', ...rows].join('\n');
}
