import { classesFor } from '../lexicon/nice-classes.ts';
import type { ClassMask, RegisterEntry } from '../lexicon/register-entry.ts';
import type { RegisterSource, Registers } from '../lexicon/register-source.ts';
import { words } from '../lexicon/term-trie.ts';
import { inScope, onMarketplace, type RegisterMarksRule } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import { wordAt } from '../model/words.ts';
import { splitText } from '../text/field-text.ts';
import { foldingsIn, sourceSpan } from '../text/fold.ts';
import { Authorisations } from './brand-authorisation.ts';
import { listingVerticals } from './brand-evidence.ts';
import { namesBrand } from './brand-field.ts';
import { compileOwnership, type Ownership } from './brand-ownership.ts';
import { isMarkThere } from './brand-territory.ts';
import type { Detector, Draft, Resources, Subject } from './contract.ts';
import { KnownWords, type RegisterFind, searchRegisters, touchesName } from './register-search.ts';

/*
 * Words that a trademark register holds for the goods of the listing. A register has millions of marks, most of them words of the trade:
 * only those that are more than a description are in the index at all, and of these only a mark that is alive, where the marketplace sells,
 * and for a class of what the listing sells, is told, as a note. Whether it is used as a mark is for a person to decide.
 */

/** How sure a find is that a person should look. A register proves that the words are somebody's, never that the listing means him. */
const CONFIDENCE = { base: 0.45, live: 0.1, standard: 0.1, severalWords: 0.1, supplemental: -0.2, longUse: -0.1 } as const;
/** Finds of one field that are told; each is read from the disk, and who has more has pasted a list. */
const MAX_FINDS = 100;
/** How many brand fields are kept compiled: a feed has few brands and many rows. */
const MAX_BRANDS = 1000;
/** Countries of offices that are not a country's. */
const REGIONS: Readonly<Record<string, readonly string[]>> = { EM: ['EU'], BX: ['BE', 'NL', 'LU'], WO: [], ZZ: [] };

/** Finds register entries by `register-marks` rules; nothing where no register was imported. */
export const detectRegisterMarks: Detector<'register-marks'> = (rules, resources) => {
  const { registers } = resources;
  if (registers === undefined || registers.sources.length === 0) return () => [];
  const search = new RegisterMarks(resources, registers);
  return (subject) => {
    const here = rules.filter((rule) => onMarketplace(rule.marketplaces, subject.listing.marketplace));
    return here.length === 0 ? [] : search.find(here, subject);
  };
};

class RegisterMarks {
  readonly #resources: Resources;
  readonly #registers: Registers;
  readonly #sellers: Ownership;
  readonly #brands = new Map<string, Ownership>();
  readonly #authorisations: Authorisations;

  constructor(resources: Resources, registers: Registers) {
    this.#resources = resources;
    this.#registers = registers;
    this.#sellers = compileOwnership(resources.lexicon, resources.ownBrands);
    this.#authorisations = new Authorisations(resources.authorisations, resources.asOf);
  }

  find(rules: readonly RegisterMarksRule[], subject: Subject): Draft[] {
    const sources = this.#registers.sources.filter(({ office }) => isValidOn(office, subject.listing.marketplace));
    if (sources.length === 0) return [];
    const goods = this.#goodsOf(subject);
    if (goods.low === 0 && goods.high === 0) return [];
    return rules.flatMap((rule) => {
      const { offices, pending = false } = rule.when;
      const here = offices === undefined ? sources : sources.filter(({ office }) => offices.includes(office));
      return here.length === 0 ? [] : this.#inFields(rule, here, subject, { pending, goods });
    });
  }

