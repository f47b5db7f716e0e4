/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { DRAFT_NAMES } from '../cases/record-names.ts';
import { stateName } from '../cases/state-names.ts';
import type { CaseWorld } from '../model/case-world.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { Alarms, leftText, pressing, Unread } from './board-parts.tsx';
import type { CaseView } from './boards.ts';
import { CaseItems } from './case-items.tsx';
import { CaseEvents } from './case-log-view.tsx';
import { Notices } from './case-notices.tsx';
import { Answers, Letters, Promised, Records } from './case-records.tsx';
import { aboutText, LetterMissing } from './cases-page.tsx';
import { Commands } from './command-view.tsx';
import { type Frame, Page } from './frame.tsx';
import { typedCommands } from './typed-commands.ts';
import { maySee } from './viewer.ts';
import { grouped, say } from './words.ts';

interface CaseProps {
  readonly frame: Frame;
  readonly view: CaseView;
  /** Of the listings, from 1. */
  readonly page: number;
}

/** What keeps a letter from being final that is shown. */
const MOST_STOPS = 5;

/** A case with all that is recorded about it. */
export function CasePage({ frame, view, page }: CaseProps): JSX.Element {
  const { lang, viewer } = frame;
  const { world, summary, known, problems, events } = view;
  const papers = maySee(viewer, 'papers');
  return (
    <Page frame={frame} title={say(lang, 'caseTitle', { id: world.caseId })}>
      <p class="small">
        <a href="/cases" data-up>
          {say(lang, 'cases')}
        </a>
      </p>
      <h1>
        {say(lang, 'caseTitle', { id: world.caseId })} <span class="tag">{stateName(world.state, lang)}</span>
      </h1>
      <p class="quiet">
        {aboutText(summary, lang)} · {say(lang, 'openedOn', { day: world.openedAt.slice(0, 10) })}
      </p>
      <Alarms lang={lang} alarms={summary.alarms} lawyer={summary.lawyer} />
      <Unread lang={lang} problems={problems} />
      {papers ? '' : <p class="notice">{say(lang, 'papersHidden')}</p>}
      <NextPart frame={frame} view={view} />
      <div class="split turned">
        <aside aria-label={say(lang, 'standing')}>
          <section class="card">
            <h2>{say(lang, 'deadlines')}</h2>
            <Deadlines lang={lang} deadlines={world.deadlines} />
          </section>
          <Claim lang={lang} claim={world.claim} />
          <Letters lang={lang} known={known} papers={papers} />
          <Answers lang={lang} known={known} papers={papers} />
          <Promised lang={lang} known={known} measures={world.measures} />
        </aside>
        <div>
          <Notices lang={lang} notices={world.notices} papers={papers} />
          <CaseItems lang={lang} caseId={world.caseId} items={world.items} page={page} />
          <Records lang={lang} world={world} causes={view.causes} papers={papers} />
          <CaseEvents lang={lang} events={events} papers={papers} />
        </div>
      </div>
    </Page>
  );
}

/** What to do, what the next letter lacks, and the command for it. */
function NextPart({ frame: { lang, viewer }, view: { summary, due, world } }: { frame: Frame; view: CaseView }) {
  return (
    <section class="card" aria-labelledby="next-name">
      <h2 id="next-name">
        {say(lang, 'nextStep')}: <bdi>{clip(summary.step.what[lang], 400)}</bdi>
      </h2>
      <Commands lang={lang} commands={typedCommands(summary.step, viewer.name)} />
      <dl>
        <LetterMissing lang={lang} one={summary} />
        {due.map(({ kind, lang: language, stops }) => (
          <>
            <dt>
              {DRAFT_NAMES[kind][lang]} ({language})
            </dt>
            <dd>
              {stops.length === 0 ? (
                say(lang, 'couldBeFinal')
              ) : (
                <>
                  {stops.length === 1 ? say(lang, 'onePointLeft') : say(lang, 'pointsLeft', { count: grouped(stops.length) })}
                  <Stops lang={lang} stops={stops} />
                </>
              )}
              <Commands lang={lang} commands={[`preclear case draft ${world.caseId} --kind ${kind}`]} />
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function Stops({ lang, stops }: { lang: Lang; stops: readonly Bilingual[] }) {
  return (
    <ul>
      {stops.slice(0, MOST_STOPS).map((stop) => (
        <li>
          <bdi>{clip(stop[lang], 400)}</bdi>
        </li>
      ))}
      {stops.length > MOST_STOPS ? <li>{say(lang, 'moreItems', { count: grouped(stops.length - MOST_STOPS) })}</li> : ''}
    </ul>
  );
}

function Deadlines({ lang, deadlines }: { lang: Lang; deadlines: CaseWorld['deadlines'] }) {
  if (deadlines.length === 0) return <p class="quiet">{say(lang, 'noDeadline')}</p>;
  return (
    <ul class="plain">
      {deadlines.slice(0, 100).map((one) => (
        <li>
          <span class={`sev ${pressing(one)}`}>
            {one.due}, {leftText(one, lang)}
          </span>
          <br />
          <bdi>{clip(one.what[lang], 200)}</bdi>{' '}
          <span class="quiet small">
            ({one.id}: <bdi>{clip(one.basis[lang], 300)}</bdi>)
          </span>
        </li>
      ))}
    </ul>
  );
}

function Claim({ lang, claim }: { lang: Lang; claim: CaseWorld['claim'] }) {
  return (
    <section class="card">
      <h2>{say(lang, 'claimOf')}</h2>
      {claim === undefined ? (
        <p class="quiet">{say(lang, 'notAssessed')}</p>
      ) : (
        <>
          <p>
            <b>{CLAIM_NAMES[claim.claim][lang]}</b> (<bdi>{clip(claim.by, 80)}</bdi>, {claim.at.slice(0, 10)})
          </p>
          <p>
            <bdi>{clip(claim.reason, 600)}</bdi>
          </p>
        </>
      )}
    </section>
  );
}

/** What may be thought of a claim. */
const CLAIM_NAMES: Readonly<Record<NonNullable<CaseWorld['claim']>['claim'], Bilingual>> = {
  valid: { en: 'valid', zh: '成立' },
  invalid: { en: 'not valid', zh: '不成立' },
  unclear: { en: 'unclear', zh: '不清楚' },
};
