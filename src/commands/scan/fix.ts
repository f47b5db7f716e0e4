import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import process from 'node:process';
import { writeAtomically } from '../../disk/atomic-file.ts';
import { diskErrorCode, explainDiskError } from '../../model/disk-error.ts';
import { UsageError } from '../../model/errors.ts';
import { fieldName } from '../../model/field-names.ts';
import { locate } from '../../model/place.ts';
import type { Bilingual, Lang } from '../../model/text.ts';
import { visible } from '../../reporters/cells.ts';
import { fileDiff } from '../../reporters/diff.ts';
import type { ScanFile } from '../../scan/files.ts';
import { copyPath, whyNotCopy } from '../../scan/fix-copy.ts';
import { fixFile, type LeftEdit } from '../../scan/fix-file.ts';
import type { EditedField } from '../../scan/fix-plan.ts';
import { lookAt } from '../../scan/look-at.ts';
import { requestFor, type ScanRequest } from '../../scan/request.ts';
import { optionsFor } from '../../scan/subjects.ts';
import { streamOutput } from '../output.ts';
import { terminalLook } from '../terminal.ts';
import type { ScanFlags } from './flags.ts';

/** Largest file that is edited, in bytes: it is held in memory several times. */
const MAX_BYTES = 128 * 1024 * 1024;

/** So many edits that one reason keeps back are told one by one. */
const MAX_TOLD = 5;

/** What `--fix` or `--fix-dry-run` does with the edits of a scan. */
export interface FixRun {
  readonly dry: boolean;
  add(edits: readonly EditedField[], file: ScanFile): void;
  /** Prints or writes what was gathered, file by file. */
  finish(): Promise<void>;
}

/** What the flags ask for; undefined when nothing is to be fixed. Throws a UsageError for flags that do not go together. */
export function openFixes(flags: ScanFlags, request: ScanRequest, lang: Lang): FixRun | undefined {
  const { fix = false, fixDryRun: dry = false, fixInto: into } = flags;
  if (!fix && !dry) {
    if (into === undefined) return undefined;
    throw new UsageError({ en: '--fix-into needs --fix.', zh: '--fix-into 需要与 --fix 一起使用。' });
  }
  if (fix && dry)
    throw new UsageError({ en: 'Give --fix or --fix-dry-run, not both.', zh: '--fix 与 --fix-dry-run 只能选一个。' });
  if (request.stdin !== undefined) {
    throw new UsageError({
      en: 'Standard input cannot be fixed; name the listing file.',
      zh: '标准输入无法修改；请直接写出 Listing 文件名。',
    });
  }
  const files = new Map<string, { readonly file: ScanFile; readonly edits: EditedField[] }>();
  return {
    dry,
    add(edits, file) {
      const known = files.get(file.path);
      if (known === undefined) files.set(file.path, { file, edits: [...edits] });
      else known.edits.push(...edits);
    },
    async finish() {
      const writer = new FixWriter({ dry, into, lang, request, originals: [...files.keys()] });
      for (const { file, edits } of files.values()) await writer.write(file, edits);
    },
  };
}

interface Settings {
  readonly dry: boolean;
  readonly into: string | undefined;
  readonly lang: Lang;
  readonly request: ScanRequest;
  readonly originals: readonly string[];
}

