/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Lang } from '../model/text.ts';
import { reviewBody } from '../review/html.ts';
import { spanOf, titleOf } from '../review/shown.ts';
import type { ReviewPage as Found } from './boards.ts';
import { type Frame, Page } from './frame.tsx';
import { say } from './words.ts';

/** The review of a week, as mails carry it, with the ways to other weeks. */
export function ReviewPage({ frame, found }: { readonly frame: Frame; readonly found: Found }): JSX.Element {
  const { lang } = frame;
  const { review, thumbnails, weeks } = found;
  return (
    <Page frame={frame} title={titleOf(review, lang)}>
      <h1>{titleOf(review, lang)}</h1>
      <p class="quiet">{spanOf(review, lang)}</p>
      <Weeks lang={lang} weeks={weeks} here={review.week.id} />
      {/* Every text in it was escaped where the review was written. */}
      <div class="review">{raw(reviewBody(review, lang, thumbnails))}</div>
    </Page>
  );
}

/** Ways to the weeks with a scan. */
function Weeks({ lang, weeks, here }: { lang: Lang; weeks: readonly string[]; here: string }) {
  const at = weeks.indexOf(here);
  const [after, before] = at === -1 ? [undefined, undefined] : [weeks[at - 1], weeks[at + 1]];
  const others = weeks.filter((week) => week !== here);
  return (
    <nav class="pager" aria-label={say(lang, 'weeks')}>
      {before === undefined ? (
        <span class="quiet">{say(lang, 'weekBefore')}</span>
      ) : (
        <a href={`/review?week=${before}`} rel="prev">
          {say(lang, 'weekBefore')} ({before})
        </a>
      )}
      {after === undefined ? (
        <span class="quiet">{say(lang, 'weekAfter')}</span>
      ) : (
        <a href={`/review?week=${after}`} rel="next">
          {say(lang, 'weekAfter')} ({after})
        </a>
      )}
      {others.length < 2 ? (
        ''
      ) : (
        <details>
          <summary>{say(lang, 'otherWeeks')}</summary>
          <ul class="inline">
            {others.map((week) => (
              <li>
                <a href={`/review?week=${week}`}>{week}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </nav>
  );
}
