import { existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { CONFIG_NAME, findConfig, type LoadedConfig, loadConfig } from './config.ts';

/** The configurations of a run: every file has the nearest one, each is read once. */
export class ConfigSet {
  readonly #named: LoadedConfig | undefined;
  readonly #loaded = new Map<string, Promise<LoadedConfig>>();

  /**
   * @param named the one that the user named for everything, if any.
   * @param known one that has been read already.
   */
  constructor(named?: LoadedConfig, known?: LoadedConfig) {
    this.#named = named;
    if (known !== undefined) this.#loaded.set(known.file, Promise.resolve(known));
  }

  /** The configuration of a file or folder, looked for upward. Throws what `loadConfig` throws. */
  async nearest(path: string): Promise<LoadedConfig | undefined> {
    if (this.#named !== undefined) return this.#named;
    const file = findConfig(path);
    return file === undefined ? undefined : this.#load(file);
  }

  /** The configuration in a folder, else the one of the folder that holds it. */
  async inside(folder: string, outer: LoadedConfig | undefined): Promise<LoadedConfig | undefined> {
    if (this.#named !== undefined) return this.#named;
    const file = join(folder, CONFIG_NAME);
    if (existsSync(file)) return this.#load(file);
    // As when the folder is looked at by itself: a search upward ends at the root of a repository.
    return existsSync(join(folder, '.git')) ? undefined : outer;
  }

  /** The configuration that all of some paths have, else that of the folder that holds them all. */
  async shared(paths: readonly string[]): Promise<LoadedConfig | undefined> {
    const own = new Set(await Promise.all(paths.map((path) => this.nearest(path))));
    const [first] = own;
    return own.size <= 1 ? first : this.nearest(commonFolder(paths));
  }

  #load(file: string): Promise<LoadedConfig> {
    const known = this.#loaded.get(file);
    if (known !== undefined) return known;
    const loading = loadConfig(file);
    this.#loaded.set(file, loading);
    return loading;
  }
}

/** The deepest folder that holds all of some paths. */
function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => resolve(path).split(sep));
  const end = first.findIndex((part, at) => others.some((other) => other[at] !== part));
  return first.slice(0, end < 0 ? first.length : end).join(sep) || sep;
}
