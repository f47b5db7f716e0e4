/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { type SignOffState, signOffState } from '../ledger/sign-off-state.ts';
import type { ListingState } from '../model/history.ts';
import type { Reviewer, SignOff } from '../model/ledger.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { ChangeForm } from './frame.tsx';
import { mayDo, type Viewer } from './viewer.ts';
import { ROLE_TITLES, say, timeOf } from './words.ts';

interface SignProps {
  readonly lang: Lang;
  readonly viewer: Viewer;
  readonly state: ListingState;
  readonly signOffs: readonly SignOff[];
  readonly reviewers: readonly Reviewer[] | undefined;
}

/** Who has signed what a listing says now, and the form to do so. */
export function SignOffPanel({ lang, viewer, state, signOffs, reviewers }: SignProps): JSX.Element {
  const standing = signOffState({ contentHash: state.contentHash }, signOffs, reviewers);
  return (
    <section class="card" id="sign-off">
      <h2>{say(lang, 'signOff')}</h2>
      <p class="quiet small">{say(lang, 'signLead')}</p>
      <p>
        <b>{standingSentence(standing, lang)}</b>
      </p>
      {state.goneAt !== undefined ? (
        <p class="quiet">{say(lang, 'signGone')}</p>
      ) : mayDo(viewer, 'sign') ? (
        <ChangeForm viewer={viewer} action="/listing/sign" label={say(lang, 'signOff')}>
          <input type="hidden" name="listing" value={state.listing} />
          <input type="hidden" name="marketplace" value={state.marketplace} />
          <input type="hidden" name="hash" value={state.contentHash} />
          <input type="hidden" name="seen" value={String(signOffs.length)} />
          <div>
            <label for="sign-note">{say(lang, 'note')}</label>
            <textarea id="sign-note" name="note" rows={2} maxlength={1000} />
          </div>
          <div class="buttons">
            <button type="submit" name="decision" value="approved" class="primary">
              {say(lang, 'approve')}
            </button>{' '}
            <button type="submit" name="decision" value="rejected">
              {say(lang, 'reject')}
            </button>
          </div>
        </ChangeForm>
      ) : (
        <p class="quiet">
          {say(lang, 'roleCannot', { role: viewer.role === undefined ? '' : ROLE_TITLES[viewer.role][lang] })}
        </p>
      )}
      <SignOffList lang={lang} signOffs={signOffs} hash={state.contentHash} />
    </section>
  );
}

function standingSentence({ signed, rejected, byTwo }: SignOffState, lang: Lang): string {
  const names = (list: readonly SignOff[]): string => list.map(({ by }) => clip(by, 60)).join(lang === 'zh' ? '、' : ', ');
  if (rejected.length > 0) return say(lang, 'signRejected', { by: names(rejected) });
  if (byTwo) return say(lang, 'signFull', { names: names(signed) });
  if (signed.length > 0) return say(lang, 'signHalf', { by: names(signed) });
  return say(lang, 'signNone');
}

function SignOffList({ lang, signOffs, hash }: { lang: Lang; signOffs: readonly SignOff[]; hash: string }) {
  if (signOffs.length === 0) return '';
  return (
    <ul class="signs" aria-label={say(lang, 'signTable')}>
      {signOffs.slice(0, 50).map(({ by, role, at, decision, note, contentHash }) => (
        <li>
          <b>
            <bdi>{clip(by, 80)}</bdi>
          </b>
          {role === undefined ? '' : ` (${ROLE_TITLES[role][lang]})`} ·{' '}
          {say(lang, decision === 'approved' ? 'signApproved' : 'signRefused')} · {timeOf(at)}
          {contentHash === hash ? '' : <span class="tag">{say(lang, 'signVoid')}</span>}
          {note === undefined ? '' : <div class="pre">{clip(note, 500)}</div>}
        </li>
      ))}
    </ul>
  );
}
