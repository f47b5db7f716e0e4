/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Lang } from '../model/text.ts';
import { say } from './words.ts';

/** Commands to type, each with a button that copies it where the browser can. */
export function Commands({ lang, commands }: { readonly lang: Lang; readonly commands: readonly string[] }): JSX.Element | '' {
  if (commands.length === 0) return '';
  return (
    <ul class="commands">
      {commands.map((command) => (
        <li>
          <code translate="no">{command}</code>{' '}
          <button
            type="button"
            class="copy"
            hidden
            data-copied={say(lang, 'wasCopied')}
            aria-label={say(lang, 'copyThis', { command })}
          >
            {say(lang, 'copy')}
          </button>
        </li>
      ))}
    </ul>
  );
}
