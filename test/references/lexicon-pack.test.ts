import { cpSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findMarks } from '../../src/lexicon/find-marks.ts';
import { openLexicon, packLexicon } from '../../src/references/brand-tables.ts';
import { splitText } from '../../src/text/field-text.ts';

describe('a pack of the brand tables', () => {
  let folder = '';
  const table = (): string => join(folder, 'accessories.tsv');
  const pack = (): string => join(folder, 'lexicon.bin');
  const open = (): ReturnType<typeof openLexicon> => openLexicon(folder, { pack: pack() });
  /** Writes the table as it was an hour before, or after, the pack was made. */
  const write = (text: string, hours: number): void => {
    writeFileSync(table(), text);
    const time = Date.now() / 1000 + hours * 3600;
    utimesSync(table(), time, time);
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'preclear-pack-'));
    cpSync('data/brands', folder, { recursive: true });
    packLexicon(folder, pack());
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('opens while no table is newer', () => {
    const lexicon = open();
    expect(findMarks(lexicon, splitText('case for iPhone 15'))).not.toEqual([]);
    expect(lexicon.accessories.word('case')).toBeGreaterThanOrEqual(0);
  });

  it('opens for tables that were only copied', () => {
    const text = readFileSync(table(), 'utf8');
    write(text, 1);
    expect(open().accessories.word('case')).toBeGreaterThanOrEqual(0);
  });

  it('is not used for a newer table of the same size', () => {
    const text = readFileSync(table(), 'utf8');
    write(text.replace(/^case\t/m, 'caze\t'), 1);
    expect(open().accessories.word('caze')).toBeGreaterThanOrEqual(0);
    write(text, -1);
  });

  it('is not used for an older table of another size', () => {
    const text = readFileSync(table(), 'utf8');
    write(`${text.trimEnd()}\nquillrest\t\n`, -1);
    expect(open().accessories.word('quillrest')).toBeGreaterThanOrEqual(0);
    write(text, -1);
  });
});
