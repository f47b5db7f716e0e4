import type { Bilingual, Lang } from '../../model/text.ts';
import { compareHtml } from '../../reporters/compare-html.ts';
import { pictureSheet } from '../../reporters/picture-sheet.ts';
import { type EvidenceFile, writeFolder } from '../../trace/evidence-folder.ts';
import { drawPage, findBrowser } from '../../trace/screenshot.ts';
import { traceIndex } from '../../trace/trace-index.ts';
import { PAGE_FILES, pictureFile } from '../../trace/trace-page.ts';
import { tellTrace } from '../../trace/trace-wording.ts';
import type { Engine, Prepared } from '../compare/engine.ts';
import { compareTexts } from '../compare/texts.ts';
import type { TracedSuspect, TraceOutcome } from './run.ts';

/*
 * A trace -> its evidence folder.
 */

const LANGS: readonly Lang[] = ['en', 'zh'];

/** Writes the evidence folder. @returns what to tell. */
export async function writeEvidence(folder: string, outcome: TraceOutcome, screenshot: boolean, lang: Lang): Promise<string> {
  const files: EvidenceFile[] = [];
  const index: IndexMaps = { screenshots: new Map(), texts: new Map(), pictures: new Map() };
  const browser = screenshot ? findBrowser() : undefined;
  let undrawn = 0;
  for (const suspect of outcome.suspects) {
    files.push(...receivedFiles(suspect), ...textFiles(suspect, index), ...pictureFiles(suspect, index));
    const drawn = await drawSuspect(suspect, browser);
    if (drawn === undefined) undrawn++;
    else {
      const path = `${suspect.traced.id}/screenshot.png`;
      index.screenshots.set(suspect.traced.id, path);
      files.push({ path, content: drawn });
    }
  }
  const { papers } = outcome.records;
  for (const { kept, path } of papers) files.push({ path: kept, copyOf: path });
  files.push({ path: 'trace.json', content: `${JSON.stringify(outcome.report, null, 2)}\n` });
  files.push({ path: 'index.html', content: traceIndex(outcome.report, { ...index, papers }, lang) });
  const written = writeFolder(folder, files);
  const told = [
    tellTrace(lang, 'folder', { folder, files: written.files, digest: written.digest }),
    tellTrace(lang, 'keepDigest'),
    ...(screenshot && undrawn > 0 ? [(browser === undefined ? NO_BROWSER : NOT_DRAWN)[lang]] : []),
  ];
  return `${told.join('\n')}\n`;
}

interface IndexMaps {
  readonly screenshots: Map<string, string>;
  readonly texts: Map<string, Readonly<Record<Lang, string>>>;
  readonly pictures: Map<string, Readonly<Record<Lang, string>>>;
}

