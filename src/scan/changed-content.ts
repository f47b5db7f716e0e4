import { hash } from 'node:crypto';
import type { Listing } from '../model/listing.ts';

/*
 * What a listing says, whatever file and row it stands in and however that file is written.
 */

/** A hash of what a listing says: equal for rows that were moved, sorted, quoted in another way or saved in another character set. */
export function hashContent({
  id,
  marketplace,
  locale,
  brand,
  category,
  family,
  fields,
  images,
  ignores = [],
  source,
}: Listing): string {
  // A listing without an id is called by its place.
  const name = id === `${source.file}#${source.record}` ? null : id;
  const texts = fields.map(({ name: field, index, text }) => [field, index ?? null, text.replaceAll(/\r\n?/g, '\n')]);
  const pictures = images.map(({ slot, src }) => [slot, src]);
  const accepted = ignores.map(({ rule, reason, until }) => [rule, reason, until]);
  const all = [name, marketplace, locale ?? null, brand ?? null, category ?? null, family ?? null, texts, pictures, accepted];
  return hash('sha256', JSON.stringify(all), 'base64');
}
