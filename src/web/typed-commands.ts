import type { NextStep } from '../cases/next-step.ts';

/*
 * Commands as somebody types them: one for each choice, with the name of who would type it.
 */

/** Names that no shell reads as anything else between quotation marks. */
const PLAIN_NAME = /^[\p{L}\p{N}][\p{L}\p{N} .-]{0,60}$/u;

/** The commands of a step. @param name of the viewer; `NAME` stays where a shell could read it as something else. */
export function typedCommands({ command }: NextStep, name: string): string[] {
  if (command === undefined) return [];
  const named = PLAIN_NAME.test(name) ? command.replaceAll(/\bNAME\b/g, () => `"${name}"`) : command;
  const choice = /(?:^|\s)([\w-]+(?:\|[\w-]+)+)(?=\s|$)/.exec(named)?.[1];
  return choice === undefined ? [named] : choice.split('|').map((one) => named.replace(choice, one));
}
