import type { Bilingual, Lang } from '../model/text.ts';
import { cellsOf, widthOf } from '../reporters/cells.ts';
import type { KeyPress, ScreenLine } from '../tui/screen.ts';
import { textLines } from './lines.ts';

/** Something that is asked in a line above the keys. */
export interface Question {
  readonly label: string;
  /** What stands there to begin with. */
  readonly value: string;
  /** Values that the arrow keys go through. */
  readonly choices?: readonly string[];
  /** Takes each change of the answer. */
  readonly changed?: (value: string) => void;
  /** Takes the answer; what it gives back is wrong with it, and the question stays. */
  readonly answered: (value: string) => Bilingual | undefined;
  readonly cancelled?: () => void;
}

/** Longest answer, in UTF-16 code units. */
const MOST_TYPED = 2000;

/** The state of a question that is being answered. */
export class Prompt {
  readonly question: Question;
  value: string;
  fault: Bilingual | undefined;

  constructor(question: Question) {
    this.question = question;
    this.value = question.value;
  }

  /** Takes a key; `done` when the question is over. */
  press(press: KeyPress): 'done' | 'goes on' {
    if ('typed' in press) return this.#write((this.value + press.typed).slice(0, MOST_TYPED));
    if ('ctrl' in press) return press.ctrl === 'u' ? this.#write('') : 'goes on';
    switch (press.key) {
      case 'escape':
        this.question.cancelled?.();
        return 'done';
      case 'enter':
        this.fault = this.question.answered(this.value.trim());
        return this.fault === undefined ? 'done' : 'goes on';
      case 'backspace':
        return this.#write(withoutLast(this.value));
      case 'up':
      case 'down':
      case 'tab':
        return this.#turn(press.key === 'up' ? -1 : 1);
      default:
        return 'goes on';
    }
  }

  /** The lines as shown: what is wrong, where something is, and the end of a long answer behind its label. */
  lines(lang: Lang, width: number): ScreenLine[] {
    const label = tailOf(this.question.label, Math.max(4, Math.floor(width * 0.7)));
    const room = Math.max(1, width - widthOf(label) - 1);
    const asked: ScreenLine = [
      { text: label, look: 'bold' },
      { text: tailOf(this.value, room), look: 'plain' },
      { text: ' ', look: 'chosen' },
    ];
    return this.fault === undefined ? [asked] : [...textLines(this.fault[lang], width, 'error').slice(0, 2), asked];
  }

  #write(value: string): 'goes on' {
    this.value = value;
    this.fault = undefined;
    this.question.changed?.(value);
    return 'goes on';
  }

  #turn(step: number): 'goes on' {
    const { choices = [] } = this.question;
    const next = choices[(choices.indexOf(this.value) + step + choices.length) % choices.length];
    return next === undefined ? 'goes on' : this.#write(next);
  }
}

/** Without its last character as a reader counts them, so that an emoji or a letter with its accent goes at once. */
function withoutLast(text: string): string {
  const tail = text.slice(-40);
  const last = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(tail)].at(-1);
  return text.slice(0, text.length - (last?.segment.length ?? 0));
}

/** The end of a text in so many columns. */
function tailOf(text: string, width: number): string {
  const cells = cellsOf(text.slice(-width * 4));
  let used = 0;
  let at = cells.length;
  while (at > 0 && used + (cells[at - 1]?.width ?? 0) <= width) used += cells[--at]?.width ?? 0;
  return cells
    .slice(at)
    .map(({ shown }) => shown)
    .join('');
}
