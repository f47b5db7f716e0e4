import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { draw, makeExif, makeFull, makeJpeg, segment } from '../image/rights/rights-files.ts';
import { preclear, shop } from './run.ts';

const CONFIG = 'brands: [Hillmoor]\nledger: ledger\n';
const RIGHTS = ['--copyright', '© 2026 Hillmoor Ltd', '--creator', 'Li Na'];

const cameraJpeg = (artist: string): Promise<Buffer> =>
  makeJpeg(segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), makeExif({ artist, copyright: 'Hillmoor' })])));

async function photos(
  pictures: Readonly<Record<string, Buffer | Promise<Buffer>>>,
  files: Readonly<Record<string, string>> = {},
) {
  const cwd = shop({ 'preclear.config.yaml': CONFIG, ...files });
  for (const [path, bytes] of Object.entries(pictures)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), await bytes);
  }
  return cwd;
}

const ledgerOf = (cwd: string): Record<string, string>[] =>
  readFileSync(join(cwd, 'ledger/licences.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('preclear images stamp', () => {
  it('writes copies beside the files and leaves the files', async () => {
    const cwd = await photos({ 'a.jpg': makeJpeg(), '图 1.png': draw().png().toBuffer() });
    const before = readFileSync(join(cwd, 'a.jpg'));
    const run = await preclear(['images', 'stamp', 'a.jpg', '图 1.png', ...RIGHTS], { cwd });
    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toBe('wrote a.stamped.jpg (EXIF, IPTC, XMP)\nwrote 图 1.stamped.png (EXIF, XMP)\n');
    expect(readFileSync(join(cwd, 'a.jpg'))).toEqual(before);
    expect((await sharp(join(cwd, 'a.stamped.jpg')).metadata()).xmpAsString).toContain('© 2026 Hillmoor Ltd');
  });

  it('writes into a folder, never over a file that is there', async () => {
    const cwd = await photos({ 'a.jpg': makeJpeg() });
    expect(await preclear(['images', 'stamp', 'a.jpg', ...RIGHTS, '--out', 'up/load'], { cwd })).toMatchObject({ exit: 0 });
    const again = await preclear(['images', 'stamp', 'a.jpg', ...RIGHTS, '--out', 'up/load', '--lang', 'zh'], { cwd });
    expect(again).toMatchObject({ exit: 3, stdout: '' });
    expect(again.stderr).toContain('a.jpg：副本 up/load/a.jpg 未写入：已有同名文件');
    const here = await preclear(['images', 'stamp', 'a.jpg', ...RIGHTS, '--out', '.'], { cwd });
    expect(here).toMatchObject({ exit: 3 });
  });

  it('refuses a stranger’s picture and names the stranger; --force writes', async () => {
    const cwd = await photos({ 'a.jpg': makeFull('jpeg'), 'b.jpg': makeJpeg() });
    const run = await preclear(['images', 'stamp', 'a.jpg', 'b.jpg', ...RIGHTS], { cwd });
    expect(run).toMatchObject({ exit: 3, stdout: 'wrote b.stamped.jpg (EXIF, IPTC, XMP)\n' });
    expect(run.stderr).toContain(
      'a.jpg: The file names somebody else, so nothing was written: “© 2024 Marta Lindqvist” (EXIF Copyright)',
    );
    expect(await preclear(['images', 'stamp', 'a.jpg', ...RIGHTS, '--force'], { cwd })).toMatchObject({ exit: 0 });
  });

  it('says what it cannot do', async () => {
    const cwd = await photos({ 'a.avif': draw().avif().toBuffer(), 'a.jpg': makeJpeg() }, { 'b.jpg': 'a text' });
    const run = await preclear(['images', 'stamp', 'a.avif', 'b.jpg', 'c.jpg', '.', ...RIGHTS], { cwd });
    expect(run.exit).toBe(3);
    expect(
      run.stderr
        .trim()
        .split('\n')
        .map((line) => line.slice(0, 32)),
    ).toEqual([
      'a.avif: AVIF and HEIC files cann',
      'b.jpg: The file is no JPEG, PNG,',
      'c.jpg: The file does not exist; ',
      '.: It is a folder or a device, n',
    ]);
    expect(await preclear(['images', 'stamp', 'a.jpg'], { cwd })).toMatchObject({ exit: 2 });
    const contact = await preclear(['images', 'stamp', 'a.jpg', '--contact', 'call me', '--lang', 'zh'], { cwd });
    expect(contact).toMatchObject({ exit: 2 });
    expect(contact.stderr).toContain('--contact 须为网址');
  });
});

