/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { stateName } from '../cases/state-names.ts';
import type { CaseWorld } from '../model/case-world.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { Alarms, leftText, pressing, Unread } from './board-parts.tsx';
import type { CaseView } from './boards.ts';
import { CaseItems } from './case-items.tsx';
import { Answers, Letters, Records } from './case-records.tsx';
import { aboutText } from './cases-page.tsx';
import { type Frame, Page } from './frame.tsx';
import { say } from './words.ts';

/** A case with all that is recorded about it. */
export function CasePage({ frame, view }: { readonly frame: Frame; readonly view: CaseView }): JSX.Element {
  const { lang } = frame;
  const { world, summary, known, problems } = view;
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
        {aboutText(summary, lang)} · {say(lang, 'opened')} {world.openedAt.slice(0, 10)}
      </p>
      <p class="lead">
        {say(lang, 'nextStep')}: <bdi>{clip(summary.next[lang], 400)}</bdi>
      </p>
      <Alarms lang={lang} alarms={summary.alarms} lawyer={summary.lawyer} />
      <Unread lang={lang} problems={problems} />
      <div class="split">
        <div>
          <Notices lang={lang} world={world} />
          <CaseItems lang={lang} items={world.items} />
          <Records lang={lang} world={world} />
        </div>
        <div>
          <section class="card">
            <h2>{say(lang, 'deadlines')}</h2>
            <Deadlines lang={lang} deadlines={world.deadlines} />
          </section>
          <Claim lang={lang} claim={world.claim} />
          <Letters lang={lang} known={known} />
          <Answers lang={lang} known={known} />
        </div>
      </div>
    </Page>
  );
}

function Deadlines({ lang, deadlines }: { lang: Lang; deadlines: CaseWorld['deadlines'] }) {
  if (deadlines.length === 0) return <p class="quiet">{say(lang, 'noDeadline')}</p>;
  return (
    <ul class="plain">
      {deadlines.map((one) => (
        <li>
          <span class={`sev ${pressing(one)}`}>
            {one.due}, {leftText(one, lang)}
          </span>
          <br />
          <bdi>{clip(one.what[lang], 200)}</bdi> <span class="quiet small">({clip(one.basis[lang], 300)})</span>
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

const CLAIM_NAMES: Readonly<Record<NonNullable<CaseWorld['claim']>['claim'], Bilingual>> = {
  valid: { en: 'valid', zh: '成立' },
  invalid: { en: 'not valid', zh: '不成立' },
  unclear: { en: 'unclear', zh: '不清楚' },
};

function Notices({ lang, world: { notices } }: { lang: Lang; world: CaseWorld }) {
  return (
    <section>
      <h2>{say(lang, 'notices')}</h2>
      <ul class="plain">
        {notices.map(({ id, receivedAt, parse, file }) => (
          <li>
            <b>{id}</b> {receivedAt.slice(0, 10)} · {aboutText(parse, lang)}
            <br />
            <span class="quiet small">
              {parse.complaintIds.length === 0
                ? ''
                : `${say(lang, 'complaintIds', { ids: clip(parse.complaintIds.slice(0, 5).join(', '), 200) })} · `}
              {parse.rightsOwner?.name === undefined
                ? ''
                : `${say(lang, 'byOwner', { owner: clip(parse.rightsOwner.name, 100) })} · `}
              <bdi>{clip(file, 160)}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
