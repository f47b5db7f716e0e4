/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { noticeRows } from '../cases/notice-rows.ts';
import { FIELD_NAMES } from '../cases/notice-words.ts';
import type { CaseNotice } from '../model/case-world.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { aboutText } from './cases-page.tsx';
import { grouped, say } from './words.ts';

/** Notices that are shown. */
const MOST = 50;
/** Fields that the heading tells already, or the list of listings. */
const TOLD: ReadonlySet<string> = new Set(['platform', 'noticeKind', 'infringementType', 'items']);
/** What the seller's people wrote above a notice that they sent on. */
const OWN_REMARKS = 'internalNote';

/** The notices of a case, and what each says. */
export function Notices(props: {
  readonly lang: Lang;
  readonly notices: readonly CaseNotice[];
  readonly papers: boolean;
}): JSX.Element {
  const { lang, notices, papers } = props;
  return (
    <section>
      <h2>
        {say(lang, 'notices')} ({grouped(notices.length)})
      </h2>
      <ul class="plain">
        {notices.slice(0, MOST).map((notice) => (
          <Notice lang={lang} notice={notice} papers={papers} />
        ))}
        {notices.length > MOST ? <li>{say(lang, 'moreItems', { count: grouped(notices.length - MOST) })}</li> : ''}
      </ul>
    </section>
  );
}

function Notice({ lang, notice, papers }: { lang: Lang; notice: CaseNotice; papers: boolean }) {
  const { id, receivedAt, parse, file, corrected, proofs } = notice;
  const rows = Object.entries(noticeRows(parse, lang)).filter(
    ([field, value]) => value !== '' && !TOLD.has(field) && (papers || field !== OWN_REMARKS),
  );
  const broken = proofs.some(({ found, changed }) => !found || changed === true);
  return (
    <li>
      <b>{id}</b> {receivedAt.slice(0, 10)} · {aboutText(parse, lang)}{' '}
      <span class="quiet small">
        <bdi>{clip(file, 160)}</bdi>
      </span>
      {broken ? <span class="sev error"> {say(lang, 'noticeChanged')}</span> : ''}
      <details>
        <summary>{say(lang, 'whatItSays', { id })}</summary>
        <dl>
          {rows.map(([field, value]) => (
            <>
              <dt>{FIELD_NAMES[lang][field] ?? field}</dt>
              <dd>
                <bdi>{clip(value, 600)}</bdi>
                {corrected.includes(field) ? <span class="tag">{say(lang, 'setByHand')}</span> : ''}
              </dd>
            </>
          ))}
        </dl>
      </details>
    </li>
  );
}
