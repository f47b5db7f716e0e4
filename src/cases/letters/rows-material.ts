import { complaintAbout } from '../complaint-kind.ts';
import { type Facing, isPast } from './facing.ts';
import { isPicture, quote } from './found.ts';
import { pageAddress } from './page-address.ts';
import { dayOf, type Row, refsOf, textOf, wordOf } from './row.ts';

/*
 * What a notice had removed, piece by piece, with where it stood: a counter-notice has to identify it (17 USC 512(g)(3)(B)).
 */

/** One row a piece of each listing that the notices name; a listing of which the history has nothing has one row, with gaps. */
export function materialRows(facing: Facing): Row[] {
  const { world } = facing;
  return world.items.flatMap((item) => {
    const base = { id: textOf(item.id), url: textOf(pageAddress(item)) };
    const { shown } = item;
    const wanted = wantedParts(facing, item.id);
    const parts =
      shown === undefined || !isPast(facing, shown.at)
        ? []
        : shown.parts.filter(({ field }) => wanted(field)).sort((a, b) => placeOf(a.field) - placeOf(b.field));
    if (shown === undefined || parts.length === 0)
      return [{ refs: refsOf(world.notices), slots: base, facts: [], items: [item.id] }];
    return parts.map(({ field, text }) => ({
      refs: [shown.ref],
      slots: {
        ...base,
        part: wordOf(`part.${field.replace(/-\d+$/, '')}`, field),
        number: textOf(/-(\d+)$/.exec(field)?.[1]),
        ...(isPicture(field) ? { picture: textOf(quote(text)) } : { match: textOf(quote(text)) }),
        since: dayOf(shown.at),
      },
      facts: [],
      items: [item.id],
    }));
  });
}

/** The order of the detail page. */
const ORDER: readonly string[] = ['title', 'bullet', 'description', 'aplus', 'main', 'other'];

function placeOf(field: string): number {
  return ORDER.indexOf(field.replace(/-\d+$/, ''));
}

/** Texts, pictures or both, as the notices complain of them in a listing. */
function wantedParts({ world }: Facing, id: string): (field: string) => boolean {
  const { kinds } = complaintAbout(world, id);
  const pictures = kinds.has('image-match') || kinds.has('image-rights');
  const texts = kinds.has('copied-text') || !pictures;
  return (field) => (isPicture(field) ? pictures : texts);
}
