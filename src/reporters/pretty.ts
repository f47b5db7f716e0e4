import { fieldName } from '../model/field-names.ts';
import { ANY_MARKETPLACE, type Listing } from '../model/listing.ts';
import type { ListingOutcome, Reporter, ReportHead } from '../model/report.ts';
import type { Lang } from '../model/text.ts';
import { clip, visible } from './cells.ts';
import { isOpen } from './finding-state.ts';
import type { ReporterOptions } from './options.ts';
import { closing } from './pretty-closing.ts';
import { createFindingBlock } from './pretty-finding.ts';
import { createPaint } from './style.ts';
import { say } from './wording.ts';

/*
 * The report for people: grouped by listing and field, with the text that was found underlined in its surroundings.
 * All text of listings and references passes through cells.ts, because it comes from files that nobody trusts.
 */

/** Makes the reporter behind `--format pretty`. */
export function createPretty(options: ReporterOptions): Reporter {
  const paint = createPaint(options.color);
  const { lang, width } = options;
  let rules: ReportHead['rules'] = new Map();
  let shown = 0;
  let hidden = 0;
  let example: string | undefined;

  function heading(listing: Listing): string {
    const title = listing.fields.find((field) => field.name === 'title')?.text ?? say(lang, 'untitled');
    const id = clip(listing.id, 60);
    const { file, record } = listing.source;
    const line = listing.fields[0]?.place.runs[1];
    const place = `${visible(file)}:${line ?? record} · ${marketplaceOf(listing, lang)}`;
    return `${paint('bold', id)}  ${clip(title, Math.max(20, width - id.length - 2))}\n  ${paint('dim', place)}\n`;
  }

  function body({ listing, findings }: ListingOutcome): string {
    const block = createFindingBlock({ listing, rules, options, paint });
    let text = '';
    let group: string | undefined;
    for (const finding of findings) {
      const key = `${finding.field}\u0000${finding.index}`;
      if (key !== group) text += `\n  ${paint('bold', visible(fieldName(finding.field, finding.index)[lang]))}\n`;
      group = key;
      text += block(finding);
    }
    return text;
  }

  return {
    begin(head) {
      rules = head.rules;
      return '';
    },
    listing(outcome) {
      const open = outcome.findings.filter(isOpen);
      if (open.length === 0) return '';
      if (shown >= options.maxListings) {
        hidden++;
        return '';
      }
      shown++;
      example ??= open[0]?.fingerprint;
      return `${heading(outcome.listing)}${body({ listing: outcome.listing, findings: open })}\n`;
    },
    end: (tail) => closing({ tail, rules, options, paint, hidden, ...(example === undefined ? {} : { example }) }),
  };
}

function marketplaceOf({ marketplace }: Listing, lang: Lang): string {
  return marketplace === ANY_MARKETPLACE ? say(lang, 'anywhere') : visible(marketplace);
}
