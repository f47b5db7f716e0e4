import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BASELINE_NAME } from '../decisions/baseline.ts';
import { SUPPRESSIONS_NAME } from '../decisions/suppression.ts';
import { type Checker, type OpenResources, openChecker, sharedResources } from './checker.ts';
import { findConfig, type LoadedConfig, loadConfig } from './config.ts';
import { DecisionFiles } from './decision-files.ts';
import { lookAt } from './look-at.ts';
import { type RunRequest, requestFor } from './request.ts';
import { today } from './today.ts';

/*
 * For a program that lives long: what the files of every configuration need is opened once, and anew when a file changes that it was made of.
 */

/** What is open for a configuration, or why it cannot be opened. */
type Opening = Promise<Checker>;

interface Open {
  readonly opening: Opening;
  /** Paths whose change makes it stale. */
  readonly inputs: readonly string[];
  /** What they looked like. */
  readonly stamp: string;
}

/** Configurations that are kept open; a workspace has few, each may hold a library. */
const MAX_OPEN = 8;

/** Opens what listing files need, by their nearest configuration. */
export class Workspace {
  readonly #images: boolean;
  readonly #open = new Map<string, Open>();
  #share: OpenResources = sharedResources();

  /** @param images whether pictures are looked at. */
  constructor(images: boolean) {
    this.#images = images;
  }

  /** What the file at a path needs. Throws what is wrong with its configuration, rules or decisions, each time until it is mended. */
  checkerFor(path: string): Promise<Checker> {
    const file = findConfig(path) ?? '';
    const day = today();
    const known = this.#open.get(file);
    if (known !== undefined && known.stamp === stampOf(known.inputs, day)) return known.opening;
    // What others share may have changed as well.
    if (known !== undefined || this.#open.size >= MAX_OPEN) this.#forget();
    return this.#start(file, day);
  }

  #forget(): void {
    this.#open.clear();
    this.#share = sharedResources();
  }

  #start(file: string, day: string): Opening {
    // Taken before anything is read: a file that changes meanwhile makes it stale.
    const first = file === '' ? [] : [file];
    const config = file === '' ? Promise.resolve(undefined) : loadConfig(file);
    const entry = (inputs: readonly string[]): Open => ({ opening, inputs, stamp: stampOf(inputs, day) });
    const opening = config.then(
      (loaded) => {
        this.#open.set(file, entry(inputsOf(loaded)));
        return openChecker(this.#requestFor(loaded, day), this.#share, new DecisionFiles(this.#runRequest(day)));
      },
      (error: unknown) => {
        // What would mend it may be a file that is not there yet, so it is read again each time.
        this.#open.delete(file);
        throw error;
      },
    );
    this.#open.set(file, entry(first));
    return opening;
  }

  #requestFor(config: LoadedConfig | undefined, day: string): ReturnType<typeof requestFor> {
    return requestFor(this.#runRequest(day), config);
  }

  #runRequest(asOf: string): RunRequest {
    const images = this.#images;
    return {
      paths: [],
      given: { rules: [], only: [], skip: [] },
      failOn: 'never',
      failOnReview: false,
      strict: false,
      images,
      jobs: 1,
      asOf,
      // Only what pictures cost is worth keeping: a text that is typed is another one each time.
      cache: images,
    };
  }
}

/** Files and folders that a configuration's checker is made of. */
function inputsOf(config: LoadedConfig | undefined): string[] {
  if (config === undefined) return [];
  const { rules = [], references, ledger } = config.values;
  const decisions = config.layers.flatMap(({ folder }) => [join(folder, BASELINE_NAME), join(folder, SUPPRESSIONS_NAME)]);
  const folders = [references, ledger].flatMap((folder) => (folder === undefined ? [] : [folder]));
  return [...config.layers.map(({ file }) => file), ...rules, ...folders, ...decisions];
}

/** How paths look: time and size of each, and of what stands in them. */
function stampOf(inputs: readonly string[], day: string): string {
  const looks = inputs.flatMap((path) => [path, ...entriesOf(path)]).map((path) => `${path}\0${lookOf(path)}`);
  return [day, ...looks].join('\n');
}

function entriesOf(path: string): string[] {
  const seen = lookAt(path);
  if (seen === undefined || seen instanceof Error || !seen.isDirectory()) return [];
  try {
    return readdirSync(path)
      .sort()
      .map((name) => join(path, name));
  } catch {
    return [];
  }
}

function lookOf(path: string): string {
  const seen = lookAt(path);
  if (seen === undefined) return 'none';
  return seen instanceof Error ? seen.message : `${seen.mtimeMs} ${seen.size}`;
}

/** The folder from which a file would be found by a scan: that of its configuration, else its own. */
export function scanFolder(checker: Checker, path: string): string {
  return checker.request.config?.folder ?? dirname(path);
}
