import { join } from 'node:path';
import process from 'node:process';
import { appendSignOff } from '../../ledger/append-record.ts';
import { type LedgerRecords, openRecords } from '../../ledger/open-records.ts';
import { makeSignOff, reviewerNamed, signedListing, signOffState, signOffsByListing } from '../../ledger/sign-off-state.ts';
import { UsageError } from '../../model/errors.ts';
import type { ReviewerRole, SignOff } from '../../model/ledger.ts';
import type { Lang } from '../../model/text.ts';
import { visible } from '../../reporters/cells.ts';
import { ledgerFolder } from '../../scan/config.ts';
import type { ListingNow } from '../../scan/contents.ts';
import { shownPath } from '../../scan/files.ts';
import { now, today } from '../../scan/today.ts';
import { endWith } from '../exit.ts';
import { pickLang } from '../lang.ts';
import { streamOutput } from '../output.ts';
import { makeRequest } from '../scan/request.ts';
import type { SignFlags } from '../sign.ts';
import { tellProblems } from '../tell-problems.ts';
import { findListings, tellApart } from './signed-listings.ts';

/** Keeps somebody's word on listings as they are now. */
export async function signListings(given: readonly string[], flags: SignFlags): Promise<void> {
  const { ids, paths } = tellApart(given);
  const by = flags.by?.trim() ?? '';
  if (ids.length === 0 || by === '') throw new UsageError(NEEDS_BOTH);
  if (flags.reject === true && (flags.note?.trim() ?? '') === '') throw new UsageError(NEEDS_NOTE);
  const { format: _, ...input } = flags;
  const request = await makeRequest(paths, input);
  const lang = pickLang(flags.lang, request.config?.values.lang);
  const { listings, problems } = await findListings(request, ids);
  tellProblems(problems, lang);
  const folders = new Map<string, ListingNow[]>();
  for (const one of listings) {
    const folder = ledgerFolder(one.config ?? request.config);
    folders.set(folder, [...(folders.get(folder) ?? []), one]);
  }
  for (const [folder, found] of folders) await signIn(folder, found, { by, flags, lang });
  if (problems.length > 0) endWith(3);
}

interface Signing {
  readonly by: string;
  readonly flags: SignFlags;
  readonly lang: Lang;
}

async function signIn(folder: string, listings: readonly ListingNow[], { by, flags, lang }: Signing): Promise<void> {
  const file = join(folder, 'sign-offs.jsonl');
  const records = await openRecords(folder, shownPath(folder), ['reviewers', 'signOffs']);
  const signer = requireReviewer(records, by, flags.role, folder);
  const known = signOffsByListing(records.signOffs);
  const decision = flags.reject === true ? 'rejected' : 'approved';
  const note = flags.note?.trim() ?? '';
  const fresh: SignOff[] = [];
  const lines: string[] = [];
  for (const {
    key: listing,
    listing: { marketplace },
    contentHash,
    missing,
  } of listings) {
    const before = signOffState({ contentHash }, known.get(signedListing({ listing, marketplace })) ?? [], records.reviewers);
    const standing = decision === 'approved' ? before.signed : before.rejected;
    const about = { listing, marketplace, contentHash };
    const again = standing.some((one) => one.by === signer.by) || fresh.some((one) => isSame(one, about));
    if (!again) fresh.push(makeSignOff({ ...about, ...signer, decision, at: now(), ...(note === '' ? {} : { note }) }));
    lines.push(
      `${line(lang, again ? 'again' : decision)}  ${listing}  ${marketplace}  ${contentHash.slice(0, 12)}  ${signer.by}`,
    );
    for (const picture of missing) lines.push(`${' '.repeat(2)}${without(picture)[lang]}`);
  }
  if (fresh.length > 0) await appendSignOff(file, ...fresh);
  lines.push(total(lang, fresh.length, listings.length - fresh.length, shownPath(file)));
  await streamOutput(process.stdout).write(lines.map((text) => `${visible(text)}\n`).join(''));
}

function isSame(a: Pick<SignOff, 'listing' | 'marketplace' | 'contentHash'>, b: typeof a): boolean {
  return a.listing === b.listing && a.marketplace === b.marketplace && a.contentHash === b.contentHash;
}

/** Who signs, as the list of reviewers has it where there is one. */
function requireReviewer(
  { reviewers, problems }: LedgerRecords,
  by: string,
  role: ReviewerRole | undefined,
  folder: string,
): Pick<SignOff, 'by' | 'role'> {
  if (reviewers === undefined) return { by, ...(role === undefined ? {} : { role }) };
  const reviewer = reviewerNamed(reviewers, by, today());
  if (reviewer !== undefined && (role === undefined || role === reviewer.role))
    return { by: reviewer.name, role: reviewer.role };
  const [problem] = problems;
  const list = shownPath(join(folder, 'reviewers.csv'));
  const as = role === undefined ? '' : ` (${role})`;
  throw new UsageError(
    {
      en: `"${by}"${as} is not in the list of reviewers today, so nothing was signed: ${list} names ${names(reviewers) || 'nobody'}.`,
      zh: `“${by}”${as}目前不在审核员名单中，未签核：${list} 中的人员为 ${names(reviewers) || '（空）'}。`,
    },
    problem === undefined ? {} : { cause: problem.reason.en },
  );
}

function names(reviewers: readonly { readonly name: string; readonly role: string }[]): string {
  const shown = reviewers.slice(0, 20).map(({ name, role }) => `${name} (${role})`);
  return shown.join(', ') + (reviewers.length > shown.length ? ' …' : '');
}

function line(lang: Lang, what: 'approved' | 'rejected' | 'again'): string {
  return {
    en: { approved: 'signed  ', rejected: 'rejected', again: 'as before' },
    zh: { approved: '已签核', rejected: '已驳回', again: '此前已签' },
  }[lang][what];
}

function without(picture: string): { readonly en: string; readonly zh: string } {
  return {
    en: `The picture ${picture} was not found, so it is not part of what was signed.`,
    zh: `找不到图片 ${picture}，签核内容不包括该图片。`,
  };
}

function total(lang: Lang, fresh: number, again: number, file: string): string {
  const before = again === 0 ? '' : { en: `; ${again} as before`, zh: `；${again} 个此前已签` }[lang];
  return { en: `${fresh} added to ${file}${before}.`, zh: `已向 ${file} 写入 ${fresh} 条${before}。` }[lang];
}

const NEEDS_BOTH = {
  en: 'Say which listings and who signs: preclear sign HM-MUG-01 --by "Li Na" feeds/ ("*" for all of them); or look with preclear sign --check feeds/.',
  zh: '请写明签核哪些 Listing、由谁签核：preclear sign HM-MUG-01 --by "李娜" feeds/（全部用 "*"）；查看状态用 preclear sign --check feeds/。',
};
const NEEDS_NOTE = {
  en: 'Who rejects a listing says why: --note "…".',
  zh: '驳回必须写明原因：--note "……"。',
};
