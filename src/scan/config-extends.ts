import { dirname, resolve } from 'node:path';
import { type ConfigMistake, EnvironmentError, RulePackError } from '../model/errors.ts';
import type { Bilingual } from '../model/text.ts';
import { type ConfigLayer, findConfig, folderAbove } from './config.ts';
import { type ConfigFault, type ConfigPath, mistakesIn, readLayer } from './config-file.ts';
import { isFolder, lookAt } from './look-at.ts';

/*
 * `extends:` -> the files that make up one configuration, weakest first.
 */

/** Stands for the configuration of a folder further up. */
const UP = '//';
/** Files that may extend each other in a row; a team has two or three. */
const MAX_DEPTH = 10;
/** Files that one configuration may be made of. */
const MAX_LAYERS = 50;

/**
 * A configuration file behind all that it extends; of what one file extends, the later entry wins, and a file that is reached twice stands
 * where it was reached first. Throws a RulePackError with every mistake of all files, an EnvironmentError when the first cannot be read.
 */
export async function layersOf(file: string): Promise<ConfigLayer[]> {
  const walk = new ExtendsWalk();
  await walk.visit(await readLayer(file), []);
  if (walk.mistakes.length > 0) throw new RulePackError(walk.mistakes);
  return walk.layers;
}

class ExtendsWalk {
  readonly layers: ConfigLayer[] = [];
  readonly mistakes: ConfigMistake[] = [];
  readonly #seen = new Set<string>();

  async visit(layer: ConfigLayer, chain: readonly string[]): Promise<void> {
    this.#seen.add(layer.file);
    const { extends: bases } = layer.values;
    for (const [nth, base] of [bases ?? []].flat().entries()) {
      const path = typeof bases === 'string' ? ['extends'] : ['extends', nth];
      await this.#follow(layer, base, path, [...chain, layer.file]);
    }
    this.layers.push(layer);
  }

  async #follow(layer: ConfigLayer, base: string, path: ConfigPath, chain: readonly string[]): Promise<void> {
    const target = targetOf(layer, base);
    const fault = typeof target === 'string' ? this.#faultOf(target, chain) : target.fault;
    if (fault !== undefined) {
      this.mistakes.push(...(await mistakesIn(layer, [{ path, message: fault } satisfies ConfigFault])));
      return;
    }
    if (typeof target !== 'string' || this.#seen.has(target)) return;
    try {
      await this.visit(await readLayer(target), chain);
    } catch (error) {
      this.mistakes.push(...(await mistakesFrom(error, layer, path)));
    }
  }

  #faultOf(target: string, chain: readonly string[]): Bilingual | undefined {
    const again = chain.indexOf(target);
    if (again >= 0) {
      const circle = [...chain.slice(again), target].join(' -> ');
      return { en: `the configurations extend each other in a circle: ${circle}`, zh: `配置互相引用，形成循环：${circle}` };
    }
    if (chain.length > MAX_DEPTH) {
      return {
        en: `more than ${MAX_DEPTH} configurations extend each other in a row`,
        zh: `配置逐级引用超过 ${MAX_DEPTH} 层`,
      };
    }
    if (this.#seen.size >= MAX_LAYERS) {
      return {
        en: `the configuration is made of more than ${MAX_LAYERS} files`,
        zh: `这份配置由超过 ${MAX_LAYERS} 个文件组成`,
      };
    }
    return undefined;
  }
}

/** The file that an entry of `extends` means, or why it means none. */
function targetOf({ file, folder }: ConfigLayer, base: string): string | { readonly fault: Bilingual } {
  if (base === UP) {
    const above = folderAbove(folder);
    const found = above === undefined ? undefined : findConfig(above);
    return (
      found ?? {
        fault: {
          en: `"//" is the configuration of a folder further up, and there is none above ${folder}, up to the root of the git repository`,
          zh: `"//" 指上级文件夹的配置，但从 ${folder} 往上直到 git 仓库根目录都没有配置`,
        },
      }
    );
  }
  const target = resolve(dirname(file), base);
  if (isFolder(target))
    return { fault: { en: `${target} is a folder; name the file in it`, zh: `${target} 是文件夹；请写出其中的配置文件` } };
  const seen = lookAt(target);
  return seen === undefined || seen instanceof Error
    ? { fault: { en: `there is no file ${target}`, zh: `找不到文件 ${target}` } }
    : target;
}

/** What is wrong with a file that is extended: its own mistakes, or at the entry why it cannot be read. */
async function mistakesFrom(error: unknown, layer: ConfigLayer, path: ConfigPath): Promise<readonly ConfigMistake[]> {
  if (error instanceof RulePackError) return error.mistakes;
  if (!(error instanceof EnvironmentError)) throw error;
  const reason = error.cause instanceof Error ? ` ${error.cause.message}` : '';
  const message = { en: `${error.message}${reason}`, zh: `${error.zh}${reason}` };
  return mistakesIn(layer, [{ path, message }]);
}
