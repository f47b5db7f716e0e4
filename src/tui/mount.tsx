import { render } from 'ink';
import type { Lang } from '../model/text.ts';
import { Progress, type ProgressState } from './Progress.tsx';

/** A progress block on the terminal. */
export interface ProgressView {
  update(state: ProgressState): void;
  /** Removes the block, so that what follows starts on its line. */
  stop(): void;
}

/** Draws at most ten times a second: a fast scan reports thousands of steps. */
const FRAME_MS = 100;

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
  const draw = (state: ProgressState, now: number): void => {
    drawnAt = now;
    const width = Math.max(30, Math.min(stream.columns || 80, 100) - 1);
    const block = <Progress state={state} elapsedMs={now - startedAt} lang={lang} width={width} />;
    if (app === undefined)
      app = render(block, { stdout: stream, stderr: stream, patchConsole: false, exitOnCtrlC: false, maxFps: 10 });
    else app.rerender(block);
  };
  return {
    update(state) {
      const now = performance.now();
      if (now - drawnAt >= FRAME_MS) draw(state, now);
    },
    stop() {
      app?.clear();
      app?.unmount();
    },
  };
}
