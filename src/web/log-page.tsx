/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { AuditEntry, Page as Part } from '../model/history.ts';
import type { ReviewerRole } from '../model/ledger.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { Told } from './decide-view.tsx';
import { PAGE_SIZE } from './findings-query.ts';
import { type Frame, Page, Pager } from './frame.tsx';
import { logDetail } from './log-detail.ts';
import { listingPath } from './paths.ts';
import { actionName, grouped, ROLE_TITLES, say, timeOf } from './words.ts';

interface LogProps {
  readonly frame: Frame;
  readonly found: Part<AuditEntry>;
  /** From 1. */
  readonly page: number;
  /** What checking the log gave: the first entry that does not fit, or that all do; absent when nobody asked. */
  readonly verified?: AuditEntry | 'whole';
}

/** Who decided what, the newest first. */
export function LogPage({ frame, found, page, verified }: LogProps): JSX.Element {
  const { lang } = frame;
  const { items, total } = found;
  const from = (page - 1) * PAGE_SIZE;
  const slots = { from: grouped(from + 1), to: grouped(from + items.length), total: grouped(total) };
  return (
    <Page frame={frame} title={say(lang, 'log')}>
      <h1>{say(lang, 'log')}</h1>
      <p class="quiet">
        {say(lang, 'logLead')} <a href="/log?verify=1">{say(lang, 'verify')}</a>
      </p>
      {verified === undefined ? '' : <Verified lang={lang} verified={verified} />}
      <p class="quiet" role="status">
        {items.length === 0 ? say(lang, 'noLog') : say(lang, 'shownEntries', slots)}
      </p>
      {items.length === 0 ? '' : <Entries lang={lang} items={items} />}
      <Pager lang={lang} page={page} pages={Math.ceil(total / PAGE_SIZE)} to={(to) => `/log?page=${to}`} />
    </Page>
  );
}

function Verified({ lang, verified }: { lang: Lang; verified: AuditEntry | 'whole' }) {
  if (verified === 'whole') return <Told kind="done">{say(lang, 'verified')}</Told>;
  return <Told kind="warning">{say(lang, 'notVerified', { id: verified.id, time: timeOf(verified.at) })}</Told>;
}

function Entries({ lang, items }: { lang: Lang; items: readonly AuditEntry[] }) {
  return (
    <ol class="rows log">
      {items.map((entry) => (
        <li data-row>
          <p class="line">
            <b>
              <bdi>{clip(entry.by, 80)}</bdi>
            </b>
            {entry.role === undefined ? '' : ` (${isRole(entry.role) ? ROLE_TITLES[entry.role][lang] : clip(entry.role, 40)})`}{' '}
            · {actionName(entry.action, lang)} · <Subject entry={entry} lang={lang} />
          </p>
          <p class="small quiet">
            {timeOf(entry.at)} · <bdi>{clip(logDetail(entry.action, entry.detail, lang), 400)}</bdi>
          </p>
        </li>
      ))}
    </ol>
  );
}

function isRole(role: string): role is ReviewerRole {
  return Object.hasOwn(ROLE_TITLES, role);
}

function Subject({ entry: { subject }, lang }: { entry: AuditEntry; lang: Lang }) {
  if (/^[0-9a-f]{16}$/.test(subject))
    return (
      <a href={`/finding/${subject}`}>
        {say(lang, 'finding')} {subject}
      </a>
    );
  const [listing, marketplace] = subject.split('\n');
  if (listing === undefined || marketplace === undefined) return <bdi>{clip(subject, 120)}</bdi>;
  return (
    <a href={listingPath(listing, marketplace)}>
      <bdi>{clip(listing, 100)}</bdi> ({clip(marketplace, 40)})
    </a>
  );
}
