import { type Command, Option } from 'commander';
import type { CaseFlags } from './place.ts';

/** Flags of commands that write to a case. */
export interface ByFlags extends CaseFlags {
  readonly by?: string;
}

/** Adds the flags that every command on cases has. */
export function addCaseFlags(command: Command): Command {
  return command
    .option('--config <file>', 'configuration; the nearest preclear.config.yaml when absent')
    .addOption(new Option('--lang <lang>', 'language of what is told').choices(['en', 'zh']));
}

/** Adds `--by` besides. */
export function addByFlags(command: Command, needed: boolean): Command {
  return addCaseFlags(command).option(
    '--by <name>',
    needed ? 'who says so (needed; a letter may rest on it)' : 'who did it (default: the user of this computer)',
  );
}

/** Collects a flag that may be repeated. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