class FixWriter {
  readonly #settings: Settings;
  readonly #targets = new Set<string>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  async write(file: ScanFile, edits: readonly EditedField[]): Promise<void> {
    const { dry, into, request, lang } = this.#settings;
    const target = copyPath(file.path, file.file, into);
    const shown = shownFrom(target);
    if (!isPlainFile(file.path)) return this.#tell(file.file, NO_FILE);
    if (file.size > MAX_BYTES) return this.#tell(file.file, TOO_LARGE);
    const options = optionsFor(requestFor(request, file.config), file.path);
    const bytes = await readFile(file.path).catch((error: unknown) => unreadable(error));
    if (!Buffer.isBuffer(bytes)) return this.#tell(file.file, bytes);
    const fixed = await fixFile({ path: file.path, file: file.file, bytes, options }, edits);
    if (dry) {
      // What only the file's format forbids to write is shown all the same: a person can do it by hand.
      const hunks = edits.filter((edit) => fixed.done.includes(edit) || fixed.done.length === 0).map(hunkOf);
      const copy = fixed.bytes === undefined ? file.file : shown;
      await streamOutput(process.stdout).write(fileDiff(file.file, copy, hunks, { lang, color: terminalLook().color }));
    } else if (fixed.bytes !== undefined) await this.#copy(file, target, fixed.bytes, fixed.done.length);
    await this.#tellLeft(file, fixed.left);
  }

  async #copy(file: ScanFile, target: string, bytes: Buffer, count: number): Promise<void> {
    const shown = shownFrom(target);
    const reason = this.#targets.has(target) ? SAME_NAME : whyNotCopy(target, this.#settings.originals);
    if (reason !== undefined) return this.#tell(file.file, notWritten(shown, reason));
    this.#targets.add(target);
    try {
      writeAtomically(target, bytes);
    } catch (error) {
      return this.#tell(file.file, notWritten(shown, unreadable(error)));
    }
    await this.#tell(file.file, {
      en: `${count} ${count === 1 ? 'text' : 'texts'} edited in the copy ${shown}.`,
      zh: `已在副本 ${shown} 中修改 ${count} 处文字。`,
    });
  }

  /** Every edit that was not made; where one reason keeps back many, how many. */
  async #tellLeft({ file }: ScanFile, left: readonly LeftEdit[]): Promise<void> {
    for (const reason of new Set(left.map((one) => one.reason))) {
      const edits = left.filter((one) => one.reason === reason).map(({ edit }) => edit);
      if (edits.length > MAX_TOLD) {
        await this.#tell(file, {
          en: `${edits.length} texts are not edited: ${reason.en}.`,
          zh: `${edits.length} 处文字未修改：${reason.zh}。`,
        });
      } else for (const edit of edits) await this.#tellEdit(file, edit, reason);
    }
  }

  #tellEdit(file: string, edit: EditedField, reason: Bilingual): Promise<void> {
    const { line, column } = hunkOf(edit);
    const { name, index } = edit.field;
    const field = fieldName(name, index ?? null);
    return this.#tell(`${file}:${line}:${column}`, {
      en: `${edit.listing} ${field.en} is not edited: ${reason.en}.`,
      zh: `${edit.listing} 的${field.zh}未修改：${reason.zh}。`,
    });
  }

  #tell(place: string, what: Bilingual): Promise<void> {
    return streamOutput(process.stderr).write(`${visible(`${place}  ${what[this.#settings.lang]}`)}\n`);
  }
}

function hunkOf({ listing, field, edits, after }: EditedField): Parameters<typeof fileDiff>[2][number] {
  const { name, index = null, text: before, place } = field;
  return { ...locate(place, edits[0]?.span[0] ?? 0), listing, field: name, index, before, after };
}

function shownFrom(target: string): string {
  const from = relative(process.cwd(), target);
  return from.startsWith('..') ? target : from;
}

function unreadable(error: unknown): Bilingual {
  const code = diskErrorCode(error);
  return explainDiskError(error) ?? { en: `the disk says ${code}`, zh: `磁盘错误 ${code}` };
}

function notWritten(target: string, reason: Bilingual): Bilingual {
  return { en: `The copy ${target} was not written: ${reason.en}.`, zh: `副本 ${target} 未写入：${reason.zh}。` };
}

/** A pipe can be read once, and the scan has done it. */
function isPlainFile(path: string): boolean {
  const seen = lookAt(path);
  return seen !== undefined && !(seen instanceof Error) && seen.isFile();
}

const NO_FILE: Bilingual = {
  en: 'It is no file on the disk and cannot be edited.',
  zh: '这不是磁盘上的文件，无法修改。',
};
const TOO_LARGE: Bilingual = {
  en: 'The file is larger than 128 MB and is not edited; split it first.',
  zh: '文件超过 128 MB，未修改；请先拆分。',
};
const SAME_NAME: Bilingual = {
  en: 'another file of this scan has a copy of that name',
  zh: '本次扫描的另一个文件也使用了这个副本名',
};
