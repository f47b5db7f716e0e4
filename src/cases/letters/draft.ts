import type { DraftKind } from '../../model/case.ts';
import type { Draft, DraftFault, Statement } from '../../model/case-draft.ts';
import type { CaseWorld } from '../../model/case-world.ts';
import { UsageError } from '../../model/errors.ts';
import type { LetterDocument, LetterLang, LetterSection, LetterSentence, LetterTemplates } from '../../model/letter.ts';
import type { Bilingual } from '../../model/text.ts';
import { draftGate } from '../draft-gates.ts';
import { annexOf } from './annex.ts';
import { blockStatements } from './blocked.ts';
import { holds } from './conditions.ts';
import { countWords } from './count-words.ts';
import { faceWorld } from './facing.ts';
import { faultsOf } from './faults.ts';
import { Answers } from './queries.ts';
import { LONGEST_LIST } from './render.ts';
import { dayOf, type Row, type Scope, textOf } from './row.ts';
import { asserted, fillLine, type Place, type Told, tellSentence, type Writing } from './statements.ts';

/*
 * The world of a case + templates -> a letter, sentence by sentence, each with the records that it rests on. Pure: the same world and
 * templates give the same letter. What the gates of its kind close is not written at all.
 */

/** Drafts a letter or paper. Throws UsageError for a language that it does not come in. */
export function draftLetter(world: CaseWorld, kind: DraftKind, lang: LetterLang, templates: LetterTemplates): Draft {
  const document = documentOf(kind, lang, templates);
  const answers = new Answers(faceWorld(world, templates.causes));
  const assertions = assertionsOf(world);
  const sworn = swornIn(document, assertions, templates);
  const writing: Writing = { answers, lang, words: templates.words, assertions, ...(sworn === undefined ? {} : { sworn }) };
  const everywhere: Place = { section: 'head', scope: {} };
  const line = (text: string | undefined) => (text === undefined ? undefined : fillLine(text, everywhere, writing));
  const closed = closedGates(document, answers);
  const sections = closed.length > 0 ? [] : numbered(document, writing, templates);
  const statements = sections.flatMap((section) => section.statements);
  const [title, to, subject] = [document.title, document.to, document.subject].map((text) => line(text?.[lang] ?? text?.en));
  const annex = closed.length > 0 ? [] : annexOf(statements, world, writing, kind === 'evidence-annex');
  const gaps = closed.length > 0 ? [] : [to, subject].flatMap((one) => one?.missing ?? []);
  const faults: DraftFault[] = [
    ...closed.map((text): DraftFault => ({ kind: 'gate', stops: true, text })),
    ...gaps.map((label): DraftFault => ({ kind: 'blank', stops: true, text: headGap(label) })),
    ...(closed.length > 0 ? [] : faultsOf({ document, statements, annex, writing, templates, world })),
  ];
  return {
    caseId: world.caseId,
    kind,
    lang,
    title: title?.text ?? kind,
    ...(to === undefined ? {} : { to: to.text }),
    ...(subject === undefined ? {} : { subject: subject.text }),
    sections,
    annex,
    faults,
    words: countWords(
      statements.filter(({ state }) => state !== 'blocked').map(({ text }) => text),
      lang,
    ),
    measures: measuresIn(sections),
  };
}

/** Why a letter may not be written: what the claim forbids first, then what its template asks for. */
function closedGates({ kind, gates }: LetterDocument, answers: Answers): Bilingual[] {
  const forbidden = draftGate(answers.facing.world.claim?.claim, kind);
  const closed = gates.filter(({ need }) => !holds(need, answers) && !(forbidden !== undefined && need.claim !== undefined));
  return [...(forbidden === undefined ? [] : [forbidden]), ...closed.map(({ why }) => why)];
}

/** Whether a letter may go out: nothing is missing, contradicted, blocked or failed. */
export function stopsOf({ faults }: Draft): readonly DraftFault[] {
  return faults.filter(({ stops }) => stops);
}

/** The document of a kind. Throws UsageError when there is none, or not in that language. */
export function documentOf(kind: DraftKind, lang: LetterLang, { documents }: LetterTemplates): LetterDocument {
  const document = documents.find((one) => one.kind === kind);
  if (document === undefined) throw new UsageError({ en: `There is no template of ${kind}.`, zh: `没有 ${kind} 的模板。` });
  if (document.langs.includes(lang)) return document;
  throw new UsageError({
    en: `${kind} comes in ${document.langs.join(', ')}, not in ${lang}.`,
    zh: `${kind} 只有 ${document.langs.join('、')} 版本，没有 ${lang} 版本。`,
  });
}

