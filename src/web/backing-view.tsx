/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ReviewCopy, ReviewedSentence } from '../cases/letters/read-copies.ts';
import { STATE_NAMES } from '../cases/letters/show-letter.ts';
import { STATEMENT_STATES, type StatementState } from '../model/case-draft.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { withBlanks } from './blanks-view.tsx';
import { grouped, say } from './words.ts';

/** Sentences, and records of one, that are shown. */
const MOST = 1500;
const MOST_RECORDS = 30;
const MOST_STOPS = 50;

const COLOURS: Readonly<Record<StatementState, 'error' | 'warning' | 'clean'>> = {
  backed: 'clean',
  blank: 'error',
  asserted: 'warning',
  blocked: 'error',
  'fixed-text': 'clean',
};

/** What stands behind each sentence of a letter, and what keeps it from being final. */
export function Backing({ lang, copy }: { readonly lang: Lang; readonly copy: ReviewCopy }): JSX.Element {
  const { sections, stops } = copy;
  const sentences = sections.flatMap((section) => section.sentences);
  const counts = STATEMENT_STATES.flatMap((state) => {
    const count = sentences.filter((one) => one.state === state).length;
    return count === 0 ? [] : [`${STATE_NAMES[state][lang]} ${grouped(count)}`];
  });
  return (
    <section>
      <h2>{say(lang, 'backing')}</h2>
      <p class="quiet">
        {say(lang, 'backingLead')} {counts.join(' · ')}
      </p>
      {stops.length === 0 ? (
        ''
      ) : (
        <div class="notice">
          <b>{say(lang, 'beforeFinal')}</b>
          <ul>
            {stops.slice(0, MOST_STOPS).map((stop) => (
              <li>
                <bdi>{clip(stop[lang], 400)}</bdi>
              </li>
            ))}
            {stops.length > MOST_STOPS ? <li>{say(lang, 'moreItems', { count: grouped(stops.length - MOST_STOPS) })}</li> : ''}
          </ul>
        </div>
      )}
      <ol class="rows">
        {sentences.slice(0, MOST).map((one) => (
          <Sentence lang={lang} sentence={one} />
        ))}
      </ol>
    </section>
  );
}

function Sentence({ lang, sentence }: { lang: Lang; sentence: ReviewedSentence }) {
  const { id, text, note, state, records, files } = sentence;
  return (
    <li class={COLOURS[state]}>
      <p>
        <b>{clip(id, 20)}</b> <span class={`sev ${COLOURS[state]}`}>{STATE_NAMES[state][lang]}</span>{' '}
        <bdi>{state === 'blocked' ? <del>{clip(text, 2000)}</del> : withBlanks(clip(text, 2000))}</bdi>
      </p>
      {lang === 'zh' && note !== '' ? <p class="small quiet">{clip(note, 600)}</p> : ''}
      {records.length === 0 ? (
        ''
      ) : (
        <p class="small quiet">
          {say(lang, 'restsOn')}:{' '}
          {records.slice(0, MOST_RECORDS).map((ref, at) => (
            <>
              {at === 0 ? '' : ', '}
              <Ref name={ref} />
            </>
          ))}
          {records.length > MOST_RECORDS ? ` ${say(lang, 'moreItems', { count: grouped(records.length - MOST_RECORDS) })}` : ''}
          {files.length === 0 ? '' : ` · ${say(lang, 'annexes', { files: clip(files.join(', '), 300) })}`}
        </p>
      )}
    </li>
  );
}

/** A record by its name; findings have a page. */
function Ref({ name }: { name: string }) {
  const finding = /^finding\/([0-9a-f]{16})(?:\.\d+)?$/.exec(name)?.[1];
  return finding === undefined ? <bdi>{clip(name, 120)}</bdi> : <a href={`/finding/${finding}`}>{name}</a>;
}
