/** How a picture file holds colours; `wide` is RGB with another profile than sRGB, whose colours shift where profiles are ignored. */
export const PICTURE_COLOURS = ['srgb', 'wide', 'grey', 'cmyk', 'lab'] as const;
/** How a picture file holds colours. */
export type PictureColour = (typeof PICTURE_COLOURS)[number];
