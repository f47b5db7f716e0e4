import { PassThrough } from 'node:stream';
import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { Audit } from '../../src/tui/Audit.tsx';
import { mountAudit } from '../../src/tui/mount-audit.tsx';
import { ScreenView } from '../../src/tui/ScreenView.tsx';
import type { Browsing, KeyPress, Screen } from '../../src/tui/screen.ts';

/** Shows what was pressed, and how large the screen is. */
function echo(): Browsing & { readonly pressed: KeyPress[]; readonly watching: () => number } {
  const pressed: KeyPress[] = [];
  const watchers = new Set<() => void>();
  return {
    pressed,
    watching: () => watchers.size,
    draw: ({ columns, rows }) => ({
      lines: [
        [{ text: `${columns}x${rows}`, look: 'bold' }],
        [],
        [{ text: JSON.stringify(pressed.at(-1) ?? null), look: 'plain' }],
      ],
    }),
    press(key) {
      pressed.push(key);
      for (const changed of watchers) changed();
    },
    watch(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 40));

describe('Audit', () => {
  it.each([
    ['\u001B[A', { key: 'up' }],
    ['\u001B[B', { key: 'down' }],
    ['\u001B[5~', { key: 'page-up' }],
    ['\u001B[6~', { key: 'page-down' }],
    ['\r', { key: 'enter' }],
    ['\t', { key: 'tab' }],
    ['\u007F', { key: 'backspace' }],
    ['\u0003', { ctrl: 'c' }],
    ['\u0015', { ctrl: 'u' }],
    ['q', { typed: 'q' }],
    ['?', { typed: '?' }],
    ['授权书', { typed: '授权书' }],
    ['two\nlines\u0007', { typed: 'two lines ' }],
  ])('hands over %j', async (input, expected) => {
    const browsing = echo();
    const { stdin, unmount } = render(<Audit browsing={browsing} lang="en" color={false} />);
    await settle();
    stdin.write(input);
    await settle();
    expect(browsing.pressed).toEqual([expected]);
    unmount();
    expect(browsing.watching()).toBe(0);
  });

  it('draws anew when the terminal changes its size', async () => {
    const { stdout, lastFrame, unmount } = render(<Audit browsing={echo()} lang="en" color={false} />);
    await settle();
    expect(lastFrame()).toContain('100x');
    Object.defineProperty(stdout, 'columns', { value: 42, configurable: true });
    Object.defineProperty(stdout, 'rows', { value: 13, configurable: true });
    stdout.emit('resize');
    await settle();
    expect(lastFrame()).toContain('42x12');
    unmount();
  });
});

describe('ScreenView', () => {
  const screen: Screen = {
    lines: [[{ text: '品'.repeat(30), look: 'error' }], [], [{ text: 'end', look: 'chosen' }]],
    progress: {
      state: { files: 0, filesTotal: 4, listings: 7, findings: 1, images: 0, bytes: 5, bytesTotal: 10, current: 'a.csv' },
      elapsedMs: 1000,
    },
  };

  it('cuts what is too wide, keeps empty lines, and has the progress above', () => {
    const { lastFrame } = render(<ScreenView screen={screen} lang="zh" width={21} color={false} />);
    const lines = (lastFrame() ?? '').split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toContain('50 %');
    expect(lines[3]).toBe(`${'品'.repeat(10)}…`);
    expect(lines[5]).toBe('end');
  });
});

describe('mountAudit', () => {
  it('takes a screen of its own and gives it back once', async () => {
    const written: string[] = [];
    const stdout = Object.assign(new PassThrough(), { isTTY: true as const, columns: 60, rows: 10 });
    stdout.on('data', (chunk: Buffer) => written.push(chunk.toString()));
    const stdin = Object.assign(new PassThrough(), {
      isTTY: true as const,
      setRawMode: () => {},
      ref: () => {},
      unref: () => {},
    });
    const unmount = mountAudit(echo(), {
      stdin: stdin as unknown as NodeJS.ReadStream,
      stdout: stdout as unknown as NodeJS.WriteStream,
      lang: 'en',
      color: true,
    });
    await settle();
    unmount();
    unmount();
    await settle();
    const text = written.join('');
    expect(text.startsWith('\u001B[?1049h')).toBe(true);
    expect(text).toContain('60x9');
    expect(text.split('\u001B[?1049l')).toHaveLength(2);
    expect(text.endsWith('\u001B[?1049l')).toBe(true);
  });
});
