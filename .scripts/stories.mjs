// Makes the stories under data/sample/cases anew: the steps of each, one after the other with the built program, in an empty folder.
//   node .scripts/stories.mjs [NAME…]           writes what came out into data/sample/cases/NAME/shop
//   node .scripts/stories.mjs --check [NAME…]   compares it with what lies there; exit 1 on any difference
// A line of steps.txt: DAY put FOLDER (copies inputs/FOLDER into the shop), DAY rm FILE, DAY preclear …, DAY ends N preclear … (another exit
// code than 0). {finding FIELD} stands for the finding of the case in that field, {version} for its newest kept version, {version ITEM} for the
// oldest one of an item.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../data/sample/cases/', import.meta.url));
const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const CASE = '2026-0001';
/** What a run leaves behind for itself: its history and cache. */
const PRIVATE = new Set(['.preclear', '.git', '.lock']);

function run(shop, day, args) {
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, TMPDIR, PRECLEAR_AS_OF: day, TZ: 'UTC', LANG: 'en_US.UTF-8', USER: 'seller', USERNAME: 'seller' };
  return spawnSync(process.execPath, [CLI, ...args], { cwd: shop, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** Words as a shell divides them, with double quotes only. */
function wordsOf(line) {
  return [...line.matchAll(/(?:"[^"]*"|\{[^}]*\}|[^\s"{}]+)+/g)].map(([word]) => word.replaceAll('"', ''));
}

/** Puts the record that is meant in the place of `{…}`. */
function resolveRef(shop, day, word) {
  const [, kind, field] = word.match(/^\{(finding|version)(?: (.+))?\}$/) ?? [];
  if (kind === undefined) return word;
  const shown = run(shop, day, ['case', 'show', CASE, '--json']);
  const { world } = JSON.parse(shown.stdout);
  if (kind === 'version' && field !== undefined) return world.items.find(({ id }) => id === field).versions[0].ref;
  const records = world.items.flatMap(({ findings, versions }) => (kind === 'finding' ? findings : versions));
  const found = records.findLast(
    (record) => kind === 'version' || (record.relevant && (field === undefined || record.field === field)),
  );
  if (found === undefined) throw new Error(`${word}: the case has none; it has ${JSON.stringify(records, null, 1)}`);
  return found.ref;
}

function step(story, shop, line) {
  const [day, verb, ...rest] = wordsOf(line);
  if (verb === 'put') return cpSync(join(ROOT, story, 'inputs', rest[0]), shop, { recursive: true });
  if (verb === 'rm') return rmSync(join(shop, rest[0]), { recursive: true });
  const [wanted, args] = verb === 'ends' ? [Number(rest[0]), rest.slice(2)] : [0, rest];
  const ended = run(
    shop,
    day,
    args.map((word) => resolveRef(shop, day, word)),
  );
  if (process.argv.includes('--tell')) console.log(`\n> ${line}\n${ended.stdout}${ended.stderr}`);
  if (ended.status !== wanted) throw new Error(`${story}: ${line}\nended with ${ended.status}\n${ended.stdout}${ended.stderr}`);
}

/** Runs a story and returns the folder of its shop. */
function make(story) {
  const shop = mkdtempSync(join(tmpdir(), 'preclear-story-'));
  // Keeps the search for a configuration and for git inside the folder.
  mkdirSync(join(shop, '.git'));
  for (const line of readFileSync(join(ROOT, story, 'steps.txt'), 'utf8').split('\n')) {
    if (line.trim() !== '' && !line.startsWith('#')) step(story, shop, line);
  }
  return shop;
}

function filesOf(folder, at = folder) {
  if (!existsSync(at)) return [];
  return readdirSync(at, { withFileTypes: true })
    .filter(({ name }) => !PRIVATE.has(name))
    .flatMap((entry) =>
      entry.isDirectory() ? filesOf(folder, join(at, entry.name)) : [relative(folder, join(at, entry.name))],
    )
    .sort();
}

function differences(made, kept) {
  const names = [...new Set([...filesOf(made), ...filesOf(kept)])].sort();
  const bytes = (folder, name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'latin1') : undefined);
  return names.filter((name) => withoutRunIds(bytes(made, name), name) !== withoutRunIds(bytes(kept, name), name));
}

/** Recorded scans get a random id, which review copies and the log name; letters never do, so that they are compared byte by byte. */
function withoutRunIds(text, name) {
  if (!/\.review\.md$|(?:case\.jsonl|trace\.json|SHA256SUMS)$/.test(name)) return text;
  const calm = text?.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'RUN');
  return name.endsWith('.md') ? calm : calm?.replaceAll(/[0-9a-f]{64}/g, 'SHA');
}

function keep(made, kept) {
  rmSync(kept, { recursive: true, force: true });
  for (const name of filesOf(made)) {
    mkdirSync(dirname(join(kept, name)), { recursive: true });
    cpSync(join(made, name), join(kept, name));
  }
}

const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const stories = named.length > 0 ? named : readdirSync(ROOT).filter((name) => existsSync(join(ROOT, name, 'steps.txt')));
let wrong = 0;
for (const story of stories) {
  const made = make(story);
  const kept = join(ROOT, story, 'shop');
  if (process.argv.includes('--check')) {
    const different = differences(made, kept);
    wrong += different.length;
    console.log(
      `${story}: ${different.length === 0 ? `${filesOf(kept).length} files as they were` : `differs in ${different.join(', ')}`}`,
    );
  } else {
    keep(made, kept);
    console.log(`${story}: ${filesOf(kept).length} files written`);
  }
  rmSync(made, { recursive: true });
}
process.exit(wrong === 0 ? 0 : 1);
