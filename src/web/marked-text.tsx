/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Severity } from '../model/rule.ts';
import type { Span } from '../model/span.ts';
import type { Lang } from '../model/text.ts';
import { cellsOf } from '../reporters/cells.ts';
import { cutWords } from './words.ts';

/*
 * A text of a listing with marks on its characters. What hides (invisible characters, changed reading directions) is shown as signs that
 * cannot act; long texts are shown around their marks.
 */

/** Part of a text that is marked. */
export interface Mark {
  readonly span: Span;
  /** As the reader counts marks. */
  readonly number: number;
  readonly severity: Severity;
  /** Where the number leads. */
  readonly href: string;
  /** What the number is called for those who do not see it. */
  readonly label: string;
}

/** Longer texts are shown around their marks only. */
const WHOLE = 12_000;
/** Characters of such a text that are kept on either side of a mark, and at its start. */
const AROUND = 300;
const START = 2000;
/** Stretches of a text that are marked; what follows is shown without. */
const MOST_PIECES = 400;

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly marks: readonly Mark[];
}

/** A text with its marks. Marks may overlap; each shows its number where it begins. @param ids what ids of marks begin with, where links lead to them. */
export function MarkedText(props: {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly lang: Lang;
  readonly ids?: string;
}): JSX.Element {
  const { text, marks, lang, ids } = props;
  const parts: (JSX.Element | string)[] = [];
  const begun = new Set<number>();
  let at = 0;
  for (const { start, end, marks: here } of piecesOf(marks, text.length).slice(0, MOST_PIECES)) {
    parts.push(<Gap text={text} from={at} to={start} lang={lang} last={false} />);
    at = end;
    const fresh = here.filter(({ number }) => !begun.has(number));
    for (const { number } of fresh) begun.add(number);
    parts.push(<MarkedPiece piece={{ start, end, marks: here }} fresh={fresh} text={text} lang={lang} ids={ids} />);
  }
  parts.push(<Gap text={text} from={at} to={text.length} lang={lang} last />);
  return (
    <div class="text" dir="auto">
      {parts}
    </div>
  );
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

function MarkedPiece({
  piece,
  fresh,
  text,
  lang,
  ids,
}: {
  piece: Piece;
  fresh: readonly Mark[];
  text: string;
  lang: Lang;
  ids: string | undefined;
}) {
  const worst = [...piece.marks].sort((a, b) => RANK[a.severity] - RANK[b.severity])[0]?.severity ?? 'note';
  return (
    <mark class={`${worst}${piece.marks.length > 1 ? ' many' : ''}`}>
      {fresh.map(({ number, href, label }) => (
        <a class="n" href={href} aria-label={label} {...(ids === undefined ? {} : { id: `${ids}${number}` })}>
          {number}
        </a>
      ))}
      <Gap text={text} from={piece.start} to={piece.end} lang={lang} last={false} />
    </mark>
  );
}

/** A stretch without marks: whole when it is short, its ends when it is long. */
function Gap({ text, from, to, lang, last }: { text: string; from: number; to: number; lang: Lang; last: boolean }) {
  if (from >= to) return '';
  const head = from === 0 ? START : AROUND;
  const tail = last ? 0 : AROUND;
  if (text.length <= WHOLE || to - from <= head + tail + AROUND) return <Shown text={text} from={from} to={to} />;
  return (
    <>
      <Shown text={text} from={from} to={from + head} />
      <span class="cut">{cutWords(to - from - head - tail, lang)}</span>
      {tail === 0 ? '' : <Shown text={text} from={to - tail} to={to} />}
    </>
  );
}

/** Characters as shown: signs for what hides, line breaks as they are. */
export function Shown({
  text,
  from = 0,
  to = text.length,
}: {
  readonly text: string;
  readonly from?: number;
  readonly to?: number;
}): JSX.Element {
  const parts: (JSX.Element | string)[] = [];
  let plain = '';
  for (const { start, end, shown } of cellsOf(text, from, to)) {
    const written = text.slice(start, end);
    if (shown === written) plain += shown;
    else if (/^[\r\n]+$/.test(written)) plain += '\n';
    else {
      parts.push(plain, <span class="u">{shown}</span>);
      plain = '';
    }
  }
  return <>{[...parts, plain]}</>;
}

/** The stretches that marks cover, in the order of the text, with the marks of each. */
function piecesOf(marks: readonly Mark[], length: number): Piece[] {
  const bounded = marks
    .map((mark) => ({ mark, start: Math.max(0, mark.span[0]), end: Math.min(length, mark.span[1]) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
  const edges = [...new Set(bounded.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  let open: typeof bounded = [];
  let next = 0;
  for (const [at, from] of edges.entries()) {
    open = open.filter(({ end }) => end > from);
    for (let one = bounded[next]; one !== undefined && one.start <= from; one = bounded[++next]) open.push(one);
    const to = edges[at + 1];
    if (to !== undefined && open.length > 0) pieces.push({ start: from, end: to, marks: open.map(({ mark }) => mark) });
  }
  return pieces;
}
