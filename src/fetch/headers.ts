/*
 * What is kept of the headers of an answer: what says how long it counts, from when it is and what it holds. No cookies.
 */

/** Headers by their names in lower case. */
export type Headers = Readonly<Record<string, string>>;

const KEPT: readonly string[] = [
  'age',
  'cache-control',
  'content-encoding',
  'content-language',
  'content-length',
  'content-type',
  'date',
  'etag',
  'expires',
  'last-modified',
  'location',
  'pragma',
  'retry-after',
  'server',
  'vary',
  'x-robots-tag',
];
const MAX_LENGTH = 4096;

/** The headers that are kept, those that come several times joined by commas. */
export function chooseHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const chosen: Record<string, string> = {};
  for (const name of KEPT) {
    const value = headers[name];
    if (value === undefined) continue;
    const text = Array.isArray(value) ? value.join(', ') : value;
    if (text.length <= MAX_LENGTH) chosen[name] = text;
  }
  return chosen;
}
