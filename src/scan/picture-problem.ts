import { slotName } from '../model/field-names.ts';
import type { Listing, ListingImage } from '../model/listing.ts';
import { locate } from '../model/place.ts';
import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';

/** Why a picture was not looked at: it is not there, could not be had from its address, or cannot be read (the reason). */
export type WhyUnseen = 'missing' | { readonly unfetched: Bilingual } | Bilingual;

/** A picture that was not checked, told with its slot, its name and its listing, at the place where the listing names it. */
export function pictureProblem(image: ListingImage, { id, source }: Listing, fault: WhyUnseen): Problem {
  const slot = slotName(image.slot);
  const en = `The ${slot.en}, ${image.src}, of ${id}`;
  const zh = `${id} 的${slot.zh} ${image.src}`;
  return { file: source.file, ...locate(image.place, 0), record: source.record, reason: tell(en, zh, fault) };
}

function tell(en: string, zh: string, fault: WhyUnseen): Bilingual {
  if (fault === 'missing') {
    return {
      en: `${en} was not found beside the listing file or in the image folders of the configuration, so it was not checked.`,
      zh: `${zh} 在 Listing 文件旁和配置的图片文件夹中都找不到，未检查。`,
    };
  }
  if ('unfetched' in fault) {
    return { en: `${en} was not checked. ${fault.unfetched.en}`, zh: `${zh} 未检查。${fault.unfetched.zh}` };
  }
  return { en: `${en} was not checked: ${fault.en}`, zh: `${zh} 未检查：${fault.zh}` };
}
