/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Suppression } from '../decisions/suppression.ts';
import { fieldName } from '../model/field-names.ts';
import type { ListingState, ListingVersion, TriagedEpisode } from '../model/history.ts';
import type { ReferenceText } from '../model/reference.ts';
import type { Rule } from '../model/rule.ts';
import type { Lang } from '../model/text.ts';
import { clip, visible } from '../reporters/cells.ts';
import { SEVERITY_NAMES } from '../reporters/wording.ts';
import { ComparePictures, PictureFrame } from './compare-pictures-view.tsx';
import { CopiedPassages } from './copied-view.tsx';
import type { PictureAnswer } from './desk.ts';
import { EvidenceList, RuleParts } from './evidence-view.tsx';
import { Tags } from './findings-page.tsx';
import { type Content, type Frame, Page } from './frame.tsx';
import { moveInto, slotOf, textOf } from './listing-texts.ts';
import { MarkedText } from './marked-text.tsx';
import { listingPath, picturePath } from './paths.ts';
import { END_NAMES, grouped, STATE_NAMES, say, timeOf } from './words.ts';

/** Where a finding stands in the list that one came from. */
export interface ListPlace {
  readonly at: number;
  readonly total: number;
  readonly list: string;
  readonly previous?: string;
  readonly next?: string;
}

/** What the page of a finding shows. */
export interface FindingProps {
  readonly frame: Frame;
  /** All episodes, the newest first; never empty. */
  readonly episodes: readonly TriagedEpisode[];
  readonly episode: TriagedEpisode;
  readonly rule: Rule | undefined;
  readonly state: ListingState | undefined;
  /** The newest version of the listing. */
  readonly version: ListingVersion | undefined;
  readonly accepted: Suppression | undefined;
  readonly reference: ReferenceText | undefined;
  /** The listing's picture that it is about, and the one that it is like; absent where it is about a text. */
  readonly ours?: PictureAnswer;
  readonly theirs?: PictureAnswer;
  readonly place: ListPlace | undefined;
  /** What was said about the last thing that the viewer did. */
  readonly told?: Content;
  /** The forms with which it is decided. */
  readonly forms: Content;
}

/** The page of a finding: what, where, why, what to do, and who decides. */
export function FindingPage(props: FindingProps): JSX.Element {
  const { frame, episode, rule, told, forms, place, accepted } = props;
  const { lang } = frame;
  const { message, fix, severity, finding } = episode;
  return (
    <Page frame={frame} title={clip(message[lang], 80)}>
      {place === undefined ? (
        <p>
          <a href="/" data-up>
            {say(lang, 'backToList')}
          </a>
        </p>
      ) : (
        <PlaceInList lang={lang} place={place} />
      )}
      {told ?? ''}
      <h1 class="msg">{clip(message[lang], 1000)}</h1>
      <p>
        <span class={`sev ${severity}`}>{SEVERITY_NAMES[severity][lang]}</span>
        <span class="tag">{STATE_NAMES[episode.state][lang]}</span>
        <Tags lang={lang} episode={episode} accepted={accepted} />
      </p>
      <div class="split">
        <div>
          <Facts {...props} />
          <Where {...props} />
          <h2>{say(lang, 'fix')}</h2>
          <p>{clip(fix[lang], 2000)}</p>
          <Edit {...props} />
          <h2>{say(lang, 'evidence')}</h2>
          <EvidenceList lang={lang} finding={finding} />
          {rule === undefined ? '' : <RuleParts lang={lang} rule={rule} />}
          <Timeline {...props} />
        </div>
        <aside aria-label={say(lang, 'decide')}>{forms}</aside>
      </div>
    </Page>
  );
}

function PlaceInList({ lang, place }: { lang: Lang; place: ListPlace }) {
  const { at, total, list, previous, next } = place;
  return (
    <nav class="pager" aria-label={say(lang, 'pages')}>
      <a href={list} data-up>
        {say(lang, 'backToList')}
      </a>
      {previous === undefined ? (
        ''
      ) : (
        <a href={previous} rel="prev">
          {say(lang, 'previousFinding')}
        </a>
      )}
      <span class="quiet">{say(lang, 'inList', { at: grouped(at), total: grouped(total) })}</span>
      {next === undefined ? (
        ''
      ) : (
        <a href={next} rel="next">
          {say(lang, 'nextFinding')}
        </a>
      )}
    </nav>
  );
}

