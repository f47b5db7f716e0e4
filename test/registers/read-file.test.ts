import { describe, expect, it } from 'vitest';
import { newLibrary, put, readFile } from './library.ts';
import { caseFile, DAY_ONE, NATIONAL_ST66, US_ST66, US_ST96, usptoXml, zipOf } from './office-files.ts';
import { writeZipBytes } from './zip-bytes.ts';

describe('USPTO applications', () => {
  it('reads numbers, text, classes, status, the latest owner and disclaimers', async () => {
    const { entries, faults } = await readFile(put(newLibrary(), 'apc.xml', DAY_ONE), 'uspto');
    expect(faults).toEqual([]);
    expect(entries[0]).toEqual({
      office: 'US',
      number: '97000001',
      registration: '7000001',
      text: 'ZENVORA TUMBLING TOWER',
      standardCharacters: true,
      classes: [28],
      status: 'live',
      code: '700',
      owner: 'Zenvora Games, LLC',
      disclaimers: ['"TUMBLING TOWER"'],
      date: '2025-06-01',
      supplemental: false,
      section2f: false,
    });
    expect(entries.map(({ status, classes }) => [status, classes])).toEqual([
      ['live', [28]],
      ['pending', [9, 42]],
      ['dead', [25]],
    ]);
    expect(entries[1]).not.toHaveProperty('registration');
  });

  it('reads the one XML file of an archive, whatever else is in it', async () => {
    const path = put(newLibrary(), 'apc.zip', zipOf({ 'img/mark.png': 'no picture', 'apc250601.xml': DAY_ONE }));
    expect((await readFile(path, 'uspto')).entries).toHaveLength(3);
  });

  it('keeps a record that tells a change of status only, without words', async () => {
    const path = put(newLibrary(), 'a.xml', usptoXml([caseFile({ serial: '97000001', status: '710' })]));
    expect((await readFile(path, 'uspto')).entries).toMatchObject([
      { number: '97000001', text: '', classes: [], status: 'dead' },
    ]);
  });

  it('leaves a class out that no longer stands', async () => {
    const record = caseFile({ serial: '1', mark: 'A', classes: ['009'] }).replace('<status-code>6<', '<status-code>2<');
    expect((await readFile(put(newLibrary(), 'a.xml', usptoXml([record])), 'uspto')).entries).toMatchObject([{ classes: [] }]);
  });

  it('takes bytes that are no UTF-8 as Latin-1', async () => {
    const xml = usptoXml([caseFile({ serial: '1', mark: 'CAF\u00c9 ZENVORA', owners: [['30', 'Müller GmbH']] })]);
    const { entries } = await readFile(put(newLibrary(), 'a.xml', Buffer.from(xml, 'latin1')), 'uspto');
    expect(entries).toMatchObject([{ text: 'CAFÉ ZENVORA', owner: 'Müller GmbH' }]);
    const utf8 = await readFile(put(newLibrary(), 'b.xml', Buffer.from(xml, 'utf8')), 'uspto');
    expect(utf8.entries).toEqual(entries);
  });

  it('gives the same entries however the bytes are cut into pieces', async () => {
    const many = usptoXml(Array.from({ length: 3000 }, (_, i) => caseFile({ serial: String(10_000 + i), mark: `MARK ${i}` })));
    const { entries, faults } = await readFile(put(newLibrary(), 'a.xml', many), 'uspto');
    expect(faults).toEqual([]);
    expect(entries.map(({ text }) => text)).toEqual(Array.from({ length: 3000 }, (_, i) => `MARK ${i}`));
  });
});

describe('ST.66 and ST.96', () => {
  it('reads a national file: words for the status, CDATA, several marks in one transaction', async () => {
    const { entries, faults } = await readFile(put(newLibrary(), 'ro.xml', NATIONAL_ST66), 'st66');
    expect(faults).toEqual([]);
    expect(entries).toMatchObject([
      {
        office: 'RO',
        number: 'M 2020 00123',
        text: 'DOINARIX',
        classes: [18, 25],
        status: 'live',
        owner: 'S.C. Doinarix S.R.L.',
      },
      { office: 'RO', number: 'M 2001 00007', text: 'Brânză & Co', status: 'dead' },
    ]);
  });

  it('reads the US office’s: the applicant behind the mark, the latest of them, no national class numbers', async () => {
    const { entries } = await readFile(put(newLibrary(), 'us.xml', US_ST66), 'st66');
    expect(entries).toMatchObject([
      {
        office: 'US',
        text: 'ZENVORA',
        classes: [28],
        status: 'live',
        code: '702',
        owner: 'Zenvora Games & Toys LLC',
        date: '2026-01-08',
      },
    ]);
  });

  it('reads ST.96 with its prefixes', async () => {
    const { entries, faults } = await readFile(put(newLibrary(), 'us.xml', US_ST96), 'st96');
    expect(faults).toEqual([]);
    expect(entries).toMatchObject([
      {
        number: '97000009',
        registration: '7000009',
        text: 'KELVANTO',
        classes: [9],
        owner: 'Kelvanto America, Inc.',
        supplemental: true,
      },
    ]);
  });
});

