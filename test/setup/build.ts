import { execFileSync } from 'node:child_process';

/** Builds the command line once, so that the tests of the commands run what users run. */
export default function build(): void {
  execFileSync(process.execPath, ['.scripts/build.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
