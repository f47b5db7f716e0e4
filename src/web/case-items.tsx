/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { CaseFinding, CaseItem } from '../model/case-item.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { listingPath } from './paths.ts';
import { grouped, say } from './words.ts';

/** Listings of a case that are shown, and what was found in one. */
const MOST_ITEMS = 200;
const MOST_FINDINGS = 8;

/** The listings that the notices name: what was found in each, since when, and what a scan says now. */
export function CaseItems({ lang, items }: { readonly lang: Lang; readonly items: readonly CaseItem[] }): JSX.Element {
  return (
    <section>
      <h2>
        {say(lang, 'caseItems')} ({grouped(items.length)})
      </h2>
      <ul class="rows">
        {items.slice(0, MOST_ITEMS).map((item) => (
          <Item lang={lang} item={item} />
        ))}
      </ul>
      {items.length > MOST_ITEMS ? (
        <p class="quiet">{say(lang, 'moreItems', { count: grouped(items.length - MOST_ITEMS) })}</p>
      ) : (
        ''
      )}
    </section>
  );
}

function Item({ lang, item }: { lang: Lang; item: CaseItem }) {
  const { id, listing, findings, rescan, offerClosed } = item;
  const relevant = findings.filter((finding) => finding.relevant);
  const left = relevant.some(({ endedAt }) => endedAt === undefined);
  return (
    <li class={left ? 'error' : 'clean'} data-row>
      <p class="line">
        <b>
          <bdi>{clip(id, 80)}</bdi>
        </b>{' '}
        {listing === undefined ? (
          <span class="quiet">{say(lang, 'notLinked')}</span>
        ) : (
          <a class="main" href={listingPath(listing.key, listing.marketplace)}>
            <bdi>{clip(`${listing.key} ${listing.title}`, 160)}</bdi>
          </a>
        )}
      </p>
      {relevant.slice(0, MOST_FINDINGS).map((finding) => (
        <Found lang={lang} finding={finding} />
      ))}
      {relevant.length > MOST_FINDINGS ? (
        <p class="small quiet">{say(lang, 'moreItems', { count: grouped(relevant.length - MOST_FINDINGS) })}</p>
      ) : (
        ''
      )}
      {listing === undefined ? (
        ''
      ) : (
        <p class="small quiet">
          {rescan === undefined
            ? say(lang, 'notRescanned')
            : say(lang, 'rescanned', {
                day: rescan.at.slice(0, 10),
                relevant: grouped(rescan.relevantOpen),
                open: grouped(rescan.open),
              })}{' '}
          {offerClosed === undefined ? '' : say(lang, 'offerClosed', { day: offerClosed.at.slice(0, 10) })}
        </p>
      )}
    </li>
  );
}

function Found({ lang, finding }: { lang: Lang; finding: CaseFinding }) {
  const { fingerprint, message, openedAt, endedAt } = finding;
  const from = openedAt.slice(0, 10);
  return (
    <p class="small">
      <a href={`/finding/${fingerprint}`}>
        <bdi>{clip(message[lang], 200)}</bdi>
      </a>{' '}
      <span class="quiet">
        {endedAt === undefined
          ? say(lang, 'findingStays', { from })
          : say(lang, 'findingWent', { from, until: endedAt.slice(0, 10) })}
      </span>
    </p>
  );
}
