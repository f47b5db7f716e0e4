import process from 'node:process';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Progress } from '../model/progress.ts';
import type { Lang } from '../model/text.ts';
import type { ProgressView } from '../tui/mount.tsx';

/** A display of how far a scan has come. */
export interface ProgressDisplay {
  /** A promise makes the scan wait: for the display to be loaded, or for the terminal to take a frame. */
  update(progress: Progress): Promise<void> | undefined;
  /** Removes the display. */
  stop(): void;
}

/** A scan that is done by then is never slowed by loading the display, which takes about 0.6 s. */
const PATIENCE_MS = 400;
/** A scan gives way to the display so often; in between it keeps the processor. */
const YIELD_MS = 100;

/** Shows progress on stderr once a scan turns out to be a long one; when not `shown`, does nothing. */
export function startProgress(shown: boolean, lang: Lang): ProgressDisplay {
  if (!shown) return { update: () => undefined, stop() {} };
  const startedAt = performance.now();
  let view: ProgressView | undefined;
  let yieldedAt = startedAt + PATIENCE_MS - YIELD_MS;
  return {
    update(progress) {
      const now = performance.now();
      if (now - yieldedAt < YIELD_MS) return undefined;
      // The last report of a scan that nothing was drawn for: there is no use in loading the display only to remove it.
      if (view === undefined && progress.filesTotal > 0 && progress.files >= progress.filesTotal) return undefined;
      yieldedAt = now;
      return show(progress);
    },
    stop: () => view?.stop(),
  };

  async function show(progress: Progress): Promise<void> {
    view ??= await open(lang, startedAt);
    view.update(progress);
    await nextTurn();
  }
}

async function open(lang: Lang, startedAt: number): Promise<ProgressView> {
  // The development build of React keeps a record of every render: a leak in a long scan.
  process.env.NODE_ENV ??= 'production';
  const { mountProgress } = await import('../tui/mount.tsx');
  return mountProgress({ stream: process.stderr, lang, startedAt });
}
