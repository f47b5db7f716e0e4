/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Bilingual } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { type Frame, Page } from './frame.tsx';
import { say } from './words.ts';

/** Says why there is no review of a week. */
export function ReviewMissing({ frame, fault }: { readonly frame: Frame; readonly fault: Bilingual }): JSX.Element {
  const { lang } = frame;
  return (
    <Page frame={frame} title={say(lang, 'reviewOf')}>
      <h1>{say(lang, 'reviewOf')}</h1>
      <p role="status">{say(lang, 'noReview')}</p>
      <p>
        <bdi>{clip(fault[lang], 400)}</bdi>
      </p>
    </Page>
  );
}
