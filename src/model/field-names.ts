import type { ImageSlot } from './listing.ts';
import type { Bilingual } from './text.ts';

const FIELD_NAMES: Readonly<Record<string, Bilingual>> = {
  title: { en: 'title', zh: '标题' },
  bullet: { en: 'bullet point', zh: '五点描述' },
  description: { en: 'description', zh: '商品描述' },
  aplus: { en: 'A+ content', zh: 'A+ 页面' },
  'search-terms': { en: 'search terms', zh: '后台搜索词' },
  brand: { en: 'brand', zh: '品牌' },
  manufacturer: { en: 'manufacturer', zh: '制造商' },
  'image-alt': { en: 'picture description', zh: '图片替代文字' },
  'image-text.main': { en: 'text in the main picture', zh: '主图中的文字' },
  'image-text.other': { en: 'text in further picture', zh: '附图中的文字' },
  'image.main': { en: 'main picture', zh: '主图' },
  'image.other': { en: 'further picture', zh: '附图' },
};

/** What a field is called: `bullet point 3`, `五点描述第 3 点`, `attribute "Material"`. */
export function fieldName(field: string, index: number | null): Bilingual {
  const key = /^attribute:(.+)$/s.exec(field)?.[1];
  if (key !== undefined) return { en: `attribute "${key}"`, zh: `属性“${key}”` };
  const name = FIELD_NAMES[field] ?? { en: field, zh: field };
  // Nearly every listing has one field of search terms; its number would only puzzle.
  if (index === null || (field === 'search-terms' && index === 1)) return name;
  const counter = field === 'bullet' ? `第 ${index} 点` : field.startsWith('image') ? `第 ${index} 张` : `第 ${index} 项`;
  return { en: `${name.en} ${index}`, zh: `${name.zh}${counter}` };
}

/** The field under which findings tell of a picture: `image.main`, or `image.other` with its number. */
export function slotField(slot: ImageSlot): { readonly name: string; readonly index: number | null } {
  return slot === 'main'
    ? { name: 'image.main', index: null }
    : { name: 'image.other', index: Number(slot.slice('other-'.length)) };
}

/** What a picture of a listing is called: `main picture`, `附图第 2 张`. */
export function slotName(slot: ImageSlot): Bilingual {
  const { name, index } = slotField(slot);
  return fieldName(name, index);
}
