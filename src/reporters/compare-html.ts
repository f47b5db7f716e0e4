import { createHash } from 'node:crypto';
import type { ComparedPassage, ComparedText, Comparison, WordMark } from '../model/comparison.ts';
import type { Lang } from '../model/text.ts';
import { clip } from './cells.ts';
import { COLOURS, COMPARE_SCRIPT, COMPARE_STYLE } from './compare-html-style.ts';
import { type Column, columnHtml, escapeHtml, escapeText } from './compare-html-text.ts';
import { CLASS_NAMES, countPassages, grouped, MARK_NAMES, percentOf, tell } from './compare-wording.ts';
import { countOf } from './wording.ts';

/** Passages up to which the list of them is open when the page is. */
const OPEN_LIST = 5;

/** The comparison of two texts as one page that needs nothing else: both texts side by side with their passages. */
export function compareHtml(comparison: Comparison, lang: Lang): string {
  const { a, b } = comparison;
  const heading = escapeHtml(tell(lang, 'heading', { a: clip(a.file, 200), b: clip(b.file, 200) }));
  const allowed = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hashOf(COMPARE_SCRIPT)}'`;
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${allowed}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${tell(lang, 'title')}: ${heading}</title>
<style>${COMPARE_STYLE}</style>
</head>
<body>
<header>
<h1>${heading}</h1>
<p class="facts">${facts(comparison, lang)}</p>
${passageList(comparison, lang)}${legend(lang)}</header>
<main>
${column('a', comparison, lang)}${column('b', comparison, lang)}</main>
<footer>${tell(lang, 'madeBy')}</footer>
<script>${COMPARE_SCRIPT}</script>
</body>
</html>
`;
}

function hashOf(script: string): string {
  return createHash('sha256').update(script).digest('base64');
}

function facts({ passages, profile, a, b }: Comparison, lang: Lang): string {
  const found = tell(lang, 'found', { passages: countPassages(lang, passages.length) });
  const none = tell(lang, a.words === 0 || b.words === 0 ? 'nothingToCompare' : 'nothing');
  const how = tell(lang, 'profile', { profile: tell(lang, profile) });
  return `<b>${passages.length === 0 ? none : found}</b> · ${how}`;
}

function passageList({ passages, a }: Comparison, lang: Lang): string {
  if (passages.length === 0) return '';
  const heads = [
    tell(lang, 'number'),
    tell(lang, 'kind'),
    tell(lang, 'words'),
    tell(lang, 'same'),
    tell(lang, 'left'),
    tell(lang, 'right'),
    tell(lang, 'begins'),
  ];
  const rows = passages.map((passage, at) => passageRow(passage, at, a, lang));
  const open = passages.length <= OPEN_LIST ? ' open' : '';
  return `<details${open}><summary>${tell(lang, 'passages')} (${grouped(passages.length)})</summary>
<div class="list"><table>
<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div></details>
`;
}

function passageRow(passage: ComparedPassage, at: number, text: ComparedText, lang: Lang): string {
  const number = at + 1;
  const { a, b } = passage;
  const place = (side: Column): string => {
    const { line, column } = passage[side].place;
    return `<a href="#${side}${number}">${tell(lang, 'place', { line, column })}</a>`;
  };
  const words = a.words === b.words ? grouped(a.words) : `${grouped(a.words)} / ${grouped(b.words)}`;
  const begins = clip(text.text.slice(a.shown[0], Math.min(a.shown[1], a.shown[0] + 200)).replace(/\s+/g, ' '), 80);
  return [
    `<tr class="k${at % COLOURS}"><td><a class="n" href="#a${number}">${number}</a></td>`,
    `<td>${CLASS_NAMES[passage.class][lang]}</td><td class="count">${words}</td><td class="count">${grouped(passage.equal)}</td>`,
    `<td>${place('a')}</td><td>${place('b')}</td><td class="begins"${langOf(text)}>${escapeText(begins)}</td></tr>`,
  ].join('');
}

function legend(lang: Lang): string {
  const sample = CLASS_NAMES;
  const marks: WordMark[] = ['changed', 'moved', 'disguised'];
  const items = [
    `<span class="p verbatim k0">${sample.verbatim[lang]}</span> ${tell(lang, 'legendVerbatim')}`,
    `<span class="p reworded k1">${sample.reworded[lang]}</span> ${tell(lang, 'legendReworded')}`,
    ...marks.map((mark) => `<span class="p reworded k1"><b class="${mark}">${MARK_NAMES[mark][lang]}</b></span>`),
    tell(lang, 'legendNumber'),
  ];
  return `<details><summary>${tell(lang, 'legend')}</summary>
<ul class="legend">${items.map((item) => `<li>${item}</li>`).join('')}</ul></details>
`;
}

function column(side: Column, comparison: Comparison, lang: Lang): string {
  const text = comparison[side];
  const other = comparison[side === 'a' ? 'b' : 'a'].file;
  const percent = percentOf(text.coverage);
  const covered = grouped(Math.round(text.coverage * text.words));
  const body = columnHtml(text, comparison.passages, { column: side, other: clip(other, 200), lang });
  const title = tell(lang, side === 'a' ? 'left' : 'right');
  const name = escapeHtml(clip(text.file, 200));
  const words = countOf(lang, text.words, 'word');
  return `<section aria-labelledby="name-${side}">
<div class="name"><h2 id="name-${side}">${title}: ${name}</h2>
<div class="cover" title="${tell(lang, 'coverageHead')}"><span class="bar"><i style="width:${percent}%"></i></span>
<span>${tell(lang, 'covered', { percent, covered, words })}</span></div></div>
<div class="text" tabindex="0" role="region" aria-labelledby="name-${side}" dir="auto"${langOf(text)}>${body}</div>
</section>
`;
}

/** The language of a text; a text whose language is unknown does not inherit that of the page. */
function langOf({ language }: ComparedText): string {
  return ` lang="${escapeHtml(language ?? '')}"`;
}
