import { type Command, InvalidArgumentError } from 'commander';
import { isContact } from '../fetch/agent-name.ts';
import { type AllowedHost, parseAllowedHost } from '../fetch/allowed-hosts.ts';
import type { LoadedConfig } from '../scan/config.ts';
import type { NetworkSettings } from '../scan/open-fetcher.ts';

/** What people say about the network on the command line. */
export interface NetworkFlags {
  readonly contact?: string;
  readonly allowHost?: readonly AllowedHost[];
  readonly offline?: boolean;
}

/** What the flags and the configuration say together. @param jobs requests at a time. */
export function networkSettings(flags: NetworkFlags, config: LoadedConfig | undefined, jobs: number): NetworkSettings {
  const contact = flags.contact ?? config?.values.contact;
  return {
    allowed: flags.allowHost ?? [],
    offline: flags.offline ?? false,
    jobs,
    ...(contact === undefined ? {} : { contact }),
  };
}

/** Adds the flags of commands that ask the network. */
export function addNetworkFlags(command: Command): Command {
  return command
    .option('--contact <address>', 'e-mail or web address that sites are told, so that they can reach you', contact)
    .option(
      '--allow-host <host[:port]>',
      'a host of your own network that may be asked; all others must be on the public internet (may be repeated)',
      collectHost,
    )
    .option('--offline', 'ask no network; use only what was fetched before');
}

function contact(value: string): string {
  if (isContact(value)) return value;
  throw new InvalidArgumentError('It must be an e-mail or web address, such as listings@northlight.example.');
}

function collectHost(value: string, before: readonly AllowedHost[] = []): AllowedHost[] {
  const host = parseAllowedHost(value);
  if (host === undefined) throw new InvalidArgumentError('It must be a host, or a host and port, such as nas.local:8080.');
  return [...before, host];
}
