import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Lang } from '../model/text.ts';

/** The formats of `compare`; the last two are for pictures only. */
export const COMPARE_FORMATS = ['pretty', 'json', 'html', 'svg', 'png'] as const;
/** One of `COMPARE_FORMATS`. */
export type CompareFormat = (typeof COMPARE_FORMATS)[number];

/** The flags of `compare`. */
export interface CompareFlags {
  readonly pairs?: string;
  readonly profile?: 'listing' | 'document';
  readonly format?: readonly string[];
  readonly jobs?: number;
  readonly failOnCopy?: boolean;
  readonly lang?: Lang;
}

const EXAMPLES = `
Examples:
  preclear compare mine.txt theirs.html
  preclear compare mine.txt theirs.html --format html=report.html     both side by side, for the browser
  preclear compare main.jpg theirs.jpg --format png=both.png          both pictures, what they share outlined
  preclear compare --pairs pairs.tsv --jobs 4 > passages.jsonl

PAIRS.tsv: two paths a line with a tab between them, from the folder of the file itself; blank lines and lines that begin with # are skipped,
further columns too. Each pair gives a line of JSON, in the order of the file:
  {"a": PATH, "b": PATH, "passages": [{"a": [START, END], "b": [START, END], "class": "verbatim" or "reworded"}]}
  {"a": PATH, "b": PATH, "match": null or {"stage", "tier", "original", "distance", "inliers", "a", "b", "transform"}}    for two pictures
  {"a": PATH, "b": PATH, "error": REASON}    where a file could not be read; the other pairs go on
START and END count UTF-16 code units of the file as decoded (UTF-8, UTF-16, GBK … are told by the bytes), tags and all; END is the first
behind the passage. A byte order mark counts: it is unit 0. Of a page only what its reader sees is compared: no scripts, styles, comments,
attributes, nor elements that are "hidden" or whose own style says so; style sheets are not read.

Regions of pictures are four corners in shares of width and height, corner by corner the same; "original" tells which picture the transform
starts from, not who was first; "tier" is "copy" or "related" (the same scene or goods: a person decides).

Exit codes: 0 compared, 1 a passage or picture in common (--fail-on-copy), 2 could not work, 3 some pairs could not be compared.`;

/** Adds `preclear compare`. */
export function registerCompare(program: Command): void {
  program
    .command('compare')
    .summary('show what two texts, pages or pictures have in common')
    .description(
      'Shows the passages that two text or HTML files have in common, word for word or reworded; or the region that two pictures share.',
    )
    .argument('[a]', 'text, HTML file or picture')
    .argument('[b]', 'the file to compare it with')
    .option('--pairs <file>', 'compare many pairs: a file with two paths a line; - is standard input')
    .addOption(
      new Option(
        '--profile <profile>',
        'listing: passages from 8 words; document: longer ones (default: listing when a text has fewer than 250 words)',
      ).choices(['listing', 'document']),
    )
    .option(
      '--format <format[=file]>',
      'pretty, json, html, for pictures svg and png; with =FILE into a file (may be repeated; one may go to stdout)',
      collect,
    )
    .option('--jobs <n>', 'how many pairs are compared at a time (default: processors)', positive)
    .option('--fail-on-copy', 'end with exit code 1 when a passage is in common')
    .addOption(new Option('--lang <lang>', 'language of the report (default: that of the terminal)').choices(['en', 'zh']))
    .addHelpText('after', EXAMPLES)
    .action(async (a: string | undefined, b: string | undefined, flags: CompareFlags) => {
      const { compare } = await import('./compare/action.ts');
      await compare(
        [a, b].filter((path) => path !== undefined),
        flags,
      );
    });
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 256) {
    throw new InvalidArgumentError('It must be a whole number from 1 to 256.');
  }
  return number;
}
