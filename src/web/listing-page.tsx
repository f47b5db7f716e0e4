/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Suppression } from '../decisions/suppression.ts';
import { fieldName } from '../model/field-names.ts';
import type { ListingState, ListingVersion, Page as Part, TriagedEpisode, VersionField } from '../model/history.ts';
import type { Reviewer, SignOff } from '../model/ledger.ts';
import type { Rule } from '../model/rule.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { clip, visible } from '../reporters/cells.ts';
import { SEVERITY_NAMES } from '../reporters/wording.ts';
import { EvidenceList } from './evidence-view.tsx';
import { Tags } from './findings-page.tsx';
import { type Content, type Frame, Page } from './frame.tsx';
import { moveInto, orderedFields } from './listing-texts.ts';
import { type Mark, MarkedText } from './marked-text.tsx';
import { picturePath } from './paths.ts';
import { SignOffPanel } from './sign-off-view.tsx';
import { grouped, STATE_NAMES, say, TRIAGE_NAMES, timeOf } from './words.ts';

/** Pictures of a listing that are shown. */
const MOST_PICTURES = 30;
/** Versions that are told. */
const MOST_VERSIONS = 30;

interface ListingProps {
  readonly frame: Frame;
  readonly state: ListingState;
  /** Newest first. */
  readonly versions: readonly ListingVersion[];
  readonly found: Part<TriagedEpisode>;
  readonly accepted: ReadonlyMap<string, Suppression>;
  readonly signOffs: readonly SignOff[];
  readonly reviewers: readonly Reviewer[] | undefined;
  readonly rules: ReadonlyMap<string, Rule>;
  /** Why pictures cannot be shown, by slot. */
  readonly faults: ReadonlyMap<string, Bilingual>;
  readonly told?: Content;
}

/** An episode with the number that marks it in the texts. */
interface Numbered {
  readonly episode: TriagedEpisode;
  readonly number: number;
}

