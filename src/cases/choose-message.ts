import type { Message } from './messages.ts';
import { addressIn, splitMessages } from './messages.ts';
import { isPlatform, type ParsedMessage, parseMessage } from './parse-notice.ts';
import { platformOfAddress } from './platform.ts';
import type { Wordings } from './wordings.ts';

/*
 * A chain of mails -> the one that is the notice, and what the seller's people wrote above it.
 */

/** Mail services of everybody: an address there does not make two people colleagues. */
const FREE_MAIL = /@(?:gmail|outlook|hotmail|live|yahoo|icloud|gmx|web|qq|163|126|sina|foxmail|aliyun|mail)\./i;
/** Longest remark that is kept. */
const MAX_NOTE = 2000;

/** Parses the message of a text that is the notice. */
export function parseChain(text: string, wordings: Wordings): ParsedMessage & { readonly others: readonly string[] } {
  const messages = splitMessages(text);
  const parsed = messages.map((message) => ({ message, result: parseMessage(text, message, wordings) }));
  const sellers = sellersOf(messages);
  const scored = parsed.map(({ message, result }) => ({ message, result, score: scoreOf(message, result, sellers) }));
  const best = Math.max(...scored.map(({ score }) => score));
  // The newest that says enough: an answer of the platform stands above the notice that it answers.
  const chosen = scored.find(({ score }) => score >= best * 0.5) ?? scored[0];
  if (chosen === undefined) return { ...parseMessage(text, { start: 0, end: text.length }, wordings), others: [] };
  const others = othersThan(chosen.result, parsed);
  const above = messages.slice(0, messages.indexOf(chosen.message)).filter((message) => isOwn(message, sellers));
  const note = above
    .map(({ start, end }) => cleanNote(text.slice(start, end)))
    .filter((part) => part !== '')
    .join('\n')
    .slice(0, MAX_NOTE);
  return { ...(note === '' ? chosen.result : parseMessage(text, chosen.message, wordings, note)), others };
}

/** Complaint numbers of further notices of a platform in the same text, which are about something else than the chosen one. */
function othersThan({ notice }: ParsedMessage, parsed: readonly { readonly result: ParsedMessage }[]): string[] {
  const own = new Set(notice.complaintIds);
  if (own.size === 0) return [];
  const further = parsed.flatMap(({ result: { notice: one } }) =>
    isPlatform(one.platform) && one.noticeKind !== 'unknown' && !one.complaintIds.some((id) => own.has(id))
      ? one.complaintIds
      : [],
  );
  return [...new Set(further)];
}

/** Addresses to which a platform has written. */
function sellersOf(messages: readonly Message[]): ReadonlySet<string> {
  const written = messages.filter(({ from }) => platformOfAddress(addressIn(from)) !== undefined);
  return new Set(written.flatMap(({ to }) => addressIn(to) ?? []));
}

/** Whether the seller's own people wrote a message: no head at all, or an address of theirs. */
function isOwn({ from }: Message, sellers: ReadonlySet<string>): boolean {
  const address = addressIn(from);
  if (address === undefined) return from === undefined;
  const domain = address.slice(address.indexOf('@'));
  return sellers.has(address) || (!FREE_MAIL.test(address) && [...sellers].some((seller) => seller.endsWith(domain)));
}

function scoreOf(message: Message, { notice }: ParsedMessage, sellers: ReadonlySet<string>): number {
  if (sellers.size > 0 && message.from !== undefined && isOwn(message, sellers)) return 0;
  let score = message.from === undefined ? 0 : 1;
  if (platformOfAddress(addressIn(message.from)) !== undefined) score += 8;
  else if (isPlatform(notice.platform)) score += 3;
  if (notice.noticeKind !== 'unknown') score += 4;
  if (notice.infringementType !== 'unknown') score += 2;
  if (notice.items.length > 0) score += 1;
  if (notice.complaintIds.length > 0) score += 1;
  return score + Math.min(3, notice.requested.length);
}

/** A remark without markers of forwarding, greetings and signatures of programs. */
function cleanNote(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line) && !MARKER.test(line))
    .join('\n');
}

const MARKER =
  /^[-_=\s>]*(?:forwarded message|original message|begin forwarded message|weitergeleitete nachricht|urspr[üu]ngliche nachricht|anfang der weitergeleiteten|message transf[ée]r[ée]|message d'origine|mensaje reenviado|mensaje original|messaggio inoltrato|messaggio originale|转发的?邮件(?:信息)?|原始邮件|轉寄|原始郵件|転送(?:された)?メッセージ|元のメッセージ|发自我的|sent from my|von meinem .* gesendet|envoyé de mon).*$/i;
