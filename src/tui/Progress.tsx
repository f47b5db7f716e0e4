import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import type { Progress as ProgressNumbers } from '../model/progress.ts';
import type { Lang } from '../model/text.ts';

/** What the progress block shows. */
export interface ProgressProps {
  readonly state: ProgressNumbers;
  readonly elapsedMs: number;
  readonly lang: Lang;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Lines that the block always has; each is cut to the width, none wraps. */
export const PROGRESS_LINES = 3;

const WORDS = {
  en: {
    files: 'files',
    listings: 'listings',
    rate: 'a second',
    pictures: 'pictures',
    findings: 'findings',
    reading: 'reading',
  },
  zh: { files: '文件', listings: 'Listing', rate: '每秒', pictures: '图片', findings: '问题', reading: '正在读取' },
} as const;

/** The block on stderr while a scan runs: bar, counts, speed, and the file that is being read. */
export function Progress({ state, elapsedMs, lang, width }: ProgressProps): ReactElement {
  const words = WORDS[lang];
  const rate = Math.round(state.listings / Math.max(elapsedMs / 1000, 0.001));
  const files = state.filesTotal > 0 ? `${state.files}/${state.filesTotal}` : String(state.files);
  const counts =
    lang === 'zh'
      ? `${words.files} ${files} · ${words.listings} ${state.listings}（${words.rate} ${rate}） · ${words.pictures} ${state.images} · ${words.findings} ${state.findings}`
      : `${files} ${words.files} · ${state.listings} ${words.listings} (${rate} ${words.rate}) · ${state.images} ${words.pictures} · ${state.findings} ${words.findings}`;
  return (
    <Box flexDirection="column" width={width}>
      <Text wrap="truncate-end">
        {bar(shareOf(state), Math.min(30, width - 18))} {elapsed(elapsedMs)}
      </Text>
      <Text wrap="truncate-end">{counts}</Text>
      <Text dimColor wrap="truncate-middle">
        {words.reading} {plain(state.current)}
      </Text>
    </Box>
  );
}

/** Share of the work done, 0..1, by bytes where they are known; undefined when no total is known. */
function shareOf({ bytes, bytesTotal, files, filesTotal }: ProgressNumbers): number | undefined {
  // Inside the first file nothing is known yet, and 0 % for minutes would look like a standstill.
  if (bytes === 0 && files === 0) return undefined;
  if (bytesTotal > 0) return Math.min(1, bytes / bytesTotal);
  return filesTotal > 0 ? Math.min(1, files / filesTotal) : undefined;
}

function bar(share: number | undefined, width: number): string {
  const columns = Math.max(4, width);
  if (share === undefined) return '░'.repeat(columns);
  const full = Math.floor(share * columns);
  return `${'█'.repeat(full)}${'░'.repeat(columns - full)} ${String(Math.floor(share * 100)).padStart(3)} %`;
}

function elapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A file name may hold anything, terminal codes too. */
function plain(name: string): string {
  return name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
}
