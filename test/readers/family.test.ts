import { describe, expect, it } from 'vitest';
import { readAmazonFlatFile } from '../../src/readers/amazon-flat-file.ts';
import { readAmazonJson } from '../../src/readers/amazon-json.ts';
import type { Reader } from '../../src/readers/contract.ts';
import { readGoogleTsv } from '../../src/readers/google-tsv.ts';
import { readGoogleXml } from '../../src/readers/google-xml.ts';
import { inputOf, readAll } from './read-text.ts';

const CASES: readonly (readonly [name: string, reader: Reader, file: string, text: string])[] = [
  [
    'the parent SKU of a flat file',
    readAmazonFlatFile,
    'feed.txt',
    'item_sku\titem_name\tparent_child\tparent_sku\nMUG-RED\tRed mug\tChild\tMUG\n',
  ],
  [
    'the parent SKU of a new template',
    readAmazonFlatFile,
    'feed.txt',
    'contribution_sku#1.value\titem_name[marketplace_id=ATVPDKIKX0DER]#1.value\tchild_parent_sku_relationship[marketplace_id=ATVPDKIKX0DER]#1.parent_sku\nMUG-RED\tRed mug\tMUG\n',
  ],
  [
    'the relationship of a listings item',
    readAmazonJson,
    'item.json',
    JSON.stringify({
      sku: 'MUG-RED',
      attributes: {
        item_name: [{ value: 'Red mug' }],
        child_parent_sku_relationship: [{ child_relationship_type: 'variation', parent_sku: 'MUG' }],
      },
    }),
  ],
  ['the group of a Google table', readGoogleTsv, 'google.tsv', 'id\ttitle\titem_group_id\nMUG-RED\tRed mug\tMUG\n'],
  [
    'the group of a Google feed',
    readGoogleXml,
    'google.xml',
    '<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>MUG-RED</g:id><title>Red mug</title><g:item_group_id>MUG</g:item_group_id></item></channel></rss>',
  ],
];

describe('the family of a variant', () => {
  it.each(CASES)('is %s', async (_, reader, file, text) => {
    const { listings } = await readAll(reader, inputOf(text, file));
    expect(listings.map(({ id, family }) => [id, family])).toEqual([['MUG-RED', 'MUG']]);
    expect(listings[0]?.fields.map(({ name }) => name)).not.toContain('attribute:parent sku');
  });
});
