import { join } from 'node:path';
import { BrandJudge } from '../../src/detectors/brand-judge.ts';
import type { Mention } from '../../src/detectors/brand-mention.ts';
import type { Lexicon } from '../../src/lexicon/lexicon.ts';
import type { FieldName } from '../../src/model/listing.ts';
import { openLexicon } from '../../src/references/brand-tables.ts';
import { NOTHING, subjectOf } from './subject.ts';

/** The marks that come with preclear. */
export const BRANDS: Lexicon = openLexicon(join(import.meta.dirname, '../../data/brands'));

const judge = new BrandJudge({ ...NOTHING, lexicon: BRANDS });

/** The texts of a listing, or its title alone. */
type Texts = Readonly<Partial<Record<FieldName, string>>> | string;

/** Whose listing it is, and where it is sold. */
interface About {
  readonly brand?: string;
  readonly marketplace?: string;
}

/** Every mark of a listing with its use, in the order of the listing. */
export function mentionsIn(texts: Texts, about: About = {}): readonly Mention[] {
  return judge.judge(subjectOf(typeof texts === 'string' ? { title: texts } : texts, about));
}

/** The uses of the mark whose owner is given. */
export function usesOf(owner: string, texts: Texts, about: About = {}): readonly string[] {
  return mentionsIn(texts, about).flatMap(({ mark, use }) => (mark.owner === owner ? [use] : []));
}

/** `mark: use` of every mention in a title, for a seller who has told his brands or none. */
export function usesByMark(title: string, brand: string, ownBrands: readonly string[] = []): readonly string[] {
  const seller = ownBrands.length === 0 ? judge : new BrandJudge({ ...NOTHING, lexicon: BRANDS, ownBrands });
  return seller.judge(subjectOf({ title }, { brand })).map(({ mark, use }) => `${mark.mark}: ${use}`);
}
