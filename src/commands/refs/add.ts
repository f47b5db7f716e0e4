import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { isDay } from '../../model/day.ts';
import { UsageError } from '../../model/errors.ts';
import type { Problem } from '../../model/problem.ts';
import type { Reference } from '../../model/reference.ts';
import { saveLibrary } from '../../references/disk.ts';
import { addReferences } from '../../references/entries.ts';
import { openOldPictures } from '../../references/picture-copy.ts';
import { PictureDraft } from '../../references/picture-draft.ts';
import { PICTURES_FILE } from '../../references/picture-file.ts';
import type { NewPicture, PictureRow } from '../../references/picture-row.ts';
import { savePictures } from '../../references/picture-write.ts';
import { openStore } from '../../references/store.ts';
import { today } from '../../scan/today.ts';
import type { AddFlags } from '../refs.ts';
import { findImportFiles, type ImportFile, readImportFile } from './import.ts';
import { makeOutcome, type OpenedLibrary, openForChange, problemLine, type RefsOutcome } from './library.ts';

/** Adds what files and folders hold. Files that cannot be read are told; when none could be used, nothing is done and that is an error. */
export async function runRefsAdd(paths: readonly string[], flags: AddFlags): Promise<RefsOutcome> {
  const owner = flags.owner.trim();
  if (owner === '')
    throw new UsageError({
      en: '--owner is empty; name who owns the texts and pictures.',
      zh: '--owner 为空；请写明文案和图片的权利人。',
    });
  const about = {
    owner,
    role: flags.role,
    capturedAt: dayOf(flags.captured),
    ...(flags.url === undefined ? {} : { url: urlOf(flags.url) }),
  };
  const library = await openForChange(flags);
  const files = findImportFiles(paths);
  const draft = new PictureDraft(library.folder);
  try {
    const read = await readAll(files, about, draft);
    if (read.entries.length === 0) throw nothingRead(files, read.problems);
    return await addRead(library, read, flags);
  } finally {
    draft.close();
  }
}

/** What all files gave. */
interface ReadFiles {
  readonly entries: readonly Reference[];
  readonly pictures: readonly PictureRow[];
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

async function addRead(library: OpenedLibrary, read: ReadFiles, flags: AddFlags): Promise<RefsOutcome> {
  const inStore = await idsInStore(library.folder, read.entries);
  const fresh = read.entries.filter(({ id }) => !inStore.has(id));
  const { entries, added, known } = addReferences(library.references, fresh);
  if (added.length > 0) saveLibrary(library.folder, entries);
  const lost = read.pictures.length === 0 ? [] : addPictures(library, read.pictures);
  const stdout = added.map((entry) => `${entry.id}  ${entry.kind}  ${oneLine(entry.label)}\n`).join('');
  const there = known.length + inStore.size;
  const already = there === 0 ? '' : `; ${there} were there already`;
  const notes = [
    ...read.notes,
    `Added ${added.length} ${added.length === 1 ? 'entry' : 'entries'} to ${library.shown}${already}.`,
  ];
  return makeOutcome(stdout, notes, [...read.problems, ...lost], flags);
}

/** Writes the pictures' details beside those that are there. Details that cannot be read any more are told, and lost. */
export function addPictures(
  { folder, shown }: Pick<OpenedLibrary, 'folder' | 'shown'>,
  pictures: readonly (NewPicture | PictureRow)[],
): Problem[] {
  const old = openOldPictures(folder);
  if (old !== undefined && 'reason' in old) {
    savePictures(folder, undefined, () => true, pictures);
    const { en, zh } = old.reason;
    const reason = {
      en: `The file ${en}, so that it was written anew; add the library's other pictures again.`,
      zh: `文件${zh}，已重新生成；请重新添加库中的其他图片。`,
    };
    return [{ file: `${shown}/${PICTURES_FILE}`, reason }];
  }
  try {
    savePictures(folder, old, () => true, pictures);
  } finally {
    old?.close();
  }
  return [];
}

/** Which of the entries were imported in bulk before. */
async function idsInStore(folder: string, entries: readonly Reference[]): Promise<ReadonlySet<string>> {
  const store = await openStore(folder);
  if (store === undefined) return new Set();
  try {
    return new Set(entries.map(({ id }) => id).filter((id) => store.has(id)));
  } finally {
    store.close();
  }
}

async function readAll(
  files: readonly ImportFile[],
  about: Parameters<typeof readImportFile>[1],
  draft: PictureDraft,
): Promise<ReadFiles> {
  // Decoders have threads of their own: the next file is decoded while the features of this one are found.
  const sideBySide = pLimit(Math.max(2, availableParallelism()));
  const readOne = async (file: ImportFile): Promise<ReadFiles> => {
    const { entries, pictures = [], problems, notes } = await readImportFile(file, about);
    return { entries, pictures: pictures.map((picture) => draft.add(picture)), problems, notes };
  };
  const read = await Promise.all(files.map((file) => sideBySide(() => readOne(file))));
  return {
    entries: read.flatMap(({ entries }) => entries),
    pictures: read.flatMap(({ pictures }) => pictures),
    problems: read.flatMap(({ problems }) => problems),
    notes: read.flatMap(({ notes }) => notes),
  };
}

function nothingRead(files: readonly ImportFile[], problems: readonly Problem[]): UsageError {
  const [first] = problems;
  const name = files[0]?.file;
  const what =
    files.length === 1
      ? { en: `${name} holds no`, zh: `${name} 中` }
      : { en: `None of the ${files.length} files holds a`, zh: `${files.length} 个文件中都` };
  return new UsageError(
    {
      en: `${what.en} text or picture that could be added. Name listing files, saved product pages, .txt files or pictures.`,
      zh: `${what.zh}没有可以添加的文案或图片。请指定 Listing 文件、保存的商品页、.txt 文件或图片。`,
    },
    first === undefined ? {} : { cause: problemLine(first) },
  );
}

/** The day of `--captured`, today when it is not given. @throws UsageError for what is no day. */
export function dayOf(captured: string | undefined): string {
  if (captured === undefined) return today();
  if (!isDay(captured))
    throw new UsageError({
      en: `--captured is "${captured}"; it must be a day such as 2026-11-22.`,
      zh: `--captured 写的是“${captured}”；应为日期，例如 2026-11-22。`,
    });
  return captured;
}

function urlOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:/i.test(url)) {
    throw new UsageError({
      en: `--url is "${url}"; it must be an address such as https://shop.example/lamp.`,
      zh: `--url 写的是“${url}”；应为网址，例如 https://shop.example/lamp。`,
    });
  }
  return url;
}

function oneLine(label: string): string {
  return label.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
}
