/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Reviewer } from '../model/ledger.ts';
import { clip } from '../reporters/cells.ts';
import { ChangeForm, type Frame, Page } from './frame.tsx';
import { ROLE_TITLES, say, type Word } from './words.ts';

/** Where viewers say under which name they work. */
export function YouPage({ frame, reviewers }: { readonly frame: Frame; readonly reviewers: readonly Reviewer[] }): JSX.Element {
  const { lang, viewer } = frame;
  return (
    <Page frame={frame} title={say(lang, 'you')}>
      <h1>{say(lang, 'you')}</h1>
      <p>{say(lang, 'youLead')}</p>
      <ChangeForm viewer={viewer} action="/you" label={say(lang, 'you')}>
        <div>
          <label for="name">{say(lang, 'you')}</label>
          <input id="name" name="name" value={viewer.name} maxlength={80} required list="reviewers" autocomplete="off" />
          <datalist id="reviewers">
            {reviewers.map(({ name }) => (
              <option value={name} />
            ))}
          </datalist>
        </div>
        <button type="submit" class="primary">
          {say(lang, 'save')}
        </button>
      </ChangeForm>
      {reviewers.length === 0 ? (
        ''
      ) : (
        <>
          <h2>{say(lang, 'youKnown')}</h2>
          <ul>
            {reviewers.map(({ name, role }) => (
              <li>
                <bdi>{clip(name, 80)}</bdi> ({ROLE_TITLES[role][lang]})
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}

/** A page that says why there is nothing. */
export function MissingPage({ frame, word }: { readonly frame: Frame; readonly word: Word }): JSX.Element {
  const { lang } = frame;
  return (
    <Page frame={frame} title={say(lang, 'missing')}>
      <h1>{say(lang, 'missing')}</h1>
      <p>{say(lang, word)}</p>
      <p>
        <a href="/">{say(lang, 'backToList')}</a>
      </p>
    </Page>
  );
}
