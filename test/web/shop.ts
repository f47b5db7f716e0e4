import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { History, MetListing } from '../../src/history/history.ts';
import { openHistory } from '../../src/history/open.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Listing } from '../../src/model/listing.ts';
import type { Rule } from '../../src/model/rule.ts';
import { fixOf, messageOf } from '../../src/reporters/message.ts';
import { openAudit } from '../../src/scan/audit.ts';
import { type LoadedConfig, loadConfig } from '../../src/scan/config.ts';
import { isOwnFile } from '../../src/scan/decision-state.ts';
import { resolvePicture } from '../../src/scan/picture-path.ts';
import { requestFor } from '../../src/scan/request.ts';
import { runOf, WHOLE } from '../history/runs.ts';

/*
 * A shop as people have one: the sample shop, scanned, with reviewers in its ledger and with listings that nobody should trust.
 */

/** A shop with a history. */
export interface Shop {
  readonly folder: string;
  readonly config: LoadedConfig;
  readonly history: History;
  close(): Promise<void>;
}

export const AS_OF = '2026-11-22';
export const AT = '2026-11-22T06:00:00.000Z';

/** A title that would act, if anything let it. */
export const NASTY_TITLE =
  '<script>document.title="taken"</script><img src=x onerror=alert(1)> "\' & \u202Egnp.exe\u202C mug \u0000 by Nikee';
const PLACE = { runs: [0, 1, 1] };

/** Listings that are hostile: markup, turned text, a megabyte of title, pictures that are gone or not the shop's. */
export function nastyListings(): readonly Listing[] {
  const source = { file: 'listings/nasty.jsonl', record: 1 };
  return [
    {
      id: 'NASTY "1"/<b>&',
      marketplace: 'amazon.com',
      fields: [
        { name: 'title', text: NASTY_TITLE, place: PLACE },
        { name: 'description', text: 'Line one\r\nLine two by Nikee\r\nand three', place: PLACE },
      ],
      images: [
        { slot: 'main', src: '../images/vanished.jpg', place: PLACE },
        { slot: 'other-1', src: '/etc/passwd', place: PLACE },
        { slot: 'other-2', src: 'https://pictures.example/x.jpg', place: PLACE },
      ],
      source,
    },
    {
      id: 'LONG-1',
      marketplace: 'amazon.com',
      fields: [{ name: 'title', text: `${'mug '.repeat(250_000)}by Nikee`, place: PLACE }],
      images: [],
      source: { ...source, record: 2 },
    },
  ];
}

/** So many plain listings that the list has several pages. */
function manyListings(): readonly Listing[] {
  return Array.from({ length: 120 }, (_, at) => ({
    id: `MUG-${String(at).padStart(3, '0')}`,
    marketplace: at % 2 === 0 ? 'amazon.com' : 'shopify',
    fields: [{ name: 'title', text: `Mug number ${at} by Nikee`, place: PLACE }],
    images: [],
    source: { file: 'listings/mugs.csv', record: at + 1 },
  }));
}

/** What is found in a hostile listing, at the last `Nikee` of each field. */
export function nastyFindings(listing: Listing): readonly Finding[] {
  return listing.fields.map(({ name, text }, at): Finding => {
    const start = text.lastIndexOf('Nikee');
    return {
      ...{ rule: 'amazon/brand-in-title', severity: 'error', review: false, confidence: 0.9, listing: listing.id },
      ...{ marketplace: listing.marketplace, file: listing.source.file, line: 1, column: 1, record: listing.source.record },
      ...{ field: name, index: null, span: [start, start + 5], match: 'Nikee', slots: { owner: 'Nikee, Inc.' } },
      evidence: { kind: 'phrase', phrase: 'nikee', folding: [] },
      ...{ prevention: [], state: 'open' },
      fingerprint: createHash('sha256').update(`${listing.id} ${at}`).digest('hex').slice(0, 16),
    };
  });
}

/** A rights owner whose name would act, if anything let it. */
export const NASTY_OWNER = '<img src=x onerror=alert(1)> \u202Eerutcip\u202C';

