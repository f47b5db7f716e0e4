import type { Evidence, ReferenceSource } from '../model/evidence.ts';
import type { Lang } from '../model/text.ts';
import { becauseSentence } from './because.ts';
import { aside, countOf, FAULT_NAMES, FOLDING_NAMES, label, ROLE_NAMES, say, transformName, USE_NAMES } from './wording.ts';

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
      return copiedLines(evidence, lang);
    case 'image-match':
      return [...sourceLines(evidence.source, lang), { label: label(lang, 'likeness'), text: likeness(evidence, lang) }];
    case 'image-rights': {
      const record = evidence.record === undefined ? '' : aside(lang, say(lang, 'record', { record: evidence.record }));
      return [{ label: label(lang, 'rights'), text: FAULT_NAMES[evidence.what][lang] + record }];
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

function copiedLines(evidence: Extract<Evidence, { kind: 'copied-text' }>, lang: Lang): EvidenceLine[] {
  const longest = Math.max(0, ...evidence.passages.map((passage) => passage.words));
  const slots = { percent: Math.round(evidence.coverage * 100), words: countOf(lang, longest, 'word') };
  return [
    ...sourceLines(evidence.source, lang),
    { label: label(lang, 'sourceSays'), text: `“${evidence.excerpt}”` },
    { label: label(lang, 'overlap'), text: say(lang, 'coverage', slots) },
  ];
}

function sourceLines(source: ReferenceSource, lang: Lang): EvidenceLine[] {
  const slots = { label: source.label, owner: source.owner, role: ROLE_NAMES[source.role], date: source.capturedAt };
  const text = say(lang, 'sourceOf', slots);
  return [{ label: label(lang, 'source'), text: source.url === undefined ? text : `${text} ${source.url}` }];
}

function likeness(evidence: Extract<Evidence, { kind: 'image-match' }>, lang: Lang): string {
  if (evidence.stage === 'exact') return say(lang, 'sameFile');
  const distance = say(lang, 'distance', { distance: evidence.distance });
  const transform = transformName(evidence.transform, lang);
  return transform === '' ? distance : distance + (lang === 'zh' ? '；' : '; ') + transform;
}
