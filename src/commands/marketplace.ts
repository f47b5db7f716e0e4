import { UsageError } from '../model/errors.ts';
import { canonicalMarketplace, marketplaceFault } from '../scan/marketplace.ts';

/** The marketplace of `--marketplace` as rules name it. Throws a UsageError for one that is misspelt or cannot be told. */
export async function requireMarketplace(written: string): Promise<string> {
  const fault = await marketplaceFault(written);
  if (fault === undefined) return canonicalMarketplace(written);
  throw new UsageError({ en: `--marketplace: ${fault.en}`, zh: `--marketplace ${fault.zh}` });
}
