/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { CaseEvent } from '../model/case-event.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { EVENT_NAMES, eventDetail } from './event-words.ts';
import { grouped, say, timeOf } from './words.ts';

/** Events that are shown, the newest. */
const MOST = 300;

/** What happened in a case, the newest first, as its log holds it. */
export function CaseEvents(props: {
  readonly lang: Lang;
  readonly events: readonly CaseEvent[];
  readonly papers: boolean;
}): JSX.Element {
  const { lang, events, papers } = props;
  const newest = events.toReversed().slice(0, MOST);
  return (
    <section>
      <h2>
        {say(lang, 'caseLog')} ({grouped(events.length)})
      </h2>
      <ol class="rows">
        {newest.map((event) => (
          <li>
            <p class="small">
              <span class="quiet">{timeOf(event.at)}</span> <b>{EVENT_NAMES[event.type][lang]}</b>{' '}
              <bdi>{clip(eventDetail(event, lang, papers), 300)}</bdi>{' '}
              <span class="quiet">
                (<bdi>{clip(event.by, 80)}</bdi>)
              </span>
            </p>
          </li>
        ))}
      </ol>
      {events.length > MOST ? <p class="quiet">{say(lang, 'moreItems', { count: grouped(events.length - MOST) })}</p> : ''}
    </section>
  );
}
