/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { CaseDeadline } from '../model/case-world.ts';
import type { Problem } from '../model/problem.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { Told } from './decide-view.tsx';
import { casePath } from './paths.ts';
import { grouped, say } from './words.ts';

/*
 * Pieces of the boards.
 */

/** Problems that are told on a page. */
const MOST_PROBLEMS = 10;

/** How much time is left, in words. */
export function leftText({ daysLeft, done }: Pick<CaseDeadline, 'daysLeft' | 'done'>, lang: Lang): string {
  if (done) return say(lang, 'ticked');
  if (daysLeft === 0) return say(lang, 'lastDay');
  if (daysLeft > 0) return daysLeft === 1 ? say(lang, 'oneDayLeft') : say(lang, 'daysLeft', { days: grouped(daysLeft) });
  return daysLeft === -1 ? say(lang, 'oneDayOver') : say(lang, 'daysOver', { days: grouped(-daysLeft) });
}

/** How pressing a last day is, as the colours of findings say it. */
export function pressing({ daysLeft, done }: Pick<CaseDeadline, 'daysLeft' | 'done'>): 'error' | 'warning' | 'clean' {
  if (done || daysLeft > SOON) return 'clean';
  return daysLeft < 0 ? 'error' : 'warning';
}

/** A last day within so many days is soon. */
const SOON = 14;

/** Promises that are broken, and advice to ask a lawyer. */
export function Alarms(props: {
  readonly lang: Lang;
  readonly alarms: readonly Bilingual[];
  readonly lawyer?: readonly Bilingual[];
}): JSX.Element {
  const { lang, alarms, lawyer = [] } = props;
  return (
    <>
      {alarms.map((alarm) => (
        <Told kind="warning">
          <b>{say(lang, 'alarm')}:</b> <bdi>{clip(alarm[lang], 600)}</bdi>
        </Told>
      ))}
      {lawyer.map((reason) => (
        <p class="notice">
          <b>{say(lang, 'lawyer')}:</b> {reason[lang]}
        </p>
      ))}
    </>
  );
}

/** Broken promises that a list of cases shows. */
const MOST_ALARMS = 8;

/** Broken promises of several cases, each with the way to its case. */
export function AlarmList(props: {
  readonly lang: Lang;
  readonly alarms: readonly { readonly caseId: string; readonly text: Bilingual }[];
}): JSX.Element | '' {
  const { lang, alarms } = props;
  if (alarms.length === 0) return '';
  return (
    <Told kind="warning">
      <b>{say(lang, 'alarm')}</b>: {say(lang, 'promisesBroken')}
      <ul>
        {alarms.slice(0, MOST_ALARMS).map(({ caseId, text }) => (
          <li>
            <a href={casePath(caseId)}>{caseId}</a> <bdi>{clip(text[lang], 600)}</bdi>
          </li>
        ))}
        {alarms.length > MOST_ALARMS ? <li>{say(lang, 'moreItems', { count: grouped(alarms.length - MOST_ALARMS) })}</li> : ''}
      </ul>
    </Told>
  );
}

/** What could not be read. */
export function Unread({ lang, problems }: { readonly lang: Lang; readonly problems: readonly Problem[] }): JSX.Element | '' {
  if (problems.length === 0) return '';
  return (
    <div class="notice">
      <p>{say(lang, 'recordsUnread')}</p>
      <ul>
        {problems.slice(0, MOST_PROBLEMS).map(({ file, line, reason }) => (
          <li>
            <bdi>{clip(line === undefined ? file : `${file}:${line}`, 200)}</bdi>: <bdi>{clip(reason[lang], 300)}</bdi>
          </li>
        ))}
        {problems.length > MOST_PROBLEMS ? (
          <li>{say(lang, 'moreItems', { count: grouped(problems.length - MOST_PROBLEMS) })}</li>
        ) : (
          ''
        )}
      </ul>
    </div>
  );
}
