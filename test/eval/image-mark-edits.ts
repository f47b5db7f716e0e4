import type { Random } from '../bench/random.ts';
import type { Attack } from './image-attacks.ts';
import { anyColour, between, coin, cssColour, eitherSide, slogan } from './image-chance.ts';
import { ADVANCE, drawLetters } from './image-letters.ts';
import { overlay, type Raster } from './image-raster.ts';

/* Edits that lay something over the picture: banners, writing, watermarks, logos, stickers. */

/** Writing on a band along the top or the bottom. */
export function addBanner(picture: Raster, random: Random): Promise<Raster> {
  const { width, height } = picture;
  const band = height * between(random, 0.12, 0.24);
  const top = coin(random) ? 0 : height - band;
  const text = slogan(random, 2 + random.below(3));
  const size = Math.min(band * 0.6, (width * 0.94) / (text.length * ADVANCE));
  const fill = `<rect x="0" y="${top}" width="${width}" height="${band}" fill="${cssColour(anyColour(random))}" opacity="${between(random, 0.75, 1)}"/>`;
  return overlay(
    picture,
    fill +
      drawLetters(text, { x: width * 0.03, y: top + (band - size) / 2, size, colour: random.pick(['white', 'black', 'gold']) }),
  );
}

/** Lines of writing all over. */
function addLines(picture: Raster, random: Random): Promise<Raster> {
  const lines = Array.from({ length: 5 + random.below(6) }, () => {
    const size = picture.height * between(random, 0.035, 0.085);
    return drawLetters(slogan(random, 1 + random.below(3)), {
      x: picture.width * between(random, 0, 0.5),
      y: picture.height * between(random, 0.02, 0.92),
      size,
      colour: random.pick(['white', 'black', 'red', 'blue', 'yellow', cssColour(anyColour(random))]),
      weight: between(random, 0.12, 0.24),
      angle: random.unit() < 0.25 ? eitherSide(random, 5, 30) : 0,
    });
  });
  return overlay(picture, lines.join(''));
}

/** The same words again and again, leaning and half clear. */
function addWatermark(picture: Raster, random: Random): Promise<Raster> {
  const size = Math.max(picture.width, picture.height) * between(random, 0.03, 0.06);
  const text = slogan(random, 2);
  const angle = eitherSide(random, 15, 40);
  const opacity = between(random, 0.25, 0.5);
  const colour = random.pick(['white', 'black', 'grey']);
  const [stepX, stepY] = [size * ADVANCE * (text.length + 2), size * between(random, 3, 5)];
  const marks: string[] = [];
  for (let y = -picture.height * 0.5; y < picture.height * 1.5; y += stepY) {
    for (let x = -stepX; x < picture.width; x += stepX) marks.push(drawLetters(text, { x, y, size, colour, opacity, angle }));
  }
  return overlay(picture, marks.join(''));
}

function addLogo(picture: Raster, random: Random): Promise<Raster> {
  const { width, height } = picture;
  const radius = (Math.min(width, height) * between(random, 0.14, 0.27)) / 2;
  const x = coin(random) ? radius * 1.2 : width - radius * 1.2;
  const y = coin(random) ? radius * 1.2 : height - radius * 1.2;
  const disc = `<circle cx="${x}" cy="${y}" r="${radius}" fill="${cssColour(anyColour(random))}" stroke="white" stroke-width="${radius * 0.1}"/>`;
  const size = radius * 0.5;
  return overlay(
    picture,
    disc + drawLetters(slogan(random, 1).slice(0, 3), { x: x - radius * 0.65, y: y - size / 2, size, colour: 'white' }),
  );
}

/** Opaque shapes over up to a third of the picture. */
function addStickers(picture: Raster, random: Random): Promise<Raster> {
  const { width, height } = picture;
  const shapes = Array.from({ length: 2 + random.below(3) }, () => {
    const [rx, ry] = [width * between(random, 0.07, 0.16), height * between(random, 0.07, 0.16)];
    const [cx, cy] = [width * between(random, 0.1, 0.9), height * between(random, 0.1, 0.9)];
    const fill = cssColour(anyColour(random));
    return coin(random)
      ? `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}"/>`
      : `<rect x="${cx - rx}" y="${cy - ry}" width="${rx * 2}" height="${ry * 2}" fill="${fill}"/>`;
  });
  return overlay(picture, shapes.join(''));
}

/** Banners, writing, watermarks, logos, stickers. */
export const MARK_EDITS: readonly Attack[] = [
  { name: 'banner', edit: addBanner },
  { name: 'writing', isHard: true, edit: addLines },
  { name: 'watermark', isHard: true, edit: addWatermark },
  { name: 'corner-logo', edit: addLogo },
  { name: 'stickers', edit: addStickers },
];
