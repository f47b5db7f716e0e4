import { join } from 'node:path';
import process from 'node:process';
import { type DraftedLetter, keepDraft } from '../../appeal/keep-draft.ts';
import { documentOf, draftLetter, stopsOf } from '../../cases/letters/draft.ts';
import { usualLang } from '../../cases/letters/letter-language.ts';
import { faultLine, letterMarkdown, letterText, reviewMarkdown } from '../../cases/letters/show-letter.ts';
import type { Draft } from '../../model/case-draft.ts';
import type { CaseWorld } from '../../model/case-world.ts';
import type { LetterLang, LetterTemplates } from '../../model/letter.ts';
import type { Lang } from '../../model/text.ts';
import { visible } from '../../reporters/cells.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { caseTemplates } from '../../shop/case-templates.ts';
import { endWith } from '../exit.ts';
import { pickLang } from '../lang.ts';
import { fileOutput, streamOutput } from '../output.ts';
import type { CaseDraftFlags } from './draft.ts';
import { writerOf } from './place.ts';
import { openAnyWorld } from './world.ts';

type File = DraftedLetter['files'][number];

/** Drafts a letter, writes it into the case or a folder, and tells what is missing. */
export async function draftCase(id: string | undefined, flags: CaseDraftFlags): Promise<void> {
  const lang = pickLang(undefined);
  const { world, cases } = await openAnyWorld(id, flags, lang);
  const templates = await caseTemplates(cases, flags.letters);
  const draft = draftLetter(world, flags.kind, languageFor(world, flags, templates), templates);
  const stops = stopsOf(draft);
  const shut = stops.some(({ kind }) => kind === 'gate');
  if (flags.json) await print(`${jsonText(draft, 2)}\n`);
  if (shut || (flags.final && stops.length > 0)) {
    refuse(draft, lang);
    return;
  }
  const files = await filesOf(draft, flags);
  if (flags.out !== undefined) await writeFiles(files, flags.out, flags.json);
  else if (cases !== undefined) await keep(cases, draft, files, flags);
  else if (!flags.json) await print(letterMarkdown(draft));
  tellFaults(draft, lang);
}

/** As asked; else what the marketplace expects, where the letter comes in it. Throws UsageError for a kind or language that is not there. */
function languageFor(world: CaseWorld, { kind, lang }: CaseDraftFlags, templates: LetterTemplates): LetterLang {
  if (lang !== undefined) return lang;
  return usualLang(world, documentOf(kind, 'en', templates));
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
      const { letterDocx, reviewDocx } = await import('../../appeal/letter-docx.ts');
      files.push({ name: `${name}.${copy}.docx`, content: await letterDocx(draft) });
      files.push({ name: `${name}.review.docx`, content: await reviewDocx(draft) });
    } else if (!files.some((file) => file.name === `${name}.review.md`)) {
      files.push({ name: `${name}.review.md`, content: reviewMarkdown(draft) });
    }
  }
  return files;
}

async function writeFiles(files: readonly File[], folder: string, quiet: boolean): Promise<void> {
  for (const { name, content } of files) {
    const path = join(folder, name);
    const output = fileOutput(path);
    await output.write(content);
    await output.close();
    if (!quiet) await print(`${path}\n`);
  }
}

/** Puts the letter among the case's drafts, with what it tells, so that a later one can be compared with it. */
async function keep(cases: string, draft: Draft, files: readonly File[], { final, by, json }: CaseDraftFlags): Promise<void> {
  const { caseId, kind, lang, measures, sections } = draft;
  const statements = sections.flatMap((section) => section.statements).filter(({ state }) => state !== 'blocked');
  const facts = statements.flatMap((one) => one.facts.map((fact) => ({ ...fact, statement: one.id })));
  const kept = await keepDraft(cases, caseId, writerOf(by), { kind, lang, final, facts, measures, files });
  if (json) return;
  for (const { path } of kept.files) await print(`${join(cases, caseId, path)}\n`);
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