/** The page, its headers, its text and its pictures as received. */
function receivedFiles({ traced: { id }, page }: TracedSuspect): EvidenceFile[] {
  const { named, finalUrl, statedUrl, redirects, source, status, observedAt, sha256, headers, text, visible } = page;
  const lines = [
    `named: ${named}`,
    ...redirects.map((url) => `redirected from: ${url}`),
    `address: ${finalUrl}`,
    ...(statedUrl === undefined ? [] : [`address as stated by whoever traced the file, not asked: ${statedUrl}`]),
    `${source === 'file' ? 'read' : 'received'}: ${observedAt}`,
    ...(status === undefined ? [] : [`status: ${status}`]),
    `sha256 of the body, unpacked: ${sha256}`,
    '',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const unseen = text.length > visible ? `\n\n${UNSEEN}\n${text.slice(visible).trimStart()}` : '';
  return [
    { path: `${id}/${PAGE_FILES.page}`, content: page.body },
    { path: `${id}/${PAGE_FILES.headers}`, content: `${lines.map((line) => line.replaceAll(/[\r\n]+/g, ' ')).join('\n')}\n` },
    { path: `${id}/text.txt`, content: `${text.slice(0, visible)}${unseen}\n` },
    ...page.pictures.map(({ number, extension, body }) => ({ path: pictureFile(id, number, extension), content: body })),
  ];
}

const UNSEEN = '--- only in the data of the page, not in what visitors read / 只在页面数据中，访客看不到 ---';

/** Both texts side by side, for every listing that has a passage. */
function textFiles({ traced, page, texts }: TracedSuspect, index: IndexMaps): EvidenceFile[] {
  const told = new Set(traced.listings.map(({ listing }) => listing));
  return texts
    .filter(({ of }) => told.has(of.listing))
    .flatMap(({ of, own, aligned }, at) => {
      const engine: Engine = {
        prepare: async () => prepared(own.text, own.words),
        compare: () => ({ profile: 'listing', passages: aligned }),
      };
      const names = [`${of.listing} ${of.title}`, traced.finalUrl] as const;
      const comparison = compareTexts(engine, names, prepared(own.text, own.words), prepared(page.text, page.words));
      const paths = pathsOf((lang) => `${traced.id}/texts-${at + 1}.${lang}.html`);
      index.texts.set(`${traced.id}/${of.listing}`, paths);
      return [
        ...LANGS.map((lang) => ({ path: paths[lang], content: compareHtml(comparison, lang, false) })),
        { path: `${traced.id}/ours-${at + 1}.txt`, content: `${own.text}\n` },
      ];
    });
}

function prepared(text: string, words: Prepared['words']): Prepared {
  return { raw: text, seen: text, page: false, mark: 0, words };
}

/** Both pictures side by side, the shared region outlined, and our own file. */
function pictureFiles({ traced, pictures }: TracedSuspect, index: IndexMaps): EvidenceFile[] {
  const files: EvidenceFile[] = [];
  const kept = new Set<string>();
  let pairs = 0;
  for (const listing of traced.listings) {
    for (const [place, picture] of listing.pictures.entries()) {
      const found = pictures.find(({ own, traced: one }) => one === picture && own.of.listing === listing.listing);
      if (found === undefined) continue;
      pairs++;
      const paths = pathsOf((lang) => `${traced.id}/pair-${pairs}.${lang}.svg`);
      index.pictures.set(`${traced.id}/${listing.listing}/${place}`, paths);
      for (const lang of LANGS) files.push({ path: paths[lang], content: pictureSheet(found.comparison, lang) });
      files.push(...ownFile(picture.ours.sha256, found.own.file, traced.id, kept));
    }
  }
  return files;
}

function ownFile(sha256: string, file: string, id: string, kept: Set<string>): EvidenceFile[] {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(file)?.[1]?.toLowerCase() ?? 'bin';
  const path = `${id}/our-pictures/${sha256.slice(0, 16)}.${extension}`;
  if (kept.has(path)) return [];
  kept.add(path);
  return [{ path, copyOf: file }];
}

function pathsOf(make: (lang: Lang) => string): Readonly<Record<Lang, string>> {
  return { en: make('en'), zh: make('zh') };
}

function drawSuspect({ page }: TracedSuspect, browser: string | undefined): Promise<Buffer | undefined> {
  if (browser === undefined || page.markup === '') return Promise.resolve(undefined);
  const pictures = new Map(page.pictures.map(({ url, preview }) => [url, preview]));
  return drawPage(browser, { markup: page.markup, finalUrl: page.finalUrl, pictures });
}

const NO_BROWSER: Bilingual = {
  en: 'No screenshot: no Chromium or Chrome was found. Name one with CHROME_PATH, or make screenshots by hand.',
  zh: '没有截图：未找到 Chromium 或 Chrome。可用 CHROME_PATH 指定浏览器，或手动截图。',
};
const NOT_DRAWN: Bilingual = {
  en: 'At least one page has no screenshot: it is no page of a browser, or the browser gave none in time. Make one by hand.',
  zh: '至少有一个页面没有截图：不是网页，或浏览器未在时限内完成。请手动截图。',
};
