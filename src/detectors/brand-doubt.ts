import type { Lexicon } from '../lexicon/lexicon.ts';
import { verticalMask } from '../lexicon/verticals.ts';
import type { Sighting } from './brand-mention.ts';
import { ListingSurroundings } from './brand-surroundings.ts';
import type { Subject } from './contract.ts';

/**
 * The sightings without those that may as well be another word and that nothing in the listing bears out: `Yonx` is Yonex on a racket, and
 * somebody's name on a towel.
 */
export function borneOut(lexicon: Lexicon, sightings: readonly Sighting[], subject: Subject): Sighting[] {
  const { verticals } = new ListingSurroundings(lexicon, subject, sightings);
  return sightings.filter(
    ({ doubtful, mark }) => doubtful !== true || (verticalMask(lexicon.verticals, mark.verticals) & verticals) !== 0,
  );
}
