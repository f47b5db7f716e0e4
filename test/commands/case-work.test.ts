import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preclear, type Run, shop } from './run.ts';

const NOTICE = `From: notice@amazon.com
To: seller@example.com
Subject: Notice: Policy Warning
Date: Mon, 2 Nov 2026 09:15:00 +0000

Hello,

We received a report from a rights owner who believes that the products below infringe the following trademark: NIKE.
ASIN: B0ZZ1AA02L
Title: Folding Laptop Stand for Desk, Aluminium, Silver
Infringement type: Trademark
Complaint ID: 9900000777
-- ASIN: B0ZZ1AA03M

We removed the listing. If you do not answer within 72 hours, your account may be deactivated.
These are the rights owner's contact details:
-- Northstar Legal
-- legal@northstar.example

Sincerely,
Seller Performance Team
`;
const REFUSED = `From: notice@amazon.com
Subject: Re: your appeal
Date: Fri, 6 Nov 2026 10:00:00 +0000

Hello,

We have reviewed your appeal for ASIN: B0ZZ1AA02L. Complaint ID: 9900000777
We cannot accept your appeal because it does not have enough detail. Please send us:
-- Greater detail on the root cause(s) of the infringement
-- Greater detail on the actions you have taken to resolve the infringement issues
-- Greater detail on the steps you have taken to prevent it

Sincerely,
Seller Performance Team
`;
const BAD = `sku,asin,title,bullet 1,search terms
LS-02,B0ZZ1AA02L,"Folding Laptop Stand for Desk, Aluminium, Silver",Holds up to 17 inch,laptop stand nike desk riser
LS-03,B0ZZ1AA03M,Running Belt with Phone Pouch,Fits all phones,running belt nike pouch
`;
const GOOD = BAD.replaceAll(' nike', '');
const CONFIG = 'marketplace: amazon.com\nbrands: [Hillmoor]\n';
const DAY = { PRECLEAR_AS_OF: '2026-11-03' };

/** A shop whose listings were scanned in October, with a notice of November. */
async function scannedShop(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const cwd = shop({ 'preclear.config.yaml': CONFIG, 'listings.csv': BAD, 'tm.eml': NOTICE, ...files });
  await preclear(['scan', '.', '--no-images', '--record', '--quiet'], { cwd, env: { PRECLEAR_AS_OF: '2026-10-05' } });
  return cwd;
}

function run(cwd: string, ...args: string[]): Promise<Run> {
  return preclear(['case', ...args], { cwd, env: DAY });
}

async function ok(cwd: string, ...args: string[]): Promise<string> {
  const { exit, stdout, stderr } = await run(cwd, ...args);
  expect({ args, exit, stderr }).toEqual({ args, exit: 0, stderr: '' });
  return stdout;
}

