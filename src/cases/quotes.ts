import type { EvidenceList } from './evidence.ts';
import { isOther } from './language.ts';
import type { Layout } from './layout.ts';
import { valuesOf } from './values.ts';

/*
 * What others than the platform say in a notice: the rights owner, and the seller's own people.
 */

/** Addresses of the works that are said to be copied. */
export function workUrls(layout: Layout, evidence: EvidenceList): string[] {
  return valuesOf(layout, 'workUrl', 'copyrightedWorkUrls', evidence).flatMap(
    (value) => value.match(/https?:\/\/[^\s<>"'，。、）)]+/gi) ?? [],
  );
}

/** What the rights owner writes, as the notice quotes it; undefined when it quotes nothing. */
export function statementOf(layout: Layout, evidence: EvidenceList): string | undefined {
  const words = layout.pieces.filter(({ context }) => context === 'owner-words');
  const label = layout.labels.find(({ field }) => field === 'ownerWords');
  const parts = words.map(({ kind, start, end }) =>
    layout.text.slice(kind === 'label' ? (label?.start ?? start) : start, end).trim(),
  );
  const text = parts.filter((part) => part !== '').join('\n');
  const first = words[0];
  if (text === '' || first === undefined) return undefined;
  evidence.add(
    'ownerStatement',
    text.slice(0, 200),
    label?.id ?? 'context/owner-words',
    first.start,
    words.at(-1)?.end ?? first.end,
  );
  return text;
}

/** Lines of the seller's people: marked as a note, in another script than the notice, or above a forwarded notice. */
export function readRemark(
  layout: Layout,
  language: string | null,
  note: string | undefined,
  evidence: EvidenceList,
): string | undefined {
  const found = layout.pieces.filter(({ kind, context, folded }) => {
    if (kind === 'subject' || kind === 'sender' || kind === 'label' || context === 'owner-contact' || context === 'owner-words')
      return false;
    return context === 'internal-note' || isOther(folded.text, language);
  });
  for (const { start, end } of found)
    evidence.add('internalNote', layout.text.slice(start, end).trim(), 'context/internal-note', start, end);
  const lines = [...(note === undefined ? [] : [note]), ...found.map(({ start, end }) => layout.text.slice(start, end).trim())];
  return lines.length === 0 ? undefined : lines.join('\n');
}
