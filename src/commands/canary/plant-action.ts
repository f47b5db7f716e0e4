import process from 'node:process';
import { canBeCanary, findCanaries } from '../../detectors/canaries.ts';
import { apart, inventedWords, type PhraseCandidate, phraseCandidates } from '../../detectors/canary-phrases.ts';
import { appendRecord } from '../../ledger/append-record.ts';
import { openCanaries } from '../../ledger/canaries.ts';
import { CANARIES } from '../../ledger/tables/canaries.ts';
import type { Canary } from '../../model/canary.ts';
import { UsageError } from '../../model/errors.ts';
import type { Listing } from '../../model/listing.ts';
import type { Problem } from '../../model/problem.ts';
import type { Bilingual, Lang } from '../../model/text.ts';
import { visible } from '../../reporters/cells.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { ledgerFolder } from '../../scan/config.ts';
import { type ListingNow, readContents } from '../../scan/contents.ts';
import { shownPath } from '../../scan/files.ts';
import { openEverydayWording } from '../../scan/installation.ts';
import type { ScanRequest } from '../../scan/request.ts';
import { today } from '../../scan/today.ts';
import type { PlantFlags } from '../canary.ts';
import { endWith } from '../exit.ts';
import { pickLang } from '../lang.ts';
import { streamOutput } from '../output.ts';
import { makeRequest } from '../scan/request.ts';
import { tellProblems } from '../tell-problems.ts';
import { type LookedUp, lookUp, lookUpNames } from './lookup.ts';

/** Invented words that are proposed; a seller takes one. */
const INVENTED = 3;

/** Registers phrases of a listing, or proposes some. */
export async function plantCanaries(id: string, paths: readonly string[], flags: PlantFlags): Promise<void> {
  const { format: _, ...input } = flags;
  const request = await makeRequest(paths, input);
  const lang = pickLang(flags.lang, request.config?.values.lang);
  const phrases = [...new Set((flags.phrase ?? []).map((phrase) => phrase.trim()))];
  const unfit = phrases.find((phrase) => !canBeCanary(phrase));
  if (unfit !== undefined) throw new UsageError(tooShort(unfit));
  const { listing, others, problems } = await readCatalogue(request, id);
  tellProblems(problems, lang);
  if (phrases.length === 0) await propose(listing, others, request, flags, lang);
  else await plant(listing, others, phrases, request, flags, lang);
  if (problems.length > 0) endWith(3);
}

/** The listing that is meant, and all others. Throws a UsageError when there is none. */
async function readCatalogue(
  request: ScanRequest,
  id: string,
): Promise<{ readonly listing: ListingNow; readonly others: readonly Listing[]; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const others: Listing[] = [];
  let listing: ListingNow | undefined;
  for await (const event of readContents(request)) {
    if ('problem' in event) problems.push(event.problem);
    else if (event.found.key !== id && event.found.listing.id !== id) others.push(event.found.listing);
    // The same listing in a second file is no other one.
    else listing ??= event.found;
  }
  if (listing === undefined) throw new UsageError(noListing(id, request.paths));
  return { listing, others, problems };
}

async function plant(
  now: ListingNow,
  others: readonly Listing[],
  phrases: readonly string[],
  request: ScanRequest,
  flags: PlantFlags,
  lang: Lang,
): Promise<void> {
  const { key, listing, contentHash, config } = now;
  const folder = ledgerFolder(config ?? request.config);
  for (const phrase of phrases) if (!hasPhrase(listing, phrase)) throw new UsageError(notThere(phrase, key));
  const { taken, own } = await lookUp(phrases, others, config ?? request.config, flags.library);
  const [[phrase, whose] = []] = taken;
  if (phrase !== undefined && whose !== undefined) throw new UsageError(standsElsewhere(phrase, whose));
  const { canaries } = await openCanaries(folder, shownPath(folder));
  const planted: Canary[] = [];
  const before: string[] = [];
  for (const one of phrases) {
    if (canaries.some((known) => known.listing === key && known.phrase === one)) {
      before.push(one);
      continue;
    }
    const by = flags.by === undefined ? {} : { by: flags.by };
    const cells = { listing: key, phrase: one, planted: today(), ...by, content_hash: contentHash };
    planted.push((await appendRecord(folder, CANARIES, cells, 'CN')).record);
  }
  const shared = [...own].map(([one, id]) => shareNote(one, id)[lang]);
  const text =
    flags.format === 'json'
      ? `${jsonText({ planted, before, shared: [...own].map(([one, id]) => ({ phrase: one, listing: id })) })}\n`
      : [
          ...planted.map((one) => told(one)[lang]),
          ...before.map((one) => againNote(one)[lang]),
          ...shared,
          { en: `Kept in ${shownPath(folder)}.`, zh: `已记入 ${shownPath(folder)}。` }[lang],
        ]
          .map((line) => `${visible(line)}\n`)
          .join('');
  await streamOutput(process.stdout).write(text);
}

