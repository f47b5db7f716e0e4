import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { EpisodeQuery } from '../model/history.ts';
import { rankOf } from './met.ts';
import { foldForSearch, storableName } from './packed.ts';
import type { Store } from './tables.ts';

/*
 * What is asked of episodes (`e`, with their listing `l` and triage `t`) -> conditions.
 */

/** Words that are looked for, and how long one may be. */
const MAX_WORDS = 8;
const MAX_WORD = 100;

/** Conditions of a query; all of them hold. */
export function conditionsOf(query: EpisodeQuery, kind: Store['kind']): RawBuilder<SqlBool>[] {
  const { states, severities, rules, marketplace, listing, assignee, triage, text, opened, ended } = query;
  const all: RawBuilder<SqlBool>[] = [];
  const add = (condition: RawBuilder<SqlBool> | undefined): void => {
    if (condition !== undefined) all.push(condition);
  };
  add(states && among(sql.ref('e.state'), states));
  add(severities && among(sql.ref('e.severity'), severities.map(rankOf)));
  add(rules && among(sql.ref('e.rule'), rules));
  add(marketplace === undefined ? undefined : sql`l.marketplace = ${storableName(marketplace)}`);
  add(
    listing === undefined ? undefined : sql`e.listing_id IN (SELECT id FROM listing WHERE listing = ${storableName(listing)})`,
  );
  add(assignee === undefined ? undefined : sql`t.assignee = ${assignee}`);
  if (triage === 'none') add(sql`(t.state IS NULL OR t.state = 'none')`);
  else add(triage && sql`t.state = ${triage}`);
  add(opened && sql`e.opened_at >= ${opened.from} AND e.opened_at < ${opened.to}`);
  add(ended && sql`e.ended_at >= ${ended.from} AND e.ended_at < ${ended.to}`);
  for (const word of wordsOf(text)) add(inEpisode(word, kind));
  return all;
}

/** The words of a search, folded like the texts in which they are looked for. */
export function wordsOf(text: string | undefined): string[] {
  return foldForSearch((text ?? '').slice(0, MAX_WORDS * MAX_WORD))
    .replaceAll(/[\0\p{Cs}]/gu, '\uFFFD')
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS)
    .map((word) => word.slice(0, MAX_WORD));
}

/** Whether a text holds another, letter by letter: no sign in it means anything else. */
export function holds(column: string, word: string, kind: Store['kind']): RawBuilder<SqlBool> {
  const ref = sql.ref(column);
  return kind === 'sqlite' ? sql`instr(${ref}, ${word}) > 0` : sql`strpos(${ref}, ${word}) > 0`;
}

function inEpisode(word: string, kind: Store['kind']): RawBuilder<SqlBool> {
  const listings = sql`SELECT id FROM listing WHERE ${holds('search', word, kind)}`;
  return sql`(${holds('e.search', word, kind)} OR e.listing_id IN (${listings}))`;
}

function among(column: RawBuilder<unknown>, values: readonly (string | number)[]): RawBuilder<SqlBool> {
  return values.length === 0 ? sql`1 = 0` : sql`${column} IN (${sql.join(values)})`;
}

/** The order of a page; the number of the episode decides among equals, so that no page shows what another one showed. */
export function orderOf(sort: EpisodeQuery['sort']): RawBuilder<unknown> {
  if (sort === 'newest') return sql`e.opened_at DESC, e.id DESC`;
  if (sort === 'listing') return sql`l.listing, l.marketplace, e.severity DESC, e.id DESC`;
  if (sort === 'rule') return sql`e.rule, e.severity DESC, e.id DESC`;
  return sql`e.severity DESC, e.opened_at DESC, e.id DESC`;
}
