import { natureOf } from '../lexicon/mark.ts';
import { CONFIDENCE } from './brand-confidence.ts';
import { isTagged, type Surroundings } from './brand-evidence.ts';
import { namesBrand } from './brand-field.ts';
import { isAccessory, isFamousDevice, isHost, isProductLine } from './brand-host.ts';
import type { Sighting, Verdict } from './brand-mention.ts';
import type { Ownership } from './brand-ownership.ts';
import { isElsewhere } from './brand-trade.ts';
import type { Subject } from './contract.ts';

/**
 * The use of a mark that no cue explains: its kind, its field and its place decide.
 * @param sure how sure it is that the mark is meant, 0..1.
 */
export function bareUse(
  s: Sighting,
  { listing }: Subject,
  sure: number,
  around: Surroundings,
  brand: Ownership | undefined,
): Omit<Verdict, 'because'> & Partial<Verdict> {
  const field = s.text.field.name;
  if (natureOf(s.mark.kind) === 'component' || isAttributed(s)) return { use: 'component', confidence: sure };
  if (natureOf(s.mark.kind) === 'marketplace') return { use: 'marketplace', confidence: sure };
  if (/^attribute:.*(?:compat|fit|suitable|适用|适配|兼容|device|model)/.test(field))
    return { use: 'compatible', confidence: sure };
  if (field === 'brand' && namesBrand(listing.brand)) return { use: 'authenticity-claim', confidence: sure };
  // A known maker may hold a licence: Razer for StarCraft, LEGO for Star Wars.
  if (natureOf(s.mark.kind) === 'character')
    return { use: 'character', confidence: sure * (brand?.isMaker === true ? CONFIDENCE.maker : 1) };
  if (natureOf(s.mark.kind) === 'trap') return { use: 'trap-word', confidence: sure };
  const leads = field === 'title' && s.start === 0 && !isProductLine(s);
  const { accessory } = around;
  // `BlackBerry Playbook screen protector` of another brand; a `Samsung charger` says that Samsung made it.
  const ofAnother = leads && namesBrand(listing.brand) && !isAccessory(around.lexicon, s);
  if (accessory !== undefined && isHost(s) && (!leads || ofAnother) && !isTagged(s))
    return {
      use: 'compatible',
      confidence: sure * CONFIDENCE.accessoryListing,
      because: [{ code: 'accessory-listing', words: accessory }],
    };
  if (s.start > 0 && isFamousDevice(s) && namesBrand(listing.brand))
    return { use: 'compatible', confidence: sure * CONFIDENCE.othersDevice, because: [{ code: 'device-of-others' }] };
  // The owner's own goods begin with his mark too.
  const first = leads && !isElsewhere(s, around) ? CONFIDENCE.first : 1;
  return { use: 'plain', confidence: sure * first * (isElsewhere(s, around) ? CONFIDENCE.otherTrade : CONFIDENCE.plain) };
}

/** `Tencel™ lyocell`: a marked fibre or coating, named as its owner wants it named. */
function isAttributed({ mark, text: { tokens }, start, end }: Sighting): boolean {
  const written = tokens.text.slice(tokens.starts[start] ?? 0, (tokens.ends[end - 1] ?? 0) + 2);
  return mark.kind === 'material' && /[™®]/.test(written);
}