function Facts({ frame, episode, state }: FindingProps) {
  const { lang } = frame;
  const { listing, marketplace, rule, finding, fingerprint } = episode;
  const title = state?.title ?? '';
  return (
    <dl>
      <dt>{say(lang, 'listing')}</dt>
      <dd>
        <a href={listingPath(listing, marketplace)}>
          <bdi>{clip(listing, 120)}</bdi>
        </a>{' '}
        <bdi>{clip(title === '' ? say(lang, 'untitled') : title, 200)}</bdi>
      </dd>
      <dt>{say(lang, 'marketplace')}</dt>
      <dd>{clip(marketplace, 60)}</dd>
      <dt>{say(lang, 'file')}</dt>
      <dd>
        <bdi>{visible(`${finding.file}:${finding.line}:${finding.column}`)}</bdi>
      </dd>
      <dt>{say(lang, 'rule')}</dt>
      <dd>{clip(rule, 120)}</dd>
      <dt>{say(lang, 'confidence')}</dt>
      <dd>{Math.round(finding.confidence * 100)}%</dd>
      <dt>{say(lang, 'fingerprint')}</dt>
      <dd>
        <code>{fingerprint}</code>
      </dd>
    </dl>
  );
}

/** The place itself: pictures beside each other, texts beside each other, or the words in their text. */
function Where({ frame, episode, version, reference, ours: ourAnswer, theirs: theirAnswer }: FindingProps) {
  const { lang } = frame;
  const { finding, listing, marketplace, severity } = episode;
  const { evidence, field, index, span } = finding;
  const text = textOf(finding, version);
  if (evidence.kind === 'copied-text')
    return <CopiedPassages lang={lang} finding={finding} evidence={evidence} text={text} reference={reference} />;
  if (field.startsWith('image.')) {
    const slot = slotOf(finding);
    const alt = say(lang, 'pictureOf', { slot, listing: clip(listing, 80) });
    const ours = { src: picturePath(listing, marketplace, slot), alt, answer: ourAnswer };
    if (evidence.kind !== 'image-match') {
      return (
        <section>
          <h2>{say(lang, 'inPicture')}</h2>
          <PictureFrame lang={lang} picture={ours} name="single" />
        </section>
      );
    }
    const { label, owner } = evidence.source;
    const theirs = {
      src: `/finding/${finding.fingerprint}/theirs.jpg`,
      alt: say(lang, 'pictureTheirs', { label: clip(label, 80), owner: clip(owner, 80) }),
      answer: theirAnswer,
    };
    return <ComparePictures lang={lang} evidence={evidence} ours={ours} theirs={theirs} />;
  }
  const move = text === undefined ? undefined : moveInto(finding, text);
  const mark = {
    span: move?.(span) ?? span,
    number: 1,
    severity,
    href: '#fix',
    label: say(lang, 'findingMark', { number: 1, rule: clip(finding.rule, 80) }),
  };
  return (
    <section>
      <h2 id="fix">
        {say(lang, 'inText')}: {fieldName(field, index)[lang]}
      </h2>
      {text === undefined ? (
        ''
      ) : move !== undefined ? (
        <MarkedText text={text} marks={[mark]} lang={lang} />
      ) : (
        <>
          <p class="notice">{say(lang, 'notInText')}</p>
          <MarkedText text={text} marks={[]} lang={lang} />
        </>
      )}
    </section>
  );
}

function Edit({ frame, episode, version }: FindingProps) {
  const { lang } = frame;
  const { finding } = episode;
  const text = textOf(finding, version);
  const { replacements = [] } = finding;
  const move = text === undefined ? undefined : moveInto(finding, text);
  if (replacements.length === 0 || text === undefined || move === undefined) return '';
  return (
    <>
      <h3>{say(lang, 'edit')}</h3>
      <ul>
        {replacements.slice(0, 20).map((one) => (
          <li>
            <del>
              <bdi>{clip(text.slice(...move(one.span)), 200)}</bdi>
            </del>{' '}
            →{' '}
            <ins>
              <bdi>{one.text === '' ? '∅' : clip(one.text, 200)}</bdi>
            </ins>
          </li>
        ))}
      </ul>
    </>
  );
}

function Timeline({ frame, episodes }: FindingProps) {
  const { lang } = frame;
  return (
    <>
      <h2>{say(lang, 'timeline')}</h2>
      <ul>
        {episodes.slice(0, 50).map(({ openedAt, lastSeenAt, endedAt, endedBy }) => (
          <li>
            {say(lang, 'foundAt', { time: timeOf(openedAt) })}
            {' · '}
            {endedAt === undefined
              ? say(lang, 'stillThere', { time: timeOf(lastSeenAt) })
              : say(lang, 'endedAt', { time: timeOf(endedAt), why: endedBy === undefined ? '' : END_NAMES[endedBy][lang] })}
          </li>
        ))}
      </ul>
    </>
  );
}