/** The page of a listing: what it says, with marks on what was found, its pictures, versions and sign-offs. */
export function ListingPage(props: ListingProps): JSX.Element {
  const { frame, state, versions, found, told } = props;
  const { lang, viewer } = frame;
  const [version] = versions;
  const numbered = inReadingOrder(
    found.items.filter((one) => one.state !== 'fixed'),
    version,
  );
  const ended = found.items.filter((one) => one.state === 'fixed');
  return (
    <Page frame={frame} title={clip(state.listing, 80)}>
      <p>
        <a href="/listings" data-up>
          {say(lang, 'listings')}
        </a>
      </p>
      {told ?? ''}
      <h1>
        <bdi>{clip(state.listing, 120)}</bdi>
      </h1>
      <p class="lead">
        <bdi>{clip(state.title === '' ? say(lang, 'untitled') : state.title, 300)}</bdi>
      </p>
      <Facts lang={lang} state={state} />
      <div class="split">
        <div>
          <Texts lang={lang} version={version} numbered={numbered} />
          <Pictures lang={lang} state={state} version={version} faults={props.faults} />
          <section>
            <h2>{say(lang, 'openFindings')}</h2>
            {numbered.length === 0 ? <p class="quiet">{say(lang, 'noneHere')}</p> : ''}
            {found.items.length < found.total ? (
              <p class="quiet">
                {say(lang, 'moreFindings', { count: grouped(found.items.length), total: grouped(found.total) })}
              </p>
            ) : (
              ''
            )}
            {numbered.map((one) => (
              <FindingCard {...props} numbered={one} />
            ))}
          </section>
          {ended.length === 0 ? (
            ''
          ) : (
            <details>
              <summary>{say(lang, 'endedFindings', { count: ended.length })}</summary>
              <ul>
                {ended.map((episode) => (
                  <li>
                    <a href={`/finding/${episode.fingerprint}`}>{clip(episode.message[lang], 200)}</a>{' '}
                    <span class="quiet">{episode.endedAt === undefined ? '' : timeOf(episode.endedAt)}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
        <aside aria-label={say(lang, 'signOff')}>
          <SignOffPanel lang={lang} viewer={viewer} state={state} signOffs={props.signOffs} reviewers={props.reviewers} />
          <Versions lang={lang} versions={versions} />
        </aside>
      </div>
    </Page>
  );
}

/** Findings in the order in which a reader comes upon them: by field, then by place; pictures behind texts. */
function inReadingOrder(episodes: readonly TriagedEpisode[], version: ListingVersion | undefined): Numbered[] {
  const fields = version === undefined ? [] : orderedFields(version);
  const rank = ({ finding: { field, index } }: TriagedEpisode): number => {
    const at = fields.findIndex((one) => one.name === field && (one.index ?? null) === index);
    return at === -1 ? fields.length : at;
  };
  return episodes
    .map((episode) => ({ episode, rank: rank(episode) }))
    .sort((a, b) => a.rank - b.rank || a.episode.finding.span[0] - b.episode.finding.span[0])
    .map(({ episode }, at) => ({ episode, number: at + 1 }));
}

function Facts({ lang, state }: { lang: Lang; state: ListingState }) {
  const { marketplace, file, record, lastSeenAt, goneAt } = state;
  return (
    <p class="quiet">
      {clip(marketplace, 60)} · <bdi>{visible(file).slice(0, 300)}</bdi>, {say(lang, 'record', { record })} ·{' '}
      {say(lang, 'lastSeen')}: {timeOf(lastSeenAt)}
      {goneAt === undefined ? '' : <span class="tag">{say(lang, 'gone', { time: timeOf(goneAt) })}</span>}
    </p>
  );
}

function Texts({
  lang,
  version,
  numbered,
}: {
  lang: Lang;
  version: ListingVersion | undefined;
  numbered: readonly Numbered[];
}) {
  if (version === undefined) return '';
  return (
    <section>
      <h2>{say(lang, 'texts')}</h2>
      {orderedFields(version).map((field) => (
        <div class="field">
          <h3>{fieldName(field.name, field.index ?? null)[lang]}</h3>
          <MarkedText text={field.text} marks={marksIn(field, numbered, lang)} lang={lang} />
        </div>
      ))}
    </section>
  );
}

/** What was found in a field, wherever it still stands there; every copied passage is marked. */
function marksIn(field: VersionField, numbered: readonly Numbered[], lang: Lang): Mark[] {
  return numbered.flatMap(({ episode: { finding, severity, fingerprint }, number }) => {
    if (finding.field !== field.name || finding.index !== (field.index ?? null)) return [];
    const move = moveInto(finding, field.text);
    if (move === undefined) return [];
    const { evidence } = finding;
    const spans =
      evidence.kind === 'copied-text' && evidence.passages.length > 0
        ? evidence.passages.map(({ here }) => here)
        : [finding.span];
    const label = say(lang, 'findingMark', { number, rule: clip(finding.rule, 80) });
    return spans.map((span) => ({ span: move(span), number, severity, href: `#f-${fingerprint}`, label }));
  });
}

interface PicturesProps {
  readonly lang: Lang;
  readonly state: ListingState;
  readonly version: ListingVersion | undefined;
  readonly faults: ReadonlyMap<string, Bilingual>;
}

function Pictures({ lang, state, version, faults }: PicturesProps) {
  const images = version?.images ?? [];
  return (
    <section>
      <h2>{say(lang, 'pictures')}</h2>
      {images.length === 0 ? <p class="quiet">{say(lang, 'noPictures')}</p> : ''}
      <ul class="pictures">
        {images.slice(0, MOST_PICTURES).map(({ slot, src }) => (
          <li>
            {faults.has(slot) ? (
              <p class="notice">
                {say(lang, 'pictureGone')} {faults.get(slot)?.[lang]}
              </p>
            ) : (
              <a href={picturePath(state.listing, state.marketplace, slot)}>
                <img
                  src={`${picturePath(state.listing, state.marketplace, slot)}`}
                  alt={say(lang, 'pictureOf', { slot, listing: clip(state.listing, 80) })}
                  loading="lazy"
                />
              </a>
            )}
            <span class="small">
              <b>{slot}</b> <bdi>{clip(src, 80)}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FindingCard({ frame, numbered, accepted, rules }: ListingProps & { numbered: Numbered }) {
  const { lang } = frame;
  const { episode, number } = numbered;
  const { severity, message, fix, finding, fingerprint, triage, state } = episode;
  return (
    <article class={`finding ${severity}`} id={`f-${fingerprint}`} data-row aria-labelledby={`m-${fingerprint}`}>
      <h3 id={`m-${fingerprint}`}>
        <span class="n">{number}</span> <span class={`sev ${severity}`}>{SEVERITY_NAMES[severity][lang]}</span>{' '}
        <a class="main" href={`/finding/${fingerprint}`}>
          {clip(message[lang], 400)}
        </a>
      </h3>
      <p class="small quiet">
        {fieldName(finding.field, finding.index)[lang]} · {clip(finding.rule, 100)}
        <Tags lang={lang} episode={episode} accepted={accepted.get(fingerprint)} />
        {state === 'open' ? '' : <span class="tag">{STATE_NAMES[state][lang]}</span>}
        {triage === undefined || triage.state === 'none' ? '' : <span class="tag">{TRIAGE_NAMES[triage.state][lang]}</span>}
        {triage?.assignee === undefined ? '' : <span class="tag">→ {clip(triage.assignee, 40)}</span>}
      </p>
      <p>
        <b>{say(lang, 'fix')}:</b> {clip(fix[lang], 600)}
      </p>
      <details>
        <summary>{say(lang, 'evidence')}</summary>
        <EvidenceList lang={lang} finding={finding} />
      </details>
      <Prevention lang={lang} steps={stepsOf(rules.get(finding.rule), lang)} />
    </article>
  );
}

function stepsOf(rule: Rule | undefined, lang: Lang): string[] {
  return (rule?.prevention ?? []).filter(({ stage }) => stage !== 'correct').map(({ step }) => step[lang]);
}

function Prevention({ lang, steps }: { lang: Lang; steps: readonly string[] }) {
  if (steps.length === 0) return '';
  return (
    <details>
      <summary>{say(lang, 'prevention')}</summary>
      <ul>
        {steps.map((step) => (
          <li>{step}</li>
        ))}
      </ul>
    </details>
  );
}

function Versions({ lang, versions }: { lang: Lang; versions: readonly ListingVersion[] }) {
  return (
    <section class="card">
      <h2>{say(lang, 'versions')}</h2>
      <ol class="versions">
        {versions.slice(0, MOST_VERSIONS).map((version, at) => (
          <li>
            {say(lang, 'versionRow', { from: timeOf(version.firstSeenAt), to: timeOf(version.lastSeenAt) })}
            {at === 0 ? <span class="tag">{say(lang, 'newestVersion')}</span> : ''}
            <div class="small quiet">
              {changesSince(version, versions[at + 1], lang)} ·{' '}
              {say(lang, 'contentHash', { hash: version.contentHash.slice(0, 12) })}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What a version changed of the one before. */
function changesSince(version: ListingVersion, before: ListingVersion | undefined, lang: Lang): string {
  if (before === undefined) return say(lang, 'firstVersion');
  const keyOf = ({ name, index }: VersionField): string => `${name}\n${index ?? ''}`;
  const old = new Map(before.fields.map((field) => [keyOf(field), field.text]));
  const changed = version.fields.filter((field) => old.get(keyOf(field)) !== field.text);
  const kept = new Set(version.fields.map(keyOf));
  const names = [...changed, ...before.fields.filter((field) => !kept.has(keyOf(field)))].map(
    ({ name, index }) => fieldName(name, index ?? null)[lang],
  );
  const pictures = (one: ListingVersion): string => JSON.stringify(one.images);
  if (pictures(version) !== pictures(before)) names.push(say(lang, 'picturesWord'));
  const shown = [...new Set(names)].slice(0, 8).map((name) => clip(name, 60));
  return say(lang, 'changedFields', { fields: shown.join(lang === 'zh' ? '、' : ', ') });
}
