import type { Problem } from '../model/problem.ts';
import { attributeOf, isAdministrative, type Target } from './columns.ts';
import type { Input, ReadEvent } from './contract.ts';
import { decodeInput } from './encoding.ts';
import { buildListing, type NamedText } from './listing-builder.ts';
import { problemOf } from './tree-reader.ts';
import { readXmlItems, type XmlElement } from './xml-items.ts';

const FIELDS: Readonly<Record<string, Target>> = {
  id: 'id',
  item_group_id: 'family',
  title: 'title',
  description: 'description',
  summary: 'description',
  content: 'description',
  product_highlight: 'bullet',
  brand: 'brand',
  google_product_category: 'category',
  product_type: 'category',
  image_link: 'image.main',
  additional_image_link: 'image.other',
  lifestyle_image_link: 'image.other',
  attribute_value: 'attribute:product-detail',
};
/** Elements that no shopper reads: addresses, prices, codes, the seller's own labels. */
const SILENT =
  /link|price|availab|condition|shipping|tax|gtin|mpn|label|date|identifier|status|group_id|country|service|updated|guid|_id$|section_name|attribute_name|^(?:adult|is_bundle|multipack|width|height|length|weight|unit.*|currency|rate|region|author|email|uri|name)$/;

/** Reads a Google Merchant feed, RSS 2.0 or Atom, whatever prefix its elements carry. */
export async function* readGoogleXml(input: Input): AsyncIterable<ReadEvent> {
  const problems: Problem[] = [];
  const columns = new Map<string, Target>();
  const ignored = new Set<string>();
  const { file, options } = input;
  const marketplace = options.marketplace ?? 'google';
  for await (const event of readXmlItems(decodeInput(input, problems))) {
    for (const problem of problems.splice(0)) yield { problem };
    if ('fault' in event) {
      yield { problem: problemOf(file, event.fault, event.record) };
      continue;
    }
    const texts = event.elements.flatMap((element) => namedText(element, columns, ignored));
    const { locale } = options;
    const listing = buildListing(texts, {
      file,
      record: event.record,
      marketplace,
      ...(locale === undefined ? {} : { locale }),
    });
    if (listing !== undefined) yield { listing };
    else yield { problem: { file, line: event.line, column: event.column, record: event.record, reason: NOTHING } };
  }
  for (const problem of problems.splice(0)) yield { problem };
  const note = [...columns].map(([from, to]) => ({ from, to }));
  yield { mapping: { file, format: 'google-xml', columns: note, ignored: [...ignored] } };
}

function namedText({ name, text, runs }: XmlElement, columns: Map<string, Target>, ignored: Set<string>): NamedText[] {
  const known = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (known === undefined && (SILENT.test(name) || isAdministrative(name))) {
    if (ignored.size < 300) ignored.add(name);
    return [];
  }
  const field = known ?? attributeOf(name);
  if (columns.size < 300) columns.set(name, field);
  return [{ field, text, place: { runs } }];
}

const NOTHING = {
  en: 'This item has neither id nor title nor any other text of a listing. Expected elements such as g:id and g:title.',
  zh: '这个商品条目里没有 id、标题等 Listing 内容。应有 g:id、g:title 等元素。',
};
