/** What a piece of a report is, for its colour. */
type Tone = 'error' | 'warning' | 'note' | 'added' | 'bold' | 'dim' | 'plain';

const CODES: Readonly<Record<Tone, string>> = {
  error: '31',
  warning: '33',
  note: '36',
  added: '32',
  bold: '1',
  dim: '2',
  plain: '',
};

/** Colours a text; with colours off, gives it back as it is. */
export type Paint = (tone: Tone, text: string) => string;

/** Makes the painter of a report. */
export function createPaint(color: boolean): Paint {
  return (tone, text) => (color && CODES[tone] !== '' ? `\u001b[${CODES[tone]}m${text}\u001b[0m` : text);
}
