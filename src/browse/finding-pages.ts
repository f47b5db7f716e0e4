import type { Evidence } from '../model/evidence.ts';
import { fieldName } from '../model/field-names.ts';
import type { Finding } from '../model/finding.ts';
import { ANY_MARKETPLACE, type Listing } from '../model/listing.ts';
import type { Quad } from '../model/picture-comparison.ts';
import type { Rule } from '../model/rule.ts';
import type { Span } from '../model/span.ts';
import type { Lang } from '../model/text.ts';
import { evidenceLines } from '../reporters/evidence-lines.ts';
import { explainFinding } from '../reporters/explanation.ts';
import { foundText } from '../reporters/finding-place.ts';
import { stateSentence } from '../reporters/finding-state.ts';
import { shownFix, shownMessage } from '../reporters/message.ts';
import { aside, label, SEVERITY_NAMES, say } from '../reporters/wording.ts';
import type { ScreenLine } from '../tui/screen.ts';
import { laidOutLines, markedLines, textLines } from './lines.ts';
import { speak } from './wording.ts';

/** The pages of a finding, in the order in which they are turned. */
export const FINDING_PAGES = ['detail', 'evidence', 'explain'] as const;
/** One of `FINDING_PAGES`. */
export type FindingPage = (typeof FINDING_PAGES)[number];

/** A finding and what its pages are made of. */
export interface ShownFinding {
  readonly finding: Finding;
  readonly listing: Listing;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly lang: Lang;
  /** Columns. */
  readonly width: number;
}

/** The lines of one page of a finding. */
export function pageLines(page: FindingPage, shown: ShownFinding): ScreenLine[] {
  if (page === 'detail') return detailLines(shown);
  return page === 'evidence' ? evidencePage(shown) : explanation(shown);
}

/** The absolute path of the picture that a finding is about; undefined for texts and for what is not on the disk. */
export function pictureOf({ field, index }: Finding, { images }: Listing): string | undefined {
  if (!field.startsWith('image')) return undefined;
  const slot = field.endsWith('.main') ? 'main' : `other-${index ?? 1}`;
  return images.find((image) => image.slot === slot)?.file;
}

function detailLines({ finding, listing, rules, lang, width }: ShownFinding): ScreenLine[] {
  const rule = rules.get(finding.rule);
  const mark = SEVERITY_NAMES[finding.severity][lang] + (finding.review ? aside(lang, say(lang, 'review')) : '');
  const place = `${finding.file}:${finding.line}:${finding.column}${finding.cell === undefined ? '' : ` ${finding.cell}`}`;
  const where = listing.marketplace === ANY_MARKETPLACE ? say(lang, 'anywhere') : listing.marketplace;
  const title = listing.fields.find(({ name }) => name === 'title')?.text ?? say(lang, 'untitled');
  const state = finding.state === 'open' ? say(lang, 'open') : stateSentence(finding.state, lang);
  return [
    ...textLines(`${mark}  ${finding.rule}`, width, finding.severity),
    ...textLines(shownMessage(finding, rule, lang), width, 'bold'),
    [],
    ...excerpt({ finding, listing, lang, width }),
    [],
    ...textLines(label(lang, 'fix') + shownFix(finding, rule, lang), width),
    [],
    ...textLines(`${listing.id}  ${title}`, width),
    ...textLines(`${fieldName(finding.field, finding.index)[lang]} · ${where}`, width),
    ...textLines(place, width, 'dim'),
    ...textLines(label(lang, 'state') + state, width),
    ...textLines(say(lang, 'confidence', { percent: Math.round(finding.confidence * 100) }), width, 'dim'),
    ...(rule?.policy ?? []).slice(0, 2).flatMap(({ url }) => textLines(label(lang, 'policy') + url, width, 'dim')),
    ...textLines(label(lang, 'fingerprint') + finding.fingerprint, width, 'dim'),
  ];
}

/** The text that the finding is about with the match marked, or the address of the picture. */
function excerpt(
  { finding, listing, lang, width }: Omit<ShownFinding, 'rules'>,
  marks: readonly Span[] = [finding.span],
): ScreenLine[] {
  if (finding.field.startsWith('image.')) return textLines(label(lang, 'picture') + finding.match, width, 'plain', 2);
  const text = foundText(finding, listing)?.text;
  return text === undefined || text === '' ? [] : markedLines(text, marks, width);
}

function evidencePage(shown: ShownFinding): ScreenLine[] {
  const { finding, rules, lang, width } = shown;
  const { evidence } = finding;
  const facts = evidenceLines(evidence, lang, true);
  return [
    ...textLines(shownMessage(finding, rules.get(finding.rule), lang), width, 'bold'),
    [],
    ...excerpt(shown, evidence.kind === 'copied-text' ? evidence.passages.map(({ here }) => here) : [finding.span]),
    ...(evidence.kind === 'copied-text' ? passages(evidence, shown) : []),
    ...(evidence.kind === 'image-match' ? regions(evidence, shown) : []),
    [],
    ...facts.flatMap((fact) => textLines(fact.label + fact.text, width)),
  ];
}

type Copied = Extract<Evidence, { kind: 'copied-text' }>;
type Matched = Extract<Evidence, { kind: 'image-match' }>;

/** Passages that are shown one by one. */
const MOST_PASSAGES = 20;

/** Every copied passage by itself, the first one beside how the other side writes it. */
function passages({ passages: all, excerpt: theirs }: Copied, { finding, listing, lang, width }: ShownFinding): ScreenLine[] {
  const text = foundText(finding, listing)?.text ?? '';
  return all.slice(0, MOST_PASSAGES).flatMap(({ here }, at) => {
    const said = text.slice(here[0], Math.min(here[1], here[0] + 2000));
    return [
      [],
      ...textLines(speak(lang, 'passage', { at: at + 1, all: all.length }), width, 'bold'),
      ...textLines(speak(lang, 'here'), width, 'dim', 2),
      ...markedLines(said, [[0, said.length]], width, 4),
      ...(at > 0 ? [] : [...textLines(speak(lang, 'there'), width, 'dim', 2), ...textLines(theirs, width, 'plain', 4)]),
    ];
  });
}

function regions({ here, there }: Matched, { finding, listing, lang, width }: ShownFinding): ScreenLine[] {
  const file = pictureOf(finding, listing);
  return [
    ...textLines(`${speak(lang, 'fileLabel')}${lang === 'zh' ? '：' : ': '}${file ?? speak(lang, 'notFile')}`, width, 'dim', 2),
    ...textLines(speak(lang, 'region', edges(here)), width, 'plain', 2),
    ...textLines(speak(lang, 'regionThere', edges(there)), width, 'plain', 2),
  ];
}

/** The rectangle around a region, in whole percent. */
function edges(quad: Quad): Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>> {
  const percent = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 100);
  const xs = quad.map(([x]) => x);
  const ys = quad.map(([, y]) => y);
  return {
    left: percent(Math.min(...xs)),
    right: percent(Math.max(...xs)),
    top: percent(Math.min(...ys)),
    bottom: percent(Math.max(...ys)),
  };
}

function explanation({ finding, listing, rules, lang, width }: ShownFinding): ScreenLine[] {
  const text = explainFinding(finding, listing, rules, { lang, width, color: false, verbose: true, maxListings: 1 });
  return laidOutLines(text, width);
}
