import type { Resources } from '../detectors/contract.ts';
import type { ImageFacts } from '../image/facts.ts';
import { buildImageIndex } from '../image/hash/image-index.ts';
import { readAuthorisations } from '../ledger/authorisations.ts';
import { readLicences } from '../ledger/licences.ts';
import { RIGHTS_FIELDS, type RightsClaim } from '../model/evidence.ts';
import { FIELD_ORDER, type Field, type FieldName, type ImageSlot, type Listing, type ListingImage } from '../model/listing.ts';
import { placeAt } from '../model/place.ts';
import type { ReferenceImage, ReferenceText } from '../model/reference.ts';
import type { Rule } from '../model/rule.ts';
import type { Example, ExampleImage, ExampleListing } from '../model/rule-example.ts';
import { marketplaceFor, type Runner } from '../rulepacks/examples.ts';
import { openAgencies, openBrands } from './installation.ts';
import { createJudge, prepare } from './judge.ts';
import { exampleRegisters } from './registers.ts';
import { openTexts } from './resources.ts';

/** The day on which examples are judged; their ledger rows are written for it. */
const AS_OF = '2026-11-22';

type Parts = Exclude<Example, string>;

/** Makes the function that runs an example of a rule through the detectors and counts the rule's findings. */
export async function createRunner(): Promise<Runner> {
  const lexicon = openBrands();
  return (rule, example) => {
    const parts = typeof example === 'string' ? textExample(rule, example) : example;
    const judge = createJudge([rule], resourcesOf(parts, lexicon));
    const listing = listingOf(parts.listing, rule);
    for (const before of parts.before ?? []) judge(prepare(listingOf(before, rule), []));
    return judge(
      prepare(
        listing,
        listing.images.map((image) => factsOf(parts.listing.images?.[image.slot] ?? {})),
      ),
    ).length;
  };
}

/** A text alone stands in the first field that the rule looks at. */
function textExample(rule: Rule, text: string): Parts {
  const name = rule.scope.find((field) => !field.startsWith('!')) ?? 'title';
  return { listing: { fields: { [name.replace('*', 'note')]: text } } };
}

function listingOf(listing: ExampleListing, rule: Rule): Listing {
  const fields = Object.entries(listing.fields ?? {}).flatMap(([name, texts]) =>
    [texts].flat().map(
      (text, i, all): Field => ({
        name: fieldName(name),
        ...(all.length > 1 ? { index: i + 1 } : {}),
        text,
        place: placeAt(text, 1, 1),
      }),
    ),
  );
  if (listing.brand !== undefined) fields.push({ name: 'brand', text: listing.brand, place: placeAt(listing.brand, 1, 1) });
  const images = Object.keys(listing.images ?? {}).map(
    (slot): ListingImage => ({
      slot: imageSlot(slot),
      src: listing.images?.[slot]?.path ?? `photos/${slot}.jpg`,
      place: placeAt('', 1, 1),
    }),
  );
  return {
    id: listing.id ?? 'EXAMPLE-1',
    marketplace: listing.marketplace ?? marketplaceFor(rule),
    ...(listing.brand === undefined ? {} : { brand: listing.brand }),
    ...(listing.category === undefined ? {} : { category: listing.category }),
    ...(listing.family === undefined ? {} : { family: listing.family }),
    fields,
    images,
    source: { file: 'example', record: 1 },
  };
}

function fieldName(name: string): FieldName {
  return FIELD_ORDER.find((known) => known === name) ?? `attribute:${name.replace(/^attribute:/, '')}`;
}

function imageSlot(slot: string): ImageSlot {
  return slot === 'main' ? 'main' : `other-${Number(slot.replace(/\D/g, '')) || 1}`;
}

function resourcesOf(parts: Parts, lexicon: Resources['lexicon']): Resources {
  const sources = (parts.references ?? []).map((reference, i) => ({
    ...reference,
    id: `reference-${i + 1}`,
    label: `reference ${i + 1}`,
    capturedAt: AS_OF,
  }));
  const texts = sources.flatMap((s): ReferenceText[] =>
    s.text === undefined ? [] : [{ ...s, kind: 'text', fields: [{ name: 'description', text: s.text }] }],
  );
  const images = sources.flatMap((s): ReferenceImage[] =>
    s.hash === undefined ? [] : [{ ...s, kind: 'image', sha256: '', hash: s.hash, quality: 100, width: 1000, height: 1000 }],
  );
  return {
    lexicon,
    ownBrands: parts.ownBrands ?? [],
    authorisations: readAuthorisations(toCsv(parts.authorisations ?? []), 'example', () => true).records,
    ...openTexts(texts).texts,
    pictures: buildImageIndex(images),
    licences: readLicences(
      toCsv(parts.licences ?? []),
      'example',
      (path) => !path.includes('missing'),
      new Set(),
      () => NO_HASH,
    ).records,
    agencies: openAgencies,
    ...(parts.registers === undefined ? {} : { registers: exampleRegisters(parts.registers, lexicon) }),
    asOf: AS_OF,
  };
}

/** Rows as the ledger's CSV, so that examples pass through the same reader as a seller's ledger. */
function toCsv(rows: readonly Readonly<Record<string, string>>[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => cells.map(quote).join(','))
    .join('\n');
}

/** Hash of every proof and original of an example, and of its pictures. */
const NO_HASH = '0'.repeat(64);

/** A picture that meets every demand, but for what the example says of it. */
function factsOf(image: ExampleImage): ImageFacts {
  const {
    width = 1600,
    height = 1600,
    bytes = 400_000,
    format = 'jpeg',
    whiteBorder = 1,
    fill = 0.9,
    letters = 0,
    insets = 0,
    border,
    colour = 'srgb',
    hash,
    sha256 = NO_HASH,
    says,
  } = image;
  const claims = RIGHTS_FIELDS.flatMap((field): RightsClaim[] => {
    const text = says?.[field];
    return text === undefined ? [] : [{ field, where: 'example', text }];
  });
  return {
    sha256,
    bytes,
    width,
    height,
    format,
    colour,
    whiteBorder,
    composition: { fill, letters, insets },
    ...(border === undefined ? {} : { border: { width: border, colour: '#d02020' } }),
    hashes: [hash ?? 'f'.repeat(64)],
    quality: 100,
    ...(claims.length === 0 ? {} : { rights: { claims } }),
  };
}
