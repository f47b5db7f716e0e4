import { existsSync } from 'node:fs';
import { UsageError } from '../../model/errors.ts';
import type { Problem } from '../../model/problem.ts';
import { type ListingNow, readContents } from '../../scan/contents.ts';
import type { ScanRequest } from '../../scan/request.ts';

/** What stands on the command line, told apart. */
export interface Named {
  readonly ids: readonly string[];
  readonly paths: readonly string[];
}

/** Tells files and folders, which are there, from ids of listings. */
export function tellApart(given: readonly string[]): Named {
  const paths = given.filter((one) => existsSync(one));
  return { ids: given.filter((one) => !paths.includes(one)), paths };
}

/**
 * The listings that are meant, with what could not be read on the way. Throws a UsageError for an id that no listing has.
 * @param ids with `*` for any characters; none means every listing.
 */
export async function findListings(
  request: ScanRequest,
  ids: readonly string[],
): Promise<{ readonly listings: ListingNow[]; readonly problems: Problem[] }> {
  const wanted = ids.map((id) => ({ id, fits: pattern(id), found: false }));
  const listings: ListingNow[] = [];
  const problems: Problem[] = [];
  for await (const event of readContents(request)) {
    if ('problem' in event) {
      problems.push(event.problem);
      continue;
    }
    const { found } = event;
    const meant = wanted.filter(({ fits }) => fits.test(found.key) || fits.test(found.listing.id));
    for (const one of meant) one.found = true;
    if (wanted.length === 0 || meant.length > 0) listings.push(found);
  }
  const missing = wanted.filter(({ found }) => !found).map(({ id }) => id);
  if (missing.length > 0) throw noListing(missing, request.paths);
  return { listings, problems };
}

/** Literal but for `*`. Runs of it count as one, so that nothing is tried twice. */
function pattern(id: string): RegExp {
  const parts = id.split(/\*+/).map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*?')}$`);
}

function noListing(missing: readonly string[], paths: readonly string[]): UsageError {
  const place = paths.join(', ') || '.';
  return new UsageError({
    en: `There is neither a file nor a listing in ${place} of the name ${missing.join(', ')}; nothing was signed. Write the id as reports show it, and name the files that hold it.`,
    zh: `没有名为 ${missing.join('、')} 的文件，${place} 中也没有这样的 Listing 编号；未签核任何内容。请按报告中的编号填写，并写出所在的文件。`,
  });
}
