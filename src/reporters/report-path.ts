import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ReporterOptions } from './options.ts';

/** Where a report's paths begin. */
export type PathOptions = Pick<ReporterOptions, 'cwd' | 'root'>;

/** A file as it is found from the root of the repository, with `/`; an absolute path when it lies outside. */
export function pathFrom(file: string, { cwd, root }: PathOptions): string {
  if (cwd === undefined) return file;
  const path = relative(root ?? cwd, resolve(cwd, file));
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path) ? resolve(cwd, file) : path.replaceAll(sep, '/');
}

/** The same as a URI reference, percent-encoded; `file:` when it lies outside. */
export function uriFrom(file: string, options: PathOptions): string {
  const path = pathFrom(file, options).replaceAll(/[\uD800-\uDFFF]/gu, '\uFFFD');
  return isAbsolute(path) ? pathToFileURL(path).href : path.split('/').map(encodeURIComponent).join('/');
}
