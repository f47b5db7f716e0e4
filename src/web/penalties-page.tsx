/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ExposureNow } from '../appeal/exposure-now.ts';
import { leftText, openText, pointsText, thresholdText } from '../ledger/exposure-words.ts';
import type { PenaltyRecord } from '../model/ledger.ts';
import type { Exposure, PenaltySource, PenaltyTable, PenaltyTrust, ThresholdNow } from '../model/penalty.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { Unread } from './board-parts.tsx';
import { type Content, type Frame, Page } from './frame.tsx';
import { PenaltyRecords } from './penalty-records.tsx';
import { say, type Word } from './words.ts';

/** Lapses of a platform that are told. */
const MOST_LAPSES = 12;

/** Where the account stands with each marketplace, by tables with their sources. */
export function PenaltiesPage({ frame, now }: { readonly frame: Frame; readonly now: ExposureNow }): JSX.Element {
  const { lang } = frame;
  const { exposures, tables, penalties, problems } = now;
  const told = exposures.filter(isTold);
  const quiet = exposures.filter((one) => !isTold(one));
  const platform = (one: Exposure): JSX.Element => (
    <Platform
      lang={lang}
      exposure={one}
      table={tables.find(({ id }) => id === one.table)}
      penalties={penalties.filter((record) => record.platform === one.platform)}
    />
  );
  return (
    <Page frame={frame} title={say(lang, 'penalties')}>
      <h1>{say(lang, 'penalties')}</h1>
      <p class="quiet">{say(lang, 'penaltiesLead')}</p>
      <Unread lang={lang} problems={problems} />
      {told.length === 0 ? <p role="status">{say(lang, 'noPenalties')}</p> : ''}
      {told.map(platform)}
      {quiet.length === 0 ? (
        ''
      ) : (
        <details>
          <summary>{say(lang, 'quietPlatforms')}</summary>
          {quiet.map(platform)}
        </details>
      )}
    </Page>
  );
}

/** Whether a platform has counted anything. */
function isTold({ records, openComplaints, score }: Exposure): boolean {
  return records > 0 || openComplaints > 0 || score !== undefined;
}

interface PlatformProps {
  readonly lang: Lang;
  readonly exposure: Exposure;
  readonly table: PenaltyTable | undefined;
  readonly penalties: readonly PenaltyRecord[];
}

function Platform({ lang, exposure, table, penalties }: PlatformProps) {
  const { asOf, platform, points, records, withoutPoints, score, thresholds, next, lapses, openComplaints } = exposure;
  const reached = thresholds.filter((one) => one.reached);
  const since = table?.validity;
  return (
    <section class={`card ${reached.length > 0 ? 'finding error' : ''}`}>
      <h2>{clip(table?.title[lang] ?? platform, 120)}</h2>
      <dl>
        {records === 0 ? (
          ''
        ) : (
          <Row lang={lang} name="pointsNow">
            {pointsText(points, records, withoutPoints, lang)}
          </Row>
        )}
        {score === undefined ? (
          ''
        ) : (
          <Row lang={lang} name="scoreNow">
            {String(score.value)} ({clip(score.marketplace, 60)}, {score.at.slice(0, 10)})
          </Row>
        )}
        {reached.map((one) => (
          <Row lang={lang} name="reachedNow">
            <span class="sev error">{thresholdText(one, table, lang)}</span> <Trust lang={lang} trust={one.trust} />
          </Row>
        ))}
        {next === undefined ? (
          ''
        ) : (
          <Row lang={lang} name="nextThreshold">
            {thresholdText(next, table, lang)}
            {leftText(next, lang)} <Trust lang={lang} trust={next.trust} />
          </Row>
        )}
        <Row lang={lang} name="validity">
          {since === undefined ? (
            <span class="tag warning">{say(lang, 'noValidity')}</span>
          ) : (
            <>
              {say(lang, 'validFor', { days: since.days })} <Trust lang={lang} trust={trustOf(table, since.source)} />
            </>
          )}
        </Row>
        {lapses.slice(0, MOST_LAPSES).map(({ day, points: less, records: ids }) => (
          <Row lang={lang} name="lapses">
            {day} {less === 0 ? '' : say(lang, 'pointsLess', { points: less })}{' '}
            <span class="quiet small">({clip(ids.join(', '), 200)})</span>
          </Row>
        ))}
        {openComplaints === 0 ? (
          ''
        ) : (
          <Row lang={lang} name="openComplaints">
            {openText(openComplaints, lang)} <a href="/cases">{say(lang, 'cases')}</a>
          </Row>
        )}
      </dl>
      <PenaltyRecords lang={lang} asOf={asOf} table={table} penalties={penalties} />
      <Behind lang={lang} exposure={exposure} table={table} later={thresholds.filter((one) => !one.reached)} />
    </section>
  );
}

