import { describe, expect, it } from 'vitest';
import type { ImageSlot, Listing, ListingImage } from '../../src/model/listing.ts';
import { pictureProblem } from '../../src/scan/picture-problem.ts';

const LISTING: Listing = {
  id: 'A1',
  marketplace: 'amazon.com',
  fields: [],
  images: [],
  source: { file: 'feeds/spoons.csv', record: 7 },
};

function picture(slot: ImageSlot): ListingImage {
  return { slot, src: 'photos/a.jpg', place: { runs: [0, 9, 30] } };
}

const TEXT_FILE = { en: 'The file is a text file, not a picture; export the picture again.', zh: '该文件是文本文件。' };

describe('a picture that was not checked', () => {
  it('is told with its place in the file, its slot, its name and its listing', () => {
    expect(pictureProblem(picture('other-2'), LISTING, TEXT_FILE)).toEqual({
      file: 'feeds/spoons.csv',
      line: 9,
      column: 30,
      record: 7,
      reason: {
        en: 'The further picture 2, photos/a.jpg, of A1 was not checked: The file is a text file, not a picture; export the picture again.',
        zh: 'A1 的附图第 2 张 photos/a.jpg 未检查：该文件是文本文件。',
      },
    });
  });

  it.each([
    ['missing' as const, /^The main picture, photos\/a\.jpg, of A1 was not found beside the listing file or .* not checked\.$/],
    [
      { unfetched: { en: 'The host gave no answer.', zh: '主机没有回应。' } },
      /^The main picture, .* was not checked\. The host gave no answer\.$/,
    ],
  ])('says why: %o', (fault, said) => {
    const { reason } = pictureProblem(picture('main'), LISTING, fault);
    expect(reason.en).toMatch(said);
    expect(reason.zh).toMatch(/^A1 的主图 photos\/a\.jpg .*未检查。/);
  });
});
