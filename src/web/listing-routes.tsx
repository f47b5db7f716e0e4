/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono';
import { signOffState } from '../ledger/sign-off-state.ts';
import type { ListingState, ListingVersion } from '../model/history.ts';
import type { Bilingual } from '../model/text.ts';
import { wrap } from '../reporters/cells.ts';
import { Told } from './decide-view.tsx';
import type { Desk, PictureAnswer } from './desk.ts';
import type { Content } from './frame.tsx';
import { ListingPage } from './listing-page.tsx';
import { listingPath } from './paths.ts';
import { formFor, frameOf, keepInLog, missing, type Site, show } from './site.tsx';
import type { PageEnv } from './viewer.ts';
import { say } from './words.ts';

/** Findings of a listing that its page shows. */
const MOST_FINDINGS = 200;

/** The page of a listing, its pictures and its sign-offs. */
export function routeListing(app: Hono<PageEnv>, site: Site): void {
  app.get('/listing', (context) => {
    const { id = '', marketplace = '', saved } = context.req.query();
    const told = saved === 'sign' ? <Told kind="done">{say(context.get('lang'), 'savedSign')}</Told> : undefined;
    return showListing(context, site, { listing: id, marketplace, told });
  });
  app.get('/picture', async (context) => {
    const { id = '', marketplace = '', slot = '' } = context.req.query();
    const { desk } = site;
    const [state, [version]] = await Promise.all([desk.store.listing(id, marketplace), desk.store.versions(id, marketplace)]);
    if (state === undefined || version === undefined) return missing(context, site, 'missingListing');
    return sendPicture(context, await desk.picture(state, version, slot));
  });
  app.post('/listing/sign', (context) => takeSignOff(context, site));
}

/** A picture as an answer; one that cannot be shown is an answer that says why, drawn as a picture because that is what was asked for. */
export function sendPicture(context: Context<PageEnv>, answer: PictureAnswer): Response {
  if ('fault' in answer) {
    const lang = context.get('lang');
    return context.body(faultDrawing(say(lang, 'pictureGone'), answer.fault[lang]), 200, { 'Content-Type': 'image/svg+xml' });
  }
  const tag = `"${answer.sha256}"`;
  const headers = { 'Cache-Control': 'private, no-cache', ETag: tag };
  if (context.req.header('if-none-match') === tag) return context.body(null, 304, headers);
  return context.body(new Uint8Array(answer.jpeg), 200, { ...headers, 'Content-Type': 'image/jpeg' });
}

/** Columns of a line in the drawing. */
const LINE = 34;

function faultDrawing(heading: string, why: string): string {
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const lines = [heading, ...wrap(why, LINE, 6)].slice(0, 7);
  const rows = lines.map(
    (line, at) => `<text x="16" y="${40 + at * 26}"${at === 0 ? ' font-weight="700"' : ''}>${escaped(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 240" width="360" height="240" font-family="system-ui,sans-serif" font-size="17" fill="#1c1e21"><rect width="360" height="240" fill="#f4f5f7" stroke="#5b6068" stroke-dasharray="6 4"/>${rows.join('')}</svg>`;
}

async function showListing(
  context: Context<PageEnv>,
  site: Site,
  {
    listing,
    marketplace,
    told,
    status = 200,
  }: { readonly listing: string; readonly marketplace: string; readonly told?: Content; readonly status?: 200 | 409 | 422 },
): Promise<Response> {
  const { desk } = site;
  const state = await desk.store.listing(listing, marketplace);
  if (state === undefined) return missing(context, site, 'missingListing');
  const [versions, found, signOffs, reviewers] = await Promise.all([
    desk.store.versions(listing, marketplace),
    desk.store.episodes({ listing, marketplace, sort: 'severity', limit: MOST_FINDINGS }),
    desk.signOffs(listing, marketplace),
    desk.reviewers(),
  ]);
  const accepted = await desk.accepted(found.items);
  const page = (
    <ListingPage
      frame={frameOf(context, site)}
      state={state}
      versions={versions}
      found={found}
      accepted={accepted}
      signOffs={signOffs}
      reviewers={reviewers}
      rules={desk.rules}
      faults={faultsOf(desk, state, versions[0])}
      told={told}
    />
  );
  return show(context, page, status);
}

function faultsOf(desk: Desk, state: ListingState, version: ListingVersion | undefined): ReadonlyMap<string, Bilingual> {
  const faults = (version?.images ?? []).flatMap(({ slot }) => {
    const fault = version === undefined ? undefined : desk.pictureFault(state, version, slot);
    return fault === undefined ? [] : [[slot, fault] as const];
  });
  return new Map(faults);
}

async function takeSignOff(context: Context<PageEnv>, site: Site): Promise<Response> {
  const form = await formFor(context, site, 'sign');
  if (form instanceof Response) return form;
  const { listing = '', marketplace = '', hash = '', seen = '' } = form;
  const { desk } = site;
  const lang = context.get('lang');
  const viewer = context.get('viewer');
  const state = await desk.store.listing(listing, marketplace);
  if (state === undefined) return missing(context, site, 'missingListing');
  const refuse = (text: string): Promise<Response> =>
    showListing(context, site, { listing, marketplace, told: <Told kind="warning">{text}</Told>, status: 409 });
  if (state.goneAt !== undefined) return refuse(say(lang, 'signGone'));
  if (state.contentHash !== hash) return refuse(say(lang, 'signChanged'));
  const decision = form.decision === 'approved' ? 'approved' : 'rejected';
  const [signOffs, reviewers] = await Promise.all([desk.signOffs(listing, marketplace), desk.reviewers()]);
  const { signed } = signOffState({ contentHash: hash }, signOffs, reviewers);
  if (decision === 'approved' && signed.some(({ by }) => isSamePerson(by, viewer.name))) return refuse(say(lang, 'signOnce'));
  const [newest] = signOffs;
  if (newest !== undefined && String(signOffs.length) !== seen) return refuse(say(lang, 'signTold', { by: newest.by }));
  const note = (form.note ?? '').trim().slice(0, 1000);
  const fault = await desk.sign({
    listing: state.listing,
    marketplace: state.marketplace,
    contentHash: hash,
    by: viewer.name,
    ...(viewer.role === undefined ? {} : { role: viewer.role }),
    decision,
    at: desk.now(),
    ...(note === '' ? {} : { note }),
  });
  if (fault !== undefined) return refuse(fault.fault[lang]);
  const subject = `${state.listing}\n${state.marketplace}`;
  await keepInLog(context, site, { action: 'sign', subject, detail: { decision, contentHash: hash, note } });
  return context.redirect(`${listingPath(listing, marketplace)}&saved=sign`, 303);
}

function isSamePerson(a: string, b: string): boolean {
  const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
  return plain(a) === plain(b);
}
