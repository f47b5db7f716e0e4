import { readContent } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import type { ConfigLayer, LoadedConfig } from './config.ts';
import { parseConfig } from './config-file.ts';

/** Where a file's content was at the base: absent for a file that was not there, `unchanged` for one that is as it was. */
export type Former = 'unchanged' | 'absent' | { readonly id: string };

/**
 * A configuration as it was: which files it ignored, and how it said they are to be read. Undefined when it was wrong then, so that nothing
 * was scanned.
 */
export async function formerConfig(
  repository: Repository,
  config: LoadedConfig,
  formerOf: (path: string) => Former,
): Promise<LoadedConfig | undefined> {
  try {
    const layers = await Promise.all(
      config.layers.map(async (layer): Promise<ConfigLayer> => {
        const former = formerOf(layer.file);
        if (former === 'unchanged') return layer;
        if (former === 'absent') return { ...layer, values: {}, text: '' };
        const text = (await readContent(repository.root, former.id)).toString('utf8').replace(/^\uFEFF/, '');
        return { ...layer, values: await parseConfig(layer.file, text), text };
      }),
    );
    return layers.every((layer, at) => layer === config.layers[at]) ? config : { ...config, layers };
  } catch {
    return undefined;
  }
}
