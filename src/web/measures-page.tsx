/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { controlText, MEASURE_STATE_NAMES } from '../cases/measure-names.ts';
import type { MeasureState } from '../model/case.ts';
import type { Measure } from '../model/case-world.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { Unread } from './board-parts.tsx';
import type { MeasureBoard } from './boards.ts';
import { Commands } from './command-view.tsx';
import { Told } from './decide-view.tsx';
import { type Frame, Page } from './frame.tsx';
import { MEASURE_COLOURS } from './measure-colours.ts';
import { casePath, letterPath } from './paths.ts';
import { grouped, say } from './words.ts';

/** Proposed measures that are shown. */
const MOST = 100;
/** Names that no shell reads as anything else. */
const PLAIN = /^[\w-]+$/;

const ORDER: readonly MeasureState[] = ['broken', 'adopted', 'in-force', 'retired'];
const COUNTED: readonly MeasureState[] = ['proposed', 'adopted', 'in-force', 'broken', 'retired'];

/** Prevention measures: who adopted them, what proves them, which letters promise them. */
export function MeasuresPage(props: {
  readonly frame: Frame;
  readonly board: MeasureBoard;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}): JSX.Element {
  const { frame, board, today } = props;
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
      <ul class="totals">
        {COUNTED.map((state) => {
          const count = measures.filter((one) => one.state === state).length;
          return (
            <li>
              <b class={count === 0 ? 'quiet' : `sev ${MEASURE_COLOURS[state]}`}>{grouped(count)}</b>{' '}
              {MEASURE_STATE_NAMES[state][lang]}
            </li>
          );
        })}
      </ul>
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
                {clip(text[lang], 300)}
                <Commands
                  lang={lang}
                  commands={PLAIN.test(step) ? [`preclear log measure --step ${step} --adopted ${today} --owner "…"`] : []}
                />
              </li>
            ))}
          </ul>
          {proposed.length > MOST ? <p>{say(lang, 'moreItems', { count: grouped(proposed.length - MOST) })}</p> : ''}
        </details>
      )}
    </Page>
  );
}

function Row({ lang, measure, board }: { lang: Lang; measure: Measure; board: MeasureBoard }) {
  const { step, text, state, adopted, owner, why, rules } = measure;
  return (
    <li class={MEASURE_COLOURS[state]} id={step} data-row>
      <p class="line">
        <span class={`sev ${MEASURE_COLOURS[state]}`}>{MEASURE_STATE_NAMES[state][lang]}</span> {clip(text[lang], 300)}
      </p>
      <p class="quiet small">
        {adopted === undefined
          ? ''
          : `${owner === undefined ? say(lang, 'adoptedOn', { day: adopted }) : say(lang, 'adoptedBy', { day: adopted, owner: clip(owner, 80) })} · `}
        {controlText(measure, lang)} · {say(lang, 'askedBy', { rules: clip(rules.slice(0, 4).join(', '), 200) })}
      </p>
      {why === undefined ? '' : <p class="small">{clip(why[lang], 400)}</p>}
      <Lost lang={lang} measure={measure} />
      <p class="small">
        <Promises lang={lang} measure={measure} board={board} />
      </p>
    </li>
  );
}

/** Files that should prove a measure and are gone, or are others by now. */
function Lost({ lang, measure: { proofs } }: { lang: Lang; measure: Measure }) {
  const lost = proofs.filter(({ found, changed }) => !found || changed === true);
  if (lost.length === 0) return '';
  return (
    <p class="small">
      <span class="sev error">{say(lang, 'proofsLost')}</span> <bdi>{clip(lost.map(({ path }) => path).join(', '), 300)}</bdi>
    </p>
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
