import { escapeUTF8 } from 'entities/escape';
import type { Bilingual } from '../model/text.ts';
import { escapeText } from '../reporters/compare-html-text.ts';

/** Both languages of a sentence, one of which the reader chooses. */
export function both({ en, zh }: Bilingual): string {
  if (en === zh) return escapeUTF8(en);
  return `<span lang="en">${escapeText(en)}</span><span class="sep"> / </span><span lang="zh-CN">${escapeText(zh)}</span>`;
}
