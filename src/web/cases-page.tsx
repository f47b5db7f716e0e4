/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { CaseList, CaseSummary } from '../appeal/open-cases.ts';
import { DRAFT_NAMES } from '../cases/record-names.ts';
import { stateName } from '../cases/state-names.ts';
import { VALUE_NAMES } from '../cases/value-names.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { AlarmList, leftText, pressing, Unread } from './board-parts.tsx';
import { type CaseFilters, matchingCases, nextDay, writeCaseFilters } from './case-filters.ts';
import { Commands } from './command-view.tsx';
import { PAGE_SIZE } from './findings-query.ts';
import { Choice, type Frame, Page, Pager } from './frame.tsx';
import { casePath, listingPath } from './paths.ts';
import { typedCommands } from './typed-commands.ts';
import { grouped, say } from './words.ts';

interface CasesProps {
  readonly frame: Frame;
  readonly list: CaseList;
  readonly filters: CaseFilters;
}

/** Names of listings that a row shows. */
const NAMED = 3;

/** Complaints, the next last day first. */
export function CasesPage({ frame, list, filters }: CasesProps): JSX.Element {
  const { lang } = frame;
  const found = matchingCases(list.cases, filters.text, lang);
  const page = Math.min(filters.page, Math.max(1, Math.ceil(found.length / PAGE_SIZE)));
  const from = (page - 1) * PAGE_SIZE;
  const shown = found.slice(from, from + PAGE_SIZE);
  const slots = { from: grouped(from + 1), to: grouped(from + shown.length), total: grouped(found.length) };
  const none = list.cases.length === 0 ? (filters.all ? 'noCasesAtAll' : 'noCases') : 'noCaseFits';
  return (
    <Page frame={frame} title={say(lang, 'cases')}>
      <div class="top">
        <h1>{say(lang, 'cases')}</h1>
        <Totals lang={lang} cases={list.cases} />
      </div>
      <p class="quiet">{say(lang, 'casesLead')}</p>
      <Unread lang={lang} problems={list.problems} />
      <AlarmList lang={lang} alarms={list.cases.flatMap(({ caseId, alarms }) => alarms.map((text) => ({ caseId, text })))} />
      <FilterForm lang={lang} filters={filters} />
      <p class="quiet" role="status">
        {shown.length === 0 ? say(lang, none) : say(lang, 'shownCases', slots)}
      </p>
      {shown.length === 0 ? (
        ''
      ) : (
        <ol class="rows" start={from + 1}>
          {shown.map((one) => (
            <Row frame={frame} one={one} />
          ))}
        </ol>
      )}
      <Pager
        lang={lang}
        page={page}
        pages={Math.ceil(found.length / PAGE_SIZE)}
        to={(to) => writeCaseFilters({ ...filters, page: to })}
      />
    </Page>
  );
}

/** How many are late, pressing, and have a broken promise. */
function Totals({ lang, cases }: { lang: Lang; cases: readonly CaseSummary[] }) {
  const level = (one: CaseSummary): string => {
    const due = nextDay(one);
    return due === undefined ? 'clean' : pressing(due);
  };
  const late = cases.filter((one) => level(one) === 'error').length;
  const soon = cases.filter((one) => level(one) === 'warning').length;
  const broken = cases.filter(({ alarms }) => alarms.length > 0).length;
  const totals = [
    ['error', late, 'casesLate'],
    ['warning', soon, 'casesSoon'],
    ['error', broken, 'casesBroken'],
  ] as const;
  return (
    <ul class="totals">
      {totals
        .filter(([, count]) => count > 0)
        .map(([colour, count, word]) => (
          <li>
            <span class={`sev ${colour}`}>{grouped(count)}</span> {say(lang, word)}
          </li>
        ))}
    </ul>
  );
}

