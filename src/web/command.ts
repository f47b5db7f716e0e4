import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Lang } from '../model/text.ts';

/** The flags of `serve`. */
export interface ServeFlags {
  readonly config?: string;
  readonly port: number;
  readonly host: string;
  readonly name?: string;
  readonly lang?: Lang;
  readonly open?: boolean;
  readonly team: boolean;
  readonly origin: readonly string[];
  readonly plainHttp: boolean;
}

const HELP = `
Prints an address with a token that lets one browser in; Enter prints another. The page shows what scans recorded (preclear scan --record):
findings, listings with marks on the characters, pictures and texts beside those that they are like; and takes decisions: assign, note, accept
until a day, sign off by two people. Decisions stand in the history and in the files of the shop; the log tells who decided what.

With --team everybody signs in with an account (preclear team add), and the page may be reached from other computers: say under which address
with --origin. Passwords are not to travel unencrypted, so beyond this computer it is to be https, by a proxy in front.

Examples:
  preclear serve
  preclear serve --port 0 --open --lang zh
  preclear serve --name "Li Na"
  preclear serve --team --origin https://preclear.shop.example        behind a proxy on this computer
  preclear serve --team --host 0.0.0.0 --origin http://192.168.1.20:4780 --plain-http

Exit codes: 0 ended by Ctrl+C, 2 could not work (the port is taken, no history, a host beyond this computer without accounts).`;

/** Adds `preclear serve`. */
export function registerServe(program: Command): void {
  program
    .command('serve')
    .summary('the findings in the browser: look, compare, decide, sign off')
    .description('Serves the findings, listings and decisions of a shop as a page for this computer.')
    .option('--config <file>', 'the configuration; else the nearest one')
    .option('--port <number>', 'port to listen on, 0 for any that is free', port, 4780)
    .option('--host <host>', 'address of this computer to listen on', '127.0.0.1')
    .option('--name <name>', 'under which name decisions are kept (default: your name on this computer)')
    .option('--open', 'open the browser')
    .option('--team', 'people sign in with accounts', false)
    .option('--origin <address>', 'address under which people open the page of a team (may be repeated)', collect, [])
    .option('--plain-http', 'let passwords travel unencrypted in a network that you trust', false)
    .addOption(new Option('--lang <lang>', 'language of the page until a viewer chooses: en or zh').choices(['en', 'zh']))
    .addHelpText('after', HELP)
    .action(async (flags: ServeFlags) => {
      const { servePage } = await import('./serve-action.ts');
      await servePage(flags);
    });
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function port(value: string): number {
  const number = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= 0 && number <= 65_535) return number;
  throw new InvalidArgumentError('It must be a number from 0 to 65535.');
}