describe('preclear images register', () => {
  it('enters originals with what proves them, and nothing twice', async () => {
    const cwd = await photos(
      { 'photos/lamp.jpg': cameraJpeg('Li Na'), 'photos/mug.png': draw().png().toBuffer() },
      { 'photos/raw/LAMP.NEF': 'raw' },
    );
    const args = ['images', 'register', 'photos', '--owner', 'Hillmoor Ltd', '--creator', 'Li Na'];
    const run = await preclear(args, { cwd });
    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toMatch(
      /^OWN-[0-9a-f]{16} {2}photos\/lamp\.jpg {2}2026-03-01 10:22:33; NIKON Z 6; LAMP\.NEF; registered 2026-11-22\n/,
    );
    expect(run.stdout).toContain('Entered 2 into ledger/licences.jsonl; 0 were there already; 0 not entered.');
    const [lamp = {}] = ledgerOf(cwd);
    const sha256 = createHash('sha256')
      .update(readFileSync(join(cwd, 'photos/lamp.jpg')))
      .digest('hex');
    expect(lamp).toMatchObject({ kind: 'own-shoot', files: 'photos/lamp.jpg', owner: 'Hillmoor Ltd', covers: sha256 });
    const proof = readFileSync(join(cwd, 'ledger', lamp.proof ?? ''));
    expect(createHash('sha256').update(proof).digest('hex')).toBe(lamp.proof_sha256);
    expect(JSON.parse(proof.toString())).toMatchObject({
      original: 'photos/lamp.jpg',
      sha256,
      taken: '2026-03-01 10:22:33',
      camera: 'NIKON Z 6',
      creator: 'Li Na',
      raws: [{ file: 'photos/raw/LAMP.NEF', sha256: createHash('sha256').update('raw').digest('hex') }],
    });
    const again = await preclear([...args, '--lang', 'zh'], { cwd });
    expect(again).toMatchObject({ exit: 0, stdout: '已登记 0 张到 ledger/licences.jsonl；已在台账中 2 张；未登记 0 张。\n' });
    expect(ledgerOf(cwd)).toHaveLength(2);
  });

  it('makes the scan know the picture, moved or not, and see a record that was changed', async () => {
    const rows =
      'id,title,brand,main image\nS1,Lamp,Hillmoor,photos/lamp.jpg\nS2,Lamp,Hillmoor,elsewhere/copy.jpg\nS3,Mug,Hillmoor,mug.jpg\n';
    const cwd = await photos({ 'photos/lamp.jpg': cameraJpeg('Li Na'), 'mug.jpg': makeJpeg() }, { 'l.csv': rows });
    mkdirSync(join(cwd, 'elsewhere'));
    copyFileSync(join(cwd, 'photos/lamp.jpg'), join(cwd, 'elsewhere/copy.jpg'));
    await preclear(['images', 'register', 'photos', '--owner', 'Hillmoor'], { cwd });
    const found = async (): Promise<string[]> => {
      const { stdout } = await preclear(['scan', 'l.csv', '--format', 'json', '--only', 'core', '--fail-on', 'never'], { cwd });
      const { findings } = JSON.parse(stdout) as { findings: { listing: string; rule: string }[] };
      return findings.map(({ listing, rule }) => `${listing} ${rule}`);
    };
    expect(await found()).toEqual(['S3 core/image-no-licence']);
    const proof = join(cwd, 'ledger', ledgerOf(cwd)[0]?.proof ?? '');
    writeFileSync(proof, readFileSync(proof, 'utf8').replace('2026-03-01', '2020-03-01'));
    expect(await found()).toEqual(['S1 core/image-proof-changed', 'S2 core/image-proof-changed', 'S3 core/image-no-licence']);
  });

  it('enters neither strangers’ pictures nor what a machine made', async () => {
    const cwd = await photos({ 'a.jpg': cameraJpeg('Li Na'), 'b.jpg': makeFull('jpeg'), 'c.png': makeFull('png') });
    const run = await preclear(['images', 'register', '.', '--owner', 'Marta', '--creator', 'Lindqvist'], { cwd });
    expect(run.exit).toBe(3);
    expect(run.stderr).toContain('b.jpg: The file names somebody else');
    expect(ledgerOf(cwd).map(({ files }) => files)).toEqual(['a.jpg']);
  });

  it('writes under the headings of a CSV ledger, and says which it lacks', async () => {
    const csv = '编号;类型;图片;版权方;证明文件;证明校验值;原图;备注;平台\r\nL1;图库;x.jpg;Lumora;;;;;amazon.de\r\n';
    const cwd = await photos(
      { '=1+1;a.jpg': makeJpeg() },
      { 'ledger/licences.csv': csv, 'other/licences.csv': 'id,kind,files,owner\n' },
    );
    const run = await preclear(['images', 'register', '.', '--owner', 'Hillmoor', '--ledger', 'ledger/licences.csv'], { cwd });
    expect(run).toMatchObject({ exit: 0, stderr: '' });
    const text = readFileSync(join(cwd, 'ledger/licences.csv'), 'utf8');
    expect(text.startsWith(csv)).toBe(true);
    expect(text.slice(csv.length)).toMatch(
      /^OWN-[0-9a-f]{16};own-shoot;;Hillmoor;proofs\/originals\/OWN-[0-9a-f]+\.json;[0-9a-f]{64};[0-9a-f]{64};registered 2026-11-22;\n$/,
    );
    expect(
      (await preclear(['images', 'register', '.', '--owner', 'Hillmoor', '--ledger', 'ledger/licences.csv'], { cwd })).stdout,
    ).toContain('1 were there already');
    const lacking = await preclear(['images', 'register', '.', '--owner', 'Hillmoor', '--ledger', 'other/licences.csv'], {
      cwd,
    });
    expect(lacking).toMatchObject({ exit: 2, stdout: '' });
    expect(lacking.stderr).toContain('has no column proof, proof_sha256, covers, note');
  });

  it('says what it cannot do', async () => {
    const cwd = await photos({ 'a.jpg': makeJpeg() }, { 'b.jpg': 'a text' });
    const run = await preclear(['images', 'register', 'b.jpg', 'a.jpg', '--owner', 'Hillmoor'], { cwd });
    expect(run.exit).toBe(3);
    expect(run.stderr).toBe('b.jpg: The file is no picture that preclear reads, or a damaged one.\n');
    for (const args of [
      ['nowhere', '--owner', 'x'],
      ['a.jpg'],
      ['a.jpg', '--owner', ' '],
      ['a.jpg', '--owner', 'x', '--ledger', 'a.csv'],
    ]) {
      expect(await preclear(['images', 'register', ...args], { cwd })).toMatchObject({ exit: 2, stdout: '' });
    }
  });
});
