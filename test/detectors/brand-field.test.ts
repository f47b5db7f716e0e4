import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesBrand, writtenNames } from '../../src/detectors/brand-field.ts';
import { usesByMark } from './brand-uses.ts';

describe('the names in a brand field', () => {
  it.each([
    ['Nike', ['Nike']],
    ['Nike®', ['Nike®', 'Nike']],
    ['Hillmoor (TM)', ['Hillmoor (TM)', 'Hillmoor']],
    ['Visit the Hillmoor Store', ['Visit the Hillmoor Store', 'Hillmoor']],
    ['Besuche den Hillmoor-Store', ['Besuche den Hillmoor-Store', 'Hillmoor']],
    ['Visita lo Store di Hillmoor', ['Visita lo Store di Hillmoor', 'Hillmoor']],
    ['Marque : Hillmoor', ['Marque : Hillmoor', 'Hillmoor']],
    ['ブランド: くらし堂', ['ブランド: くらし堂', 'くらし堂']],
    ['彪马官方旗舰店', ['彪马官方旗舰店', '彪马']],
    ['PUMA/彪马', ['PUMA/彪马', 'PUMA']],
    ['耐克（NIKE）', ['耐克（NIKE）', '耐克']],
    ['Hillmoor/Oakfern', ['Hillmoor/Oakfern']],
    ['NowFoods', ['NowFoods', 'Now Foods']],
    ["Arm & Hammer's", ["Arm & Hammer's", 'Arm & Hammer']],
  ])('%s', (field, names) => {
    expect(writtenNames(field)).toEqual(names);
  });

  it('are never none, and begin with the field itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (field) => writtenNames(field)[0] === field));
  });

  it.each(['Generic', 'N/A', 'no brand', '无品牌', 'ノーブランド', ''])('are not there in "%s"', (field) => {
    expect(namesBrand(field)).toBe(false);
  });
});

describe('a brand field that writes the brand otherwise than the title', () => {
  it.each([
    ['Now Foods vitamin A, 100 softgels', 'NowFoods', 'NOW Foods: own'],
    ['Nike running shoes', 'Nike Trading Co., Ltd', 'Nike: own'],
    ['Nike running shoes', 'NIKE (TM)', 'Nike: own'],
    ['Puma soccer ball', 'PUMA/彪马', 'Puma: own'],
    ['Arm & Hammer liquid laundry detergent', "Arm & Hammer's", 'Arm & Hammer: own'],
    ['D-Link 2-bay drive enclosure', 'DLink', 'D-Link: own'],
  ])('%s, brand %s', (title, brand, use) => {
    expect(usesByMark(title, brand)).toContain(use);
  });

  it.each([
    ['Nike running shoes', 'Hillmoor/Oakfern', 'Nike: plain'],
    ['Star Wars poster for boys', 'Star', 'Star Wars: character'],
  ])('does not make another one own: %s, brand %s', (title, brand, use) => {
    expect(usesByMark(title, brand)).toContain(use);
  });
});
