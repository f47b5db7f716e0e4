import { fieldName } from '../model/field-names.ts';
import type { ListingVersion, TriagedEpisode } from '../model/history.ts';
import type { Span } from '../model/span.ts';
import { evidenceLines } from '../reporters/evidence-lines.ts';
import { say } from '../reporters/wording.ts';
import type { Context } from './context.ts';
import type { Evidence, EvidencePicture, Piece } from './review.ts';
import { dayIn } from './week.ts';
import { short, shortBoth } from './words.ts';

/*
 * A finding of the history -> its evidence for people: the words where they stand, the passages that both texts have, the regions of pictures.
 */

/** UTF-16 units on either side of a hit, and of a passage. */
const AROUND = 140;
/** Longest text that is quoted whole. */
const LONGEST = 1200;
const MOST_FACTS = 8;
/** The line that quotes the other text, which stands beside ours. */
const QUOTED = say('en', 'sourceSays');

type CopiedText = Extract<TriagedEpisode['finding']['evidence'], { kind: 'copied-text' }>;
type Passages = readonly { readonly span: Span; readonly mark: NonNullable<Piece['mark']> }[];

/** What a listing said at a moment. @param versions newest first. */
export function versionAt(versions: readonly ListingVersion[], to: string): ListingVersion | undefined {
  return versions.find(({ firstSeenAt }) => firstSeenAt < to) ?? versions[0];
}

/** All that a manager needs to judge a finding. */
export async function evidenceOf(episode: TriagedEpisode, { sources, week }: Context): Promise<Evidence> {
  const { fingerprint, rule, severity, review, listing, marketplace, finding, triage } = episode;
  const version = versionAt(await sources.history.versions(listing, marketplace), week.to);
  const title = version?.fields.find(({ name }) => name === 'title')?.text ?? '';
  const english = evidenceLines(finding.evidence, 'en');
  const chinese = evidenceLines(finding.evidence, 'zh');
  const told = english
    .map((line, at) => ({ ...line, zh: chinese[at] ?? line }))
    .filter(({ label }) => !label.startsWith(QUOTED));
  const facts = told.slice(0, MOST_FACTS).map(({ label, text, zh }) => ({
    name: { en: bare(label), zh: bare(zh.label) },
    text: shortBoth({ en: text, zh: zh.text }),
  }));
  const theirs = finding.evidence.kind === 'copied-text' ? await theirText(finding.evidence, sources.sourceText) : undefined;
  return {
    ...{ fingerprint, rule, severity, review, listing: short(listing, 120), marketplace: short(marketplace, 60) },
    ...{ title: short(title, 200), file: short(finding.file, 300), line: finding.line },
    ...{ field: fieldName(short(finding.field, 100), finding.index) },
    ...{ message: shortBoth(episode.message), fix: shortBoth(episode.fix) },
    ...{ opened: dayIn(episode.openedAt, week.zone), nth: episode.nth },
    ...(triage?.assignee === undefined ? {} : { assignee: short(triage.assignee, 60) }),
    ...{ facts, ours: isPicture(finding.field) ? [] : ourText(episode, version) },
    ...(theirs === undefined ? {} : { theirs }),
    ...picturesOf(episode, version),
  };
}

function bare(label: string): string {
  return label.replace(/[：:]\s*$/, '');
}

function isPicture(field: string): boolean {
  return field.startsWith('image.');
}

function ourText({ finding }: TriagedEpisode, version: ListingVersion | undefined): Piece[] {
  const { field, index, span, match, evidence } = finding;
  const named = (version?.fields ?? []).filter((one) => one.name === field && (index === null || one.index === index));
  const text = (named.find((one) => one.text.slice(...span) === match) ?? named[0])?.text;
  if (text === undefined) return [{ text: short(match, LONGEST), mark: 'hit' }];
  if (evidence.kind === 'copied-text' && text.slice(...span) === match)
    return marked(
      text,
      evidence.passages.map((passage) => ({ span: passage.here, mark: markOf(passage) })),
    );
  // The listing may say something else by now; the words are shown where they stand today, or alone.
  const at = text.slice(...span) === match ? span[0] : text.indexOf(match);
  if (at === -1) return [{ text: short(match, LONGEST), mark: 'hit' }];
  return marked(text, [{ span: [at, at + match.length], mark: 'hit' }]);
}

async function theirText(
  { source, passages, excerpt }: CopiedText,
  read: ((id: string) => Promise<string | undefined>) | undefined,
): Promise<Evidence['theirs']> {
  const text = await read?.(source.id);
  const pieces =
    text === undefined
      ? [{ text: short(excerpt, LONGEST), mark: 'copied' } as const]
      : marked(
          text,
          passages.map((passage) => ({ span: passage.there, mark: markOf(passage) })),
        );
  return { name: short(source.label, 160), owner: short(source.owner, 120), pieces };
}

function markOf({ class: kind }: CopiedText['passages'][number]): 'copied' | 'reworded' {
  return kind === 'verbatim' ? 'copied' : 'reworded';
}

/** A text around marked parts: what stands further away is left out, and no piece is longer than is read. */
function marked(text: string, passages: Passages): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let room = LONGEST;
  const take = (piece: string, mark?: Piece['mark']): void => {
    const cut = short(piece, room);
    room = Math.max(0, room - cut.length);
    if (cut !== '') pieces.push({ text: cut, ...(mark === undefined ? {} : { mark }) });
  };
  for (const { span, mark } of passages.toSorted((a, b) => a.span[0] - b.span[0])) {
    const start = Math.max(at, span[0]);
    const end = Math.min(text.length, span[1]);
    if (start >= end || room === 0) continue;
    take(between(text.slice(at, start), at === 0));
    take(text.slice(start, end), mark);
    at = end;
  }
  const rest = text.slice(at);
  take(rest.length > AROUND ? short(rest, AROUND) : rest);
  return pieces;
}

/** What stands before a mark, without its middle when it is long. */
function between(text: string, first: boolean): string {
  if (text.length <= 2 * AROUND) return first && text.length > AROUND ? `…${tailOf(text)}` : text;
  return first ? `…${tailOf(text)}` : `${short(text, AROUND)} ${tailOf(text)}`;
}

function tailOf(text: string): string {
  const tail = text.slice(-AROUND);
  return /^[\uDC00-\uDFFF]/.test(tail) ? tail.slice(1) : tail;
}

/** The picture of the listing, and the one that it was found in. */
function picturesOf(
  { finding }: TriagedEpisode,
  version: ListingVersion | undefined,
): Pick<Evidence, 'picture' | 'otherPicture'> {
  const { field, index, evidence, match } = finding;
  if (!isPicture(field)) return {};
  const slot = field === 'image.main' ? 'main' : `other-${index}`;
  const image = version?.images.find((one) => one.slot === slot);
  const matched = evidence.kind === 'image-match' ? evidence : undefined;
  const picture: EvidencePicture = {
    name: short(image?.src ?? match, 300),
    ...(image?.sha256 === undefined ? {} : { sha256: image.sha256 }),
    ...(matched === undefined ? {} : { region: matched.here }),
  };
  if (matched === undefined) return { picture };
  return {
    picture,
    otherPicture: { name: short(matched.source.label, 300), source: matched.source.id, region: matched.there },
  };
}
