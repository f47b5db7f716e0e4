import { userInfo } from 'node:os';
import process from 'node:process';
import type { Writer } from '../../appeal/case-folder.ts';
import { UsageError } from '../../model/errors.ts';
import type { Bilingual, Lang } from '../../model/text.ts';
import { visible } from '../../reporters/cells.ts';
import { casesFolder, type LoadedConfig } from '../../scan/config.ts';
import { now, today } from '../../scan/today.ts';
import { pickLang } from '../lang.ts';
import { streamOutput } from '../output.ts';
import { configFor } from '../scan/request.ts';

/** Flags of every command that works on cases. */
export interface CaseFlags {
  readonly config?: string;
  readonly lang?: Lang;
}

/** Where cases are, and how they are told. */
export interface CasePlace {
  readonly config: LoadedConfig | undefined;
  /** The folder of cases, absolute. */
  readonly cases: string;
  readonly lang: Lang;
  readonly asOf: string;
}

/** Finds the folder of cases: as the configuration says, else `cases` beside it. */
export async function casePlace({ config: named, lang }: CaseFlags): Promise<CasePlace> {
  const config = await configFor([], named);
  return { config, cases: casesFolder(config), lang: pickLang(lang, config?.values.lang), asOf: today() };
}

/** Who writes, and when: the name that was given, else that of the user of this computer. */
export function writerOf(by: string | undefined): Writer {
  const name = by?.trim() ?? '';
  return { at: now(), by: name === '' ? userInfo().username : name };
}

/** Who writes something that a person stands for. Throws UsageError without a name. */
export function namedWriter(by: string | undefined): Writer {
  if ((by?.trim() ?? '') !== '') return writerOf(by);
  throw new UsageError({
    en: 'Say who it is that says so: --by "Li Na". A letter may rest on it.',
    zh: '请写明是谁：--by "李娜"。信件可能会引用这条记录。',
  });
}

/** Prints one line to standard output. What stands in it may come from a notice. */
export async function say({ lang }: Pick<CasePlace, 'lang'>, text: Bilingual): Promise<void> {
  await streamOutput(process.stdout).write(`${visible(text[lang])}\n`);
}

/** A list given as one text: `B0A,B0B; B0C`. */
export function splitList(given: string | undefined): string[] {
  return (given ?? '')
    .split(/[,，;；\s]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
