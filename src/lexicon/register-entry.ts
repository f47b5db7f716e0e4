/** Where an entry of a trademark register stands; `review` when its code or words do not tell. */
export const REGISTER_STATUSES = ['dead', 'review', 'pending', 'live'] as const;
/** Where an entry of a trademark register stands: registered, applied for, ended, or not known. */
export type RegisterStatus = (typeof REGISTER_STATUSES)[number];

/** One entry of a trademark register, whatever format its office delivers. */
export interface RegisterEntry {
  /** Office that keeps the register: `US`, `EM`, `CN` … (WIPO ST.3). */
  readonly office: string;
  /** Application or serial number; an entry is known by it. */
  readonly number: string;
  readonly registration?: string;
  /** The words of the mark as the register writes them; empty for a picture, and where a record tells a change of status only. */
  readonly text: string;
  /** The words are claimed in any lettering. */
  readonly standardCharacters: boolean;
  /** Nice classes, 1..45, ascending. */
  readonly classes: readonly number[];
  readonly status: RegisterStatus;
  /** The status as the office writes it, a code or a word. */
  readonly code: string;
  /** The latest owner. */
  readonly owner: string;
  /** Words that the owner does not claim by themselves. */
  readonly disclaimers: readonly string[];
  /** Day of the last change that the register told, `YYYY-MM-DD`; empty when unknown. */
  readonly date: string;
  /** On the supplemental register: not distinctive, or not yet. */
  readonly supplemental: boolean;
  /** Distinctive only by long use (section 2(f) of the US act). */
  readonly section2f: boolean;
}

/** Facts about an entry that decide whether it counts, packed into 64 bits; a scan keeps these of every entry in memory. */
export const ENTRY = {
  /** Nice class 33 is bit 0 of the second word, so its classes end at bit 12. */
  classBits: 0x1fff,
  statusShift: 13,
  standard: 0x8000,
  supplemental: 0x10000,
  section2f: 0x20000,
} as const;

/** Nice classes as two words: classes 1 to 32, and 33 to 45 in the low bits of the second. */
export interface ClassMask {
  readonly low: number;
  readonly high: number;
}

/** The bits of some Nice classes; numbers that are no class are left out. */
export function classMask(classes: readonly number[]): ClassMask {
  let low = 0;
  let high = 0;
  for (const number of classes) {
    if (number >= 1 && number <= 32) low |= 1 << (number - 1);
    else if (number >= 33 && number <= 45) high |= 1 << (number - 33);
  }
  return { low, high };
}

/** The second word of an entry: its classes from 33 on, its status and what weakens or strengthens it. */
export function entryBits(entry: RegisterEntry): number {
  return (
    classMask(entry.classes).high |
    (REGISTER_STATUSES.indexOf(entry.status) << ENTRY.statusShift) |
    (entry.standardCharacters ? ENTRY.standard : 0) |
    (entry.supplemental ? ENTRY.supplemental : 0) |
    (entry.section2f ? ENTRY.section2f : 0)
  );
}

/** The status in the second word of an entry. */
export function statusOf(bits: number): RegisterStatus {
  return REGISTER_STATUSES[(bits >>> ENTRY.statusShift) & 3] ?? 'review';
}
