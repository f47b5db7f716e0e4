import type { Bilingual } from '../model/text.ts';
import type { KnownPassage, WatchState } from './watch-state.ts';

/*
 * A page as it was and as it is -> what changed, of what is ours. A page that changes something else, as shops do every day, is told to be the same.
 */

/** What became of a watched page. */
export type WatchEvent = 'new' | 'same' | 'changed' | 'gone' | 'still-gone' | 'back' | 'unreachable';

/** A page of the watch list, looked at again. */
export interface WatchOutcome {
  readonly url: string;
  readonly owner?: string;
  readonly note?: string;
  readonly event: WatchEvent;
  /** Whether a person should look at it. */
  readonly matters: boolean;
  readonly checkedAt: string;
  readonly lastCheckedAt?: string;
  readonly firstCopiedAt?: string;
  /** What of ours stands there now. */
  readonly passages: number;
  readonly pictures: number;
  readonly canaries: number;
  /** What is there and was not, and the other way round. */
  readonly appeared: readonly WatchChange[];
  readonly vanished: readonly WatchChange[];
  /** Why it could not be looked at. */
  readonly reason?: Bilingual;
}

/** Something of ours that appeared or vanished. */
export interface WatchChange {
  readonly kind: 'passage' | 'reworded' | 'picture' | 'canary';
  readonly listing?: string;
  readonly text: string;
}

/** What changed of what is ours. */
export function compareStates(before: WatchState, now: WatchState): Pick<WatchOutcome, 'appeared' | 'vanished'> {
  const appeared: WatchChange[] = [];
  const vanished: WatchChange[] = [];
  for (const passage of now.passages) {
    const old = before.passages.find((one) => overlap(one, passage));
    if (old === undefined) appeared.push({ kind: 'passage', listing: passage.listing, text: passage.text });
    else if (old.theirs !== passage.theirs) appeared.push({ kind: 'reworded', listing: passage.listing, text: passage.text });
  }
  for (const passage of before.passages) {
    if (!now.passages.some((one) => overlap(one, passage)))
      vanished.push({ kind: 'passage', listing: passage.listing, text: passage.text });
  }
  const names = (state: WatchState): Map<string, WatchChange> => new Map([...pictureNames(state), ...canaryNames(state)]);
  const [old, fresh] = [names(before), names(now)];
  appeared.push(...[...fresh].filter(([key]) => !old.has(key)).map(([, change]) => change));
  vanished.push(...[...old].filter(([key]) => !fresh.has(key)).map(([, change]) => change));
  return { appeared, vanished };
}

function pictureNames({ pictures }: WatchState): [string, WatchChange][] {
  const copies = pictures.filter(({ tier }) => tier === 'copy');
  return copies.map(({ listing, src, ours }) => [`picture ${listing} ${ours}`, { kind: 'picture', listing, text: src }]);
}

function canaryNames({ canaries }: WatchState): [string, WatchChange][] {
  return canaries.map((word) => [`canary ${word}`, { kind: 'canary', text: word }]);
}

/** Whether two are the same stretch of our listing: the ends of a passage move a little when its surroundings change. */
function overlap(a: KnownPassage, b: KnownPassage): boolean {
  if (a.listing !== b.listing) return false;
  const shared = Math.min(a.span[1], b.span[1]) - Math.max(a.span[0], b.span[0]);
  return shared > 0.5 * Math.min(a.span[1] - a.span[0], b.span[1] - b.span[0]);
}
