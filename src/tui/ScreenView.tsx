import { Box, Text, type TextProps } from 'ink';
import type { ReactElement } from 'react';
import type { Lang } from '../model/text.ts';
import { Progress } from './Progress.tsx';
import type { Look, Piece, Screen, ScreenLine } from './screen.ts';

/** What a screen is drawn with. */
export interface ScreenProps {
  readonly screen: Screen;
  readonly lang: Lang;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether colours may be used. */
  readonly color: boolean;
}

const LOOKS: Readonly<Record<Look, TextProps>> = {
  plain: {},
  bold: { bold: true },
  dim: { dimColor: true },
  error: { color: 'red' },
  warning: { color: 'yellow' },
  note: { color: 'cyan' },
  mark: { color: 'red', underline: true },
  chosen: { inverse: true },
  good: { color: 'green' },
};

/** A screen, line by line; what is too wide is cut and never wraps. */
export function ScreenView({ screen, lang, width, color }: ScreenProps): ReactElement {
  const { progress, lines } = screen;
  return (
    <Box flexDirection="column" width={width}>
      {progress === undefined ? null : (
        <Progress state={progress.state} elapsedMs={progress.elapsedMs} lang={lang} width={width} />
      )}
      {numbered(lines).map(({ key, one }) => (
        <Line key={key} line={one} color={color} />
      ))}
    </Box>
  );
}

function Line({ line, color }: { readonly line: ScreenLine; readonly color: boolean }): ReactElement {
  const pieces = line.filter(({ text }) => text !== '');
  // A line of nothing would take no room.
  if (pieces.length === 0) return <Text> </Text>;
  return (
    <Text wrap="truncate-end">
      {numbered(pieces).map(({ key, one }) => (
        <PieceText key={key} piece={one} color={color} />
      ))}
    </Text>
  );
}

function PieceText({ piece, color }: { readonly piece: Piece; readonly color: boolean }): ReactElement {
  const { color: tint, ...rest } = LOOKS[piece.look];
  return (
    <Text {...rest} {...(color && tint !== undefined ? { color: tint } : {})}>
      {piece.text}
    </Text>
  );
}

/** Things that have no name but their place on the screen. */
function numbered<T>(all: readonly T[]): { readonly key: string; readonly one: T }[] {
  return all.map((one, at) => ({ key: String(at), one }));
}
