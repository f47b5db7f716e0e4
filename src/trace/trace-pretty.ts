import type { Problem } from '../model/problem.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { type DateRow, isCopied, type TracedListing, type TracedPage, type TraceReport } from '../model/trace-report.ts';
import { visible, wrap } from '../reporters/cells.ts';
import { CLASS_NAMES } from '../reporters/compare-wording.ts';
import { createPaint, type Paint } from '../reporters/style.ts';
import { KIND_NAMES, TYPE_NAMES } from './date-wording.ts';
import { PHRASES, showsMore, tellStated, tellTrace } from './trace-wording.ts';

/** How a trace is printed. */
export interface TracePrettyOptions {
  readonly lang: Lang;
  readonly color: boolean;
  readonly width: number;
}

/** Passages and dates that are printed of one listing and page; the evidence folder and JSON have all. */
const MOST_PASSAGES = 6;
const MOST_LINES = 4;
const MOST_DATES = 30;

/** A trace for the terminal. */
export function tracePretty(report: TraceReport, { lang, color, width }: TracePrettyOptions): string {
  const paint = createPaint(color);
  const context = { lang, paint, width };
  const pages = report.pages.map((page) => pageBlock(page, context)).join('\n');
  const failed = report.failures
    .map(({ named, reason }) => `${paint('error', visible(named))}\n  ${visible(reason[lang])}\n`)
    .join('');
  const { listings, pictures, hashed, ofPictures } = report.compared;
  const compared = tellTrace(lang, 'compared', { listings, pictures, hashed, all: ofPictures });
  const rest = Math.max(0, ofPictures - pictures - hashed);
  const left = rest === 0 ? '' : `${tellTrace(lang, 'picturesLeft', { rest })}\n`;
  return `${pages}${failed}${problemLines(report.problems, context)}\n${paint('dim', `${compared}\n${left}${tellTrace(lang, 'advice')}`)}\n`;
}

interface Context {
  readonly lang: Lang;
  readonly paint: Paint;
  readonly width: number;
}

function pageBlock(page: TracedPage, context: Context): string {
  const { lang, paint } = context;
  const stated = page.statedUrl === undefined ? '' : `  ${paint('warning', visible(tellStated(page.statedUrl)[lang]))}\n`;
  const head = `${paint('bold', visible(page.named))}\n  ${visible(page.title)}\n${stated}`;
  const verdict = isCopied(page) ? paint('error', PHRASES.copied[lang]) : PHRASES.notCopied[lang];
  const listings = page.listings.map((listing) => listingBlock(listing, page, context)).join('');
  const more = page.moreListings > 0 ? `  ${tellTrace(lang, 'moreListings', { count: page.moreListings })}\n` : '';
  const words = page.words.map((word) => {
    const kind = PHRASES[word.kind][lang];
    const place = PHRASES[word.place === 'text' ? 'inText' : 'inSource'][lang];
    const tone = word.kind === 'canary' ? 'error' : 'warning';
    return `  ${paint(tone, kind)} “${visible(word.word)}” ${place} (${word.count})\n    ${visible(word.excerpt)}\n`;
  });
  const problems = problemLines(page.problems, context);
  return `${head}  ${verdict}\n${listings}${more}${words.join('')}\n${datesBlock(page, context)}${problems}`;
}