describe('files that are not as they should be', () => {
  it('are cut in the middle: told with record and byte, what was whole is given', async () => {
    const at = DAY_ONE.indexOf('QUARVEX');
    const { entries, faults } = await readFile(put(newLibrary(), 'a.xml', DAY_ONE.slice(0, at)), 'uspto');
    expect(entries.map(({ number }) => number)).toEqual(['97000001', '97000002']);
    expect(faults).toMatchObject([{ record: 3, byte: DAY_ONE.lastIndexOf('<case-file>', at), incomplete: true }]);
  });

  it('are cut between two records', async () => {
    const { entries, faults } = await readFile(
      put(newLibrary(), 'a.xml', DAY_ONE.slice(0, DAY_ONE.lastIndexOf('<case-file>'))),
      'uspto',
    );
    expect(entries).toHaveLength(2);
    expect(faults).toMatchObject([{ record: 3, incomplete: true }]);
  });

  it('declare a billion laughs: nothing is expanded, a strange entity stays as written and is told', async () => {
    const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i};`.repeat(10)}">`).join('\n');
    const doctype = `<!ENTITY lol0 "lol <case-file> ]> ">\n${laughs}`;
    const xml = usptoXml([caseFile({ serial: '1', mark: 'AT&amp;T &lol9; &#90;' })], doctype);
    const { entries, faults } = await readFile(put(newLibrary(), 'a.xml', xml), 'uspto');
    expect(entries).toMatchObject([{ number: '1', text: 'AT&T &lol9; Z' }]);
    expect(faults).toMatchObject([{ record: 1, incomplete: false }]);
  });

  it('have another root element', async () => {
    const { entries, faults } = await readFile(put(newLibrary(), 'a.xml', US_ST66), 'uspto');
    expect(entries).toEqual([]);
    expect(faults[0]?.reason.en).toMatch(/root element is <Transaction>, expected <trademark-applications-daily>/);
  });

  it.each([
    ['empty', ''],
    ['a table', 'mark,number\nA,1\n'],
    ['a DOCTYPE without an end', `<?xml version="1.0"?><!DOCTYPE a [${'<!ELEMENT b (c)>'.repeat(90_000)}`],
    ['UTF-16', Buffer.from('<?xml version="1.0"?><a/>', 'utf16le')],
  ])('are no XML: %s', async (_, content) => {
    const { entries, faults } = await readFile(put(newLibrary(), 'a.xml', content), 'uspto');
    expect(entries).toEqual([]);
    expect(faults).toMatchObject([{ incomplete: true }]);
  });

  it('have a record beyond all sizes: it is left out, the others are read', async () => {
    const huge = caseFile({ serial: '2', mark: 'X'.repeat(9 << 20) });
    const xml = usptoXml([caseFile({ serial: '1', mark: 'A' }), huge, caseFile({ serial: '3', mark: 'C' })]);
    const { entries, faults } = await readFile(put(newLibrary(), 'a.xml', xml), 'uspto');
    expect(entries.map(({ number }) => number)).toEqual(['1', '3']);
    expect(faults).toMatchObject([{ record: 2, incomplete: false }]);
  });

  it.each([
    ['two XML files', zipOf({ 'a.xml': DAY_ONE, 'b.xml': DAY_ONE }), /2 XML files/],
    ['no XML file', zipOf({ 'a.txt': 'x' }), /no XML file/],
    ['a name that leads out of the folder', zipOf({ '../../a.xml': DAY_ONE }), /unsafe names/],
    ['a bomb', writeZipBytes([{ name: 'a.xml', bytes: Buffer.alloc(64 << 20, 'A') }]), /unpacks to more/],
    ['less than it says', writeZipBytes([{ name: 'a.xml', bytes: Buffer.from(DAY_ONE), claims: 900_000 }]), /damaged, cut off/],
    ['more than it says', writeZipBytes([{ name: 'a.xml', bytes: Buffer.from(DAY_ONE), claims: 100 }]), /unpacks to more/],
    [
      'other bytes than were packed',
      writeZipBytes([{ name: 'a.xml', bytes: Buffer.from(DAY_ONE), damaged: true }]),
      /checksum/,
    ],
    ['the first half of an archive', zipOf({ 'a.xml': DAY_ONE }).subarray(0, 500), /damaged, cut off/],
  ])('are archives with %s', async (_, bytes, reason) => {
    const { faults } = await readFile(put(newLibrary(), 'a.zip', Buffer.from(bytes)), 'uspto');
    expect(faults.at(-1)?.reason.en).toMatch(reason);
    expect(faults.at(-1)?.incomplete).toBe(true);
  });
});