/** Complaints: one whose sent letter promises measures that the ledger knows, and the same of somebody who means harm, not sent yet. */
function addCases(folder: string): void {
  const told = 'data/sample/cases/image-complaint/shop/cases/2026-0001';
  for (const id of ['2026-0001', '2026-0002']) cpSync(told, join(folder, 'cases', id), { recursive: true });
  const log = join(folder, 'cases', '2026-0002', 'case.jsonl');
  const lines = readFileSync(log, 'utf8')
    .replaceAll('Fernhollow Pictures', JSON.stringify(NASTY_OWNER).slice(1, -1))
    .split('\n');
  writeFileSync(log, `${lines.filter((line) => line !== '' && !/"type":"(?:sent|reviewed)"/.test(line)).join('\n')}\n`);
  // What was drafted is no longer what the log says.
  writeFileSync(join(folder, 'cases', '2026-0002', 'drafts', 'D-1-plan-listing.en.letter.md'), 'Changed by hand');
  writeFileSync(
    join(folder, 'ledger', 'measures.csv'),
    'id,step,adopted,owner,retired\nM-1,licence-before-upload,2026-11-05,Wang Wei,\nM-2,reviewer-sign-off,2026-11-05,Wang Wei,2026-11-15\n',
  );
  writeFileSync(join(folder, 'ledger', 'penalties.csv'), 'id,platform,date,points,kind\nP-1,alibaba,2026-11-02,6,general\n');
}

/** Makes the shop in a folder of its own. */
export async function makeShop(): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-shop-'));
  cpSync('data/sample', folder, { recursive: true });
  writeFileSync(
    join(folder, 'ledger', 'reviewers.csv'),
    'id,name,role\nR-1,Li Na,reviewer\nR-2,Tom Becker,manager\nR-3,Wang Fang,operator\n',
  );
  addCases(folder);
  const config = await loadConfig(join(folder, 'preclear.config.yaml'));
  const history = await openHistory(join(folder, '.preclear', 'history.db'));
  await recordScan(history, config);
  return {
    folder,
    config,
    history,
    async close() {
      await history.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Scans the shop and records what was found. */
async function recordScan(history: History, config: LoadedConfig): Promise<void> {
  const recorder = await history.begin({ startedAt: AT, scope: WHOLE });
  let listings = 0;
  for await (const met of scan(config)) {
    listings++;
    await recorder.listing(met);
  }
  for (const listing of nastyListings()) {
    listings++;
    const findings = nastyFindings(listing);
    const texts = findings.map(() => ({
      message: { en: `“${NASTY_TITLE}” is wrong`, zh: `“${NASTY_TITLE}”有误` },
      fix: { en: 'Remove it.', zh: '删除。' },
    }));
    await recorder.listing({ listing, findings, texts, pictures: new Map() });
  }
  for (const listing of manyListings()) {
    listings++;
    const findings = nastyFindings(listing).map((finding) => ({
      ...finding,
      severity: 'warning' as const,
      rule: 'core/superlative',
    }));
    const texts = findings.map(() => ({
      message: { en: 'A plain warning', zh: '普通警告' },
      fix: { en: 'Say less.', zh: '少说。' },
    }));
    await recorder.listing({ listing, findings, texts, pictures: new Map() });
  }
  await recorder.end(runOf(AT, listings, listings, WHOLE, []));
}

async function* scan(config: LoadedConfig): AsyncGenerator<MetListing> {
  const request = requestFor(
    {
      paths: ['new-arrivals.jsonl', 'drafts'].map((name) => join(config.folder, 'listings', name)),
      given: { rules: [], only: [], skip: [] },
      ...{ failOn: 'never', failOnReview: false, strict: false, images: true, jobs: 1, asOf: AS_OF, cache: false },
    },
    config,
  );
  const audit = await openAudit(request);
  for (const { checker, events } of audit.parts) {
    const rules = new Map(checker.rules.map((rule) => [rule.id, rule]));
    for await (const event of events({ enter: () => undefined, leave: () => undefined })) {
      if (!('subject' in event)) continue;
      const { listing } = event.subject;
      checker.decisions.meet(listing, isOwnFile(event.file, request));
      const findings = checker.decisions.decide(checker.settle(checker.judge(event.subject), event.file), listing);
      yield { listing, findings, texts: textsOf(findings, rules), pictures: picturesOf(listing, config) };
    }
  }
}

function textsOf(findings: readonly Finding[], rules: ReadonlyMap<string, Rule>): MetListing['texts'] {
  return findings.map((finding) => {
    const rule = rules.get(finding.rule);
    return {
      message: { en: messageOf(finding, rule, 'en'), zh: messageOf(finding, rule, 'zh') },
      fix: { en: fixOf(finding, rule, 'en'), zh: fixOf(finding, rule, 'zh') },
    };
  });
}

function picturesOf({ images, source }: Listing, { values }: LoadedConfig): ReadonlyMap<string, string> {
  const hashes = images.flatMap(({ slot, src }) => {
    const file = resolvePicture(src, resolve(source.file), values.images ?? []);
    return file === undefined ? [] : [[slot, createHash('sha256').update(readFileSync(file)).digest('hex')] as const];
  });
  return new Map(hashes);
}
