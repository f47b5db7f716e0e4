import { describe, expect, it } from 'vitest';
import { preclear, shop } from './run.ts';

const LEDGER = [
  'id,brand,kind,proof,valid_from,valid_to,marketplaces,listings',
  'A-1,Gucci,reseller,proofs/letter.txt,2026-01-01,2027-12-31,amazon.com,HM-BAG-*',
  'A-2,Nike,licence,proofs/letter.txt,2026-01-01,2026-12-05,amazon.com,',
  'A-3,Adidas,owner-letter,proofs/letter.txt,2024-01-01,2026-10-31,amazon.com,',
  '',
].join('\n');
const LISTINGS = [
  'sku,title,description,brand',
  'HM-BAG-1,Gucci shoulder bag,Soft bag,Hillmoor',
  'HM-BELT-1,Gucci belt,Soft belt,Hillmoor',
  'HM-SHOE-1,Nike running shoes,The Nike sole is soft,Hillmoor',
  'HM-SHOE-2,Adidas running shoes,Soft sole,Hillmoor',
  '',
].join('\n');

interface Report {
  readonly findings: readonly {
    readonly rule: string;
    readonly listing: string;
    readonly message: string;
    readonly evidence: { readonly because?: readonly { readonly code: string; readonly words?: string }[] };
  }[];
}

function office(): string {
  return shop({
    'preclear.config.yaml': 'ledger: ledger\nbrands: [Hillmoor]\n',
    'ledger/authorisations.csv': LEDGER,
    'ledger/proofs/letter.txt': 'letter',
    'feed.csv': LISTINGS,
  });
}

describe('brand authorisations', () => {
  it('excuse a brand only for their SKUs and as long as they last, and warn before they end', async () => {
    const { stdout } = await preclear(['scan', 'feed.csv', '--marketplace', 'amazon.com', '--format', 'json'], {
      cwd: office(),
    });
    const { findings } = JSON.parse(stdout) as Report;
    expect(findings.map(({ rule, listing }) => `${listing} ${rule}`)).toEqual([
      'HM-BELT-1 amazon/brand-in-title',
      'HM-SHOE-1 core/authorisation-ending',
      'HM-SHOE-2 amazon/brand-in-title',
    ]);
    expect(findings[1]?.message).toBe('The authorisation A-2 that allows “Nike” (Nike) ends on 2026-12-05.');
    expect(findings[2]?.evidence.because).toContainEqual({ code: 'ledger-ended', words: 'A-3 2026-10-31' });
    expect(findings[0]?.evidence.because?.map(({ code }) => code)).not.toContain('ledger-ended');
  });

  it('are named where mentions are listed and findings explained', async () => {
    const cwd = office();
    const mentions = (await preclear(['mentions', 'feed.csv', '--marketplace', 'amazon.com'], { cwd })).stdout;
    expect(mentions.split('\n').find((line) => line.includes('HM-BAG-1'))).toMatch(/"use":"authorised".*"A-1"/);
    const report = await preclear(['scan', 'feed.csv', '--marketplace', 'amazon.com', '--format', 'json'], { cwd });
    const { fingerprint } = (JSON.parse(report.stdout) as { findings: { fingerprint: string }[] }).findings.at(-1) ?? {};
    const told = await preclear(['explain', fingerprint ?? '', 'feed.csv', '--marketplace', 'amazon.com'], { cwd });
    expect(told.stdout.replace(/\s+/g, ' ')).toContain(
      'record A-3 of the authorisation ledger, which allowed it, ended on 2026-10-31',
    );
  });
});
