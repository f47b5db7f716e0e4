import process from 'node:process';

/** How standard output is to be written to: colours and columns only where it is a terminal. */
export function terminalLook(): { readonly color: boolean; readonly width: number } {
  if (process.stdout.isTTY !== true) return { color: false, width: 100 };
  const plain = Boolean(process.env.NO_COLOR) || process.env.TERM === 'dumb';
  return { color: !plain, width: Math.max(40, Math.min(process.stdout.columns || 100, 160)) };
}
