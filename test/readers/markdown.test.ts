import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../src/readers/markdown.ts';
import { inputOf, outline, readAll, reasons, textsInFile } from './read-text.ts';

const BELT = `---
sku: BELT-1
brand: Trailo
marketplace: amazon.com
search_terms: "belt, nike"
images:
  - img/belt.jpg
---

# Running belt

Light and **soft**.

## Features
- Fits every phone
- Water-resistant

Not a bullet.

## 五点描述
1. 轻便

## Care
Wash by hand.
`;

describe('Markdown', () => {
  it('reads front matter, title, bullets and description', async () => {
    const read = await readAll(readMarkdown, inputOf(BELT, 'belt.md'));
    expect(read.problems).toEqual([]);
    expect(read.listings).toHaveLength(1);
    expect(read.listings[0]).toMatchObject({ id: 'BELT-1', brand: 'Trailo', marketplace: 'amazon.com' });
    expect(outline(read.listings[0])).toEqual([
      'title: Running belt',
      'bullet[1]: Fits every phone',
      'bullet[2]: Water-resistant',
      'bullet[3]: 轻便',
      'description: Light and **soft**.\n\n\nNot a bullet.\n\n\n## Care\nWash by hand.',
      'search-terms: belt, nike',
      'brand: Trailo',
      'main: img/belt.jpg',
    ]);
    expect(textsInFile(BELT, read.listings[0] ?? expect.fail())).toEqual(read.listings[0]?.fields.map((f) => f.text));
    expect(read.mappings).toHaveLength(1);
  });

  it('keeps the title of the front matter', async () => {
    const text = '---\ntitle: Cup\n---\n# Other\ntext\n';
    expect(outline((await readAll(readMarkdown, inputOf(text, 'a.md'))).listings[0])).toEqual([
      'title: Cup',
      'description: text',
    ]);
  });

  it('reads a file without front matter, and one whose front matter is broken', async () => {
    const bare = await readAll(readMarkdown, inputOf('# Cup\r\n\r\nGood.\r\n', 'a.md'));
    expect(outline(bare.listings[0])).toEqual(['title: Cup', 'description: Good.']);
    const broken = await readAll(readMarkdown, inputOf('---\nsku: [a\n---\n# Cup\n', 'a.md'));
    expect(outline(broken.listings[0])).toEqual(['title: Cup']);
    expect(reasons(broken)).toEqual([expect.stringMatching(/^[23]:\d+ Broken YAML/)]);
  });
});
