// Installs what is missing and builds what is stale, so that `npm start` and `npm test` work as the first command on a bare clone.
// Runs before any dependency is there: Node's own modules only.
import { execSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`preclear needs Node.js 20.19 or newer; this is ${process.version}.\n`);
  process.exit(2);
}

// Nothing that preclear needs is made by an installation script; what some evaluation would compile takes minutes and a compiler.
if (!installed()) run('npm ci --ignore-scripts --no-audit --no-fund --loglevel=error');
if (stale()) run(`"${process.execPath}" .scripts/build.mjs`);

/** Whether node_modules holds what the lock file says (npm writes its own copy of the lock there). */
function installed() {
  const copy = 'node_modules/.package-lock.json';
  if (!existsSync(copy)) return false;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const present = JSON.parse(readFileSync(copy, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional === true || present[path]?.version === entry.version,
  );
}

/** Whether a source is newer than the build. */
function stale() {
  const built = 'dist/cli.js';
  if (!existsSync(built)) return true;
  const since = statSync(built).mtimeMs;
  return ['src', 'rules', 'data/brands', '.scripts', 'package.json'].some((path) => newest(path) > since);
}

function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function run(command) {
  // What an installation prints is no report: it goes to stderr.
  execSync(command, { stdio: ['ignore', 2, 2] });
}