function headGap({ en, zh }: { readonly en: string; readonly zh: string }): DraftFault['text'] {
  return { en: `Missing in the head: ${en}.`, zh: `抬头缺少：${zh}。` };
}

/** What people stand for: of two for the same sentence the later one counts. */
function assertionsOf(world: CaseWorld): Writing['assertions'] {
  const sorted = [...world.assertions].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return new Map(sorted.flatMap((one) => (one.slot === undefined ? [] : [[one.slot, one] as const])));
}

/** Who swore each oath of a letter, when all of them are sworn by one person: a signature under an open oath is worth nothing. */
function swornIn(document: LetterDocument, assertions: Writing['assertions'], templates: LetterTemplates): Row | undefined {
  const oaths = document.sections
    .flatMap((section) => [
      ...section.use.flatMap((id) => sentencesOf(id, templates)),
      ...section.sentences.map((one) => [`${document.kind}.${section.id}.${one.id}`, one] as const),
    ])
    .filter(([, { sworn, from }]) => sworn && from === undefined)
    .map(([template]) => assertions.get(template));
  const [first] = oaths;
  if (first === undefined || oaths.some((oath) => oath?.by !== first.by)) return undefined;
  const given = oaths.filter((oath) => oath !== undefined);
  const last = given
    .map(({ at }) => at)
    .sort()
    .at(-1);
  const slots = { by: textOf(first.by), day: dayOf(last) };
  return { refs: given.map(({ ref }) => ref), slots, facts: [] };
}

type Part = Draft['sections'][number];

function numbered(document: LetterDocument, writing: Writing, templates: LetterTemplates): Part[] {
  const sections = withoutRepeats(document.sections.flatMap((section) => expand(document, section, writing, templates)));
  const told = document.sections.some(({ each }) => each === 'asked')
    ? withoutEarlier(sections, writing.answers.facing.world)
    : sections;
  return told
    .filter(({ sentences }) => sentences.length > 0)
    .map(({ id, heading, sentences }, i) => ({
      id,
      heading,
      statements: blockStatements(
        sentences.map(({ once: _, ...one }, k): Statement => ({ id: `${i + 1}.${k + 1}`, section: id, ...one })),
        writing.answers,
        templates,
      ),
    }));
}

/** Leaves out what is told once only and was told before, by its facts. */
function withoutRepeats(sections: readonly ToldSection[]): ToldSection[] {
  const said = new Set<string>();
  return sections.map((section) => ({
    ...section,
    sentences: section.sentences.filter(({ once, state, facts }) => {
      const names = facts.map(({ name, value }) => `${name} ${value}`);
      if (once && names.length > 0 && names.every((name) => said.has(name))) return false;
      if (state === 'backed') for (const name of names) said.add(name);
      return true;
    }),
  }));
}

/**
 * Leaves out of an answer what an earlier letter told: it answers what was asked and refers to that letter. Causes and measures stay, they are
 * what is asked about; so does a section of which nothing would be left.
 */
function withoutEarlier(sections: readonly ToldSection[], { sent, assertions }: CaseWorld): ToldSection[] {
  const earlier = new Set(sent.flatMap(({ facts }) => facts.map(({ name, value }) => `${name} ${value}`)));
  const refs = new Set(sent.flatMap(({ facts }) => facts.map(({ name }) => name.slice(0, Math.max(0, name.lastIndexOf('.'))))));
  const lastSent = sent.at(-1)?.at ?? '';
  const spoken = new Set(assertions.filter(({ slot, at }) => slot === undefined && at <= lastSent).map(({ ref }) => ref));
  const isTold = ({ state, facts, backing }: Told): boolean => {
    if (state === 'asserted') return backing.length > 0 && backing.every((ref) => spoken.has(ref));
    if (state !== 'backed' || facts.some(({ name }) => name === 'set:causes' || name.startsWith('measure.'))) return false;
    if (facts.length > 0) return facts.every(({ name, value }) => earlier.has(`${name} ${value}`));
    return backing.length > 0 && backing.every((ref) => refs.has(ref));
  };
  return sections.map((section) => {
    if (section.id === 'opening') return section;
    const sentences = section.sentences.filter((one) => !isTold(one));
    return sentences.length === 0 && section.id !== 'statement' ? section : { ...section, sentences };
  });
}

