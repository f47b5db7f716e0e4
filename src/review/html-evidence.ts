import { escapeUTF8 } from 'entities/escape';
import type { Point } from '../model/picture-comparison.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { clip, visible } from '../reporters/cells.ts';
import { SEVERITY_NAMES } from '../reporters/wording.ts';
import { type Thumbnails, thumbnailKey } from './pictures.ts';
import type { Evidence, EvidencePicture, Piece } from './review.ts';

/*
 * A finding with its evidence, as HTML: texts or pictures side by side.
 */

/** Longest line of others' words, in columns. */
const LINE = 300;

/** One finding. */
export function evidenceHtml(evidence: Evidence, lang: Lang, thumbnails: Thumbnails): string {
  const { severity, listing, marketplace, title, file, line, field, message, fix, review, nth, opened } = evidence;
  const tags = [
    ...(review ? [WORDS.review[lang]] : []),
    ...(nth > 1 ? [WORDS.again[lang].replace('{n}', String(nth))] : []),
    ...(evidence.assignee === undefined ? [] : [clip(evidence.assignee, 60)]),
  ].map((tag) => `<span class="tag">${escapeUTF8(tag)}</span>`);
  const facts = evidence.facts.map(
    ({ name, text }) => `<dt>${escapeUTF8(clip(name[lang], 60))}</dt><dd><bdi>${escapeUTF8(clip(text[lang], LINE))}</bdi></dd>`,
  );
  return `<article class="finding ${severity}">
<h3><span class="sev">${escapeUTF8(SEVERITY_NAMES[severity][lang])}</span> <bdi>${escapeUTF8(clip(listing, 100))}</bdi> · ${escapeUTF8(clip(field[lang], 80))} ${tags.join('')}</h3>
<p class="meta"><bdi>${escapeUTF8(clip(title, 160))}</bdi><br><bdi>${escapeUTF8(clip(marketplace, 60))}</bdi> · <bdi>${escapeUTF8(clip(file, 120))}</bdi>:${line} · ${escapeUTF8(WORDS.since[lang].replace('{day}', opened))}</p>
<p class="msg">${escapeUTF8(clip(message[lang], 600))}</p>
${sides(evidence, lang, thumbnails)}
<p><b>${WORDS.fix[lang]}</b> ${escapeUTF8(clip(fix[lang], 600))}</p>
${facts.length === 0 ? '' : `<dl>${facts.join('')}</dl>`}
<p class="meta"><bdi>${escapeUTF8(clip(evidence.rule, 100))}</bdi> · ${escapeUTF8(evidence.fingerprint)}</p>
</article>`;
}

function sides(evidence: Evidence, lang: Lang, thumbnails: Thumbnails): string {
  const { ours, theirs, picture, otherPicture } = evidence;
  const parts: string[] = [];
  if (ours.length > 0) parts.push(textSide(theirs === undefined ? undefined : WORDS.ours[lang], ours));
  if (theirs !== undefined) parts.push(textSide(`${clip(theirs.name, 120)} (${clip(theirs.owner, 80)})`, theirs.pieces));
  if (picture !== undefined)
    parts.push(pictureSide(WORDS.ours[lang], picture, thumbnails.get(thumbnailKey(evidence, 'ours')), lang));
  if (otherPicture !== undefined)
    parts.push(pictureSide(WORDS.theirs[lang], otherPicture, thumbnails.get(thumbnailKey(evidence, 'theirs')), lang));
  return parts.length === 0 ? '' : `<div class="sides">${parts.join('')}</div>`;
}

function textSide(name: string | undefined, pieces: readonly Piece[]): string {
  const heading = name === undefined ? '' : `<h4><bdi>${escapeUTF8(name)}</bdi></h4>`;
  const text = pieces
    .map(({ text: said, mark }) => {
      const safe = escapeUTF8(visible(said));
      return mark === undefined ? safe : `<mark${mark === 'hit' ? '' : ` class="${mark}"`}>${safe}</mark>`;
    })
    .join('');
  return `<div>${heading}<div class="quote" dir="auto">${text}</div></div>`;
}

function pictureSide(
  name: string,
  { name: file, region }: EvidencePicture,
  thumbnail: ReturnType<Thumbnails['get']>,
  lang: Lang,
): string {
  const heading = `<h4>${escapeUTF8(name)}: <bdi>${escapeUTF8(clip(file, 120))}</bdi></h4>`;
  if (thumbnail === undefined || 'missing' in thumbnail)
    return `<div>${heading}<p class="gone">${escapeUTF8((thumbnail?.missing ?? WORDS.noPicture)[lang])}</p></div>`;
  const { data, width, height } = thumbnail;
  const alt = region === undefined ? clip(file, 120) : `${clip(file, 120)}. ${WORDS.region[lang]}`;
  const shape = region === undefined ? '' : regionOf(region, width, height);
  return `<div>${heading}<svg class="picture" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeUTF8(alt)}"><image href="${escapeUTF8(data)}" width="${width}" height="${height}"/>${shape}</svg></div>`;
}

/** Corners may lie a little outside of the picture; numbers that are none draw nothing. */
function regionOf(region: readonly Point[], width: number, height: number): string {
  const points = region.map(([x, y]) => [clamp(x) * width, clamp(y) * height] as const);
  const path = points.map(([x, y]) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`).join(' ');
  return `<polygon class="halo" points="${path}"/><polygon class="region" points="${path}"/>`;
}

function clamp(share: number): number {
  return Number.isFinite(share) ? Math.min(1.05, Math.max(-0.05, share)) : 0;
}

const WORDS: Readonly<Record<'review' | 'again' | 'since' | 'fix' | 'ours' | 'theirs' | 'noPicture' | 'region', Bilingual>> = {
  review: { en: 'a person decides', zh: '需人工判断' },
  again: { en: 'came back, {n} times seen', zh: '再次出现（第 {n} 次）' },
  since: { en: 'since {day}', zh: '首次发现 {day}' },
  fix: { en: 'Fix:', zh: '修改建议：' },
  ours: { en: 'Ours', zh: '我方' },
  theirs: { en: 'Theirs', zh: '对方' },
  noPicture: { en: 'The picture was not loaded.', zh: '未加载图片。' },
  region: { en: 'The matching region is outlined.', zh: '相同区域已标出。' },
};
