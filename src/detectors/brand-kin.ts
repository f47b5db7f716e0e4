import { natureOf } from '../lexicon/mark.ts';
import type { BrandUse } from '../model/evidence.ts';
import { isTagged } from './brand-evidence.ts';
import type { Mention } from './brand-mention.ts';

/** Uses that a mark of the same owner, named beside it for compatibility, explains. */
const OPEN: ReadonlySet<BrandUse> = new Set(['plain', 'trap-word', 'marketplace', 'component', 'common-word']);

/** Uses that are carried over from one mark to another. */
const SHARED: ReadonlySet<BrandUse> = new Set(['compatible', 'imitation', 'comparison']);

/**
 * What is said of a mark holds for the marks of the same owner beside it: in `folio for Amazon Kindle` both are what the folio fits.
 * A mark that people use as a word is explained by its owner anywhere in the listing: `K-Cup pods for Keurig brewers`.
 */
export function shareReadings(mentions: Mention[]): Mention[] {
  if (mentions.length < 2 || !mentions.some(({ use }) => SHARED.has(use))) return mentions;
  const shared = [...mentions];
  for (let i = 0; i + 1 < shared.length; i++) spread(shared, i, i + 1);
  for (let i = shared.length - 1; i > 0; i--) spread(shared, i, i - 1);
  continueLists(shared);
  const fitted = new Map(shared.flatMap((m) => (m.use === 'compatible' ? [[m.mark.owner, m] as const] : [])));
  return shared.map((m) => {
    const other = isExplained(m) ? fitted.get(m.mark.owner) : undefined;
    return other === undefined || (m.use === 'plain' && other.field !== m.field) ? m : fittedBeside(m, other);
  });
}

/** Whether goods for the owner's things explain a mention: `K-Cup` for Keurig brewers, `Kingston Apple memory for iMac`; not at the head of a title. */
function isExplained(mention: Mention): boolean {
  const { mark, use, start, text } = mention;
  if (use === 'trap-word') return natureOf(mark.kind) === 'trap';
  return use === 'plain' && start > 0 && text.field.name === 'title' && !isTagged(mention);
}

function spread(mentions: Mention[], from: number, to: number): void {
  const [source, target] = [mentions[from], mentions[to]];
  if (source === undefined || target === undefined || source.use !== 'compatible' || !OPEN.has(target.use)) return;
  const beside = source.field === target.field && (source.end === target.start || target.end === source.start);
  if (beside && source.mark.owner === target.mark.owner) mentions[to] = fittedBeside(target, source);
}

function fittedBeside(mention: Mention, other: Mention): Mention {
  return {
    ...mention,
    use: 'compatible',
    confidence: Math.min(other.confidence, 0.8),
    because: [{ code: 'compatible-kin', words: other.mark.mark }, ...mention.because],
  };
}

/** How many words may stand between two marks of a list: `Aroma Mirip Baccarat Rouge, Dior Sauvage, Bvlgari Aqua`. */
const MAX_APART = 3;

/** A bare mark that follows another in a list is used as that one is: imitated, compared. */
function continueLists(mentions: Mention[]): void {
  for (let i = 1; i < mentions.length; i++) {
    const [before, here] = [mentions[i - 1], mentions[i]];
    if (before === undefined || here === undefined || before.field !== here.field || here.use !== 'plain') continue;
    if (before.use !== 'imitation' && before.use !== 'comparison') continue;
    const { tokens } = here.text;
    const between = tokens.text.slice(tokens.ends[before.end - 1] ?? 0, tokens.starts[here.start] ?? 0);
    if (here.start - before.end > MAX_APART || /[.!?。！？|\n]/.test(between)) continue;
    mentions[i] = {
      ...here,
      use: before.use,
      confidence: Math.min(here.confidence, before.confidence) * 0.9,
      because: [{ code: 'imitation-list', words: before.mark.mark }, ...here.because],
    };
  }
}
