/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { KeptLetter } from '../appeal/kept-text.ts';
import { BLANK, type LetterParagraph, readLetterCopy, readReviewCopy } from '../cases/letters/read-copies.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { Backing } from './backing-view.tsx';
import { withBlanks } from './blanks-view.tsx';
import { Told } from './decide-view.tsx';
import { type Frame, Page } from './frame.tsx';
import { casePath } from './paths.ts';
import { grouped, say } from './words.ts';

/** Longest paragraph that is shown, in columns, and how many of them. */
const LONGEST = 20_000;
const MOST = 4000;

const CLASSES: Readonly<Record<LetterParagraph['kind'], string>> = {
  title: 'heading title',
  heading: 'heading',
  item: 'item',
  text: 'said',
};

/** A letter as the case keeps it, with its blanks marked, and what stood behind each sentence when it was drafted. */
export function LetterPage(props: {
  readonly frame: Frame;
  readonly caseId: string;
  readonly id: string;
  readonly letter: KeptLetter;
}): JSX.Element {
  const { frame, caseId, id, letter } = props;
  const { lang } = frame;
  const { path, text, review } = letter;
  const title = `${say(lang, 'caseTitle', { id: caseId })}, ${say(lang, 'letter', { id })}`;
  const blanks = text.match(BLANK)?.length ?? 0;
  const copy = review === undefined ? undefined : readReviewCopy(review);
  return (
    <Page frame={frame} title={title}>
      <p class="small">
        <a href={casePath(caseId)} data-up>
          {say(lang, 'caseTitle', { id: caseId })}
        </a>
      </p>
      <h1>{say(lang, 'letter', { id })}</h1>
      <p class="quiet small">
        <bdi>{clip(path, 200)}</bdi>
      </p>
      {blanks === 0 ? (
        <p>{say(lang, 'noBlanks')}</p>
      ) : (
        <Told kind="warning">{blanks === 1 ? say(lang, 'oneBlank') : say(lang, 'blanks', { count: grouped(blanks) })}</Told>
      )}
      <Letter lang={lang} paragraphs={readLetterCopy(text, path.endsWith('.md'))} />
      {copy === undefined ? <p class="quiet">{say(lang, 'noBacking')}</p> : <Backing lang={lang} copy={copy} />}
    </Page>
  );
}

/** The paragraphs of a letter, which may be in any language. */
function Letter({ lang, paragraphs }: { lang: Lang; paragraphs: readonly LetterParagraph[] }) {
  return (
    <section class="letter" aria-label={say(lang, 'letterText')} dir="auto">
      {paragraphs.slice(0, MOST).map(({ kind, text }) => (
        <p class={CLASSES[kind]}>{withBlanks(clip(text, LONGEST))}</p>
      ))}
      {paragraphs.length > MOST ? <p>{say(lang, 'moreItems', { count: grouped(paragraphs.length - MOST) })}</p> : ''}
    </section>
  );
}
