import { type Command, InvalidArgumentError, Option } from 'commander';
import { REFERENCE_ROLES, type ReferenceRole } from '../../model/evidence.ts';
import { addNetworkFlags, type NetworkFlags } from '../network-flags.ts';
import type { LibraryFlags } from '../refs.ts';
import type { ImportParts } from './import-command.ts';

/** The flags of `refs fetch`. */
export interface FetchFlags extends LibraryFlags, NetworkFlags {
  readonly owner: string;
  readonly role: ReferenceRole;
  readonly sitemap?: readonly string[];
  readonly shopifyProducts?: readonly string[];
  readonly maxPages: number;
  readonly jobs: number;
  /** Seconds. */
  readonly delay?: number;
  readonly images: boolean;
}

const EXAMPLES = `
Examples:
  preclear refs fetch https://shop.example/products/lamp --owner "Northlight Ltd" --role competitor
  preclear refs fetch --sitemap https://shop.example/sitemap.xml --owner "Northlight Ltd" --role competitor --max-pages 500
  preclear refs fetch --shopify-products shop.example --owner "Northlight Ltd" --role rights-owner --contact listings@my-shop.example

What is fetched: the texts of the products on a page, field by field, and their pictures. fetched.jsonl in the library keeps when a page was
received, its digest and the dates that it claims. A run that was stopped goes on where it stood when the command is given again.
Sites are asked politely: robots.txt is obeyed, two requests at a time and a pause between them. Only public hosts are asked.
HTTPS_PROXY, HTTP_PROXY and NO_PROXY count. Pages that only a browser can show: save them with it and use \`preclear refs add\`.
Exit codes: 0 done, 2 could not work, 3 something could not be fetched (with --strict, or CI=true).`;

/** Adds `preclear refs fetch`. */
export function addRefsFetch(refs: Command, { addLibraryFlags, finish }: ImportParts): void {
  addNetworkFlags(addLibraryFlags(refs.command('fetch')))
    .summary('fetch pages and their pictures from the web')
    .description('Fetches product pages and their pictures from the web into the library. The same again changes nothing.')
    .argument('[addresses...]', 'addresses of pages or pictures')
    .option('--sitemap <address>', 'all pages that a site map names, or the site maps of a site (may be repeated)', collect)
    .option('--shopify-products <shop>', 'all products of a Shopify shop (may be repeated)', collect)
    .requiredOption('--owner <name>', 'who owns the texts and pictures')
    .addOption(new Option('--role <role>', 'what the owner is to you').choices(REFERENCE_ROLES).makeOptionMandatory())
    .option('--max-pages <n>', 'most pages of one run', whole(1, 1_000_000), 1000)
    .option('--jobs <n>', 'most requests at a time in all; a public host gets two', whole(1, 64), 8)
    .option('--delay <seconds>', 'pause between two requests to a host (default: 0.5); a site may ask for more', seconds)
    .option('--no-images', 'leave the pictures of the pages out')
    .addHelpText('after', EXAMPLES)
    .action(async (addresses: string[], flags: FetchFlags) => {
      const { runRefsFetch } = await import('./fetch.ts');
      await finish(await runRefsFetch(addresses, flags));
    });
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function whole(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

function seconds(value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && number >= 0 && number <= 600) return number;
  throw new InvalidArgumentError('It must be a number of seconds from 0 to 600.');
}
