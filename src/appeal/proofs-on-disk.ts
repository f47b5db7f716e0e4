import { statSync } from 'node:fs';
import { join } from 'node:path';
import { hashFile } from '../ledger/file-hash.ts';
import type { WorldRecord } from '../model/case-record.ts';
import type { ProofFile } from '../model/ledger.ts';

/** Bytes that are hashed when a case is opened; of files beyond it only their being there is looked at. */
const MAX_HASHED = 256 * 1024 * 1024;

/** Looks at the copies that a case keeps: whether they are there, and still the files that were put there. */
export class ProofsOnDisk {
  readonly #folder: string;
  readonly #known = new Map<string, string | undefined>();
  #room = MAX_HASHED;

  /** @param folder of the case. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Records with what is true of their files now. */
  checked<T extends WorldRecord>(records: readonly T[]): T[] {
    return records.map((record) => ({ ...record, proofs: record.proofs.map((proof) => this.#check(proof)) }));
  }

  #check({ path, sha256 }: ProofFile): ProofFile {
    const file = join(this.#folder, path);
    const about = statSync(file, { throwIfNoEntry: false });
    const kept = sha256 === undefined ? {} : { sha256 };
    if (about === undefined || !about.isFile()) return { path, found: false, ...kept };
    if (!this.#known.has(path)) {
      this.#room -= about.size;
      this.#known.set(path, this.#room < 0 ? sha256 : hashFile(file));
    }
    const now = this.#known.get(path);
    return now === sha256 ? { path, found: true, ...kept } : { path, found: true, ...kept, changed: true };
  }
}
