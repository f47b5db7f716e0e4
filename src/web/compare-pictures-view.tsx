/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Point, Quad } from '../model/picture-comparison.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import type { PictureAnswer } from './desk.ts';
import type { ImageMatch } from './evidence-kinds.ts';
import { say } from './words.ts';

/*
 * Two pictures beside each other, with the region that matches drawn over both. The script of the page lays theirs over ours and wipes
 * between them; all it needs to know is how the regions lie to each other.
 */

/** A picture of a page: where it is, what it is called for those who do not see it, and what is known of it. */
export interface PagePicture {
  readonly src: string;
  readonly alt: string;
  readonly answer: PictureAnswer | undefined;
}

interface CompareProps {
  readonly lang: Lang;
  readonly evidence: ImageMatch;
  readonly ours: PagePicture;
  readonly theirs: PagePicture;
}

/** A picture, or why there is none, with what lies over it. @param name class of the picture. */
export function PictureFrame(props: {
  readonly lang: Lang;
  readonly picture: PagePicture;
  readonly name: string;
  readonly children?: JSX.Element;
}): JSX.Element {
  const { lang, picture, name, children } = props;
  const { src, alt, answer } = picture;
  if (answer === undefined || 'fault' in answer) {
    return (
      <p class="notice">
        {say(lang, 'pictureGone')} {answer === undefined ? '' : answer.fault[lang]}
      </p>
    );
  }
  return (
    <>
      <div class="frame">
        <img class={name} src={src} alt={alt} />
        {children ?? ''}
      </div>
      {answer.remark === undefined ? '' : <p class="small notice">{answer.remark[lang]}</p>}
    </>
  );
}

/** The comparison of a listing's picture with the one that it is like. */
export function ComparePictures({ lang, evidence, ours, theirs }: CompareProps): JSX.Element {
  const { source, here, there } = evidence;
  const slots = { label: clip(source.label, 80), owner: clip(source.owner, 80) };
  const move = moveOf(there, here);
  return (
    <section class="compare" aria-labelledby="compare-name" data-move={move === undefined ? '' : move.join(' ')}>
      <h2 id="compare-name">{say(lang, 'compare')}</h2>
      <div class="controls" hidden>
        <label for="wipe">{say(lang, 'slider')}</label>
        <input type="range" id="wipe" min="0" max="100" value="50" data-say={say(lang, 'sliderValue', { percent: '%' })} />
      </div>
      <p class="controls" hidden>
        <label>
          <input type="checkbox" id="overlay" checked /> {say(lang, 'overlay')}
        </label>
        <span class="quiet"> {say(lang, 'laidOver')}</span>
      </p>
      <div class="stage" hidden>
        <img class="under" alt="" />
        <div class="over">
          <img alt="" />
        </div>
        <Region quad={here} />
        <span class="edge" />
      </div>
      <div class="pair">
        <figure>
          <PictureFrame lang={lang} picture={ours} name="ours">
            <Region quad={here} />
          </PictureFrame>
          <figcaption>{say(lang, 'ours')}</figcaption>
        </figure>
        <figure>
          <PictureFrame lang={lang} picture={theirs} name="theirs">
            <Region quad={there} />
          </PictureFrame>
          <figcaption>{say(lang, 'theirs', slots)}</figcaption>
        </figure>
      </div>
    </section>
  );
}

/** A region drawn over a picture of any size: corners are shares of its width and height. */
function Region({ quad }: { quad: Quad }) {
  const points = quad.map((point) => point.map((share) => bounded(share)).join(',')).join(' ');
  return (
    <svg class="region" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      <polygon points={points} class="halo" />
      <polygon points={points} />
    </svg>
  );
}

function bounded(share: number): string {
  return Math.min(2, Math.max(-1, share)).toFixed(4);
}

/**
 * The affine map that takes three corners of one region to those of the other, `x = a u + c v + e`, `y = b u + d v + f`, as `a b c d e f`
 * in shares of the pictures; undefined for a region without an area. The fourth corner follows: regions are parallelograms nearly always.
 */
export function moveOf(from: Quad, to: Quad): readonly number[] | undefined {
  const [p, q, , r] = from;
  const [x, y, , z] = to;
  const u: Point = [q[0] - p[0], q[1] - p[1]];
  const v: Point = [r[0] - p[0], r[1] - p[1]];
  const area = u[0] * v[1] - u[1] * v[0];
  if (!(Math.abs(area) > 1e-6)) return undefined;
  const map = (axis: 0 | 1): [number, number, number] => {
    const [first, second] = [y[axis] - x[axis], z[axis] - x[axis]];
    const along = (first * v[1] - second * u[1]) / area;
    const across = (second * u[0] - first * v[0]) / area;
    return [along, across, x[axis] - along * p[0] - across * p[1]];
  };
  const [a, c, e] = map(0);
  const [b, d, f] = map(1);
  const move = [a, b, c, d, e, f];
  return move.every((number) => Number.isFinite(number)) ? move.map((number) => Number(number.toFixed(6))) : undefined;
}
