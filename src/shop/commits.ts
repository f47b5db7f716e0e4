import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FileState } from '../appeal/world-sources.ts';
import { commitsOf, contentAt } from '../git/first-commit.ts';
import { openRepository, pathInRepository, type Repository } from '../git/repository.ts';
import { UsageError } from '../model/errors.ts';
import type { LoadedConfig } from '../scan/config.ts';

/** The commits that changed a listing file, newest first; none without git. @param file as the history names it. */
export async function commitsOfFile(file: string, config: LoadedConfig | undefined): Promise<readonly FileState[]> {
  // Reports name files from the folder in which the scan was started, which is most often that of the configuration.
  const path = [resolve(config?.folder ?? '.', file), resolve(file)].find((one) => existsSync(one));
  const repository = path === undefined ? undefined : await repositoryAround(config?.folder ?? '.');
  const inside = path === undefined || repository === undefined ? undefined : pathInRepository(repository, path);
  if (path === undefined || repository === undefined || inside === undefined) return [];
  const { versionOf } = await import('../scan/file-version.ts');
  const scanned = { path, file, size: 0, named: true, config };
  return (await commitsOf(repository, inside)).reverse().map(({ id, at, by, subject, path: former }) => ({
    ...{ id, at: new Date(at).toISOString(), by, subject },
    listings: async function* () {
      const content = await contentOrNothing(repository, id, former);
      if (content !== undefined) yield* versionOf(content, scanned);
    },
  }));
}

/** A commit that deleted the file holds nothing of it; neither does a clone without all contents. */
async function contentOrNothing(repository: Repository, id: string, path: string): Promise<Buffer | undefined> {
  try {
    return await contentAt(repository, { id, path });
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

async function repositoryAround(folder: string): Promise<Repository | undefined> {
  try {
    return await openRepository(folder);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
