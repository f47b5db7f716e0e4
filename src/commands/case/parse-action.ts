import process from 'node:process';
import { prepareWordings } from '../../cases/wordings.ts';
import type { NoticeGuess } from '../../model/case-guess.ts';
import type { ReadNotice } from '../../model/case-notice.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { loadNoticePacks } from '../../rulepacks/notices.ts';
import { endWith } from '../exit.ts';
import { pickLang } from '../lang.ts';
import { streamOutput } from '../output.ts';
import { terminalLook } from '../terminal.ts';
import { guessesFor } from './guesses.ts';
import { readNoticeFile } from './notice-file.ts';
import type { CaseParseFlags } from './parse.ts';
import { showNotice } from './parse-shown.ts';

/** Reads a notice and writes what it says to standard output. */
export async function parseCase(file: string, flags: CaseParseFlags): Promise<void> {
  const lang = pickLang(flags.lang);
  const packs = await loadNoticePacks(flags.wordings);
  const { read } = await readNoticeFile(file, prepareWordings(packs), lang);
  const guesses = await guessesFor(read, packs);
  const format = flags.format ?? (process.stdout.isTTY === true ? 'pretty' : 'json');
  const text =
    format === 'json' ? jsonOf(read, guesses, flags.withText) : showNotice(file, read, guesses, { lang, ...terminalLook() });
  await streamOutput(process.stdout).write(text);
  for (const { reason } of read.problems) process.stderr.write(`preclear: ${clean(`${file}: ${reason[lang]}`)}\n`);
  if (read.problems.length > 0) endWith(3);
}

/** The facts, then why, then what is only guessed, then what is missing. */
function jsonOf(
  { notice, evidence, text, problems, attachments }: ReadNotice,
  guesses: readonly NoticeGuess[],
  withText: boolean,
): string {
  const rest = { evidence, guesses, attachments, problems: problems.map(({ reason }) => reason) };
  return `${jsonText({ ...notice, ...rest, ...(withText ? { text } : {}) }, 2)}\n`;
}

/** File names may hold characters that act on a terminal. */
function clean(text: string): string {
  return text.replaceAll(/\p{C}/gu, '?');
}
