import { dayAfter, daysBetween } from '../../model/day.ts';
import type { Authorisation, Licence } from '../../model/ledger.ts';
import type { Bilingual } from '../../model/text.ts';
import { both, type Section } from '../context.ts';
import type { Action, Column } from '../review.ts';
import type { Sources } from '../sources.ts';
import { COLUMNS, count, short } from '../words.ts';

/** Days ahead that are looked at. */
const AHEAD = 60;
/** A right that ends within so many days is to be renewed now, because owners take weeks to answer. */
const SOON = 14;
/** Days behind: what ended longer ago was dealt with in earlier reviews. */
const BEHIND = 30;
const MOST = 20;

/** A licence or authorisation that ends, or whose proof is not there. */
export interface EndingRight {
  readonly kind: 'licence' | 'authorisation';
  readonly id: string;
  readonly owner: string;
  readonly covers: string;
  readonly until: string;
  readonly daysLeft: number;
  readonly proofFound: boolean;
}

/** The rights that end within 60 days or ended in the last 30, the first to end first. */
export function endingRights({ ledger, asOf }: Pick<Sources, 'ledger' | 'asOf'>): EndingRight[] {
  if (ledger === undefined) return [];
  const ending = ({ validTo }: Licence | Authorisation): boolean =>
    validTo !== undefined && validTo <= dayAfter(asOf, AHEAD) && validTo >= dayAfter(asOf, -BEHIND);
  const common = ({ id, validTo = '', proofFound }: Licence | Authorisation) => ({
    ...{ id: short(id, 80), until: validTo, daysLeft: daysBetween(asOf, validTo), proofFound },
  });
  const all: EndingRight[] = [
    ...ledger.licences.filter(ending).map((one) => ({
      kind: 'licence' as const,
      ...common(one),
      owner: short(one.owner, 120),
      covers: short(one.files.join(', '), 200),
    })),
    ...ledger.authorisations.filter(ending).map((one) => ({
      ...{ kind: 'authorisation' as const, ...common(one), owner: short(one.brand, 120) },
      covers: short(one.listings.length === 0 ? one.marketplaces.join(', ') : one.listings.join(', '), 200),
    })),
  ];
  return all.sort((a, b) => a.daysLeft - b.daysLeft || (a.id < b.id ? -1 : 1));
}

/** Licences and authorisations that end soon. */
export const rights: Section = {
  id: 'rights',
  title: { en: 'Licences and authorisations that end', zh: '即将到期的图片授权与品牌授权' },
  async gather({ sources }) {
    const all = endingRights(sources);
    if (all.length === 0) return undefined;
    const over = all.filter(({ daysLeft }) => daysLeft < 0).length;
    const summary = both((lang) => {
      const next = count(lang, all.length - over, 'record');
      if (lang === 'zh') return `${AHEAD} 天内到期 ${next}${over === 0 ? '' : `，已到期 ${count(lang, over, 'record')}`}。`;
      return `Ending within ${AHEAD} days: ${next}${over === 0 ? '' : `; ended already: ${count(lang, over, 'record')}`}.`;
    });
    const rows = all
      .slice(0, MOST)
      .map(({ kind, id, owner, covers, until, daysLeft }) => [RIGHT_NAMES[kind], id, owner, covers, until, daysLeft]);
    return {
      summary,
      blocks: [{ kind: 'table', id: 'rights', caption: CAPTION, columns: RIGHT_COLUMNS, rows, more: all.length - rows.length }],
      actions: all.slice(0, MOST).map(actionOf),
    };
  },
};

function actionOf({ kind, id, owner, until, daysLeft }: EndingRight): Action {
  const what = both((lang) => {
    const name = `${id}${lang === 'zh' ? '（' : ' ('}${owner}${lang === 'zh' ? '）' : ')'}`;
    if (daysLeft < 0)
      return lang === 'zh'
        ? `${RIGHT_NAMES[kind].zh} ${name}已到期：续签，或下架依赖它的内容`
        : `${RIGHT_NAMES[kind].en} ${name} has ended: renew it, or take down what rests on it`;
    return lang === 'zh' ? `续签${RIGHT_NAMES[kind].zh} ${name}` : `Renew ${RIGHT_NAMES[kind].en.toLowerCase()} ${name}`;
  });
  return { what, due: until, urgency: daysLeft < 0 ? 'now' : daysLeft <= SOON ? 'soon' : 'plan', section: 'rights' };
}

/** What the two kinds of rights are called. */
export const RIGHT_NAMES: Readonly<Record<EndingRight['kind'], Bilingual>> = {
  licence: { en: 'Picture licence', zh: '图片授权' },
  authorisation: { en: 'Brand authorisation', zh: '品牌授权' },
};

/** The columns of a table of rights that end. */
export const RIGHT_COLUMNS: readonly Column[] = [
  { id: 'kind', name: { en: 'Kind', zh: '类型' }, kind: 'text' },
  { id: 'id', name: { en: 'Record', zh: '台账编号' }, kind: 'text' },
  { id: 'owner', name: { en: 'Owner or brand', zh: '权利人或品牌' }, kind: 'text' },
  { id: 'covers', name: { en: 'For', zh: '适用范围' }, kind: 'text' },
  COLUMNS.until,
  COLUMNS.days,
];

const CAPTION: Bilingual = { en: 'The first to end first', zh: '按到期先后排列' };
