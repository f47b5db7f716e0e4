import { describe, expect, it } from 'vitest';
import { mentionsIn } from './brand-uses.ts';

/** What is said of the mark among the search terms of goods with this title. */
function usesIn(title: string, terms: string, term: string): readonly string[] {
  const mentions = mentionsIn({ title, 'search-terms': terms });
  return mentions.flatMap(({ mark, text, use }) => (mark.mark === term && text.field.name === 'search-terms' ? [use] : []));
}

describe('an everyday word that is a mark too, among search terms', () => {
  it.each([
    ['goods of the listing beside it', 'Rubber dog chew toy, durable', 'dog kong toys aggressive chewers', 'Kong'],
    ['a short way to write it', 'Silk scarf for women, square', 'lv scarf women silk', 'Louis Vuitton'],
    ['letters', 'Kitchen vegetable peeler, swivel', 'peeler oxo kitchen', 'OXO'],
    [
      'another mark of the trade beside it',
      'Zapatillas mujer plataforma lona',
      'zapatillas mujer converse vans plataforma',
      'Vans',
    ],
  ])('is the mark with %s', (_, title, terms, term) => {
    expect(usesIn(title, terms, term)).toEqual(['plain']);
  });

  it.each([
    ['Play food cutting set for kids', 'apple slices orange peel toy fruit', 'Apple'],
    ['Phone holder stand for back of phone', 'galaxy glitter phone grip ring', 'Galaxy'],
    ['Security camera outdoor wireless', 'camera mount ring gasket seal', 'Ring'],
    ['Archery foam block', 'target practice arrow bow block', 'Target'],
    ['Tile grout and sealant tape', 'gap filler waterproof tape kitchen', 'Gap'],
  ])('stays one: %s, %s', (title, terms, term) => {
    expect(usesIn(title, terms, term).filter((use) => use !== 'common-word')).toEqual([]);
  });

  it('asks for more evidence in a title', () => {
    const uses = mentionsIn('Silk LV scarf for women, square').map(({ use }) => use);
    expect(uses).toEqual(['common-word']);
  });
});
