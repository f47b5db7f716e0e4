import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Subject } from '../../src/detectors/contract.ts';
import type { Field } from '../../src/model/listing.ts';
import { placeAt } from '../../src/model/place.ts';
import type { Reference } from '../../src/model/reference.ts';
import type { Rule } from '../../src/model/rule.ts';
import { saveLibrary } from '../../src/references/disk.ts';
import { makeTextReference, type NewText } from '../../src/references/entries.ts';
import { openStoreForWriting } from '../../src/references/store-write.ts';
import { loadRulePacks } from '../../src/rulepacks/disk.ts';
import { loadConfig } from '../../src/scan/config.ts';
import { createJudge, prepare } from '../../src/scan/judge.ts';
import { openResources } from '../../src/scan/resources.ts';
import { openWork } from '../../src/scan/thread-work.ts';
import { importFiles, put } from '../registers/library.ts';
import { DAY_ONE } from '../registers/office-files.ts';

const AS_OF = '2026-11-22';
const BY_HAND =
  'Fold the arms of the drying rack down, hang eighteen shirts in one go, and slide it behind the wardrobe once the washing is dry';
const STORED =
  'The lid of this lunch box clicks shut on four sides, so that soup stays in the bag where it belongs even on a bumpy train ride';
const STOCK = 'Our little workshop answers every letter within one working day and never sends a machine to do it';

let folder: string;
let rules: Rule[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-shared-'));
  rules = (await loadRulePacks([])).flatMap((pack) => pack.rules);
  const byHand: Reference[] = [
    makeTextReference(textOf('Rackworks', BY_HAND)),
    makeTextReference(textOf('Us', STOCK, 'boilerplate')),
  ];
  for (const name of ['by-hand', 'all']) {
    saveLibrary(join(folder, name), byHand);
    writeFileSync(join(folder, `${name}.yaml`), `references: ${name}\nbrands: [Hillmoor]\n`);
  }
  writeFileSync(join(folder, 'all', 'brands.tsv'), 'mark\towner\nQuillwick\tQuillwick Pens\n');
  await importFiles(join(folder, 'all'), 'uspto', [put(folder, 'cases.xml', DAY_ONE)]);
  const store = await openStoreForWriting(join(folder, 'all'), 'refs import texts');
  await store.add([textOf('Boxwell', STORED), textOf('Boxwell', `${STORED} twice`)]);
  store.close();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function textOf(owner: string, text: string, role: NewText['role'] = 'competitor'): NewText {
  return { owner, role, capturedAt: AS_OF, label: owner, fields: [{ name: 'description', text }] };
}

/** Listings that copy, name marks of the tables, of a seller's list and of a register, and one that does nothing of that. */
const SUBJECTS: readonly Subject[] = [
  { title: 'Drying rack', description: `${BY_HAND}. ${STOCK}.` },
  { title: 'Lunch box', description: `Lunch at work. ${STORED}!` },
  { title: 'Zenvora tumbling tower game', description: 'A game for the table, with a light like Lumitrix' },
  { title: 'Yeti style mug', bullet: 'Quillwick pens in a set; for iPhone 15, not N1ke' },
  { title: 'Walnut bowl', description: 'A bowl for bread' },
].map((texts, i) => {
  const fields = Object.entries(texts).map(
    ([name, text]): Field => ({
      name: name === 'title' || name === 'bullet' ? name : 'description',
      text,
      place: placeAt(text, 1, 1),
    }),
  );
  const source = { file: 'feed.csv', record: i + 1 };
  return prepare({ id: `SKU-${i}`, marketplace: 'amazon.com', fields, images: [], source }, []);
});

/** What the thread of the scan finds in the listings, and what another thread finds with what it was sent. */
async function compareThreads(
  config?: string,
): Promise<{ readonly here: readonly unknown[]; readonly there: readonly unknown[] }> {
  const loaded = config === undefined ? undefined : await loadConfig(config);
  const { resources, share } = await openResources(loaded, AS_OF);
  const judge = createJudge(rules, resources);
  // Cloned, as a message to a thread is: functions would not pass.
  const work = await openWork(structuredClone({ rules, resources: share() }));
  const listings = SUBJECTS.map(({ listing, images }) => ({ listing, images }));
  const answer = structuredClone(work(structuredClone({ listings })));
  if (!('judgements' in answer)) throw new Error('not judged');
  return { here: SUBJECTS.map((subject) => judge.alone(subject)), there: answer.judgements };
}

describe('the resources of another thread', () => {
  it('find the same without a configuration', async () => {
    const { here, there } = await compareThreads();
    expect(there).toEqual(here);
    expect(JSON.stringify(here)).toContain('Yeti');
  });

  it('find the same with texts kept by hand', async () => {
    const { here, there } = await compareThreads(join(folder, 'by-hand.yaml'));
    expect(there).toEqual(here);
    expect(JSON.stringify(here)).toContain('Rackworks');
  });

  it('find the same with texts kept by hand and stored, marks of the seller and a register', async () => {
    const { here, there } = await compareThreads(join(folder, 'all.yaml'));
    expect(there).toEqual(here);
    const found = JSON.stringify(here);
    for (const owner of ['Rackworks', 'Boxwell', 'Quillwick', 'ZENVORA TUMBLING TOWER']) expect(found).toContain(owner);
    expect(found).not.toContain('"owner":"Us"');
  });

  it('lie in memory that is not copied', async () => {
    const { share } = await openResources(await loadConfig(join(folder, 'all.yaml')), AS_OF);
    const { lexicon, texts, registers } = share();
    const [segment] = texts?.segments ?? [];
    const parts = [
      lexicon,
      segment?.segment.bytes,
      segment?.segment.entries,
      texts?.words[0]?.starts,
      texts?.handKept.bytes,
      registers[0]?.tables.keys,
    ];
    for (const part of parts) expect(part?.buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});
