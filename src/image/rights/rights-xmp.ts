import type { RightsClaim, RightsField } from '../../model/evidence.ts';
import { cleanText } from './rights-text.ts';
import { readXmp } from './xmp.ts';

/** What XMP says of a picture's rights and of how it was made. */
export interface XmpRights {
  readonly claims: readonly RightsClaim[];
  readonly camera?: string;
  /** `YYYY-MM-DD HH:MM:SS`. */
  readonly takenAt?: string;
  readonly software?: string;
}

/** Properties that tell rights, as IPTC, PLUS and the agencies write them. */
const FIELDS: Readonly<Record<string, RightsField>> = {
  'dc:creator': 'creator',
  'dc:rights': 'holder',
  'dc:source': 'source',
  'photoshop:Credit': 'credit',
  'photoshop:Source': 'source',
  'photoshop:TransmissionReference': 'id',
  'photoshop:Instructions': 'note',
  'photoshop:Copyright': 'holder',
  'xmpRights:WebStatement': 'web',
  'xmpRights:UsageTerms': 'terms',
  'xmpRights:Owner': 'holder',
  'xmpRights:Marked': 'note',
  'plus:CopyrightOwnerName': 'holder',
  'plus:ImageCreatorName': 'creator',
  'plus:LicensorName': 'licensor',
  'plus:LicensorURL': 'web',
  'plus:LicensorEmail': 'contact',
  'plus:LicensorID': 'id',
  'plus:ImageSupplierName': 'licensor',
  'plus:ImageSupplierImageID': 'id',
  'plus:LicensorImageID': 'id',
  'plus:TermsAndConditionsURL': 'web',
  'Iptc4xmpCore:CiEmailWork': 'contact',
  'Iptc4xmpCore:CiUrlWork': 'web',
  'Iptc4xmpExt:DigitalSourceType': 'ai',
  'Iptc4xmpExt:AISystemUsed': 'ai',
  'GettyImagesGIFT:AssetID': 'id',
  'GettyImagesGIFT:AssetId': 'id',
  'TC260:AIGC': 'ai',
};
const FACTS: ReadonlySet<string> = new Set(['tiff:Make', 'tiff:Model', 'exif:DateTimeOriginal', 'xmp:CreatorTool']);

/** Source types of IPTC that a trained model made, wholly or in part. */
const TRAINED = /trainedAlgorithmicMedia$/i;

/** Reads the rights that an XMP packet holds: UTF-8 or UTF-16. A damaged packet gives what stands before the damage. */
export async function readXmpRights(bytes: Uint8Array): Promise<XmpRights> {
  const values = await readXmp(decodePacket(bytes), (name) => Object.hasOwn(FIELDS, name) || FACTS.has(name));
  const claims = values.flatMap(({ name, text }): RightsClaim[] => {
    const field = FIELDS[name];
    const clean = field === 'ai' ? machineOf(name, text) : cleanText(text);
    return field === undefined || clean === '' ? [] : [{ field, where: `XMP ${name}`, text: clean }];
  });
  const factOf = (wanted: string): string => cleanText(values.find(({ name }) => name === wanted)?.text ?? '');
  const model = factOf('tiff:Model');
  const taken = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d))?/.exec(factOf('exif:DateTimeOriginal'));
  const software = factOf('xmp:CreatorTool');
  return {
    claims,
    ...(model === '' ? {} : { camera: model }),
    ...(taken === null ? {} : { takenAt: `${taken[1] ?? ''} ${taken[2] ?? ''}`.trim() }),
    ...(software === '' ? {} : { software }),
  };
}

/** What says that a trained model made the picture; empty for other sources, such as a camera. */
function machineOf(name: string, text: string): string {
  const clean = cleanText(text);
  if (name === 'Iptc4xmpExt:AISystemUsed') return clean;
  if (name === 'TC260:AIGC') return labelOf(clean);
  return TRAINED.test(clean) ? (clean.split('/').at(-1) ?? clean) : '';
}

/** The mark that Chinese services must put into what a machine made (GB 45438-2025): 1 is sure, 2 and 3 are guesses of others. */
export function labelOf(json: string): string {
  return /"Label"\s*:\s*"?1\b/i.test(json) ? 'AIGC' : '';
}

/** The text of a packet, whose bytes tell the character set. */
export function decodePacket(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (first === 0x3c && second === 0) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0 && second === 0x3c) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}
