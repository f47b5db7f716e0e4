import { PassThrough } from 'node:stream';
import { render } from 'ink-testing-library';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Progress as ProgressNumbers } from '../../src/model/progress.ts';
import { mountProgress } from '../../src/tui/mount.tsx';
import { Progress } from '../../src/tui/Progress.tsx';

const state: ProgressNumbers = {
  files: 2,
  filesTotal: 8,
  listings: 4200,
  findings: 31,
  images: 12,
  bytes: 25,
  bytesTotal: 100,
  current: 'feeds/amazon-us.tsv',
};

function frame(changes: Partial<ProgressNumbers> = {}, lang: 'en' | 'zh' = 'en', width = 90): string {
  return render(<Progress state={{ ...state, ...changes }} elapsedMs={2000} lang={lang} width={width} />).lastFrame() ?? '';
}

describe('Progress', () => {
  it('shows share, time, counts, speed and the file', () => {
    expect(frame()).toBe(
      [
        '███████░░░░░░░░░░░░░░░░░░░░░░░  25 % 0:02',
        '2/8 files · 4200 listings (2100 a second) · 12 pictures · 31 findings',
        'reading feeds/amazon-us.tsv',
      ].join('\n'),
    );
  });

  it('speaks Chinese', () => {
    expect(frame({}, 'zh')).toContain('文件 2/8 · Listing 4200（每秒 2100） · 图片 12 · 问题 31');
  });

  it('shows no share while the total is unknown', () => {
    expect(frame({ bytesTotal: 0, filesTotal: 0 })).not.toContain('%');
    expect(frame({ bytes: 0, files: 0 })).not.toContain('%');
  });

  it('stays in a narrow terminal and shows no control characters', () => {
    const text = frame({ current: `a\u001b[2J\n${'x'.repeat(200)}.tsv` }, 'zh', 40);
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(40);
    expect(text.split('\n')).toHaveLength(3);
    expect(text).not.toContain('\u001b[2J');
  });
});

describe('mountProgress', () => {
  it('leaves nothing behind', async () => {
    const written: string[] = [];
    const stream = Object.assign(new PassThrough(), { isTTY: true as const, columns: 80, rows: 24 });
    stream.on('data', (chunk: Buffer) => written.push(chunk.toString()));
    const view = mountProgress({ stream: stream as unknown as NodeJS.WriteStream, lang: 'en', startedAt: performance.now() });
    view.update(state);
    for (let i = 0; i < 500; i++) view.update({ ...state, listings: i });
    view.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const text = written.join('');
    expect(text.split('reading feeds').length - 1).toBeLessThan(50);
    expect(text.slice(text.lastIndexOf('reading feeds'))).toContain('\u001b[1A\u001b[2K'.repeat(3));
  });
});
