/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { MEASURE_STATE_NAMES } from '../cases/measure-names.ts';
import { ACTION_NAMES, ANSWER_NAMES, DRAFT_NAMES, EVIDENCE_NAMES } from '../cases/record-names.ts';
import type { Case, KeptDraft } from '../model/case-folded.ts';
import type { CaseEvidence } from '../model/case-record.ts';
import type { CaseWorld, Measure } from '../model/case-world.ts';
import type { ProofFile } from '../model/ledger.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import type { Content } from './frame.tsx';
import { MEASURE_COLOURS } from './measure-colours.ts';
import { letterPath } from './paths.ts';
import { grouped, say, type Word } from './words.ts';

/*
 * What was recorded about a case: causes, deeds, evidence, words that people stand for, letters, answers.
 */

/** Rows of a list that are shown, and files of one. */
const MOST = 100;
const MOST_FILES = 6;

/** Causes, actions, evidence, contacts and statements of a case. @param papers whether what is confidential may be shown. */
export function Records(props: {
  readonly lang: Lang;
  readonly world: CaseWorld;
  readonly causes: ReadonlyMap<string, Bilingual>;
  readonly papers: boolean;
}): JSX.Element {
  const { lang, world, causes, papers } = props;
  const { rootCauses, actions, evidence, contacts, assertions } = world;
  return (
    <>
      <List
        lang={lang}
        title="rootCauses"
        rows={rootCauses.map(({ id, cause, by, support }) => (
          <>
            <b>{id}</b> {clip(causes.get(cause)?.[lang] ?? cause, 200)}{' '}
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
        rows={evidence.map((one) => <Evidence lang={lang} evidence={one} papers={papers} />)}
      />
      <List
        lang={lang}
        title="contacts"
        rows={contacts.map(({ id, at, direction, channel, party, subject, proofs }) => (
          <>
            <b>{id}</b> {at.slice(0, 10)}{' '}
            {say(lang, direction === 'out' ? 'wroteTo' : 'heardFrom', { party: clip(party, 100) })}{' '}
            <span class="quiet small">
              ({clip(channel, 40)}
              {subject === undefined || !papers ? '' : `: ${clip(subject, 160)}`})
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
            <b>{id}</b> {papers ? <bdi>{`“${clip(text, 300)}”`}</bdi> : <span class="quiet">{say(lang, 'notShown')}</span>} (
            <bdi>{clip(by, 80)}</bdi>)
          </>
        ))}
      />
    </>
  );
}

/** A piece of evidence: its files, and whether they are still what was put there. */
function Evidence({ lang, evidence, papers }: { lang: Lang; evidence: CaseEvidence; papers: boolean }) {
  const { id, title, kind, confidential, proofs, madeAt, items } = evidence;
  const isShown = papers || !confidential;
  return (
    <>
      <b>{id}</b> {isShown ? <bdi>{clip(title, 160)}</bdi> : <span class="quiet">{say(lang, 'notShown')}</span>}{' '}
      <span class="quiet small">
        ({EVIDENCE_NAMES[kind][lang]}
        {madeAt === undefined ? '' : `, ${say(lang, 'madeOn', { day: madeAt.slice(0, 10) })}`}
        {items.length === 0 ? '' : `, ${clip(items.slice(0, 5).join(' '), 120)}`})
        {confidential ? <span class="tag">{say(lang, 'confidential')}</span> : ''}
      </span>
      <Proofs lang={lang} proofs={proofs} />
      {isShown ? (
        <ul class="plain small quiet">
          {proofs.slice(0, MOST_FILES).map(({ path, sha256 }) => (
            <li>
              <bdi>{clip(path, 160)}</bdi>
              {sha256 === undefined ? '' : ` SHA-256 ${sha256.slice(0, 16)}…`}
            </li>
          ))}
          {proofs.length > MOST_FILES ? <li>{say(lang, 'moreItems', { count: grouped(proofs.length - MOST_FILES) })}</li> : ''}
        </ul>
      ) : (
        ''
      )}
    </>
  );
}

/** Letters that were drafted and sent. */
export function Letters(props: { readonly lang: Lang; readonly known: Case; readonly papers: boolean }): JSX.Element {
  const { lang, known, papers } = props;
  const link = (id: string): JSX.Element =>
    papers ? (
      <a href={letterPath(known.id, id)}>
        <b>{id}</b>
      </a>
    ) : (
      <b>{id}</b>
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

/** Measures that sent letters of the case promise, and how they stand. */
export function Promised(props: {
  readonly lang: Lang;
  readonly known: Case;
  readonly measures: readonly Measure[];
}): JSX.Element {
  const { lang, known, measures } = props;
  const steps = [...new Set(known.sent.flatMap((letter) => letter.measures))];
  const rows = steps.map((step) => {
    const one = measures.find((measure) => measure.step === step);
    const state = one?.state ?? 'retired';
    return (
      <>
        <span class={`sev ${MEASURE_COLOURS[state]}`}>{MEASURE_STATE_NAMES[state][lang]}</span>{' '}
        <a href={`/measures#${encodeURIComponent(step)}`}>
          <bdi>{clip(one?.text[lang] ?? step, 200)}</bdi>
        </a>
      </>
    );
  });
  return <List lang={lang} title="promised" rows={rows} card />;
}

/** What the other side answered. */
export function Answers(props: { readonly lang: Lang; readonly known: Case; readonly papers: boolean }): JSX.Element {
  const { lang, known, papers } = props;
  const rows = known.answers.map(({ id, on, answer, asked }) => (
    <>
      <b>{id}</b> {on}, {ANSWER_NAMES[answer][lang]}
      {asked.length === 0 || !papers ? (
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
