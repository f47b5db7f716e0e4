import type { LetterTemplates } from '../../model/letter.ts';
import type { LetterFinding } from './check-letter.ts';
import { claimsIn } from './claims.ts';
import { daysIn } from './days-in-text.ts';
import type { ReadLetter } from './letter-text.ts';
import { foldSentence } from './patterns.ts';
import type { Answers } from './queries.ts';
import { plainDay } from './row.ts';

/*
 * What a letter leaves unanswered of its case: listings, requested points, parts of a plan; attachments and links that the notice refuses.
 */

/** Everything that the case asks for and the letter does not have. */
export function checkAgainstCase(letter: ReadLetter, answers: Answers, templates: LetterTemplates): LetterFinding[] {
  return [
    ...missingItems(letter, answers),
    ...missingPoints(letter, answers),
    ...missingParts(letter, answers),
    ...emptyCauses(letter, templates),
    ...wrongOrder(letter, answers, templates),
    ...refusedLinks(letter, answers),
    ...refusedFiles(letter, answers),
  ];
}

/** Listings told one by one beyond which only their number is. */
const MAX_NAMED = 12;

function missingItems({ text }: ReadLetter, { facing }: Answers): LetterFinding[] {
  const upper = text.toUpperCase();
  const missing = facing.world.items.filter(({ id }) => !upper.includes(id.toUpperCase())).map(({ id }) => id);
  const known = new Set(facing.world.items.map(({ id }) => id.toUpperCase()));
  const strange = [...new Set([...upper.matchAll(/\bB0[A-Z0-9]{8}\b/g)].map(([id]) => id))].filter((id) => !known.has(id));
  const shown = missing.slice(0, MAX_NAMED).join(', ');
  const more = missing.length > MAX_NAMED ? ` +${missing.length - MAX_NAMED}` : '';
  return [
    ...(missing.length === 0
      ? []
      : [
          error('items', {
            en: `${missing.length} of ${facing.world.items.length} listings of the notice are not answered: ${shown}${more}.`,
            zh: `通知点名的 ${facing.world.items.length} 个 Listing 中有 ${missing.length} 个未回应：${shown}${more}。`,
          }),
        ]),
    ...strange.map((id) => warning('items', { en: `${id} is in no notice of the case.`, zh: `${id} 不在本案任何通知中。` })),
  ];
}

/** A point is answered by a heading with most of its words; reviewers look for theirs. */
const SHARED_WORDS = 0.5;

function missingPoints({ headings }: ReadLetter, { facing }: Answers): LetterFinding[] {
  const folded = headings.map(({ text }) => wordsOf(text));
  return facing.world.asked.flatMap(({ text }) => {
    const wanted = wordsOf(text);
    const found = folded.some((heading) => {
      const same = [...wanted].filter((word) => heading.has(word)).length;
      return same >= Math.max(1, Math.ceil(wanted.size * SHARED_WORDS));
    });
    if (found) return [];
    return [
      error('asked', {
        en: `No heading answers the requested point “${text}”. Take its words as a heading, 1:1.`,
        zh: `没有小标题对应平台要求的“${text}”。请直接用原文作为小标题逐条回答。`,
      }),
    ];
  });
}

function wordsOf(text: string): Set<string> {
  const folded = foldSentence(text);
  const latin = [...folded.matchAll(/[\p{L}\p{N}]{4,}/gu)].map(([word]) => word);
  const han = [...folded.matchAll(/[\u3041-\u30FA\u4E00-\u9FFF]{2}/g)].map(([pair]) => pair);
  return new Set([...latin, ...han].filter((word) => !/^(?:your|have|that|this|with|which|taken|been)$/.test(word)));
}

const PARTS = [
  { id: 'root-cause', pattern: /root cause|ursache|原因|why it happened/i, en: 'root cause', zh: '根本原因' },
  {
    id: 'corrective',
    pattern:
      /corrective|actions? (?:we have )?taken|resol(?:ve|ution)|abhilfe|korrektur|massnahmen zur behebung|ergriffene|是正|対応|纠正|整改|已采取/i,
    en: 'corrective actions',
    zh: '整改措施',
  },
  {
    id: 'preventive',
    pattern: /prevent|vorbeug|verhinder|再発防止|予防|预防|防止/i,
    en: 'preventive measures',
    zh: '预防措施',
  },
] as const;

/** Of a plan of action none of the three parts may be missing. */
function missingParts({ headings, text }: ReadLetter, { facing }: Answers): LetterFinding[] {
  const asked = facing.world.notices.some(({ parse }) => parse.requested.some((one) => one.startsWith('poa_')));
  const other = /withdraw|retract|dispute|counter-?notice|widerspruch|rucknahme|rücknahme|異議|取下げ|撤诉|异议|反通知/i.test(
    text.slice(0, 400),
  );
  const plan = (asked && !other) || /plan of action|massnahmenplan|maßnahmenplan|改善計画|行动计划/i.test(text.slice(0, 3000));
  if (!plan) return [];
  return PARTS.filter(
    ({ pattern }) => !headings.some((heading) => pattern.test(foldSentence(heading.text)) || pattern.test(heading.text)),
  ).map(({ en, zh }) =>
    error('part', {
      en: `A plan of action needs a part under the heading “${en}”; there is none.`,
      zh: `行动计划缺少“${zh}”部分的小标题。`,
    }),
  );
}

