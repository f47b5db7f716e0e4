import { z } from 'zod';

/*
 * The shape in which preclear likes a listing best, in JSON, JSON Lines, YAML and front matter. It documents and helps editors; the readers
 * themselves take any usual name for a field.
 */

const texts = z.union([z.string(), z.array(z.string())]);
const pictures = z.union([
  z.array(z.string()).describe('Paths or URLs; the first is the main picture.'),
  z.strictObject({
    main: z.string().optional().describe('Path or URL of the main picture.'),
    other: z.array(z.string()).optional().describe('Paths or URLs of the other pictures, in order.'),
  }),
]);

/** One listing in preclear's own shape. */
export const listingSchema: z.ZodType = z
  .strictObject({
    id: z.union([z.string(), z.number()]).describe("The seller's SKU, else ASIN or product id."),
    marketplace: z.string().optional().describe('amazon.com, amazon.de, alibaba.com, shopify …'),
    locale: z.string().optional().describe('BCP 47 language tag of the texts, such as en-US.'),
    family: z.string().optional().describe('SKU of the parent whose variant it is.'),
    brand: z.string().optional(),
    category: z.string().optional(),
    title: z.string().optional(),
    bullets: z.array(z.string()).optional().describe('Bullet points, in order.'),
    description: z.string().optional().describe('Text or HTML.'),
    aplus: texts.optional().describe('Texts of the A+ or enhanced content.'),
    searchTerms: texts.optional().describe('Backend search terms.'),
    manufacturer: z.string().optional(),
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
    images: pictures.optional(),
    imageAlt: texts.optional().describe('Alternative texts of the pictures, in order.'),
  })
  .meta({ title: 'Listing', description: 'One listing; a file holds one or a list of them.' });

/** The JSON Schema of a file in that shape: one listing, or a list. Draft 7, which every editor reads. */
export function listingJsonSchema(): object {
  const file = z.union([listingSchema, z.array(listingSchema)]).meta({ title: 'preclear listings' });
  return z.toJSONSchema(file, { target: 'draft-7' });
}
