/** Listings for the tests of the commands, as JSON Lines. */

const line = (listing: object): string => `${JSON.stringify(listing)}\n`;

/** Uses another's brand in the search terms and calls itself a dupe. */
export const RISKY: string = line({
  id: 'HM-BELT-01',
  marketplace: 'amazon.com',
  brand: 'Hillmoor',
  category: 'Running waist packs',
  title: 'Hillmoor Running Belt with Phone Pocket, Slim Waist Pack for Jogging',
  bullets: ['Soft fabric that never chafes', 'A dupe of the Nike Slim Belt for long runs', 'Works with iPhone 15'],
  description: 'A slim belt that holds phone, keys and gels without bouncing while you run.',
  searchTerms: 'running belt nike dri fit waist pouch jogging',
});

/** Has nothing to complain about. */
export const CLEAN: string = line({
  id: 'HM-BOWL-02',
  marketplace: 'amazon.com',
  brand: 'Hillmoor',
  category: 'Pet bowls',
  title: 'Hillmoor Stainless Steel Dog Bowl with Non-Slip Base, 32 oz',
  bullets: ['Rubber ring keeps the bowl in place', 'Safe in the top rack of a dishwasher'],
  description: 'A heavy bowl for food or water that stays where you put it.',
  searchTerms: 'puppy feeding dish water metal',
});

/** A file that ends in the middle of a record. */
export const BROKEN = '{"id":"HM-CUT-03","title":"Hillmoor Cut';
