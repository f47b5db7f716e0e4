import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { writeAtomically } from '../../disk/atomic-file.ts';
import type { Agencies } from '../../image/rights/agencies.ts';
import { strangersIn } from '../../image/stamp/stamp.ts';
import { appendRows, checkTable, type LedgerCells } from '../../ledger/append.ts';
import { openLedger } from '../../ledger/disk.ts';
import { hashFile } from '../../ledger/file-hash.ts';
import { LICENCE_COLUMNS } from '../../ledger/licences.ts';
import { EnvironmentError, UsageError } from '../../model/errors.ts';
import type { Bilingual, Lang } from '../../model/text.ts';
import type { LoadedConfig } from '../../scan/config.ts';
import { shownPath } from '../../scan/files.ts';
import { openAgencies } from '../../scan/installation.ts';
import { type Original, readOriginal } from '../../scan/originals.ts';
import { today } from '../../scan/today.ts';
import { endWith } from '../exit.ts';
import type { RegisterFlags } from '../images.ts';
import { pickLang } from '../lang.ts';
import { configFor } from '../scan/request.ts';
import { findPictures, findSidecars } from './files.ts';
import { shownClaims, tellDone, tellNot } from './tell.ts';

/** Folder of the records, from that of the ledger. */
const RECORDS = 'proofs/originals';
/** Columns that a row fills. */
const COLUMNS = ['id', 'kind', 'files', 'owner', 'proof', 'proof_sha256', 'covers', 'note'];
/** Rows that are written at once: an interruption loses no more. */
const BATCH = 200;

interface Settings {
  /** The ledger's file, absolute. */
  readonly ledger: string;
  readonly owner: string;
  readonly creator: string | undefined;
  readonly own: readonly string[];
  readonly agencies: Agencies;
  readonly day: string;
  readonly folders: Map<string, readonly Dirent[]>;
}

/** Enters originals into the licence ledger, and says of each what became of it. */
export async function registerOriginals(paths: readonly string[], flags: RegisterFlags): Promise<void> {
  const config = await configFor(['.'], flags.config);
  const lang = pickLang(flags.lang, config?.values.lang);
  const settings = readSettings(flags, config);
  checkTable(settings.ledger, LICENCE_COLUMNS, COLUMNS);
  const known = await knownOriginals(dirname(settings.ledger));
  const waiting: { readonly row: LedgerCells; readonly shown: string }[] = [];
  let entered = 0;
  let there = 0;
  let left = 0;
  const flush = async (): Promise<void> => {
    const rows = waiting.splice(0);
    appendRows(
      settings.ledger,
      LICENCE_COLUMNS,
      rows.map(({ row }) => row),
    );
    entered += rows.length;
    for (const { row, shown } of rows) await tellDone(`${row.id ?? ''}  ${shown}  ${row.note ?? ''}`);
  };
  for (const path of findPictures(paths)) {
    const original = await readOriginal(path);
    const fault = 'fault' in original ? original.fault : whyNotOwn(original, settings);
    if ('fault' in original || fault !== undefined) {
      left++;
      await tellNot(shownPath(path), fault ?? UNKNOWN, lang);
    } else if (known.has(original.sha256)) there++;
    else {
      known.add(original.sha256);
      waiting.push({ row: makeRow(path, original, settings), shown: shownPath(path) });
      if (waiting.length >= BATCH) await flush();
    }
  }
  await flush();
  await tellDone(total(lang, { entered, there, left, ledger: shownPath(settings.ledger) }));
  endWith(left === 0 ? 0 : 3);
}

function readSettings(flags: RegisterFlags, config: LoadedConfig | undefined): Settings {
  const owner = flags.owner.trim();
  if (owner === '' || /\p{Cc}/u.test(owner)) throw new UsageError(NO_OWNER);
  const folder = config?.values.ledger ?? resolve(config?.folder ?? '.', 'ledger');
  const ledger = flags.ledger === undefined ? join(folder, 'licences.jsonl') : resolve(flags.ledger);
  if (!/^licences\.(?:csv|jsonl)$/i.test(basename(ledger))) throw new UsageError(OTHER_NAME);
  const { brands = [], names = [] } = config?.values ?? {};
  const creator = flags.creator?.trim();
  const own = [owner, ...(creator === undefined || creator === '' ? [] : [creator]), ...brands, ...names];
  return { ledger, owner, creator, own, agencies: openAgencies(), day: today(), folders: new Map() };
}

