import { amazonMarketplace, amazonMarketplaceOfTag, languageTag } from './amazon-marketplaces.ts';
import { attributeOf, fieldOfName, isAdministrative, type Target } from './columns.ts';
import { type Row, rowTexts } from './table-rows.ts';

/*
 * The header rows of Amazon's inventory templates. Old ones name columns `item_sku`, `bullet_point1`; newer ones
 * `bullet_point[marketplace_id=ATVPDKIKX0DER][language_tag=en_US]#1.value`. Above them stand settings and labels in the seller's language.
 */

/** A column of a template. */
export interface TemplateColumn {
  readonly index: number;
  readonly field: Target;
  readonly number?: number;
  /** For columns that belong to one marketplace only: `amazon.de`. */
  readonly marketplace?: string;
  readonly locale?: string;
}

/** A template as its header rows describe it. */
export interface Template {
  readonly header: Row;
  readonly headers: readonly string[];
  readonly columns: readonly TemplateColumn[];
  readonly ignored: readonly string[];
  /** Column that says whether the row deletes its listing; -1 when there is none. */
  readonly action: number;
  /** Number of the first row of data, by the settings; undefined when they do not tell. */
  readonly dataRow?: number;
  /** Of the whole template. */
  readonly marketplace?: string;
  readonly locale?: string;
}

