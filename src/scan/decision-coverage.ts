import { dirname, relative, resolve, sep } from 'node:path';
import type { About, Coverage } from '../decisions/coverage.ts';
import { isPictureText } from '../model/listing.ts';
import type { RuleKind } from '../model/rule.ts';
import type { Judging } from './decision-files.ts';
import type { RunRequest } from './request.ts';

/** Kinds of rules that find nothing where pictures are not looked at. */
const OF_PICTURES: ReadonlySet<RuleKind> = new Set(['image-match', 'image-rights', 'image-spec']);

/**
 * What a scan has looked at, of that which the decisions of a file are about. Where something could not be read, nothing is known of
 * what was not found: a missing library finds no copies.
 * @param path the file of decisions; empty for those that stand in listings.
 * @param users whose rules judged the listings.
 */
export function coverageOf(request: RunRequest, path: string, users: readonly Judging[], complete: boolean): Coverage {
  const folders = [dirname(path), ...users.map(({ config }) => config?.folder ?? dirname(path))];
  const whole = path !== '' && folders.every((folder) => isWhole(request, folder));
  return {
    whole,
    judges: (about) => complete && users.some((user) => judges(user, about, request, whole)),
  };
}

/** Whether the paths of a scan hold everything in a folder. */
export function isWhole({ paths, stdin, since }: RunRequest, folder: string): boolean {
  if (stdin !== undefined || since !== undefined) return false;
  return (paths.length === 0 ? ['.'] : paths).some((path) => relative(resolve(path), folder).split(sep)[0] !== '..');
}

function judges({ packs, rules }: Judging, { rule, field }: About, request: RunRequest, whole: boolean): boolean {
  const { given, images, ocr = false } = request;
  const narrowed = given.only.length > 0 || given.skip.length > 0;
  if (field !== undefined && isPictureText(field) && !ocr) return false;
  if (rule === undefined) return !narrowed && images && whole;
  // A pack that this scan was not given says nothing about its rules.
  if (!packs.some(({ id }) => rule.startsWith(`${id}/`))) return false;
  const kind = rules.find(({ id }) => id === rule)?.kind;
  if (kind === undefined) return !narrowed;
  if (kind === 'duplicate-listing') return whole;
  return images || !OF_PICTURES.has(kind);
}
