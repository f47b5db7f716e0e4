/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { controlText, MEASURE_STATE_NAMES } from '../cases/measure-names.ts';
import type { MeasureState } from '../model/case.ts';
import type { Measure } from '../model/case-world.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { Unread } from './board-parts.tsx';
import type { MeasureBoard } from './boards.ts';
import { Told } from './decide-view.tsx';
import { type Frame, Page } from './frame.tsx';
import { casePath, letterPath } from './paths.ts';
import { grouped, say } from './words.ts';

/** Proposed measures that are shown. */
const MOST = 100;

const ORDER: readonly MeasureState[] = ['broken', 'adopted', 'in-force', 'retired'];
const COLOURS: Readonly<Record<MeasureState, string>> = {
  broken: 'error',
  adopted: 'warning',
  'in-force': 'clean',
  proposed: 'clean',
  retired: 'clean',
};

/** Prevention measures: who adopted them, what proves them, which letters promise them. */
export function MeasuresPage({ frame, board }: { readonly frame: Frame; readonly board: MeasureBoard }): JSX.Element {
  const { lang } = frame;
  const { measures, problems } = board;
  const held = ORDER.flatMap((state) => measures.filter((one) => one.state === state));
  const proposed = measures.filter(({ state }) => state === 'proposed');
  const lost = held.filter((one) => (one.state === 'broken' || one.state === 'retired') && promisesOf(one, board).length > 0);
  return (
    <Page frame={frame} title={say(lang, 'measures')}>
      <h1>{say(lang, 'measures')}</h1>
      <p class="quiet">{say(lang, 'measuresLead')}</p>
      <Unread lang={lang} problems={problems} />
      {lost.map((one) => (
        <Told kind="warning">
          <b>{say(lang, 'alarm')}:</b> {MEASURE_STATE_NAMES[one.state][lang]}: {clip(one.text[lang], 300)}{' '}
          <Promises lang={lang} measure={one} board={board} />
        </Told>
      ))}
      <p role="status">
        {ORDER.map((state) => {
          const count = held.filter((one) => one.state === state).length;
          return `${MEASURE_STATE_NAMES[state][lang]} ${grouped(count)}`;
        }).join(' · ')}
      </p>
      {held.length === 0 ? (
        <p>{say(lang, 'noMeasures')}</p>
      ) : (
        <ul class="rows">
          {held.map((one) => (
            <Row lang={lang} measure={one} board={board} />
          ))}
        </ul>
      )}
      {proposed.length === 0 ? (
        ''
      ) : (
        <details>
          <summary>{say(lang, 'proposedMeasures', { count: grouped(proposed.length) })}</summary>
          <ul>
            {proposed.slice(0, MOST).map(({ step, text }) => (
              <li>
                <b>{step}</b> {clip(text[lang], 300)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Page>
  );
}

function Row({ lang, measure, board }: { lang: Lang; measure: Measure; board: MeasureBoard }) {
  const { step, text, state, adopted, owner, why, rules } = measure;
  return (
    <li class={COLOURS[state]} id={step} data-row>
      <p class="line">
        <span class={`sev ${COLOURS[state]}`}>{MEASURE_STATE_NAMES[state][lang]}</span> {clip(text[lang], 300)}
      </p>
      <p class="quiet small">
        {adopted === undefined
          ? ''
          : `${owner === undefined ? say(lang, 'adoptedOn', { day: adopted }) : say(lang, 'adoptedBy', { day: adopted, owner: clip(owner, 80) })} · `}
        {controlText(measure, lang)} · {say(lang, 'askedBy', { rules: clip(rules.slice(0, 4).join(', '), 200) })}
      </p>
      {why === undefined ? '' : <p class="small">{clip(why[lang], 400)}</p>}
      <p class="small">
        <Promises lang={lang} measure={measure} board={board} />
      </p>
    </li>
  );
}

/** The sent letters that promise a measure. */
function Promises({ lang, measure, board }: { lang: Lang; measure: Measure; board: MeasureBoard }) {
  const named = promisesOf(measure, board);
  if (named.length === 0) return '';
  const [before = '', behind = ''] = say(lang, 'inLetters', { letters: '\u0000' }).split('\u0000');
  return (
    <>
      {before}
      {named.slice(0, 20).map(({ caseId, id }, at) => (
        <>
          {at === 0 ? '' : ', '}
          <a href={casePath(caseId)}>{caseId}</a> <a href={letterPath(caseId, id)}>{id}</a>
        </>
      ))}
      {behind}
    </>
  );
}

function promisesOf({ step }: Measure, { promises }: MeasureBoard): MeasureBoard['promises'] {
  return promises.filter(({ measures }) => measures.includes(step));
}
