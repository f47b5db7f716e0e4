/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { ACTION_NAMES, ANSWER_NAMES, DRAFT_NAMES, EVIDENCE_NAMES } from '../cases/record-names.ts';
import type { Case, KeptDraft } from '../model/case-folded.ts';
import type { CaseWorld } from '../model/case-world.ts';
import type { ProofFile } from '../model/ledger.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import type { Content } from './frame.tsx';
import { letterPath } from './paths.ts';
import { grouped, say, type Word } from './words.ts';

/*
 * What was recorded about a case: causes, deeds, evidence, words that people stand for, letters, answers.
 */

/** Rows of a list that are shown. */
const MOST = 100;

/** Causes, actions, evidence and statements of a case. */
export function Records({ lang, world }: { readonly lang: Lang; readonly world: CaseWorld }): JSX.Element {
  const { rootCauses, actions, evidence, assertions } = world;
  return (
    <>
      <List
        lang={lang}
        title="rootCauses"
        rows={rootCauses.map(({ id, cause, by, support }) => (
          <>
            <b>{id}</b> {clip(cause, 80)}{' '}
            <span class="quiet small">
              (<bdi>{clip(by, 80)}</bdi>; {clip(support.join(', '), 200)})
            </span>
          </>
        ))}
      />
      <List
        lang={lang}
        title="actionsDone"
        rows={actions.map(({ id, kind, done, planned, items, proofs }) => (
          <>
            <b>{id}</b> {ACTION_NAMES[kind][lang]},{' '}
            {done === undefined ? say(lang, 'plannedFor', { day: planned ?? '' }) : say(lang, 'doneOn', { day: done })}{' '}
            <span class="quiet small">
              <bdi>{clip(items.slice(0, 5).join(', '), 160)}</bdi>{' '}
              {items.length > 5 ? say(lang, 'moreItems', { count: grouped(items.length - 5) }) : ''}
            </span>
            <Proofs lang={lang} proofs={proofs} />
          </>
        ))}
      />
      <List
        lang={lang}
        title="evidenceKept"
        rows={evidence.map(({ id, title, kind, confidential, proofs }) => (
          <>
            <b>{id}</b> <bdi>{clip(title, 160)}</bdi>{' '}
            <span class="quiet small">
              ({EVIDENCE_NAMES[kind][lang]}
              {confidential ? `, ${say(lang, 'confidential')}` : ''})
            </span>
            <Proofs lang={lang} proofs={proofs} />
          </>
        ))}
      />
      <List
        lang={lang}
        title="asserted"
        rows={assertions.map(({ id, text, by }) => (
          <>
            <b>{id}</b> “<bdi>{clip(text, 300)}</bdi>” (<bdi>{clip(by, 80)}</bdi>)
          </>
        ))}
      />
    </>
  );
}

/** Letters that were drafted and sent. */
export function Letters({ lang, known }: { readonly lang: Lang; readonly known: Case }): JSX.Element {
  const link = (id: string): JSX.Element => (
    <a href={letterPath(known.id, id)}>
      <b>{id}</b>
    </a>
  );
  const rows = [
    ...known.sent.map(({ id, kind, at }) => (
      <>
        {link(id)} {DRAFT_NAMES[kind][lang]} <span class="tag">{say(lang, 'sentOn', { day: at.slice(0, 10) })}</span>
      </>
    )),
    ...[...known.drafts].reverse().map((draft) => (
      <>
        {link(draft.id)} {DRAFT_NAMES[draft.kind][lang]} ({draft.lang}), {draft.at.slice(0, 10)}
        {draft.final ? <span class="tag">{say(lang, 'isFinal')}</span> : ''}
        <br />
        <span class="quiet small">{reviewText(draft, lang)}</span>
      </>
    )),
  ];
  return <List lang={lang} title="letters" rows={rows} card />;
}

function reviewText({ reviewed }: KeptDraft, lang: Lang): string {
  if (reviewed === undefined) return say(lang, 'notReviewed');
  return reviewed.alone ? say(lang, 'reviewedAlone') : say(lang, 'reviewedBy', { name: clip(reviewed.by, 80) });
}

/** What the other side answered. */
export function Answers({ lang, known }: { readonly lang: Lang; readonly known: Case }): JSX.Element {
  const rows = known.answers.map(({ id, on, answer, asked }) => (
    <>
      <b>{id}</b> {on}, {ANSWER_NAMES[answer][lang]}
      {asked.length === 0 ? (
        ''
      ) : (
        <ul>
          {asked.slice(0, MOST).map(({ text }) => (
            <li>
              <bdi>{clip(text, 400)}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  ));
  return <List lang={lang} title="answersGot" rows={rows} card />;
}

function List(props: { lang: Lang; title: Word; rows: readonly Content[]; card?: true }): JSX.Element | '' {
  const { lang, title, rows, card } = props;
  if (rows.length === 0) return '';
  return (
    <section {...(card ? { class: 'card' } : {})}>
      <h2>{say(lang, title)}</h2>
      <ul class="plain">
        {rows.slice(0, MOST).map((row) => (
          <li>{row}</li>
        ))}
        {rows.length > MOST ? <li class="quiet">{say(lang, 'moreItems', { count: grouped(rows.length - MOST) })}</li> : ''}
      </ul>
    </section>
  );
}

/** Proofs that are gone or are no longer what was kept. */
function Proofs({ lang, proofs }: { lang: Lang; proofs: readonly ProofFile[] }) {
  const missing = proofs.filter(({ found }) => !found).length;
  const changed = proofs.filter((proof) => proof.changed === true).length;
  return (
    <>
      {missing === 0 ? '' : <span class="sev error"> {say(lang, 'filesMissing', { count: grouped(missing) })}</span>}
      {changed === 0 ? '' : <span class="sev error"> {say(lang, 'filesChanged', { count: grouped(changed) })}</span>}
    </>
  );
}
