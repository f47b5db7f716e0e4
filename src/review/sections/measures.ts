import { MEASURE_STATE_NAMES } from '../../cases/measure-names.ts';
import type { MeasureState } from '../../model/case.ts';
import type { Measure } from '../../model/case-world.ts';
import { both, type Section } from '../context.ts';
import type { Action, Cell } from '../review.ts';
import { COLUMNS, count, short, shortBoth } from '../words.ts';

const MOST = 20;
const ORDER: readonly MeasureState[] = ['broken', 'adopted', 'in-force', 'proposed', 'retired'];

/** Which promises of prevention are kept, and which are not. */
export const measures: Section = {
  id: 'measures',
  title: { en: 'Prevention measures', zh: '预防措施执行情况' },
  async gather({ sources: { measures: all = [] } }) {
    const held = all.filter(({ state }) => state !== 'proposed' && state !== 'retired');
    if (held.length === 0) return undefined;
    const sorted = held.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.step < b.step ? -1 : 1));
    const broken = held.filter(({ state }) => state === 'broken');
    const rows = sorted
      .slice(0, MOST)
      .map(({ text, state, owner, adopted, control, why }): Cell[] => [
        ...[MEASURE_STATE_NAMES[state], shortBoth(text, 240), owner === undefined ? null : short(owner, 60), adopted ?? null],
        ...[control === undefined ? null : `${control.done}/${control.of}`, why === undefined ? null : shortBoth(why, 240)],
      ]);
    const summary = both((lang) => {
      const many = count(lang, held.length, 'measure');
      if (lang === 'zh')
        return broken.length === 0 ? `${many}均按承诺执行或已采纳。` : `${many}中有 ${broken.length} 项未按承诺执行。`;
      return broken.length === 0
        ? `${many} adopted, none is broken.`
        : `${broken.length} of ${many} ${broken.length === 1 ? 'is' : 'are'} not kept.`;
    });
    const columns = [
      { id: 'state', name: { en: 'State', zh: '状态' }, kind: 'text' },
      { id: 'measure', name: { en: 'Measure', zh: '措施' }, kind: 'text' },
      COLUMNS.who,
      { id: 'adopted', name: { en: 'Since', zh: '采纳日期' }, kind: 'day' },
      { id: 'control', name: { en: 'Done', zh: '执行' }, kind: 'text' },
      { id: 'why', name: { en: 'Why', zh: '原因' }, kind: 'text' },
    ] as const;
    const caption = { en: 'Measures that are not kept first', zh: '未按承诺执行的在前' };
    return {
      summary,
      blocks: [{ kind: 'table', id: 'measures', caption, columns, rows, more: held.length - rows.length }],
      actions: broken.map(actionOf),
    };
  },
};

function actionOf({ text, owner }: Measure): Action {
  const said = shortBoth(text, 160);
  const what = { en: `Keep the measure again, or take it back: ${said.en}`, zh: `恢复执行或撤回该预防措施：${said.zh}` };
  return { what, ...(owner === undefined ? {} : { who: short(owner, 60) }), urgency: 'now', section: 'measures' };
}
