import { createHash } from 'node:crypto';
import { escapeUTF8 } from 'entities/escape';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { drawChart, drawLegend } from './chart.ts';
import { evidenceHtml } from './html-evidence.ts';
import { REVIEW_STYLE } from './html-style.ts';
import type { Thumbnails } from './pictures.ts';
import type { Action, Block, Cell, Column, Figure, Review, ReviewSection } from './review.ts';
import { moreRows } from './sections/changes.ts';
import {
  cellText,
  changeText,
  figureText,
  ownerOf,
  severityOf,
  spanOf,
  titleOf,
  URGENCIES,
  usedColumns,
  wentWell,
} from './shown.ts';
import { grouped } from './words.ts';

/*
 * The review as one page that needs nothing else and asks nobody: it holds no script, so that it can be read where a mail was opened.
 */

/** The page. */
export function reviewHtml(review: Review, lang: Lang, thumbnails: Thumbnails): string {
  const style = `'sha256-${createHash('sha256').update(REVIEW_STYLE).digest('base64')}'`;
  const title = escapeUTF8(titleOf(review, lang));
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${style}; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${REVIEW_STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="quiet">${escapeUTF8(spanOf(review, lang))}</p>
${reviewBody(review, lang, thumbnails)}
<footer>preclear ${escapeUTF8(review.version)} · ${review.asOf} · ${FOOT[lang]}</footer>
</main>
</body>
</html>
`;
}

/** What stands below the heading: HTML in which every text is escaped, for a page that has the style of `REVIEW_PARTS`. */
export function reviewBody(review: Review, lang: Lang, thumbnails: Thumbnails): string {
  const [first, ...rest] = review.sections;
  return `${first === undefined ? '' : leadHtml(first, review.quiet, lang, thumbnails)}
${contents(rest, lang)}
${rest.map((section) => sectionHtml(section, lang, thumbnails)).join('\n')}`;
}

const FOOT: Readonly<Record<Lang, string>> = {
  en: 'Found by rules and measures; a person decides. No legal advice.',
  zh: '由规则与数据得出，最终由人判断；不构成法律意见。',
};

function leadHtml({ title, summary, blocks }: ReviewSection, quiet: boolean, lang: Lang, thumbnails: Thumbnails): string {
  return `<section id="headline" aria-labelledby="headline-name"><h2 id="headline-name">${escapeUTF8(title[lang])}</h2>
<p class="lead${quiet ? ' quiet-week' : ''}">${escapeUTF8(clip(summary[lang], 500))}</p>
${blocksHtml(blocks, lang, thumbnails)}</section>`;
}

function contents(sections: readonly ReviewSection[], lang: Lang): string {
  const items = sections.map(({ id, title }) => `<li><a href="#${id}">${escapeUTF8(title[lang])}</a></li>`);
  return `<nav class="contents" aria-label="${lang === 'zh' ? '目录' : 'Contents'}"><ul>${items.join('')}</ul></nav>`;
}

function sectionHtml({ id, title, summary, blocks }: ReviewSection, lang: Lang, thumbnails: Thumbnails): string {
  const paper = id === 'worst' ? ' class="paper-break"' : '';
  return `<section id="${id}"${paper} aria-labelledby="${id}-name"><h2 id="${id}-name">${escapeUTF8(title[lang])}</h2>
<p class="says">${escapeUTF8(clip(summary[lang], 500))}</p>
${blocksHtml(blocks, lang, thumbnails)}</section>`;
}

/** Charts that follow each other stand side by side where there is room. */
function blocksHtml(blocks: readonly Block[], lang: Lang, thumbnails: Thumbnails): string {
  const parts: string[] = [];
  let charts: string[] = [];
  for (const block of blocks) {
    if (block.kind === 'chart') {
      charts.push(chartHtml(block, lang));
      continue;
    }
    if (charts.length > 0) parts.push(`<div class="charts">${charts.join('')}</div>`);
    charts = [];
    parts.push(blockHtml(block, lang, thumbnails));
  }
  if (charts.length > 0) parts.push(`<div class="charts">${charts.join('')}</div>`);
  return parts.join('\n');
}

function blockHtml(block: Exclude<Block, { kind: 'chart' }>, lang: Lang, thumbnails: Thumbnails): string {
  switch (block.kind) {
    case 'text':
      return `<p${block.tone === undefined ? '' : ` class="${block.tone}"`}>${escapeUTF8(clip(block.text[lang], 600))}</p>`;
    case 'figures':
      return `<ul class="figures">${block.figures.map((figure) => figureHtml(figure, lang)).join('')}</ul>`;
    case 'table':
      return tableHtml(block, lang);
    case 'evidence':
      return evidenceHtml(block.evidence, lang, thumbnails);
    case 'agenda':
      return `<ol class="agenda">${block.actions.map((action) => actionHtml(action, lang)).join('\n')}</ol>`;
  }
}

function figureHtml(figure: Figure, lang: Lang): string {
  const well = wentWell(figure);
  const said = changeText(figure, lang);
  const tone = figure.tone !== undefined && figure.value > 0 ? ` class="${figure.tone}"` : '';
  const changed =
    said === '' ? '' : `<span class="change${well === undefined ? '' : well ? ' good' : ' bad'}">${escapeUTF8(said)}</span>`;
  return `<li${tone}><span class="name">${escapeUTF8(figure.name[lang])}</span> <span class="value">${escapeUTF8(figureText(figure, lang))}</span> ${changed}</li>`;
}

function tableHtml({ caption, columns, rows, more }: Extract<Block, { kind: 'table' }>, lang: Lang): string {
  const shown = usedColumns(columns, rows);
  const head = shown
    .map(({ column }) => `<th role="columnheader" scope="col"${classOf(column)}>${escapeUTF8(column.name[lang])}</th>`)
    .join('');
  const body = rows.map(
    (row) => `<tr role="row">${shown.map(({ column, at }) => cellHtml(row[at] ?? null, column, lang)).join('')}</tr>`,
  );
  const rest = more === 0 ? '' : `<p class="quiet">${escapeUTF8(moreRows(more)[lang])}</p>`;
  const name = escapeUTF8(caption[lang]);
  // Where it is narrow, rows are drawn as cards; the roles say that it is a table all the same. Else it can be moved with the keyboard, too.
  return `<div class="wide" tabindex="0" role="group" aria-label="${name}"><table role="table"><caption>${name}</caption><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">
${body.join('\n')}
</tbody></table></div>${rest}`;
}

function classOf({ kind }: Column): string {
  return ` class="${{ number: 'num', day: 'day', text: 'text', severity: 'level' }[kind]}"`;
}

function cellHtml(cell: Cell, column: Column, lang: Lang): string {
  const text = escapeUTF8(cellText(cell, column, lang));
  const severity = column.kind === 'severity' ? severityOf(cell) : undefined;
  const start = `<td role="cell" data-name="${escapeUTF8(column.name[lang])}"`;
  if (severity !== undefined) return `${start}><span class="sev ${severity}">${text}</span></td>`;
  return `${start}${classOf(column)}>${typeof cell === 'string' && column.kind === 'text' ? `<bdi>${text}</bdi>` : text}</td>`;
}

function actionHtml(action: Action, lang: Lang): string {
  const { what, due, urgency, section } = action;
  const until =
    due === undefined ? '' : ` · ${lang === 'zh' ? '截止' : 'by'} <span class="day">${escapeUTF8(clip(due, 20))}</span>`;
  return `<li><span class="urgency ${urgency}">${URGENCIES[urgency][lang]}</span> ${escapeUTF8(clip(what[lang], 400))} <span class="meta">· <bdi>${escapeUTF8(ownerOf(action, lang))}</bdi>${until} · <a href="#${section}">${lang === 'zh' ? '详情' : 'details'}</a></span></li>`;
}

function chartHtml(chart: Extract<Block, { kind: 'chart' }>, lang: Lang): string {
  const { caption, labels, series } = chart;
  const head = series.map(({ name }) => `<th scope="col" class="num">${escapeUTF8(clip(name[lang], 60))}</th>`).join('');
  const rows = labels.map((label, at) => {
    const cells = series.map(({ values }) => `<td class="num">${values[at] == null ? '–' : grouped(values[at])}</td>`);
    return `<tr><th scope="row">${escapeUTF8(label)}</th>${cells.join('')}</tr>`;
  });
  const week = lang === 'zh' ? '周' : 'Week';
  return `<figure><figcaption>${escapeUTF8(caption[lang])}</figcaption>${drawLegend(chart, lang)}${drawChart(chart, lang)}
<details class="numbers"><summary>${lang === 'zh' ? '数据表' : 'The numbers'}</summary><table><caption>${escapeUTF8(caption[lang])}</caption><thead><tr><th scope="col">${week}</th>${head}</tr></thead><tbody>
${rows.reverse().join('\n')}
</tbody></table></details></figure>`;
}
