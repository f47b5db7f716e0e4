import type { LetterLang } from '../../model/letter.ts';

/*
 * A letter as text or Markdown -> headings and sentences with their lines.
 */

/** A sentence and the line it begins on. */
export interface LetterSentenceAt {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** Index of its heading in `headings`; -1 before the first. */
  readonly heading: number;
}

/** A letter cut into its parts. */
export interface ReadLetter {
  readonly text: string;
  readonly lang: LetterLang;
  readonly headings: readonly { readonly text: string; readonly line: number }[];
  readonly sentences: readonly LetterSentenceAt[];
}

/** Longest letter that is looked at, in UTF-16 code units; one of two pages has 6,000. */
export const MAX_LETTER = 400_000;

/** Reads a letter. Tables, links and emphasis of Markdown are taken as their words. */
export function readLetter(source: string): ReadLetter {
  const text = source
    .slice(0, MAX_LETTER)
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n');
  const headings: { text: string; line: number }[] = [];
  const sentences: LetterSentenceAt[] = [];
  text.split('\n').forEach((raw, i) => {
    const line = i + 1;
    if (/^\s*(?:\|?[\s|:-]+\|?|-{3,}|={3,})\s*$/.test(raw)) return;
    const heading = headingOf(raw);
    if (heading !== undefined) {
      headings.push({ text: heading, line });
      return;
    }
    for (const one of sentencesOf(plainLine(raw))) sentences.push({ text: one, line, heading: headings.length - 1 });
  });
  return { text, lang: languageOf(text), headings, sentences };
}

/** A heading of Markdown, a line that is bold as a whole, or a short line that is numbered or ends in a colon. */
function headingOf(raw: string): string | undefined {
  const marked = /^#{1,6}\s+(.+?)\s*#*$/.exec(raw)?.[1] ?? /^\s*\*\*([^*]{2,120})\*\*:?\s*$/.exec(raw)?.[1];
  if (marked !== undefined) return plainLine(marked);
  const line = raw.trim();
  if (line.length > 90 || line === '') return undefined;
  if (/^(?:\d{1,2}|[IVX]{1,4}|[A-H])[.)]\s+[^.!?。]{3,80}:?$/.test(line) || /^[^.!?。]{3,80}[:：]$/.test(line))
    return plainLine(line);
  return undefined;
}

function plainLine(raw: string): string {
  return raw
    .replace(/^\s*(?:[-*+•]|\d{1,2}[.)])\s+/, '')
    .replaceAll(/!?\[([^\]]*)\]\(([^)]*)\)/g, '$1 $2')
    .replaceAll(/\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`/g, '')
    .replaceAll(/\\([\\`*_<>|~#+\-.)([\]])/g, '$1')
    .replaceAll('|', ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Behind these a dot ends no sentence: a number (12. November), one letter, common abbreviations. */
const NO_END = /(?:^|\s)(?:\d{1,3}|\p{L}|no|nr|mr|mrs|ms|dr|inc|ltd|co|corp|e\.g|i\.e|z\.b|bzw|ca|etc|vgl|abs|art)\.$/iu;

function sentencesOf(line: string): string[] {
  const parts = line.split(/(?<=[.!?])\s+(?=\S)|(?<=[。！？])/u);
  const sentences: string[] = [];
  for (const part of parts) {
    const last = sentences.at(-1);
    if (last !== undefined && NO_END.test(last)) sentences[sentences.length - 1] = `${last} ${part}`;
    else if (part.trim() !== '') sentences.push(part.trim());
  }
  return sentences;
}

function languageOf(text: string): LetterLang {
  if (/[\u3041-\u30FA]/.test(text)) return 'ja';
  const han = [...text.matchAll(/[\u4E00-\u9FFF]/g)].length;
  if (han > 20 && han * 4 > text.replaceAll(/\s/g, '').length) return 'zh';
  const german = [...text.matchAll(/\b(?:der|die|das|und|wir|haben|nicht|ist|von|für|mit|eine?n?)\b/gi)].length;
  const english = [...text.matchAll(/\b(?:the|and|we|have|not|is|of|for|with|an?)\b/gi)].length;
  return german > english ? 'de' : 'en';
}
