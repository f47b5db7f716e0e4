/*
 * The columns of a seller's list of brand words, by the headings that people give them.
 */

/** What a column of a seller's list holds. */
export const SELLER_COLUMNS = [
  'mark',
  'kind',
  'ambiguity',
  'forms',
  'owner',
  'classes',
  'verticals',
  'tier',
  'generic_en',
  'generic_zh',
  'own',
] as const;
/** What a column of a seller's list holds. */
export type SellerColumn = (typeof SELLER_COLUMNS)[number];

const HEADINGS: Readonly<Record<SellerColumn, string>> = {
  mark: 'mark;brand;term;word;keyword;brand name;brandname;trademark;forbidden word;品牌;品牌名;品牌名称;品牌词;商标;商标名;商标名称;禁用词;违禁词;侵权词;敏感词;关键词',
  kind: 'kind;type;类型;种类',
  ambiguity: 'ambiguity;歧义;歧义类型',
  forms: 'forms;form;aliases;alias;variants;spellings;other spellings;别名;变体;其他写法;写法;其它写法',
  owner: 'owner;holder;company;rights owner;权利人;持有人;所有人;商标权人;公司',
  classes: 'classes;class;nice;nice class;nice classes;ic;类别;国际分类;尼斯分类;商标类别',
  verticals: 'verticals;vertical;品类;行业',
  tier: 'tier;级别;等级;风险等级',
  generic_en: 'generic_en;generic;generic en;generic english;replacement;say instead;替代词;英文替代词;通用词;通用名称',
  generic_zh: 'generic_zh;generic zh;generic chinese;中文替代词;中文通用词',
  own: 'own;own brand;ours;mine;自有;自有品牌;是否自有;本店品牌',
};

const BY_HEADING: ReadonlyMap<string, SellerColumn> = new Map(
  SELLER_COLUMNS.flatMap((column) => HEADINGS[column].split(';').map((heading) => [heading, column] as const)),
);

/** Where each column stands; undefined when none holds the brand word. Of two columns for one thing the first counts. */
export function findSellerColumns(headings: readonly string[]): ReadonlyMap<SellerColumn, number> | undefined {
  const found = new Map<SellerColumn, number>();
  headings.forEach((heading, i) => {
    const column = BY_HEADING.get(
      heading
        .replace(/^\ufeff/, '')
        .trim()
        .toLowerCase()
        .replace(/\s+/g, ' '),
    );
    if (column !== undefined && !found.has(column)) found.set(column, i);
  });
  return found.has('mark') ? found : undefined;
}
