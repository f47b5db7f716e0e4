/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { CaseFinding, CaseItem, CaseVersion } from '../model/case-item.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { Pager } from './frame.tsx';
import { casePath, listingPath } from './paths.ts';
import { grouped, say } from './words.ts';

/** Listings of a case on one page, and what of one is shown. */
const PAGE_ITEMS = 50;
const MOST_FINDINGS = 8;
const MOST_VERSIONS = 4;

/** The listings that the notices name: what was found in each, since when, how it was changed, and what a scan says now. */
export function CaseItems(props: {
  readonly lang: Lang;
  readonly caseId: string;
  readonly items: readonly CaseItem[];
  /** From 1. */
  readonly page: number;
}): JSX.Element {
  const { lang, caseId, items } = props;
  const pages = Math.max(1, Math.ceil(items.length / PAGE_ITEMS));
  const page = Math.min(props.page, pages);
  return (
    <section id="listings">
      <h2>
        {say(lang, 'caseItems')} ({grouped(items.length)})
      </h2>
      {items.length === 0 ? <p class="quiet">{say(lang, 'noItems')}</p> : ''}
      <ul class="rows">
        {items.slice((page - 1) * PAGE_ITEMS, page * PAGE_ITEMS).map((item) => (
          <Item lang={lang} item={item} />
        ))}
      </ul>
      <Pager lang={lang} page={page} pages={pages} to={(to) => `${casePath(caseId)}?items=${to}#listings`} />
    </section>
  );
}

function Item({ lang, item }: { lang: Lang; item: CaseItem }) {
  const { id, listing, findings, versions, rescan, offerClosed } = item;
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
      {versions
        .slice(1)
        .slice(-MOST_VERSIONS)
        .map((version) => (
          <Changed lang={lang} version={version} />
        ))}
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

/** A change of a listing, with who made it where git knows. */
function Changed({ lang, version: { firstSeenAt, changed, commit } }: { lang: Lang; version: CaseVersion }) {
  const day = (commit?.at ?? firstSeenAt).slice(0, 10);
  return (
    <p class="small quiet">
      {say(lang, 'changedOn', { day, fields: clip(changed.join(', '), 200) })}
      {commit === undefined ? (
        ''
      ) : (
        <>
          {' '}
          ({commit.id.slice(0, 10)} <bdi>{clip(commit.by, 60)}</bdi>: <bdi>{clip(commit.subject, 120)}</bdi>)
        </>
      )}
    </p>
  );
}
