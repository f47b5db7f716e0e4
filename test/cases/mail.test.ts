import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

const BODY = `Hello,

We removed some of your listings because a rights owner reported that they infringe the following trademark: 9930001 (ORRIN).

ASIN: B0ZZ4MM01A
Infringement type: Trademark
Complaint ID: 9930000001
`;
const CHINESE = `您好：

我们收到了权利所有者的举报，称您的商品侵犯他人商标权。我们已移除您的商品。

请提供发票或授权书。

ASIN：B0ZZ4MM01A
侵权类型：商标
投诉编号：9930000001
`;
const HEAD = 'From: notice@amazon.com\r\nTo: ops@seller.example\r\nSubject: Notice: Policy Warning\r\nDate: Mon, 06 Jul 2026 09:00:00 +0000\r\n';

function mail(head: string, body: string | Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${HEAD}${head}\r\n`), Buffer.isBuffer(body) ? body : Buffer.from(body)]);
}

const EXPECTED = { platform: 'amazon', infringementType: 'trademark', items: [{ id: 'B0ZZ4MM01A' }], complaintIds: ['9930000001'] };

describe('mails', () => {
  it.each([
    ['plain text', mail('', BODY)],
    ['quoted-printable', mail('Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n', BODY.replaceAll('reported', 'repor=\r\nted'))],
    ['base64', mail('Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n', Buffer.from(BODY).toString('base64'))],
    ['HTML only', mail('Content-Type: text/html\r\n', `<div>${BODY.replaceAll('\n', '<br>')}</div>`)],
    [
      'HTML beside a text part that says nothing',
      mail(
        'Content-Type: multipart/alternative; boundary=b\r\n',
        `--b\r\nContent-Type: text/plain\r\n\r\nYour mail program does not show HTML.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>${BODY.replaceAll('\n', '<br>')}</p>\r\n--b--\r\n`,
      ),
    ],
    ['a multipart that never ends', mail('Content-Type: multipart/mixed; boundary=b\r\n', `--b\r\nContent-Type: text/plain\r\n\r\n${BODY}`)],
    ['a boundary that is not there', mail('Content-Type: multipart/mixed; boundary=gone\r\n', BODY + ' '.repeat(2000))],
    [
      'a mail attached to a mail',
      Buffer.concat([
        Buffer.from('From: lina@seller.example\r\nTo: boss@seller.example\r\nSubject: FW\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nsee attached\r\n--b\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename="n.eml"\r\n\r\n'),
        mail('', BODY),
        Buffer.from('\r\n--b--\r\n'),
      ]),
    ],
  ])('%s', async (_name, bytes) => {
    const { notice } = await read(bytes, 'notice.eml');
    expect(notice).toMatchObject({ ...EXPECTED, noticeKind: 'listing_removed', assertedTerms: ['ORRIN'] });
  });

  it.each([
    ['GBK, named', 'Content-Type: text/plain; charset=GBK\r\n', 'gbk'],
    ['GBK, no character set named', 'Content-Type: text/plain\r\n', 'gbk'],
    ['GBK, called UTF-8', 'Content-Type: text/plain; charset=utf-8\r\n', 'gbk'],
    ['Big5, named', 'Content-Type: text/plain; charset=big5\r\n', 'big5'],
  ])('Chinese in %s', async (_name, head, charset) => {
    const traditional = charset === 'big5' ? traditionalOf(CHINESE) : CHINESE;
    const { notice } = await read(mail(`${head}Content-Transfer-Encoding: 8bit\r\n`, iconv.encode(traditional, charset)), 'notice.eml');
    expect(notice).toMatchObject({ ...EXPECTED, language: 'zh', requested: ['invoice', 'license_or_loa'] });
  });

  it('undoes quoted-printable and base64 whose head was cut off', async () => {
    const quoted = [...Buffer.from(CHINESE)].map((byte) => (byte > 0x7e || byte === 0x3d ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte))).join('');
    expect((await read(quoted)).notice).toMatchObject(EXPECTED);
    const lines = Buffer.from(CHINESE + BODY).toString('base64').replaceAll(/(.{76})/g, '$1\n');
    expect((await read(lines)).notice.items).toEqual([{ id: 'B0ZZ4MM01A' }]);
  });

  it('reads text attachments, names the others, and leaves them', async () => {
    const picture = Buffer.alloc(3_000_000, 7).toString('base64');
    const bytes = mail(
      'Content-Type: multipart/mixed; boundary=b\r\n',
      `--b\r\nContent-Type: text/plain\r\n\r\nSee the attached text.\r\n--b\r\nContent-Type: text/plain; name=n.txt\r\nContent-Disposition: attachment; filename=n.txt\r\n\r\n${BODY}\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=scan.png\r\nContent-Transfer-Encoding: base64\r\n\r\n${picture}\r\n--b--\r\n`,
    );
    const { notice, attachments, text } = await read(bytes, 'notice.eml');
    expect(notice).toMatchObject(EXPECTED);
    expect(attachments).toEqual(['scan.png']);
    expect(text.length).toBeLessThan(2000);
  });

  it('says what to do with files that hold no text', async () => {
    await expect(read('%PDF-1.7 …', 'n.pdf')).rejects.toThrow(/PDF/);
    await expect(read(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'n.msg')).rejects.toThrow(/\.eml/);
  });

  it('keeps control characters out of the text', async () => {
    const { text, notice } = await read(`${BODY}\u001b[31m\u202eevil\u0000`);
    expect(text).not.toMatch(/[^\P{C}\n\t]/u);
    expect(notice.items).toEqual([{ id: 'B0ZZ4MM01A' }]);
  });
});

function traditionalOf(text: string): string {
  const pairs: Readonly<Record<string, string>> = { 们: '們', 权: '權', 举: '舉', 报: '報', 称: '稱', 标: '標', 请: '請', 发: '發', 书: '書', 类: '類', 诉: '訴', 编: '編', 号: '號', 商: '商', 您: '您', 侵: '侵' };
  return [...text].map((sign) => pairs[sign] ?? sign).join('');
}

describe('mails of which parts would be lost', () => {
  const HEAD = 'From: notice@amazon.com\nTo: a@b.example\nSubject: Notice: Policy Warning\nDate: Mon, 09 Mar 2026 17:40:02 +0000\n';
  const notice = (asin: string, complaint: string): string =>
    `Hello,\n\nWe removed some of your listings after a report from a rights owner.\n\nASIN: ${asin}\nInfringement type: Copyright\nComplaint ID: ${complaint}\n`;

  it('are read as text where they name no boundary, and say so', async () => {
    const broken = `${HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed\n\n${notice('B0ZZ1AA02L', '9900000102')}`;
    const { notice: found, problems } = await read(broken, 'no-boundary.eml');
    expect(found).toMatchObject({ complaintIds: ['9900000102'], noticeKind: 'listing_removed' });
    expect(problems.map(({ reason }) => reason.en)).toEqual([expect.stringMatching(/damaged/)]);
  });

  it('stay without a word about damage where there is nothing to read', async () => {
    expect((await read(`${HEAD}\n\n`, 'bare.eml')).problems).toEqual([]);
  });

  it('with two notices tell of the second', async () => {
    const two = `${HEAD}\n${notice('B0ZZ1AA02L', '9900000102')}\n\n-----\n${HEAD}\n${notice('B0ZZ1AA99Z', '9900000999')}`;
    const { notice: found, problems } = await read(two, 'two.eml');
    expect(found.complaintIds).toHaveLength(1);
    const other = found.complaintIds[0] === '9900000102' ? '9900000999' : '9900000102';
    expect(problems.map(({ reason }) => reason.en)).toEqual([expect.stringContaining(`complaint ${other}`)]);
  });
});
