import { z } from 'zod';
import { isContact } from '../fetch/agent-name.ts';
import { SEVERITIES } from '../model/rule.ts';
import { FORMATS } from '../readers/contract.ts';
import type { ConfigValues } from './config.ts';

/*
 * The shape of preclear.config.yaml. Every key is described: the descriptions become the JSON Schema that an editor shows.
 */

const FIELD =
  /^(?:id|family|title|bullet|description|aplus|search-terms|brand|manufacturer|category|marketplace|locale|image\.(?:main|other)|image-alt|attribute:.+)$/;

const text = z.string().min(1).max(10_000);
const texts = z.array(text).max(10_000);
const oneOrMore = z.union([text, z.array(text).min(1)]);

const fieldMap = z.record(text, oneOrMore).superRefine((map, context) => {
  for (const key of Object.keys(map)) {
    if (FIELD.test(key)) continue;
    const message =
      'no such field. Allowed: id, family, title, bullet, description, aplus, search-terms, brand, manufacturer, category, marketplace, locale, image.main, image.other, image-alt, attribute:<key>';
    context.addIssue({ code: 'custom', message, path: [key] });
  }
});

const source = z.strictObject({
  files: oneOrMore.describe('Which files this entry is about: one glob or several, from the folder of the configuration.'),
  format: z.enum(FORMATS).exactOptional().describe('Format of these files; auto decides by name and content.'),
  marketplace: text.exactOptional().describe('Marketplace of the listings: amazon.com, amazon.de, alibaba.com, shopify …'),
  locale: text.exactOptional().describe('Language of the texts as a BCP 47 tag: en-US, de-DE …'),
  encoding: text.exactOptional().describe('Character set, when detection is wrong: utf-8, gbk, windows-1252, shift_jis …'),
  map: fieldMap
    .exactOptional()
    .describe(
      'Field name to column name, JSON path or group of the pattern; several are tried in order or, for bullets, taken all.',
    ),
  records: text.exactOptional().describe('Where the records stand in a JSON or YAML document: $[*] or $.products[*].'),
  pattern: text.exactOptional().describe('For format lines: an RE2 pattern with named groups; every match is a record.'),
  sheet: text.exactOptional().describe('For workbooks: the sheet to read.'),
});

const override = z.strictObject({
  files: oneOrMore.describe(
    'Which files this entry is about: one glob or several, from the folder of the configuration. Behind a glob, #/sku/ID means one listing (* stands for any characters), #/sku/ID/title one field of it, #/sku/ID/bullet/3 one of several; write / inside an id as ~1, ~ as ~0.',
  ),
  rules: z
    .record(text, z.enum([...SEVERITIES, 'off']))
    .exactOptional()
    .describe('Rule or pack id to its severity in these files: error, warning, note, or off.'),
  marketplace: text.exactOptional().describe('Marketplace of the listings, where their file does not tell it.'),
  locale: text.exactOptional().describe('Language of the texts as a BCP 47 tag: en-US, de-DE …'),
});

/** The schema of the configuration file. */
export const configSchema: z.ZodType<ConfigValues> = z.strictObject({
  extends: z
    .union([text, z.array(text).min(1).max(50)])
    .exactOptional()
    .describe(
      'Configurations on which this one is built, weakest first: paths of files, from the folder of this one, or "//" for the configuration of a folder further up, up to the root of the git repository. Without it a configuration stands alone.',
    ),
  marketplace: text.exactOptional().describe('Marketplace of listings whose file does not tell it: amazon.com, alibaba.com …'),
  brands: texts
    .exactOptional()
    .describe(
      'Your own brands. They are never reported as the brands of others. Those of the configurations that are extended count as well.',
    ),
  names: texts
    .exactOptional()
    .describe('Names under which you own pictures: your companies, your studio, as contracts and copyright lines write them.'),
  lang: z.enum(['en', 'zh']).exactOptional().describe('Language of reports.'),
  failOn: z
    .enum([...SEVERITIES, 'never'])
    .exactOptional()
    .describe(
      'Weakest severity that ends a scan with exit code 1; error when absent. Where the paths of a scan have several configurations, the strictest counts.',
    ),
  rules: texts.exactOptional().describe('Your own rule packs: paths of YAML files, from the folder of the configuration.'),
  only: texts.exactOptional().describe('Ids of the rules or packs to run, nothing else. The nearest list counts.'),
  skip: texts.exactOptional().describe('Ids of rules or packs to leave out.'),
  ignore: texts.exactOptional().describe('Globs of files that are never read, from the folder of the configuration.'),
  images: texts.exactOptional().describe('Folders in which the pictures of listings are looked for.'),
  references: text.exactOptional().describe('Folder of the reference library: texts and pictures that belong to others.'),
  ledger: text.exactOptional().describe('Folder of your licences and authorisations: licences.csv, authorisations.csv.'),
  cases: text.exactOptional().describe('Folder of the complaint cases; cases when absent.'),
  contact: z
    .string()
    .refine(isContact, 'must be an e-mail or web address, such as listings@northlight.example')
    .exactOptional()
    .describe('E-mail or web address that sites are told when pages or pictures are fetched, so that they can reach you.'),
  fetchImages: z
    .boolean()
    .exactOptional()
    .describe(
      'Whether scans fetch and check the pictures that listings name by their address; false when absent. Hosts of your own network are allowed on the command line only.',
    ),
  history: z
    .strictObject({
      record: z.boolean().exactOptional().describe('Whether preclear scan records what it found; false when absent.'),
      store: text
        .exactOptional()
        .describe(
          'Where it is recorded: a file, from the folder of the configuration, or the address of a PostgreSQL database, postgres://user@host/database?schema=shop. Give the password as PGPASSWORD, not here. .preclear/history.db when absent.',
        ),
    })
    .exactOptional()
    .describe('What scans found over time, for preclear history, review and serve.'),
  sources: z
    .array(source)
    .max(1000)
    .exactOptional()
    .describe('How files are to be understood; the first entry that fits counts, those of the nearest configuration first.'),
  overrides: z
    .array(override)
    .max(1000)
    .exactOptional()
    .describe('Other settings for some files, listings or fields; of the entries that fit, the last counts.'),
});

/** The JSON Schema of the configuration file. Draft 7: editors of YAML read nothing newer. */
export function configJsonSchema(): object {
  return { title: 'preclear.config.yaml', ...z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' }) };
}
