import { escapeUTF8 } from 'entities/escape';
import type { Bilingual, Lang } from '../model/text.ts';
import { isCopied, type TracedListing, type TracedPage, type TraceReport } from '../model/trace-report.ts';
import { escapeText } from '../reporters/compare-html-text.ts';
import { CLASS_NAMES } from '../reporters/compare-wording.ts';
import { both } from './bilingual-html.ts';
import { datesTable } from './trace-index-dates.ts';
import { INDEX_STYLE } from './trace-index-style.ts';
import { PHRASES, showsMore, tellStated, tellTrace } from './trace-wording.ts';

/*
 * The index of an evidence folder: one page for people, in both languages, without script or network; everything it shows lies beside it.
 */

/** What lies in the folder beside `trace.json`. */
export interface IndexFiles {
  /** Screenshot of a page by its id, when one was made. */
  readonly screenshots: ReadonlyMap<string, string>;
  /** Side by side by `pageId/listing`: texts in both languages. */
  readonly texts: ReadonlyMap<string, Readonly<Record<Lang, string>>>;
  /** Drawings of pictures by `pageId/listing/place`. */
  readonly pictures: ReadonlyMap<string, Readonly<Record<Lang, string>>>;
  /** Papers: file and title. */
  readonly papers: readonly { readonly kept: string; readonly title: string; readonly file: string; readonly sha256: string }[];
}

/** Passages that the index shows of one listing; the pages side by side have all. */
const MOST_PASSAGES = 40;

/** The index as a page. @param lang the language that is shown first. */
export function traceIndex(report: TraceReport, files: IndexFiles, lang: Lang): string {
  const first = (name: 'en' | 'zh' | 'both'): string => (name === lang ? ' checked' : '');
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file: data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeUTF8(HEADING[lang])}</title>
<style>${INDEX_STYLE}</style>
</head>
<body>
<input class="pick" type="radio" name="lang" id="show-en"${first('en')}><input class="pick" type="radio" name="lang" id="show-zh"${first('zh')}><input class="pick" type="radio" name="lang" id="show-both">
<div class="langs"><label for="show-en">English</label><label for="show-zh">中文</label><label for="show-both">English + 中文</label></div>
<main>
<h1>${both(HEADING)}</h1>
<p class="quiet">${both(madeAt(report))}</p>
${report.pages.map((page) => pageSection(page, files)).join('\n')}
${failures(report)}
${papers(files)}
<section><h2>${both(HOW)}</h2>
<p>${both(scope(report))}</p>
<p>${both(SUMS_NOTE)}</p>
<p>${both({ en: tellTrace('en', 'advice'), zh: tellTrace('zh', 'advice') })}</p>
</section>
</main>
</body>
</html>
`;
}

const HEADING: Bilingual = { en: 'Evidence: what was copied, and who was first', zh: '证据：被抄内容与时间先后' };
const HOW: Bilingual = { en: 'How this was made, and how to check it', zh: '生成方式与核验方法' };
const SUMS_NOTE: Bilingual = {
  en: 'SHA256SUMS holds the hash of every file here; `preclear trace verify FOLDER` or `sha256sum -c SHA256SUMS` checks them. Note the hash of SHA256SUMS itself where you cannot change it later (a mail to yourself, a time-stamping service). page-as-received.txt is the page byte by byte; it is named so that no browser runs it.',
  zh: 'SHA256SUMS 记录了本文件夹中每个文件的哈希值；可用 `preclear trace verify 文件夹` 或 `sha256sum -c SHA256SUMS` 核验。请把 SHA256SUMS 自身的哈希值保存在事后无法改动的地方（给自己发邮件、时间戳服务）。page-as-received.txt 是逐字节保存的原始页面，改用该名称以免被浏览器执行。',
};

function madeAt({ tracedAt, version }: TraceReport): Bilingual {
  return {
    en: `Traced ${tracedAt} by preclear ${version}. Times are UTC.`,
    zh: `由 preclear ${version} 于 ${tracedAt} 生成，时间均为 UTC。`,
  };
}

function scope({ compared: { listings, pictures, hashed, ofPictures } }: TraceReport): Bilingual {
  const slots = { listings, pictures, hashed, all: ofPictures };
  return { en: tellTrace('en', 'compared', slots), zh: tellTrace('zh', 'compared', slots) };
}

function pageSection(page: TracedPage, files: IndexFiles): string {
  const copied = isCopied(page);
  const verdict = PHRASES[copied ? 'copied' : 'notCopied'];
  const shot = files.screenshots.get(page.id);
  return `<section aria-labelledby="${page.id}">