function hasPhrase({ fields }: Listing, phrase: string): boolean {
  const canaries = [{ phrase }];
  return fields.some(({ text }) => findCanaries(text, canaries).length > 0);
}

async function propose(
  { key, listing, config }: ListingNow,
  others: readonly Listing[],
  request: ScanRequest,
  flags: PlantFlags,
  lang: Lang,
): Promise<void> {
  const candidates = phraseCandidates(listing, openEverydayWording().weights);
  const words = inventedWords(key, INVENTED * 3);
  const looked: LookedUp = await lookUp(
    [...candidates.map(({ phrase }) => phrase), ...words],
    others,
    config ?? request.config,
    flags.library,
  );
  const free = (phrase: string): boolean => !looked.taken.has(phrase) && !looked.own.has(phrase);
  const names = lookUpNames(words);
  const phrases = apart(
    candidates.filter(({ phrase }) => free(phrase)),
    flags.suggest,
  );
  const invented = words.filter((word) => free(word) && !names.has(word)).slice(0, INVENTED);
  const { listings, texts } = looked;
  const text =
    flags.format === 'json'
      ? `${jsonText({ listing: key, phrases, invented, searched: { listings, texts } })}\n`
      : proposals(key, phrases, invented, looked, lang);
  await streamOutput(process.stdout).write(text);
}

function proposals(
  key: string,
  phrases: readonly PhraseCandidate[],
  invented: readonly string[],
  { listings, texts }: LookedUp,
  lang: Lang,
): string {
  const searched = {
    en: `Compared with ${listings} other listings of yours and ${texts} texts of the library.`,
    zh: `已与您的其他 ${listings} 条 Listing 和素材库中的 ${texts} 份文本比对。`,
  };
  const none = { en: 'No phrase of it is rare enough.', zh: '没有足够独特的短语。' };
  const heading = {
    en: `Phrases that only ${key} has:`,
    zh: `只有 ${key} 才有的短语：`,
  };
  const own = {
    en: 'Words that nobody uses yet; write one into the listing first, as the name of a colour or a detail:',
    zh: '目前没有人使用的自造词；请先写进 Listing（例如作为颜色名或细节名称）再登记：',
  };
  const next = {
    en: `Plant what you choose: preclear canary plant ${key} --phrase "${phrases[0]?.phrase ?? invented[0] ?? ''}"`,
    zh: `选定后登记：preclear canary plant ${key} --phrase "${phrases[0]?.phrase ?? invented[0] ?? ''}"`,
  };
  const lines = [
    phrases.length === 0 ? none[lang] : heading[lang],
    ...phrases.map(({ phrase }) => `  ${phrase}`),
    ...(invented.length === 0 ? [] : [own[lang], ...invented.map((word) => `  ${word}`)]),
    searched[lang],
    next[lang],
  ];
  return lines.map((line) => `${visible(line)}\n`).join('');
}

function told({ id, listing, phrase, planted }: Canary): Bilingual {
  return { en: `${id}  ${listing}  “${phrase}”, planted on ${planted}`, zh: `${id}  ${listing}  “${phrase}”，${planted} 登记` };
}

function againNote(phrase: string): Bilingual {
  return { en: `“${phrase}” was planted before; its first day counts.`, zh: `“${phrase}”此前已登记，以首次登记日期为准。` };
}

function shareNote(phrase: string, listing: string): Bilingual {
  return {
    en: `“${phrase}” also stands in ${listing}: it shows that a page copied you, not which listing.`,
    zh: `“${phrase}”也出现在 ${listing} 中：能说明对方抄了您，但不能说明抄的是哪一条。`,
  };
}

function noListing(id: string, paths: readonly string[]): Bilingual {
  const place = paths.join(', ') || '.';
  return {
    en: `No listing in ${place} has the id ${id}; write it as reports show it, and name the files that hold it.`,
    zh: `${place} 中没有编号为 ${id} 的 Listing；请按报告中的编号填写，并写出所在的文件。`,
  };
}

function tooShort(phrase: string): Bilingual {
  return {
    en: `"${phrase}" is too short: a canary has at least four letters or digits.`,
    zh: `“${phrase}”太短：暗记至少要有四个字母、数字或汉字。`,
  };
}

function notThere(phrase: string, key: string): Bilingual {
  return {
    en: `${key} does not have "${phrase}". Write it into the listing first, then plant it: the hash that is kept must be of a listing that has it.`,
    zh: `${key} 中没有“${phrase}”。请先把它写进 Listing 再登记，因为保存的校验值必须对应含有它的内容。`,
  };
}

function standsElsewhere(phrase: string, whose: string): Bilingual {
  return {
    en: `"${phrase}" also stands in a text of ${whose} in the library, so it would prove nothing. Choose another phrase.`,
    zh: `素材库中 ${whose} 的文本也有“${phrase}”，不能作为证据；请换一个短语。`,
  };
}
