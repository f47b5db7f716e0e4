import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { escapeUTF8 } from 'entities/escape';

/*
 * A picture of the saved page, made by a browser of this computer when there is one. The page is not to be trusted: it is shown in a sandbox inside a page of
 * ours that forbids scripts, frames, forms and every address but pictures that were received before; the browser itself has no way to the network and a
 * profile of its own that is thrown away.
 */

/** What is drawn. */
export interface Drawable {
  readonly markup: string;
  readonly finalUrl: string;
  /** Small versions of the received pictures as `data:` addresses, by their own address. */
  readonly pictures: ReadonlyMap<string, string>;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge'];
const WIDTH = 1280;
const HEIGHT = 3600;
const TIME_MS = 40_000;
/** Bytes of a picture on which there is nothing, or very little. */
const EMPTY_SHEET = 24_000;
/** Longest page that is drawn, characters. */
const MOST = 4_000_000;

/** A browser of this computer: `CHROME_PATH`, else one on the path; undefined when there is none. */
export function findBrowser(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  const named = env.CHROME_PATH;
  if (named !== undefined && named !== '') return isProgram(named) ? named : undefined;
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  const places = folders.flatMap((folder) => NAMES.flatMap((name) => endings.map((ending) => join(folder, name + ending))));
  return places.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Draws a page; undefined when the browser gives none. */
export async function drawPage(browser: string, page: Drawable): Promise<Buffer | undefined> {
  if (page.markup.length > MOST) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'preclear-draw-'));
  try {
    const [file, image] = [join(folder, 'page.html'), join(folder, 'page.png')];
    writeFileSync(file, sandboxed(page));
    const args = [...argumentsFor(folder, image), pathToFileURL(file).href];
    await run(browser, args, folder);
    // An empty sheet: the browser was too early, or the page shows nothing; it gets a second chance.
    if (statSync(image).size < EMPTY_SHEET) await run(browser, args, folder);
    const drawn = readFileSync(image);
    return drawn.length > 0 ? drawn : undefined;
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function argumentsFor(folder: string, image: string): string[] {
  return [
    '--headless=new',
    '--disable-gpu',
    '--hide-scrollbars',
    '--no-first-run',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
    // Draws when all is in place, and not at some moment before.
    '--virtual-time-budget=10000',
    '--run-all-compositor-stages-before-draw',
    // A proxy that nobody runs, for names and numbers alike.
    '--proxy-server=socks5://127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    `--user-data-dir=${join(folder, 'profile')}`,
    `--window-size=${WIDTH},${HEIGHT}`,
    `--screenshot=${image}`,
    // The browser refuses its own sandbox to the root of a container.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

function run(program: string, args: readonly string[], home: string): Promise<void> {
  const { PATH, SystemRoot } = process.env;
  const env: NodeJS.ProcessEnv = { PATH, HOME: home, TMPDIR: home, ...(SystemRoot === undefined ? {} : { SystemRoot }) };
  return new Promise((done, fail) => {
    const options = { cwd: home, env, timeout: TIME_MS, killSignal: 'SIGKILL', maxBuffer: 4 << 20, windowsHide: true } as const;
    execFile(program, args, options, (error) => (error === null ? done() : fail(error)));
  });
}

/** The page inside a frame without any rights. */
export function sandboxed({ markup, finalUrl, pictures }: Drawable): string {
  const shown = markup.replaceAll(/<img\b[^<>]{0,8000}>/gi, (tag) => {
    const data = sourcesOf(tag).flatMap((src) => pictures.get(absolute(src, finalUrl)) ?? [])[0];
    return data === undefined ? '<img alt="">' : `<img style="max-width:100%" src="${data}">`;
  });
  return `<!doctype html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'">
<style>html,body{margin:0;background:#fff}iframe{display:block;width:${WIDTH}px;height:${HEIGHT}px;border:0}</style></head>
<body><iframe sandbox="" srcdoc="${escapeUTF8(shown)}"></iframe></body></html>
`;
}

function sourcesOf(tag: string): string[] {
  const found = tag.matchAll(/\s(?:data-src|data-original|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi);
  return [...found].map(([, a, b, c]) => (a ?? b ?? c ?? '').replaceAll('&amp;', '&'));
}

function absolute(src: string, base: string): string {
  return URL.canParse(src, base) ? new URL(src, base).href : src;
}
