import { existsSync } from 'node:fs';
import process from 'node:process';
import { Readable } from 'node:stream';
import { type FoundCanary, findCanaries } from '../../detectors/canaries.ts';
import { claimedCharset } from '../../fetch/claimed-charset.ts';
import { isFetchFault } from '../../fetch/fault.ts';
import { openCanaries } from '../../ledger/canaries.ts';
import type { Canary } from '../../model/canary.ts';
import { UsageError } from '../../model/errors.ts';
import { fieldName } from '../../model/field-names.ts';
import { locate, placeAt } from '../../model/place.ts';
import type { Problem } from '../../model/problem.ts';
import type { Lang } from '../../model/text.ts';
import type { Input, SourceOptions } from '../../readers/contract.ts';
import { decoderOf } from '../../readers/decoder.ts';
import { isWorkbook } from '../../readers/detect.ts';
import { readText } from '../../readers/encoding.ts';
import { readListings } from '../../readers/registry.ts';
import { clip, visible } from '../../reporters/cells.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { FOLDING_NAMES } from '../../reporters/wording.ts';
import { type LoadedConfig, ledgerFolder, projectFolder } from '../../scan/config.ts';
import { shownPath } from '../../scan/files.ts';
import { openInput } from '../../scan/input.ts';
import { type OpenFetcher, openFetcher } from '../../scan/open-fetcher.ts';
import type { CheckFlags } from '../canary.ts';
import { endWith } from '../exit.ts';
import { pickLang } from '../lang.ts';
import { networkSettings } from '../network-flags.ts';
import { streamOutput } from '../output.ts';
import { findImportFiles } from '../refs/import.ts';
import { configFor } from '../scan/request.ts';
import { tellProblems } from '../tell-problems.ts';

/** Longest text that is searched, in characters: what a saved page may have. */
const MAX_CHARACTERS = 20 << 20;
const HEAD_BYTES = 65_536;
/** Requests at a time. */
const FETCH_JOBS = 2;

/** A place where a canary stands. */
interface FoundPlace {
  /** File or address. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Cell of a workbook. */
  readonly cell?: string;
  readonly field?: string;
  readonly written: string;
  readonly folding: FoundCanary<Canary>['folding'];
  readonly canary: Canary;
}

/** Looks for the canaries of the ledger in files and pages. */
export async function checkCanaries(targets: readonly string[], flags: CheckFlags): Promise<void> {
  const config = await configFor(['.'], flags.config);
  const lang = pickLang(flags.lang, config?.values.lang);
  const folder = ledgerFolder(config);
  const { canaries, problems: inLedger } = await openCanaries(folder, shownPath(folder));
  if (canaries.length === 0)
    throw new UsageError(NONE_PLANTED, inLedger[0] === undefined ? {} : { cause: inLedger[0].reason.en });
  const problems = [...inLedger];
  const found: FoundPlace[] = [];
  let searched = 0;
  for await (const input of inputsOf(targets, { flags, config })) {
    if ('reason' in input) problems.push(input);
    else {
      searched++;
      found.push(...(await searchInput(input, canaries, problems)));
    }
  }
  tellProblems(problems, lang);
  const text = flags.format === 'json' ? `${jsonText({ searched, found })}\n` : shownAs(found, searched, canaries.length, lang);
  await streamOutput(process.stdout).write(text);
  endWith(found.length > 0 ? 1 : problems.length > 0 ? 3 : 0);
}

interface Asked {
  readonly flags: CheckFlags;
  readonly config: LoadedConfig | undefined;
}