/** Each numbered root cause has a deed and a measure of its own. */
function emptyCauses({ headings, sentences }: ReadLetter, templates: LetterTemplates): LetterFinding[] {
  const causes = headings
    .map((heading, i) => ({ ...heading, i }))
    .filter(({ text }) => /(?:root cause|ursache|根本原因|原因)\s*#?\s*\d|^\d.{0,4}(?:root cause|ursache)/i.test(text));
  if (causes.length < 2) return [];
  return causes.flatMap(({ text, line, i }, k) => {
    const end = causes[k + 1]?.i ?? headings.length;
    const own = sentences.filter(({ heading }) => heading >= i && heading < end);
    const kinds = new Set(own.flatMap((one) => claimsIn(one.text, templates).map(({ id }) => id)));
    const titles = headings
      .slice(i, end)
      .map((heading) => heading.text)
      .join(' ');
    const acted = ['text-changed', 'image-removed', 'listing-closed', 'inventory-removed', 'stopped'].some((id) =>
      kinds.has(id),
    );
    const prevented = ['checked-before-upload', 'training', 'reviewers-appointed', 'policy-adopted', 'images-licensed'].some(
      (id) => kinds.has(id),
    );
    const lacks = [
      ...(acted || /corrective|abhilfe|是正|整改/i.test(titles) ? [] : ['action']),
      ...(prevented || /prevent|vorbeug|再発|预防/i.test(titles) ? [] : ['measure']),
    ];
    return lacks.map((part) => ({
      ...error('part', {
        en: `“${text}” has no ${part === 'action' ? 'corrective action' : 'preventive measure'} of its own.`,
        zh: `“${text}”没有对应的${part === 'action' ? '整改措施' : '预防措施'}。`,
      }),
      line,
    }));
  });
}

const AFTER = new Set(['text-changed', 'image-removed', 'listing-closed', 'inventory-removed', 'owner-contacted']);

/** What answers a notice cannot be older than the notice. */
function wrongOrder({ sentences }: ReadLetter, { facing }: Answers, templates: LetterTemplates): LetterFinding[] {
  const first = plainDay(facing.noticed);
  if (first === undefined) return [];
  return sentences.flatMap(({ text, line }) => {
    if (!claimsIn(text, templates).some(({ id }) => AFTER.has(id))) return [];
    return daysIn(text)
      .filter(({ day }) => day !== undefined && day < first)
      .map(({ text: said }) => ({
        ...error('order', {
          en: `“${said}” is before the notice (${first}). Check the day; if it is right, say that it was done before.`,
          zh: `“${said}”早于通知日期（${first}）。请核对日期；若属实，请写明是在收到通知之前完成的。`,
        }),
        line,
        sentence: text,
      }));
  });
}

function refusedLinks({ sentences }: ReadLetter, { facing }: Answers): LetterFinding[] {
  if (facing.world.notices.at(-1)?.parse.externalLinksAccepted !== false) return [];
  return sentences
    .filter(({ text }) => /https?:\/\/|\bwww\./i.test(text))
    .map(({ text, line }) => ({
      ...error('link', {
        en: 'The notice accepts no links; attach the page as a file.',
        zh: '通知不接受外部链接；请把页面作为附件提交。',
      }),
      line,
      sentence: text,
    }));
}

function refusedFiles({ text }: ReadLetter, { facing }: Answers): LetterFinding[] {
  const taken = facing.world.notices.at(-1)?.parse.attachmentTypes.map((type) => type.toLowerCase().replace(/^\./, '')) ?? [];
  if (taken.length === 0) return [];
  const named = [
    ...text.matchAll(/[\w-]+\.(pdf|jpe?g|png|gif|tiff?|docx?|xlsx?|zip|rar|eml|msg|psd|webp|heic|txt|csv|html?)\b/gi),
  ];
  const refused = named.filter(([, type = '']) => !taken.includes(type.toLowerCase().replace('jpeg', 'jpg')));
  return [...new Set(refused.map(([file]) => file))].map((file) =>
    error('attachment', {
      en: `${file}: the notice takes ${taken.join(', ')} only.`,
      zh: `${file}：通知只接受 ${taken.join('、')}。`,
    }),
  );
}

function error(kind: string, text: LetterFinding['text']): LetterFinding {
  return { kind, level: 'error', text };
}

function warning(kind: string, text: LetterFinding['text']): LetterFinding {
  return { kind, level: 'warning', text };
}
