/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ExposureNow } from '../appeal/exposure-now.ts';
import { leftText, openText, pointsText, thresholdText } from '../ledger/exposure-words.ts';
import type { Exposure, PenaltySource, PenaltyTable } from '../model/penalty.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { Unread } from './board-parts.tsx';
import { type Content, type Frame, Page } from './frame.tsx';
import { say, type Word } from './words.ts';

/** Lapses of a platform that are told. */
const MOST_LAPSES = 8;

/** Where the account stands with each marketplace, by tables with their sources. */
export function PenaltiesPage({ frame, now }: { readonly frame: Frame; readonly now: ExposureNow }): JSX.Element {
  const { lang } = frame;
  const { exposures, tables, problems } = now;
  const told = exposures.filter(
    ({ records, openComplaints, score }) => records > 0 || openComplaints > 0 || score !== undefined,
  );
  return (
    <Page frame={frame} title={say(lang, 'penalties')}>
      <h1>{say(lang, 'penalties')}</h1>
      <p class="quiet">{say(lang, 'penaltiesLead')}</p>
      <Unread lang={lang} problems={problems} />
      {told.length === 0 ? <p role="status">{say(lang, 'noPenalties')}</p> : ''}
      {told.map((one) => (
        <Platform lang={lang} exposure={one} table={tables.find(({ id }) => id === one.table)} />
      ))}
    </Page>
  );
}

function Platform({ lang, exposure, table }: { lang: Lang; exposure: Exposure; table: PenaltyTable | undefined }) {
  const { platform, points, records, withoutPoints, score, thresholds, next, lapses, openComplaints, unconfirmed } = exposure;
  const reached = thresholds.filter((one) => one.reached);
  return (
    <section class={`card ${reached.length > 0 ? 'finding error' : ''}`}>
      <h2>{clip(table?.title[lang] ?? platform, 120)}</h2>
      <dl>
        {records > 0 ? (
          <Row lang={lang} name="pointsNow">
            {pointsText(points, records, withoutPoints, lang)}
          </Row>
        ) : (
          ''
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
            <span class="sev error">{thresholdText(one, table, lang)}</span>
          </Row>
        ))}
        {next === undefined ? (
          ''
        ) : (
          <Row lang={lang} name="nextThreshold">
            {thresholdText(next, table, lang)}
            {leftText(next, lang)}
          </Row>
        )}
        {lapses.slice(0, MOST_LAPSES).map(({ day, points: less, records: ids }) => (
          <Row lang={lang} name="lapses">
            {day} {less === 0 ? '' : `−${less}`} <span class="quiet small">({clip(ids.join(', '), 200)})</span>
          </Row>
        ))}
        {openComplaints > 0 ? (
          <Row lang={lang} name="openComplaints">
            {openText(openComplaints, lang)}
          </Row>
        ) : (
          ''
        )}
        <Rows lang={lang} name="doubt" rows={unconfirmed.map((doubt) => clip(doubt[lang], 400))} />
        <Rows lang={lang} name="sourceOf" rows={(table?.sources ?? []).map((source) => <Source source={source} />)} />
      </dl>
    </section>
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

/** Where a table was read, and when; only web addresses become links. */
function Source({ source: { title, url, checked, trust } }: { source: PenaltySource }) {
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
        ({trust}, {checked})
      </span>
    </>
  );
}
