import { render } from 'ink';
import type { Progress as ProgressNumbers } from '../model/progress.ts';
import type { Lang } from '../model/text.ts';
import { PROGRESS_LINES, Progress } from './Progress.tsx';

/** A progress block on the terminal. */
export interface ProgressView {
  update(state: ProgressNumbers): void;
  /** Removes the block, so that what follows starts on its line. */
  stop(): void;
}

/** Draws at most ten times a second: a fast scan reports thousands of steps. */
const FRAME_MS = 100;
/** While one big picture or file keeps the scan busy, the clock goes on. */
const TICK_MS = 1000;
/** Up one line and empty it, for each line of the block. */
const ERASE = '\u001b[1A\u001b[2K'.repeat(PROGRESS_LINES);

/** Puts the progress block on a terminal. `startedAt` is a time of `performance.now()`. */
export function mountProgress({
  stream,
  lang,
  startedAt,
}: {
  readonly stream: NodeJS.WriteStream;
  readonly lang: Lang;
  readonly startedAt: number;
}): ProgressView {
  let app: ReturnType<typeof render> | undefined;
  let drawnAt = 0;
  let latest: ProgressNumbers | undefined;
  const draw = (state: ProgressNumbers, now: number): void => {
    drawnAt = now;
    const width = Math.max(30, Math.min(stream.columns || 80, 100) - 1);
    const block = <Progress state={state} elapsedMs={now - startedAt} lang={lang} width={width} />;
    if (app === undefined) {
      app = render(block, { stdout: stream, stderr: stream, patchConsole: false, exitOnCtrlC: false, maxFps: 10 });
    } else app.rerender(block);
  };
  const tick = setInterval(() => {
    if (latest !== undefined) draw(latest, performance.now());
  }, TICK_MS);
  tick.unref();
  return {
    update(state) {
      latest = state;
      const now = performance.now();
      if (now - drawnAt >= FRAME_MS) draw(state, now);
    },
    stop() {
      clearInterval(tick);
      if (app === undefined) return;
      // Ink draws the last frame once more when it lets go, so the block is erased behind it.
      app.unmount();
      stream.write(ERASE);
    },
  };
}
