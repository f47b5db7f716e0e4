import process from 'node:process';
import { type LedgerRecords, openRecords } from '../../ledger/open-records.ts';
import { type SignOffState, signedListing, signOffState, signOffsByListing } from '../../ledger/sign-off-state.ts';
import type { SignOff } from '../../model/ledger.ts';
import type { Problem } from '../../model/problem.ts';
import type { Lang } from '../../model/text.ts';
import { ledgerFolder } from '../../scan/config.ts';
import type { ListingNow } from '../../scan/contents.ts';
import { shownPath } from '../../scan/files.ts';
import { endWith } from '../exit.ts';
import { pickLang } from '../lang.ts';
import { streamOutput } from '../output.ts';
import { makeRequest } from '../scan/request.ts';
import type { SignFlags } from '../sign.ts';
import { formatTable } from '../table.ts';
import { tellProblems } from '../tell-problems.ts';
import { findListings, tellApart } from './signed-listings.ts';

/** How a listing stands, with the words that are missing. */
interface Checked {
  readonly now: ListingNow;
  readonly state: SignOffState;
  /** Why it is not fine; undefined when it is. */
  readonly lack: 'unsigned' | 'void' | 'rejected' | 'one' | undefined;
}

interface OpenLedger {
  readonly records: LedgerRecords;
  readonly known: ReadonlyMap<string, readonly SignOff[]>;
}

/** Tells which listings nobody stands for as they are now. */
export async function checkSignOffs(given: readonly string[], flags: SignFlags): Promise<void> {
  const { ids, paths } = tellApart(given);
  const { format: _, ...input } = flags;
  const request = await makeRequest(paths, input);
  const lang = pickLang(flags.lang, request.config?.values.lang);
  const { listings, problems } = await findListings(request, ids);
  const ledgers = new Map<string, OpenLedger>();
  const checked: Checked[] = [];
  for (const one of listings) {
    const folder = ledgerFolder(one.config ?? request.config);
    const ledger = ledgers.get(folder) ?? (await openSignOffs(folder));
    ledgers.set(folder, ledger);
    checked.push(check(one, ledger, flags.two === true));
  }
  const unread = [...problems, ...[...ledgers.values()].flatMap(({ records }) => records.problems)];
  tellProblems(unread, lang);
  const lacking = checked.filter(({ lack }) => lack !== undefined);
  await streamOutput(process.stdout).write(
    flags.format === 'json' ? json(checked, flags.two === true, unread) : text(lacking, checked.length, lang),
  );
  if (lacking.length > 0) endWith(1);
  else if (unread.length > 0) endWith(3);
}

async function openSignOffs(folder: string): Promise<OpenLedger> {
  const records = await openRecords(folder, shownPath(folder), ['reviewers', 'signOffs']);
  return { records, known: signOffsByListing(records.signOffs) };
}

function check(now: ListingNow, { records, known }: OpenLedger, two: boolean): Checked {
  const {
    key: listing,
    listing: { marketplace },
    contentHash,
  } = now;
  const state = signOffState({ contentHash }, known.get(signedListing({ listing, marketplace })) ?? [], records.reviewers);
  const lack = state.state === 'signed' ? (two && !state.byTwo ? 'one' : undefined) : state.state;
  return { now, state, lack };
}

function json(checked: readonly Checked[], two: boolean, problems: readonly Problem[]): string {
  const listings = checked.map(({ now: { key, listing, contentHash }, state, lack }) => ({
    listing: key,
    marketplace: listing.marketplace,
    file: listing.source.file,
    record: listing.source.record,
    contentHash,
    state: state.state,
    signedBy: state.signed.map(({ by, at }) => ({ by, at })),
    rejectedBy: state.rejected.map(({ by, at, note }) => ({ by, at, note })),
    void: state.void.map(({ by, at }) => ({ by, at })),
    enough: lack === undefined,
  }));
  const counts = { listings: checked.length, enough: listings.filter(({ enough }) => enough).length, people: two ? 2 : 1 };
  return `${JSON.stringify({ counts, listings, problems }, null, 2)}\n`;
}

function text(lacking: readonly Checked[], all: number, lang: Lang): string {
  const signed = all - lacking.length;
  const sum = { en: `${signed} of ${all} listings are signed.\n`, zh: `共 ${all} 个 Listing，已签核 ${signed} 个。\n` }[lang];
  if (lacking.length === 0) return sum;
  const heading =
    lang === 'zh' ? ['状态', 'Listing', '平台', '位置', '说明'] : ['state', 'listing', 'marketplace', 'where', 'why'];
  const rows = lacking.map(({ now: { key, listing }, state, lack = 'unsigned' }) => [
    LACKS[lack][lang],
    key,
    listing.marketplace,
    `${listing.source.file}#${listing.source.record}`,
    why(state, lang),
  ]);
  return `${formatTable([heading, ...rows])}\n${sum}`;
}

/** Who said what, as far as it is not enough. */
function why({ signed, rejected, void: old }: SignOffState, lang: Lang): string {
  const last = rejected.at(-1) ?? signed.at(-1) ?? old.at(-1);
  if (last === undefined) return '';
  const day = last.at.slice(0, 10);
  const note = last.note === undefined ? '' : { en: `: ${last.note}`, zh: `：${last.note}` }[lang];
  if (rejected.length > 0) return { en: `${last.by}, ${day}${note}`, zh: `${last.by}，${day}${note}` }[lang];
  if (signed.length > 0) return { en: `only ${last.by}, ${day}`, zh: `仅 ${last.by}，${day}` }[lang];
  return { en: `signed by ${last.by} on ${day}, changed since`, zh: `${last.by} 于 ${day} 签核，之后内容有改动` }[lang];
}

const LACKS = {
  unsigned: { en: 'not signed', zh: '未签核' },
  void: { en: 'void', zh: '签核已失效' },
  rejected: { en: 'rejected', zh: '已驳回' },
  one: { en: 'one person', zh: '仅一人签核' },
} as const;
