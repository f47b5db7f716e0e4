import { z } from 'zod';
import { REFERENCE_ROLES, RIGHTS_FIELDS } from '../model/evidence.ts';
import { PICTURE_COLOURS } from '../model/picture-colour.ts';
import type { Example } from '../model/rule-example.ts';

/*
 * What the examples of a rule may say, and the values that rules and examples share. Loading this file loads zod.
 */

/** A text that is not empty. */
export const text: z.ZodString = z.string().min(1);
/** A share, 0..1. */
export const share: z.ZodNumber = z.number().min(0).max(1);
/** A whole number from 1 on. */
export const count: z.ZodInt = z.int().min(1);
/** Names of the fields of a listing, as a pattern. */
export const FIELD: string =
  '(title|bullet|description|aplus|search-terms|brand|manufacturer|image-alt|image-text\\.(?:main|other)|attribute:[^\\s!*]+)';
const hash = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits');

const image = z.strictObject({
  width: count.exactOptional().describe('Pixels.'),
  height: count.exactOptional().describe('Pixels.'),
  bytes: count.exactOptional().describe('Size of the file.'),
  format: text.exactOptional().describe('jpeg, png, webp …'),
  whiteBorder: share.exactOptional().describe('Share of pure white along the border, 0..1.'),
  fill: share.exactOptional().describe('How far a product on white reaches, 0..1.'),
  letters: count.exactOptional().describe('Letters beside a product on white.'),
  insets: count.exactOptional().describe('Smaller pictures beside a product on white.'),
  border: share.exactOptional().describe('Share of the side that an added border takes, 0..1.'),
  colour: z.enum(PICTURE_COLOURS).exactOptional().describe('How the file holds colours; srgb when absent.'),
  hash: hash.exactOptional().describe('Perceptual hash, 64 hexadecimal digits; equal hashes are the same picture.'),
  sha256: hash.exactOptional().describe('SHA-256 of the file.'),
  path: text.exactOptional().describe('Its path as the listing writes it; photos/SLOT.jpg when absent.'),
  says: z
    .partialRecord(z.enum(RIGHTS_FIELDS), text)
    .exactOptional()
    .describe('What the file says of its rights: holder, creator, credit, id …'),
});

const row = z.record(text, z.string());
const listing = z.strictObject({
  id: text.exactOptional().describe('Its SKU.'),
  family: text.exactOptional().describe('SKU of the parent whose variant it is.'),
  marketplace: text.exactOptional().describe('amazon.com, alibaba.com …; else one for which the rule is made.'),
  brand: text.exactOptional().describe('The brand field.'),
  category: text.exactOptional().describe('Category as a file writes it.'),
  fields: z
    .record(z.string().regex(new RegExp(`^${FIELD}$`), 'a field name'), z.union([z.string(), z.array(z.string())]))
    .exactOptional()
    .describe('Field name to text, or to several texts.'),
  images: z
    .record(z.string().regex(/^(main|other-[1-9]\d*)$/, 'main or other-1, other-2 …'), image)
    .exactOptional()
    .describe('Slot to picture.'),
});

const registerEntry = z.strictObject({
  office: text.describe('US, EM, DE … (WIPO ST.3).'),
  number: text.describe('Application or serial number.'),
  mark: text.describe('The words of the mark.'),
  owner: text.describe('Who owns it.'),
  classes: z.array(z.int().min(1).max(45)).describe('Nice classes.'),
  status: z.enum(['live', 'pending', 'dead', 'review']).describe('Where the entry stands.'),
  supplemental: z.boolean().exactOptional().describe('On the supplemental register.'),
  disclaimers: z.array(text).exactOptional().describe('Words that the owner does not claim.'),
});

/** A rule's own test: a listing, or a text, with what surrounds it. */
export const example: z.ZodType<Example> = z
  .union([
    z.string().min(1),
    z.strictObject({
      listing: listing.describe('The listing.'),
      before: z.array(listing).exactOptional().describe('Listings of the same seller that the scan meets before it.'),
      ownBrands: z.array(text).exactOptional().describe("The seller's own brands."),
      references: z
        .array(
          z.strictObject({
            role: z.enum(REFERENCE_ROLES).describe('What the reference stands for.'),
            owner: text.describe('Who owns it.'),
            text: text.exactOptional().describe('Its text.'),
            hash: hash.exactOptional().describe('Perceptual hash of its picture.'),
          }),
        )
        .exactOptional()
        .describe("Other people's texts and pictures."),
      licences: z.array(row).exactOptional().describe('Rows of the image licence ledger.'),
      authorisations: z.array(row).exactOptional().describe('Rows of the brand authorisation ledger.'),
      registers: z.array(registerEntry).exactOptional().describe('Entries of trademark registers.'),
    }),
  ])
  .describe("A text for the rule's first field, or a listing with what surrounds it.");
