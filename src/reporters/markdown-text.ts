import { clip, visible } from './cells.ts';

/*
 * Text of others -> Markdown that shows it and does nothing: no mention, no link to an issue, no picture that is loaded, no HTML.
 */

/** A text as code: nothing inside it is understood. Longer ones are cut to `width` columns. */
export function codeText(text: string, width: number): string {
  const shown = clip(text, width);
  if (shown.trim() === '') return '` `';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 || /^ .* $/s.test(shown) ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}

/** The same inside a table, where a bar would end the cell. */
export function codeInTable(text: string, width: number): string {
  return codeText(text, width).replaceAll('|', '\\|');
}

/**
 * A sentence in which words of others may stand, as running text. What Markdown understands is escaped; behind what begins a reference
 * (`@`, `#`, `!`, `~`, `%`, `$`, `&`, `GH-`), in addresses and in long hexadecimal numbers stands an invisible joiner, because hosts look for
 * references in the finished page.
 */
export function plainText(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()#+!|~$:-]/g, '\\$&')
    .replaceAll(/@|\\[#!~$]|%|&amp;|\b[A-Z][A-Z0-9]*(?=\\-\d)|\/\/|\bwww(?=\.)/gi, (sign) => sign + JOINER)
    .replaceAll(/\b[0-9a-f]{7,}/gi, (hex) => hex.slice(0, 4) + JOINER + hex.slice(4));
}

/** U+2060: takes no room, breaks no line, is no letter. */
const JOINER = '\u2060';
