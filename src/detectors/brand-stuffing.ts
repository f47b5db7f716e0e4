import type { Mention } from './brand-mention.ts';

/** How many strangers' marks of one trade in one field make a pile of keywords of them. */
const PILE = 3;

/** Turns bare mentions into `stuffing` where a field piles up marks of different owners that sell the same kind of goods. */
export function markStuffing(mentions: Mention[]): Mention[] {
  if (mentions.length < PILE || mentions.filter(({ use }) => use === 'plain').length < PILE) return mentions;
  const piles = new Map<string, Set<string>>();
  for (const m of mentions) {
    if (m.use !== 'plain') continue;
    for (const vertical of m.mark.verticals) {
      const key = `${m.field} ${vertical}`;
      const owners = piles.get(key) ?? new Set<string>();
      piles.set(key, owners.add(m.mark.owner));
    }
  }
  return mentions.map((m) => {
    if (m.use !== 'plain') return m;
    const pile = m.mark.verticals.map((v) => piles.get(`${m.field} ${v}`)).find((owners) => (owners?.size ?? 0) >= PILE);
    if (pile === undefined) return m;
    const words = [...pile].slice(0, 5).join(', ');
    return { ...m, use: 'stuffing', because: [{ code: 'pile-of-marks', words }, ...m.because] };
  });
}
