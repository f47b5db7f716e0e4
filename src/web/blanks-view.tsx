/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { BLANK } from '../cases/letters/read-copies.ts';
import type { Content } from './frame.tsx';

/** A text with its blanks marked. */
export function withBlanks(text: string): Content {
  const parts: (JSX.Element | string)[] = [];
  let at = 0;
  for (const found of text.matchAll(BLANK)) {
    parts.push(text.slice(at, found.index), <mark class="blank">{found[0]}</mark>);
    at = found.index + found[0].length;
  }
  return [...parts, text.slice(at)];
}
