import process from 'node:process';
import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { registerAudit } from './commands/audit.ts';
import { registerBaseline } from './commands/baseline.ts';
import { registerCache } from './commands/cache.ts';
import { registerCanary } from './commands/canary.ts';
import { registerCase } from './commands/case.ts';
import { registerCompare } from './commands/compare.ts';
import { registerConfig } from './commands/config.ts';
import { exitCode } from './commands/exit.ts';
import { registerExplain } from './commands/explain.ts';
import { registerHistory } from './commands/history.ts';
import { registerImages } from './commands/images.ts';
import { registerInit } from './commands/init.ts';
import { pickLang } from './commands/lang.ts';
import { registerLog } from './commands/log.ts';
import { registerMeasures } from './commands/measures.ts';
import { registerMentions } from './commands/mentions.ts';
import { registerPenalties } from './commands/penalties.ts';
import { registerRefs } from './commands/refs.ts';
import { registerReview } from './commands/review.ts';
import { registerRules } from './commands/rules.ts';
import { registerScan } from './commands/scan.ts';
import { registerSchema } from './commands/schema.ts';
import { registerSign } from './commands/sign.ts';
import { registerSuppress } from './commands/suppress.ts';
import { registerTrace } from './commands/trace.ts';
import { registerEditor } from './editor/command.ts';
import { EnvironmentError, RulePackError, UsageError } from './model/errors.ts';
import { registerServe } from './web/command.ts';
import { registerTeam } from './web/team-command.ts';

/*
 * argv -> command -> exit code. The only file that sets the exit code. Commands load their code when they run.
 */

/** What a shell reports for a program whose reader went away; never 0, because nobody has seen the findings. */
const BROKEN_PIPE = 141;
/** What Node.js reports when nothing is left to wait for and the program has not come to its end. */
const UNFINISHED = 13;

/** Why standard output took no more. Who writes a report there is told by the write itself and tells the user. */
let outputFailure: Error | undefined;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(BROKEN_PIPE);
  outputFailure = error;
});

const program = new Command('preclear')
  .description('Checks marketplace listings for brand misuse, copied text and unlicensed pictures before they go live.')
  .version(manifest.version, '--version', 'print the version')
  .helpOption('-h, --help', 'print help')
  .addHelpText('after', '\nStart with:  preclear init     then:  preclear scan .')
  .exitOverride();

registerScan(program);
registerAudit(program);
registerMentions(program);
registerCompare(program);
registerTrace(program);
registerExplain(program);
registerCase(program);
registerCanary(program);
registerReview(program);
registerBaseline(program);
registerHistory(program);
registerSuppress(program);
registerSign(program);
registerLog(program);
registerMeasures(program);
registerPenalties(program);
registerRules(program);
registerRefs(program);
registerImages(program);
registerInit(program);
registerConfig(program);
registerCache(program);
registerSchema(program);
registerServe(program);
registerTeam(program);
registerEditor(program);

process.exitCode = UNFINISHED;
program.parseAsync().then(
  () => {
    process.exitCode = exitCode();
    if (outputFailure === undefined) return;
    tell('standard output cannot be written.', outputFailure.message);
    process.exitCode = 2;
  },
  (error: unknown) => {
    // What `report` throws comes up as an unhandled rejection, with its stack and exit code 1.
    process.exitCode = 1;
    process.exitCode = report(error);
  },
);

/** Tells a known error in one line and why; gives the exit code. Anything else is a fault of preclear and keeps its stack. */
function report(error: unknown): number {
  // Commander has printed what it had to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof RulePackError) {
    const count = error.mistakes.length;
    const what = {
      en: `rules or configuration cannot be used: ${count} ${count === 1 ? 'mistake' : 'mistakes'}.`,
      zh: `规则或配置无法使用：有 ${count} 处错误。`,
    };
    tell(speaksChinese() ? what.zh : what.en, speaksChinese() ? error.zh : error.message);
    return 2;
  }
  if (error instanceof UsageError || error instanceof EnvironmentError) {
    tell(inWords(error), error.cause instanceof Error ? inWords(error.cause) : error.cause);
    return 2;
  }
  throw error;
}

/** The message of an error; what is not preclear's own has no other language. */
function inWords(error: Error): string {
  const own = error instanceof UsageError || error instanceof EnvironmentError;
  return own && speaksChinese() ? error.zh : error.message;
}

/** Whether `--lang zh` was given, or the terminal speaks Chinese; the configuration may not have been read yet. */
function speaksChinese(): boolean {
  const args = process.argv.slice(2);
  const at = args.indexOf('--lang');
  const given = at === -1 ? args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length) : args[at + 1];
  return pickLang(given === 'en' || given === 'zh' ? given : undefined) === 'zh';
}

function tell(what: string, reason: unknown): void {
  const text = `preclear: ${what}\n${reason === undefined ? '' : `Reason: ${String(reason)}\n`}`;
  // File names and texts of others stand in messages; they may not act on the terminal.
  process.stderr.write(text.replaceAll(/[^\P{C}\n]/gu, '?'));
}