<h2 id="${page.id}">${escapeText(page.title || page.named)}</h2>
<div class="verdict${copied ? '' : ' none'}"><p>${both(verdict)}</p><p>${both(page.lead.says)}</p></div>
${facts(page)}
${ownWords(page)}${page.listings.map((listing) => listingPart(listing, page, files)).join('')}
${page.moreListings === 0 ? '' : `<p>${both({ en: tellTrace('en', 'moreListings', { count: page.moreListings }), zh: tellTrace('zh', 'moreListings', { count: page.moreListings }) })}</p>`}
<h3>${both(PHRASES.dates)}</h3>
${datesTable(page)}
${shot === undefined ? '' : `<figure class="shot"><a href="${shot}"><img src="${shot}" alt=""></a></figure><p class="quiet">${both(SHOT)}</p>`}
${problems(page)}</section>`;
}

const SHOT: Bilingual = {
  en: 'The saved page as a browser of this computer draws it, without scripts, style sheets and network; click for the whole of it. What visitors saw may have looked different.',
  zh: '由本机浏览器绘制的已保存页面（不运行脚本、不加载样式表、不联网），点击查看完整截图。访客当时看到的版式可能不同。',
};

function facts(page: TracedPage): string {
  const rows: [Bilingual, string][] = [
    [{ en: 'Address', zh: '网址' }, `<span class="mono">${escapeText(page.finalUrl)}</span>`],
    ...statedRow(page),
    [
      page.source === 'file' ? { en: 'Read', zh: '读取时间' } : { en: 'Received', zh: '获取时间' },
      `${escapeUTF8(page.observedAt)} ${both(SOURCES[page.source])}${page.status === undefined ? '' : `, HTTP ${page.status}`}`,
    ],
    ...(page.redirects.length === 0
      ? []
      : [
          [
            { en: 'Led there from', zh: '跳转自' },
            page.redirects.map((one) => `<span class="mono">${escapeText(one)}</span>`).join('<br>'),
          ] as [Bilingual, string],
        ]),
    [
      { en: 'Page', zh: '页面文件' },
      `<a href="${page.id}/page-as-received.txt">page-as-received.txt</a> (${page.bytes} bytes)<br><code>${page.sha256}</code>`,
    ],
    [
      { en: 'Text', zh: '页面文字' },
      `<a href="${page.id}/text.txt">text.txt</a> · <a href="${page.id}/headers.txt">headers.txt</a>`,
    ],
    [
      { en: 'Pictures', zh: '图片' },
      page.pictures.map(({ number, file }) => `<a href="${file ?? ''}">${number}</a>`).join(' ') || '–',
    ],
  ];
  return `<dl>${rows.map(([name, value]) => `<dt>${both(name)}</dt><dd>${value}</dd>`).join('')}</dl>`;
}

function statedRow({ statedUrl }: TracedPage): [Bilingual, string][] {
  if (statedUrl === undefined) return [];
  const { en, zh } = tellStated(statedUrl);
  return [[STATED, both({ en: escapeText(en), zh: escapeText(zh) })]];
}

const STATED: Bilingual = { en: 'Address, as stated', zh: '网址（操作人填写）' };

const SOURCES: Readonly<Record<TracedPage['source'], Bilingual>> = {
  network: { en: 'from the network', zh: '从网络获取' },
  kept: { en: 'as received then and kept', zh: '当时获取并留存' },
  file: { en: 'from a saved file', zh: '来自已保存的文件' },
};

function ownWords({ words }: TracedPage): string {
  if (words.length === 0) return '';
  const items = words.map(({ word, kind, place, count, excerpt }) => {
    const where = both(PHRASES[place === 'text' ? 'inText' : 'inSource']);
    return `<li><b>${escapeText(word)}</b> (${both(PHRASES[kind])}, ${where}, ${count}): <q>${escapeText(excerpt)}</q></li>`;
  });
  return `<h3>${both(WORDS)}</h3><p class="quiet">${both(WORDS_NOTE)}</p><ul>${items.join('')}</ul>`;
}

const WORDS: Bilingual = { en: 'Words of ours left in', zh: '残留的我方词语' };
const WORDS_NOTE: Bilingual = {
  en: 'A canary word was made up by us, so it came from us. A brand word alone proves no copying: resellers and comparisons name brands too.',
  zh: '暗记词是我方自造的，出现即来自我方。仅出现品牌词不能证明抄袭：转售或对比页面也会提到品牌。',
};

function listingPart(listing: TracedListing, page: TracedPage, files: IndexFiles): string {
  const { copiedWords, words, passages, pictures } = listing;
  const share = words === 0 ? 0 : Math.round((100 * copiedWords) / words);
  const slots = { copied: copiedWords, words, share };
  const sides = files.texts.get(`${page.id}/${listing.listing}`);
  const links =
    sides === undefined
      ? ''
      : `<p><a href="${sides.en}" lang="en">Both texts side by side</a><span class="sep"> / </span><a href="${sides.zh}" lang="zh-CN">全文并排比对</a></p>`;
  const said =
    passages.length === 0
      ? ''
      : `<p>${both({ en: tellTrace('en', 'listingWords', slots), zh: tellTrace('zh', 'listingWords', slots) })}</p>${links}`;
  const shown = pictures.map((picture, place) =>
    pictureFigure(picture, files.pictures.get(`${page.id}/${listing.listing}/${place}`)),
  );
  return `<h3>${both({ en: 'Our listing', zh: '我方 Listing' })} <span class="mono">${escapeText(listing.listing)}</span>: ${escapeText(listing.title)}</h3>
