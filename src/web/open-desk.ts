import { basename, join, resolve } from 'node:path';
import { shorten } from '../decisions/baseline.ts';
import { SUPPRESSIONS_NAME, type Suppression } from '../decisions/suppression.ts';
import type { History } from '../history/history.ts';
import { appendSignOff } from '../ledger/append-record.ts';
import { openRecords } from '../ledger/open-records.ts';
import { makeSignOff, reviewerNamed } from '../ledger/sign-off-state.ts';
import { EnvironmentError, RulePackError, UsageError } from '../model/errors.ts';
import type { Episode } from '../model/history.ts';
import type { Bilingual } from '../model/text.ts';
import { loadRulePacks } from '../rulepacks/disk.ts';
import { type LoadedConfig, ledgerFolder } from '../scan/config.ts';
import { shownPath } from '../scan/files.ts';
import { lookAt } from '../scan/look-at.ts';
import { dayFault, entryFor, suppressionsIn, writeSuppression } from '../scan/suppress-entry.ts';
import { now, today } from '../scan/today.ts';
import type { Decision, DecisionAnswer, Desk } from './desk.ts';
import { openBoards } from './open-boards.ts';
import { findReference } from './reference-entries.ts';
import { openShopPictures } from './shop-pictures.ts';
import { say } from './words.ts';

/*
 * The desk over the files of a shop.
 */

/** Opens the desk of a shop. Without a configuration nothing can be accepted, and pictures are looked for in the working folder. */
export async function openDesk(store: History, config: LoadedConfig | undefined): Promise<Desk> {
  const folder = config?.folder ?? resolve('.');
  const packs = await loadRulePacks(config?.values.rules ?? []);
  const rules = new Map(packs.flatMap((pack) => pack.rules.map((rule) => [rule.id, rule] as const)));
  const { references, images = [] } = config?.values ?? {};
  const pictures = openShopPictures({ folder, roots: images, ...(references === undefined ? {} : { references }) });
  const decisions = new Decisions(config?.folder, [...rules.keys()]);
  const ledger = ledgerFolder(config);
  return {
    store,
    boards: openBoards(store, config),
    shop: basename(folder),
    rules,
    today,
    now,
    accepted: (episodes) => decisions.accepted(episodes),
    suppress: (episode, decision) => decisions.add(episode, decision),
    ...ledgerPart(ledger),
    ...pictures,
    referenceText: async (id) => {
      const found = references === undefined ? undefined : await findReference(references, id);
      return found?.kind === 'text' ? found : undefined;
    },
  };
}

/** Reviewers and sign-offs, as the ledger's folder holds them at that moment: others write there too. */
function ledgerPart(folder: string): Pick<Desk, 'reviewers' | 'signOffs' | 'sign'> {
  const shown = shownPath(folder);
  return {
    reviewers: async () => (await openRecords(folder, shown, ['reviewers'])).reviewers,
    async signOffs(listing, marketplace) {
      const { signOffs } = await openRecords(folder, shown, ['signOffs']);
      const own = signOffs.filter((one) => one.listing === listing && isSameMarketplace(one.marketplace, marketplace));
      return own.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
    },
    async sign(signOff) {
      const { reviewers } = await openRecords(folder, shown, ['reviewers']);
      const known = reviewers === undefined ? undefined : reviewerNamed(reviewers, signOff.by, today());
      if (reviewers !== undefined && known === undefined) return { fault: notReviewer(signOff.by) };
      const said = known === undefined ? signOff : { ...signOff, by: known.name, role: known.role };
      return orFault(async () => {
        await appendSignOff(join(folder, 'sign-offs.jsonl'), makeSignOff(said));
        return undefined;
      });
    },
  };
}

function isSameMarketplace(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function notReviewer(name: string): Bilingual {
  return {
    en: `"${name}" is not in the ledger’s list of reviewers today, so nothing was signed. Change your name at the top of the page, or add a row to reviewers.csv.`,
    zh: `“${name}”目前不在台账的审核人名单中，未签核。请在页面顶部更改姓名，或在 reviewers.csv 中添加该人员。`,
  };
}

/** preclear.suppressions.yaml beside the configuration, read anew when it was changed. */
class Decisions {
  readonly #folder: string | undefined;
  readonly #rules: readonly string[];
  #kept: { readonly stamp: string; readonly entries: readonly Suppression[] } | undefined;
  /** Entries are written one after the other, so that none is lost. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string | undefined, rules: readonly string[]) {
    this.#folder = folder;
    this.#rules = rules;
  }

  async accepted(episodes: readonly Episode[]): Promise<ReadonlyMap<string, Suppression>> {
    const entries = await this.#entries();
    const found = episodes.flatMap((episode) => {
      const entry = entryFor(entries, episode.finding, episode.listing, today());
      return entry === undefined ? [] : [[episode.fingerprint, entry] as const];
    });
    return new Map(found);
  }

  add(episode: Episode, decision: Decision): Promise<DecisionAnswer> {
    const added = this.#last.then(() => this.#add(episode, decision));
    this.#last = added.catch(() => undefined);
    return added;
  }

  async #add({ finding, listing }: Episode, { reason, until, by }: Decision): Promise<DecisionAnswer> {
    const folder = this.#folder;
    if (folder === undefined) return { fault: both((lang) => say(lang, 'noConfig')) };
    const wrong = dayFault(until, today());
    if (wrong !== undefined) return { fault: both((lang) => say(lang, 'badDay', { day: until, fault: wrong[lang] })) };
    const context = { rules: this.#rules, asOf: today() };
    const { fingerprint, rule, marketplace, field, match } = finding;
    return orFault(async () => {
      const taken = entryFor(await suppressionsIn(folder, context), finding, listing, today());
      if (taken !== undefined) return { taken };
      // A rule that is no longer there would make the file unusable; the fingerprint says what is meant.
      const named = this.#rules.includes(rule) ? { rule } : {};
      const words = match === '' ? {} : { match: shorten(match) };
      const values = { fingerprint, ...named, listing, marketplace, field, ...words };
      const { file } = await writeSuppression(folder, { ...values, reason, until, by }, context);
      return { file };
    });
  }

  /** A file that cannot be used accepts nothing; who wants to add to it is told. */
  async #entries(): Promise<readonly Suppression[]> {
    if (this.#folder === undefined) return [];
    const seen = lookAt(join(this.#folder, SUPPRESSIONS_NAME));
    const stamp = seen === undefined || seen instanceof Error ? 'none' : `${seen.mtimeMs} ${seen.size} ${today()}`;
    if (this.#kept?.stamp === stamp) return this.#kept.entries;
    const entries = await suppressionsIn(this.#folder, { rules: this.#rules, asOf: today() }).catch(() => []);
    this.#kept = { stamp, entries };
    return entries;
  }
}

function both(make: (lang: 'en' | 'zh') => string): Bilingual {
  return { en: make('en'), zh: make('zh') };
}

/** What work gives, or the known error that it ended with, in words. */
async function orFault<T>(work: () => Promise<T>): Promise<T | { readonly fault: Bilingual }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RulePackError)
      return { fault: both((lang) => say(lang, 'badFile', { why: lang === 'zh' ? error.zh : error.message })) };
    if (error instanceof UsageError || error instanceof EnvironmentError) return { fault: { en: error.message, zh: error.zh } };
    throw error;
  }
}
