import type { RightsClaim, RightsField } from '../../model/evidence.ts';
import { coreWords, holds, nameWords } from './owner-names.ts';

/*
 * Picture agencies, by their names, their sites and the numbers that they give pictures; and names that are nobody's: of cameras,
 * programs, empty fields. Both are tables of data/images.
 */

/** A picture agency, and what a file says that names it. */
export interface AgencyHit {
  /** As it calls itself. */
  readonly agency: string;
  readonly claim: RightsClaim;
}

/** Finds picture agencies in what files say of themselves. Made once. */
export interface Agencies {
  /** The agency that the claims or the name of a file (a path or an address) tell; undefined when none does. */
  find(claims: readonly RightsClaim[], path: string): AgencyHit | undefined;
  /** Whether a name is that of a camera, a program, a picture generator, or what stands in empty fields. */
  isNobody(name: string): boolean;
}

interface Agency {
  readonly name: string;
  readonly names: readonly { readonly words: readonly string[]; readonly whole: boolean }[];
  readonly hosts: readonly string[];
}

/** Fields in which an agency's name means the agency. */
const NAMED: ReadonlySet<RightsField> = new Set<RightsField>(['holder', 'creator', 'credit', 'source', 'licensor', 'terms']);
const SITE = /(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,8}/gi;

/** Takes the texts of `agencies.tsv` and `nobody.tsv`; most scans meet no picture that says anything, so what is asked first compiles its part. */
export function compileAgencies(agencyTable: string, nobodyTable: string): Agencies {
  const agencies = once(() => rowsOf(agencyTable).map(agencyOf));
  const nobodies = once(() => compileNobodies(nobodyTable));
  const ids = once(() =>
    rowsOf(agencyTable).flatMap(([name = '', , , , templates = '']) =>
      items(templates).map((template) => ({ name, pattern: patternOf(template) })),
    ),
  );
  const idIn = (text: string): string | undefined => {
    const plain = text.normalize('NFKC').toLowerCase();
    return ID.test(plain) ? ids().find(({ pattern }) => pattern.test(plain))?.name : undefined;
  };
  return {
    find: (claims, path) => (claims.length === 0 ? undefined : byClaim(agencies(), idIn, claims)) ?? byPath(idIn, path),
    isNobody: (name) => nobodies()(name),
  };
}

/** What every number of an agency has; it keeps nearly all file names from further looks. */
const ID = /\d{6}|freepik__/;

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function agencyOf([name = '', zh = '', names = '', hosts = '']: readonly string[]): Agency {
  const listed = items(names).map(nameOf);
  const given = [name, zh].filter((one) => one !== '').map(nameOf);
  // The table says of its own name, too, whether it is a word besides.
  const fresh = given.filter(({ words }) => !listed.some((one) => one.words.join(' ') === words.join(' ')));
  return { name, names: [...listed, ...fresh], hosts: items(hosts) };
}

function compileNobodies(table: string): (name: string) => boolean {
  const listed = rowsOf(table).flatMap(([why = '', names = '']) =>
    items(names).map((name) => ({ why, words: nameWords(name) })),
  );
  const names = new Set(listed.map(({ words }) => words.join(' ')));
  // Programs write their version behind their name: `Adobe Photoshop CC 2019 (Windows)`.
  const programs = listed.filter(({ why, words }) => why === 'program' && words.length > 1);
  return (name) => {
    const words = nameWords(name);
    const core = coreWords(name).join(' ');
    if (programs.some((program) => program.words.every((word, i) => words[i] === word))) return true;
    return core === '' || names.has(core) || names.has(words.join(' ')) || !/\p{L}{2}|\p{Script=Han}/u.test(core);
  };
}

/** The agency whose number stands in a text. */
type IdIn = (text: string) => string | undefined;

function byClaim(agencies: readonly Agency[], idIn: IdIn, claims: readonly RightsClaim[]): AgencyHit | undefined {
  for (const claim of claims) {
    const words = nameWords(claim.text);
    const core = coreWords(claim.text);
    const sites = claim.text.toLowerCase().match(SITE) ?? [];
    const getty = claim.where.includes('GettyImagesGIFT');
    const found = agencies.find(
      ({ name, names, hosts }) =>
        (getty && name === 'Getty Images') ||
        sites.some((site) => hosts.some((host) => site === host || site.endsWith(`.${host}`))) ||
        (NAMED.has(claim.field) && names.some((one) => isNamed(one, words, core))),
    );
    const agency = found?.name ?? (claim.field === 'id' ? idIn(claim.text) : undefined);
    if (agency !== undefined) return { agency, claim };
  }
  return undefined;
}

function isNamed(name: Agency['names'][number], words: readonly string[], core: readonly string[]): boolean {
  if (!name.whole) return holds(words, name.words);
  return [words, core].some((said) => said.length === name.words.length && holds(said, name.words));
}

function byPath(idIn: IdIn, path: string): AgencyHit | undefined {
  const name =
    path
      .slice(-1_000)
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/[?#].*$/, '') ?? '';
  const agency = idIn(name.slice(0, 255));
  return agency === undefined ? undefined : { agency, claim: { field: 'id', where: 'file name', text: name.slice(0, 255) } };
}

/** `=veer` counts only as the whole of a claim: it is a word, or somebody's name. */
function nameOf(name: string): Agency['names'][number] {
  return { words: nameWords(name.replace(/^=/, '')), whole: name.startsWith('=') };
}

/** `#` stands for six digits or more, `##` for nine or more, `*` for words joined by hyphens. */
function patternOf(template: string): RegExp {
  const body = template
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace('##', '\\d{9,}')
    .replace('#', '\\d{6,}')
    .replace('*', '[a-z0-9-]{1,200}');
  return new RegExp(`(?<![\\p{L}\\d])${body}`, 'u');
}

function rowsOf(table: string): string[][] {
  return table
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
}

function items(cell: string): string[] {
  return cell
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
