/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { countsOn, lapseDay } from '../ledger/penalty-count.ts';
import type { PenaltyRecord } from '../model/ledger.ts';
import type { PenaltyTable } from '../model/penalty.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { casePath } from './paths.ts';
import { grouped, say } from './words.ts';

/** Records of a platform that are shown. */
const MOST = 60;

interface RecordsProps {
  readonly lang: Lang;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly table: PenaltyTable | undefined;
  readonly penalties: readonly PenaltyRecord[];
}

/** What a platform counted, record by record, the newest first: the points it told, until when they count, and what was taken back. */
export function PenaltyRecords({ lang, asOf, table, penalties }: RecordsProps): JSX.Element | '' {
  if (penalties.length === 0) return '';
  const newest = penalties.toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.id < b.id ? -1 : 1));
  return (
    <ul class="rows">
      {newest.slice(0, MOST).map((record) => (
        <Record lang={lang} asOf={asOf} table={table} record={record} />
      ))}
      {newest.length > MOST ? <li>{say(lang, 'moreItems', { count: grouped(newest.length - MOST) })}</li> : ''}
    </ul>
  );
}

function Record({ lang, asOf, table, record }: Omit<RecordsProps, 'penalties'> & { record: PenaltyRecord }) {
  const { id, date, kind, points, right, withdrawn, case: caseId } = record;
  const counts = countsOn(record, asOf, table);
  const end = lapseDay(record, table);
  const name = table?.kinds.find((one) => one.id === kind)?.title[lang] ?? kind;
  return (
    <li class={counts ? 'warning' : 'clean'}>
      <p>
        <b>{clip(id, 60)}</b> {date} · <bdi>{clip(name, 120)}</bdi> ·{' '}
        {points === undefined ? (
          <span class="tag warning">{say(lang, 'noPointsTold')}</span>
        ) : (
          <b>{say(lang, 'pointsOf', { points })}</b>
        )}{' '}
        {counts ? '' : <span class="tag">{say(lang, 'countsNoMore')}</span>}
      </p>
      <p class="small quiet">
        {withdrawn === undefined ? '' : `${say(lang, 'takenBack', { day: withdrawn })} · `}
        {end === undefined ? say(lang, 'noLapse') : say(lang, end > asOf ? 'lapsesOn' : 'lapsedOn', { day: end })}
        {right === undefined ? '' : <bdi> · {clip(right, 100)}</bdi>}
        {caseId === undefined ? (
          ''
        ) : (
          <> · {/^\d{4}-\d{4,}$/.test(caseId) ? <a href={casePath(caseId)}>{caseId}</a> : clip(caseId, 40)}</>
        )}
      </p>
    </li>
  );
}
