import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../src/ledger/disk.ts';

let folder = '';
const put = (name: string, text: string | Buffer) => writeFile(join(folder, 'ledger', name), text);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preclear-ledger-'));
  await mkdir(join(folder, 'ledger/proofs'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = () => openLedger(join(folder, 'ledger'), 'ledger');

describe('openLedger', () => {
  it('reads both ledgers and looks for the proofs', async () => {
    await put(
      'licences.csv',
      'id,kind,files,owner,proof\nL1,stock,a.jpg,Lumora,proofs/a.pdf\nL2,stock,b.jpg,Lumora,proofs/b.pdf\n',
    );
    await put('licences.jsonl', '{"id":"L3","kind":"own-shoot","files":"c.jpg","owner":"us","proof":"proofs"}\n');
    await put('authorisations.csv', 'id,brand,kind,proof\nA1,Vexo,reseller,proofs/a.pdf\n');
    await put('proofs/a.pdf', 'x');
    const ledger = await open();
    expect(ledger.problems).toEqual([]);
    expect(ledger.licences.map(({ id, proofFound }) => [id, proofFound])).toEqual([
      ['L1', true],
      ['L2', false],
      ['L3', false],
    ]);
    expect(ledger.licences[0]?.folder).toBe(join(folder, 'ledger'));
    expect(ledger.authorisations).toMatchObject([{ id: 'A1', proofFound: true }]);
  });

  it('hashes proofs and originals that a row names', async () => {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    await put('proofs/a.pdf', 'receipt');
    await mkdir(join(folder, 'raw'));
    await writeFile(join(folder, 'raw/lamp.nef'), 'raw');
    const rows = [
      ['L1', sha256('receipt'), 'raw/lamp.nef'],
      ['L2', sha256('other'), join(folder, 'raw/lamp.nef')],
    ].map(([id, hash, covers]) =>
      JSON.stringify({ id, kind: 'own-shoot', owner: 'us', proof: 'proofs/a.pdf', proof_sha256: hash, covers }),
    );
    await put('licences.jsonl', `${rows.join('\n')}\n`);
    const { licences, problems } = await open();
    expect(problems).toEqual([]);
    expect(licences.map(({ proofChanged, originals }) => [proofChanged, originals])).toEqual([
      [undefined, [sha256('raw')]],
      [true, [sha256('raw')]],
    ]);
  });

  it('takes no proof through a link that leads outside', async () => {
    await writeFile(join(folder, 'outside.pdf'), 'x');
    await symlink(join(folder, 'outside.pdf'), join(folder, 'ledger/proofs/link.pdf'));
    await put('licences.csv', 'id,kind,files,owner,proof\nL1,stock,a.jpg,Lumora,proofs/link.pdf\n');
    expect((await open()).licences).toMatchObject([{ proofFound: false }]);
  });

  it('finds an id of the CSV again in the JSON Lines', async () => {
    await put('licences.csv', 'id,kind,files,owner\nL1,stock,a.jpg,Lumora\n');
    await put('licences.jsonl', '{"id":"L1","kind":"stock","files":"b.jpg","owner":"Lumora"}');
    const { licences, problems } = await open();
    expect(licences).toHaveLength(1);
    expect(problems).toMatchObject([{ file: join('ledger', 'licences.jsonl'), line: 1 }]);
  });

  it.each([
    ['gb18030', 'gb18030'],
    ['utf-16 with its mark', 'utf16-le'],
    ['utf-8 with its mark', 'utf8'],
  ])('reads what spreadsheets save: %s', async (_, encoding) => {
    const text = '编号,类型,图片,版权方\nT1,图库,主图.jpg,光影\n';
    await put('licences.csv', iconv.encode(text, encoding, { addBOM: encoding !== 'gb18030' }));
    const { licences, problems } = await open();
    expect(problems).toEqual([]);
    expect(licences).toMatchObject([{ id: 'T1', kind: 'stock', files: ['主图.jpg'], owner: '光影' }]);
  });

  it('says what it could not read', async () => {
    await put('licences.csv', Buffer.from([0, 1, 2, 255, 254, 0]));
    await mkdir(join(folder, 'ledger/licences.jsonl'));
    await put('authorisations.csv', Buffer.alloc(20 * 1024 * 1024 + 1, 0x61));
    await put('authorisations.xlsx', 'PK');
    const { licences, authorisations, problems } = await open();
    expect([licences, authorisations]).toEqual([[], []]);
    expect(problems.map(({ reason }) => reason.en.split(',')[0])).toEqual([
      'The ledger is read from CSV',
      'The ledger is neither UTF-8',
      'The ledger is not a file',
      'The ledger is larger than 20 MB',
    ]);
    for (const { reason } of problems) expect(reason.zh).toMatch(/台账/);
  });

  it('is empty in an empty folder and a problem without one', async () => {
    expect(await open()).toEqual({ licences: [], authorisations: [], problems: [] });
    const { problems } = await openLedger(join(folder, 'nowhere'), 'nowhere');
    expect(problems).toMatchObject([{ file: 'nowhere' }]);
  });
});
