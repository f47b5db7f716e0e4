import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

const AMAZON = 'From: notice@amazon.com\nSubject: Notice: Policy Warning\nDate: Mon, 06 Jul 2026 09:00:00 +0000\nTo: ops@seller.example\n\n';

async function facts(body: string) {
  return (await read(AMAZON + body)).notice;
}

describe('traps', () => {
  it('takes no brand of an example for the asserted one', async () => {
    const notice = await facts(
      'A rights owner reported a trademark infringement on the product detail page.\n\nExamples of unacceptable terms:\n-- "AmazonBasics cable". AmazonBasics is trademarked by Amazon.\n-- "Cable similar to Pinzon".\n\nASIN: B0ZZ4TT01A\nTrademark asserted: FERROW\n',
    );
    expect(notice.assertedTerms).toEqual(['FERROW']);
  });

  it.each([
    ['Send invoices issued in the last 365 days.', null],
    ['We will review your appeal within 48 hours.', null],
    ['We looked at orders of the past 90 days.', null],
    ['Your funds are held; this may take up to 90 days.', { days: 90, unit: 'calendar', consequence: 'funds_hold_period' }],
    [
      'If you do not provide this within 90 days, you will be asked to remove the inventory.',
      { days: 90, unit: 'calendar', consequence: 'inventory_removal_or_destruction' },
    ],
    ['Reply within three business days or the listing will be removed.', { days: 3, unit: 'working', consequence: 'listing_removal' }],
    ['Reply by July 16, 2026 or your account will be deactivated.', { days: 10, unit: 'calendar', date: '2026-07-16', consequence: 'account_deactivation' }],
  ])('periods: %s', async (sentence, deadline) => {
    expect((await facts(`Hello,\n\n${sentence}\n\nASIN: B0ZZ4TT02B\n`)).deadline).toEqual(deadline);
  });

  it('tells ASINs from words, order numbers and other numbers', async () => {
    const notice = await facts('The listing B0ZZ4TT03C was removed. Order 112-9930003-1234567, our line B0RDERLINE, case 9930003123.\n');
    expect(notice.items).toEqual([{ id: 'B0ZZ4TT03C' }]);
    expect(notice.complaintIds).toEqual([]);
    expect(notice.ipNumbers).toEqual([]);
  });

  it('hears a denial', async () => {
    const notice = await facts('Your listing was removed.\n\nA letter of authorization is not required. We do not accept invoices. You do not need to send a plan of action.\n');
    expect(notice.requested).toEqual([]);
    expect(notice.paths).toEqual([]);
  });

  it('takes a threat for no deed', async () => {
    const notice = await facts('Please note that your account may be deactivated if this happens again, and funds may be held.\n\nASIN: B0ZZ4TT04D\n');
    expect(notice).toMatchObject({ noticeKind: 'unknown', fundsHeld: null });
    expect(notice.accountLevel).not.toBe(true);
  });

  it('does not take the owner for the platform', async () => {
    const notice = await facts('Your listing was removed after a report from a rights owner.\n\nRights owner communication: Send us an invoice and a letter of authorization within 5 days or we sue.\nASIN: B0ZZ4TT05E\nInfringement type: Trademark\n');
    expect(notice.requested).toEqual([]);
    expect(notice.deadline).toBeNull();
    expect(notice.ownerStatement).toContain('or we sue');
  });

  it('leaves unknown what is unknown', async () => {
    const { notice } = await read('Hello, thanks for your order. See you soon!\n');
    expect(notice).toMatchObject({
      platform: 'unknown', marketplace: null, subject: null, noticeKind: 'unknown', origin: 'unknown', infringementType: 'unknown', infringementTypeRaw: null,
      where: [], items: [], complaintIds: [], ipNumbers: [], rightsOwner: null, requested: [], paths: [], deadline: null, accountLevel: null, fundsHeld: null,
    });
  });

  it.each([
    ['labels', 'ASIN: '.repeat(20_000)],
    ['one long line', `${'trademark infringement '.repeat(20_000)}.`],
    ['item numbers', Array.from({ length: 20_000 }, (_, i) => `B0${String(i).padStart(8, '0')} - Potential Misuse (X)`).join('\n')],
    ['heads', 'From: a@b.example\nTo: c@d.example\n'.repeat(10_000)],
    ['quotes and brackets', `${'> '.repeat(5_000)}${'('.repeat(20_000)}${'"'.repeat(20_000)}`],
    ['digits', '9'.repeat(100_000)],
    ['blanks', `ASIN:${' '.repeat(200_000)}B0ZZ4TT06F`],
    ['open tags', `<html>${'<div>'.repeat(20_000)}`],
  ])('comes to an end with many %s', async (_name, text) => {
    const { notice } = await read(text);
    expect(notice.items.length).toBeLessThanOrEqual(5000);
  });
});
