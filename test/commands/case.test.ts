import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lastLine, preclear, shop } from './run.ts';

const NOTICE = readFileSync('test/cases/notices/samples/02-amazon-us-copyright-listing-removed-90d.txt', 'utf8');

describe('case parse', () => {
  it('writes JSON where standard output is no terminal', async () => {
    const cwd = shop({ 'notice.txt': NOTICE });
    const { exit, stdout, stderr } = await preclear(['case', 'parse', 'notice.txt', '--with-text'], { cwd });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    const read = JSON.parse(stdout);
    expect(read).toMatchObject({ schema: 'notice-parse/0', platform: 'amazon', complaintIds: ['9900000102'], problems: [] });
    for (const { start, end, text } of read.evidence) expect(read.text.slice(start, end).startsWith(text)).toBe(true);
  });

  it('tells it in both languages, with what each field rests on', async () => {
    const cwd = shop({ 'notice.txt': NOTICE });
    const english = await preclear(['case', 'parse', 'notice.txt', '--format', 'pretty', '--lang', 'en'], { cwd });
    expect(english.stdout).toContain('Deadline: 90 calendar days: inventory has to be removed or is destroyed');
    expect(english.stdout).toContain('"9900000102" [labels/complaint-id]');
    const chinese = await preclear(['case', 'parse', 'notice.txt', '--format', 'pretty', '--lang', 'zh'], { cwd });
    expect(chinese.stdout).toContain('期限: 90 个自然日: 库存须移除，否则销毁');
  });

  it('reads standard input', async () => {
    const { exit, stdout } = await preclear(['case', 'parse', '-'], { input: NOTICE });
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).items).toEqual([{ id: 'B0ZZ1AA02L', title: 'Folding Laptop Stand for Desk, Aluminium, Silver' }]);
  });

  it('takes wordings of one’s own', async () => {
    const own = `notices: { id: own, version: 1.0.0, title: { en: Own, zh: 自有 } }
patterns:
  - id: paused
    says: { noticeKind: listing_removed }
    match: { en: ['put to sleep'] }
    examples: { yes: [It was put to sleep.], no: [It sleeps.] }
`;
    const cwd = shop({
      'n.txt': 'Amazon: your offer was put to sleep. ASIN: B0ZZ5CC01A',
      'own.yaml': own,
      'bad.yaml': own.replace('put to', '(put'),
    });
    const read = await preclear(['case', 'parse', 'n.txt', '--wordings', 'own.yaml'], { cwd });
    expect(JSON.parse(read.stdout).noticeKind).toBe('listing_removed');
    const bad = await preclear(['case', 'parse', 'n.txt', '--wordings', 'bad.yaml'], { cwd });
    expect(bad.exit).toBe(2);
    expect(bad.stderr).toMatch(/bad\.yaml:5:\d+.*no RE2 pattern/);
  });

  it.each([
    ['a file that is not there', 'gone.txt', {}, /Cannot read gone\.txt/],
    ['an empty file', 'n.txt', { 'n.txt': '' }, /n\.txt is empty/],
    ['a PDF', 'n.pdf', { 'n.pdf': '%PDF-1.7 …' }, /copy the text/],
  ])('ends with 2 for %s', async (_name, file, files, message) => {
    const { exit, stdout, stderr } = await preclear(['case', 'parse', file], { cwd: shop(files) });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('ends with 3 when a mail is damaged, and tells what it could read', async () => {
    const deep = Array.from({ length: 80 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join(
      '',
    );
    const cwd = shop({ 'n.eml': `From: notice@amazon.com\r\nSubject: x\r\n${deep}\r\nASIN: B0ZZ5CC02B\r\n` });
    const { exit, stdout, stderr } = await preclear(['case', 'parse', 'n.eml'], { cwd });
    expect(exit).toBe(3);
    expect(JSON.parse(stdout).items).toEqual([{ id: 'B0ZZ5CC02B' }]);
    expect(lastLine(stderr)).toContain('damaged');
  });
});
