import { ItemLinks } from '../../cases/link-items.ts';
import type { NewCaseEvent } from '../../model/case-event.ts';
import type { Case } from '../../model/case-folded.ts';
import { UsageError } from '../../model/errors.ts';
import type { Bilingual } from '../../model/text.ts';
import { readContents } from '../../scan/contents.ts';
import { canonicalMarketplace } from '../../scan/marketplace.ts';
import { makeRequest } from '../scan/request.ts';
import type { CasePlace } from './place.ts';

/** Links items that have no listing yet to those of the seller's files, with what a person should know about the rest. */
export async function linkEvents(
  known: Case,
  { config }: CasePlace,
): Promise<{ readonly events: readonly NewCaseEvent[]; readonly told: readonly Bilingual[] }> {
  const items = known.items.filter(({ listing }) => listing === undefined);
  if (items.length === 0 || config === undefined) return { events: [], told: items.length === 0 ? [] : [NO_FILES] };
  const links = new ItemLinks(items, marketplaceOf(known));
  for await (const event of readContents(await makeRequest([config.folder], {}))) {
    if ('found' in event) links.meet({ ...event.found.listing, key: event.found.key });
  }
  const { linked, several, none } = links.links();
  const events = [...linked].map(([item, listing]): NewCaseEvent => ({ type: 'linked', item, listing }));
  return {
    events,
    told: [...[...several].map(([item, fits]) => severalFit(known.id, item, fits)), ...noneFits(known.id, none)],
  };
}

/** The marketplace of the notices, as listings name it. */
function marketplaceOf({ notices }: Case): string | undefined {
  const notice = notices[0]?.parse;
  if (notice === undefined || notice.platform === 'unknown' || notice.platform === 'direct') return undefined;
  const place = notice.marketplace === null || notice.marketplace === 'GLOBAL' ? '' : ` ${notice.marketplace}`;
  return canonicalMarketplace(`${notice.platform.replace('_', ' ')}${place}`);
}

function severalFit(
  id: string,
  item: string,
  fits: readonly { readonly key: string; readonly marketplace: string }[],
): Bilingual {
  const names = fits.map(({ key, marketplace }) => `${key} (${marketplace})`).join(', ');
  return {
    en: `${item} may be any of ${names}; say which: preclear case link ${id} ${item} LISTING.`,
    zh: `${item} 可能是以下任意一个：${names}；请指定：preclear case link ${id} ${item} 链接编号。`,
  };
}

function noneFits(id: string, none: readonly string[]): Bilingual[] {
  if (none.length === 0) return [];
  const names = none.slice(0, 10).join(', ') + (none.length > 10 ? ' …' : '');
  return [
    {
      en: `No listing in your files has the id or title of ${names}. If you know which it is: preclear case link ${id} ${none[0] ?? ''} LISTING.`,
      zh: `您的 Listing 文件里没有与 ${names} 编号或标题相同的链接。如果知道是哪个：preclear case link ${id} ${none[0] ?? ''} 链接编号。`,
    },
  ];
}

const NO_FILES: Bilingual = {
  en: 'There is no configuration here, so nothing was linked to your listings: run preclear init in the folder of your listing files.',
  zh: '当前没有配置文件，无法关联您的链接：请在 Listing 文件所在文件夹运行 preclear init。',
};

/** Links an item to the listing of a name, or takes the link away. Throws UsageError when the files hold no such listing, or several. */
export async function listingEvent(
  item: string,
  name: string | undefined,
  marketplace: string | undefined,
  { config }: CasePlace,
): Promise<NewCaseEvent> {
  if (name === undefined) return { type: 'linked', item };
  const wanted = new ItemLinks([{ id: name }], marketplace === undefined ? undefined : canonicalMarketplace(marketplace));
  for await (const event of readContents(await makeRequest(config === undefined ? [] : [config.folder], {}))) {
    if ('found' in event) wanted.meet({ ...event.found.listing, key: event.found.key });
  }
  const { linked, several } = wanted.links();
  const listing = linked.get(name);
  if (listing !== undefined) return { type: 'linked', item, listing };
  const fits = several.get(name);
  const places = (fits ?? []).map((fit) => fit.marketplace).join(', ');
  throw new UsageError(
    fits === undefined
      ? {
          en: `No listing file holds ${name}; write its SKU or id as reports show it.`,
          zh: `Listing 文件中没有 ${name}；请按报告中的 SKU 或编号填写。`,
        }
      : {
          en: `${name} is on ${places}; say which with --marketplace.`,
          zh: `${name} 在多个站点：${places}；请用 --marketplace 指定。`,
        },
  );
}

/** Those of some product ids that listings in the seller's files have, as SKU or as the platform's number. */
export async function ownIdsAmong(ids: ReadonlySet<string>, { config }: CasePlace): Promise<string[]> {
  const own = new Set<string>();
  for await (const event of readContents(await makeRequest(config === undefined ? [] : [config.folder], {}))) {
    if (!('found' in event)) continue;
    const { id, productId } = event.found.listing;
    for (const one of [id, productId ?? '']) if (ids.has(one.toUpperCase())) own.add(one.toUpperCase());
  }
  return [...own].sort();
}
