import { foldPlain } from '../text/fold.ts';

/*
 * What sellers call the columns and keys of their listing files, in English and Chinese, and where well known in German, French,
 * Spanish, Italian and Japanese. Names are compared folded and without spaces, underscores and punctuation, so `bullet_point1`,
 * `bulletPoint1` and `Bullet Point 1` are one name.
 */

/** What a column can be besides an attribute. `product-id` (ASIN …) names a listing that has no SKU, `family` the parent of a variant. */
export type KnownTarget =
  | 'id'
  | 'product-id'
  | 'family'
  | 'title'
  | 'bullet'
  | 'description'
  | 'aplus'
  | 'search-terms'
  | 'brand'
  | 'manufacturer'
  | 'category'
  | 'marketplace'
  | 'locale'
  | 'image.main'
  | 'image.other'
  | 'image-alt';

/** A name as it is compared: folded, letters and digits only; `A+` keeps its plus as a word. */
export function nameKey(name: string): string {
  return foldPlain(name)
    .replaceAll('+', 'plus')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

type Names = Readonly<Record<KnownTarget, string>>;

/** Names that mean the field wherever they stand. */
const STRONG: Names = {
  id: `sku|seller sku|item sku|merchant sku|vendor sku|contribution sku|variant sku|custom label|custom label sku|article number|
    item number|item no|Artikelnummer|référence|referencia|codice articolo|商品编码|商品编号|商品編號|貨號|货号|产品编码|产品编号|商家编码|卖家sku|自定义sku|
    平台sku|店铺sku|款号|商品管理番号|管理番号|商品コード|品番`,
  'product-id': 'asin|asin1|product id|goods id|商品id|产品id|宝贝id|子asin',
  family: 'parent sku|parent asin|parent id|item group id|variant group id|family|父sku|父体sku|父asin|父体asin|父商品编码',
  title: `title|product title|item title|item name|product name|listing title|subject|标题|標題|商品標題|產品名稱|商品名稱|商品标题|产品标题|宝贝标题|链接标题|英文标题|
    商品名称|产品名称|英文名称|产品英文名称|商品英文名称|Titel|Produktname|Produkttitel|Artikelname|Artikelbezeichnung|titre|titre du produit|
    nom du produit|título|título del producto|nombre del producto|titolo|titolo prodotto|nome prodotto|nome del prodotto|タイトル|商品名`,
  bullet: `bullet|bullets|bullet point|bullet points|key product feature|key product features|feature bullet|feature bullets|about this item|
    about item|selling point|selling points|key feature|key features|highlight|highlights|product highlight|product highlights|五点|五点描述|
    五点说明|五点特征|五点卖点|五点介绍|五行|五行描述|五行特征|卖点|賣點|产品卖点|商品卖点|要点|商品要点|产品要点|卖点描述|商品特性|产品特性|
    Aufzählungspunkt|Aufzählungspunkte|Produktmerkmal|Produktmerkmale|puce|puces|points forts|viñeta|viñetas|punto elenco|punti elenco|
    商品の仕様|箇条書き`,
  description: `description|product description|item description|long description|detailed description|html description|rtip product description|
    body html|body|描述|產品描述|产品描述|商品描述|详情|商品详情|产品详情|宝贝详情|详情描述|详细描述|长描述|英文描述|Beschreibung|Produktbeschreibung|
    Artikelbeschreibung|description du produit|descripción|descripción del producto|descrizione|descrizione prodotto|
    descrizione del prodotto|商品説明|商品説明文|商品紹介`,
  aplus:
    'a+|a plus|a+ content|a plus content|aplus content|aplus text|enhanced brand content|ebc|a+页面|a+内容|a+文案|a+描述|图文描述|图文版品牌描述',
  'search-terms': `search term|search terms|generic keyword|generic keywords|keyword|keywords|backend keyword|backend keywords|backend search terms|
    hidden keywords|搜索词|后台搜索词|后台关键词|搜索关键词|关键词|关键字|關鍵字|關鍵詞|后台关键字|搜索条件|Suchbegriff|Suchbegriffe|Schlüsselwörter|
    allgemeine Schlüsselwörter|mots clés|mot clé|termes de recherche|términos de búsqueda|palabras clave|parole chiave|termini di ricerca|
    検索キーワード|キーワード`,
  brand:
    'brand|brand name|品牌|品牌名|品牌名称|商标|Marke|Markenname|marque|nom de marque|marca|nombre de marca|ブランド|ブランド名',
  manufacturer:
    'manufacturer|manufacturer name|制造商|制造商名称|厂商|生产商|生产厂家|厂家|Hersteller|fabricant|fabricante|produttore|メーカー|メーカー名',
  category: `category|categories|category name|product category|google product category|item type|item type keyword|product type|
    feed product type|类目|分类|类别|品类|产品类目|商品类目|商品分类|产品分类|类目名称|Kategorie|catégorie|categoría|categoria|カテゴリ|カテゴリー`,
  marketplace: 'marketplace|market place|marketplace id|site|站点|平台站点|市场|国家站点|Marktplatz',
  locale: 'locale|language|language tag|lang|content language|语言|語言|语种|Sprache|langue|idioma|lingua|言語',
  'image.main': `main image|image main|primary image|hero image|featured image|cover image|main picture|main photo|main product image locator|
    主图|主圖|首图|封面|封面图|商品主图|产品主图|Hauptbild|image principale|imagen principal|immagine principale|メイン画像`,
  'image.other': `other image|other images|additional image|additional images|additional picture|extra image|extra images|gallery|gallery image|
    gallery images|secondary image|secondary images|alternate image|other product image locator|附图|附圖|副图|辅图|其他图片|其它图片|细节图|橱窗图|
    轮播图|weitere Bilder|Zusatzbild|autres images|otras imágenes|altre immagini|サブ画像`,
  'image-alt': `image alt|image alt text|alt text|alt|alt tag|alt attribute|图片alt|alt文本|图片描述|图片说明|图片替代文本|替代文本`,
};

/** Names that mean the field only where no strong name stands for it. */
const WEAK: Partial<Names> = {
  id: 'id|item id|listing id|offer id|record id|编码|编号|序列号',
  title: 'name|headline|名称|品名|中文标题|中文名称|商品中文名称|产品中文名称|Bezeichnung|nom|nombre|nome|text|文本',
  bullet:
    'feature|features|product feature|product features|特点|产品特点|商品特点|特征|产品特征|Merkmale|caractéristiques|características|caratteristiche|特徴',
  description:
    'desc|details|product details|content|short description|summary|简介|产品简介|介绍|产品介绍|商品介绍|文案|中文描述|Details|contenu',
  brand: 'vendor',
  manufacturer: 'maker|producer|supplier brand',
  category: 'type|department|类型|产品类型',
  marketplace: 'platform|channel|平台|渠道',
};

/** Names of pictures that leave open which: the first is the main one. */
const PICTURES = `image|images|picture|pictures|photo|photos|img|imgs|图片|圖片|图|商品图片|产品图片|商品图|产品图|Bild|Bilder|Produktbild|foto|fotos|imagen|imágenes|
  immagine|immagini|画像|商品画像`;

/** Columns that no shopper reads: prices, stock, codes, links, notes of the staff. */
const ADMINISTRATIVE = `price|standard price|sale price|list price|your price|variant price|cost|cost per item|currency|quantity|qty|stock|inventory|availability|upc|ean|
  gtin|isbn|jan|barcode|external product id|external product id type|product id type|product id value|parentage|parentage level|
  parent child|relationship type|variation theme|update delete|record action|status|published|url|link|product url|product link|mobile link|handle|
  condition|condition type|weight|length|width|height|product tax code|tax code|fulfillment center id|fulfillment channel code|item package quantity|
  handling time|created at|updated at|date|launch date|remark|remarks|note|notes|internal note|价格|售价|原价|促销价|成本|成本价|采购价|币种|货币|
  数量|库存|重量|长度|宽度|高度|状态|链接|商品链接|产品链接|采购链接|条码|条形码|变体主题|日期|创建时间|更新时间|上架时间|备注|
  负责人|运营|Preis|Menge|Bestand|prix|quantité|precio|cantidad|prezzo|quantità|価格|在庫数|数量`;

/** How a name is known. */
export interface Known {
  readonly target: KnownTarget;
  readonly weak: boolean;
  /** The name leaves open which picture it means: the first is the main one. */
  readonly anyPicture: boolean;
}

interface Vocabulary {
  readonly known: ReadonlyMap<string, Known>;
  readonly administrative: ReadonlySet<string>;
}

let vocabulary: Vocabulary | undefined;

/** How a key made by `nameKey` is known; undefined when it stands in no list. */
export function knownKey(key: string): Known | undefined {
  vocabulary ??= build();
  return vocabulary.known.get(key);
}

/** Whether a key made by `nameKey` names something no shopper reads. */
export function isAdministrativeKey(key: string): boolean {
  vocabulary ??= build();
  return vocabulary.administrative.has(key);
}

function build(): Vocabulary {
  const known = new Map<string, Known>();
  for (const key of keysOf(PICTURES)) known.set(key, { target: 'image.main', weak: true, anyPicture: true });
  for (const [names, weak] of [
    [WEAK, true],
    [STRONG, false],
  ] as const) {
    for (const [target, list] of Object.entries(names)) {
      if (isKnownTarget(target)) for (const key of keysOf(list)) known.set(key, { target, weak, anyPicture: false });
    }
  }
  return { known, administrative: new Set(keysOf(ADMINISTRATIVE)) };
}

/** Whether a text is one of the targets besides the attributes. */
export function isKnownTarget(text: string): text is KnownTarget {
  return Object.hasOwn(STRONG, text);
}

/** The targets besides the attributes, in the order in which people look for them. */
export function knownTargets(): string[] {
  return Object.keys(STRONG);
}

function keysOf(list: string): string[] {
  return list.split('|').map(nameKey);
}
