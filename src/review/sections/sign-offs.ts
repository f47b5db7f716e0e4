import type { History } from '../../history/history.ts';
import { type SignOffState, signedListing, signOffState, signOffsByListing } from '../../ledger/sign-off-state.ts';
import type { ListingState } from '../../model/history.ts';
import type { Bilingual } from '../../model/text.ts';
import { both, type Section } from '../context.ts';
import type { Action, Block, Cell, Figure } from '../review.ts';
import type { Sources } from '../sources.ts';
import { COLUMNS, count, short } from '../words.ts';

/** Listings of a page of the history. */
const PAGE = 500;
const MOST = 12;

/** A listing, and whether people stand for what it says now. */
export interface SignedListing {
  readonly listing: ListingState;
  readonly signOffs: SignOffState;
}

/** All listings that are there. */
export async function* allListings(history: History): AsyncGenerator<ListingState> {
  for (let offset = 0; ; offset += PAGE) {
    const { items } = await history.listings({ gone: false, sort: 'listing', offset, limit: PAGE });
    yield* items;
    if (items.length < PAGE) return;
  }
}

/** How the listings that are there are signed. Undefined when nobody signs in this shop. */
export function signedBy({ signOffs, reviewers }: Sources): ((listing: ListingState) => SignOffState) | undefined {
  if ((signOffs?.length ?? 0) === 0 && (reviewers?.length ?? 0) === 0) return undefined;
  const byListing = signOffsByListing(signOffs ?? []);
  return (listing) => signOffState(listing, byListing.get(signedListing(listing)) ?? [], reviewers);
}

/** How many listings have the word of one reviewer, and of two. */
export const signOffs: Section = {
  id: 'sign-offs',
  title: { en: 'Sign-off coverage', zh: '签核覆盖' },
  async gather({ sources }) {
    const stateOf = signedBy(sources);
    if (stateOf === undefined) return undefined;
    const counts = { all: 0, one: 0, two: 0, missing: 0 };
    const open: SignedListing[] = [];
    for await (const listing of allListings(sources.history)) {
      const state = stateOf(listing);
      counts.all++;
      if (state.state === 'signed') counts.one++;
      else counts.missing++;
      if (state.byTwo && state.state === 'signed') counts.two++;
      if (state.state === 'void' || state.state === 'rejected') open.push({ listing, signOffs: state });
    }
    const figure = (id: string, name: Bilingual, value: number): Figure => ({
      id,
      name,
      value,
      of: counts.all,
      better: 'more',
    });
    const blocks: Block[] = [
      {
        kind: 'figures',
        figures: [
          figure('signed', { en: 'Signed by one or more', zh: '至少一人签核' }, counts.one),
          figure('signed-by-two', { en: 'Signed by two', zh: '两人签核' }, counts.two),
        ],
      },
      ...tableOf(open),
    ];
    const summary = both((lang) => {
      const [all, { one, two }] = [count(lang, counts.all, 'listing'), counts];
      return lang === 'zh'
        ? `${all}中，${one} 个有签核，${two} 个有两人签核。`
        : `Of ${all}, ${one} are signed as they are now, ${two} of them by two people.`;
    });
    return { summary, blocks, actions: actionsOf(counts.missing, open, sources) };
  },
};

function tableOf(open: readonly SignedListing[]): Block[] {
  if (open.length === 0) return [];
  const rows = open.slice(0, MOST).map(({ listing, signOffs: { state, rejected, void: old } }): Cell[] => {
    const last = state === 'rejected' ? rejected.at(-1) : old.at(-1);
    const by = last?.by;
    return [
      ...[short(listing.listing, 80), short(listing.marketplace, 40), STATES[state]],
      ...[last === undefined ? null : last.at.slice(0, 10), by === undefined ? null : short(by, 60)],
    ];
  });
  return [
    {
      ...{ kind: 'table', id: 'sign-offs', rows, more: open.length - rows.length },
      caption: { en: 'Changed after they were signed, or rejected', zh: '签核后内容有变，或审核未通过' },
      columns: [
        COLUMNS.listing,
        COLUMNS.marketplace,
        { id: 'state', name: { en: 'Sign-off', zh: '签核状态' }, kind: 'text' },
        { id: 'at', name: { en: 'Signed on', zh: '签核日期' }, kind: 'day' },
        COLUMNS.who,
      ],
    },
  ];
}

/** What the states of a sign-off are called. */
export const STATES: Readonly<Record<SignOffState['state'], Bilingual>> = {
  signed: { en: 'signed', zh: '已签核' },
  unsigned: { en: 'not signed', zh: '未签核' },
  void: { en: 'void, the listing was changed', zh: '已失效（内容有改动）' },
  rejected: { en: 'rejected', zh: '审核未通过' },
};

function actionsOf(missing: number, open: readonly SignedListing[], { reviewers = [] }: Sources): Action[] {
  if (missing === 0) return [];
  const changed = open.filter(({ signOffs: { state } }) => state === 'void').length;
  const who = reviewers.filter(({ role }) => role === 'reviewer').map(({ name }) => name);
  const what = both((lang) => {
    const all = count(lang, missing, 'listing');
    if (lang === 'zh') return `为${all}补签核${changed === 0 ? '' : `（其中 ${changed} 个签核后内容有变）`}`;
    return `Review and sign ${all}${changed === 0 ? '' : ` (${changed} changed after signing)`}`;
  });
  return [
    {
      what,
      ...(who.length === 0 ? {} : { who: short(who.join(', '), 120) }),
      urgency: changed > 0 ? 'soon' : 'plan',
      section: 'sign-offs',
    },
  ];
}
