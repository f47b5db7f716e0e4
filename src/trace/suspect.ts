import type { Problem } from '../model/problem.ts';
import type { TheirPicture, TracedPage } from '../model/trace-report.ts';
import { type CopyWords, readCopyWords } from '../text/copy-words.ts';
import type { FoundDate } from './date-table.ts';

/** A picture of a page with its bytes. */
export interface SuspectPicture extends TheirPicture {
  readonly body: Buffer;
  /** `jpg`, `png` …, by the bytes and not by what was claimed. */
  readonly extension: string;
  /** A small version as a `data:` address. */
  readonly preview: string;
}

/** A page of somebody who may have copied, as it was received. */
export interface SuspectPage
  extends Pick<
    TracedPage,
    'named' | 'finalUrl' | 'statedUrl' | 'redirects' | 'source' | 'observedAt' | 'bytes' | 'sha256' | 'title'
  > {
  readonly status?: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Decoded; empty for a picture. */
  readonly markup: string;
  /** What a visitor reads, and behind it what only programs read. */
  readonly text: string;
  /** Characters of `text` that a visitor reads. */
  readonly visible: number;
  readonly pictures: readonly SuspectPicture[];
  /** What the page, its server and its pictures claim. */
  readonly dates: readonly FoundDate[];
  readonly problems: readonly Problem[];
}

/** A page with its words. */
export interface ReadSuspect extends SuspectPage {
  readonly words: CopyWords;
}

/** Longest text of a page that is compared, characters: some sixty thousand words. */
const MOST = 400_000;

/** Reads the words of a page; of an endless one those of its beginning. */
export function readSuspect(page: SuspectPage): ReadSuspect {
  const isLong = page.text.length > MOST;
  const text = isLong ? page.text.slice(0, MOST) : page.text;
  const problems = isLong ? [...page.problems, { file: page.named, reason: TOO_LONG }] : page.problems;
  return { ...page, text, visible: Math.min(page.visible, MOST), problems, words: readCopyWords(text) };
}

const TOO_LONG = {
  en: `The text of the page is longer than ${MOST} characters; what stands behind them was not compared.`,
  zh: `页面文字超过 ${MOST} 个字符，超出部分未比对。`,
};
