import { existsSync } from 'node:fs';
import { isDatabaseAddress } from '../history/address.ts';
import type { History } from '../history/history.ts';
import { openHistory } from '../history/open.ts';
import { historyPlace, type LoadedConfig } from '../scan/config.ts';

/** The history of a shop; undefined when nothing was recorded yet. */
export async function historyIfThere(config: LoadedConfig | undefined): Promise<History | undefined> {
  const place = historyPlace(config);
  return isDatabaseAddress(place) || existsSync(place) ? openHistory(place, { create: false }) : undefined;
}
