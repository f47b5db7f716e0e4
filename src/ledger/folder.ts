import { realpathSync, statSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { diskErrorCode } from '../model/disk-error.ts';
import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';
import { hashFile } from './file-hash.ts';
import type { ProofFiles } from './record-table.ts';
import type { FileHash, ProofFound } from './row-reader.ts';

/*
 * The ledger's folder: which tables are there, their texts, and the files that prove their rows. Writes nothing.
 */

/** Largest ledger file that is read, bytes; what would make it larger is not written. */
export const MAX_BYTES: number = 20 * 1024 * 1024;

/** Reads one file of a table; ids in `seen` are taken by another file of it. */
type ReadTable<T> = (
  text: string,
  file: string,
  files: ProofFiles,
  seen: Set<string>,
) => { readonly records: readonly T[]; readonly problems: readonly Problem[] };

/** A ledger's folder that is there. */
export interface LedgerFolder {
  /** Absolute. */
  readonly root: string;
  readonly files: ProofFiles;
  /** Grows as tables are read. */
  readonly problems: Problem[];
  /** Whether a table has a file. */
  has(table: string): boolean;
  /** Reads `<table>.csv`, then `<table>.jsonl`, whichever are there. */
  read<T>(table: string, readTable: ReadTable<T>): Promise<T[]>;
}

/**
 * Looks into the ledger's folder; `shown` is the folder as problems name it. A problem when it is not there.
 * @param tables those that are wanted: a workbook of their name is a problem.
 */
export async function openFolder(folder: string, shown: string, tables: readonly string[]): Promise<LedgerFolder | Problem> {
  const root = resolve(folder);
  const names = await readdir(root).catch(() => undefined);
  if (names === undefined) return { file: shown, reason: NO_FOLDER };
  const files = { found: proofIn(root), hashOf: hashIn(root) };
  const workbooks = new RegExp(`^(?:${tables.join('|')})\\.(?:xlsx?|numbers|ods)$`, 'i');
  const problems = names.filter((name) => workbooks.test(name)).map((name) => workbook(join(shown, name)));
  return {
    root,
    files,
    problems,
    has: (table) => names.includes(`${table}.csv`) || names.includes(`${table}.jsonl`),
    async read<T>(table: string, readTable: ReadTable<T>) {
      const records: T[] = [];
      const seen = new Set<string>();
      for (const file of [`${table}.csv`, `${table}.jsonl`]) {
        if (!names.includes(file)) continue;
        const text = await readText(join(root, file));
        if (typeof text !== 'string') {
          problems.push({ file: join(shown, file), reason: text });
          continue;
        }
        const read = readTable(text, join(shown, file), files, seen);
        records.push(...read.records);
        problems.push(...read.problems);
      }
      return records;
    },
  };
}

/** Whether a path names a file inside the folder; a link that leads out of it does not. */
export function proofIn(root: string): ProofFound {
  const real = realpathSync(root);
  return (path) => {
    try {
      const file = realpathSync(join(root, path));
      return file.startsWith(real.endsWith(sep) ? real : real + sep) && statSync(file).isFile();
    } catch {
      return false;
    }
  };
}

/** Hashes proofs inside the folder, and originals inside it or beside it; each file once. */
export function hashIn(root: string): FileHash {
  const known = new Map<string, string | undefined>();
  const hash = (file: string): string | undefined => {
    if (!known.has(file)) known.set(file, hashFile(file));
    return known.get(file);
  };
  return (path, what) => {
    if (what === 'proof') return hash(join(root, path));
    const places = isAbsolute(path) ? [path] : [resolve(root, path), resolve(dirname(root), path)];
    return places.map(hash).find((found) => found !== undefined);
  };
}

async function readText(path: string): Promise<string | Bilingual> {
  try {
    const about = await stat(path);
    if (!about.isFile()) return NO_FILE;
    if (about.size > MAX_BYTES) return TOO_LARGE;
    return decode(await readFile(path)) ?? NO_TEXT;
  } catch (error) {
    const code = diskErrorCode(error);
    return { en: `The ledger cannot be read (${code}).`, zh: `无法读取台账（${code}）。` };
  }
}

/** UTF-8, UTF-16 with its mark, else what Chinese spreadsheets save (GB 18030); undefined when it is none of them. */
function decode(bytes: Buffer): string | undefined {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : bytes[0] === 0xfe && bytes[1] === 0xff ? ['utf-16be'] : [];
  for (const encoding of [...utf16, 'utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // Not this one; the next.
    }
  }
  return undefined;
}

function workbook(file: string): Problem {
  const reason = {
    en: 'The ledger is read from CSV, not from a workbook; save it as CSV (UTF-8) beside it.',
    zh: '台账只读取 CSV，不读取工作簿；请在同一文件夹另存为 CSV（UTF-8）。',
  };
  return { file, reason };
}

const NO_FOLDER: Bilingual = {
  en: 'The folder of the ledger does not exist; create it or mend `ledger` in the configuration. No licence was read.',
  zh: '台账文件夹不存在；请新建该文件夹，或修改配置中的 ledger。未读取任何授权。',
};
const NO_FILE: Bilingual = {
  en: 'The ledger is not a file, so nothing was read.',
  zh: '台账不是文件，未读取。',
};
const TOO_LARGE: Bilingual = {
  en: 'The ledger is larger than 20 MB, so nothing was read; split it.',
  zh: '台账文件超过 20 MB，未读取；请拆分。',
};
const NO_TEXT: Bilingual = {
  en: 'The ledger is neither UTF-8, UTF-16 nor GB 18030 text, so nothing was read; save it as CSV (UTF-8).',
  zh: '台账的编码不是 UTF-8、UTF-16 或 GB 18030，未读取；请另存为 CSV（UTF-8）。',
};