async function knownOriginals(folder: string): Promise<Set<string>> {
  const { licences } = await openLedger(folder, shownPath(folder));
  return new Set(licences.flatMap(({ originals }) => originals ?? []));
}

/** What speaks against the seller as maker of a picture; undefined when nothing does. */
function whyNotOwn({ rights }: Original, { own, agencies }: Settings): Bilingual | undefined {
  const strangers = rights === undefined ? [] : strangersIn(rights, own, agencies);
  if (strangers.length > 0) {
    return {
      en: `The file names somebody else, so it was not entered: ${shownClaims(strangers, 'en')}. Who took it for you is named with --creator, or under \`names\` in the configuration.`,
      zh: `文件中有他人的署名或版权，未登记：${shownClaims(strangers, 'zh')}。若是你的摄影师，请用 --creator 注明，或写入配置的 names。`,
    };
  }
  const made = (rights?.claims ?? []).filter(({ field }) => field === 'ai');
  if (made.length === 0) return undefined;
  return {
    en: `The file says that a machine made it, so it is no own shoot: ${shownClaims(made, 'en')}. Enter it by hand as ai-generated.`,
    zh: `文件标明由 AI 生成，不能登记为自有拍摄：${shownClaims(made, 'zh')}。请手工登记为“AI 生成”。`,
  };
}

/** Writes the record of an original beside the ledger, and makes the row that refers to it. */
function makeRow(path: string, original: Original, settings: Settings): LedgerCells {
  const { ledger, owner, creator, day, folders } = settings;
  const { sha256, bytes, width, height, rights } = original;
  const id = `OWN-${sha256.slice(0, 16)}`;
  const place = placeOf(path, ledger);
  const raws = findSidecars(path, folders).map((raw) => ({ file: placeOf(raw, ledger), sha256: hashFile(raw) ?? 'not read' }));
  const record = {
    original: place,
    sha256,
    bytes,
    width,
    height,
    owner,
    ...(creator === undefined ? {} : { creator }),
    ...(rights?.takenAt === undefined ? {} : { taken: rights.takenAt }),
    ...(rights?.camera === undefined ? {} : { camera: rights.camera }),
    raws,
    registered: day,
  };
  const text = `${JSON.stringify(record, undefined, 2)}\n`;
  const proof = `${RECORDS}/${id}.json`;
  writeRecord(join(dirname(ledger), proof), text);
  const told = [rights?.takenAt, rights?.camera, ...raws.map(({ file }) => file.split('/').at(-1))].filter(
    (part) => part !== undefined,
  );
  return {
    id,
    kind: 'own-shoot',
    // A star or a semicolon in a file name would mean something else in the ledger; the hash is enough.
    ...(/[*?;；|\r\n]/.test(place) ? {} : { files: place }),
    owner,
    proof,
    proof_sha256: createHash('sha256').update(text).digest('hex'),
    covers: sha256,
    note: [...told, `registered ${day}`].join('; '),
  };
}

/** A path from the folder that holds the ledger's; absolute when the file lies elsewhere. */
function placeOf(path: string, ledger: string): string {
  const place = relative(dirname(dirname(ledger)), path);
  return (place.startsWith('..') ? path : place).split(sep).join('/');
}

function writeRecord(file: string, text: string): void {
  try {
    writeAtomically(file, text);
  } catch (cause) {
    throw new EnvironmentError({ en: `The record ${file} cannot be written.`, zh: `无法写入登记文件 ${file}。` }, { cause });
  }
}

interface Counts {
  readonly entered: number;
  readonly there: number;
  readonly left: number;
  readonly ledger: string;
}

function total(lang: Lang, { entered, there, left, ledger }: Counts): string {
  if (lang === 'zh') return `已登记 ${entered} 张到 ${ledger}；已在台账中 ${there} 张；未登记 ${left} 张。`;
  return `Entered ${entered} into ${ledger}; ${there} were there already; ${left} not entered.`;
}

const NO_OWNER: Bilingual = {
  en: '--owner is empty; name who owns the pictures, on one line.',
  zh: '--owner 不能为空，请写明图片归谁所有（一行文字）。',
};
const OTHER_NAME: Bilingual = {
  en: '--ledger must name a file licences.jsonl or licences.csv: scans read no other.',
  zh: '--ledger 须为 licences.jsonl 或 licences.csv，扫描只读取这两个文件。',
};
const UNKNOWN: Bilingual = { en: 'It was not entered.', zh: '未登记。' };
