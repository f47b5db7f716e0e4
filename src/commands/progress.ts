import process from 'node:process';
import type { Lang } from '../model/text.ts';
import type { Progress } from '../scan/request.ts';
import type { ProgressView } from '../tui/mount.tsx';

/** A display of how far a scan has come. */
export interface ProgressDisplay {
  update(progress: Progress): void;
  /** Removes the display. */
  stop(): Promise<void>;
}

/** A scan that is done by then is never slowed by loading the display, which takes about 0.6 s. */
const PATIENCE_MS = 400;

/** Shows progress on stderr once a scan turns out to be a long one; when not `shown`, does nothing. */
export function startProgress(shown: boolean, lang: Lang): ProgressDisplay {
  if (!shown) return { update() {}, stop: async () => {} };
  const startedAt = performance.now();
  let latest: Progress | undefined;
  let stopped = false;
  let view: Promise<ProgressView | undefined> = Promise.resolve(undefined);
  let live: ProgressView | undefined;
  const timer = setTimeout(() => {
    view = open(lang, startedAt).then((opened) => {
      live = opened;
      if (latest !== undefined && !stopped) opened.update(latest);
      return opened;
    });
  }, PATIENCE_MS);
  return {
    update(progress) {
      latest = progress;
      live?.update(progress);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      (await view)?.stop();
    },
  };
}

async function open(lang: Lang, startedAt: number): Promise<ProgressView> {
  // The development build of React keeps a record of every render: a leak in a long scan.
  process.env.NODE_ENV ??= 'production';
  const { mountProgress } = await import('../tui/mount.tsx');
  return mountProgress({ stream: process.stderr, lang, startedAt });
}