describe('case', () => {
  it('goes from a notice to the records that letters rest on', async () => {
    const cwd = await scannedShop();
    const opened = await ok(cwd, 'new', 'tm.eml', '--by', 'Li Na');
    expect(opened).toContain('B0ZZ1AA02L = LS-02 (amazon.com)');
    expect(opened).toContain('2026-11-04 (1 day left): answer, or the account is deactivated');
    await ok(cwd, 'confirm', '2026-0001', '--by', 'Li Na');
    await ok(cwd, 'assess', '2026-0001', 'valid', '--reason', 'it stood there', '--by', 'Li Na');
    writeFileSync(join(cwd, 'listings.csv'), GOOD);
    expect((await run(cwd, 'resolve', '2026-0001', '--clean')).stderr).toMatch(
      /no scan since the notice.*no record of a closed offer/,
    );
    const scan = await preclear(['scan', '.', '--no-images', '--record'], { cwd, env: DAY });
    // The copy of a notice or a feed in the case's folder is evidence, and no listing.
    expect(scan.stdout).not.toContain('cases/');
    await ok(cwd, 'action', '2026-0001', 'edit-text', '--items', 'all', '--done', '2026-11-03', '--proof', 'listings.csv');
    await ok(cwd, 'action', '2026-0001', 'close-offer', '--items', 'LS-02,B0ZZ1AA03M', '--planned', '2026-11-04');
    await ok(cwd, 'action', '2026-0001', 'close-offer', '--id', 'A-2', '--done', '2026-11-03');
    const { world } = JSON.parse(await ok(cwd, 'show', '2026-0001', '--json'));
    expect(world.items).toMatchObject([
      {
        id: 'B0ZZ1AA02L',
        listing: { key: 'LS-02' },
        rescan: { relevantOpen: 0 },
        offerClosed: { ref: 'action/A-2', at: '2026-11-03' },
        versions: [{ changed: [] }, { changed: ['search-terms'] }],
      },
      { id: 'B0ZZ1AA03M', listing: { key: 'LS-03' } },
    ]);
    const [finding] = world.items[0].findings.filter((one: { relevant: boolean }) => one.relevant);
    expect(finding).toMatchObject({ match: 'nike', field: 'search-terms', endedBy: 'content-changed' });
    expect([finding.openedAt.slice(0, 10), finding.endedAt.slice(0, 10)]).toEqual(['2026-10-05', '2026-11-03']);
    expect(world.actions[0].proofs).toMatchObject([{ found: true }]);
    await ok(cwd, 'cause', '2026-0001', 'brand-in-search-terms', '--support', finding.ref, '--by', 'Li Na');
    const warned = ['cause', '2026-0001', 'warning-unanswered', '--support', finding.ref, '--by', 'Li Na'];
    await ok(cwd, ...warned, '--because', 'nobody read the report.');
    const again = JSON.parse(await ok(cwd, 'show', '2026-0001', '--json'));
    expect(again.world.assertions).toMatchObject([
      { slot: 'causes.because@cause/RC-2', text: 'nobody read the report.', by: 'Li Na' },
    ]);
    expect(again.world.scans.at(-1)).toMatchObject({ kinds: expect.arrayContaining(['brand-terms']) });
    expect(again.world.scans.at(-1).kinds).not.toContain('copied-text');
    const shown = await ok(cwd, 'show', '2026-0001', '--lang', 'zh');
    expect(shown).toContain('被投诉类问题剩 0 个');
    await ok(cwd, 'resolve', '2026-0001', '--clean');
    await ok(cwd, 'close', '2026-0001', '--learned', 'search terms are scanned before upload');
    expect(await ok(cwd, 'list')).toContain('No case is open');
    expect(await ok(cwd, 'list', '--all')).toContain('closed');
    await ok(cwd, 'reopen', '2026-0001', '--reason', 'removed again');
    expect(await ok(cwd, 'list')).toContain('acting');
  });

  it('attaches a refusal to its case, with the points that it asks for', async () => {
    const cwd = await scannedShop({ 'refused.eml': REFUSED });
    await ok(cwd, 'new', 'tm.eml');
    const again = await run(cwd, 'new', 'refused.eml');
    expect([again.exit, again.stderr]).toEqual([2, expect.stringMatching(/belongs to case 2026-0001 \(9900000777\)/)]);
    expect((await run(cwd, 'new', 'tm.eml')).stderr).toMatch(/in case 2026-0001 already, as N-1/);
    await ok(cwd, 'assess', '2026-0001', 'valid', '--reason', 'x', '--by', 'Li Na');
    // A letter went out before: as the command that drafts writes it down.
    const letter = join(cwd, 'cases/2026-0001/drafts/D-1-plan.md');
    mkdirSync(join(cwd, 'cases/2026-0001/drafts'), { recursive: true });
    writeFileSync(letter, 'We removed NIKE from the search terms on 2026-11-03.\n');
    const log = join(cwd, 'cases/2026-0001/case.jsonl');
    const sha256 = hash('sha256', readFileSync(letter), 'hex');
    const drafted = {
      v: 1,
      type: 'drafted',
      at: '2026-11-03T12:00:00.000Z',
      by: 'Li Na',
      draft: 'D-1',
      kind: 'plan-listing',
      lang: 'en',
      files: [{ path: 'drafts/D-1-plan.md', sha256, bytes: 53 }],
      final: true,
      facts: [
        { name: 'edit.day', value: '2026-11-03', statement: '2.1' },
        { name: 'term', value: 'NIKE', statement: '2.1' },
      ],
      measures: ['brand-scan-before-upload'],
    };
    writeFileSync(log, `${readFileSync(log, 'utf8')}${JSON.stringify(drafted)}\n`);
    expect((await run(cwd, 'mark-sent', '2026-0001', 'D-1', '--by', 'Li Na')).stderr).toMatch(/Nobody has reviewed/);
    expect((await run(cwd, 'review', '2026-0001', 'D-1', '--by', 'Li Na')).stderr).toMatch(/somebody else/);
    await ok(cwd, 'review', '2026-0001', 'D-1', '--by', 'Wang Wei');
    writeFileSync(letter, 'We removed NIKE from the search terms yesterday.\n');
    expect(await ok(cwd, 'mark-sent', '2026-0001', 'D-1', '--by', 'Li Na')).toContain('waiting 7 calendar days');
    await ok(cwd, 'add-notice', '2026-0001', 'refused.eml');
    const { world, log: told } = JSON.parse(await ok(cwd, 'show', '2026-0001', '--json'));
    expect(world.state).toBe('answered');
    // The day is no longer in the letter that went out.
    expect(world.sent).toMatchObject([{ facts: [{ name: 'term' }], proofs: [{ found: true }] }]);
    expect(told.answers).toMatchObject([{ answer: 'more-detail', notice: 'N-2' }]);
    expect(world.asked.map(({ about }: { about: string }) => about)).toEqual(
      expect.arrayContaining(['root-cause', 'corrective', 'preventive']),
    );
    expect(world.deadlines.every(({ done }: { done: boolean }) => done)).toBe(true);
    writeFileSync(join(cwd, 'cases/2026-0001/sent/L-1-D-1-plan.md'), 'changed');
    expect(await ok(cwd, 'show', '2026-0001', '--json')).toContain('"changed": true');
  });

  it('keeps everything when two people open and write at once', async () => {
    const cwd = await scannedShop();
    const texts = [1, 2, 3, 4].map((n) => NOTICE.replaceAll('9900000777', `990000080${n}`).replaceAll('B0ZZ1AA', `B0ZZ${n}AA`));
    for (const [n, text] of texts.entries()) writeFileSync(join(cwd, `n${n}.eml`), text);
    const opened = await Promise.all(texts.map((_, n) => run(cwd, 'new', `n${n}.eml`, '--no-link')));
    expect(opened.map(({ exit }) => exit)).toEqual([0, 0, 0, 0]);
    expect(readdirSync(join(cwd, 'cases')).sort()).toEqual(['2026-0001', '2026-0002', '2026-0003', '2026-0004']);
    writeFileSync(join(cwd, 'proof.pdf'), 'a proof');
    const added = await Promise.all(
      [1, 2, 3, 4].map((n) => run(cwd, 'add-evidence', '2026-0001', 'proof.pdf', '--title', `copy ${n}`)),
    );
    expect(added.map(({ exit, stderr }) => ({ exit, stderr }))).toEqual(Array(4).fill({ exit: 0, stderr: '' }));
    const { world } = JSON.parse(await ok(cwd, 'show', '2026-0001', '--json'));
    expect(world.evidence.map(({ id }: { id: string }) => id)).toEqual(['E-1', 'E-2', 'E-3', 'E-4']);
    expect(new Set(world.evidence.map(({ title }: { title: string }) => title)).size).toBe(4);
    await ok(cwd, 'merge', '2026-0002', '2026-0001');
    expect((await run(cwd, 'assess', '2026-0002', 'valid', '--reason', 'x', '--by', 'Li Na')).stderr).toContain(
      'merged into 2026-0001',
    );
    expect(JSON.parse(await ok(cwd, 'show', '2026-0001', '--json')).world.notices).toHaveLength(2);
  });

  it.each<[string, string, string | Buffer, RegExp]>([
    [
      'a forwarded chain',
      'f.eml',
      `From: boss@shop.example\nSubject: Fwd\n\n快处理一下\n\n---------- Forwarded message ---------\n${NOTICE}`,
      /B0ZZ1AA02L/,
    ],
    [
      'a mail with HTML only',
      'h.eml',
      `From: notice@amazon.com\nSubject: Notice\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>We removed the listing.</p><p>ASIN: B0ZZ1AA02L</p><p>Infringement type: Trademark</p></body></html>`,
      /B0ZZ1AA02L/,
    ],
    [
      'Chinese in quoted-printable',
      'q.eml',
      `From: notice@amazon.com\nSubject: =?utf-8?B?6YCa55+l?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n=E6=88=91=E4=BB=AC=E6=94=B6=E5=88=B0=E4=BA=86=E6=9D=83=E5=88=A9=E6=89=80=E6=9C=89=E8=80=85=E7=9A=84=E4=B8=BE=E6=8A=A5 ASIN: B0ZZ1AA02L\n`,
      /B0ZZ1AA02L/,
    ],
    [
      'an attachment of 25 MB',
      'a.eml',
      `From: notice@amazon.com\nSubject: Notice\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nWe removed the listing. ASIN: B0ZZ1AA02L Infringement type: Trademark\n--b\nContent-Type: application/pdf; name="x.pdf"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="x.pdf"\n\n${`${'QUFB'.repeat(19)}\n`.repeat(340_000)}--b--\n`,
      /x\.pdf/,
    ],
    ['no ASIN', 'n.txt', 'Amazon: your account is at risk. We received a trademark complaint.', /案件|Case 2026-0001/],
  ])('opens a case for a notice with %s, and keeps it as it came', async (_, name, content, expected) => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'listings.csv': BAD });
    writeFileSync(join(cwd, name), content);
    const { exit, stdout } = await run(cwd, 'new', name);
    expect(exit).toBe(0);
    expect(stdout).toMatch(expected);
    expect(readFileSync(join(cwd, `cases/2026-0001/notices/N-1-${name}`)).equals(Buffer.from(content))).toBe(true);
  });

  it('tells a ledger row with an impossible date, and goes on', async () => {
    const cwd = await scannedShop({
      'ledger/trainings.csv': 'id,date,topic\nT-1,2026-02-30,Brands\nT-2,2026-10-01,Brands\n',
    });
    await ok(cwd, 'new', 'tm.eml');
    const { exit, stdout, stderr } = await run(cwd, 'show', '2026-0001', '--json');
    expect(exit).toBe(3);
    expect(stderr).toMatch(/ledger\/trainings\.csv:2:\d+: .*2026-02-30/);
    expect(JSON.parse(stdout).world.trainings).toMatchObject([{ ref: 'training/T-2' }]);
  });

  it.each<[string, string[], RegExp]>([
    ['a case that is not there', ['show', '2026-0099'], /no case "2026-0099".*newest are 2026-0001/],
    ['an impossible day', ['action', '2026-0001', 'edit-text', '--done', '2026-02-30'], /no such day/],
    ['a day to come', ['action', '2026-0001', 'edit-text', '--done', '2026-12-01'], /has not come yet/],
    [
      'a listing of somebody else',
      ['action', '2026-0001', 'edit-text', '--items', 'B0NOTOURS', '--done', '2026-11-02'],
      /no listing of case/,
    ],
    ['evidence that is not there', ['add-evidence', '2026-0001', 'gone.pdf'], /cannot be kept/],
    ['a word without a name', ['assert', '2026-0001', '--text', 'We called.'], /Say who it is/],
    ['a claim without a reason', ['assess', '2026-0001', 'valid', '--by', 'Li Na'], /--reason/],
    [
      'a claim that there is not',
      ['assess', '2026-0001', 'maybe', '--reason', 'x', '--by', 'Li Na'],
      /none of: valid, invalid, unclear/,
    ],
    [
      'a reason that its cause has no place for',
      ['cause', '2026-0001', 'stale-listing', '--because', 'x', '--by', 'Li Na'],
      /"stale-listing" asks for no reason/,
    ],
    ['an end without a way', ['resolve', '2026-0001'], /--clean.*--reinstated/],
    ['a reinstatement nobody told of', ['resolve', '2026-0001', '--reinstated'], /No record says/],
    ['a folder that is no trace', ['add-evidence', '2026-0001', '.', '--kind', 'trace-folder'], /trace\.json/],
  ])('refuses %s with 2, and writes nothing', async (_, args, expected) => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'tm.eml': NOTICE });
    await ok(cwd, 'new', 'tm.eml', '--no-link');
    const folder = join(cwd, 'cases/2026-0001');
    const before = readFileSync(join(folder, 'case.jsonl'), 'utf8');
    const { exit, stdout, stderr } = await run(cwd, ...args);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(expected);
    expect(readFileSync(join(folder, 'case.jsonl'), 'utf8')).toBe(before);
    expect(readdirSync(join(cwd, 'cases')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('goes on where a process was killed in the middle of a line', async () => {
    const cwd = await scannedShop();
    await ok(cwd, 'new', 'tm.eml');
    const log = join(cwd, 'cases/2026-0001/case.jsonl');
    writeFileSync(log, `${readFileSync(log, 'utf8')}{"v":1,"type":"asse`);
    const { exit, stderr } = await run(cwd, 'show', '2026-0001');
    expect([exit, stderr]).toEqual([3, expect.stringMatching(/case\.jsonl:\d+:1: .*cut off/)]);
    await run(cwd, 'escalate', '2026-0001', '--reason', 'court');
    expect((await run(cwd, 'list', '--json')).stdout).toContain('2026-0001');
    rmSync(log);
    expect((await run(cwd, 'show', '2026-0001')).exit).toBe(2);
    expect(existsSync(join(cwd, 'cases/2026-0001/notices/N-1-tm.eml'))).toBe(true);
  });
});
