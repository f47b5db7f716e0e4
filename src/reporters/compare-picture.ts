import { escapeUTF8 } from 'entities/escape';
import type { ComparedPicture, PictureComparison, Quad } from '../model/picture-comparison.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { clip, visible } from './cells.ts';
import { jsonText } from './json-text.ts';
import { pictureSheet } from './picture-sheet.ts';
import { tellPicture, tellTransform } from './picture-wording.ts';
import { createPaint } from './style.ts';

/*
 * The comparison of two pictures as text, as a line of JSON, and as a page.
 */

/** How the comparison is printed. */
export interface ComparePictureOptions {
  readonly lang: Lang;
  readonly color: boolean;
}

/** The comparison for a terminal. */
export function comparePicturePretty(comparison: PictureComparison, { lang, color }: ComparePictureOptions): string {
  const { a, b, relation } = comparison;
  const paint = createPaint(color);
  const files = [describe(a, lang), describe(b, lang)].map((line) => `  ${paint('dim', line)}\n`).join('');
  if (relation === undefined) return `${tellPicture(lang, 'nothing')}\n${files}`;
  const verdict = paint(relation.tier === 'copy' ? 'error' : 'warning', tellPicture(lang, relation.tier));
  const how = tellTransform(relation, lang);
  const why = reasons(comparison, lang).join(lang === 'zh' ? '；' : '; ');
  return `${verdict}${lang === 'zh' ? '：' : ': '}${how}\n  ${why}\n${files}`;
}

function describe({ file, width, height }: ComparedPicture, lang: Lang): string {
  return `${visible(file)}  ${tellPicture(lang, 'size', { width, height })}`;
}

function reasons({ relation }: PictureComparison, lang: Lang): string[] {
  if (relation === undefined) return [];
  const { stage, distance, inliers } = relation;
  const said = [tellPicture(lang, stage)];
  if (distance !== undefined) said.push(tellPicture(lang, 'bits', { distance }));
  if (inliers !== undefined) said.push(tellPicture(lang, 'details', { inliers }));
  return said;
}

/** What became of a pair of pictures: what they share, or why they could not be compared. */
export type PicturePairOutcome = { readonly a: string; readonly b: string } & (
  | { readonly match: PictureComparison['relation'] }
  | { readonly error: Bilingual }
);

/**
 * One pair of pictures as a line of JSON: `{a, b, match}`, `match` being null when they have nothing in common; `{a, b, error}` where they
 * could not be compared. Corners are shares of width and height.
 */
export function picturePairLine(outcome: PicturePairOutcome, lang: Lang): string {
  const { a, b } = outcome;
  if ('error' in outcome) return `${jsonText({ a, b, error: outcome.error[lang] })}\n`;
  const { match } = outcome;
  if (match === undefined) return `${jsonText({ a, b, match: null })}\n`;
  const { stage, tier, original, distance, inliers, transform } = match;
  const { mirrored, negative, degrees, shown, taken } = transform;
  const facts = {
    stage,
    tier,
    original,
    ...(distance === undefined ? {} : { distance }),
    ...(inliers === undefined ? {} : { inliers }),
  };
  const done = { mirrored, negative, degrees: round(degrees, 1), shown: round(shown, 3), taken: round(taken, 3) };
  return `${jsonText({ a, b, match: { ...facts, a: corners(match.a), b: corners(match.b), transform: done } })}\n`;
}

function corners(quad: Quad): number[][] {
  return quad.map((point) => point.map((share) => round(share, 4)));
}

/** Never a negative zero, which JSON would write as such. */
function round(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor + 0;
}

const STYLE = `
:root{color-scheme:light}
body{margin:0;font:16px/1.5 system-ui,'Noto Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;color:#111;background:#fff}
main{max-width:1200px;margin:0 auto;padding:16px}
h1{font-size:1.3rem;overflow-wrap:anywhere}
svg{width:100%;height:auto;border:1px solid #d0d0d5}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px}
dt{font-weight:600}
dd{margin:0;overflow-wrap:anywhere}
footer{color:#555}
`;

/** The comparison as one page that needs nothing else. */
export function comparePictureHtml(comparison: PictureComparison, lang: Lang): string {
  const { a, b } = comparison;
  const heading = escapeUTF8(tellPicture(lang, 'heading', { a: clip(a.file, 200), b: clip(b.file, 200) }));
  const rows = [
    [tellPicture(lang, 'left'), describe(a, lang)],
    [tellPicture(lang, 'right'), describe(b, lang)],
  ].map(([name = '', value = '']) => `<dt>${escapeUTF8(name)}</dt><dd>${escapeUTF8(value)}</dd>`);
  const note = comparison.relation === undefined ? '' : `<p>${tellPicture(lang, 'corners')}</p>\n`;
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${tellPicture(lang, 'title')}: ${heading}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
${pictureSheet(comparison, lang)}${note}<dl>${rows.join('')}</dl>
<footer><p>${tellPicture(lang, 'madeBy')}</p></footer>
</main>
</body>
</html>
`;
}
