import robotsModule from 'robots-parser';
import { type FetchFault, makeFault } from './fault.ts';

/*
 * What a site asks of programs: robots.txt (RFC 9309). No file, no wishes; a file that cannot be had now is taken as "stay away".
 */

/** The name by which robots.txt may address preclear. */
export const ROBOT_NAME = 'preclear';
/** The part of a file that is read; the standard asks for no less. */
export const ROBOTS_BYTES = 512_000;
/** Longest pause that a site may ask for; who wants more wants nobody. */
const MAX_DELAY_MS = 30_000;
/** Longer lines hold no path of an address. */
const MAX_LINE = 2048;
/** Stars in a whole file. Each costs a pass over the path, and no honest file has a hundredth of them. */
const MAX_STARS = 10_000;

/** What a site allows. */
export interface RobotRules {
  allows(url: URL): boolean;
  /** Pause between two requests, milliseconds; 0 when none is asked for. */
  readonly delayMs: number;
  /** Addresses of site maps, as written. */
  readonly sitemaps: readonly string[];
}

/** A site that has no wishes. */
export const NO_RULES: RobotRules = { allows: () => true, delayMs: 0, sitemaps: [] };

/** Reads a robots.txt. @param address of the file itself. */
export function readRobots(address: string, text: string): RobotRules {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.length <= MAX_LINE)
    .map((line) => line.replaceAll(/\*{2,}/g, '*'));
  const stars = lines.reduce((sum, line) => sum + line.split('*').length - 1, 0);
  if (stars > MAX_STARS) return { allows: () => false, delayMs: 0, sitemaps: [] };
  const robots = parseRobots(address, lines.join('\n'));
  const delay = robots.getCrawlDelay(ROBOT_NAME) ?? 0;
  return {
    allows: (url) => robots.isAllowed(url.href, ROBOT_NAME) !== false,
    delayMs: delay > 0 ? Math.min(MAX_DELAY_MS, Math.round(delay * 1000)) : 0,
    sitemaps: robots.getSitemaps().slice(0, 1000),
  };
}

type ParseRobots = typeof robotsModule.default;

/** The package is a function; its types take it for a module that has one. */
const parseRobots: ParseRobots = toFunction(robotsModule);

function toFunction(value: unknown): ParseRobots {
  if (isParser(value)) return value;
  throw new TypeError('robots-parser is no function any more');
}

function isParser(value: unknown): value is ParseRobots {
  return typeof value === 'function';
}

/** Why an address was left alone. */
export function explainRobots(url: URL): FetchFault {
  return makeFault(
    'robots',
    `The robots.txt of ${url.host} asks programs not to fetch ${url.pathname.slice(0, 200)}, so it was left alone. Save the page with a browser and add the file.`,
    `${url.host} 的 robots.txt 不允许程序抓取 ${url.pathname.slice(0, 200)}，已跳过。请用浏览器保存后再添加文件。`,
  );
}

/** Why a site was left alone whose robots.txt cannot be had. */
export function explainNoRobots(url: URL, because: FetchFault): FetchFault {
  return {
    ...because,
    fault: {
      en: `Whether ${url.host} allows programs could not be found out (robots.txt), so it was left alone. ${because.fault.en}`,
      zh: `无法读取 ${url.host} 的 robots.txt，不能确认是否允许抓取，已跳过。${because.fault.zh}`,
    },
  };
}
