import { openStore } from '../../references/store.ts';
import { openStoreForWriting } from '../../references/store-write.ts';
import type { RebuildFlags } from '../refs.ts';
import { libraryFolder, makeOutcome, type RefsOutcome, shownFolder } from './library.ts';

/** Builds the index of imported texts anew where it cannot be used, or all of it. */
export async function runRefsRebuild(flags: RebuildFlags): Promise<RefsOutcome> {
  const folder = await libraryFolder(flags);
  const shown = shownFolder(folder);
  const there = await openStore(folder);
  if (there === undefined) return makeOutcome('', [`${shown} has no imported texts; there is nothing to rebuild.`], [], flags);
  there.close();
  const store = await openStoreForWriting(folder, 'refs rebuild');
  try {
    const built = store.rebuild(flags.all ? 'all' : 'damaged');
    const what = built === 1 ? '1 part of the index was' : `${built} parts of the index were`;
    return makeOutcome(`${shown}: ${what} built anew; ${store.texts} texts.\n`, [], [], flags);
  } finally {
    store.close();
  }
}
