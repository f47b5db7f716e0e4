import { RECORD_TABLES, type RecordsName } from '../../ledger/open-records.ts';

/** A file that `preclear init` writes. */
export interface StarterFile {
  /** From the current folder. */
  readonly path: string;
  readonly text: string;
}

const CONFIG = `# yaml-language-server: $schema=.preclear/schema/config.schema.json
# Settings of preclear for this folder and everything below it.
# 本文件是 preclear 的设置，对所在文件夹及其下所有文件生效。
# Every key is optional. \`preclear schema config\` prints the full description; \`preclear config FILE\` shows what applies to a file.
# 所有项目均可省略。\`preclear schema config\` 查看完整说明；\`preclear config 文件\` 查看某个文件实际生效的设置。

# Your own brands: they are never reported. 自有品牌：不会被当作他人品牌报出。
brands: []
# brands: [Hillmoor, Tidewick]

# Names under which you own pictures: companies, studio, photographers. 图片版权所用的名称：公司、工作室、摄影师。
# names: [Hangzhou Hillmoor Trading Co. Ltd]

# Marketplace of listings whose file does not say it. 文件中未注明平台/站点时按此处理。
# marketplace: amazon.com

# Language of reports: en or zh. 报告语言：en 英文，zh 中文。
# lang: zh

# Weakest severity that ends a scan with exit code 1: error, warning, note or never. 达到此级别即判为不通过（退出码 1）。
failOn: error

# Your licences and authorisations. 图片授权与品牌授权台账所在文件夹。
ledger: ledger

# Texts and pictures that belong to others. 他人文案与图片（参考库）所在文件夹。
references: references

# Folders in which the pictures of listings are looked for. 查找 Listing 图片的文件夹。
# images: [images]

# Files that are never read. 不检查的文件。
# ignore: [archive/, '*.bak.csv']

# Other configurations that this one builds on: paths, or // for the one of a folder further up. 在其他配置的基础上增改：写路径，或用 // 表示上级文件夹的配置。
# extends: ../shared/preclear.base.yaml

# Rules to leave out, and rule packs of your own. 不使用的规则；自定义规则包。
# skip: [core/example-rule]
# rules: [our-rules.yaml]

# How files are to be understood, where preclear does not find out by itself. The first entry that fits counts.
# 自动识别不了的文件在此说明读法，取第一条匹配的。
# sources:
#   - files: feeds/amazon-de-*.txt
#     format: amazon-flat-file
#     marketplace: amazon.de
#     locale: de-DE
#   - files: '*.csv'
#     format: table
#     encoding: gbk
#     map:
#       id: 商品编码
#       title: 英文标题
#       bullet: [卖点1, 卖点2, 卖点3]
#       search-terms: 后台搜索词
#       image.main: 主图

# Other settings for some files, listings or fields; the last entry that fits counts. 对部分文件、链接或字段另行设置，取最后一条匹配的。
# overrides:
#   - files: feeds/drafts/
#     rules: { amazon: warning }
#   - files: 'feeds/*.csv#/sku/HM-BELT-01/title'
#     rules: { core/example-rule: off }
`;

const REFERENCES = `# References / 参考库

Texts and pictures that belong to others: rights owners, competitors, suppliers, picture libraries. preclear compares listings with them.
他人的文案和图片：权利人、竞争对手、供应商、图库。preclear 会把 Listing 与它们比对。

    preclear refs add saved-page.html photo.jpg --owner "Example Ltd" --role competitor --captured 2026-11-22
    preclear refs list

The library is the file \`references.jsonl\` in this folder: one entry a line. Of pictures only fingerprints are kept, not the picture.
参考库就是本文件夹中的 \`references.jsonl\`，每行一条；图片只保存指纹，不保存原图。
`;

/**
 * The tables that people fill by hand or by `preclear log`. Not `reviewers`: where that table is there and empty, nobody may sign off; and not
 * `sign-offs`, which `preclear sign` begins.
 */
const RECORDS: readonly RecordsName[] = ['trainings', 'contacts', 'policies', 'measures', 'actions', 'penalties'];

/** What `preclear init` writes, in order. Of the tables only the header: a row is a claim that only the seller can make. */
export const STARTER_FILES: readonly StarterFile[] = [
  { path: 'preclear.config.yaml', text: CONFIG },
  { path: '.preclear/.gitignore', text: 'cache/\nhistory.db*\n' },
  {
    path: 'ledger/licences.csv',
    text: 'id,kind,files,owner,proof,valid_from,valid_to,marketplaces,slots,territories,proof_sha256,covers,note\n',
  },
  { path: 'ledger/authorisations.csv', text: 'id,brand,kind,proof,valid_from,valid_to,marketplaces,listings\n' },
  ...RECORDS.map((name) => {
    const table = RECORD_TABLES[name];
    return { path: `ledger/${table.name}.csv`, text: `${Object.keys(table.columns).join(',')}\n` };
  }),
  { path: 'references/README.md', text: REFERENCES },
];
