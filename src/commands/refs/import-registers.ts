import { resolve } from 'node:path';
import process from 'node:process';
import { UsageError } from '../../model/errors.ts';
import { type ImportOutcome, importRegisters, type RegisterFile } from '../../registers/import.ts';
import type { PackHead } from '../../registers/pack.ts';
import { readRegisterXml, type XmlFormat } from '../../registers/read-file.ts';
import { visible } from '../../reporters/cells.ts';
import { shownPath } from '../../scan/files.ts';
import { requirePath } from '../../scan/look-at.ts';
import { openStatuses, openWords } from '../../scan/registers.ts';
import { today } from '../../scan/today.ts';
import { splitText } from '../../text/field-text.ts';
import { parseColumns, readRegisterTable } from '../register-table.ts';
import type { RegisterFlags, RegisterTableFlags } from './import-command.ts';
import { libraryFolder, makeOutcome, type RefsOutcome, shownFolder } from './library.ts';

/** Imports XML of trademark offices. Files that cannot be read are told; what was read before the fault stays. */
export async function runRegisterXml(format: XmlFormat, paths: readonly string[], flags: RegisterFlags): Promise<RefsOutcome> {
  const statuses = openStatuses();
  const office = officeOf(flags.office) || (format === 'uspto' ? 'US' : 'ZZ');
  return runImport(flags, paths, `${format} ${office}`, (path) => readRegisterXml(path, format, { office, statuses }));
}

/** Imports tables of marks. */
export async function runRegisterTable(paths: readonly string[], flags: RegisterTableFlags): Promise<RefsOutcome> {
  const columns = parseColumns(flags.columns);
  const encoding = flags.encoding === undefined ? {} : { encoding: flags.encoding };
  const options = { office: officeOf(flags.office), columns, statuses: openStatuses(), ...encoding };
  const recipe = ['csv', options.office, flags.columns ?? '', flags.encoding ?? ''].join(' ').trim();
  return runImport(flags, paths, recipe, (path, shown) => readRegisterTable(path, shown, options));
}

async function runImport(
  flags: RegisterFlags,
  paths: readonly string[],
  recipe: string,
  read: (path: string, shown: string) => ReturnType<RegisterFile['read']>,
): Promise<RefsOutcome> {
  const files = paths.map((given): RegisterFile => {
    const path = resolve(given);
    if (requirePath(path, given).isDirectory()) throw isFolder(given);
    const shown = shownPath(path);
    return { path, shown, recipe, read: () => read(path, shown) };
  });
  const library = await libraryFolder(flags);
  const outcome = await importRegisters({
    library,
    files,
    day: today(),
    split: splitText,
    filter: openWords(),
    progress: showProgress,
  }).finally(() => {
    if (process.stderr.isTTY === true) process.stderr.write(CLEAR);
  });
  const notes = [
    ...outcome.skipped.map((file) => `${file}: imported before, skipped.`),
    ...outcome.read.map((file) => `${file.name}: ${file.records} records${file.complete ? '' : ', not complete'}.`),
    `${outcome.packs.length === 0 ? 'Nothing changed' : 'Done'} in ${shownFolder(library)}.`,
  ];
  if (outcome.read.length > 0 && outcome.read.every((file) => file.records === 0)) throw nothingRead(outcome);
  return makeOutcome(outcome.packs.map(summaryOf).join(''), notes, outcome.problems, flags);
}

function summaryOf(head: PackHead): string {
  const { office, entries, byStatus, withoutText, searched, latest } = head;
  const { live, pending, dead, review } = byStatus;
  return `${office}  ${entries} entries: ${live} live, ${pending} pending, ${dead} ended, ${review} of unknown status; ${withoutText} without words; ${searched} marks are looked for; latest change ${latest === '' ? '-' : latest}\n`;
}

function nothingRead({ problems, read }: ImportOutcome): UsageError {
  const [first] = problems;
  const names = read.map((file) => file.name).join(', ');
  const reason = first?.reason ?? { en: 'It holds no record.', zh: '其中没有记录。' };
  return new UsageError({
    en: `Nothing could be imported from ${names}. ${reason.en}`,
    zh: `没有从 ${names} 导入任何记录。${reason.zh}`,
  });
}

/** Back to the start of the line, which is then empty. */
const CLEAR = '\r\u001b[2K';

/** Long imports say on a terminal how far they are; a file or pipe gets the result only. */
function showProgress(file: string, records: number, bytes: number): void {
  if (process.stderr.isTTY !== true) return;
  const size = bytes === 0 ? '' : `, ${Math.round(bytes / 1e6)} MB`;
  process.stderr.write(`${CLEAR}${visible(file)}: ${records} records${size}`);
}

function officeOf(code: string | undefined): string {
  if (code === undefined) return '';
  if (/^[A-Za-z]{2,4}$/.test(code)) return code.toUpperCase();
  throw new UsageError({
    en: `--office is "${code}"; write the code of a trademark office, such as US, EM, DE or CN.`,
    zh: `--office 的值“${code}”无效；请填写商标局代码，例如 US、EM、DE 或 CN。`,
  });
}

function isFolder(given: string): UsageError {
  return new UsageError({
    en: `${given} is a folder; name the files in it, such as ${given}/*.zip.`,
    zh: `${given} 是文件夹；请写出其中的文件，例如 ${given}/*.zip。`,
  });
}
