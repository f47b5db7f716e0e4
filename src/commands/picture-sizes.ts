import type { ListingOutcome } from '../model/report.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large the pictures of a listing are, for reports that draw a region in pixels. Holds those of one listing. */
export class PictureSizes {
  #sizes: ReadonlyMap<string, Size> = new Map();

  /** Looks at the pictures in which a region was found. */
  async measure({ listing, findings }: ListingOutcome): Promise<void> {
    const regions = findings.some(({ evidence }) => evidence.kind === 'image-match');
    const files = regions ? listing.images.map(({ file }) => file).filter((file) => file !== undefined) : [];
    const sizes = new Map<string, Size>();
    for (const file of new Set(files)) {
      const size = await sizeOf(file);
      if (size !== undefined) sizes.set(file, size);
    }
    this.#sizes = sizes;
  }

  /** The size of a picture as shown, when it is one of the listing's and can be read. */
  get(file: string): Size | undefined {
    return this.#sizes.get(file);
  }
}

/** A picture that cannot be read was told of by the scan. */
async function sizeOf(file: string): Promise<Size | undefined> {
  const [{ readPictureFile }, { openPicture }] = await Promise.all([
    import('../scan/picture-file.ts'),
    import('../scan/picture-decode.ts'),
  ]);
  try {
    const read = await readPictureFile(file);
    if ('fault' in read) return undefined;
    const { width, height } = await openPicture(read.bytes);
    return { width, height };
  } catch {
    return undefined;
  }
}
