import { BrandJudge } from '../../src/detectors/brand-judge.ts';
import type { Mention } from '../../src/detectors/brand-mention.ts';
import type { Lexicon } from '../../src/lexicon/lexicon.ts';
import type { Mark } from '../../src/lexicon/mark.ts';
import type { Because, BrandUse } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Field, FieldName, Listing } from '../../src/model/listing.ts';
import { placeAt } from '../../src/model/place.ts';
import { loadRulePacks } from '../../src/rulepacks/disk.ts';
import { createJudge, prepare } from '../../src/scan/judge.ts';
import { openResources } from '../../src/scan/resources.ts';
import { sourceSpan } from '../../src/text/fold.ts';

/** Uses that a careful compliance reader would have changed or proven. */
export const MISUSES: ReadonlySet<string> = new Set([
  'comparison',
  'imitation',
  'authenticity-claim',
  'character',
  'trap-word',
  'stuffing',
  'plain',
] satisfies BrandUse[]);

/** A listing of few texts, as the suites write them. */
export interface Sample {
  readonly brand?: string;
  readonly category?: string;
  readonly field: FieldName;
  readonly text: string;
  /** A title to stand beside a text that is not one. */
  readonly title?: string;
}

/** What preclear says about one mark in a text. */
export interface Said {
  readonly field: Field;
  readonly start: number;
  readonly end: number;
  readonly term: string;
  readonly owner: string;
  readonly mark: Mark;
  readonly use: BrandUse;
  readonly confidence: number;
  readonly because: readonly Because[];
  /** The strongest rule that reports it as an error or a warning, by level. */
  readonly flagged: 'error' | 'warning' | undefined;
  /** Ids of the rules that report it as an error or a warning. */
  readonly rules: readonly string[];
}

/** preclear as it comes: its own marks and rules, no configuration, `amazon.com`. */
export interface Detector {
  /** Every mention in the sample's text, in order. */
  read(sample: Sample): Said[];
  /** Every mention in the sample's text and the fields beside it, in order. */
  readAll(sample: Sample): Said[];
  /** Every mention in every field, in order. */
  readListing(listing: Listing): Said[];
}

/** preclear for any seller. */
export interface Detectors {
  readonly lexicon: Lexicon;
  /** As it comes, told which brands are the seller's own. */
  readonly of: (ownBrands: readonly string[]) => Detector;
}

/** Opens marks and rules once. */
export async function openDetector(): Promise<Detector> {
  return (await openDetectors()).of([]);
}

/** Opens marks and rules once, for several sellers. */
export async function openDetectors(): Promise<Detectors> {
  const { resources } = await openResources(undefined, '2026-11-22');
  const rules = (await loadRulePacks([])).flatMap((pack) => pack.rules).filter((rule) => rule.kind === 'brand-terms');
  const of = (ownBrands: readonly string[]): Detector => {
    const mentions = new BrandJudge({ ...resources, ownBrands });
    const judge = createJudge(rules, { ...resources, ownBrands });
    const readListing = (listing: Listing): Said[] => {
      const subject = prepare(listing, []);
      const findings = judge(subject);
      return mentions.judge(subject).map((mention) => saidOf(mention, findings));
    };
    return {
      read: (sample) => readListing(listingOf(sample)).filter(({ field }) => field.name === sample.field),
      readAll: (sample) => readListing(listingOf(sample)),
      readListing,
    };
  };
  return { lexicon: resources.lexicon, of };
}

function saidOf({ text, start, end, mark, use, confidence, because }: Mention, findings: readonly Finding[]): Said {
  const span = sourceSpan(text.folded, text.tokens.starts[start] ?? 0, text.tokens.ends[end - 1] ?? 0);
  const reports = reportsOf(findings, text.field, mark.mark, use);
  const flagged = reports.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  return {
    field: text.field,
    start: span[0],
    end: span[1],
    term: mark.mark,
    owner: mark.owner,
    mark,
    use,
    confidence,
    because,
    flagged: reports.length === 0 ? undefined : flagged,
    rules: reports.map(({ rule }) => rule),
  };
}

/** A mark that stands in a field several times is one finding, so the mentions are joined to it by mark and use. */
function reportsOf(findings: readonly Finding[], { name, index }: Field, term: string, use: BrandUse): Finding[] {
  return findings.filter(
    ({ severity, field, index: nth, evidence }) =>
      severity !== 'note' &&
      field === name &&
      nth === (index ?? null) &&
      evidence.kind === 'brand-term' &&
      evidence.term === term &&
      evidence.use === use,
  );
}

function listingOf({ brand, category, field, text, title }: Sample): Listing {
  const texts: readonly (readonly [FieldName, string | undefined])[] = [
    ['title', field === 'title' ? text : title],
    [field, field === 'title' ? undefined : text],
    ['brand', brand],
  ];
  return {
    id: 'SAMPLE',
    marketplace: 'amazon.com',
    ...(brand === undefined ? {} : { brand }),
    ...(category === undefined ? {} : { category }),
    fields: texts.flatMap(([name, value]) => (value === undefined ? [] : [{ name, text: value, place: placeAt(value, 1, 1) }])),
    images: [],
    source: { file: 'sample', record: 1 },
  };
}
