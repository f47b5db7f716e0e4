/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { clip } from '../reporters/cells.ts';
import { type Frame, Page } from './frame.tsx';
import { casePath } from './paths.ts';
import { say } from './words.ts';

/** Longest letter that is shown, in columns. */
const LONGEST = 400_000;

/** A letter as the case keeps it. */
export function LetterPage(props: {
  readonly frame: Frame;
  readonly caseId: string;
  readonly id: string;
  readonly text: string;
}): JSX.Element {
  const { frame, caseId, id, text } = props;
  const { lang } = frame;
  const title = `${say(lang, 'caseTitle', { id: caseId })}, ${say(lang, 'letter', { id })}`;
  return (
    <Page frame={frame} title={title}>
      <p class="small">
        <a href={casePath(caseId)} data-up>
          {say(lang, 'caseTitle', { id: caseId })}
        </a>
      </p>
      <h1>{say(lang, 'letter', { id })}</h1>
      <div class="letter">
        {text.split('\n').map((line) => (
          <p class={line.startsWith('#') ? 'pre heading' : 'pre'}>{line.trim() === '' ? '\u00a0' : clip(line, LONGEST)}</p>
        ))}
      </div>
    </Page>
  );
}
