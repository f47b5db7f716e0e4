/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Suppression } from '../decisions/suppression.ts';
import { TRIAGE_STATES, type Triage, type TriagedEpisode, type TriageState } from '../model/history.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { ChangeForm, Choice, type Content } from './frame.tsx';
import { mayDo, type Viewer } from './viewer.ts';
import { ROLE_TITLES, say, TRIAGE_NAMES, timeOf } from './words.ts';

/** What a viewer entered and did not get saved. */
export interface TriageEntry {
  readonly state: TriageState;
  readonly assignee: string;
  readonly note: string;
}

/** What a viewer entered to accept a finding. */
export interface AcceptEntry {
  readonly reason: string;
  readonly until: string;
}

interface FormsProps {
  readonly lang: Lang;
  readonly viewer: Viewer;
  readonly episode: TriagedEpisode;
  readonly accepted: Suppression | undefined;
  readonly people: readonly string[];
  /** Query of the page, so that the list is not lost. */
  readonly search: string;
  /** Entries that were not saved, because somebody else had decided or something was wrong with them. */
  readonly entry?: TriageEntry;
  readonly acceptEntry?: AcceptEntry;
}

/** The forms with which a finding is decided. */
export function DecideForms(props: FormsProps): JSX.Element {
  const { lang, viewer, accepted, episode } = props;
  return (
    <>
      <section class="card">
        <h2>{say(lang, 'decide')}</h2>
        <TriageShown lang={lang} triage={episode.triage} />
        {mayDo(viewer, 'triage') ? <TriageForm {...props} /> : <Cannot lang={lang} viewer={viewer} />}
      </section>
      {accepted !== undefined || episode.state === 'open' ? (
        <section class="card">
          <h2>{say(lang, 'accept')}</h2>
          {accepted !== undefined ? (
            <>
              <p>{acceptedSentence(accepted, lang, 'acceptedBy')}</p>
              <p class="quiet">{episode.state === 'open' ? say(lang, 'acceptedHint') : ''}</p>
            </>
          ) : mayDo(viewer, 'suppress') ? (
            <AcceptForm {...props} />
          ) : (
            <Cannot lang={lang} viewer={viewer} />
          )}
        </section>
      ) : (
        ''
      )}
    </>
  );
}

function acceptedSentence({ until, by, reason }: Suppression, lang: Lang, word: 'acceptedBy' | 'conflictAccepted'): string {
  return say(lang, word, { until, by: by === undefined ? say(lang, 'somebody') : clip(by, 80), reason: clip(reason, 500) });
}

function Cannot({ lang, viewer }: { lang: Lang; viewer: Viewer }) {
  return (
    <p class="quiet">{say(lang, 'roleCannot', { role: viewer.role === undefined ? '' : ROLE_TITLES[viewer.role][lang] })}</p>
  );
}

function TriageShown({ lang, triage }: { lang: Lang; triage: Triage | undefined }) {
  if (triage === undefined) return <p class="quiet">{say(lang, 'nobodyYet')}</p>;
  return (
    <>
      <p class="quiet">{say(lang, 'decidedBy', { by: clip(triage.by, 80), time: timeOf(triage.at) })}</p>
      <TriageFacts lang={lang} triage={triage} />
    </>
  );
}

function TriageFacts({ lang, triage }: { lang: Lang; triage: Triage }) {
  return (
    <dl>
      <dt>{say(lang, 'triageState')}</dt>
      <dd>{TRIAGE_NAMES[triage.state][lang]}</dd>
      {triage.assignee === undefined ? (
        ''
      ) : (
        <>
          <dt>{say(lang, 'assignee')}</dt>
          <dd>
            <bdi>{clip(triage.assignee, 80)}</bdi>
          </dd>
        </>
      )}
      {triage.note === undefined ? (
        ''
      ) : (
        <>
          <dt>{say(lang, 'note')}</dt>
          <dd class="pre">
            <bdi>{clip(triage.note, 2000)}</bdi>
          </dd>
        </>
      )}
    </dl>
  );
}

function TriageForm({ lang, viewer, episode, people, search, entry }: FormsProps) {
  const { fingerprint, triage } = episode;
  const { state, assignee, note } = entry ?? {
    state: triage?.state ?? 'none',
    assignee: triage?.assignee ?? '',
    note: triage?.note ?? '',
  };
  return (
    <ChangeForm viewer={viewer} action={`/finding/${fingerprint}/triage${search}`} label={say(lang, 'decide')}>
      <input type="hidden" name="revision" value={String(triage?.revision ?? 0)} />
      <Choice
        id="triage-state"
        name="state"
        label={say(lang, 'triageState')}
        value={state}
        options={TRIAGE_STATES.map((value) => ({ value, label: TRIAGE_NAMES[value][lang] }))}
      />
      <div>
        <label for="assignee">{say(lang, 'assignee')}</label>
        <input id="assignee" name="assignee" value={assignee} maxlength={120} list="people" autocomplete="off" />
        <datalist id="people">
          {people.map((name) => (
            <option value={name} />
          ))}
        </datalist>
      </div>
      <div>
        <label for="note">{say(lang, 'note')}</label>
        <textarea id="note" name="note" rows={3} maxlength={2000}>
          {note}
        </textarea>
      </div>
      <p class="quiet small">{say(lang, 'believedFixedHint')}</p>
      <button type="submit" class="primary">
        {say(lang, entry === undefined ? 'save' : 'saveAnyway')}
      </button>
    </ChangeForm>
  );
}

function AcceptForm({ lang, viewer, episode, search, acceptEntry }: FormsProps) {
  return (
    <ChangeForm viewer={viewer} action={`/finding/${episode.fingerprint}/accept${search}`} label={say(lang, 'accept')}>
      <p class="quiet small">{say(lang, 'acceptHint')}</p>
      <input type="hidden" name="revision" value={String(episode.triage?.revision ?? 0)} />
      <div>
        <label for="reason">{say(lang, 'reason')}</label>
        <textarea id="reason" name="reason" rows={2} maxlength={1000} required>
          {acceptEntry?.reason ?? ''}
        </textarea>
      </div>
      <div>
        <label for="until">{say(lang, 'until')}</label>
        <input id="until" name="until" type="date" value={acceptEntry?.until ?? ''} required />
      </div>
      <button type="submit">{say(lang, 'acceptButton')}</button>
    </ChangeForm>
  );
}

/** Tells the second of two people what the first one decided. */
export function TriageConflict({ lang, triage }: { readonly lang: Lang; readonly triage: Triage }): JSX.Element {
  return (
    <Told kind="warning">
      <p>
        <b>{say(lang, 'conflict', { by: clip(triage.by, 80), time: timeOf(triage.at) })}</b>
      </p>
      <p>{say(lang, 'conflictNow')}</p>
      <TriageFacts lang={lang} triage={triage} />
      <p>{say(lang, 'conflictYours')}</p>
    </Told>
  );
}

/** Tells the second of two people that the finding was accepted already. */
export function AcceptConflict({ lang, taken }: { readonly lang: Lang; readonly taken: Suppression }): JSX.Element {
  return (
    <Told kind="warning">
      <p>
        <b>{acceptedSentence(taken, lang, 'conflictAccepted')}</b>
      </p>
    </Told>
  );
}

/** What is said about the last thing that a viewer did, where screen readers begin. */
export function Told({ kind, children }: { readonly kind: 'done' | 'warning'; readonly children?: Content }): JSX.Element {
  return (
    <div class={`told ${kind}`} role={kind === 'done' ? 'status' : 'alert'}>
      {children}
    </div>
  );
}
