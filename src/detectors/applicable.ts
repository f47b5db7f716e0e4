import { inScope, onMarketplace, type Rule } from '../model/rule.ts';

/** Field names of attributes are as many as sellers invent; beyond this the cache starts anew. */
const MAX_CACHED = 5_000;

/** Finds the rules that apply to a field of a listing. */
export type Applicable = (marketplace: string, field: string) => readonly number[];

/** Answers, for a marketplace and a field, with the positions of the rules that apply there; each pair is worked out once. */
export function applicableRules(rules: readonly Pick<Rule, 'marketplaces' | 'scope'>[]): Applicable {
  const cache = new Map<string, readonly number[]>();
  return (marketplace, field) => {
    const key = `${marketplace}\n${field}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    if (cache.size >= MAX_CACHED) cache.clear();
    const found = rules.flatMap((rule, i) =>
      onMarketplace(rule.marketplaces, marketplace) && inScope(rule.scope, field) ? [i] : [],
    );
    cache.set(key, found);
    return found;
  };
}
