import { join } from 'node:path';
import process from 'node:process';
import type { DraftedLetter } from '../appeal/keep-draft.ts';
import { documentOf, draftLetter, stopsOf } from '../cases/letters/draft.ts';
import { faultLine, letterMarkdown, letterText, reviewMarkdown } from '../cases/letters/show-letter.ts';
import type { Draft } from '../model/case-draft.ts';
import type { CaseWorld } from '../model/case-world.ts';
import { UsageError } from '../model/errors.ts';
import type { LetterLang, LetterTemplates } from '../model/letter.ts';
import type { Lang } from '../model/text.ts';
import { visible } from '../reporters/cells.ts';
import { jsonText } from '../reporters/json-text.ts';
import { loadLetterTemplates } from '../rulepacks/letters.ts';
import type { CaseDraftFlags } from './case-draft.ts';
import { readWorldFile } from './case-world-file.ts';
import { endWith } from './exit.ts';
import { pickLang } from './lang.ts';
import { fileOutput, streamOutput } from './output.ts';

type File = DraftedLetter['files'][number];

/** Drafts a letter, writes it into the case or a folder, and tells what is missing. */
export async function draftCase(id: string | undefined, flags: CaseDraftFlags): Promise<void> {
  const lang = pickLang(undefined);
  const templates = await loadLetterTemplates(flags.letters);
  const world = worldFor(id, flags);
  const draft = draftLetter(world, flags.kind, languageFor(world, flags, templates), templates);
  const stops = stopsOf(draft);
  const shut = stops.some(({ kind }) => kind === 'gate');
  if (flags.json) await print(`${jsonText(draft, 2)}\n`);
  if (shut || (flags.final && stops.length > 0)) {
    refuse(draft, lang);
    return;
  }
  const files = await filesOf(draft, flags);
  const paths = await writeFiles(files, flags);
  if (flags.json) return;
  if (paths.length === 0) await print(letterMarkdown(draft));
  else await print(`${paths.join('\n')}\n`);
  tellFaults(draft, lang);
}

function worldFor(id: string | undefined, { world }: CaseDraftFlags): CaseWorld {
  if (world !== undefined) return readWorldFile(world);
  throw new UsageError({
    en: id === undefined ? 'Name the case, or a world: --world FILE.' : `Case ${id}: give its world as --world FILE.`,
    zh: id === undefined ? '请指定案件编号，或用 --world 指定数据文件。' : `案件 ${id}：请用 --world 指定数据文件。`,
  });
}

const MARKETPLACE_LANGS: Readonly<Record<string, LetterLang>> = { DE: 'de', AT: 'de', JP: 'ja' };

/** As asked; else what the marketplace expects, where the letter comes in it. Throws UsageError for a kind or language that is not there. */
function languageFor(world: CaseWorld, { kind, lang }: CaseDraftFlags, templates: LetterTemplates): LetterLang {
  if (lang !== undefined) return lang;
  const document = documentOf(kind, 'en', templates);
  const expected = MARKETPLACE_LANGS[world.notices[0]?.parse.marketplace ?? ''] ?? 'en';
  return document.langs.includes(expected) ? expected : 'en';
}

/** The letter copy comes first; it is named draft as long as something is missing. */
async function filesOf(draft: Draft, { format = ['md'], final }: CaseDraftFlags): Promise<File[]> {
  const name = `${draft.kind}.${draft.lang}`;
  const copy = final ? 'letter' : 'draft';
  const files: File[] = [];
  for (const one of new Set(format)) {
    if (one === 'txt') files.push({ name: `${name}.${copy}.txt`, content: letterText(draft) });
    if (one === 'md') files.push({ name: `${name}.${copy}.md`, content: letterMarkdown(draft) });
    if (one === 'docx') {
      const { letterDocx, reviewDocx } = await import('../appeal/letter-docx.ts');
      files.push({ name: `${name}.${copy}.docx`, content: await letterDocx(draft) });
      files.push({ name: `${name}.review.docx`, content: await reviewDocx(draft) });
    } else if (!files.some((file) => file.name === `${name}.review.md`)) {
      files.push({ name: `${name}.review.md`, content: reviewMarkdown(draft) });
    }
  }
  return files;
}

async function writeFiles(files: readonly File[], { out }: CaseDraftFlags): Promise<string[]> {
  if (out === undefined) return [];
  const paths: string[] = [];
  for (const { name, content } of files) {
    const path = join(out, name);
    const output = fileOutput(path);
    await output.write(content);
    await output.close();
    paths.push(path);
  }
  return paths;
}

function refuse(draft: Draft, lang: Lang): void {
  endWith(1);
  const stops = stopsOf(draft);
  for (const fault of stops) tell(faultLine(fault, lang));
  const count = stops.length;
  tell(
    lang === 'zh'
      ? `preclear: ${draft.kind} 不能定稿：${count} 处问题，未写出任何文件。`
      : `preclear: ${draft.kind} is refused: ${count} ${count === 1 ? 'point' : 'points'}, nothing was written.`,
  );
}

function tellFaults(draft: Draft, lang: Lang): void {
  for (const fault of draft.faults) tell(faultLine(fault, lang));
  const count = stopsOf(draft).length;
  tell(
    lang === 'zh'
      ? `preclear: ${count === 0 ? '没有阻止定稿的问题' : `定稿前还有 ${count} 处问题`}。`
      : `preclear: ${count === 0 ? 'nothing stops it from being final' : `${count} ${count === 1 ? 'point' : 'points'} before it can be final`}.`,
  );
}

function tell(line: string): void {
  process.stderr.write(`${visible(line)}\n`);
}

function print(text: string): Promise<void> {
  return streamOutput(process.stdout).write(text);
}
