import { createHash } from 'node:crypto';
import { escapeUTF8 } from 'entities/escape';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import type { Action, Block, Figure, Review, ReviewSection } from './review.ts';
import { cellText, changeText, figureText, ownerOf, spanOf, titleOf, URGENCIES, usedColumns } from './shown.ts';
import { reviewText } from './terminal.ts';

/*
 * The review as a message (RFC 5322, MIME): plain text, the same as simple HTML that mail programs show, and the page as an attachment.
 * Nothing in it is loaded from elsewhere.
 */

/** What a message needs besides the review. */
export interface Envelope {
  readonly from: string;
  readonly to?: string;
  /** When it was made, ISO 8601. */
  readonly at: string;
}

/** Rows of a table in the message; the page has more. */
const MOST_ROWS = 6;
const LINE = '\r\n';
/** Columns of the plain text. */
const WIDTH = 76;

/** The message. @param page the review as a page, to be attached. */
export function reviewMail(review: Review, lang: Lang, page: string, envelope: Envelope): string {
  const text = reviewText(review, { lang, color: false, width: WIDTH });
  const digest = createHash('sha256')
    .update(page)
    .update(envelope.to ?? '')
    .digest('hex');
  const [mixed, alternative] = [`preclear-${digest.slice(0, 16)}-m`, `preclear-${digest.slice(0, 16)}-a`];
  const name = `preclear-review-${review.week.id}.html`;
  const headers = [
    `From: ${envelope.from}`,
    ...(envelope.to === undefined ? [] : [`To: ${envelope.to}`]),
    `Subject: ${encodeWords(subjectOf(review, lang))}`,
    `Date: ${mailDate(envelope.at)}`,
    `Message-ID: <${digest.slice(0, 32)}@preclear.invalid>`,
    'MIME-Version: 1.0',
    'Auto-Submitted: auto-generated',
    `Content-Type: multipart/mixed; boundary="${mixed}"`,
  ];
  return [
    ...headers,
    '',
    `--${mixed}`,
    `Content-Type: multipart/alternative; boundary="${alternative}"`,
    '',
    `--${alternative}`,
    ...part('text/plain; charset=utf-8', text),
    `--${alternative}`,
    ...part('text/html; charset=utf-8', mailHtml(review, lang)),
    `--${alternative}--`,
    '',
    `--${mixed}`,
    ...part(`text/html; charset=utf-8; name="${name}"`, page, `Content-Disposition: attachment; filename="${name}"`),
    `--${mixed}--`,
    '',
  ].join(LINE);
}

/** The title, and what the week came to in few words. */
function subjectOf(review: Review, lang: Lang): string {
  const [first] = review.sections;
  const said = first?.summary[lang].split(/[:：。.]/)[0] ?? '';
  return clip(`${titleOf(review, lang)}${lang === 'zh' ? '：' : ': '}${said}`, 120);
}

function part(type: string, text: string, disposition?: string): string[] {
  const encoded =
    Buffer.from(text, 'utf8')
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  const more = disposition === undefined ? [] : [disposition];
  return [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', ...more, '', ...encoded, ''];
}

/** A header's text as encoded words (RFC 2047), each within its 75 characters and made of whole characters. */
function encodeWords(text: string): string {
  if (/^[ -~]*$/.test(text) && text.length <= WIDTH - 10) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((one) => `=?UTF-8?B?${Buffer.from(one, 'utf8').toString('base64')}?=`).join(`${LINE} `);
}

/** `Sun, 22 Nov 2026 07:00:00 +0000`. */
function mailDate(at: string): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}

const FONT = "font-family:system-ui,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif";
const CELL = 'padding:4px 12px 4px 0;border-bottom:1px solid #d3d7dc;text-align:left;vertical-align:top';

/** Simple HTML with the style on each element, because mail programs drop style sheets, drawings and scripts. */
function mailHtml(review: Review, lang: Lang): string {
  const title = escapeUTF8(titleOf(review, lang));
  const [first, ...rest] = review.sections;
  const lead =
    first === undefined
      ? ''
      : `<p style="font-size:17px;font-weight:600;border-left:5px solid #00508a;padding:8px 12px;background:#f4f5f7">${escapeUTF8(clip(first.summary[lang], 500))}</p>${first.blocks.map((block) => mailBlock(block, lang)).join('')}`;
  const attached =
    lang === 'zh' ? '图表、证据和完整表格见附件网页。' : 'Charts, evidence and full tables are in the attached page.';
  return `<!doctype html><html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${title}</title></head>
<body style="${FONT};font-size:15px;line-height:1.5;color:#1c1e21;background:#ffffff;max-width:760px;margin:0 auto;padding:16px">
<h1 style="font-size:20px;margin:0">${title}</h1>
<p style="color:#5b6068;margin:4px 0">${escapeUTF8(spanOf(review, lang))}</p>
${lead}
${rest.map((section) => mailSection(section, lang)).join('\n')}
<p style="color:#5b6068;margin-top:24px">${attached}</p>
</body></html>
`;
}

function mailSection({ title, summary, blocks }: ReviewSection, lang: Lang): string {
  return `<h2 style="font-size:17px;margin:22px 0 2px">${escapeUTF8(title[lang])}</h2>
<p style="margin:2px 0 6px">${escapeUTF8(clip(summary[lang], 500))}</p>
${blocks.map((block) => mailBlock(block, lang)).join('')}`;
}

function mailBlock(block: Block, lang: Lang): string {
  switch (block.kind) {
    case 'text':
      return `<p style="color:#5b6068;margin:4px 0">${escapeUTF8(clip(block.text[lang], 600))}</p>`;
    case 'figures':
      return mailTable(
        [],
        block.figures.map((figure) => figureCells(figure, lang)),
      );
    case 'table': {
      const shown = usedColumns(block.columns, block.rows);
      const rows = block.rows
        .slice(0, MOST_ROWS)
        .map((row) => shown.map(({ column, at }) => cellText(row[at] ?? null, column, lang)));
      return mailTable(
        shown.map(({ column }) => column.name[lang]),
        rows,
      );
    }
    case 'evidence': {
      const { listing, message } = block.evidence;
      return `<p style="margin:4px 0"><b>${escapeUTF8(clip(listing, 80))}</b> ${escapeUTF8(clip(message[lang], 400))}</p>`;
    }
    case 'agenda':
      return `<ol style="padding-left:22px;margin:4px 0">${block.actions.map((action) => actionItem(action, lang)).join('')}</ol>`;
    case 'chart':
      return '';
  }
}

function figureCells(figure: Figure, lang: Lang): string[] {
  return [figure.name[lang], figureText(figure, lang), changeText(figure, lang)];
}

function mailTable(names: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], tag: 'td' | 'th'): string =>
    row.map((cell) => `<${tag} style="${CELL}">${escapeUTF8(cell)}</${tag}>`).join('');
  const head = names.length === 0 ? '' : `<tr>${cells(names, 'th')}</tr>`;
  return `<table style="border-collapse:collapse;font-size:14px;margin:4px 0">${head}${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</table>`;
}

function actionItem(action: Action, lang: Lang): string {
  const { what, due, urgency } = action;
  const until = due === undefined ? '' : ` · ${clip(due, 20)}`;
  return `<li style="margin:3px 0"><b>${URGENCIES[urgency][lang]}</b> ${escapeUTF8(clip(what[lang], 400))} <span style="color:#5b6068">· ${escapeUTF8(`${ownerOf(action, lang)}${until}`)}</span></li>`;
}
