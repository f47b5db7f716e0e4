import { basename } from 'node:path';
import { SUPPRESSIONS_NAME } from '../decisions/suppression.ts';
import { type ConfigMistake, RulePackError } from '../model/errors.ts';
import type { Workspace } from '../scan/workspace.ts';

/*
 * Files of preclear's own that are edited: configurations, rule packs, suppressions -> their mistakes.
 */

/** A kind of file of preclear's own. */
export type OwnFile = 'config' | 'rules' | 'suppressions';

/** What a file is, by its name and text; undefined for all that is none of preclear's. */
export function ownFile(path: string, text: string): OwnFile | undefined {
  const name = basename(path);
  if (name === SUPPRESSIONS_NAME) return 'suppressions';
  if (/^preclear\.[\w.-]*ya?ml$/.test(name)) return 'config';
  return /\.ya?ml$/.test(name) && /^pack:/m.test(text) && /^rules:/m.test(text) ? 'rules' : undefined;
}

/** The mistakes of a file of preclear's own, in its text as it is edited. @param path absolute. */
export async function mistakesInOwnFile(
  kind: OwnFile,
  path: string,
  text: string,
  workspace: Workspace,
): Promise<readonly ConfigMistake[]> {
  try {
    await check(kind, path, text, workspace);
    return [];
  } catch (error) {
    if (!(error instanceof RulePackError)) throw error;
    // What stands in another file is told there.
    return error.mistakes.filter(({ file }) => file === path);
  }
}

async function check(kind: OwnFile, path: string, text: string, workspace: Workspace): Promise<void> {
  if (kind === 'config') {
    const { parseConfig } = await import('../scan/config-file.ts');
    await parseConfig(path, text);
    // What only shows with the files around it, as they are on the disk: what it extends, the rules that it names.
    await workspace.checkerFor(path);
  } else if (kind === 'rules') {
    const { checkPack } = await import('../rulepacks/disk.ts');
    await checkPack({ name: path, text });
  } else {
    const { readSuppressions } = await import('../scan/suppressions-file.ts');
    const { packs, request } = await workspace.checkerFor(path);
    const rules = packs.flatMap((pack) => pack.rules.map((rule) => rule.id));
    await readSuppressions(path, text, { rules, asOf: request.asOf });
  }
}
