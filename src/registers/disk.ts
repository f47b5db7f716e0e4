import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RegisterIndex } from '../lexicon/register-index.ts';
import type { RegisterSource } from '../lexicon/register-source.ts';
import { EnvironmentError } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import { loadPack, type PackHead, type PackParts, readDetails, readPackHead } from './pack.ts';

/*
 * The packs of a library's folder, for a scan and for whoever asks what is there. A library without registers costs one look.
 */

/** Folder of the packs inside the library. */
export const REGISTERS_FOLDER = 'registers';

/** The file of an office's pack. */
export function packName(office: string): string {
  return `${office.toLowerCase().replace(/[^a-z0-9]/g, '_')}.bin`;
}

/** The packs of a folder, without loading them; damaged ones are left out. */
export function listPacks(registers: string): { readonly file: string; readonly head: PackHead }[] {
  return packFiles(registers).flatMap((file) => {
    const read = readPackHead(join(registers, file));
    return read === undefined ? [] : [{ file, head: read.head }];
  });
}

/**
 * Loads every register of a library.
 * @param shown the library's folder as problems name it.
 * @throws EnvironmentError when a pack is there and the disk fails to give it.
 */
export function openRegisters(
  library: string,
  shown: string,
): { readonly packs: readonly PackParts[]; readonly problems: readonly Problem[] } {
  const folder = join(library, REGISTERS_FOLDER);
  const packs: PackParts[] = [];
  const problems: Problem[] = [];
  for (const file of packFiles(folder)) {
    const pack = load(join(folder, file));
    if (pack === undefined) problems.push({ file: `${shown}/${REGISTERS_FOLDER}/${file}`, reason: DAMAGED });
    else packs.push(pack.parts);
  }
  return { packs, problems };
}

/** A loaded register as a scan asks it; in any thread. */
export function openSource(pack: PackParts): RegisterSource {
  return { office: pack.office, index: new RegisterIndex(pack.tables), detail: readDetails(pack) };
}

function load(path: string): ReturnType<typeof loadPack> {
  try {
    return loadPack(path);
  } catch (cause) {
    throw new EnvironmentError({ en: `The register ${path} cannot be read.`, zh: `无法读取商标登记文件 ${path}。` }, { cause });
  }
}

function packFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.bin'))
      .sort();
  } catch {
    return [];
  }
}

const DAMAGED: Problem['reason'] = {
  en: 'The register is damaged or of another version, and was not used. Remove the file and import the register again.',
  zh: '商标注册数据已损坏或版本不符，本次没有使用。请删除该文件后重新导入。',
};
