/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Bilingual } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { type Frame, Page } from './frame.tsx';

/** Says why something cannot be shown. */
export function FaultPage(props: {
  readonly frame: Frame;
  readonly title: string;
  readonly lead?: string;
  readonly fault: Bilingual;
}): JSX.Element {
  const { frame, title, lead, fault } = props;
  return (
    <Page frame={frame} title={title}>
      <h1>{title}</h1>
      {lead === undefined ? '' : <p role="status">{lead}</p>}
      <p>
        <bdi>{clip(fault[frame.lang], 600)}</bdi>
      </p>
    </Page>
  );
}
