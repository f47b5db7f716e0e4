import { type Key, useInput, useStdout } from 'ink';
import { type ReactElement, useEffect, useReducer } from 'react';
import type { Lang } from '../model/text.ts';
import { ScreenView } from './ScreenView.tsx';
import type { Browsing, KeyName, KeyPress, ScreenSize } from './screen.ts';

/** What the browser of findings is drawn with. */
export interface AuditProps {
  readonly browsing: Browsing;
  readonly lang: Lang;
  readonly color: boolean;
}

/** The browser of findings: draws what it shows, hands over keys, and draws anew when the terminal changes its size. */
export function Audit({ browsing, lang, color }: AuditProps): ReactElement {
  const { stdout } = useStdout();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    stdout.on('resize', redraw);
    return () => {
      stdout.off('resize', redraw);
    };
  }, [stdout]);
  useEffect(() => browsing.watch(redraw), [browsing]);
  useInput((input, key) => {
    const size = sizeOf(stdout);
    for (const press of pressesOf(input, key)) browsing.press(press, size);
  });
  const size = sizeOf(stdout);
  return <ScreenView screen={browsing.draw(size)} lang={lang} width={size.columns} color={color} />;
}

/** One line less than the terminal has: a full one would be wiped before each drawing. */
function sizeOf(stdout: { readonly columns?: number; readonly rows?: number }): ScreenSize {
  return { columns: Math.max(10, stdout.columns || 80), rows: Math.max(5, (stdout.rows || 24) - 1) };
}

function pressesOf(input: string, key: Key): KeyPress[] {
  const named = nameOf(key);
  if (named !== undefined) return [{ key: named }];
  if (key.ctrl) return [{ ctrl: input }];
  // A pasted text may hold line breaks and terminal codes.
  const typed = input.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return typed === '' || key.meta ? [] : [{ typed }];
}

function nameOf(key: Key): KeyName | undefined {
  const names: readonly (readonly [boolean, KeyName])[] = [
    [key.upArrow, 'up'],
    [key.downArrow, 'down'],
    [key.leftArrow, 'left'],
    [key.rightArrow, 'right'],
    [key.pageUp, 'page-up'],
    [key.pageDown, 'page-down'],
    [key.home, 'home'],
    [key.end, 'end'],
    [key.return, 'enter'],
    [key.escape, 'escape'],
    [key.tab, 'tab'],
    // Terminals send the code of Delete for the backspace key.
    [key.backspace || key.delete, 'backspace'],
  ];
  return names.find(([pressed]) => pressed)?.[1];
}
