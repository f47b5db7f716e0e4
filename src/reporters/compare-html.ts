import { createHash } from 'node:crypto';
import { escapeUTF8 } from 'entities/escape';
import type { ComparedPassage, ComparedText, Comparison, WordMark } from '../model/comparison.ts';
import type { Lang } from '../model/text.ts';
import { clip } from './cells.ts';
import { COLOURS, COMPARE_SCRIPT, COMPARE_STYLE } from './compare-html-style.ts';
import { type Column, columnHtml, escapeText } from './compare-html-text.ts';
import { CLASS_NAMES, countPassages, grouped, MARK_NAMES, percentOf, tell } from './compare-wording.ts';
import { countOf } from './wording.ts';

/**
 * The comparison of two texts as one page that needs nothing else: both texts side by side with their passages.
 * @param withScript false for evidence, which holds nothing that runs; numbers are links then.
 */
export function compareHtml(comparison: Comparison, lang: Lang, withScript: boolean = true): string {
  const { a, b } = comparison;
  const heading = escapeUTF8(tell(lang, 'heading', shortNames(a.file, b.file)));
  const allowed = `default-src 'none'; style-src 'unsafe-inline'${withScript ? `; script-src 'sha256-${hashOf(COMPARE_SCRIPT)}'` : ''}`;
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
${passageList(comparison, lang)}</header>
<main>
${column('a', comparison, lang)}${column('b', comparison, lang)}</main>
<footer>${legend(comparison, lang)}<p>${tell(lang, 'madeBy')}</p></footer>
${
  withScript
    ? `<script>${COMPARE_SCRIPT}</script>
`
    : ''
}</body>
</html>
`;
}

/** The last parts of two paths, as many as tell them apart. */
function shortNames(a: string, b: string): { readonly a: string; readonly b: string } {
  const last = (path: string): string => clip(path.split(/[\\/]/).at(-1) || path, 100);
  return last(a) === last(b) ? { a: clip(a, 200), b: clip(b, 200) } : { a: last(a), b: last(b) };
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
  const heads: readonly { readonly name: string; readonly kind?: string }[] = [
    { name: tell(lang, 'number') },
    { name: tell(lang, 'kind') },
    { name: tell(lang, 'words') },
    { name: tell(lang, 'same'), kind: 'same' },
    { name: tell(lang, 'left') },
    { name: tell(lang, 'right') },
    { name: tell(lang, 'begins'), kind: 'begins' },
  ];
  const rows = passages.map((passage, at) => passageRow(passage, at, a, lang));
  const name = tell(lang, 'passages', { count: grouped(passages.length) });
  return `<h2 id="passages">${name}</h2>
<div class="list" tabindex="0" role="region" aria-labelledby="passages"><table>
<thead><tr>${heads.map(({ name, kind }) => `<th scope="col"${kind === undefined ? '' : ` class="${kind}"`}>${name}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>
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
    `<td>${CLASS_NAMES[passage.class][lang]}</td><td class="count">${words}</td><td class="count same">${grouped(passage.equal)}</td>`,
    `<td>${place('a')}</td><td>${place('b')}</td><td class="begins"${langOf(text)}>${escapeText(begins)}</td></tr>`,
  ].join('');
}

/** What lines and marks mean, of those that can stand on this page. */
function legend({ passages }: Comparison, lang: Lang): string {
  if (passages.length === 0) return '';
  const marks: WordMark[] = ['changed', 'moved', 'disguised'];
  const items = [
    `<span class="p verbatim k0">${CLASS_NAMES.verbatim[lang]}</span> ${tell(lang, 'legendVerbatim')}`,
    `<span class="p reworded k0">${CLASS_NAMES.reworded[lang]}</span> ${tell(lang, 'legendReworded')}`,
    ...marks.map((mark) => `<span class="p reworded k0"><b class="${mark}">${MARK_NAMES[mark][lang]}</b></span>`),
    tell(lang, 'legendNumber'),
  ];
  return `<ul class="legend" aria-label="${tell(lang, 'legend')}">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function column(side: Column, comparison: Comparison, lang: Lang): string {
  const text = comparison[side];
  const other = comparison[side === 'a' ? 'b' : 'a'].file;
  const percent = percentOf(text.coverage);
  const covered = grouped(Math.round(text.coverage * text.words));
  const body = columnHtml(text, comparison.passages, { column: side, other: clip(other, 200), lang });
  const title = tell(lang, side === 'a' ? 'left' : 'right');
  const name = escapeUTF8(clip(text.file, 200));
  const words = countOf(lang, text.words, 'word');
  return `<section aria-labelledby="name-${side}">
<div class="name"><h2 id="name-${side}">${title}${lang === 'zh' ? '：' : ': '}${name}</h2>
<div class="cover" title="${tell(lang, 'coverageHead')}"><span class="bar"><i style="width:${percent}%"></i></span>
<span>${tell(lang, 'covered', { percent, covered, words })}</span></div></div>
<div class="body"><div class="map" aria-hidden="true">${mapOf(side, comparison)}</div>
<div class="text" tabindex="0" role="region" aria-labelledby="name-${side}" dir="auto"${langOf(text)}>${body}</div></div>
</section>
`;
}

/** Where in the text its passages stand, for the strip beside it. */
function mapOf(side: Column, comparison: Comparison): string {
  const { length } = comparison[side].text;
  const share = (units: number): string => ((100 * units) / Math.max(1, length)).toFixed(2);
  return comparison.passages
    .map((passage, at) => {
      const [start, end] = passage[side].shown;
      const place = `top:${share(start)}%;height:${share(end - start)}%`;
      return `<a class="${passage.class} k${at % COLOURS}" tabindex="-1" href="#${side}${at + 1}" title="${at + 1}" style="${place}"></a>`;
    })
    .join('');
}

/** The language of a text; a text whose language is unknown does not inherit that of the page. */
function langOf({ language }: ComparedText): string {
  return ` lang="${escapeUTF8(language ?? '')}"`;
}