function listingBlock(listing: TracedListing, { pictures }: TracedPage, { lang, paint, width }: Context): string {
  const { copiedWords, words, sameText } = listing;
  const share = words === 0 ? 0 : Math.round((100 * copiedWords) / words);
  const twins = sameText > 0 ? ` ${tellTrace(lang, 'twins', { count: sameText })}` : '';
  const head = `\n  ${paint('bold', visible(listing.listing))} ${visible(listing.title)} ${paint('dim', `${visible(listing.file)}`)}\n`;
  const text =
    listing.passages.length === 0
      ? ''
      : `    ${tellTrace(lang, 'listingWords', { copied: copiedWords, words, share })}${twins}\n`;
  const passages = listing.passages.slice(0, MOST_PASSAGES).map((passage, at) => {
    const tone = passage.class === 'verbatim' ? 'error' : 'warning';
    const kind = paint(tone, CLASS_NAMES[passage.class][lang]);
    const hidden = passage.theirs.seen ? '' : ` ${PHRASES.unseen[lang]}`;
    const field = passage.ours.field + (passage.ours.index === undefined ? '' : ` ${passage.ours.index}`);
    const side = (name: string, said: string): string =>
      wrap(`${name} ${said.replaceAll(/\s+/g, ' ')}`, Math.max(20, width - 8), MOST_LINES)
        .map((line, i) => `      ${i === 0 ? '' : '  '}${line}\n`)
        .join('');
    const ours = side(PHRASES.ours[lang], passage.ours.text);
    return `    ${at + 1} ${kind} ${tellTrace(lang, 'equalWords', { equal: passage.equal, words: passage.ours.words })} (${field})${hidden}\n${ours}${side(PHRASES.theirs[lang], passage.theirs.text)}`;
  });
  const more = listing.passages.length - passages.length;
  const rest = more > 0 ? `    ${tellTrace(lang, 'morePassages', { count: more })}\n` : '';
  const shown = listing.pictures.map(({ ours, theirs, tier, says, original, transform }) => {
    const name = paint(
      tier === 'copy' ? 'error' : 'warning',
      PHRASES[tier === 'copy' ? 'samePicture' : 'relatedPicture'][lang],
    );
    const from = showsMore({ original, transform }) ? ` ${PHRASES.theirsWhole[lang]}` : '';
    return `    ${name} ${visible(ours.src)} = ${tellTrace(lang, 'theirPicture', { number: theirs })} ${visible(pictures[theirs - 1]?.url ?? '')}\n      ${says[lang]}${from}\n`;
  });
  return `${head}${text}${passages.join('')}${rest}${shown.join('')}`;
}

function datesBlock({ dates, lead }: TracedPage, context: Context): string {
  const { lang, paint, width } = context;
  const rows = dates.slice(0, MOST_DATES).map((row) => dateLine(row, context));
  const more = dates.length > MOST_DATES ? `    ${tellTrace(lang, 'moreDates', { count: dates.length - MOST_DATES })}\n` : '';
  const says = wrap(lead.says[lang], Math.max(20, width - 4), 6).map((line) => `    ${paint('bold', line)}\n`);
  return `  ${paint('bold', PHRASES.dates[lang])}\n${rows.join('')}${more}${says.join('')}`;
}

function dateLine(row: DateRow, { lang, paint }: Context): string {
  const type = TYPE_NAMES[row.type][lang];
  const side = PHRASES[row.side === 'ours' ? 'ours' : 'theirs'][lang];
  const lead = row.leadDays === undefined ? '' : ` ${tellLeadDays(row.leadDays, row.side, lang)}`;
  const faulty = row.faults.length > 0 || !row.counts;
  const line = `${side} ${type} ${visible(row.value)}${lead}`;
  const what = `${KIND_NAMES[row.kind][lang]}: ${visible(row.name)} (${visible(row.about[lang])})`;
  const note = row.note === undefined ? '' : `      ${paint('warning', visible(row.note[lang]))}\n`;
  return `    ${faulty ? paint('dim', line) : line}\n      ${paint('dim', what)}\n${note}`;
}

/** The lead of a row in words; ours is before theirs, or not. */
export function tellLeadDays(days: number, side: DateRow['side'], lang: Lang): string {
  if (days === 0) return PHRASES.leadNone[lang];
  const count = Math.abs(days);
  const ours = side === 'ours';
  if (days > 0) return tellTrace(lang, ours ? 'leadBefore' : 'leadAfter', { count });
  return tellTrace(lang, ours ? 'leadOursLate' : 'leadTheirsEarly', { count });
}

function problemLines(problems: readonly Problem[], { lang, paint }: Context): string {
  return problems
    .slice(0, 20)
    .map(({ file, line, column, reason }) => {
      const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
      return `  ${paint('dim', visible(place))}: ${visible(reason[lang])}\n`;
    })
    .join('');
}

/** The last line of a run. */
export function tellCopied(report: TraceReport): Bilingual {
  const copied = report.pages.filter(isCopied).length;
  const { length } = report.pages;
  const failed = report.failures.length;
  const missing = { en: `, ${failed} could not be looked at`, zh: `，${failed} 个页面无法查看` };
  const one = length === 1 ? 'page' : 'pages';
  return {
    en: `${copied} of ${length} ${one} ${copied === 1 ? 'has' : 'have'} something of ours${failed === 0 ? '' : missing.en}`,
    zh: `${length} 个页面中有 ${copied} 个包含我方内容${failed === 0 ? '' : missing.zh}`,
  };
}
