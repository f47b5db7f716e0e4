import { both, type Context, type Section } from '../context.ts';
import type { Block } from '../review.ts';
import { COLUMNS, grouped, short } from '../words.ts';

const MOST = 10;

/** The rules and the words behind most open findings: one fix of a habit mends many listings. */
export const top: Section = {
  id: 'top',
  title: { en: 'Top rules and terms', zh: '最常见的规则与用词' },
  async gather(context) {
    if (context.calm) return undefined;
    const { open, sources } = context;
    const { history } = sources;
    const rules = await history.tallies(open, 'rule', MOST + 1);
    const [first] = rules;
    if (first === undefined) return undefined;
    const examples = new Map(
      await Promise.all(rules.slice(0, MOST).map(async ({ name }) => [name, await saysOf(name, context)] as const)),
    );
    const words = (await history.tallies({ ...open, severities: ['error', 'warning'] }, 'match', 2 * MOST)).filter(({ name }) =>
      /[\p{L}\p{N}]/u.test(name),
    );
    const blocks: Block[] = [
      {
        ...{ kind: 'table', id: 'rules', caption: { en: 'Rules with the most open findings', zh: '未处理问题最多的规则' } },
        columns: [COLUMNS.rule, { id: 'example', name: { en: 'For example', zh: '例如' }, kind: 'text' }, COLUMNS.count],
        rows: rules.slice(0, MOST).map(({ name, count }) => [short(name, 80), examples.get(name) ?? null, count]),
        more: rules.length > MOST ? 1 : 0,
      },
    ];
    if (words.length > 0)
      blocks.push({
        ...{ kind: 'table', id: 'terms', caption: { en: 'Words and pictures found most often', zh: '出现最多的用词与图片' } },
        columns: [{ id: 'term', name: { en: 'Found', zh: '命中内容' }, kind: 'text' }, COLUMNS.count],
        rows: words.slice(0, MOST).map(({ name, count }) => [short(name, 120), count]),
        more: 0,
      });
    const summary = both((lang) =>
      lang === 'zh'
        ? `最多的是 ${first.name}：${grouped(first.count)} 个未处理的问题。`
        : `Most come from ${first.name}: ${grouped(first.count)} open.`,
    );
    return { summary, blocks };
  },
};

/** What a finding of a rule says. */
async function saysOf(rule: string, { sources: { history }, open }: Context) {
  const { items } = await history.episodes({ ...open, rules: [rule], limit: 1 });
  const message = items[0]?.message;
  return message === undefined ? null : { en: short(message.en, 160), zh: short(message.zh, 160) };
}
