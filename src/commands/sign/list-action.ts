import process from 'node:process';
import { openRecords } from '../../ledger/open-records.ts';
import type { Lang } from '../../model/text.ts';
import { ledgerFolder } from '../../scan/config.ts';
import { shownPath } from '../../scan/files.ts';
import { endWith } from '../exit.ts';
import { pickLang } from '../lang.ts';
import { streamOutput } from '../output.ts';
import { configFor } from '../scan/request.ts';
import type { SignListFlags } from '../sign.ts';
import { formatTable } from '../table.ts';
import { tellProblems } from '../tell-problems.ts';

/** Prints who signed what, the newest first. */
export async function listSignOffs(
  path: string,
  { config: named, listing: only, format, lang: flag }: SignListFlags,
): Promise<void> {
  const config = await configFor([path], named);
  const lang = pickLang(flag, config?.values.lang);
  const folder = ledgerFolder(config);
  const { signOffs, problems } = await openRecords(folder, shownPath(folder), ['signOffs']);
  tellProblems(problems, lang);
  const listed = signOffs
    .filter(({ listing }) => only === undefined || listing === only)
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  if (problems.length > 0) endWith(3);
  if (format === 'json') {
    await streamOutput(process.stdout).write(`${JSON.stringify({ signOffs: listed, problems }, null, 2)}\n`);
    return;
  }
  const heading =
    lang === 'zh'
      ? ['时间', 'Listing', '平台', '签核人', '角色', '结论', '内容', '备注']
      : ['at', 'listing', 'marketplace', 'by', 'role', 'decision', 'content', 'note'];
  const rows = listed.map(({ at, listing, marketplace, by, role, decision, contentHash, note }) => [
    at.replace(/:\d\d\.\d+Z$/, 'Z'),
    listing,
    marketplace,
    by,
    role ?? '',
    DECISIONS[decision][lang],
    contentHash.slice(0, 12),
    note ?? '',
  ]);
  const none = { en: 'Nothing is signed.\n', zh: '没有签核记录。\n' }[lang];
  await streamOutput(process.stdout).write(listed.length === 0 ? none : formatTable([heading, ...rows]));
}

const DECISIONS: Readonly<Record<'approved' | 'rejected', Readonly<Record<Lang, string>>>> = {
  approved: { en: 'approved', zh: '通过' },
  rejected: { en: 'rejected', zh: '驳回' },
};