  #inFields(
    rule: RegisterMarksRule,
    sources: readonly RegisterSource[],
    subject: Subject,
    wanted: Parameters<typeof searchRegisters>[2],
  ): Draft[] {
    return subject.texts.flatMap((text, field) => {
      if (!inScope(rule.scope, text.field.name)) return [];
      const { tokens } = text;
      const found = searchRegisters(sources, tokens, wanted);
      if (found.length === 0) return [];
      const known = new KnownWords(this.#resources.lexicon, tokens);
      return found.slice(0, MAX_FINDS).flatMap((find) => {
        if (known.cover(find.start, find.end) || this.#isOwn(subject, field, find)) return [];
        const entry = find.source.detail(find.entry);
        if (entry === undefined || this.#isAllowed(entry, subject)) return [];
        return [draft(rule, subject, field, find, entry)];
      });
    });
  }

  /** Nice classes of what the listing sells. */
  #goodsOf({ listing, texts }: Subject): ClassMask {
    const category = listing.category === undefined ? undefined : splitText(listing.category);
    return classesFor(this.#registers.classes, listingVerticals(this.#resources.lexicon, texts, category));
  }

  #isOwn({ listing, texts }: Subject, field: number, { start, end }: RegisterFind): boolean {
    const tokens = texts[field]?.tokens;
    if (tokens === undefined) return false;
    return [this.#sellers, this.#ownershipOf(listing.brand)].some((own) => touchesName(own, tokens, start, end));
  }

  #ownershipOf(brand: string | undefined): Ownership {
    const name = namesBrand(brand) ? brand : '';
    const known = this.#brands.get(name);
    if (known !== undefined) return known;
    if (this.#brands.size >= MAX_BRANDS) this.#brands.clear();
    const ownership = compileOwnership(this.#resources.lexicon, name === '' ? [] : [name]);
    this.#brands.set(name, ownership);
    return ownership;
  }

  /** The ledger allows it, or the owner's name begins with a brand of the seller's: `Hillmoor` and `Hillmoor Outdoor LLC`. */
  #isAllowed(entry: RegisterEntry, { listing }: Subject): boolean {
    const brands = [...this.#resources.ownBrands, ...(namesBrand(listing.brand) ? [listing.brand] : [])];
    if (brands.some((brand) => beginsWith(entry.owner, brand))) return true;
    const { text: mark, owner, classes } = entry;
    const about = { kind: 'brand', ambiguity: 'none', verticals: [], territories: [], tier: 3, sources: [] } as const;
    return this.#authorisations.permit({ ...about, mark, owner, classes }, listing).valid !== undefined;
  }
}

/** Whether the register of an office holds where a marketplace sells. */
function isValidOn(office: string, marketplace: string): boolean {
  const about = {
    mark: '',
    owner: '',
    kind: 'brand',
    ambiguity: 'none',
    classes: [],
    verticals: [],
    tier: 3,
    sources: [],
  } as const;
  return isMarkThere({ ...about, territories: REGIONS[office] ?? [office] }, marketplace);
}

function beginsWith(owner: string, brand: string): boolean {
  const [whole, part] = [splitText(owner), splitText(brand)];
  if (part.count === 0 || part.count > whole.count) return false;
  for (let i = 0; i < part.count; i++) if (wordAt(whole, i) !== wordAt(part, i)) return false;
  return true;
}

function draft(rule: RegisterMarksRule, { texts }: Subject, field: number, find: RegisterFind, entry: RegisterEntry): Draft {
  const text = texts[field];
  if (text === undefined) throw new RangeError('a find is in a field of its listing');
  const { tokens, folded } = text;
  const { start, end, others } = find;
  const span = sourceSpan(folded, tokens.starts[start] ?? 0, tokens.ends[end - 1] ?? 0);
  const { office, number, registration, text: mark, owner, classes, status, code } = entry;
  return {
    rule,
    target: { field },
    span,
    confidence: confidenceOf(entry, end - start),
    slots: { term: mark, owner, class: classes.join(', '), number: registration ?? number, office, status: STATUS[status] },
    evidence: {
      kind: 'register-mark',
      office,
      number,
      ...(registration === undefined ? {} : { registration }),
      mark,
      owner,
      classes,
      status: code === '' || code === status ? status : `${status} (${code})`,
      others,
      folding: foldingsIn(folded.source.slice(...span)),
    },
    identity: words(tokens, start, end),
  };
}

function confidenceOf(entry: RegisterEntry, count: number): number {
  const { base, live, standard, severalWords, supplemental, longUse } = CONFIDENCE;
  const sum =
    base +
    (entry.status === 'live' ? live : 0) +
    (entry.standardCharacters ? standard : 0) +
    (count > 1 ? severalWords : 0) +
    (entry.supplemental ? supplemental : 0) +
    (entry.section2f ? longUse : 0);
  return Math.round(sum * 100) / 100;
}

const STATUS: Readonly<Record<RegisterEntry['status'], Bilingual>> = {
  live: { en: 'registered', zh: '已注册' },
  pending: { en: 'applied for', zh: '申请中' },
  review: { en: 'of unknown status', zh: '状态不明' },
  dead: { en: 'ended', zh: '已失效' },
};