<p class="quiet mono">${escapeText(listing.file)} #${listing.record}, ${escapeText(listing.marketplace)}</p>
${said}${passagesTable(passages)}${shown.join('')}`;
}

function passagesTable(passages: TracedListing['passages']): string {
  if (passages.length === 0) return '';
  const rows = passages.slice(0, MOST_PASSAGES).map(({ class: kind, equal, ours, theirs }, at) => {
    const slots = { equal, words: ours.words };
    const same = both({ en: tellTrace('en', 'equalWords', slots), zh: tellTrace('zh', 'equalWords', slots) });
    const field = `${ours.field}${ours.index === undefined ? '' : ` ${ours.index}`}`;
    const unseen = theirs.seen ? '' : `<div class="hidden-words">${both(PHRASES.unseen)}</div>`;
    return `<tr><td><b>${at + 1}</b> ${both(CLASS_NAMES[kind])}<div class="quiet">${same}<br>${escapeText(field)}</div></td><td class="ours">${escapeText(ours.text)}</td><td class="theirs">${escapeText(theirs.text)}${unseen}</td></tr>`;
  });
  return `<table class="pairs"><colgroup><col class="n"><col><col></colgroup><thead><tr><th scope="col">${both({ en: 'Passage', zh: '雷同文字' })}</th><th scope="col">${both({ en: 'Our listing', zh: '我方 Listing' })}</th><th scope="col">${both({ en: 'Their page', zh: '对方页面' })}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function pictureFigure(
  picture: TracedListing['pictures'][number],
  drawing: Readonly<Record<Lang, string>> | undefined,
): string {
  const name = both(PHRASES[picture.tier === 'copy' ? 'samePicture' : 'relatedPicture']);
  const which = {
    en: tellTrace('en', 'theirPicture', { number: picture.theirs }),
    zh: tellTrace('zh', 'theirPicture', { number: picture.theirs }),
  };
  const whole = showsMore(picture) ? ` ${both(PHRASES.theirsWhole)}` : '';
  const image =
    drawing === undefined ? '' : `<img lang="en" src="${drawing.en}" alt=""><img lang="zh-CN" src="${drawing.zh}" alt="">`;
  return `<figure>${image}<figcaption><b>${name}</b>: <span class="mono">${escapeText(picture.ours.src)}</span> = ${both(which)}. ${both(picture.says)}${whole}<br><code>${picture.ours.sha256}</code></figcaption></figure>`;
}

function failures({ failures: failed }: TraceReport): string {
  if (failed.length === 0) return '';
  const items = failed.map(({ named, reason }) => `<li><span class="mono">${escapeText(named)}</span>: ${both(reason)}</li>`);
  return `<section><h2>${both({ en: 'Not looked at', zh: '未能查看的页面' })}</h2><ul>${items.join('')}</ul></section>`;
}

function papers({ papers: kept }: IndexFiles): string {
  if (kept.length === 0) return '';
  const items = kept.map(
    ({ kept: file, title, file: name, sha256 }) =>
      `<li><a href="${file}">${escapeText(title)}</a> <span class="quiet mono">${escapeText(name)}</span><br><code>${sha256}</code></li>`,
  );
  return `<section><h2>${both({ en: 'Papers of ours', zh: '我方票据与文件' })}</h2><ul>${items.join('')}</ul></section>`;
}

function problems({ problems: list }: TracedPage): string {
  if (list.length === 0) return '';
  const items = list
    .slice(0, 50)
    .map(({ file, reason }) => `<li><span class="mono">${escapeText(file)}</span>: ${both(reason)}</li>`);
  return `<h3>${both({ en: 'What could not be looked at', zh: '未能查看的内容' })}</h3><ul>${items.join('')}</ul>`;
}
