import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPage, maskPage, pageLanguage } from '../../src/readers/page-text.ts';
import { stripMarkup } from '../../src/text/markup.ts';

/** What a reader sees, with one space or line break between words. */
async function seen(page: string): Promise<string> {
  const { text } = stripMarkup(await maskPage(page));
  return text
    .replace(/\s*\n\s*/g, '\n')
    .replace(/ +/g, ' ')
    .trim();
}

describe('maskPage', () => {
  it.each([
    [
      'scripts, styles and templates',
      '<script>var a = "<p>no</p>";</script><style>p{}</style><template><p>no</p></template>yes',
      'yes',
    ],
    ['comments, declarations and instructions', '<!doctype html><!-- no <b>no</b> --><?php no ?>yes', 'yes'],
    ['the head but the title', '<head><title>Mug &amp; lid</title><meta content="no"></head><body>yes', 'Mug & lid\nyes'],
    ['what is hidden, with all in it', '<div hidden><p>no<p>no</div><div HIDDEN=""><b>no</b></div>yes', 'yes'],
    ['what its own style hides', `<p style="color:red; display : none">no</p><i style='visibility:hidden'>no</i>yes`, 'yes'],
    ['attributes, also with > in them', '<a title="no > no" href=no>yes</a> <img alt="no" src="no">and yes', 'yes and yes'],
    ['content for browsers that cannot', '<noscript>no</noscript><iframe>no</iframe><video>no</video>yes', 'yes'],
    ['titles of drawings', '<svg><title>no</title><path d="M0"/></svg>yes', 'yes'],
  ])('leaves out %s', async (_, page, expected) => {
    expect(await seen(page)).toBe(expected);
  });

  it.each([
    ['an item that no tag closes', '<ul><li hidden>no<li>yes</ul>yes', 'yes\nyes'],
    ['an item with a list in it', '<ul><li hidden>no<ul><li>no</ul>no</li><li>yes</ul>', 'yes'],
    ['a cell that no tag closes', '<table><tr><td hidden>no<td>yes<tr><td>yes</table>', 'yes\nyes'],
    ['a paragraph before a block', '<p hidden>no<div>yes</div>', 'yes'],
    ['an end tag of nothing', '<div hidden>no</i></section>no</div>yes', 'yes'],
    ['elements that have no end tag', '<input hidden><br hidden><img hidden>yes', 'yes'],
    ['an element whose parent ends', '<div><span hidden>no</div>yes', 'yes'],
  ])('ends what is hidden behind %s', async (_, page, expected) => {
    expect(await seen(page)).toBe(expected);
  });

  it.each([
    ['inline tags part no words', 'Trink<b class="x">becher</b> und <custom-tag>De</custom-tag>ckel', 'Trinkbecher und Deckel'],
    ['pictures part words', 'cup<img src=x>lid', 'cup lid'],
    ['blocks end lines', '<h1>Mug</h1><p>Keeps hot</p><ul><li>a<li>b</ul>c<br>d', 'Mug\nKeeps hot\na\nb\nc\nd'],
    ['line breaks of the source are spaces', '<p>Keeps\ndrinks\r\n\thot</p>', 'Keeps drinks hot'],
    ['and stay where they count', '<pre>one\ntwo</pre>', 'one\ntwo'],
    ['a tag beyond all measure is a space', `<p>a<b x="${'y'.repeat(9000)}">b</p>`, 'a b'],
    ['what is no tag is text', '<p>3 < 4 and 5 > 4</p>', '3 < 4 and 5 > 4'],
    ['a page that stops in a tag', '<p>yes</p><div class="no', 'yes'],
  ])('%s', async (_, page, expected) => {
    expect(await seen(page)).toBe(expected);
  });

  it('moves nothing', async () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<b>',
      '<li hidden>',
      '</li>',
      '<script>',
      '</script>',
      '<!--',
      '-->',
      'word ',
      '杯',
      '😀',
      '<',
      '>',
      '"',
      '\n',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece).map((pieces) => pieces.join('')),
        async (page) => {
          const masked = await maskPage(page);
          expect(masked.length).toBe(page.length);
          for (let i = 0; i < page.length; i++) {
            if (/[\p{L}\p{Cs}]/u.test(masked.charAt(i)) && !/<b? *$/.test(masked.slice(0, i)))
              expect(masked.charAt(i)).toBe(page.charAt(i));
          }
        },
      ),
    );
  });
});

describe('isPage', () => {
  it.each([
    ['page.HTML', '', true],
    ['page.htm', '', true],
    ['text.txt', '\uFEFF\n<!DOCTYPE html><p>', true],
    ['text', '<?xml version="1.0"?>\n<html xmlns="x">', true],
    ['text', '<!-- saved from url=(0014)about -->\n<html>', true],
    ['text.txt', '<p>a description with tags</p>', false],
    ['text.txt', 'Write <html> at the start.', false],
    ['text.txt', '', false],
  ])('%s %j: %s', (file, text, expected) => {
    expect(isPage(file, text)).toBe(expected);
  });
});

describe('pageLanguage', () => {
  it.each([
    ['<!doctype html><html class="a" lang="zh-CN">', 'zh-CN'],
    ['<html lang=de>', 'de'],
    ['<html lang="">', undefined],
    ['<p>', undefined],
  ])('%s: %s', (page, expected) => {
    expect(pageLanguage(page)).toBe(expected);
  });
});
