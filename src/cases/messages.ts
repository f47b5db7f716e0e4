/*
 * A text -> the messages in it: a forwarded chain holds several, each with its head. Which of them is the notice is decided by what they say.
 */

/** A value in the head of a message; offsets are those of the text. */
export interface HeadValue {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** One message of a chain, the newest first. */
export interface Message {
  readonly from?: HeadValue;
  readonly to?: HeadValue;
  readonly subject?: HeadValue;
  readonly date?: HeadValue;
  /** Where the text below the head begins and ends. */
  readonly start: number;
  readonly end: number;
}

type HeadName = 'from' | 'to' | 'subject' | 'date' | 'other';

/** So many messages of a chain are looked at. */
const MAX_MESSAGES = 12;
/** Most lines of a head; without a bound a text of nothing but head lines would be read over and over. */
const MAX_HEAD = 60;

const HEADS: readonly (readonly [HeadName, RegExp])[] = [
  [
    'from',
    /^(?:from|sender|von|absender|de|exp[ée]diteur|remitente|da|mittente|van|afzender|差出人|送信者|发件人|发送人|寄件者|寄件人|發件人)$/i,
  ],
  ['to', /^(?:to|an|empf[äa]nger|[àa]|destinataire|para|destinatario|aan|宛先|收件人|收件者)$/i],
  ['subject', /^(?:subject|betreff|objet|asunto|oggetto|onderwerp|件名|主题|主題|主旨|标题|邮件主题)$/i],
  [
    'date',
    /^(?:date|sent|datum|gesendet(?: am)?|verzonden|envoy[ée](?: le)?|fecha|enviado(?: el)?|data|inviato|日付|送信日時|日時|日期|时间|发送时间|發送時間|寄件日期)$/i,
  ],
  [
    'other',
    /^(?:cc|bcc|kopie|copie|抄送|副本|reply-to|antwort an|répondre à|返信先|回复至|message-id|mime-version|content-[a-z-]+|received|return-path|x-[a-z-]+|importance|priority|attachments?|anlagen?|附件)$/i,
  ],
];
const HEAD_LINE = /^[\s*_]*([\p{L}][\p{L} -]{0,24}?)[*_]*\s*[:：][*_]*\s?(.*)$/u;
/** "On Tuesday … Kim <kim@shop.example> wrote:" and its like, which stand instead of a head. */
const WROTE =
  /^(?:(?:on|am|le|el|il) |在|於).{4,160}?(?:wrote|schrieb.{0,80}|a [ée]crit|escribi[óo]|ha scritto|写道|寫道)\s*[:：]\s*$|^\d{4}年\d{1,2}月\d{1,2}日.{0,120}(?:<[^<>\s]+@[^<>\s]+>|：|:)\s*[:：]?$/i;

/** Parts a text into its messages. What stands before the first head is a message without one. */
export function splitMessages(text: string): Message[] {
  const found: { head: Omit<Message, 'start' | 'end'>; headStart: number; start: number }[] = [];
  const lines = text.split('\n');
  let offset = 0;
  for (let i = 0; i < lines.length && found.length < MAX_MESSAGES; ) {
    const block = headAt(lines, i, offset);
    const used = block?.lines ?? 1;
    if (block !== undefined) {
      const length = lines.slice(i, i + used).reduce((sum, line) => sum + line.length + 1, 0);
      found.push({ head: block.head, headStart: offset, start: Math.min(text.length, offset + length) });
    }
    for (let k = i; k < i + used; k++) offset += (lines[k] ?? '').length + 1;
    i += used;
  }
  const messages = found.map(({ head, start }, i) => ({ ...head, start, end: found[i + 1]?.headStart ?? text.length }));
  const lead = found[0]?.headStart ?? text.length;
  const before = text.slice(0, lead);
  return /[\p{L}\p{N}]{2}/u.test(before) || messages.length === 0 ? [{ start: 0, end: lead }, ...messages] : messages;
}

/** The head that begins at a line: two or more head lines one behind the other, one of them telling sender or subject. */
function headAt(
  lines: readonly string[],
  at: number,
  offset: number,
): { readonly head: Omit<Message, 'start' | 'end'>; readonly lines: number } | undefined {
  const wrote = wroteAt(lines[at] ?? '', offset);
  if (wrote !== undefined) return { head: wrote, lines: 1 };
  const head: Partial<Record<HeadName, HeadValue>> = {};
  let count = 0;
  let start = offset;
  let i = at;
  for (; i < lines.length && i < at + MAX_HEAD; i++) {
    const line = lines[i] ?? '';
    const found = headLine(line, start);
    const folded = found === undefined && count > 0 && /^[ \t]+\S/.test(line);
    if (found === undefined && !folded) break;
    if (found !== undefined) {
      if (found.name !== 'other') head[found.name] ??= found.value;
      count++;
    }
    start += line.length + 1;
  }
  const telling = head.from !== undefined || (head.subject !== undefined && head.date !== undefined);
  const { other: _other, ...known } = head;
  return count >= 2 && telling ? { head: known, lines: i - at } : undefined;
}

function headLine(line: string, offset: number): { readonly name: HeadName; readonly value: HeadValue } | undefined {
  if (line.length > 2000) return undefined;
  const found = HEAD_LINE.exec(line);
  const word = found?.[1]?.trim() ?? '';
  const name = HEADS.find(([, pattern]) => pattern.test(word))?.[0];
  if (found === null || name === undefined) return undefined;
  const raw = found[2] ?? '';
  const value = raw.trim();
  const start = offset + line.length - raw.length + (raw.length - raw.trimStart().length);
  return { name, value: { value, start, end: start + value.length } };
}

function wroteAt(line: string, offset: number): Omit<Message, 'start' | 'end'> | undefined {
  const trimmed = line.trim();
  if (trimmed.length > 260 || !WROTE.test(trimmed)) return undefined;
  const address = /[^\s<>"',;:，]+@[^\s<>"',;:，]+\.[a-z]{2,}/i.exec(line);
  if (address === null) return {};
  const start = offset + address.index;
  return { from: { value: address[0], start, end: start + address[0].length } };
}

/** The mail address in the value of a head; undefined when there is none. */
export function addressIn(head: HeadValue | undefined): string | undefined {
  return /[^\s<>"'(),;:[\]]+@[^\s<>"'(),;:[\]]+\.[a-z]{2,}/i.exec(head?.value.slice(0, 500) ?? '')?.[0]?.toLowerCase();
}

/** The name beside the address; undefined when there is none. */
export function nameIn(head: HeadValue | undefined): string | undefined {
  const value = head?.value.slice(0, 500) ?? '';
  const name = value
    .replace(/<[^<>]*>|\[mailto:[^\]]*\]|[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/gi, '')
    .replaceAll(/["']/g, '')
    .trim();
  return name === '' ? undefined : name;
}
