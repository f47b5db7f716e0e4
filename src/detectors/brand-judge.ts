import { findMarks, type MarkHit } from '../lexicon/find-marks.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { natureOf } from '../lexicon/mark.ts';
import type { Because, Folding } from '../model/evidence.ts';
import type { FieldText } from '../text/field-text.ts';
import { foldingsIn, sourceSpan } from '../text/fold.ts';
import { Authorisations } from './brand-authorisation.ts';
import { bareUse } from './brand-bare.ts';
import { claimOf } from './brand-claim.ts';
import { CONFIDENCE, certainty } from './brand-confidence.ts';
import { borneOut } from './brand-doubt.ts';
import { everydayPhrase, type Surroundings, weigh } from './brand-evidence.ts';
import { namesBrand, namesHost } from './brand-field.ts';
import { Grammar, type Reading } from './brand-grammar.ts';
import { shareReadings } from './brand-kin.ts';
import { foreignWord } from './brand-language.ts';
import type { Mention, Sighting, Verdict } from './brand-mention.ts';
import {
  compileOwnership,
  contradicts,
  insideName,
  isNamedBy,
  isSoldByNetwork,
  namedBehind,
  namedInside,
  type Ownership,
} from './brand-ownership.ts';
import { markStuffing } from './brand-stuffing.ts';
import { ListingSurroundings } from './brand-surroundings.ts';
import { isMarkThere } from './brand-territory.ts';
import { chanceLikeness, isElsewhere } from './brand-trade.ts';
import type { Resources, Subject } from './contract.ts';
import { LastFields } from './last-fields.ts';

/** How many brand fields are kept compiled: a feed has few brands and many rows. */
const MAX_BRANDS = 1000;

/** Finds every mark of a listing and says how it is used. Made once a scan. */
export class BrandJudge {
  readonly #resources: Resources;
  readonly #lexicon: Lexicon;
  readonly #sellers: Ownership;
  readonly #authorisations: Authorisations;
  readonly #brands = new Map<string, { readonly ownership: Ownership | undefined }>();
  readonly #hits = new LastFields<readonly MarkHit[]>();

  constructor(resources: Resources) {
    this.#resources = resources;
    this.#lexicon = resources.lexicon;
    this.#authorisations = new Authorisations(resources.authorisations, resources.asOf);
    this.#sellers = compileOwnership(resources.lexicon, resources.ownBrands);
  }

