// Scans data/sample with the built program and compares what it reports with data/sample/expected.json, which people wrote by hand.
// In an expected `match`, ` … ` stands for anything between its two ends. Exit 1 on any difference.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const expected = JSON.parse(readFileSync(new URL('../data/sample/expected.json', import.meta.url), 'utf8'));
const { CI, ...calm } = process.env;
const scan = spawnSync(process.execPath, ['dist/cli.js', 'scan', 'data/sample', '--format', 'json', '--fail-on', 'never'], {
  cwd: ROOT,
  encoding: 'utf8',
  env: { ...calm, PRECLEAR_AS_OF: expected.asOf },
  maxBuffer: 64 * 1024 * 1024,
});
if (scan.status !== 0) {
  console.error(scan.stderr || scan.error);
  console.error(`The scan of data/sample ended with exit code ${scan.status}, expected 0.`);
  process.exit(1);
}
const report = JSON.parse(scan.stdout);

/** Whether the reported text is the expected one; ` … ` in the expected one stands for any text. */
function isMatch(wanted, found) {
  const [start = '', end] = wanted.split(/\s*…\s*/);
  return end === undefined ? wanted === found : found.startsWith(start) && found.includes(end, start.length);
}

const key = ({ listing, field, rule }) => `${listing} ${field} ${rule}`;
const show = (finding) => `${key(finding)}: ${JSON.stringify(finding.match)}`;
const open = report.findings.filter((finding) => finding.state === 'open');
const unmet = [];
for (const wanted of expected.findings) {
  const at = open.findIndex((finding) => key(finding) === key(wanted) && isMatch(wanted.match, finding.match));
  if (at < 0) unmet.push(wanted);
  else open.splice(at, 1);
}

const problems = report.problems.map(({ file, line, reason }) => `${file}:${line ?? ''} ${reason}`);
const wantedListings = new Set([...expected.clean, ...expected.findings.map(({ listing }) => listing)]).size;
const differences = [
  ...unmet.map((finding) => `missing     ${show(finding)}`),
  ...open.map((finding) => `unexpected  ${show(finding)}  (${finding.file}:${finding.line}:${finding.column})`),
  ...problems.filter((problem) => !expected.problems.includes(problem)).map((problem) => `problem     ${problem}`),
  ...expected.problems.filter((problem) => !problems.includes(problem)).map((problem) => `no problem  ${problem}`),
];
if (report.run.listings !== wantedListings) {
  differences.push(`listings    ${report.run.listings} read, ${wantedListings} expected`);
}
for (const difference of differences) console.error(difference);
const found = expected.findings.length - unmet.length;
console.log(
  `Sample: ${report.run.listings} listings, ${found} of ${expected.findings.length} planted findings found, ` +
    `${open.length} unexpected, ${expected.clean.length} clean listings.`,
);
process.exit(differences.length === 0 ? 0 : 1);