/** All thresholds to come, what cannot be relied on, and where it was read. */
function Behind(props: { lang: Lang; exposure: Exposure; table: PenaltyTable | undefined; later: readonly ThresholdNow[] }) {
  const { lang, exposure, table, later } = props;
  const rows = later.map((one) => (
    <>
      {thresholdText(one, table, lang)} <Trust lang={lang} trust={one.trust} />
    </>
  ));
  return (
    <details>
      <summary>{say(lang, 'behindIt')}</summary>
      <dl>
        <Rows lang={lang} name="thresholds" rows={rows} />
        <Rows lang={lang} name="doubt" rows={exposure.unconfirmed.map((doubt) => clip(doubt[lang], 400))} />
        <Rows
          lang={lang}
          name="sourceOf"
          rows={(table?.sources ?? []).map((source) => <Source lang={lang} source={source} />)}
        />
      </dl>
    </details>
  );
}

function Row({ lang, name, children }: { lang: Lang; name: Word; children?: Content }) {
  return (
    <>
      <dt>{say(lang, name)}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Several things of one name. */
function Rows({ lang, name, rows }: { lang: Lang; name: Word; rows: readonly Content[] }) {
  if (rows.length === 0) return '';
  return (
    <>
      <dt>{say(lang, name)}</dt>
      {rows.map((row) => (
        <dd>{row}</dd>
      ))}
    </>
  );
}

/** Marks what is not the platform's own word. */
function Trust({ lang, trust }: { lang: Lang; trust: PenaltyTrust }) {
  return <span class={`tag ${trust === 'official' ? '' : 'warning'}`}>{TRUST_NAMES[trust][lang]}</span>;
}

function trustOf(table: PenaltyTable | undefined, source: string): PenaltyTrust {
  return table?.sources.find(({ id }) => id === source)?.trust ?? 'unconfirmed';
}

const TRUST_NAMES: Readonly<Record<PenaltyTrust, Bilingual>> = {
  official: { en: 'official', zh: '官方' },
  copy: { en: 'from a copy', zh: '转载副本' },
  'third-party': { en: 'unconfirmed: told by others', zh: '未确认：第三方说法' },
  unconfirmed: { en: 'unconfirmed', zh: '未确认' },
};

/** Where a table was read, and when; only web addresses become links. */
function Source({ lang, source }: { lang: Lang; source: PenaltySource }) {
  const { title, url, checked, effective, trust } = source;
  const isWeb = url !== undefined && /^https?:\/\//.test(url);
  return (
    <>
      {isWeb ? (
        <a href={url} rel="noreferrer">
          {clip(title, 200)}
        </a>
      ) : (
        clip(title, 200)
      )}{' '}
      <span class="quiet small">
        {say(lang, 'readOn', { day: checked })}
        {effective === undefined ? '' : `, ${say(lang, 'effectiveFrom', { day: effective })}`}
      </span>{' '}
      <Trust lang={lang} trust={trust} />
    </>
  );
}