/** `base`, the qualifiers in brackets, the number behind `#`, the part behind the dot. */
const NEW_NAME = /^([a-z][a-z0-9_]{1,80})((?:\[[a-z_]{1,30}=[^\]]{1,80}\]){0,6})#(\d{1,4})\.([a-z0-9_#.]{1,120})$/;
const OTHER_NEW_NAMES: ReadonlySet<string> = new Set([
  '::record_action',
  'amzn1.volt.ca.product_id_value',
  'amzn1.volt.ca.product_id_type',
]);
/** Names that stand in old templates and hardly in a file of anybody else's. */
const OLD_NAMES: ReadonlySet<string> = new Set(
  `item_sku sku seller_sku item_name product_name title external_product_id external_product_id_type product_id product_id_type
   feed_product_type item_type product_type brand_name brand manufacturer product_description description update_delete bullet_point
   generic_keyword generic_keywords search_terms main_image_url other_image_url swatch_image_url standard_price list_price quantity
   parent_child parent_sku relationship_type variation_theme part_number color_name size_name department_name recommended_browse_nodes
   condition_type fulfillment_center_id model item_package_quantity currency`.split(/\s+/),
);
/** Endings of new names behind which stands text for shoppers. */
const TEXT_LEAF = /^(?:value|name|media_location|standardized_values(?:#\d+)?)$/;
const NO_TEXT = `purchasable_offer list_price fulfillment_availability externally_assigned_product_identifier supplier_declared_dg_hz_regulation
  child_parent_sku_relationship parentage_level variation_theme condition_type merchant_shipping_group recommended_browse_nodes
  product_tax_code batteries_required country_of_origin skip_offer`;
const ADMINISTRATIVE: ReadonlySet<string> = new Set(NO_TEXT.split(/\s+/));
/** Old names that end so hold numbers, units, dates and codes. */
const NO_TEXT_ENDING =
  /(?:_unit_of_measure|_unit|_price|_quantity|_date|_type|_id|_code|_currency|_weight|_length|_width|_height|_required|_nodes\d?|_charge|_time)$/;

/** The template of a table, from its first rows; undefined when no row holds machine names of columns. */
export function findTemplate(rows: readonly Row[]): Template | undefined {
  let header: Row | undefined;
  let most = 1;
  for (const row of rows) {
    const count = countMachineNames(rowTexts(row));
    if (count > most) [header, most] = [row, count];
  }
  if (header === undefined) return undefined;
  const headers = rowTexts(header).map((text) => text.trim());
  const settings = settingsOf(rows.filter((row) => row.number < (header?.number ?? 0)));
  const { columns, ignored } = columnsOf(headers);
  const market = settings.marketplace ?? amazonMarketplaceOfTag(settings.language ?? '')?.marketplace;
  // Where rows were deleted by hand the settings no longer hold.
  const dataRow = settings.attributeRow === header.number ? settings.dataRow : undefined;
  return {
    header,
    headers,
    columns,
    ignored,
    action: headers.findIndex((name) => /^(?:update_delete|update-delete|::record_action)$/i.test(name)),
    ...(dataRow === undefined ? {} : { dataRow }),
    ...(market === undefined ? {} : { marketplace: market }),
    ...(settings.language === undefined ? {} : { locale: languageTag(settings.language) }),
  };
}

/** How many cells are machine names of a template. */
export function countMachineNames(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    const name = cell.trim();
    if (name.length < 3 || name.length > 300) continue;
    if (
      NEW_NAME.test(name) ||
      OTHER_NEW_NAMES.has(name) ||
      OLD_NAMES.has(name.replace(/[_-]?\d{1,2}$/, '').replaceAll('-', '_'))
    )
      count++;
  }
  return count;
}

interface Settings {
  readonly attributeRow?: number;
  readonly dataRow?: number;
  readonly language?: string;
  readonly marketplace?: string;
}

function settingsOf(rows: readonly Row[]): Settings {
  const cells = rows.flatMap(rowTexts).filter((text) => text.includes('='));
  const text = cells.join('&').slice(0, 100_000);
  const value = (name: string): string | undefined => new RegExp(`(?:^|[&=\\s])${name}=([^&\\s]{1,80})`).exec(text)?.[1];
  const attributeRow = Number(value('attributeRow'));
  const dataRow = Number(value('dataRow'));
  const language = value('contentLanguageTag');
  const marketplace = amazonMarketplace(value('primaryMarketplaceId')?.split('.').at(-1) ?? '')?.marketplace;
  return {
    ...(attributeRow > 0 ? { attributeRow } : {}),
    ...(dataRow > 0 ? { dataRow } : {}),
    ...(language === undefined ? {} : { language }),
    ...(marketplace === undefined ? {} : { marketplace }),
  };
}

function columnsOf(headers: readonly string[]): { columns: TemplateColumn[]; ignored: string[] } {
  const columns: TemplateColumn[] = [];
  const ignored: string[] = [];
  for (const [index, header] of headers.entries()) {
    if (header === '') continue;
    const match = NEW_NAME.exec(header);
    const column = match === null ? oldColumn(header, index) : newColumn(match, index);
    if (column === undefined) ignored.push(header);
    else columns.push(column);
  }
  return { columns, ignored };
}

function oldColumn(header: string, index: number): TemplateColumn | undefined {
  if (header === 'amzn1.volt.ca.product_id_value') return { index, field: 'product-id' };
  if (OTHER_NEW_NAMES.has(header)) return undefined;
  if (/^swatch_image_url$/i.test(header)) return { index, field: 'image.other', number: 99 };
  const known = isAdministrative(header) ? undefined : fieldOfName(header);
  if (known !== undefined && !known.weak) {
    return known.number === undefined ? { index, field: known.field } : { index, field: known.field, number: known.number };
  }
  if (isAdministrative(header) || NO_TEXT_ENDING.test(header)) return undefined;
  return { index, field: attributeOf(header) };
}

function newColumn(match: RegExpExecArray, index: number): TemplateColumn | undefined {
  const [, base = '', qualifiers = '', nth = '1', leaf = ''] = match;
  const market = amazonMarketplace(/\[marketplace_id=([^\]]+)\]/.exec(qualifiers)?.[1] ?? '');
  const language = /\[language_tag=([^\]]+)\]/.exec(qualifiers)?.[1];
  const where = {
    ...(market === undefined ? {} : { marketplace: market.marketplace }),
    ...(language === undefined ? {} : { locale: languageTag(language) }),
  };
  if (base === 'child_parent_sku_relationship' && leaf === 'parent_sku') return { index, field: 'family', ...where };
  if (!TEXT_LEAF.test(leaf) || ADMINISTRATIVE.has(base) || isAdministrative(base)) return undefined;
  if (base === 'merchant_suggested_asin') return { index, field: 'product-id', ...where };
  if (base.startsWith('swatch_product_image_locator')) return { index, field: 'image.other', number: 99, ...where };
  const known = fieldOfName(base);
  if (known === undefined || known.weak) return { index, field: attributeOf(base), ...where };
  const repeats = known.field === 'bullet' || known.field === 'search-terms';
  const number = known.number ?? (repeats ? Number(nth) : undefined);
  return number === undefined ? { index, field: known.field, ...where } : { index, field: known.field, number, ...where };
}
