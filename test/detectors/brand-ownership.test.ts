import { describe, expect, it } from 'vitest';
import { usesByMark } from './brand-uses.ts';

describe('whose a mark is, by the brand field', () => {
  it.each([
    ['a shop page', 'Nike running belt', 'Visit the Nike Store', 'Nike: own'],
    [
      'a longer name that begins with an everyday word',
      'Avery matte labels for inkjet printers',
      'Avery Creations',
      'Avery: own',
    ],
    ['a name behind "by"', 'Soft Line ankle boots by Kenneth Cole', 'Soft Line by Kenneth Cole', 'Kenneth Cole: own'],
    [
      'the maker further behind in the title',
      'Heliocare 360 fluid sun cream by Corvendal SpA',
      'Corvendal SpA',
      'Heliocare: own',
    ],
    ['a network that sells phones of others', 'T-Mobile Samsung T249 prepaid phone', 'T-Mobile', 'Samsung: own'],
    ['its own style', 'Avery-style legal side tab dividers', 'Avery', 'Avery: own'],
    ['what comes with the goods', 'Oral-B 7500 toothbrush with replacement heads', 'Oral-B 7500', 'Oral-B: own'],
  ])('%s', (_, title, brand, use) => {
    expect(usesByMark(title, brand)).toContain(use);
  });

  it.each([
    ['a famous mark in front of a stranger', 'Nike gym bag by Hillmoor', 'Hillmoor', 'Nike: plain'],
    ['an imitation under the name of the maker', 'Gucci style shoulder bag', 'Gucci', 'Gucci: imitation'],
    ['a cue beside a part of the name', 'Apple Blossom case for Apple iPad', 'Apple Blossom', 'iPad: compatible'],
  ])('does not believe it for %s', (_, title, brand, use) => {
    expect(usesByMark(title, brand)).toContain(use);
  });
});

describe('a mark of another trade', () => {
  it.each([
    ['a slip of a short word', 'Highlander Grogg flavored coffee, whole bean', 'Corvendal', 'Star Wars: common-word'],
    [
      'the goods written with a slip',
      'Ski snowboard goggles, mountain eyewear, snow google',
      'Hillmoor',
      'Google: common-word',
    ],
    ['a line of cars among players', 'Belkin shield Micra for iPod touch tint', 'Belkin', 'Nissan Micra: common-word'],
  ])('is not meant: %s', (_, title, brand, use) => {
    expect(usesByMark(title, brand)).toContain(use);
  });
});

describe('accessories under another brand', () => {
  it.each([
    ['the device at the head of the title', 'BlackBerry Playbook screen protector Hillmoor', 'BlackBerry: compatible'],
    ['a maker among the devices of his own', 'Hillmoor Apple 2 GB memory kit for iMac', 'Apple: compatible'],
    ['a maker at the head, right before the accessory', 'Samsung charger 25W with cable', 'Samsung: plain'],
  ])('%s', (_, title, use) => {
    expect(usesByMark(title, 'Hillmoor')).toContain(use);
  });
});

describe('houses', () => {
  it.each([
    ['a former owner', 'Linksys SE2500 gigabit switch', 'Cisco', 'Linksys: own'],
    ['a sub-brand in the brand field', 'Labtec Logitech wireless mouse', 'Labtec', 'Logitech: own'],
    ['a name that goes on', "Timothy's Kahlua Keurig pods", "Timothy's Kahlua", 'Keurig: own'],
    ['the name before', 'Happy Belly tea pods', 'Previously Solimo', 'Happy Belly: own'],
  ])('make it own: %s', (_, title, brand, use) => {
    expect(usesByMark(title, brand)).toContain(use);
  });

  it('knows the maker from the character that the brand field names', () => {
    expect(usesByMark("Oral-B kids toothbrush featuring Disney's Frozen, 1 count", "Disney's")).toContain('Oral-B: own');
  });

  it('takes a model of a known maker for no mark of another trade', () => {
    expect(usesByMark('Razer Lulu gaming mouse', 'Razer').filter((use) => use.endsWith('plain'))).toEqual([]);
  });

  it("takes the word of the brand field for nobody's misspelt mark", () => {
    expect(usesByMark('Bremmo Replacement Filter for Dyson V7', 'Bremmo')).toContain('Brembo: own');
    expect(usesByMark('Bremmo Replacement Filter for Dyson V7', 'Oakfern')).toContain('Brembo: compatible');
  });

  it('is no licence for another house', () => {
    expect(usesByMark('Gucci shoulder bag', 'Calvin Klein')).toContain('Gucci: plain');
  });
});

describe("the seller's own brands", () => {
  it.each([
    ['a former owner', 'Linksys SE2500 gigabit switch', 'Cisco', 'Linksys: own'],
    ['a house of brands', 'Rayovac maximum battery 12 x AA alkaline', 'Spectrum Brands', 'Rayovac: own'],
    ['a company', 'Canon laser printer', 'Canon GmbH & Co. KG', 'Canon: own'],
    ['a line of the same brand in the brand field', 'Boss Audio dvd receiver', 'Boss', 'Boss Audio: own'],
  ])('are known by %s', (_, title, name, use) => {
    expect(usesByMark(title, name, [name])).toContain(use);
  });

  it('leave the mark of a stranger in the brand field his', () => {
    expect(usesByMark('Nike running shoes', 'Nike', ['Hillmoor'])).not.toContain('Nike: own');
  });
});

describe('phrases of everyday words', () => {
  it.each([
    'Office space organizer for desks',
    'Montessori learning resources for kids',
    'Capture precious moments photo album',
  ])('name no mark: %s', (title) => {
    expect(usesByMark(title, 'Hillmoor').filter((use) => !use.endsWith('common-word'))).toEqual([]);
  });
});
