import type { ImageFacts } from '../image/facts.ts';
import type { Listing } from '../model/listing.ts';
import type { Rule } from '../model/rule.ts';
import { createJudge, type Judgement, prepare } from './judge.ts';
import { openShared, type SharedResources } from './shared-resources.ts';

/*
 * What a thread of a scan is told and asked: data in, data out.
 */

/** What a thread starts with. */
export interface ThreadStart {
  readonly rules: readonly Rule[];
  readonly resources: SharedResources;
}

/** A listing with the facts of its pictures, as it is sent. */
export interface SentListing {
  readonly listing: Listing;
  /** Parallel to `listing.images`. */
  readonly images: readonly (ImageFacts | undefined)[];
}

/** What a thread is asked: to judge listings, each by itself. */
export interface Task {
  readonly listings: readonly SentListing[];
}

/** What it answers, in the order of the task. */
export interface Answer {
  readonly judgements: readonly Judgement[];
}

/** Opens what a thread works with. @throws EnvironmentError when it cannot be opened. */
export async function openWork({ rules, resources }: ThreadStart): Promise<(task: Task) => Answer> {
  const judge = createJudge(rules, await openShared(resources));
  return ({ listings }) => ({ judgements: listings.map(({ listing, images }) => judge.alone(prepare(listing, images))) });
}
