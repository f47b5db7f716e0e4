import { readFileSync, statSync } from 'node:fs';
import process from 'node:process';
import { checkLetter, type LetterCheck, type LetterFinding } from '../../cases/letters/check-letter.ts';
import { faceWorld } from '../../cases/letters/facing.ts';
import { MAX_LETTER } from '../../cases/letters/letter-text.ts';
import { Answers } from '../../cases/letters/queries.ts';
import { EnvironmentError, UsageError } from '../../model/errors.ts';
import type { Lang } from '../../model/text.ts';
import { decode, detectEncoding } from '../../readers/encoding.ts';
import { visible } from '../../reporters/cells.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { today } from '../../scan/today.ts';
import { caseTemplates } from '../../shop/case-templates.ts';
import { endWith } from '../exit.ts';
import { pickLang } from '../lang.ts';
import { streamOutput } from '../output.ts';
import type { CaseCheckFlags } from './draft.ts';
import { openAnyWorld } from './world.ts';

/** Checks a letter and prints what is wrong with it. */
export async function checkCaseLetter(file: string, flags: CaseCheckFlags): Promise<void> {
  const lang = pickLang(flags.lang);
  const asked = flags.case !== undefined || flags.world !== undefined;
  const { world, cases } = asked ? await openAnyWorld(flags.case, flags, lang) : {};
  const templates = await caseTemplates(cases, flags.letters);
  const text = await textOf(file);
  const answers = world === undefined ? undefined : new Answers(faceWorld(world, templates.causes));
  const check = checkLetter(text, templates, world?.asOf ?? today(), answers);
  const format = flags.format ?? (process.stdout.isTTY === true ? 'pretty' : 'json');
  const report = format === 'json' ? `${jsonText(check, 2)}\n` : showCheck(file, check, lang);
  await streamOutput(process.stdout).write(report);
  const errors = check.findings.filter(({ level }) => level === 'error' || flags.strict).length;
  if (errors > 0) endWith(1);
  process.stderr.write(`${summary(check, lang)}\n`);
}

async function textOf(file: string): Promise<string> {
  const bytes = file === '-' ? await standardInput() : bytesOf(file);
  if (bytes.length === 0) throw new UsageError({ en: `${file} is empty.`, zh: `${file} 是空文件。` });
  const parts: string[] = [];
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  for await (const part of decode(whole(), await detectEncoding(bytes.subarray(0, 65_536)))) parts.push(part);
  return parts.join('');
}

/** A letter in any encoding is at most four bytes a character. */
const MAX_BYTES = MAX_LETTER * 4;

function bytesOf(file: string): Uint8Array {
  try {
    if (statSync(file).size <= MAX_BYTES) return readFileSync(file);
  } catch (cause) {
    throw new EnvironmentError({ en: `Cannot read ${file}.`, zh: `无法读取 ${file}。` }, { cause });
  }
  throw tooLong(file);
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BYTES) throw tooLong('-');
  }
  return Buffer.concat(chunks, length);
}

function tooLong(file: string): UsageError {
  return new UsageError({
    en: `${file} has more than ${MAX_LETTER} characters; that is no letter.`,
    zh: `${file} 超过 ${MAX_LETTER} 个字符，不像是一封信。`,
  });
}

function showCheck(file: string, { findings }: LetterCheck, lang: Lang): string {
  return findings.map((finding) => `${visible(showFinding(file, finding, lang))}\n`).join('');
}

/** Longest piece of a sentence that is shown. */
const LONGEST = 90;

function showFinding(file: string, { kind, level, line, sentence, text }: LetterFinding, lang: Lang): string {
  const place = line === undefined ? file : `${file}:${line}`;
  const quoted = sentence === undefined ? '' : ` | ${sentence.length > LONGEST ? `${sentence.slice(0, LONGEST)}…` : sentence}`;
  const grade = lang === 'zh' ? { error: '错误', warning: '提醒' }[level] : level;
  return `${place}  ${grade} ${kind}  ${text[lang]}${quoted}`;
}

function summary({ findings, words, sentences, claims, held }: LetterCheck, lang: Lang): string {
  const errors = findings.filter(({ level }) => level === 'error').length;
  const warnings = findings.length - errors;
  return lang === 'zh'
    ? `preclear: ${errors} 个错误，${warnings} 个提醒；共 ${sentences} 句 ${words} 词，其中 ${claims} 句陈述已知类型的事实，${held} 句有记录支持，其余 ${sentences - claims} 句未作判断。`
    : `preclear: ${errors} errors, ${warnings} warnings; ${sentences} sentences, ${words} words; ${claims} state something of a known kind, ${held} of them with records; ${sentences - claims} were not judged.`;
}
