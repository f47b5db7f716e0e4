import type { Problem } from '../model/problem.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { visible, wrap } from '../reporters/cells.ts';
import { createPaint } from '../reporters/style.ts';
import type { TracePrettyOptions } from './trace-pretty.ts';
import type { WatchChange, WatchEvent, WatchOutcome } from './watch-changes.ts';

/*
 * What became of watched pages, for the terminal.
 */

const EVENTS: Readonly<Record<WatchEvent, Bilingual>> = {
  new: { en: 'looked at for the first time', zh: '首次查看' },
  same: { en: 'as before', zh: '无变化' },
  changed: { en: 'changed', zh: '有变化' },
  gone: { en: 'gone', zh: '页面已消失' },
  'still-gone': { en: 'not there', zh: '页面不存在' },
  back: { en: 'back again', zh: '页面重新出现' },
  unreachable: { en: 'could not be looked at', zh: '无法查看' },
};
const KINDS: Readonly<Record<WatchChange['kind'], Bilingual>> = {
  passage: { en: 'passage', zh: '文字' },
  reworded: { en: 'passage, written differently now', zh: '文字（写法有改动）' },
  picture: { en: 'picture', zh: '图片' },
  canary: { en: 'canary word', zh: '暗记词' },
};
/** Changes that are printed of one page. */
const MOST = 10;

/** What became of watched pages. */
export function watchPretty(
  outcomes: readonly WatchOutcome[],
  problems: readonly Problem[],
  { lang, color, width }: TracePrettyOptions,
): string {
  const paint = createPaint(color);
  const blocks = outcomes.map((outcome) => {
    const { url, owner, note, event, matters, lastCheckedAt, firstCopiedAt, appeared, vanished, reason } = outcome;
    const tone = matters ? 'error' : event === 'unreachable' ? 'warning' : 'dim';
    const who = [owner, note].filter((text) => text !== undefined).map((text) => visible(text));
    const times = [
      ...(lastCheckedAt === undefined
        ? []
        : [{ en: `last looked at ${lastCheckedAt}`, zh: `上次查看 ${lastCheckedAt}` }[lang]]),
      ...(firstCopiedAt === undefined
        ? []
        : [{ en: `ours first seen there ${firstCopiedAt}`, zh: `首次发现我方内容 ${firstCopiedAt}` }[lang]]),
    ];
    const lines = [
      `${paint(tone, EVENTS[event][lang])}  ${visible(url)}`,
      ...(who.length === 0 ? [] : [`  ${who.join(' · ')}`]),
      `  ${countsOf(outcome, lang)}`,
      ...(times.length === 0 ? [] : [`  ${paint('dim', times.join(lang === 'zh' ? '；' : '; '))}`]),
      ...(reason === undefined ? [] : [`  ${visible(reason[lang])}`]),
      ...changeLines('+', appeared, lang, width),
      ...changeLines('-', vanished, lang, width),
    ];
    return `${lines.join('\n')}\n`;
  });
  const told = problems.slice(0, 50).map(({ file, line, column, reason }) => {
    const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
    return `${visible(place)}: ${visible(reason[lang])}\n`;
  });
  return [...blocks, ...told].join('');
}

function countsOf({ passages, pictures, canaries }: WatchOutcome, lang: Lang): string {
  return {
    en: `of ours there: ${passages} passages, ${pictures} pictures, ${canaries} canary words`,
    zh: `页面上的我方内容：文字 ${passages} 处、图片 ${pictures} 张、暗记词 ${canaries} 个`,
  }[lang];
}

function changeLines(sign: string, changes: readonly WatchChange[], lang: Lang, width: number): string[] {
  const lines = changes.slice(0, MOST).flatMap(({ kind, listing, text }) => {
    const head = `${sign} ${KINDS[kind][lang]}${listing === undefined ? '' : ` (${visible(listing)})`}: `;
    return wrap(`${head}${text.replaceAll(/\s+/g, ' ')}`, Math.max(20, width - 4), 3).map(
      (line, at) => `  ${at === 0 ? '' : '  '}${line}`,
    );
  });
  const more = changes.length - MOST;
  return more > 0 ? [...lines, `  ${sign} … +${more}`] : lines;
}

/** The last line of a run. */
export function tellWatched(outcomes: readonly WatchOutcome[]): Bilingual {
  const changed = outcomes.filter(({ matters }) => matters).length;
  const lost = outcomes.filter(({ event }) => event === 'unreachable').length;
  return {
    en: `${outcomes.length} pages looked at, ${changed} with a change that matters, ${lost} could not be reached`,
    zh: `查看 ${outcomes.length} 个页面，${changed} 个有值得关注的变化，${lost} 个无法访问`,
  };
}
