// Shapes for the sample's pictures: every function returns SVG. Coordinates are on a square of 1000 by 1000.

/** Gradients that turn a flat colour into a lit body, and the filters of the shadows. */
export const DEFS = `<defs>
<linearGradient id="cyl" x1="0" x2="1" y1="0" y2="0"><stop offset="0" stop-color="#000" stop-opacity=".42"/><stop offset=".18" stop-color="#000" stop-opacity=".08"/>
<stop offset=".34" stop-color="#fff" stop-opacity=".5"/><stop offset=".52" stop-color="#fff" stop-opacity="0"/><stop offset=".82" stop-color="#000" stop-opacity=".16"/><stop offset="1" stop-color="#000" stop-opacity=".48"/></linearGradient>
<linearGradient id="fall" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".42"/><stop offset=".4" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".38"/></linearGradient>
<linearGradient id="slant" x1="0" x2="1" y1="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".5"/><stop offset=".45" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".4"/></linearGradient>
<radialGradient id="ball" cx=".36" cy=".3" r=".8"><stop offset="0" stop-color="#fff" stop-opacity=".62"/><stop offset=".4" stop-color="#fff" stop-opacity=".05"/><stop offset="1" stop-color="#000" stop-opacity=".46"/></radialGradient>
<radialGradient id="glow"><stop offset="0" stop-color="#fff6d8"/><stop offset=".35" stop-color="#ffd877" stop-opacity=".75"/><stop offset="1" stop-color="#ffb23e" stop-opacity="0"/></radialGradient>
<filter id="soft" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="16"/></filter>
<filter id="haze" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="5"/></filter>
</defs>`;

/** A path in one colour, lit by a gradient: cyl, fall, slant or ball. */
export const lit = (d, fill, shade = 'cyl') => `<path d="${d}" fill="${fill}"/><path d="${d}" fill="url(#${shade})"/>`;

/** A box with round corners, lit. */
export const box = (x, y, w, h, r, fill, shade = 'fall') =>
  [fill, `url(#${shade})`].map((f) => `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${f}"/>`).join('');

/** An ellipse, lit; a circle when the second radius is left out. */
export const oval = (x, y, rx, ry, fill, shade = 'ball') =>
  [fill, `url(#${shade})`].map((f) => `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${f}"/>`).join('');

/** A flat ellipse without light. */
export const spot = (x, y, rx, ry, fill, more = '') =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" ${more}/>`;

/** A line along a path. */
export const line = (d, stroke, width, more = '') =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;

/** The soft shadow that a thing throws on the ground. */
export const shadow = (x, y, rx, ry, opacity = 0.3) =>
  spot(x, y, rx, ry, '#1c2430', `opacity="${opacity}" filter="url(#soft)"`);

/** Turned by degrees around a point. */
export const turn = (degrees, x, y, body) => `<g transform="rotate(${degrees} ${x} ${y})">${body}</g>`;

/** Moved and scaled. */
export const put = (x, y, scale, body) => `<g transform="translate(${x} ${y}) scale(${scale})">${body}</g>`;

/** The same thing n times; the function gets 0 .. n-1. */
export const times = (n, draw) => Array.from({ length: n }, (_, i) => draw(i)).join('');

/** Words on a product; no brand but the seller's own is ever written. */
export const word = (x, y, size, text, fill = '#fff', more = '') =>
  `<text x="${x}" y="${y}" font-family="DejaVu Sans" font-weight="bold" font-size="${size}" text-anchor="middle" fill="${fill}" ${more}>${text}</text>`;

/** A background of two colours, from top to bottom. */
export const ground = (id, top, bottom) =>
  `<defs><linearGradient id="${id}" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs><rect width="1000" height="1000" fill="url(#${id})"/>`;

/** Numbers that look random and never change: the same seed, the same row. */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
