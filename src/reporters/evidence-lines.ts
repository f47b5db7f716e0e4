import type { Evidence, LeftOutReason, ReferenceSource } from '../model/evidence.ts';
import { describeTransform } from '../model/picture-comparison.ts';
import type { Lang } from '../model/text.ts';
import { becauseSentence } from './because.ts';
import { aside, countOf, FAULT_NAMES, FOLDING_NAMES, LEFT_OUT_NAMES, label, ROLE_NAMES, say, USE_NAMES } from './wording.ts';

/** Passages that a report tells one by one; `explain` tells all. */
const MOST_PASSAGES = 3;

type CopiedText = Extract<Evidence, { kind: 'copied-text' }>;

/** One fact behind a finding: a label with its colon, and what it says. */
export interface EvidenceLine {
  readonly label: string;
  readonly text: string;
}

/** The facts that a reader of the report needs to check a finding; `whole` adds what only `explain` tells. */
export function evidenceLines(evidence: Evidence, lang: Lang, whole = false): EvidenceLine[] {
  switch (evidence.kind) {
    case 'brand-term':
      return [
        ...(whole ? [{ label: label(lang, 'used'), text: USE_NAMES[evidence.use][lang] }] : []),
        ...foldingLines(evidence.folding, lang),
        ...(whole
          ? evidence.because.map((because) => ({ label: label(lang, 'because'), text: becauseSentence(because, lang) }))
          : []),
        ...(whole ? [{ label: label(lang, 'source'), text: evidence.sources.join(', ') }] : []),
      ].filter(({ text }) => text !== '');
    case 'register-mark':
      return [...foldingLines(evidence.folding, lang), { label: label(lang, 'register'), text: entryOf(evidence, lang) }];
    case 'phrase':
      return foldingLines(evidence.folding, lang);
    case 'copied-text':
      return copiedLines(evidence, lang, whole);
    case 'duplicate-listing': {
      const { listing, file, record } = evidence.other;
      const slots = { listing, file, record, percent: Math.round(evidence.similarity * 100) };
      return [{ label: label(lang, 'sameAs'), text: say(lang, 'duplicate', slots) }];
    }
    case 'image-match':
      return [...sourceLines(evidence.source, lang), { label: label(lang, 'likeness'), text: likeness(evidence, lang) }];
    case 'image-rights': {
      const record = evidence.record === undefined ? '' : aside(lang, say(lang, 'record', { record: evidence.record }));
      const said = (evidence.claims ?? []).map(({ where, text }) => say(lang, 'claim', { where, text }));
      return [
        { label: label(lang, 'rights'), text: FAULT_NAMES[evidence.what][lang] + record },
        ...(said.length === 0 ? [] : [{ label: label(lang, 'inFile'), text: said.join(lang === 'zh' ? '；' : '; ') }]),
      ];
    }
    case 'field':
      return whole
        ? [{ label: label(lang, 'measure'), text: say(lang, 'limit', { limit: evidence.limit, actual: evidence.actual }) }]
        : [];
  }
}

/** A register entry on one line: office, numbers, mark, owner, classes, status. */
function entryOf(evidence: Extract<Evidence, { kind: 'register-mark' }>, lang: Lang): string {
  const { office, number, registration, mark, owner, classes, status, others } = evidence;
  const parts = [
    say(lang, 'entry', { office, number, mark, owner }),
    ...(registration === undefined ? [] : [say(lang, 'registration', { registration })]),
    say(lang, 'classes', { classes: classes.join(', ') }),
    status,
    ...(others === 0 ? [] : [say(lang, 'others', { others })]),
  ];
  return parts.join(lang === 'zh' ? '；' : '; ');
}

function foldingLines(folding: Extract<Evidence, { kind: 'phrase' }>['folding'], lang: Lang): EvidenceLine[] {
  const names = folding.map((name) => FOLDING_NAMES[name][lang]);
  return names.length === 0 ? [] : [{ label: label(lang, 'written'), text: names.join(lang === 'zh' ? '、' : ', ') }];
}

function copiedLines(evidence: CopiedText, lang: Lang, whole: boolean): EvidenceLine[] {
  const { passages, leftOut } = evidence;
  const told = passages.slice(0, whole ? passages.length : MOST_PASSAGES).map((passage) => passageText(passage, lang));
  const rest = passages.length - told.length;
  if (rest > 0) told.push(say(lang, 'more', { count: countOf(lang, rest, 'passage') }));
  const slots = { percent: Math.round(evidence.coverage * 100), whole: Math.round(evidence.listingCoverage * 100) };
  return [
    ...sourceLines(evidence.source, lang),
    { label: label(lang, 'sourceSays'), text: `“${evidence.excerpt}”` },
    {
      label: label(lang, 'overlap'),
      text: `${say(lang, 'coverage', slots)}${lang === 'zh' ? '；' : '; '}${told.join(lang === 'zh' ? '；' : '; ')}`,
    },
    ...foldingLines(evidence.folding, lang),
    ...(whole || evidence.folding.length > 0
      ? evidence.because.map((because) => ({ label: label(lang, 'because'), text: becauseSentence(because, lang) }))
      : []),
    ...(leftOut.length === 0 ? [] : [{ label: label(lang, 'leftOut'), text: leftOutText(evidence, lang, whole) }]),
  ];
}

function passageText({ words, class: class_, changed, here }: CopiedText['passages'][number], lang: Lang): string {
  const slots = { words: countOf(lang, words, 'word'), changed, start: here[0] + 1, end: here[1] };
  // A verbatim passage may have a changed word between two long runs.
  return say(lang, changed === 0 ? class_ : 'reworded', slots);
}

/** What does not count, by reason: `stock sentences (2)`; in full with whose text has it. */
function leftOutText({ leftOut }: CopiedText, lang: Lang, whole: boolean): string {
  const comma = lang === 'zh' ? '、' : ', ';
  if (whole) {
    return leftOut
      .map(({ why, words, span, source }) => {
        const slots = { why: LEFT_OUT_NAMES[why][lang], words: countOf(lang, words, 'word'), start: span[0] + 1, end: span[1] };
        return say(lang, 'leftOutPlace', { ...slots, owner: source.owner });
      })
      .join(lang === 'zh' ? '；' : '; ');
  }
  const counts = new Map<LeftOutReason, number>();
  for (const { why } of leftOut) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].map(([why, count]) => `${LEFT_OUT_NAMES[why][lang]}${aside(lang, String(count))}`).join(comma);
}

function sourceLines(source: ReferenceSource, lang: Lang): EvidenceLine[] {
  const slots = { label: source.label, owner: source.owner, role: ROLE_NAMES[source.role], date: source.capturedAt };
  const text = say(lang, 'sourceOf', slots);
  return [{ label: label(lang, 'source'), text: source.url === undefined ? text : `${text} ${source.url}` }];
}

function likeness(evidence: Extract<Evidence, { kind: 'image-match' }>, lang: Lang): string {
  const { stage, distance, inliers, transform } = evidence;
  if (stage === 'exact') return say(lang, 'sameFile');
  const said: string[] = [];
  if (distance !== undefined) said.push(say(lang, 'distance', { distance }));
  if (inliers !== undefined) said.push(say(lang, 'inliers', { inliers }));
  return [...said, describeTransform(transform)[lang]].join(lang === 'zh' ? '；' : '; ');
}
