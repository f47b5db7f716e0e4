/** 0 clean, 1 findings or failed tests, 2 could not work, 3 done but incomplete. */
export type ExitCode = 0 | 1 | 2 | 3;

let ended: ExitCode = 0;

/** Tells with which code the program is to end when the command is done; the command line sets it. */
export function endWith(code: ExitCode): void {
  ended = code;
}

/** The code that the command asked for; 0 when it asked for none. */
export function exitCode(): ExitCode {
  return ended;
}
