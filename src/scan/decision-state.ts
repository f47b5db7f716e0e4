import { relative, sep } from 'node:path';
import type { Finding } from '../model/finding.ts';
import type { ScanFile } from './files.ts';
import type { ScanRequest } from './request.ts';

/**
 * Whether a file is the seller's own work: it stands in the folder of its configuration or below. What comes through a pipe may be
 * anybody's.
 */
export function isOwnFile({ path, file, config }: ScanFile, { stdin }: Pick<ScanRequest, 'stdin'>): boolean {
  if (config === undefined || stdin?.file === file) return false;
  return relative(config.folder, path).split(sep)[0] !== '..';
}

/**
 * Keeps what was decided while fixes are tried: what was accepted stays accepted however often the listing is judged anew. Which of
 * several equal findings is left cannot be told then, so that none of them is touched where one was accepted.
 */
export function keepDecisions(before: readonly Finding[]): (after: readonly Finding[]) => readonly Finding[] {
  const settled = new Map(before.filter(({ state }) => state !== 'open').map((finding) => [whatOf(finding), finding.state]));
  if (settled.size === 0) return (after) => after;
  return (after) => after.map((finding) => ({ ...finding, state: settled.get(whatOf(finding)) ?? finding.state }));
}

function whatOf({ rule, field, index, match }: Finding): string {
  return JSON.stringify([rule, field, index, match.toLowerCase()]);
}
