import type { InfringementPlace, InfringementType, NoticeParse } from '../model/case-notice.ts';
import type { Finding } from '../model/finding.ts';
import type { RuleKind } from '../model/rule.ts';

/*
 * Which findings are of the kind that a notice complains of. Where no rule looks for it (patents, designs, supply), none is, and no scan says
 * that it is clean.
 */

/** What is complained of in one listing. */
export interface Complaint {
  /** Kinds of rules that look for it. */
  readonly kinds: ReadonlySet<RuleKind>;
  /** Protected words that were named. */
  readonly terms: readonly string[];
}

interface Parsed {
  readonly parse: NoticeParse;
}

const PICTURES: readonly RuleKind[] = ['image-match', 'image-rights'];
const TEXTS: readonly RuleKind[] = ['copied-text'];
const MARKS: readonly RuleKind[] = ['brand-terms', 'register-marks'];

/** What the notices of a case complain of in an item. */
export function complaintAbout({ notices }: { readonly notices: readonly Parsed[] }, item: string): Complaint {
  const about = notices.filter(({ parse }) => parse.items.length === 0 || parse.items.some(({ id }) => id === item));
  const kinds = new Set(about.flatMap((notice) => kindsOf(typeIn(notice, item), notice.parse.where)));
  const terms = about.flatMap(({ parse }) => [
    ...parse.assertedTerms,
    ...parse.items.flatMap(({ id, term }) => (id === item && term !== undefined ? [term] : [])),
  ]);
  return { kinds, terms: [...new Set(terms.map(plainTerm))].filter((term) => term !== '') };
}

/** Whether a finding tells of a word that was named. */
export function namesTerm({ terms }: Complaint, { match, slots }: Pick<Finding, 'match' | 'slots'>): boolean {
  const said = [match, ...Object.values(slots).filter((value) => typeof value === 'string')].map(plainTerm);
  return terms.some((term) => said.some((text) => text.includes(term)));
}

function typeIn({ parse }: Parsed, item: string): InfringementType {
  return parse.items.find(({ id }) => id === item)?.type ?? parse.infringementType;
}

function kindsOf(type: InfringementType, where: readonly InfringementPlace[]): readonly RuleKind[] {
  switch (type) {
    case 'copyright':
      return copyrightKinds(where);
    case 'trademark':
    case 'selective_distribution':
      return MARKS;
    case 'counterfeit':
      return MARKS;
    case 'mixed':
      return [...MARKS, ...TEXTS, ...PICTURES];
    case 'not_ip_detail_page_rules':
      return ['field', 'phrases', 'image-spec'];
    case 'not_ip_restricted_product':
      return ['phrases'];
    default:
      return [];
  }
}

function copyrightKinds(where: readonly InfringementPlace[]): readonly RuleKind[] {
  if (where.includes('image') && !where.includes('text')) return PICTURES;
  if (where.includes('text') && !where.includes('image')) return TEXTS;
  return [...TEXTS, ...PICTURES];
}

/** Letters and digits only: a mark is the same whatever stands between its letters. */
function plainTerm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