async function* inputsOf(targets: readonly string[], asked: Asked): AsyncGenerator<Input | Problem> {
  const addresses = targets.filter((target) => /^https?:\/\//i.test(target) && !existsSync(target));
  const paths = targets.filter((target) => !addresses.includes(target));
  if (paths.length > 0) {
    for (const { path, file } of findImportFiles(paths)) {
      if (/\.(?:jpe?g|png|webp|gif|tiff?|avif)$/i.test(path)) continue;
      yield await openInput(path, file, {}).catch((error: unknown) => unreadable(file, error));
    }
  }
  if (addresses.length === 0) return;
  const { flags, config } = asked;
  const network = openFetcher(networkSettings(flags, config, FETCH_JOBS), projectFolder(config));
  try {
    for (const address of addresses) yield await fetchInput(address, network);
  } finally {
    await network.fetcher.close();
  }
}

async function fetchInput(address: string, { fetcher }: OpenFetcher): Promise<Input | Problem> {
  const fetched = await fetcher.fetch(address, { as: 'page' });
  if (isFetchFault(fetched)) return { file: address, reason: fetched.fault };
  const { headers, body } = fetched;
  const claimed = claimedCharset(headers, body);
  const options: SourceOptions = claimed !== undefined && (await decoderOf(claimed)) !== undefined ? { encoding: claimed } : {};
  const head = body.subarray(0, HEAD_BYTES);
  return { path: '', file: address, head, size: body.length, options, open: () => Readable.from([body]) };
}

/** A text file is searched as it stands, so that places are those of the file; the texts of a workbook are searched cell by cell. */
async function searchInput(input: Input, canaries: readonly Canary[], problems: Problem[]): Promise<FoundPlace[]> {
  const { file } = input;
  if (isWorkbook(input)) return searchListings(input, canaries, problems);
  const text = await readText(input, problems, MAX_CHARACTERS);
  if (text === undefined) return [];
  const found = findCanaries(text, canaries);
  if (found.length === 0) return [];
  const place = placeAt(text, 1, 1);
  return found.map(({ canary, span, written, folding }) => ({ file, ...locate(place, span[0]), written, folding, canary }));
}

async function searchListings(input: Input, canaries: readonly Canary[], problems: Problem[]): Promise<FoundPlace[]> {
  const found: FoundPlace[] = [];
  for await (const event of readListings(input)) {
    if ('problem' in event) problems.push(event.problem);
    if (!('listing' in event)) continue;
    for (const { name, index = null, text, place } of event.listing.fields) {
      const { cell } = place;
      const where = { field: fieldName(name, index).en, ...(cell === undefined ? {} : { cell }) };
      for (const { canary, span, written, folding } of findCanaries(text, canaries))
        found.push({ file: input.file, ...locate(place, span[0]), ...where, written, folding, canary });
    }
  }
  return found;
}

function shownAs(found: readonly FoundPlace[], searched: number, planted: number, lang: Lang): string {
  const lines = found.flatMap(({ file, line, column, cell, written, folding, canary }) => {
    const place = `${file}:${line}:${column}${cell === undefined ? '' : ` ${cell}`}`;
    const names = folding.map((one) => FOLDING_NAMES[one][lang]).join(lang === 'zh' ? '、' : ', ');
    const said = {
      en: `“${clip(canary.phrase, 120)}” of ${canary.listing}, planted on ${canary.planted} (${canary.id})`,
      zh: `“${clip(canary.phrase, 120)}”，属于 ${canary.listing}，${canary.planted} 登记（${canary.id}）`,
    };
    const as = { en: `written “${clip(written, 120)}” (${names})`, zh: `对方写作“${clip(written, 120)}”（${names}）` };
    return [visible(place), `  ${visible(said[lang])}`, ...(folding.length === 0 ? [] : [`  ${visible(as[lang])}`])];
  });
  const total = {
    en: `${found.length} ${found.length === 1 ? 'place' : 'places'} with canaries; searched ${searched} ${searched === 1 ? 'text' : 'texts'} for ${planted}.`,
    zh: `发现 ${found.length} 处暗记；共检查 ${searched} 份文本、${planted} 条暗记。`,
  };
  return [...lines, total[lang]].map((text) => `${text}\n`).join('');
}

function unreadable(file: string, error: unknown): Problem {
  const why = error instanceof Error ? error.message : String(error);
  return { file, reason: { en: `It cannot be read (${why}).`, zh: `无法读取（${why}）。` } };
}

const NONE_PLANTED = {
  en: 'No canary is planted yet; preclear canary plant LISTING proposes some.',
  zh: '还没有登记任何暗记；可用 preclear canary plant LISTING 查看建议。',
};
