/*
 * One address a page, however people came to it.
 */

/** Parameters that say where a visitor came from and change nothing on the page. */
const TRACKING =
  /^(?:utm_.*|gclid|gbraid|wbraid|fbclid|msclkid|yclid|dclid|ttclid|mc_cid|mc_eid|_pos|_sid|_ss|_psq|_v|_fid|srsltid|igshid|spm)$/i;

/** An address without what only tells where a visitor came from. What is no address stays as it is. */
export function canonicalAddress(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  url.hash = '';
  const names = [...url.searchParams.keys()].filter((name) => TRACKING.test(name));
  for (const name of names) url.searchParams.delete(name);
  return url.href;
}