function FilterForm({ lang, filters }: { lang: Lang; filters: CaseFilters }) {
  const options = [
    { value: '', label: say(lang, 'openCasesOnly') },
    { value: '1', label: say(lang, 'allCases') },
  ];
  return (
    <search>
      <form class="filters" method="get" action="/cases" aria-label={say(lang, 'filters')}>
        <div class="wide">
          <label for="q">{say(lang, 'search')}</label>
          <input type="search" id="q" name="q" value={filters.text} maxlength={200} placeholder={say(lang, 'caseSearchHint')} />
        </div>
        <Choice id="all" name="all" label={say(lang, 'show')} value={filters.all ? '1' : ''} options={options} />
        <div class="buttons">
          <button type="submit">{say(lang, 'apply')}</button> <a href="/cases">{say(lang, 'reset')}</a>
        </div>
      </form>
    </search>
  );
}

function Row({ frame: { lang, viewer }, one }: { frame: Frame; one: CaseSummary }) {
  const { caseId, state, openedAt, items, step } = one;
  const due = nextDay(one);
  const urgency = due === undefined ? 'clean' : pressing(due);
  return (
    <li class={urgency} data-row>
      <p class="line">
        <a class="main" href={casePath(caseId)}>
          {caseId}
        </a>{' '}
        {aboutText(one, lang)} <span class="tag">{stateName(state, lang)}</span>
      </p>
      <dl class="facts">
        <dt>{say(lang, 'deadline')}</dt>
        <dd>
          {due === undefined ? (
            <span class="quiet">{say(lang, 'noDeadline')}</span>
          ) : (
            <>
              <span class={`sev ${urgency}`}>
                {due.due}, {leftText(due, lang)}
              </span>{' '}
              · <bdi>{clip(due.what[lang], 200)}</bdi>
            </>
          )}
        </dd>
        <LetterMissing lang={lang} one={one} />
        <dt>{say(lang, 'caseItems')}</dt>
        <dd>
          <ItemLinks lang={lang} items={items} />{' '}
          <span class="quiet">· {say(lang, 'openedOn', { day: openedAt.slice(0, 10) })}</span>
        </dd>
        <dt>{say(lang, 'nextStep')}</dt>
        <dd>
          <bdi>{clip(step.what[lang], 300)}</bdi>
          <Commands lang={lang} commands={typedCommands(step, viewer.name)} />
        </dd>
      </dl>
    </li>
  );
}

/** What keeps the next letter from going out. */
export function LetterMissing({ lang, one: { letter } }: { readonly lang: Lang; readonly one: CaseSummary }): JSX.Element | '' {
  if (letter === undefined) return '';
  const { kinds, missing } = letter;
  const between = lang === 'zh' ? '、' : ', ';
  return (
    <>
      <dt>{say(lang, 'nextLetter')}</dt>
      <dd>
        {kinds.map((kind) => DRAFT_NAMES[kind][lang]).join(between)}
        {': '}
        {missing.length === 0 ? (
          <span class="good">{say(lang, 'mayGo')}</span>
        ) : (
          <>
            <b>{say(lang, 'missingYet')}</b> {missing.map((one) => one[lang]).join(lang === 'zh' ? '；' : '; ')}
          </>
        )}
      </dd>
    </>
  );
}

/** The listings that a case is about, each with its page where it is one of the seller's. */
function ItemLinks({ lang, items }: { lang: Lang; items: CaseSummary['items'] }) {
  if (items.length === 0) return <span class="quiet">{say(lang, 'noItems')}</span>;
  return (
    <>
      {items.slice(0, NAMED).map(({ id, listing }, at) => (
        <>
          {at === 0 ? '' : ', '}
          {listing === undefined ? (
            <bdi>{clip(id, 40)}</bdi>
          ) : (
            <a href={listingPath(listing.key, listing.marketplace)}>
              <bdi>{clip(id, 40)}</bdi>
            </a>
          )}
        </>
      ))}
      {items.length > NAMED ? ` ${say(lang, 'moreItems', { count: grouped(items.length - NAMED) })}` : ''}
    </>
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
  const place = marketplace === null ? name(platform) : `${name(platform)} ${marketplace}`;
  return clip([place, name(infringementType), name(noticeKind)].join(lang === 'zh' ? '，' : ', '), 200);
}
