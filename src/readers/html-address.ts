import type { HtmlPage } from './html-page.ts';

/** The address in the note that a browser leaves when it saves a page; empty without one. */
export function savedFrom(page: HtmlPage): string {
  return /<!-- saved from url=\(\d{1,6}\)(\S{1,2000}) -->/.exec(page.source.slice(0, 10_000))?.[1] ?? '';
}

/** The address of a saved page: its canonical link, Open Graph, or the note that a browser leaves when it saves a page; empty when nothing tells. */
export function addressOf(page: HtmlPage): string {
  const canonical = page.value(page.first('link[rel="canonical"]'), 'href');
  const graph = page.value(page.first('meta[property="og:url"]'), 'content');
  return [canonical, graph, savedFrom(page)].find((address) => /^(?:https?:)?\/\//.test(address)) ?? canonical;
}
