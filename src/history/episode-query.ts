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

/** What a query reads: tables, conditions and order, as SQL. */
export interface EpisodeSql {
  readonly from: RawBuilder<unknown>;
  readonly order: RawBuilder<unknown>;
}

/**
 * The tables and conditions of a query. Listings and triage are joined only where somebody asks for them: of most questions an index tells
 * everything.
 * @param by another column that is asked for, such as `l.listing`.
 */
export function sqlOf(query: EpisodeQuery, kind: Store['kind'], by = ''): EpisodeSql {
  const { sort } = query;
  const listing = sort === 'listing' || by.startsWith('l.') ? sql`JOIN listing l ON l.id = e.listing_id` : sql``;
  const triage = by.startsWith('t.') ? sql`LEFT JOIN triage t ON t.fingerprint = e.fingerprint` : sql``;
  const conditions = conditionsOf(query, kind);
  const where = conditions.length === 0 ? sql`` : sql`WHERE ${sql.join(conditions, sql` AND `)}`;
  return { from: sql`FROM episode e ${listing} ${triage} ${where}`, order: orderOf(sort) };
}

function conditionsOf(query: EpisodeQuery, kind: Store['kind']): RawBuilder<SqlBool>[] {
  const { states, severities, rules, marketplace, listing, assignee, triage, text, opened, ended, standing } = query;
  const all: RawBuilder<SqlBool>[] = [];
  const add = (condition: RawBuilder<SqlBool> | undefined): void => {
    if (condition !== undefined) all.push(condition);
  };
  add(states && among(sql.ref('e.state'), states));
  add(severities && among(sql.ref('e.severity'), severities.map(rankOf)));
  add(rules && among(sql.ref('e.rule'), rules));
  add(marketplace === undefined ? undefined : ofListings(sql`marketplace = ${storableName(marketplace)}`));
  add(listing === undefined ? undefined : ofListings(sql`listing = ${storableName(listing)}`));
  add(assignee === undefined ? undefined : sql`e.fingerprint IN (${decided(sql`assignee = ${assignee}`)})`);
  if (triage === 'none') add(sql`e.fingerprint NOT IN (${decided(sql`state <> 'none'`)})`);
  else add(triage && sql`e.fingerprint IN (${decided(sql`state = ${triage}`)})`);
  add(opened && sql`e.opened_at >= ${opened.from} AND e.opened_at < ${opened.to}`);
  add(ended && sql`e.ended_at >= ${ended.from} AND e.ended_at < ${ended.to}`);
  if (standing !== undefined) add(stoodAt(standing));
  for (const word of wordsOf(text)) add(inEpisode(word, kind));
  return all;
}

/** Whether an episode (`e`) stood at a moment, and is none that is accepted by now. */
export function stoodAt(at: string): RawBuilder<SqlBool> {
  return sql`(e.opened_at < ${at} AND (e.ended_at IS NULL OR e.ended_at >= ${at}) AND e.state IN ('open', 'fixed'))`;
}

function decided(condition: RawBuilder<SqlBool>): RawBuilder<unknown> {
  return sql`SELECT fingerprint FROM triage WHERE ${condition}`;
}

function ofListings(condition: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  return sql`e.listing_id IN (SELECT id FROM listing WHERE ${condition})`;
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
  return sql`(${holds('e.search', word, kind)} OR ${ofListings(holds('search', word, kind))})`;
}

function among(column: RawBuilder<unknown>, values: readonly (string | number)[]): RawBuilder<SqlBool> {
  return values.length === 0 ? sql`1 = 0` : sql`${column} IN (${sql.join(values)})`;
}

/** The order of a page; the number of the episode decides among equals, so that no page shows what another one showed. */
function orderOf(sort: EpisodeQuery['sort']): RawBuilder<unknown> {
  if (sort === 'newest') return sql`e.opened_at DESC, e.id DESC`;
  if (sort === 'listing') return sql`l.listing, l.marketplace, e.severity DESC, e.id DESC`;
  if (sort === 'rule') return sql`e.rule, e.severity DESC, e.id DESC`;
  return sql`e.severity DESC, e.opened_at DESC, e.id DESC`;
}
