import { createHash } from 'node:crypto';
import { escapeUTF8 } from 'entities/escape';
import type { Reporter, ReportHead } from '../model/report.ts';
import type { Lang } from '../model/text.ts';
import type { ReporterOptions } from './options.ts';
import { headData, listingData, SharedTexts, scriptJson, tailData } from './report-html-data.ts';
import { REPORT_SCRIPT } from './report-html-script.ts';
import { REPORT_STYLE } from './report-html-style.ts';
import { PAGE_WORDS, type PageWord } from './report-html-wording.ts';
import { SEVERITY_NAMES } from './wording.ts';

/*
 * The report as one page that needs nothing else and asks nobody: findings as data, drawn by a script that the page's own policy names by
 * its hash. Nothing else may run or be loaded.
 */

/** Makes the reporter behind `--format html`. */
export function createHtml(options: ReporterOptions): Reporter {
  const texts = new SharedTexts();
  let head: ReportHead = { version: '', packs: [], rules: new Map() };
  let separator = '';
  return {
    begin(given) {
      head = given;
      return `${pageBegin(head, options.lang)}<script type="application/json" id="findings">[`;
    },
    listing(outcome) {
      const line = `${separator}\n${scriptJson(listingData(outcome, { head, options, texts }))}`;
      separator = ',';
      return line;
    },
    end: (tail) => `\n]</script>
<script type="application/json" id="tail">${scriptJson(tailData(tail, head, options))}</script>
<script>${REPORT_SCRIPT}</script>
</body>
</html>
`,
  };
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function pageBegin(head: ReportHead, lang: Lang): string {
  const allowed = [
    "default-src 'none'",
    `style-src ${hashOf(REPORT_STYLE)}`,
    `script-src ${hashOf(REPORT_SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const word = (key: PageWord): string => escapeUTF8(PAGE_WORDS[key][lang]);
  const said = (tag: string, key: PageWord, attributes = ''): string =>
    `<${tag}${attributes} data-say="${key}">${word(key)}</${tag}>`;
  const packs = escapeUTF8(head.packs.map(({ id, version }) => `${id} ${version}`).join(', '));
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${allowed}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>preclear: ${word('title')}</title>
<style>${REPORT_STYLE}</style>
</head>
<body data-damaged="${word('damaged')}">
<noscript><p>${escapeUTF8(PAGE_WORDS.noScript.en)}</p><p lang="zh-CN">${escapeUTF8(PAGE_WORDS.noScript.zh)}</p></noscript>
<main hidden>
<div class="top">${said('h1', 'title')}
<div class="langs" id="langs" role="group" aria-label="${word('language')}"><button type="button" id="en" lang="en">English</button><button type="button" id="zh" lang="zh-CN">中文</button></div></div>
<p class="verdict" id="total"></p>
<p id="checked"></p>
<p class="quiet" id="why"></p>
<section id="problems" aria-labelledby="problems-name" hidden>${said('h2', 'problems', ' id="problems-name"')}<ul id="problem-list"></ul></section>
<section id="notices" aria-labelledby="notices-name" hidden>${said('h2', 'notices', ' id="notices-name"')}<ul id="notice-list"></ul></section>
<details id="summary"><summary>${said('h2', 'byRule')}</summary>
<table><thead><tr>${said('th', 'level', ' scope="col"')}${said('th', 'rule', ' scope="col"')}${said('th', 'count', ' scope="col" class="num"')}</tr></thead><tbody id="rules"></tbody></table></details>
${said('h2', 'results')}
${filterForm(said, lang)}
<p id="status" role="status" class="quiet"></p>
<div id="list"></div>
<button type="button" id="more" class="more" hidden></button>
<footer>${said('span', 'madeBy')} ${escapeUTF8(head.version)} · ${packs}</footer>
</main>
<script type="application/json" id="head">${scriptJson(headData(head))}</script>
`;
}

type Said = (tag: string, key: PageWord, attributes?: string) => string;

function filterForm(said: Said, lang: Lang): string {
  const choice = (id: 'rule' | 'field' | 'state'): string =>
    `<div>${said('label', id, ` for="${id}"`)}<select id="${id}"></select></div>`;
  const levels = [SEVERITY_NAMES.error, SEVERITY_NAMES.warning, SEVERITY_NAMES.note].map(
    (name, at) => `<label><input type="checkbox" id="level${at}" checked><span data-level="${at}">${name[lang]}</span></label>`,
  );
  const review = `<label><input type="checkbox" id="review" checked>${said('span', 'review')}</label>`;
  return `<form class="filters" id="filters" role="search">
<div>${said('label', 'search', ' for="q"')}<input type="search" id="q" autocomplete="off"></div>
${choice('rule')}
${choice('field')}
${choice('state')}
<fieldset>${said('legend', 'level')}<div class="levels">${levels.join('')}${review}</div></fieldset>
<div>${said('button', 'reset', ' type="reset"')}</div>
</form>`;
}
