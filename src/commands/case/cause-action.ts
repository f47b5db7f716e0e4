import process from 'node:process';
import { changeCase, nextId, openCase } from '../../appeal/case-folder.ts';
import { openWorld } from '../../appeal/world.ts';
import { worldRefs } from '../../appeal/world-refs.ts';
import type { Case } from '../../model/case-folded.ts';
import { recordKind } from '../../model/case-record.ts';
import { UsageError } from '../../model/errors.ts';
import type { RootCause } from '../../model/letter.ts';
import { withSources } from '../../shop/case-sources.ts';
import { caseTemplates } from '../../shop/case-templates.ts';
import { slotsIn } from '../../text/slot-text.ts';
import { streamOutput } from '../output.ts';
import { formatTable } from '../table.ts';
import { itemsIn, notOneOf, tellChange } from './change-action.ts';
import { type CasePlace, casePlace, namedWriter } from './place.ts';
import type { CauseFlags } from './records.ts';

/** Chooses a root cause, with the records that show it; without one, lists those that fit. */
export async function chooseCause(id: string, given: string | undefined, flags: CauseFlags): Promise<void> {
  const place = await casePlace(flags);
  const { causes } = await caseTemplates(place.cases);
  if (given === undefined) return listCauses(openCase(place.cases, id).known, causes, place);
  const cause = causes.find((one) => one.id === given);
  if (cause === undefined)
    throw notOneOf(
      given,
      causes.map((one) => one.id),
    );
  const writer = namedWriter(flags.by);
  const support = flags.support ?? [];
  requireReasonWanted(cause, flags.because);
  await requireSupport(id, cause, support, place);
  const open = await changeCase(place.cases, id, writer, ({ known }) => {
    const own = nextId('RC', known.rootCauses);
    const items = itemsIn(known, flags.items ?? 'all');
    const said = { type: 'asserted' as const, id: nextId('S', known.assertions), slot: `causes.because@cause/${own}` };
    return [
      { type: 'cause', id: own, cause: cause.id, support, items },
      ...(flags.because === undefined ? [] : [{ ...said, text: flags.because }]),
    ];
  });
  await tellChange(place, open, { en: `root cause: ${cause.title.en}`, zh: `根本原因：${cause.title.zh}` });
}

/** A reason in a person's own words goes into a letter only where the cause has a place for it. */
function requireReasonWanted({ id, text }: RootCause, because: string | undefined): void {
  if (because === undefined || slotsIn(text.en).some(({ name }) => name === 'because')) return;
  throw new UsageError({
    en: `"${id}" asks for no reason, so --because would stand nowhere. Leave it out, or stand for a sentence of your own: preclear case assert.`,
    zh: `“${id}”不需要说明理由，--because 无处可写。请去掉该参数，或另用 preclear case assert 具名说明。`,
  });
}

/** Every ref has to be a record of the case, one of a kind that can show the cause. */
async function requireSupport(id: string, cause: RootCause, support: readonly string[], place: CasePlace): Promise<void> {
  const kinds = cause.support.join(', ');
  const { world } = await withSources(place, (sources) => openWorld(id, sources));
  const refs = worldRefs(world);
  const wrong = support.find((ref) => !refs.has(ref));
  if (wrong !== undefined) {
    throw new UsageError({
      en: `No record of case ${id} is called ${wrong}; preclear case show ${id} --json has them all.`,
      zh: `案件 ${id} 没有名为 ${wrong} 的记录；preclear case show ${id} --json 可查看全部。`,
    });
  }
  if (support.some((ref) => cause.support.includes(recordKind(ref)))) return;
  const fitting = [...refs].filter((ref) => cause.support.includes(recordKind(ref))).slice(0, 5);
  throw new UsageError({
    en: `"${cause.id}" needs a record that shows it: --support REF, of a kind among ${kinds}. ${fitting.length === 0 ? 'The case has none; first find out: ' : `The case has ${fitting.join(', ')}. To find out first: `}${cause.asks.en}`,
    zh: `“${cause.id}”需要有记录支持：--support 记录编号，类型为 ${kinds}。${fitting.length === 0 ? '本案目前没有这类记录，请先查清：' : `本案现有 ${fitting.join('、')}。请先查清：`}${cause.asks.zh}`,
  });
}

async function listCauses(known: Case, causes: readonly RootCause[], { lang }: CasePlace): Promise<void> {
  const types = new Set<string>(
    known.notices.flatMap(({ parse }) => [parse.infringementType, ...parse.items.map(({ type }) => type ?? '')]),
  );
  const fits = causes.filter((cause) => cause.types.some((type) => types.has(type)));
  const heading =
    lang === 'zh'
      ? ['原因', '名称', '先查清', '需要的记录']
      : ['cause', 'what it is', 'find out first', 'records that show it'];
  const rows = (fits.length === 0 ? causes : fits).map((cause) => [
    cause.id,
    lang === 'zh' ? cause.title.zh : cause.title.en,
    cause.asks[lang],
    cause.support.join(', '),
  ]);
  await streamOutput(process.stdout).write(formatTable([heading, ...rows]));
}
