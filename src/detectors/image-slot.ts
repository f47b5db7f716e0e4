import type { ImageSlot } from '../model/listing.ts';

/** The name by which rules speak of a picture: `image.main` or `image.other`. */
export function slotScope(slot: ImageSlot): 'image.main' | 'image.other' {
  return slot === 'main' ? 'image.main' : 'image.other';
}
