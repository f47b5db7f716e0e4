import type { Progress } from '../model/progress.ts';

/** How a piece of a line looks. What is told by colour is told by words or signs as well. */
export type Look = 'plain' | 'bold' | 'dim' | 'error' | 'warning' | 'note' | 'mark' | 'chosen' | 'good';

/** A piece of a line; its text may be printed as it is. */
export interface Piece {
  readonly text: string;
  readonly look: Look;
}

/** One line of the screen. */
export type ScreenLine = readonly Piece[];

/** What a terminal shows. */
export interface Screen {
  /** From the top; no longer than the terminal is high, none wider. */
  readonly lines: readonly ScreenLine[];
  /** While a scan runs: how far it has come, drawn above the lines. */
  readonly progress?: { readonly state: Progress; readonly elapsedMs: number };
}

/** Columns and lines of a terminal. */
export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** Keys that have a name. */
export const KEY_NAMES = [
  'up',
  'down',
  'left',
  'right',
  'page-up',
  'page-down',
  'home',
  'end',
  'enter',
  'escape',
  'tab',
  'backspace',
] as const;
/** One of `KEY_NAMES`. */
export type KeyName = (typeof KEY_NAMES)[number];

/** A key that was pressed: a named one, one with Ctrl, or what was typed or pasted. */
export type KeyPress = { readonly key: KeyName } | { readonly ctrl: string } | { readonly typed: string };

/** What is shown and takes keys. */
export interface Browsing {
  draw(size: ScreenSize): Screen;
  press(key: KeyPress, size: ScreenSize): void;
  /** Calls back whenever the screen is to be drawn again; gives the function that ends that. */
  watch(changed: () => void): () => void;
}
