import { describe, expect, it } from 'vitest';
import { amazonHost, amazonMarketplace, amazonMarketplaceOfTag } from '../../src/readers/amazon-marketplaces.ts';

describe('Amazon marketplaces', () => {
  it('knows a marketplace by its id, in any case', () => {
    expect(amazonMarketplace('A1PA6795UKMFR9')).toEqual({ marketplace: 'amazon.de', locale: 'de-DE' });
    expect(amazonMarketplace(' atvpdkikx0der ')?.marketplace).toBe('amazon.com');
    expect(amazonMarketplace('constructor')).toBeUndefined();
  });

  it('knows a marketplace by the language tag of a template', () => {
    expect(amazonMarketplaceOfTag('ja_JP')?.marketplace).toBe('amazon.co.jp');
    expect(amazonMarketplaceOfTag('en_GB')?.marketplace).toBe('amazon.co.uk');
    expect(amazonMarketplaceOfTag('zh_CN')).toBeUndefined();
  });

  it('knows a shop by its host', () => {
    expect(amazonHost('www.amazon.co.uk')).toBe('amazon.co.uk');
    expect(amazonHost('www.amazon.com.be')).toBe('amazon.com.be');
    expect(amazonHost('amazon.com.evil.example')).toBeUndefined();
    expect(amazonHost('notamazon.com')).toBeUndefined();
  });
});
