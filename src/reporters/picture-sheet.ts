import { escapeUTF8 } from 'entities/escape';
import type { ComparedPicture, PictureComparison, Quad } from '../model/picture-comparison.ts';
import type { Lang } from '../model/text.ts';
import { clip } from './cells.ts';
import { tellPicture, tellTransform } from './picture-wording.ts';

/*
 * Two pictures side by side with the region that they share drawn into both: a drawing (SVG) that needs nothing else.
 */

/** Size of each picture's half, and the space around. */
const HALF = { width: 560, height: 460 } as const;
const MARGIN = 20;
const HEAD = 64;
const FOOT = 84;

/** Colours that stand out on photographs, with a dark line beside them. */
const LINE = '#ff2d55';
const CORNERS = ['#ff2d55', '#ffcc00', '#34c759', '#0a84ff'] as const;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The comparison as a drawing. */
export function pictureSheet(comparison: PictureComparison, lang: Lang): string {
  const { a, b, relation } = comparison;
  const width = 2 * HALF.width + 3 * MARGIN;
  const height = HEAD + HALF.height + FOOT;
  const left = place(a, MARGIN);
  const right = place(b, 2 * MARGIN + HALF.width);
  const parts = [
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    half(a, left, MARGIN, tellPicture(lang, 'left'), lang),
    half(b, right, 2 * MARGIN + HALF.width, tellPicture(lang, 'right'), lang),
    ...(relation === undefined ? [] : [region(relation.a, left, 'a'), region(relation.b, right, 'b')]),
    ...foot(comparison, lang, HEAD + HALF.height),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif">
<title>${escapeUTF8(tellPicture(lang, 'heading', { a: shortName(a, 60), b: shortName(b, 60) }))}</title>
${parts.join('\n')}
</svg>
`;
}

/** Where a picture stands in its half: as large as it fits, in the middle. */
function place({ width, height }: ComparedPicture, left: number): Box {
  const scale = Math.min(HALF.width / Math.max(1, width), HALF.height / Math.max(1, height));
  const [w, h] = [width * scale, height * scale];
  return { x: left + (HALF.width - w) / 2, y: HEAD + (HALF.height - h) / 2, width: w, height: h };
}

function half(picture: ComparedPicture, box: Box, left: number, title: string, lang: Lang): string {
  const size = tellPicture(lang, 'size', { width: picture.width, height: picture.height });
  return [
    `<text x="${left}" y="28" font-size="18" font-weight="600" fill="#111111">${escapeUTF8(`${title} ${shortName(picture, 44)}`)}</text>`,
    `<text x="${left}" y="50" font-size="14" fill="#555555">${escapeUTF8(size)}</text>`,
    `<rect x="${left}" y="${HEAD}" width="${HALF.width}" height="${HALF.height}" fill="#f2f2f5"/>`,
    `<image href="${picture.preview}" ${attributes(box)} preserveAspectRatio="none"/>`,
    `<rect ${attributes(box)} fill="none" stroke="#8a8a90" stroke-width="1"/>`,
  ].join('\n');
}

function attributes({ x, y, width, height }: Box): string {
  return `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
}

/** The shared region; equal colours of its corners say which belong together. */
function region(quad: Quad, box: Box, id: string): string {
  const points = quad.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const);
  const path = points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
  const dots = points.map(
    ([x, y], corner) =>
      `<circle cx="${round(x)}" cy="${round(y)}" r="7" fill="${CORNERS[corner] ?? LINE}" stroke="#111111" stroke-width="1.5"/>`,
  );
  return [
    `<clipPath id="clip-${id}"><rect x="${round(box.x - 8)}" y="${round(box.y - 8)}" width="${round(box.width + 16)}" height="${round(box.height + 16)}"/></clipPath>`,
    `<g clip-path="url(#clip-${id})">`,
    `<polygon points="${path}" fill="${LINE}" fill-opacity="0.10" stroke="#111111" stroke-opacity="0.55" stroke-width="5" stroke-linejoin="round"/>`,
    `<polygon points="${path}" fill="none" stroke="${LINE}" stroke-width="3" stroke-linejoin="round"/>`,
    ...dots,
    '</g>',
  ].join('\n');
}

/** What the pictures have in common, in words. */
function foot({ relation }: PictureComparison, lang: Lang, top: number): string[] {
  if (relation === undefined) return [line(tellPicture(lang, 'nothing'), top + 34, 18, '#111111')];
  const verdict = tellPicture(lang, relation.tier);
  const colour = relation.tier === 'copy' ? '#b00020' : '#7a4b00';
  const how = tellTransform(relation, lang);
  const why = [tellPicture(lang, relation.stage)];
  if (relation.distance !== undefined) why.push(tellPicture(lang, 'bits', { distance: relation.distance }));
  if (relation.inliers !== undefined) why.push(tellPicture(lang, 'details', { inliers: relation.inliers }));
  return [
    line(lang === 'zh' ? `${verdict}：${how}` : `${verdict}: ${how}`, top + 34, 18, colour),
    line(why.join(lang === 'zh' ? '；' : '; '), top + 60, 14, '#555555'),
  ];
}

function line(text: string, y: number, size: number, colour: string): string {
  return `<text x="${MARGIN}" y="${y}" font-size="${size}" fill="${colour}">${escapeUTF8(text)}</text>`;
}

/** The last part of a path, cut to so many columns. */
function shortName({ file }: ComparedPicture, columns: number): string {
  return clip(file.split(/[\\/]/).at(-1) || file, columns);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
