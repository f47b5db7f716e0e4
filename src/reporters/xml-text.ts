import { visible } from './cells.ts';

/** A text as XML may hold it, in an element or between double quotes: control, invisible and forbidden characters are shown as marks. */
export function xmlText(text: string): string {
  return visible(text)
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
