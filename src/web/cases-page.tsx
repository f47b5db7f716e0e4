/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { CaseList, CaseSummary } from '../appeal/open-cases.ts';
import { stateName } from '../cases/state-names.ts';
import { VALUE_NAMES } from '../cases/value-names.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { Alarms, leftText, pressing, Unread } from './board-parts.tsx';
import { PAGE_SIZE } from './findings-query.ts';
import { type Frame, Page, Pager } from './frame.tsx';
import { casePath } from './paths.ts';
import { grouped, say } from './words.ts';

interface CasesProps {
  readonly frame: Frame;
  readonly list: CaseList;
  /** Those that are over too. */
  readonly all: boolean;
  /** From 1. */
  readonly page: number;
}

/** Names of listings that a row shows. */
const NAMED = 3;

/** Complaints, the next last day first. */
export function CasesPage({ frame, list, all, page }: CasesProps): JSX.Element {
  const { lang } = frame;
  const { cases, problems } = list;
  const from = (page - 1) * PAGE_SIZE;
  const shown = cases.slice(from, from + PAGE_SIZE);
  const slots = { from: grouped(from + 1), to: grouped(from + shown.length), total: grouped(cases.length) };
  const alarmed = cases.filter(({ alarms }) => alarms.length > 0);
  return (
    <Page frame={frame} title={say(lang, 'cases')}>
      <h1>{say(lang, 'cases')}</h1>
      <p class="quiet">
        {say(lang, 'casesLead')} <a href={all ? '/cases' : '/cases?all=1'}>{say(lang, all ? 'openCasesOnly' : 'allCases')}</a>
      </p>
      <Unread lang={lang} problems={problems} />
      {alarmed.slice(0, NAMED).map(({ alarms }) => (
        <Alarms lang={lang} alarms={alarms} />
      ))}
      <p class="quiet" role="status">
        {shown.length === 0 ? say(lang, 'noCases') : say(lang, 'shownCases', slots)}
      </p>
      {shown.length === 0 ? (
        ''
      ) : (
        <ol class="rows" start={from + 1}>
          {shown.map((one) => (
            <Row lang={lang} one={one} />
          ))}
        </ol>
      )}
      <Pager
        lang={lang}
        page={page}
        pages={Math.ceil(cases.length / PAGE_SIZE)}
        to={(to) => `/cases?${all ? 'all=1&' : ''}page=${to}`}
      />
    </Page>
  );
}

function Row({ lang, one }: { lang: Lang; one: CaseSummary }) {
  const { caseId, state, openedAt, items, deadlines, next } = one;
  const due = deadlines.find(({ done }) => !done);
  const urgency = due === undefined ? 'clean' : pressing(due);
  return (
    <li class={urgency} data-row>
      <p class="line">
        <a class="main" href={casePath(caseId)}>
          {caseId}
        </a>{' '}
        {aboutText(one, lang)}
        <span class="tag">{stateName(state, lang)}</span>
      </p>
      <p class="quiet small">
        {due === undefined ? (
          say(lang, 'noDeadline')
        ) : (
          <>
            <span class={`sev ${urgency}`}>
              {due.due}, {leftText(due, lang)}
            </span>{' '}
            {due.what[lang]}
          </>
        )}{' '}
        · {say(lang, 'opened')} {openedAt.slice(0, 10)} · <bdi>{namesOf(items, lang)}</bdi>
      </p>
      <p class="small">
        {say(lang, 'nextStep')}: <bdi>{clip(next[lang], 300)}</bdi>
      </p>
    </li>
  );
}

/** What a case is about: platform, marketplace, right, kind of notice. */
export function aboutText(
  {
    platform,
    marketplace,
    infringementType,
    noticeKind,
  }: Pick<CaseSummary, 'platform' | 'marketplace' | 'infringementType' | 'noticeKind'>,
  lang: Lang,
): string {
  const name = (value: string): string => VALUE_NAMES[lang][value] ?? value;
  const parts = [name(platform), marketplace ?? '', name(infringementType), name(noticeKind)].filter((part) => part !== '');
  return clip(parts.join(lang === 'zh' ? '，' : ', '), 200);
}

function namesOf(items: CaseSummary['items'], lang: Lang): string {
  const names = items.slice(0, NAMED).map(({ id }) => clip(id, 40));
  if (items.length > NAMED) names.push(say(lang, 'moreItems', { count: grouped(items.length - NAMED) }));
  return names.join(', ');
}
