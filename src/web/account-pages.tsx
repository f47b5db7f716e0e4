/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Lang } from '../model/text.ts';
import type { Assets } from './assets.ts';
import { ChangeForm, type Frame, Page } from './frame.tsx';
import { ROLE_TITLES, say } from './words.ts';

/** Where people of a team say who they are. It tells nothing of the shop. */
export function SignInPage(props: {
  readonly lang: Lang;
  readonly assets: Assets;
  readonly csrf: string;
  readonly name: string;
  readonly back: string;
  readonly fault?: string;
}): JSX.Element {
  const { lang, assets, csrf, name, back, fault } = props;
  return (
    <html lang={lang === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${say(lang, 'signIn')} – preclear`}</title>
        <link rel="stylesheet" href={assets.style} />
      </head>
      <body>
        <main id="content" class="narrow">
          <h1>preclear</h1>
          {fault === undefined ? '' : <p role="alert">{fault}</p>}
          <form method="post" action="/login" class="change" aria-label={say(lang, 'signIn')}>
            <input type="hidden" name="csrf" value={csrf} />
            <input type="hidden" name="back" value={back} />
            <Field id="name" label={say(lang, 'accountName')} value={name} autocomplete="username" />
            <Field id="password" label={say(lang, 'password')} autocomplete="current-password" secret />
            <button type="submit" class="primary">
              {say(lang, 'signIn')}
            </button>
          </form>
          <p>{say(lang, 'signInLead')}</p>
          <p>
            {lang === 'zh' ? (
              <a href="/login?lang=en" lang="en" hreflang="en">
                English
              </a>
            ) : (
              <a href="/login?lang=zh" lang="zh-CN" hreflang="zh-CN">
                中文
              </a>
            )}
          </p>
        </main>
      </body>
    </html>
  );
}

/** Where somebody of a team changes the password and leaves. */
export function AccountPage({
  frame,
  fault,
  done,
}: {
  readonly frame: Frame;
  readonly fault?: string;
  readonly done?: string;
}): JSX.Element {
  const { lang, viewer } = frame;
  const role = viewer.role === undefined ? '' : ROLE_TITLES[viewer.role][lang];
  return (
    <Page frame={frame} title={say(lang, 'account')}>
      <h1>{say(lang, 'account')}</h1>
      <p>{say(lang, 'accountOf', { name: viewer.name, role })}</p>
      {fault === undefined ? '' : <p role="alert">{fault}</p>}
      {done === undefined ? '' : <p role="status">{done}</p>}
      <h2>{say(lang, 'changePassword')}</h2>
      <div class="narrow">
        <ChangeForm viewer={viewer} action="/account/password" label={say(lang, 'changePassword')}>
          <Field id="old" label={say(lang, 'oldPassword')} autocomplete="current-password" secret />
          <Field id="new" label={say(lang, 'newPassword')} autocomplete="new-password" secret />
          <Field id="again" label={say(lang, 'newAgain')} autocomplete="new-password" secret />
          <button type="submit" class="primary">
            {say(lang, 'changePassword')}
          </button>
        </ChangeForm>
        <h2>{say(lang, 'signOut')}</h2>
        <ChangeForm viewer={viewer} action="/logout" label={say(lang, 'signOut')}>
          <button type="submit">{say(lang, 'signOut')}</button>
          <button type="submit" name="all" value="yes">
            {say(lang, 'signOutAll')}
          </button>
        </ChangeForm>
      </div>
    </Page>
  );
}

function Field(props: {
  readonly id: string;
  readonly label: string;
  readonly autocomplete: string;
  readonly value?: string;
  readonly secret?: boolean;
}): JSX.Element {
  const { id, label, autocomplete, value = '', secret = false } = props;
  return (
    <div>
      <label for={id}>{label}</label>
      <input
        id={id}
        name={id}
        type={secret ? 'password' : 'text'}
        value={value}
        maxlength={512}
        required
        autocomplete={autocomplete}
      />
    </div>
  );
}
