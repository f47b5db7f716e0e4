/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Lang } from '../model/text.ts';
import type { Assets } from './assets.ts';
import type { Viewer } from './viewer.ts';
import { ROLE_TITLES, say, type Word } from './words.ts';

/*
 * What all pages have around their content.
 */

/** What a page must know before its content. */
export interface Frame {
  readonly lang: Lang;
  readonly viewer: Viewer;
  /** Path and query of the page itself. */
  readonly here: string;
  readonly shop: string;
  readonly assets: Assets;
}

/** Something that children of a page may be. */
export type Content = JSX.Element | string | number | null | undefined | readonly Content[];

/** A whole page. */
export function Page(props: { readonly frame: Frame; readonly title: string; readonly children?: Content }): JSX.Element {
  const { frame, title, children } = props;
  const { lang, shop, assets } = frame;
  return (
    <html lang={lang === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – ${shop} – preclear`}</title>
        <link rel="stylesheet" href={assets.style} />
        <script src={assets.script} defer />
      </head>
      <body>
        <a class="skip" href="#content">
          {say(lang, 'skip')}
        </a>
        <Header frame={frame} />
        <main id="content" tabindex={-1}>
          {children}
        </main>
        <footer>
          <p>{say(lang, 'notAdvice')}</p>
        </footer>
        <KeyHelp lang={lang} />
      </body>
    </html>
  );
}

const PLACES: readonly { readonly path: string; readonly word: Word }[] = [
  { path: '/', word: 'findings' },
  { path: '/listings', word: 'listings' },
  { path: '/cases', word: 'cases' },
  { path: '/measures', word: 'measures' },
  { path: '/penalties', word: 'penalties' },
  { path: '/review', word: 'review' },
  { path: '/log', word: 'log' },
];

function Header({ frame }: { frame: Frame }) {
  const { lang, here, shop, viewer } = frame;
  const path = here.split('?')[0];
  return (
    <header class="bar">
      <p class="shop">
        <a href="/">preclear</a> <bdi>{shop}</bdi>
      </p>
      <nav aria-label={say(lang, 'navigation')}>
        <ul>
          {PLACES.map(({ path: to, word }) => (
            <li>
              <a href={to} {...(to === path ? { 'aria-current': 'page' } : {})}>
                {say(lang, word)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="tools">
        <span class="who">
          {say(lang, 'workingAs', { name: viewer.name })}
          {viewer.role === undefined ? '' : ` (${ROLE_TITLES[viewer.role][lang]})`}
          {viewer.choosesName ? (
            <>
              {' '}
              <a href="/you">{say(lang, 'change')}</a>
            </>
          ) : (
            <>
              {' '}
              <a href="/account">{say(lang, 'account')}</a>
            </>
          )}
        </span>
        <button type="button" id="open-keys" hidden>
          {say(lang, 'keys')}
        </button>
        <LanguageSwitch lang={lang} here={here} />
      </div>
    </header>
  );
}

function LanguageSwitch({ lang, here }: { lang: Lang; here: string }) {
  const back = `?back=${encodeURIComponent(here)}`;
  return (
    <span class="langs">
      {lang === 'zh' ? (
        <a href={`/lang/en${back}`} lang="en" hreflang="en">
          English
        </a>
      ) : (
        <a href={`/lang/zh${back}`} lang="zh-CN" hreflang="zh-CN">
          中文
        </a>
      )}
    </span>
  );
}

const KEYS: readonly (readonly [key: string, word: Word])[] = [
  ['j', 'keyNext'],
  ['k', 'keyBack'],
  ['Enter', 'keyOpen'],
  ['u', 'keyUp'],
  ['/', 'keySearch'],
  ['?', 'keyHelp'],
];

function KeyHelp({ lang }: { lang: Lang }) {
  return (
    <dialog id="keys" aria-labelledby="keys-name">
      <h2 id="keys-name">{say(lang, 'keys')}</h2>
      <dl>
        {KEYS.map(([key, word]) => (
          <>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(lang, word)}</dd>
          </>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">{say(lang, 'close')}</button>
      </form>
    </dialog>
  );
}

/** A form that changes something; without the viewer's own token nothing is taken. */
export function ChangeForm(props: {
  readonly viewer: Viewer;
  readonly action: string;
  readonly label: string;
  readonly children?: Content;
}): JSX.Element {
  const { viewer, action, label, children } = props;
  return (
    <form method="post" action={action} class="change" aria-label={label}>
      <input type="hidden" name="csrf" value={viewer.csrf} />
      {children}
    </form>
  );
}

/** A choice among values, with its label. */
export function Choice(props: {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}): JSX.Element {
  const { id, name, label, value, options } = props;
  return (
    <div>
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Where one stands in a list of pages, and the ways to the others. */
export function Pager(props: {
  readonly lang: Lang;
  readonly page: number;
  readonly pages: number;
  readonly to: (page: number) => string;
}): JSX.Element | '' {
  const { lang, page, pages, to } = props;
  if (pages <= 1) return '';
  const link = (word: Word, target: number, isPossible: boolean, rel?: string): JSX.Element =>
    isPossible ? (
      <a href={to(target)} {...(rel === undefined ? {} : { rel })}>
        {say(lang, word)}
      </a>
    ) : (
      <span class="quiet">{say(lang, word)}</span>
    );
  return (
    <nav class="pager" aria-label={say(lang, 'pages')}>
      {link('first', 1, page > 1)}
      {link('previous', page - 1, page > 1, 'prev')}
      <span>
        {page} / {pages}
      </span>
      {link('next', page + 1, page < pages, 'next')}
      {link('last', pages, page < pages)}
    </nav>
  );
}
