import { z } from 'zod';
import { CASE_ANSWERS, CLAIMS, DRAFT_KINDS, EVIDENCE_KINDS } from '../model/case.ts';
import { ASKED_ABOUT, CASE_LOG_VERSION, type CaseEvent } from '../model/case-event.ts';
import type { NoticeParse } from '../model/case-notice.ts';
import { isDay } from '../model/day.ts';
import { ACTION_KINDS } from '../model/ledger.ts';

/*
 * What a line of a case's log may say. A person may have edited it, so nothing of it is taken on trust.
 */

const text = z.string().max(100_000);
const short = z.string().min(1).max(2000);
const ids = z.array(short).max(100_000);
const day = z.string().refine(isDay, 'must be a day such as 2026-12-01');
const time = z.string().refine((value) => isDay(value.slice(0, 10)) && Number.isFinite(Date.parse(value)), 'no time');
// Copies of a case lie inside its folder; a path that leads out would have another file taken for one of them.
const path = z
  .string()
  .min(1)
  .max(1000)
  .refine((value) => !/^[/\\]|^[a-z]:|\\|(?:^|\/)\.\.(?:\/|$)/i.test(value), 'must be a path inside the case');
const file = z.strictObject({ path, sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number().int().min(0) });
const files = z.array(file).max(10_000);
const facts = z.array(z.strictObject({ name: short, value: text, statement: short })).max(100_000);
const bilingual = z.strictObject({ en: text, zh: text });
const wait = z.strictObject({
  timer: short,
  what: bilingual,
  days: z.number().int().min(0).max(3660),
  unit: z.enum(['calendar', 'working']),
});
const parse = z.custom<NoticeParse>(isParse, 'is no parse of a notice that this version knows');

/** What every line says; a newer version is told before the rest is looked at. */
const told = { v: z.literal(CASE_LOG_VERSION), at: time, by: short };

function line<T extends string, S extends z.core.$ZodShape>(type: T, shape: S) {
  return z.strictObject({ ...told, type: z.literal(type), ...shape });
}

const caseLine = z.discriminatedUnion('type', [
  line('opened', {}),
  line('notice', { id: short, file, receivedAt: time, receivedFrom: z.enum(['message', 'person', 'added']), parse }),
  line('corrected', { notice: short, field: short, value: text }),
  line('confirmed', {}),
  line('linked', {
    item: short,
    listing: z.strictObject({ key: short, marketplace: short, title: text }).exactOptional(),
  }),
  line('assessed', { id: short, claim: z.enum(CLAIMS), reason: text }),
  line('cause', { id: short, cause: short, support: ids, items: ids }),
  line('action', {
    id: short,
    kind: z.enum(ACTION_KINDS),
    planned: day.exactOptional(),
    done: day.exactOptional(),
    items: ids,
    note: text.exactOptional(),
    inventoryOrder: short.exactOptional(),
    proofs: files,
  }),
  line('evidence', {
    id: short,
    kind: z.enum(EVIDENCE_KINDS),
    title: text,
    files,
    madeAt: time.exactOptional(),
    madeAtFrom: z.enum(['exif', 'person', 'platform', 'file']).exactOptional(),
    from: short.exactOptional(),
    items: ids,
    confidential: z.boolean(),
  }),
  line('asserted', { id: short, slot: short.exactOptional(), text }),
  line('deadline', { id: short, what: text, due: day }),
  line('met', { deadline: short, note: text }),
  line('drafted', {
    draft: short,
    kind: z.enum(DRAFT_KINDS),
    lang: short,
    files: files.min(1),
    final: z.boolean(),
    facts,
    measures: ids,
  }),
  line('reviewed', { draft: short, alone: z.boolean() }),
  line('sent', {
    id: short,
    kind: z.enum(DRAFT_KINDS),
    draft: short,
    files,
    facts,
    measures: ids,
    wait: wait.exactOptional(),
  }),
  line('answered', {
    id: short,
    answer: z.enum(CASE_ANSWERS),
    on: day,
    notice: short.exactOptional(),
    note: text.exactOptional(),
    asked: z.array(z.strictObject({ text, about: z.enum(ASKED_ABOUT) })).max(200),
    wait: wait.exactOptional(),
  }),
  line('escalated', { id: short, reason: text, to: text.exactOptional() }),
  line('resolved', { how: z.enum(['clean', 'reinstated']), basis: ids }),
  line('closed', { how: z.enum(['learned', 'given-up']), note: text }),
  line('reopened', { reason: text }),
  line('merged', { into: short }),
  line('absorbed', { from: short }),
]);

/** A line of a case's log. */
export const caseLineSchema: z.ZodType<CaseEvent & { readonly v: typeof CASE_LOG_VERSION }> = caseLine;

/** Lists that the rest of the program walks through. Single values are only shown. */
const LISTS = [
  'where',
  'items',
  'complaintIds',
  'ipNumbers',
  'assertedTerms',
  'requested',
  'paths',
  'attachmentTypes',
] as const;

/** Whether a value is a parse of a notice, as far as lists and names go. */
export function isParse(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Record<string, unknown> = { ...value };
  if (fields.schema !== 'notice-parse/0' || typeof fields.noticeKind !== 'string') return false;
  if (LISTS.some((name) => !Array.isArray(fields[name]))) return false;
  const { items, deadline } = fields;
  const period = deadline === null || (typeof deadline === 'object' && deadline !== undefined);
  return period && Array.isArray(items) && items.every(isItem);
}

function isItem(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}