interface ToldSection {
  readonly id: string;
  readonly heading: string;
  readonly sentences: readonly (Told & { readonly once?: boolean })[];
}

/** A section once, or once for each row that it is told for. */
function expand(document: LetterDocument, section: LetterSection, writing: Writing, templates: LetterTemplates): ToldSection[] {
  const { answers, lang } = writing;
  if (!holds(section.when, answers) || (section.long && !needsList(answers.facing.world))) return [];
  const { each } = section;
  const heading = section.heading[lang] ?? section.heading.en;
  if (each === undefined)
    return [toldSection(document, section, { section: section.id, scope: {} }, heading, writing, templates)];
  const rows = answers.ask(each);
  return rows.map((row, i) => {
    const place: Place = {
      section: rows.length === 1 ? section.id : `${section.id}-${i + 1}`,
      each: { query: each, row },
      scope: each === 'causes' ? scopeOf(row, templates) : {},
    };
    // Two points about the same are answered once; the second says where.
    const before =
      each === 'asked' ? rows.slice(0, i).find(({ about }) => about === row.about && about !== 'other') : undefined;
    return toldSection(document, section, place, heading, writing, templates, before);
  });
}

/** Listings and prevention steps that belong to a root cause. */
function scopeOf(row: Row, { causes }: LetterTemplates): Scope {
  const word = row.slots.title;
  const id = word?.kind === 'word' ? word.word.id.replace(/^cause-title\./, '') : '';
  const steps = new Set(causes.find((cause) => cause.id === id)?.measures ?? []);
  return { steps, ...(row.items === undefined || row.items.length === 0 ? {} : { items: new Set(row.items) }) };
}

function toldSection(
  document: LetterDocument,
  section: LetterSection,
  place: Place,
  heading: string,
  writing: Writing,
  templates: LetterTemplates,
  answered?: Row,
): ToldSection {
  const about = place.each?.row.about;
  const blocks = answered !== undefined ? ['answered-above'] : [...section.use, ...(section.answers?.[about ?? ''] ?? [])];
  const sentences: (readonly [string, LetterSentence])[] = [
    ...blocks.flatMap((id) => sentencesOf(id, templates)),
    ...section.sentences.map((one) => [`${document.kind}.${section.id}.${one.id}`, one] as const),
  ];
  const told = sentences.flatMap(([template, sentence]) =>
    tellSentence(templateId(template, place), sentence, place, writing).map((one) => ({ ...one, once: sentence.once })),
  );
  const free = section.free ? freeAssertions(writing) : [];
  return { id: place.section, heading: fillLine(heading, place, writing).text, sentences: [...told, ...free] };
}

/** Sentences of a section that is told for each asked point have that point's name, so that a person can answer it. */
function templateId(template: string, { each }: Place): string {
  return each?.query === 'asked' ? `${template}@${each.row.refs[0] ?? ''}` : template;
}

function sentencesOf(id: string, { blocks }: LetterTemplates): (readonly [string, LetterSentence])[] {
  return (blocks.find((block) => block.id === id)?.sentences ?? []).map((one) => [`${id}.${one.id}`, one] as const);
}

function freeAssertions({ answers }: Writing): Told[] {
  const note = {
    en: 'Check that the person may say so and can prove it when asked.',
    zh: '请确认该人员确有资格作此说明，且平台追问时能够举证。',
  };
  return answers.facing.world.assertions.filter(({ slot }) => slot === undefined).map((one) => asserted('free', { note }, one));
}

/** Prevention steps that the letter tells of: a broken one must ring. */
function measuresIn(sections: readonly Part[]): string[] {
  const names = sections.flatMap(({ statements }) =>
    statements.flatMap(({ facts }) => facts.flatMap(({ name }) => /^measure\.(.+)\.state$/.exec(name)?.[1] ?? [])),
  );
  return [...new Set(names)];
}

/** Whether there are so many listings that the letter's end lists them one by one. */
function needsList(world: CaseWorld): boolean {
  return world.items.length > LONGEST_LIST;
}
