import type { TriagedEpisode } from '../../model/history.ts';
import { both, type Context, type Section } from '../context.ts';
import { evidenceOf } from '../evidence.ts';
import type { Block } from '../review.ts';
import { count } from '../words.ts';

/** Findings that are shown with their evidence, when there is news and when there is none. */
const MOST = 10;
const MOST_CALM = 3;
/** Of one rule, so that one habit does not fill the page. */
const PER_RULE = 3;
/** Findings among which is chosen. */
const CANDIDATES = 300;

/** The worst findings, each with the evidence side by side. */
export const worst: Section = {
  id: 'worst',
  title: { en: 'The worst findings, with their evidence', zh: '最严重的问题与证据' },
  async gather(context) {
    const { sources, calm, open } = context;
    const { items, total } = await sources.history.episodes({
      ...{ ...open, severities: ['error', 'warning'], sort: 'severity', limit: CANDIDATES },
    });
    const chosen = choose(items, context, calm ? MOST_CALM : MOST);
    if (chosen.length === 0) return undefined;
    const blocks: Block[] = [];
    for (const episode of chosen) blocks.push({ kind: 'evidence', evidence: await evidenceOf(episode, context) });
    const summary = both((lang) =>
      lang === 'zh'
        ? `共 ${count(lang, total, 'finding')}未处理的错误与警告，以下为其中最严重的 ${chosen.length} 个。`.replace(
            '个问题未处理的错误与警告',
            '个未处理的错误与警告',
          )
        : `${chosen.length} of ${count(lang, total, 'finding')} that are open as errors or warnings.`,
    );
    return { summary, blocks };
  },
};

/** The worst first: by level, what came this week before what was there, sure before doubtful. */
function choose(items: readonly TriagedEpisode[], { week }: Context, most: number): TriagedEpisode[] {
  const fresh = ({ openedAt }: TriagedEpisode): number => (openedAt >= week.from && openedAt < week.to ? 0 : 1);
  const level = ({ severity }: TriagedEpisode): number => (severity === 'error' ? 0 : 1);
  const doubt = ({ review, finding }: TriagedEpisode): number => (review ? 1 : 0) + (1 - finding.confidence);
  const sorted = items.toSorted(
    (a, b) => level(a) - level(b) || fresh(a) - fresh(b) || doubt(a) - doubt(b) || (a.fingerprint < b.fingerprint ? -1 : 1),
  );
  const rules = new Map<string, number>();
  return sorted
    .filter(({ rule }) => {
      const seen = (rules.get(rule) ?? 0) + 1;
      rules.set(rule, seen);
      return seen <= PER_RULE;
    })
    .slice(0, most);
}
