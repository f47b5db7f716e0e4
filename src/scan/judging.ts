import type { Subject } from '../detectors/contract.ts';
import type { AuditEvent } from './audit.ts';
import type { ScanFile } from './files.ts';
import type { Judge, Judgement } from './judge.ts';

/** A listing, and what it gives by itself. */
export interface Judged {
  readonly subject: Subject;
  /** How many of its pictures were looked at. */
  readonly pictures: number;
  readonly judgement: Judgement;
  readonly file: ScanFile;
}

/** What a file gives, its listings judged. */
export type JudgedEvent = Judged | Exclude<AuditEvent, { readonly subject: Subject }>;

/** Judges every listing by itself; the order stays that of the files. */
export async function* judgeEvents(events: AsyncIterable<AuditEvent>, judge: Judge): AsyncGenerator<JudgedEvent> {
  for await (const event of events) yield 'subject' in event ? { ...event, judgement: judge.alone(event.subject) } : event;
}