  /** Every mention, in the order of fields and words. */
  judge(subject: Subject): Mention[] {
    const seen = this.#sight(subject);
    const sightings = seen.some(({ doubtful }) => doubtful === true) ? borneOut(this.#lexicon, seen, subject) : seen;
    if (sightings.length === 0) return [];
    const { listing, texts } = subject;
    const around = new ListingSurroundings(this.#lexicon, subject, sightings);
    const brand = this.#brandOf(listing.brand);
    const mentions: Mention[] = [];
    for (const [field, inField] of byField(sightings)) {
      const text = texts[field];
      if (text === undefined) continue;
      const grammar = new Grammar(this.#lexicon, text.tokens, inField);
      const scene = { subject, brand, grammar, around };
      const verdicts = inField.map((sighting) => this.#verdict(sighting, scene));
      const meant = formsMeant(inField, verdicts);
      inField.forEach((sighting, i) => {
        const verdict = verdicts[i];
        if (verdict === undefined) return;
        const again = meant.has(sighting.form) && verdict.because[0]?.code === 'everyday-word';
        mentions.push(toMention(sighting, again ? this.#verdict(sighting, scene, true) : verdict));
      });
    }
    return markStuffing(shareReadings(mentions));
  }

  #sight({ texts }: Subject): Sighting[] {
    const found: Sighting[] = [];
    texts.forEach((text, field) => {
      for (const hit of this.#hits.of(field, text, this.#find)) {
        const formOf = this.#lexicon.formOf(hit.form);
        const mark = this.#lexicon.markOf(formOf?.mark ?? -1);
        if (formOf === undefined || mark === undefined) continue;
        const { start, end, form, undone, doubtful } = hit;
        found.push({ start, end, form, field, text, mark, formOf, undone, doubtful });
      }
    });
    return found;
  }

  readonly #find = (text: FieldText): readonly MarkHit[] => findMarks(this.#lexicon, text.tokens, true);

  #brandOf(brand: string | undefined): Ownership | undefined {
    if (brand === undefined) return undefined;
    const known = this.#brands.get(brand);
    if (known !== undefined) return known.ownership;
    if (this.#brands.size >= MAX_BRANDS) this.#brands.clear();
    const named = namesBrand(brand) && !namesHost(this.#lexicon, brand);
    const ownership = named ? compileOwnership(this.#lexicon, [brand]) : undefined;
    this.#brands.set(brand, { ownership });
    return ownership;
  }

  /** @param meant whether the same words stand for the mark elsewhere in the field. */
  #verdict(s: Sighting, { subject, brand, grammar, around }: Scene, meant = false): Verdict {
    if (natureOf(s.mark.kind) === 'generic')
      return { use: 'common-word', confidence: 0.95, because: [{ code: 'generic-word' }] };
    const reading = claimOf(s, grammar, brand);
    const owned = this.#owned(s, brand, reading);
    if (owned !== undefined) return owned;
    const common = this.#commonWord(s, subject);
    if (common !== undefined) return common;
    const foreign = foreignWord(this.#lexicon, s, around);
    if (foreign !== undefined)
      return { use: 'common-word', confidence: 0.85, because: [{ code: 'foreign-word', words: foreign }] };
    const likeness = reading === undefined ? chanceLikeness(s, around) : undefined;
    if (likeness !== undefined) return { use: 'common-word', confidence: CONFIDENCE.otherTrade, because: [likeness] };
    // A line of cars is no mark on a camera, and a model of a known maker may be called as goods of another trade are.
    const obscure =
      s.mark.tier === 3 && (s.mark.kind === 'model' || (brand?.isMaker === true && s.text.field.name === 'title'));
    if (obscure && reading === undefined && isElsewhere(s, around))
      return { use: 'common-word', confidence: CONFIDENCE.otherTrade, because: [{ code: 'other-trade' }] };
    const weighing = s.formOf.ambiguous ? weigh(s, around, reading) : undefined;
    if (weighing !== undefined && weighing.score < weighing.needed && !meant) {
      return {
        use: 'common-word',
        confidence: 0.9 - 0.1 * Math.max(0, weighing.score),
        because: [{ code: 'everyday-word' }, ...weighing.because],
      };
    }
    const sure = certainty(s, weighing);
    const because: Because[] = [{ code: weighing === undefined ? 'distinct-mark' : 'supported' }, ...(weighing?.because ?? [])];
    if (meant) because.push({ code: 'meant-elsewhere' });
    // A letter allows to sell the brand, never to imitate it.
    const allowed = reading?.use !== 'imitation' && reading?.use !== 'comparison';
    const { valid, ended } = allowed ? this.#authorisations.permit(s.mark, subject.listing) : {};
    if (valid !== undefined)
      return {
        use: 'authorised',
        confidence: CONFIDENCE.ledger,
        because: [{ code: 'ledger', words: valid.id }],
        authorisation: valid,
      };
    if (ended !== undefined) because.push({ code: 'ledger-ended', words: `${ended.id} ${ended.validTo}` });
    if (reading !== undefined)
      return { use: reading.use, confidence: sure * reading.strength, because: [reading.because, ...because] };
    const bare = bareUse(s, subject, sure, around, brand);
    return { ...bare, because: [...(bare.because ?? []), ...because] };
  }

  /** A word of a longer everyday phrase, or one that is no mark where the listing is sold. */
  #commonWord(s: Sighting, { listing }: Subject): Verdict | undefined {
    const phrase = everydayPhrase(this.#lexicon, s);
    if (phrase !== undefined)
      return { use: 'common-word', confidence: 0.95, because: [{ code: 'everyday-phrase', words: phrase }] };
    if (isMarkThere(s.mark, listing.marketplace)) return undefined;
    return {
      use: 'common-word',
      confidence: 0.9,
      because: [{ code: 'not-a-mark-here', words: s.mark.territories.join(', ') }],
    };
  }

  /** Own by the seller's list, by the brand field, or because the mark is a part of a longer own name. */
  #owned(s: Sighting, brand: Ownership | undefined, reading: Reading | undefined): Verdict | undefined {
    if (isNamedBy(this.#sellers, s)) return own('seller-brand', s.mark.owner);
    if (insideName(this.#sellers, s.text.tokens, s.start, s.end)) return own('part-of-own-name');
    // A seller who has told which brands are his is not made the owner of another by writing it into the brand field.
    const stranger = this.#resources.ownBrands.length > 0 && !isWithin(brand?.owners, this.#sellers.owners);
    return brand === undefined || stranger ? undefined : ownByField(s, brand, reading);
  }
}

/** What a mark of one field is judged by. */
interface Scene {
  readonly subject: Subject;
  readonly brand: Ownership | undefined;
  readonly grammar: Grammar;
  readonly around: Surroundings;
}

const NO_FORMS: ReadonlySet<number> = new Set();

/** The ambiguous forms that were found to mean their mark: in one text a word is hardly used in two senses. */
function formsMeant(sightings: readonly Sighting[], verdicts: readonly Verdict[]): ReadonlySet<number> {
  if (sightings.length < 2) return NO_FORMS;
  const isMeant = ({ formOf }: Sighting, i: number): boolean =>
    formOf.ambiguous && verdicts[i]?.because.some(({ code }) => code === 'supported') === true;
  return new Set(sightings.filter(isMeant).map(({ form }) => form));
}

/** Whether the seller's owners hold all those of the brand field. */
function isWithin(owners: ReadonlySet<string> = new Set(), sellers: ReadonlySet<string>): boolean {
  for (const owner of owners) if (!sellers.has(owner)) return false;
  return true;
}

function own(code: string, words?: string): Verdict {
  return { use: 'own', confidence: CONFIDENCE.own, because: [words === undefined ? { code } : { code, words }] };
}

/** Own by what the brand field says, unless the words around the mark contradict it. */
function ownByField(s: Sighting, brand: Ownership, reading: Reading | undefined): Verdict | undefined {
  const { tokens } = s.text;
  const { name } = s.text.field;
  const isPart = insideName(brand, tokens, s.start, s.end);
  // `Bremmo Replacement Filter` of the brand Bremmo: no table has this word, so it is nobody's misspelt `Brembo`.
  if (isPart && s.undone === 'spelling') return own('part-of-brand-field');
  if (reading !== undefined && contradicts(reading, s)) return undefined;
  if (isPart) return own('part-of-brand-field');
  if (isNamedBy(brand, s)) return own('brand-field', s.mark.owner);
  // `Avery` of the brand `Avery Personal Creations`, unless a word beside it says otherwise.
  if (reading === undefined && brand.inside.has(s.mark.mark)) return own('part-of-brand-field', s.mark.mark);
  // `Boss Audio` of the brand `Boss`; `Starbucks Teavana Tea` of the brand `Teavana`, a line of Starbucks.
  if (namedInside(brand, s)) return own('brand-in-mark');
  if (reading === undefined && isSoldByNetwork(brand, s)) return own('network');
  const leads = name === 'title' && s.start === 0 && !s.formOf.ambiguous && reading === undefined;
  if (leads && namedBehind(brand, s, s.mark.tier === 1 && !brand.isFigure ? 1 : tokens.count))
    return { ...own('line-of-mark'), confidence: CONFIDENCE.line };
  return name === 'brand' && !s.formOf.ambiguous && brand.owners.size > 0 ? own('brand-field') : undefined;
}

function foldingOf({ text, start, end, undone }: Sighting): Folding[] {
  const { tokens, folded } = text;
  const written = folded.source.slice(...sourceSpan(folded, tokens.starts[start] ?? 0, tokens.ends[end - 1] ?? 0));
  const found = foldingsIn(written);
  return undone === undefined ? found : [...found, undone];
}

function byField(sightings: readonly Sighting[]): Map<number, Sighting[]> {
  const groups = new Map<number, Sighting[]>();
  for (const sighting of sightings) {
    const group = groups.get(sighting.field);
    if (group === undefined) groups.set(sighting.field, [sighting]);
    else group.push(sighting);
  }
  return groups;
}

/** Property by property: spreads of every sighting took a tenth of the judging. */
function toMention(sighting: Sighting, { use, confidence, because, authorisation }: Verdict): Mention {
  const { start, end, form, field, text, mark, formOf, undone } = sighting;
  const folding = foldingOf(sighting);
  // All of one shape, whatever they lack: what reads them is compiled once.
  return { start, end, form, field, text, mark, formOf, undone, use, confidence, because, folding, authorisation };
}
