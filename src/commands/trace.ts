import { type Command, Option } from 'commander';
import type { Lang } from '../model/text.ts';
import { addNetworkFlags, type NetworkFlags } from './network-flags.ts';

/** The flags of `trace`. */
export interface TraceFlags extends NetworkFlags {
  /** Where a saved page stood, as the person says. */
  readonly url?: string;
  readonly listing?: readonly string[];
  readonly listings?: readonly string[];
  readonly record?: readonly string[];
  readonly config?: string;
  readonly images: boolean;
  readonly allPictures?: boolean;
  readonly history: boolean;
  readonly format?: 'pretty' | 'json';
  readonly out?: string;
  readonly screenshot: boolean;
  readonly watch?: string;
  readonly strict?: boolean;
  readonly lang?: Lang;
}

const EXAMPLES = `
Examples:
  preclear trace https://shop.example/products/lamp                     compared with all listings of this folder
  preclear trace https://shop.example/products/lamp --listing NL-100 --out evidence/lamp
  preclear trace saved-page.html --url https://shop.example/products/lamp --offline    a page that a browser saved
  preclear trace https://shop.example/products/lamp --record invoice.pdf:2025-03-01:"Photographer's invoice" --out evidence/lamp
  preclear trace --watch copiers.csv                                    look again at known copiers, tell what changed
  preclear trace verify evidence/lamp                                   is the folder as it was written?

What is told: passages of ours that stand in the page (both sides), pictures of ours and what was done to them, our brands and canary words left in, and a
table of dates. Each date is observed (by this computer, now), claimed (by the page or its server, who may write anything) or recorded (ours: git, history,
camera times, ledger, papers), with the lead in days and what it proves and does not prove. Nothing here is legal advice, and dates of a page prove nothing
but that the page claims them.

--out writes an evidence folder: the page and its pictures as received, the server's headers, both texts side by side, an index for people, trace.json
(preclear schema trace) and SHA256SUMS over all of it. A folder that is there is never written into.
Sites are asked politely, as in \`preclear refs fetch\`; only public hosts are.

--url says where a saved page stood. It is kept as your word for it: preclear did not ask the address, and letters say so. Without it no letter
names the page. While the address answers, trace it itself: that is the better evidence.

Watch list (YAML or CSV): url, and where wanted owner, listing (ids separated by ;), note, file (a page that you saved yourself and save anew; url is
then your word for it). What each page was like stands in .preclear/trace/.

Exit codes: 0 nothing copied (--watch: nothing changed, verify: as written), 1 something copied (--watch: a change that matters, verify: what differs),
2 could not work, 3 some pages could not be looked at (a copy found wins).`;

/** Adds `preclear trace`. */
export function registerTrace(program: Command): void {
  const trace = addNetworkFlags(program.command('trace'))
    .summary('compare a page that may have copied you with your listings, with dates and evidence')
    .description('Compares pages of others with your listings: what they copied, and who was first.')
    .argument('[suspects...]', 'addresses (https://…) or saved pages')
    .option('--url <address>', 'where the saved page stood, as you say')
    .option('--listing <id>', 'compare with this listing only (may be repeated)', collect)
    .option('--listings <path>', 'listing files or folders (default: this folder; may be repeated)', collect)
    .option('--record <file:date:title>', 'a paper of yours with its date (may be repeated)', collect)
    .option('--config <file>', 'configuration to use')
    .option('--no-images', 'leave pictures out')
    .option('--all-pictures', 'compare the pictures of all listings, however many')
    .option('--no-history', 'leave the history of scans out')
    .addOption(new Option('--format <format>', 'pretty or json (default: pretty)').choices(['pretty', 'json']))
    .option('--out <folder>', 'write an evidence folder, which must not be there yet')
    .option('--no-screenshot', 'make no screenshot of the saved page')
    .option('--watch <file>', 'look again at the pages of a watch list')
    .option('--strict', 'end with 3 when something could not be looked at (default with CI=true)')
    .addOption(new Option('--lang <lang>', 'language of the report (default: that of the terminal)').choices(['en', 'zh']))
    .addHelpText('after', EXAMPLES)
    .action(async (suspects: string[], flags: TraceFlags) => {
      const { runTrace } = await import('./trace/action.ts');
      await runTrace(suspects, flags);
    });
  trace
    .command('verify')
    .summary('check that an evidence folder is as it was written')
    .description(
      'Checks every hash of an evidence folder, and that no file is missing or was added. Exit code 1 tells what differs.',
    )
    .argument('<folder>', 'folder that `preclear trace --out` wrote')
    .addOption(new Option('--lang <lang>', 'language of the answer (default: that of the terminal)').choices(['en', 'zh']))
    .action(async (folder: string, flags: { readonly lang?: Lang }, command: Command) => {
      const { runVerify } = await import('./trace/verify-action.ts');
      await runVerify(folder, { ...flags, ...command.optsWithGlobals() });
    });
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
